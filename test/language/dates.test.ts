import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatDate, formatInstant, readDate, writeDate } from '../../src/language/dates.js';

const languages = ['ky', 'ru', 'en'] as const;
const days = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('reads 28 February 2025 however it is written', () => {
  const texts = [
    '28.02.2025',
    '28.2.2025',
    '28/02/2025',
    '28-02-2025',
    '28–02–2025',
    '28 02 2025',
    '28. 02. 2025',
    '28022025',
    '2025-02-28',
    '2025-2-28',
    ' 28.02.2025 ',
    '28.02.2025.',
    '28.02.2025ж.',
    '28.02.2025 ж.',
    '28.02.2025 г.',
    '28.02.2025-ж.',
    '28.02.2025 года',
    '2025-02-28 ж.',
    '2025-жылдын 28-февралы',
    '2025-жылдын 28-февралында',
    '2025-ж. 28-февраль',
    '2025-жыл, 28-февраль',
    '28-февраль 2025',
    '28-февраль, 2025-жыл',
    '28 февраля 2025 г.',
    '28 февраля 2025 года',
    '28 ФЕВРАЛЯ 2025',
    '«28» февраля 2025 г.',
    '28 фев. 2025',
    '28 February 2025',
    '28 Feb 2025',
    '28\u00a0февраля\u00a02025',
  ];
  for (const text of texts) assert.deepEqual(readDate(text), { value: '2025-02-28' }, text);
});

test('reads every month by its name', () => {
  const months = [
    ['январь', 'января', 'январы'],
    ['февраль', 'февраля', 'февралга'],
    ['март', 'марта', 'мартына'],
    ['апрель', 'апреля', 'апрелине'],
    ['май', 'мая', 'майына', 'маи\u0306'],
    ['июнь', 'июня', 'июнунда'],
    ['июль', 'июля', 'июлуна'],
    ['август', 'августа', 'августу'],
    ['сентябрь', 'сентября', 'сент'],
    ['октябрь', 'октября', 'октябры'],
    ['ноябрь', 'ноября', 'ноябры'],
    ['декабрь', 'декабря', 'декабрында'],
  ];
  months.forEach((names, index) => {
    for (const name of names) {
      assert.deepEqual(
        readDate(`7 ${name} 2024`),
        { value: `2024-${String(index + 1).padStart(2, '0')}-07` },
        name,
      );
    }
  });
});

test('the day always comes before the month', () => {
  assert.deepEqual(readDate('03.04.2025'), { value: '2025-04-03' });
  assert.deepEqual(readDate('3/4/2025'), { value: '2025-04-03' });
  assert.deepEqual(readDate('02/28/2025'), { code: 'noSuchDate' });
  assert.deepEqual(readDate('2025-28-02'), { code: 'noSuchDate' });
});

test('days that are not in the calendar', () => {
  for (const text of [
    '31.02.2025',
    '29.02.2025',
    '29.02.1900',
    '31.04.2025',
    '00.01.2025',
    '01.00.2025',
    '32.01.2025',
    '01.13.2025',
    '01.01.1899',
    '01.01.2101',
    '31 июня 2025',
    '20250228',
  ]) {
    assert.deepEqual(readDate(text), { code: 'noSuchDate' }, text);
  }
  assert.deepEqual(readDate('29.02.2024'), { value: '2024-02-29' });
  assert.deepEqual(readDate('29.02.2000'), { value: '2000-02-29' });
});

test('what is no full date', () => {
  const texts = [
    '',
    'жок',
    '28.02.25',
    '28.02',
    '02.2025',
    '2025',
    '28.02.20255',
    '28.O2.2025',
    '28.О2.2025',
    '28 Маржан 2025',
    '28 ма 2025',
    '28 июнка-2025-5',
    '28.02.2025 18:00',
    '28.02.2025-01.03.2025',
    '280225',
    'февраль 2025',
    '28-февралы',
    '1e3.02.2025',
    '28 мейкиндик 2025',
  ];
  for (const text of texts) assert.deepEqual(readDate(text), { code: 'notDate' }, text);
});

test('every day is read back as it was written or shown', () => {
  fc.assert(
    fc.property(days, fc.constantFrom(...languages), (iso, language) => {
      assert.deepEqual(readDate(writeDate(iso)), { value: iso });
      assert.deepEqual(readDate(formatDate(iso, language)), { value: iso });
      assert.deepEqual(readDate(iso), { value: iso });
    }),
    { numRuns: 1000 },
  );
});

test('writes and shows dates', () => {
  assert.equal(writeDate('2025-02-28'), '28.02.2025');
  assert.equal(formatDate('2025-02-28', 'ky'), '2025-жылдын 28-февралы');
  assert.equal(formatDate('2025-02-28', 'ru'), '28 февраля 2025 года');
  assert.equal(formatDate('2025-02-28', 'en'), '28 February 2025');
  assert.equal(formatDate('2025-03-07', 'ky'), '2025-жылдын 7-марты');
  assert.equal(formatDate('2025-05-01', 'ru'), '1 мая 2025 года');
  assert.equal(writeDate('31.02'), '31.02');
  assert.equal(formatDate('31.02', 'ky'), '31.02');
});

test('the Kyrgyz and Russian names of all months', () => {
  const name = (language: 'ky' | 'ru') =>
    Array.from({ length: 12 }, (_, i) =>
      formatDate(`2025-${String(i + 1).padStart(2, '0')}-01`, language).match(/\p{L}{3,}/gu),
    );
  assert.deepEqual(
    name('ky').map((words) => words?.[1]),
    'январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры'.split(' '),
  );
  assert.deepEqual(
    name('ru').map((words) => words?.[0]),
    'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  );
});

test('an instant is shown in Bishkek time wherever the device is', () => {
  assert.equal(formatInstant('2025-02-28T12:00:00Z', 'ky'), '2025-жылдын 28-февралы саат 18:00');
  assert.equal(formatInstant(new Date('2025-02-28T12:00:00Z'), 'ru'), '28 февраля 2025 года, 18:00');
  assert.equal(formatInstant('2025-02-28T18:00:00+06:00', 'en'), '28 February 2025, 18:00');
  assert.equal(formatInstant('2025-02-28T18:30:00Z', 'en'), '1 March 2025, 00:30');
  assert.equal(formatInstant('2025-02-28T02:00:00Z', 'en', -180), '27 February 2025, 23:00');
  assert.equal(formatInstant('бүгүн', 'ky'), 'бүгүн');
});

test('any text at all: a real day or a code', () => {
  const noise = fc.string({
    unit: fc.constantFrom('0', '1', '2', '20', '28', '.', '-', ' ', '/', 'май', 'ж', '«'),
  });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), noise), (text) => {
      const reading = readDate(text);
      if ('value' in reading)
        assert.equal(new Date(`${reading.value}T00:00:00Z`).toISOString().slice(0, 10), reading.value);
      for (const language of languages) {
        formatDate(text, language);
        formatInstant(text, language);
      }
      writeDate(text);
    }),
    { numRuns: 1000 },
  );
});
