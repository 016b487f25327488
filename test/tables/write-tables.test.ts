import '../../src/model/all-languages.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { languages } from '../../src/language/message.js';
import type { Language } from '../../src/language/message.js';
import { partOf } from '../../src/model/application.js';
import { isBlank } from '../../src/model/draft.js';
import type { RawFields, Row } from '../../src/model/draft.js';
import { decodeText } from '../../src/tables/decode-text.js';
import { cleanCell } from '../../src/tables/grid.js';
import { mapColumns } from '../../src/tables/map-columns.js';
import { readTableFile } from '../../src/tables/read-file.js';
import { rowsFrom } from '../../src/tables/rows-from-grid.js';
import type { ListName } from '../../src/tables/targets.js';
import { writeCsv, writeXlsx } from '../../src/tables/write-tables.js';
import { typedRecord } from '../arbitrary.js';
import { sampleDraft } from '../sample.js';
import { dataOf } from './fixture.js';

const lists: ListName[] = ['jointActivities', 'civicGroups', 'donorProjects'];
const writers = { csv: async (...list: List) => writeCsv(...list), xlsx: writeXlsx };
type List = [part: ListName, rows: readonly Row[], language: Language];

const keyed = (values: readonly RawFields[]): Row[] =>
  values.map((value, index) => ({ key: `r${index}`, value }));

/** Raw texts as a table can hold them: one kind of line break, no invisible marks, no blank texts. */
const kept = (rows: readonly RawFields[]): RawFields[] =>
  rows
    .map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, text]) => [name, cleanCell(text as string)])),
    )
    .map((row) => Object.fromEntries(Object.entries(row).filter(([, text]) => !isBlank(text))))
    .filter((row) => !isBlank(row));

async function roundTrip(format: keyof typeof writers, ...[part, rows, language]: List) {
  const [sheet] = dataOf(await readTableFile(await writers[format](part, rows, language)));
  assert.ok(sheet);
  return rowsFrom(sheet.grid, mapColumns(sheet.grid, part), part);
}

describe('a list as a file', () => {
  it('CSV that Excel opens: its mark, semicolons, CRLF, the labels of the language', () => {
    const bytes = writeCsv(
      'donorProjects',
      keyed([
        {
          donorName: 'A "B"',
          projectName: 'x;\ny',
          citizensReached: '1 250',
          implementationStatus: 'ongoing',
        },
        {},
        { donorName: 'SDC' },
      ]),
      'ru',
    );
    assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.equal(
      decodeText(bytes),
      '"№";"Название донорской организации";"Название проекта";"Количество охваченных граждан";"Статус реализации (завершён, реализуется)"\r\n"1";"A ""B""";"x;\ny";"1 250";"реализуется"\r\n"2";"SDC";"";"";""\r\n',
    );
  });

  it('no cell of a CSV is a formula', () => {
    const texts = [
      '=1+1',
      '+996 555',
      '-5',
      '@SUM',
      '\t=1',
      '\r=1',
      '\n=1',
      '＝1',
      '＋1',
      '－1',
      '＠a',
      "'=1",
    ];
    const csv = decodeText(
      writeCsv('jointActivities', keyed(texts.map((text) => ({ activityName: text, results: text }))), 'ky'),
    );
    assert.equal([...csv.matchAll(/"('+[=+\-@\t\r\n＝＋－＠])/g)].length, 2 * texts.length);
    assert.doesNotMatch(csv, /(^|;|\r\n)"?[=+\-@\t\r\n＝＋－＠]/);
  });

  it('XLSX: text cells only, named after the list', async () => {
    const bytes = await writeXlsx(
      'civicGroups',
      keyed([{ groupName: '=HYPERLINK("x")', leaderContacts: '0555' }]),
      'ky',
    );
    const [sheet] = dataOf(await readTableFile(bytes));
    assert.equal(sheet?.name, '3-тизме');
    assert.deepEqual(sheet?.grid[1], ['1', '=HYPERLINK("x")', '', '0555', '', '', '']);
    assert.ok(!Buffer.from(bytes).includes('<f>'));
  });

  it('an empty list is its header', async () => {
    for (const format of ['csv', 'xlsx'] as const)
      assert.deepEqual((await roundTrip(format, 'donorProjects', [], 'en')).rows, []);
  });
});

describe('what is exported comes back', () => {
  for (const format of ['csv', 'xlsx'] as const) {
    it(`${format}: the sample, in every language`, async () => {
      for (const part of lists)
        for (const language of languages) {
          const { rows, problems, skipped } = await roundTrip(
            format,
            part,
            sampleDraft[part] as readonly Row[],
            language,
          );
          assert.deepEqual([rows, problems, skipped], [sampleDraft[part].map(({ value }) => value), [], []]);
        }
    });

    it(`${format}: whatever was typed`, async () => {
      const hard = fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(
          '=1',
          "'=1",
          "''+1",
          "'",
          '"',
          '""',
          ';',
          ',',
          '\t',
          'a\r\nb',
          ' a ',
          '_x0041_',
          '<b>&amp;',
          ']]>',
          '\u0001a',
          '\ufeff',
          '№',
          '1',
          '＝',
          '-',
          'a\u2028b',
          '1,5;2,5',
        ),
      );
      const record = (part: ListName): fc.Arbitrary<RawFields> =>
        fc.oneof(
          typedRecord(partOf(part)),
          fc.record<RawFields>(
            Object.fromEntries(
              Object.entries(partOf(part).fields)
                .filter(([, node]) => node.kind !== 'choice')
                .map(([name]) => [name, hard]),
            ),
            { requiredKeys: [] },
          ),
        );
      const list = fc
        .constantFrom(...lists)
        .chain((part) =>
          fc.tuple(
            fc.constant(part),
            fc.array(record(part), { maxLength: 6 }),
            fc.constantFrom(...languages),
          ),
        );
      await fc.assert(
        fc.asyncProperty(list, async ([part, rows, language]) => {
          assert.deepEqual((await roundTrip(format, part, keyed(rows), language)).rows, kept(rows));
        }),
        { numRuns: 500 },
      );
    });
  }
});
