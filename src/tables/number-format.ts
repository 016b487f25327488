import { writeNumber } from '../language/numbers.js';

/** The formats that a workbook refers to without spelling them out, as far as they change what is typed. */
const builtIn: Record<number, string> = {
  9: '0%',
  10: '0.00%',
  14: 'dd.mm.yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd.mm.yyyy h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
};

/** What a number is by its format. */
export interface NumberFormat {
  readonly date: boolean;
  readonly time: boolean;
  readonly seconds: boolean;
  /** Hours are counted on beyond 24. */
  readonly elapsed: boolean;
  readonly percent: boolean;
  /** Leading zeros are written up to so many digits. */
  readonly digits: number;
}

/** Reads a format by its number and, for one of the workbook's own, its code. */
export function readFormat(id: number, own?: string): NumberFormat {
  // Letters in quotation marks, after a backslash, as padding, and in brackets (colours, currencies) are no codes.
  const code = (own ?? builtIn[id] ?? '')
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .split(';')[0]!
    .replace(/\[(h+|m+|s+)\]/gi, '<$1>')
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase();
  const general = /general/.test(code);
  const clock = !general && /[hs]/.test(code);
  return {
    date: !general && (/[dy]|mmm/.test(code) || (/m/.test(code) && !clock)),
    time: clock || /<m/.test(code),
    seconds: clock && /s/.test(code),
    elapsed: /<h/.test(code),
    percent: code.includes('%'),
    digits: /^0{2,}$/.test(code) ? code.length : 0,
  };
}

/** A cell's number as a person would type it here: decimal comma, no exponent, days as 28.02.2025. */
export function numberText(value: number, format: NumberFormat, from1904: boolean): string {
  const { date, time, percent, digits } = format;
  if ((date || time) && value >= 0 && value < 2_958_466) return momentText(value, format, from1904);
  // A cell holds 15 digits; what a binary fraction adds is noise.
  const exact = (number: number): string => writeNumber(Number(number.toPrecision(15)));
  return percent ? `${exact(value * 100)}%` : exact(value).padStart(value < 0 ? 0 : digits, '0');
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Days since the beginning of 1900, in which Excel sees a 29 February, or of 1904. */
function momentText(
  value: number,
  { date, time, seconds, elapsed }: NumberFormat,
  from1904: boolean,
): string {
  const all = Math.round(value * 86_400);
  const [days, second] = [Math.floor(all / 86_400), all % 86_400];
  const day = new Date(Date.UTC(1899, 11, 30 + days + (from1904 ? 1462 : days < 60 ? 1 : 0)));
  const hours = Math.floor(second / 3600) + (elapsed && !date ? days * 24 : 0);
  const clock = [hours, Math.floor(second / 60) % 60, ...(seconds ? [second % 60] : [])].map(two).join(':');
  const words = `${two(day.getUTCDate())}.${two(day.getUTCMonth() + 1)}.${day.getUTCFullYear()}`;
  return [date && words, time && (!date || second) && clock].filter(Boolean).join(' ');
}
