import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeText } from '../../src/tables/decode-text.js';
import { readDelimited } from '../../src/tables/read-delimited.js';
import {
  assertRead,
  bytesOf,
  codesOf,
  damagedBytes,
  damagedText,
  dataOf,
  fuzzRuns,
  textOf,
} from './fixture.js';

const read = (text: string) => dataOf(readDelimited(text));
const file = (name: string) => read(decodeText(bytesOf(name)));

const activities = [
  ['Акыркы 12 айда өткөрүлгөн иш-чаралар', '', '', '', '', '', ''],
  ['', '', '', '', '', '', ''],
  [
    '№',
    'Иш-чаранын аталышы',
    'Демилгечиси, аткаруучулары',
    'Камтылган жарандардын саны',
    'Жыйынтыгы',
    'Датасы',
    'Үлүшү',
  ],
  [
    '1',
    '«Таза суу» түтүгүн жаңылоо',
    'Демилгечи: айыл өкмөтү;\nаткаруучу: жашоочулар',
    '1,250',
    '1,8 км түтүк алмаштырылды\n412 үй суу менен камсыз болду',
    '17.05.2024',
    '50%',
  ],
  ['2', '', '"Үмүт" тобу', '0.3', 'Ашар; жыйын, отурум', '31.12.2023', ''],
  ['3', '=Жолду оңдоо', 'ЖӨБ & <кеңеш>', '1250.5', '#N/A', '1', ''],
];

describe('delimited text', () => {
  it('as Calc writes it: semicolons, commas, tabs in UTF-16', () => {
    for (const name of ['calc-semicolon.csv', 'calc-comma.csv', 'calc-unicode.txt'])
      assert.deepEqual(file(name), activities, name);
  });

  it('windows-1251, where UTF-8 it is not', () => {
    assert.deepEqual(file('donors-ru-windows-1251.csv')[3], [
      '1',
      'Всемирный банк / АРИС',
      'Развитие сёл; 2-й этап',
      '4120',
      '2100',
      'Завершён в 2023 г.',
    ]);
  });

  it('as Excel puts it on the clipboard: quotation marks alone do not quote a cell', () => {
    assert.deepEqual(read(textOf('excel-clipboard.txt')), [
      ['№', 'Название мероприятия', 'Инициатор', 'Охват', 'Результаты'],
      ['1', 'Ремонт дороги\nв с. Ак-Суу', '"Үмүт" тобу', '1\u00a0250', 'сделано: "1,8 км"'],
      ['2', 'Суббот\u00adник', 'айыл өкмөтү', '300', ''],
    ]);
  });

  it('marks of byte order', () => {
    const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
    assert.equal(decodeText(utf16('үй;1')), 'үй;1');
    assert.equal(decodeText(utf16('үй;1').swap16()), 'үй;1');
    assert.deepEqual(read('\ufeffа;б\nв;г'), [
      ['а', 'б'],
      ['в', 'г'],
    ]);
    assert.equal(decodeText(new TextEncoder().encode('\ufeffүй')), 'үй');
  });

  it('decimal commas are no delimiters, prose is one column', () => {
    assert.deepEqual(read('аянт;саны\n1,5;2,5\n3,5;4,5'), [
      ['аянт', 'саны'],
      ['1,5', '2,5'],
      ['3,5', '4,5'],
    ]);
    assert.deepEqual(read('1,5\n2,25'), [['1,5'], ['2,25']]);
    assert.deepEqual(read('Айыл, шаар\nКөчө, үй'), [['Айыл, шаар'], ['Көчө, үй']]);
    assert.deepEqual(read('a,b\nc,d'), [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    assert.deepEqual(read('1,"a; b"\n2,"c; d"'), [
      ['1', 'a; b'],
      ['2', 'c; d'],
    ]);
    assert.deepEqual(read('a, b;c\td'), [['a, b;c', 'd']]);
  });

  it('sep= in the first line', () => {
    assert.deepEqual(read('sep=|\r\na|b;c'), [['a', 'b;c']]);
    assert.deepEqual(read('"sep=;"\na,b;c'), [['a,b', 'c']]);
    assert.deepEqual(read('sep=]\na]b^c'), [['a', 'b^c']]);
  });

  it('line breaks of every kind, ragged rows, blank edges', () => {
    assert.deepEqual(read('\r\n;;\r;a;b\n;"c\r\nd";\r\n;;e\n;;;\n'), [
      ['a', 'b'],
      ['c\nd', ''],
      ['', 'e'],
    ]);
  });

  it('apostrophes of our export are taken off, others stay', () => {
    assert.deepEqual(read("'=1;'+996;'-;'@a;''=2;'a\n1;2;3;4;5;6")[0], [
      '=1',
      '+996',
      '-',
      '@a',
      "'=2",
      "'a",
    ]);
  });

  it('what is refused', () => {
    for (const text of ['', ' ', '\n\t \n', '\n;;\n', '\ufeff'])
      assert.deepEqual(codesOf(readDelimited(text)), ['notTable']);
    assert.deepEqual(codesOf(readDelimited('a\n'.repeat(5001))), ['tableTooBig']);
    assert.deepEqual(codesOf(readDelimited('a\t'.repeat(101))), ['tableTooBig']);
    assert.deepEqual(codesOf(readDelimited('я'.repeat(20_001))), ['tooLong']);
    assert.deepEqual(codesOf(readDelimited(' '.repeat(10_000_001))), ['tooBig']);
    assert.equal(read('a\n'.repeat(5000)).length, 5000);
  });

  it('hostile text is read in one pass', () => {
    for (const piece of ['"', '""', '"\t', '"\t""x', '\t"""x', '\t', ';', '\r', "'", '",'])
      for (const start of ['', '"', 'a;b\n'])
        assertRead(readDelimited(start + piece.repeat(200_000)), (grid) => [grid]);
  });

  it('never throws, and gives grids', () => {
    const sources = ['calc-semicolon.csv', 'calc-comma.csv', 'excel-clipboard.txt'].map(textOf);
    const pieces = ['"', '""', ';', ',', '\t', '\r\n', '\n', '\r', 'sep=;\n', "'=", '\0', '\ufeff', '\ud800'];
    fc.assert(
      fc.property(damagedText(sources, pieces), (text) => assertRead(readDelimited(text), (grid) => [grid])),
      { numRuns: fuzzRuns },
    );
  });

  it('any bytes are some text', () => {
    const sources = ['calc-unicode.txt', 'donors-ru-windows-1251.csv', 'calc-comma.csv'].map(bytesOf);
    fc.assert(
      fc.property(damagedBytes(sources), (bytes) =>
        assertRead(readDelimited(decodeText(bytes)), (grid) => [grid]),
      ),
      { numRuns: fuzzRuns },
    );
  });
});
