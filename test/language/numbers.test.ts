import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatNumber, readNumber, writeNumber } from '../../src/language/numbers.js';

const notNumber = { code: 'notNumber' };

/** Numbers of at most 15 significant digits, from a millionth to 1e15, of either sign, and 0. */
const exact = fc
  .tuple(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), fc.integer({ min: -20, max: 9 }), fc.boolean())
  .map(([digits, exponent, negative]) => Number(`${negative && digits ? '-' : ''}${digits}e${exponent}`))
  .filter((value) => value === 0 || (Math.abs(value) >= 1e-6 && Math.abs(value) <= 1e15));

test('reads numbers as they are typed here', () => {
  const cases: [string, number][] = [
    ['0', 0],
    ['7', 7],
    ['-0', 0],
    ['1 234,56', 1234.56],
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['1234.56', 1234.56],
    ['1234,56', 1234.56],
    ['1 234 567', 1234567],
    ['1\u00a0234\u00a0567,5', 1234567.5],
    ['1\u202f234\u202f567', 1234567],
    ['1\u2009234', 1234],
    ['1 234\u00a0567', 1234567],
    ["1'234'567", 1234567],
    ['1’234’567.25', 1234567.25],
    ['1.234.567', 1234567],
    ['1,234,567', 1234567],
    ['1.234.567,8', 1234567.8],
    ['1 234,567', 1234.567],
    ['1 234.567', 1234.567],
    ['1234,567', 1234.567],
    ['0,125', 0.125],
    ['0.125', 0.125],
    ['1,2500', 1.25],
    ['6872,0', 6872],
    ['  15 ', 15],
    ['\u202a15\u202c', 15],
    ['-3,5', -3.5],
    ['\u22123,5', -3.5],
    ['− 12', -12],
    ['1000000000000000', 1e15],
    ['0,000001', 0.000001],
    ['123456789012345', 123456789012345],
  ];
  for (const [text, value] of cases) assert.deepEqual(readNumber(text), { value }, JSON.stringify(text));
});

test('refuses what is no well-formed number', () => {
  const texts = [
    '',
    ' ',
    'жок',
    '1 2o0',
    '1 2о0',
    'О',
    '12 34',
    '1234 567',
    '1 23',
    '1 234 56',
    '1 2345',
    '0 123',
    '012 345',
    '1.234.56',
    '1.234.567.8',
    '1,234,56',
    '1.234 567',
    "1'234 567",
    '1..5',
    '1,,5',
    ',',
    '.',
    '-',
    '--1',
    '1-2',
    '5,',
    '1 234,',
    '1e5',
    'Infinity',
    'NaN',
    '0x10',
    '1\n234',
    '1\t234',
    '1  234',
    '12%',
    '15 км',
    '١٢',
    '1/2',
  ];
  for (const text of texts) assert.deepEqual(readNumber(text), notNumber, JSON.stringify(text));
});

test('three digits after the only separator are ambiguous where decimals may stand', () => {
  assert.deepEqual(readNumber('1.250'), { code: 'ambiguousNumber', params: { a: '1250', b: '1,25' } });
  assert.deepEqual(readNumber('12,345'), { code: 'ambiguousNumber', params: { a: '12345', b: '12,3450' } });
  assert.deepEqual(readNumber('-1,000'), { code: 'ambiguousNumber', params: { a: '-1000', b: '-1' } });
});

test('each reading of an ambiguous number, typed as shown, is read as that value', () => {
  const heads = fc.tuple(
    fc.integer({ min: 1, max: 999 }),
    fc.integer({ min: 0, max: 999 }),
    fc.constantFrom('.', ','),
  );
  fc.assert(
    fc.property(heads, ([head, rest, mark]) => {
      const three = String(rest).padStart(3, '0');
      const reading = readNumber(`${head}${mark}${three}`);
      assert.ok('code' in reading && reading.code === 'ambiguousNumber');
      assert.deepEqual(readNumber(String(reading.params?.['a'])), { value: head * 1000 + rest });
      assert.deepEqual(readNumber(String(reading.params?.['b'])), { value: Number(`${head}.${three}`) });
    }),
  );
});

test('whole numbers: groups are groups, a real fraction is an error', () => {
  const integer = { integer: true };
  assert.deepEqual(readNumber('1.250', integer), { value: 1250 });
  assert.deepEqual(readNumber('1,250', integer), { value: 1250 });
  assert.deepEqual(readNumber('-1,250', integer), { value: -1250 });
  assert.deepEqual(readNumber('1 250', integer), { value: 1250 });
  assert.deepEqual(readNumber('3,0', integer), { value: 3 });
  assert.deepEqual(readNumber('1 250,00', integer), { value: 1250 });
  for (const text of ['3,5', '0,125', '1234,567', '1 234,567']) {
    assert.deepEqual(readNumber(text, integer), { code: 'notInteger' }, text);
  }
});

