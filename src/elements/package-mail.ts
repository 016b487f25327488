import type { Application } from '../model/application.js';
import type { Call } from '../model/call.js';

/** A letter to write by e-mail. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** All of it as an address that opens a mail program. */
  readonly href: string;
}

/** Old mail programs take no address of more than 2000 characters, and a Kyrgyz letter is six there. */
const short = (text: string, most: number): string => {
  const letters = Array.from(text.replace(/\s+/g, ' ').trim());
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join('')
        .trim()}…`
    : letters.join('');
};

/** The e-mail to the programme, in Kyrgyz, the language of the call. Who writes it attaches the file. */
export function mailOf({ letter, municipality }: Application, { contacts: { email } }: Call): Mail {
  const name = short(municipality.municipalityName, 40);
  const place = [name, short(letter.district ?? '', 30)].filter(Boolean).join(', ');
  const subject = `Кызыкдарлык каты: ${place}`;
  const text = [
    '[Архивди тиркеп, бул сапты өчүрүңүз]',
    '',
    'Саламатсыздарбы!',
    `${name}: кызыкдарлык каты жана тиркемелери тиркелген файлда.`,
    '',
    short(letter.senderName, 40),
  ].join('\r\n');
  const [to, ...rest] = [email, subject, text].map(encodeURIComponent);
  return {
    to: email,
    subject,
    text,
    href: `mailto:${to?.replace('%40', '@')}?subject=${rest[0]}&body=${rest[1]}`,
  };
}
