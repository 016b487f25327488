import { msg, spokenLanguage, str } from '../language/message.js';
import { formatNumber } from '../language/numbers.js';
import type { EvidenceLimits } from '../model/evidence-limits.js';
import type { KindRefusal } from './evidence-kinds.js';

const MB = 1_048_576;

/** As the programs that make them call them: the same in every language. */
const names = {
  pdf: 'PDF',
  image: 'JPG, PNG',
  word: 'Word',
  excel: 'Excel',
  opendocument: 'ODT, ODS',
};

/** The kinds of files that are taken. */
export const kindWords = ({ kinds }: EvidenceLimits): string => kinds.map((kind) => names[kind]).join(', ');

/** A size as people say it, from bytes. */
export function sizeWords(bytes: number): string {
  // A file a little above a limit must not read as the limit itself.
  const tenths = Math.ceil((bytes / MB) * 10) / 10;
  const number = (value: number): string => formatNumber(value, spokenLanguage());
  return bytes < MB
    ? msg(str`${number(Math.max(1, Math.ceil(bytes / 1024)))} КБ`, { id: 'e.kilobytes' })
    : msg(str`${number(tenths)} МБ`, { id: 'e.megabytes' });
}

/** Why a file was not taken. */
export type RefusalCode = KindRefusal | 'empty' | 'tooBig' | 'tooMuch' | 'tooMany' | 'unreadable';

/** One sentence that says how to mend it. `size` is that of the file, in bytes. */
export function refusalWords(code: RefusalCode, size: number, limits: EvidenceLimits): string {
  switch (code) {
    case 'empty':
      return msg('Файл бош. Ичинде бир нерсе бар файлды тандаңыз.', { id: 'e.empty' });
    case 'tooBig':
      return msg(
        str`Файл өтө чоң: ${sizeWords(size)}, эң көбү ${sizeWords(limits.file)}. Кичирейтип же бир нече файлга бөлүп, кайра тандаңыз.`,
        { id: 'e.tooBig' },
      );
    case 'tooMuch':
      return msg(
        str`Бардык файлдар биригип эң көбү ${sizeWords(limits.all)} болушу керек. Кереги жогун өчүрүп, кайра тандаңыз.`,
        { id: 'e.tooMuch' },
      );
    case 'tooMany':
      return msg(
        str`Эң көбү ${limits.files} файл кошууга болот. Кереги жогун өчүрүңүз же бир нечесин бир PDF кылып бириктириңиз.`,
        { id: 'e.tooMany' },
      );
    case 'archive':
      return msg('Архив алынбайт. Аны ачып, ичиндеги файлдарды өзүнчө тандаңыз.', { id: 'e.archive' });
    case 'locked':
      return msg('Файл сырсөз менен жабылган. Сырсөзүн алып салып, кайра тандаңыз.', { id: 'e.locked' });
    case 'damaged':
      return msg(
        'Файл бузулган окшойт: ичи аталышына туура келбейт. Аны ачып көрүп, кайра сактап тандаңыз.',
        {
          id: 'e.damaged',
        },
      );
    case 'unreadable':
      return msg(
        'Файл окулган жок: ал жылдырылган, өчүрүлгөн же папка болушу мүмкүн. Файлды кайра тандаңыз.',
        {
          id: 'e.unreadable',
        },
      );
    case 'unknown':
      return msg(str`Мындай файл алынбайт. Булардын бирин тандаңыз: ${kindWords(limits)}.`, {
        id: 's.evidenceUnknown',
      });
  }
}