test('more digits than a number can keep are an error, never another number', () => {
  for (const text of [
    '1234567890123456',
    '0,1234567890123456',
    '12 345 678 901 234,567',
    '9'.repeat(400),
    `0,${'0'.repeat(400)}1`,
  ]) {
    assert.deepEqual(readNumber(text), { code: 'numberTooLong' }, text);
  }
});

test("the field's own unit may stand at the end, and no other", () => {
  const unit = /(км|km)\.?/i;
  for (const text of ['15 км', '15км', '15 КМ.', '15\u00a0км', '15 km'])
    assert.deepEqual(readNumber(text, { unit }), { value: 15 }, text);
  for (const text of ['15 м', 'км', '15 км 200', '15 кмм', 'км 15', '15 га'])
    assert.deepEqual(readNumber(text, { unit }), notNumber, text);
  assert.deepEqual(readNumber('1 234,5 км²', { unit: /км²|км2/ }), { value: 1234.5 });
  assert.deepEqual(readNumber('12 км2', { unit: /км²|км2/ }), { value: 12 });
});

test('what is written is read back as the same number', () => {
  fc.assert(
    fc.property(exact, (value) => assert.deepEqual(readNumber(writeNumber(value)), { value })),
    { numRuns: 2000 },
  );
  const thousandths = fc.integer({ min: -9_999_999, max: 9_999_999 }).map((n) => Number(`${n}e-3`));
  fc.assert(
    fc.property(thousandths, (value) =>
      assert.deepEqual(readNumber(writeNumber(value)), { value: value || 0 }),
    ),
  );
});

test('writes plain digits with a decimal comma', () => {
  assert.equal(writeNumber(0), '0');
  assert.equal(writeNumber(-0), '0');
  assert.equal(writeNumber(1234567.5), '1234567,5');
  assert.equal(writeNumber(1.234), '1,2340');
  assert.equal(writeNumber(-0.000001), '-0,000001');
  assert.equal(writeNumber(1e15), '1000000000000000');
  assert.equal(writeNumber(1e21), '1000000000000000000000');
  assert.equal(writeNumber(1.5e-7), '0,00000015');
});

test('no exponent is ever written or shown', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.match(writeNumber(value), /^-?\d+(,\d+)?$/);
      assert.match(formatNumber(value, 'ky'), /^-?\d{1,3}(\u00a0\d{3})*(,\d+)?$/);
      assert.match(formatNumber(value, 'en'), /^-?\d{1,3}(,\d{3})*(\.\d+)?$/);
    }),
  );
});

test('shows numbers in each language', () => {
  assert.equal(formatNumber(1234567.5, 'ky'), '1\u00a0234\u00a0567,5');
  assert.equal(formatNumber(1234567.5, 'ru'), '1\u00a0234\u00a0567,5');
  assert.equal(formatNumber(1234567.5, 'en'), '1,234,567.5');
  assert.equal(formatNumber(1234, 'ky'), '1\u00a0234');
  assert.equal(formatNumber(999, 'ky'), '999');
  assert.equal(formatNumber(0.12345, 'ky'), '0,12345');
  assert.equal(formatNumber(-1234, 'en'), '-1,234');
});

test('what is shown is read back as the same number, or called ambiguous', () => {
  fc.assert(
    fc.property(exact, fc.constantFrom('ky' as const, 'en' as const), (value, language) => {
      const reading = readNumber(formatNumber(value, language));
      if ('value' in reading) assert.equal(reading.value, value);
      else assert.equal(reading.code, 'ambiguousNumber');
    }),
  );
});

test('any text at all: a finite number or a code', () => {
  const noise = fc.string({ unit: fc.constantFrom(...'0123456789 .,-−\u00a0’оk%') });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), noise), fc.boolean(), (text, integer) => {
      const reading = readNumber(text, { integer });
      if ('code' in reading) return;
      assert.ok(Number.isFinite(reading.value));
      assert.ok(!integer || Number.isInteger(reading.value));
      // Nothing was lost: the digits read are the digits typed.
      const digits = (written: string) => written.replace(/\D/g, '').replace(/^0+|0+$/g, '');
      assert.equal(digits(writeNumber(reading.value)), digits(text));
    }),
    { numRuns: 2000 },
  );
});
