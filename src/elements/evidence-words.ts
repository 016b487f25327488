import { msg, spokenLanguage, str } from '../language/message.js';
import { formatNumber } from '../language/numbers.js';
import type { KindRefusal } from './evidence-kinds.js';

const MB = 1_048_576;

/** How much evidence an application may have; what receives it has the same limits unless it says otherwise. */
export const limits = { file: 20 * MB, all: 100 * MB, files: 60 } as const;

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
export function refusalWords(code: RefusalCode, size: number): string {
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
      return msg('Мындай файл алынбайт. PDF, сүрөт (JPG, PNG), Word же Excel файлын тандаңыз.', {
        id: 'e.unknown',
      });
  }
}
