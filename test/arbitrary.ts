import fc from 'fast-check';
import { formatDate, writeDate } from '../src/language/dates.js';
import { partNames, partOf } from '../src/model/application.js';
import { call2025 } from '../src/model/call-2025.js';
import { emptyDraft } from '../src/model/draft.js';
import type { Draft, RawFields, RawValue } from '../src/model/draft.js';
import type { Field, Group, Node, Repeat } from '../src/model/field.js';
import type { Part } from '../src/model/part.js';
import { checkRecord, hasErrors } from '../src/model/validate.js';

type Raw = fc.Arbitrary<RawValue>;

const oneOf = fc.constantFrom<string[]>;
const word = fc.oneof(
  oneOf(
    'Өзгөн',
    'чоң',
    'үй-бүлө',
    'ѳзѳн',
    'чоӊ',
    'Ɵлкɵ',
    '«Ынтымак»',
    'SDC',
    'й',
    '2024-жыл',
    '🏔️',
    '<b>&amp;',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const space = oneOf(' ', '  ', '\u00a0', '\t');
const edge = oneOf('', '', ' ', '\u00a0', '\ufeff', '\u0001');
const lineBreak = oneOf('\n', '\r\n', '\n\n', '\n \n');

const line = fc
  .tuple(edge, oneOf('Айыл', 'Үмүт', 'өзгөчө'), fc.array(fc.tuple(space, word), { maxLength: 4 }), edge)
  .map(([before, first, more, after]) => before + first + more.flat().join('') + after);
const lines = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(item, fc.array(fc.tuple(lineBreak, item), { maxLength: 3 }))
    .map(([first, more]) => first + more.flat().join(''));

const phone = oneOf(
  '0555 12-34-56',
  '+996 (312) 97–65–30',
  'О312 976530, кош. 107',
  '(0500/779) 334455',
  '03946 5-12-34',
  'телефон жок',
  '12',
);
const email = oneOf('koktobo.ao@mail.kg', 'A.B+c@x-y.example.org', ' office@ayil.kg ');
const day = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const grouped = (digits: number, mark: string): string => String(digits).replace(/\B(?=(?:\d{3})+$)/g, mark);
const whole = (max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 0, max }), oneOf('', ' ', '\u00a0', '\u2009'), edge)
    .map(([number, mark, after]) => grouped(number, mark) + after.replace('\u0001', ''));
const decimal = (max: number, unit: string): fc.Arbitrary<string> =>
  fc
    .tuple(whole(max - 1), oneOf('', ',5', '.25', ',0', ',1250'), oneOf('', unit))
    .map(([text, fraction, after]) => text.trim() + fraction + after);

/** Texts that a person may type into a field, canonical or not; the field accepts each. */
export function typedTexts(field: Field): fc.Arbitrary<string> {
  return candidates(field).filter((text) => text.trim() !== '' && readable(field, text));
}

function candidates({ kind, lines: several, max = 10_000_000, choices = {} }: Field): fc.Arbitrary<string> {
  switch (kind) {
    case 'text':
      return line;
    case 'longText':
      return lines(line);
    case 'phones':
      return several ? lines(phone) : phone;
    case 'email':
      return several ? fc.array(email, { minLength: 1, maxLength: 3 }).map((all) => all.join(', ')) : email;
    case 'url':
      return oneOf('www.ayil.kg', 'HTTPS://ayil.kg/бюджет?a=1#b', ' көкдөбө.kg:8080/ ');
    case 'hectares':
      return decimal(max, ' га');
    case 'kilometres':
      return decimal(max, 'км');
    case 'amount':
      return decimal(1_000_000_000, '');
    case 'count':
      return fc.oneof(whole(max), fc.integer({ min: 1990, max: 2100 }).map(String));
    case 'date':
      return fc.oneof(
        day,
        day.map(writeDate),
        day.map((iso) => formatDate(iso, 'ky')),
      );
    case 'score':
      return oneOf('1', '2', '3', '4', ' 5 ');
    case 'choice':
      return oneOf(...Object.keys(choices));
    case 'yesNo':
      return oneOf('yes', 'no');
    case 'file':
      return oneOf('Кат өтүнмө.pdf', 'application/pdf', '0123456789abcdef'.repeat(4));
  }
}

function typed(node: Node): Raw {
  if (node.kind === 'repeat') {
    const { field, times } = node as Repeat;
    return fc.array(typedTexts(field), { minLength: times, maxLength: times });
  }
  if ('fields' in node) {
    const { fields } = node as Group;
    return fc.record(Object.fromEntries(Object.entries(fields).map(([name, inner]) => [name, typed(inner)])));
  }
  return typedTexts(node as Field);
}

/** One record of a part (or one row) as typed, in which nothing is wrong: some optional fields are left out. */
export function typedRecord(part: Part): fc.Arbitrary<RawFields> {
  const full = Object.fromEntries(Object.entries(part.fields).map(([name, node]) => [name, typed(node)]));
  return fc.tuple(fc.record(full), fc.subarray(Object.keys(full))).map(([record, left]) =>
    left.reduce<RawFields>((kept, name) => {
      const { [name]: _, ...without } = kept;
      return hasErrors(checkRecord(part, without).issues) ? kept : without;
    }, record),
  );
}

/** Valid drafts: every field kind, canonical texts and others, lists of 0 to 3 rows. */
export const typedDraft: fc.Arbitrary<Draft> = fc
  .tuple(
    ...partNames.map((name): fc.Arbitrary<unknown> => {
      const record = typedRecord(partOf(name));
      return partOf(name).list ? fc.array(record, { maxLength: 3 }) : record;
    }),
  )
  .map((values) => {
    const draft: Record<string, unknown> = { ...emptyDraft(call2025.id) };
    partNames.forEach((name, index) => {
      const value = values[index];
      draft[name] = Array.isArray(value)
        ? value.map((row: RawFields, at) => ({ key: `${name}-${at}`, value: row }))
        : value;
    });
    return draft as unknown as Draft;
  });

function readable(field: Field, text: string): boolean {
  const reading = field.read(text);
  return 'value' in reading && field.data.safeParse(reading.value).success;
}
