import type { Language } from './message.js';

export interface NumberOptions {
  /** Only whole numbers: '1.250' is then 1250, and a real fraction is `notInteger`. */
  integer?: boolean;
  /** The field's own unit, which may stand at the end: '15 км'. */
  unit?: RegExp;
}

export type NumberReading =
  | { value: number }
  | {
      code: 'notNumber' | 'notInteger' | 'ambiguousNumber' | 'numberTooLong';
      params?: Record<string, string | number>;
    };

/** Whole part (with one kind of group separator, or none), that separator, decimal separator, fraction. */
const shape = /^(\d+|[1-9]\d{0,2}([ '.,])\d{3}(?:\2\d{3})*)(?:([.,])(\d+))?$/;

/**
 * Reads a number as people here type it: '1 234,56', '1.234,56', '1234.56', '1 234 567'. What cannot be
 * read with certainty is a code and never a guess: '1.250' with decimals is `ambiguousNumber`, with both
 * readings in `params.a` and `params.b`. The empty text is `notNumber`. The value is always finite.
 */
export function readNumber(text: string, { integer, unit }: NumberOptions = {}): NumberReading {
  const plain = text
    .replace(/[\u200b-\u200f\u202a-\u202c\u2060]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ')
    .replace(/[’‘ʼ´`]/g, "'")
    .trim();
  const [head = '', sign, body = ''] = /^([-−–]?) ?([\d ',.]*)/.exec(plain) ?? [];
  const tail = plain.slice(head.length);
  const [, whole, group, mark, fraction = ''] = shape.exec(body.trim()) ?? [];
  if (
    !whole ||
    (group && group === mark) ||
    (tail && !(unit && new RegExp(`^(?:${unit.source})\\.?$`, unit.flags).test(tail)))
  ) {
    return { code: 'notNumber' };
  }
  const read = (digits: string): number => Number(digits) * (sign && Number(digits) ? -1 : 1);
  const digits = whole.replace(/\D/g, '');
  // The first limit keeps the second cheap and the value finite; the second keeps every digit exact.
  if (digits.length + fraction.length > 99 || significant(digits + fraction) > 15)
    return { code: 'numberTooLong' };
  const value = read(`${digits}.${fraction}`);
  if (mark && !group && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(digits)) {
    const grouped = read(digits + fraction);
    return integer
      ? { value: grouped }
      : { code: 'ambiguousNumber', params: { a: writeNumber(grouped), b: writeNumber(value) } };
  }
  return integer && !Number.isInteger(value) ? { code: 'notInteger' } : { value };
}

const significant = (digits: string): number => digits.replace(/^0+|0+$/g, '').length;

/** Sign, whole part and fraction in plain digits: no exponent, however large or small. */
function split(value: number): [sign: string, whole: string, fraction: string] {
  const [, whole = '', fraction = '', exponent] =
    /^(\d+)\.?(\d*)(?:e(.+))?$/.exec(String(Math.abs(value))) ?? [];
  const point = whole.length + Number(exponent ?? 0);
  const digits = '0'.repeat(Math.max(0, 1 - point)) + whole + fraction;
  const cut = Math.max(1, point);
  return [value < 0 ? '-' : '', digits.slice(0, cut).padEnd(cut, '0'), digits.slice(cut)];
}

/** A number as text for a field: plain digits and a decimal comma, such that {@link readNumber} gives it back. */
export function writeNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [sign, whole, fraction] = split(value);
  if (!fraction) return sign + whole;
  // '1,234' could be a thousand; '1,2340' could not.
  return `${sign}${whole},${fraction}${fraction.length === 3 ? '0' : ''}`;
}

/** A number for display: '1 234 567,5' with no-break spaces (ky, ru), '1,234,567.5' (en). */
export function formatNumber(value: number, language: Language): string {
  if (!Number.isFinite(value)) return String(value);
  const [sign, whole, fraction] = split(value);
  const [group, mark] = language === 'en' ? [',', '.'] : ['\u00a0', ','];
  return sign + whole.replace(/\B(?=(?:\d{3})+$)/g, group) + (fraction && mark + fraction);
}
