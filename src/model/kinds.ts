import * as z from 'zod/mini';
import { readDate, writeDate } from '../language/dates.js';
import type { IssueCode } from '../language/issue.js';
import { loneSurrogate, repairLetters } from '../language/letters.js';
import { msg } from '../language/message.js';
import { readNumber, writeNumber } from '../language/numbers.js';
import { readPhones } from '../language/phones.js';
import { field, group, integer } from './field.js';
import type { Field, FieldOptions, Finding, Group, Kind, Need, Reading, Schema } from './field.js';

const same = (text: string): string => text;

/** Without outer space and without the invisible marks that Word leaves. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
    // eslint-disable-next-line no-control-regex -- these are the marks meant
    .replace(/[\x00-\x08\x0e-\x1f\x7f]/g, '')
    .trim();

/** Texts are exported clean and with look-alike letters mended; nothing else about them is changed. */
const readText = (text: string): Reading<string> => ({ value: repairLetters(clean(text)) });

const textData = (max: number): Schema<string> =>
  z.string().check(
    z.maxLength(max),
    z.regex(/\S/, 'required'),
    // eslint-disable-next-line no-control-regex -- refused on purpose
    z.regex(/^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$/, 'controlCharacter'),
    z.refine((value) => !loneSurrogate(value), 'loneSurrogate'),
  );

const lines = (text: string): string[] =>
  clean(text)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** One line by nature: a name, a title. */
export const text = <const O extends FieldOptions>(o: O): Field<string, Need<O>> =>
  field('text', { max: 300, ...o }, textData(o.max ?? 300), readText, same) as Field<string, Need<O>>;

/** Free text of several lines. */
export const longText = <const O extends FieldOptions>(o: O): Field<string, Need<O>> =>
  field('longText', { max: 5000, ...o }, textData(o.max ?? 5000), readText, same) as Field<string, Need<O>>;

/** Several texts, one a line. */
export const textLines = <const O extends FieldOptions>(o: O): Field<string[], Need<O>> =>
  field<string[], O>(
    'longText',
    o,
    z.array(textData(o.max ?? 300)).check(z.minLength(1), z.maxLength(20)),
    (raw) => ({ value: lines(raw).map((line) => repairLetters(line)) }),
    (value) => value.join('\n'),
    { lines: true },
  );

const emailPattern = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/;
const emailData = (): Schema<string> => z.string().check(z.maxLength(254), z.regex(emailPattern, 'notEmail'));

export const email = <const O extends FieldOptions>(o: O): Field<string, Need<O>> =>
  field(
    'email',
    { autocomplete: 'email', ...o },
    emailData(),
    (raw) => ({ value: raw.trim() }),
    same,
  ) as Field<string, Need<O>>;

/** Several e-mail addresses, one a line or split by commas. */
export const emailLines = <const O extends FieldOptions>(o: O): Field<string[], Need<O>> =>
  field<string[], O>(
    'email',
    o,
    z.array(emailData()).check(z.minLength(1), z.maxLength(20)),
    (raw) => ({ value: raw.split(/[\s,;]+/).filter(Boolean) }),
    (value) => value.join('\n'),
    { lines: true },
  );

