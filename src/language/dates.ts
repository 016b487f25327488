import type { Language } from './message.js';

export type DateReading = { value: string } | { code: 'notDate' | 'noSuchDate' };

/** Kyrgyz and Russian share the stems; what follows is one letter a month: 28-феврал|ы, 28 феврал|я. */
const stems = 'январ феврал март апрел май июн июл август сентябр октябр ноябр декабр'.split(' ');
const kyrgyzEndings = 'ыыыиыуууыыыы';
const russianEndings = 'яяаяяяяаяяяя';
const english = 'January February March April May June July August September October November December'.split(
  ' ',
);

/**
 * Reads a day as it is written here, day first: '28.02.2025', '28/2/2025', '28022025', '2025-02-28',
 * '2025-жылдын 28-февралы', '28 февраля 2025 г.'. Years are written in full and lie in 1900–2100, else
 * (as for 31.02) `noSuchDate`. The value is an ISO day.
 */
export function readDate(text: string): DateReading {
  const plain = text.normalize('NFC').trim().toLowerCase();
  const iso = /^(\d{4})-(\d\d?)-(\d\d?)(?:\s*[жг]\.?)?$/.exec(plain);
  if (iso) return checkDay(iso[1], iso[2], iso[3]);
  if (/[^\p{L}\d\s.,/«»"“”„–—−-]/u.test(plain)) return { code: 'notDate' };
  const words = (plain.match(/\d+|\p{L}+/gu) ?? [])
    .filter((word) => !/^(?:ж|жыл|жылы|жылдын|г|год|года)$/.test(word))
    .join(' ');
  const yearLast = /^(\d\d?) (\d\d?|\p{L}+) (\d{4})$/u.exec(words) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(words);
  if (yearLast) return checkDay(yearLast[3], yearLast[2], yearLast[1]);
  const yearFirst = /^(\d{4}) (\d\d?) (\p{L}+)$/u.exec(words);
  return yearFirst ? checkDay(yearFirst[1], yearFirst[3], yearFirst[2]) : { code: 'notDate' };
}

function checkDay(year = '', month = '', day = ''): DateReading {
  const number = /\d/.test(month) ? Number(month) : monthNumber(month);
  if (Number.isNaN(number)) return { code: 'notDate' };
  const known =
    year >= '1900' &&
    year <= '2100' &&
    number > 0 &&
    number < 13 &&
    Number(day) > 0 &&
    Number(day) <= new Date(Date.UTC(Number(year), number, 0)).getUTCDate();
  return known
    ? { value: [year, String(number).padStart(2, '0'), day.padStart(2, '0')].join('-') }
    : { code: 'noSuchDate' };
}

/** 1–12 for a name with any ending (февраль, февралы, февралында, февраля), or cut short (фев); else NaN. */
function monthNumber(word: string): number {
  const begins = (stem: string): boolean =>
    stem.startsWith(word) || (stem > 'а' && word.startsWith(stem) && word.length < stem.length + 6);
  const index = (names: string[]): number => names.findIndex((name) => begins(name.toLowerCase()));
  if (word === 'мая') return 5;
  return word.length < 3 ? NaN : Math.max(index(stems), index(english)) + 1 || NaN;
}

/** '2025-02-28' as '28.02.2025', for a field. Any other text stays as it is. */
export const writeDate = (iso: string): string => iso.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1');

/** '2025-02-28' as '2025-жылдын 28-февралы', '28 февраля 2025 года', '28 February 2025'. Any other text stays. */
export function formatDate(iso: string, language: Language): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  const index = Number(month) - 1;
  const stem = stems[index];
  if (!stem) return iso;
  const day = Number(date);
  if (language === 'ky') return `${year}-жылдын ${day}-${stem}${kyrgyzEndings[index]}`;
  if (language === 'ru') return `${day} ${(stem + russianEndings[index]).replace('йя', 'я')} ${year} года`;
  return `${day} ${english[index]} ${year}`;
}

/**
 * An instant (a Date or ISO text with its offset) as day and time in a zone of fixed offset, in minutes
 * east of UTC; 360 is Asia/Bishkek, which has no summer time. Text that is no instant stays as it is.
 */
export function formatInstant(instant: Date | string, language: Language, zoneOffsetMinutes = 360): string {
  const local = new Date(new Date(instant).getTime() + zoneOffsetMinutes * 60_000);
  if (Number.isNaN(local.getTime())) return String(instant);
  const [day = '', time = ''] = local.toISOString().split('T');
  return `${formatDate(day, language)}${language === 'ky' ? ' саат ' : ', '}${time.slice(0, 5)}`;
}
