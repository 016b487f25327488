export interface PhoneNumber {
  /** '+996312976530' */
  e164: string;
  extension?: string;
  /** Surely a mobile number: false for fixed ones and for most foreign ones. */
  mobile: boolean;
  /** 0-based line of the text on which the number stands. */
  line: number;
}

/** A prefix (country code, trunk 0, or the Soviet 8 before a fixed number) and the nine national digits. */
const kyrgyz = /^((?:00)?9960?|0|8(?=3))?((?:[2357]\d|6[0-2]|8[08]|9[19])\d{7})$/;
const foreign = /^(?!996|83)(?:7\d{10}|[1-689]\d{7,14})$/;
const mobile = /^\+(?:996(?!3|6[12]|60[1-9]|80)|7[79])/;
const extensionHere =
  /[\s,;()]{0,9}(?:кош(?:умча)?|ички|доб(?:авочный)?|вн(?:утр(?:енний)?)?|ext(?:ension)?)[\s.:№-]{0,9}(?:ном\p{L}{0,4}|тел)?[\s.:№-]{0,9}([1-9]\d{0,5})(?!\d)/iuy;

interface Digits {
  digits: string;
  start: number;
  end: number;
}

interface DigitGroup extends Digits {
  plus: boolean;
  /** What stands between the group before and this one. */
  gap: string;
  /** Whether it can continue the number that the group before is part of. */
  joins: boolean;
}

/** Keeps every position: О typed for 0 as zero, every dash as '-', invisible marks and a list mark as blanks. */
const normalise = (line: string): string =>
  line
    .replace(
      /(\d)([ОоOo]+)(?!\p{L})|(^|[^\p{L}])([ОоOo]+)(?=\d)/gu,
      (_, digit = '', after = '', other = '', before = '') =>
        digit + other + '0'.repeat((after + before).length),
    )
    .replace(/[\u2010-\u2015\u2212\u00ad]/g, '-')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060]/g, ' ')
    .replace(/^\s*\d\d?[.)]\s/, (mark) => ' '.repeat(mark.length));

function digitGroups(line: string): DigitGroup[] {
  let end = 0;
  return Array.from(
    line.matchAll(/([+(][+(\s]{0,3})?(\d+)/g),
    ({ 0: all, 1: prefix = '', 2: digits = '', index }) => {
      const gap = line.slice(end, index);
      end = index + all.length;
      const plus = prefix.includes('+');
      return { digits, start: index, end, plus, gap, joins: !plus && /^[\s().-]*$/.test(gap) };
    },
  );
}

/** A whole number, as E.164. `bare` allows nine digits with no prefix; `alone`, that no more digits follow. */
function readNumber(digits: string, plus: boolean, bare: boolean, alone: boolean): string | undefined {
  const [, prefix = '', national] = kyrgyz.exec(digits) ?? [];
  if (national && (plus ? /^0|^9/.test(prefix) : bare || prefix)) return '+996' + national;
  return plus && alone && foreign.test(digits) ? '+' + digits : undefined;
}

/** A tail of 6 digits (area code 312) or 5 (all others) after the fixed number `before`, nine digits. */
function readTail(tail: string, before: string): string | undefined {
  const capital = before.startsWith('312');
  if (tail.length === 6 && (capital || tail[0] === before[3])) return '+996' + before.slice(0, 3) + tail;
  return tail.length === 5 && before && !capital ? '+996' + before.slice(0, 4) + tail : undefined;
}

/**
 * Reads the telephone numbers in a text, with whatever words stand around and between them. Digits that
 * make no number come back in `unread` as they were typed, and so does a text without any digit. A bare
 * tail ('976-531') takes the area code of the fixed number before it; '(0500/779) 218883' is two numbers.
 */
export function readPhones(text: string): { numbers: PhoneNumber[]; unread: string[] } {
  const numbers: PhoneNumber[] = [];
  const unread: string[] = [];
  let fixed = '';
  text.split(/\r\n|[\r\n]/).forEach((original, line) => {
    const plain = normalise(original);
    const groups = digitGroups(plain);
    /** Digits not yet part of a number, since the last separator; and those that ended in a '/'. */
    let pending: Digits | undefined;
    let codes: Digits[] = [];
    const giveBack = (): void => {
      if (pending) codes.push(pending);
      unread.push(...codes.map(({ start, end }) => original.slice(start, end)));
      pending = undefined;
      codes = [];
    };
    const add = (e164: string): void => {
      numbers.push({ e164, mobile: mobile.test(e164), line });
      fixed = e164.startsWith('+9963') ? e164.slice(4) : '';
    };
    for (let i = 0; i < groups.length;) {
      const group = groups[i]!;
      if (pending && /^\s*\/\s*$/.test(group.gap)) {
        codes.push(pending);
        pending = undefined;
      } else if (/[,;/]/.test(group.gap)) giveBack();

      // The longest run of groups that makes a number. After unread digits only a prefix marks a new one.
      let found: string | undefined;
      let next = i;
      let digits = '';
      for (let j = i; j === i || groups[j]?.joins; j++) {
        digits += groups[j]!.digits;
        if (digits.length > 16) break;
        const read =
          readNumber(digits, group.plus, !pending, !groups[j + 1]?.joins) ??
          (pending || group.plus ? undefined : readTail(digits, fixed));
        if (read) {
          found = read;
          next = j + 1;
        }
      }
      if (!found) {
        pending = {
          digits: (pending?.digits ?? '') + group.digits,
          start: pending?.start ?? group.start,
          end: group.end,
        };
        i++;
        continue;
      }
      // (0500/779) 218883: what follows the last code belongs to each.
      const tail = groups
        .slice(i + 1, next)
        .map((each) => each.digits)
        .join('');
      const others =
        pending || !tail ? [] : codes.map((code) => readNumber(code.digits + tail, false, true, true));
      if (others.length && others.every(Boolean)) {
        codes = [];
        others.forEach((other) => add(other!));
      }
      giveBack();
      add(found);
      extensionHere.lastIndex = groups[next - 1]!.end;
      const extension = extensionHere.exec(plain)?.[1];
      if (extension) numbers[numbers.length - 1]!.extension = extension;
      for (i = next; extension && (groups[i]?.start ?? Infinity) < extensionHere.lastIndex;) i++;
    }
    giveBack();
  });
  if (!numbers.length && !unread.length && text.trim()) unread.push(text.trim());
  return { numbers, unread };
}

/** A number for display: '+996 312 976530', '+996 3232 50006', '+996 555 123456'; others as they are. */
export const formatPhone = (e164: string): string =>
  e164.replace(/^\+996(312|3\d{3}|\d{3})(\d{5,6})$/, '+996 $1 $2');