/** A web address, kept as it was typed: with or without `https://`. */
export const url = <const O extends FieldOptions>(o: O): Field<string, Need<O>> =>
  field(
    'url',
    o,
    z.string().check(
      z.maxLength(500),
      z.regex(
        /^([Hh][Tt][Tt][Pp][Ss]?:\/\/)?[^\s\/:?#@<>"\\.]+(\.[^\s\/:?#@<>"\\.]+)+(:[0-9]{1,5})?([\/?#][^\s<>"\\]*)?$/,
        'notUrl',
      ),
      z.refine((value) => !loneSurrogate(value), 'loneSurrogate'),
    ),
    (raw) => ({ value: raw.trim() }),
    same,
  );

const phoneData = z.strictObject({
  text: textData(300),
  e164: z.array(z.string().check(z.regex(/^\+[0-9]{8,15}$/, 'badText'))).check(z.maxLength(20)),
});

/** A telephone text as it was typed, with the numbers that could be read in it. */
export type Phone = z.infer<typeof phoneData>;

const unread = (phone: Phone): Finding | undefined => {
  const [first] = readPhones(phone.text).unread;
  return first || !phone.e164.length
    ? { code: 'phoneUnread', params: { text: first ?? phone.text } }
    : undefined;
};

/** One or several telephone numbers in one cell. */
export const phones = <const O extends FieldOptions>(o: O): Field<Phone, Need<O>> =>
  field<Phone, O>(
    'phones',
    o,
    phoneData,
    (raw) => {
      const value = clean(raw);
      return { value: { text: value, e164: readPhones(value).numbers.map((number) => number.e164) } };
    },
    (value) => value.text,
    { warn: unread },
  );

/** Telephone texts, one a line. A short tail such as 976-531 takes its area code from the line before. */
export const phoneLines = <const O extends FieldOptions>(o: O): Field<Phone[], Need<O>> =>
  field<Phone[], O>(
    'phones',
    o,
    z.array(phoneData).check(z.minLength(1), z.maxLength(20)),
    (raw) => {
      const texts = lines(raw);
      const { numbers } = readPhones(texts.join('\n'));
      return {
        value: texts.map((line, index) => ({
          text: line,
          e164: numbers.filter((number) => number.line === index).map((number) => number.e164),
        })),
      };
    },
    (value) => value.map((phone) => phone.text).join('\n'),
    {
      lines: true,
      warn: (value) => {
        const [first] = readPhones(value.map((phone) => phone.text).join('\n')).unread;
        return first ? { code: 'phoneUnread', params: { text: first } } : undefined;
      },
    },
  );

const unusual =
  ({ usual }: FieldOptions, code: IssueCode = 'unusual') =>
  (value: number): Finding | undefined =>
    usual && (value < usual[0] || value > usual[1]) ? { code, params: { value } } : undefined;

const number = <const O extends FieldOptions>(
  kind: Kind,
  o: O,
  max: number,
  unit?: RegExp,
  code?: IssueCode,
): Field<number, Need<O>> =>
  field(
    kind,
    { max, ...o },
    z.number().check(z.gte(0), z.lte(o.max ?? max)),
    (raw) => readNumber(raw, unit && { unit }) as Reading<number>,
    writeNumber,
    { warn: unusual(o, code) },
  ) as unknown as Field<number, Need<O>>;

/** An area in hectares. */
export const hectares = <const O extends FieldOptions>(o: O): Field<number, Need<O>> =>
  number('hectares', o, 20_000_000, /(га|ha)\.?/i, 'unusualArea');

/** A distance in kilometres. */
export const kilometres = <const O extends FieldOptions>(o: O): Field<number, Need<O>> =>
  number('kilometres', o, 10_000, /(км|km)\.?/i);

/** How many: an integer from 0. */
export const count = <const O extends FieldOptions>(o: O): Field<number, Need<O>> =>
  field(
    'count',
    o,
    integer(0, o.max ?? 10_000_000),
    (raw) => readNumber(raw, { integer: true }) as Reading<number>,
    writeNumber,
    { warn: unusual(o) },
  );

const datePattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** A day, exported as YYYY-MM-DD. */
export const date = <const O extends FieldOptions>(o: O): Field<string, Need<O>> =>
  field(
    'date',
    o,
    z.string().check(
      z.regex(datePattern, 'notDate'),
      z.refine((value) => 'value' in readDate(value), 'noSuchDate'),
    ),
    readDate as (raw: string) => Reading<string>,
    (value) => writeDate(value),
  );

/** A mark on the call's five-point scale: 1 is the lowest, 5 the highest (our reading; the call does not say). */
export const score = <const O extends FieldOptions>(o: O): Field<number, Need<O>> =>
  field('score', o, integer(1, 5), (raw) => readNumber(raw, { integer: true }) as Reading<number>, String);

/** One of a few. */
export const choice = <const O extends FieldOptions, const Value extends string>(
  o: O & { choices: Readonly<Record<Value, () => string>> },
): Field<Value, Need<O>> =>
  field<Value, O>(
    'choice',
    o,
    z.enum(Object.keys(o.choices) as [Value]) as unknown as Schema<Value>,
    (raw) => ({ value: raw as Value }),
    same,
  );

/** Yes or no; typed as `yes` or `no`, exported as a boolean. */
export const yesNo = <const O extends FieldOptions>(o: O): Field<boolean, Need<O>> =>
  field(
    'yesNo',
    o,
    z.boolean(),
    (raw) => (raw === 'yes' || raw === 'no' ? { value: raw === 'yes' } : { code: 'notChoice' }),
    (value) => (value ? 'yes' : 'no'),
    {
      choices: {
        yes: () => msg('ооба', { id: 'u.yes' }),
        no: () => msg('жок', { id: 'u.no' }),
      },
    },
  );

const fileFacts = {
  fileName: textData(255),
  mediaType: z.string().check(z.regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/, 'badText'), z.maxLength(127)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'badText')),
};

/** A fact about a chosen file, written by the program and not typed. */
export const file = <const O extends FieldOptions>(
  o: O & { fact: keyof typeof fileFacts },
): Field<string, Need<O>> =>
  field<string, O>('file', o, fileFacts[o.fact] as Schema<string>, (raw) => ({ value: raw }), same);

const amountFields = (max: number) => ({
  amount: number('amount', { required: true, label: () => msg('Сумма', { id: 'amount' }) }, max),
  unit: choice({
    required: true,
    label: () => msg('Бирдиги', { id: 'unit' }),
    choices: {
      som: () => msg('сом', { id: 'som' }),
      thousandSom: () => msg('миң сом', { id: 'thousandSom' }),
    },
  }),
  year: field(
    'count',
    { required: true, label: () => msg('Жылы', { id: 'year' }) },
    integer(1990, 2100),
    (raw) => readNumber(raw, { integer: true }) as Reading<number>,
    String,
  ) as Field<number, true>,
});

/**
 * An amount of money with its unit and year: the call names neither, and offices write som and thousand som,
 * often with the wrong label. Under 100,000 som or over a billion som is a warning (our estimates).
 */
export const amount = <const O extends { label: () => string; required?: boolean }>(
  o: O,
): Group<ReturnType<typeof amountFields>, Need<O>> =>
  group(o, amountFields(1e13), {
    kind: 'amount',
    warn({ amount: value, unit }) {
      if (typeof value !== 'number' || !unit) return undefined;
      if (unit === 'som' && value < 100_000) return { code: 'maybeThousandSom', path: 'unit' };
      return value * (unit === 'som' ? 1 : 1000) > 1e9 ? { code: 'unusual', path: 'amount' } : undefined;
    },
  });
