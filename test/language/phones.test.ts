import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatPhone, readPhones } from '../../src/language/phones.js';

const e164 = (text: string): string[] => readPhones(text).numbers.map((number) => number.e164);

/** The numbers of a text in which nothing stays unread. */
const all = (text: string): string[] => {
  assert.deepEqual(readPhones(text).unread, [], text);
  return e164(text);
};

test('one fixed number of the capital, however it is written', () => {
  const texts = [
    '0312 976530',
    '0312976530',
    '(0312) 97 65 30',
    '0312 97-65-30',
    '0(312)976530',
    '0 (312) 97-65-30',
    '+996 312 976530',
    '+996312976530',
    '+(996 312) 976–530',
    '(+996 312) 976530',
    '+ 996 312 976530',
    '996 312 976530',
    '00996312976530',
    '00 996 312 976 530',
    '+996 (0312) 976530',
    '+996 0 312 976530',
    '8-312-976530',
    '8 (312) 97-65-30',
    '8312976530',
    '312 976530',
    '(312) 976-530',
    '0312.97.65.30',
    '0312 976—530',
    '0312 976−530',
    '0312 976‑530',
    '0312\u00a097\u00a065\u00a030',
    '0312\u202f976530',
    'О312 976530',
    'O312 97653О',
    'о312 97653о',
    '(О312) 976530',
    'тел.: (0312) 97 65 30',
    'Тел.0312976530',
    'факс 0312 976530 (кабылдама)',
    '\u202a+996 312 976530\u202c',
    '1. 0312 976530',
    '1) 0312 976530',
    '0312 976530;',
    '0312 976530, Айгүл Асанова',
  ];
  for (const text of texts) assert.deepEqual(all(text), ['+996312976530'], text);
});

test('fixed numbers of other places and mobile ones', () => {
  for (const text of [
    '03232 50006',
    '(03232) 5-00-06',
    '0 3232 5 00 06',
    '8 3232 50006',
    '+996 3232 50006',
    '(3232) 5-00-06',
    '0323 250006',
  ]) {
    assert.deepEqual(all(text), ['+996323250006'], text);
  }
  for (const text of [
    '0555 123456',
    '0555-12-34-56',
    '+996 (555) 12 34 56',
    '555123456',
    'WhatsApp +996555123456',
    '0(555)123-456',
  ]) {
    assert.deepEqual(
      readPhones(text),
      { numbers: [{ e164: '+996555123456', mobile: true, line: 0 }], unread: [] },
      text,
    );
  }
  assert.deepEqual(all('0996 123456'), ['+996996123456']);
  assert.deepEqual(all('996 123456'), ['+996996123456']);
  assert.deepEqual(all('0700 00 00 00'), ['+996700000000']);
  assert.deepEqual(all('07ОО 00 00 О1'), ['+996700000001']);
  assert.equal(readPhones('0312 976530').numbers[0]?.mobile, false);
  assert.equal(readPhones('0800 123456').numbers[0]?.mobile, false);
});

test('the numbers of the 2025 call', () => {
  const text =
    'тел: +(996 312) 976–530, 976-531, 976-532, 976-533, 976-534 же эл. почта аркылуу: office@dpi.kg';
  assert.deepEqual(
    all(text),
    [0, 1, 2, 3, 4].map((last) => `+99631297653${last}`),
  );
  assert.deepEqual(readPhones('тел.: (0312) 97 65 30, кош. 107, же уюлдук тел.: (0500/779) 218883.'), {
    numbers: [
      { e164: '+996312976530', extension: '107', mobile: false, line: 0 },
      { e164: '+996500218883', mobile: true, line: 0 },
      { e164: '+996779218883', mobile: true, line: 0 },
    ],
    unread: [],
  });
});

test('several numbers in one field', () => {
  const two = ['+996312976530', '+996555123456'];
  for (const between of [
    ', ',
    ';',
    '\n',
    '\r\n',
    ' же ',
    ' или ',
    '/',
    ' / ',
    ' жана ',
    ' ',
    ' - ',
    ', факс: ',
    '\u00a0',
    ' (кабылдама)\n2) ',
  ]) {
    assert.deepEqual(all(`0312 976530${between}0555 123456`), two, JSON.stringify(between));
  }
  assert.deepEqual(all('+996312976530+996555123456'), two);
  assert.deepEqual(all('312 97 65 30 555 12 34 56'), two);
  assert.deepEqual(all('0312-976530-0555-123456'), two);
});

test('one tail after several codes', () => {
  const two = ['+996500218883', '+996779218883'];
  for (const text of [
    '(0500/779) 218883',
    '0500/779 218883',
    '(0500 / 0779) 21-88-83',
    '(500/779)218-883',
    '+996 (500/779) 218883',
  ]) {
    assert.deepEqual(all(text), two, text);
  }
  assert.deepEqual(all('(0500/779/555) 218883'), [...two, '+996555218883']);
});

test('a bare tail takes the area code of the fixed number before it', () => {
  assert.deepEqual(all('0312 976530, 976531; 97-65-32\n976 533'), [
    '+996312976530',
    '+996312976531',
    '+996312976532',
    '+996312976533',
  ]);
  assert.deepEqual(all('0312 97-65-30 97-65-31'), ['+996312976530', '+996312976531']);
  assert.deepEqual(all('(03232) 5-00-06, 5-00-07, факс 50008'), [
    '+996323250006',
    '+996323250007',
    '+996323250008',
  ]);
  assert.deepEqual(all('0312 976530 (кош. 12), 976531'), ['+996312976530', '+996312976531']);
});

test('a tail with no fixed number before it, or of another length, is not guessed', () => {
  assert.deepEqual(readPhones('976531').unread, ['976531']);
  assert.deepEqual(readPhones('0555 123456, 976531').unread, ['976531']);
  assert.deepEqual(readPhones('0312 976530, 50006').unread, ['50006']);
  assert.deepEqual(readPhones('03232 50006, 976531').unread, ['976531']);
});

test('extensions', () => {
  for (const word of [
    'кош.',
    'кош',
    'кошумча',
    'ички',
    'ички номери',
    'доб.',
    'добавочный',
    'вн.',
    'внутр.',
    'ext',
    'Ext.',
    'доб. №',
    '(кош.',
    ', ички тел.:',
  ]) {
    const { numbers, unread } = readPhones(`0312 976530 ${word} 107`);
    assert.deepEqual(
      [numbers[0]?.e164, numbers[0]?.extension, numbers.length, unread],
      ['+996312976530', '107', 1, []],
      word,
    );
  }
  const { numbers } = readPhones('0312 976530 доб. 107 0555 123456');
  assert.deepEqual(
    numbers.map((number) => [number.e164, number.extension]),
    [
      ['+996312976530', '107'],
      ['+996555123456', undefined],
    ],
  );
  assert.equal(readPhones('0312976530доб107').numbers[0]?.extension, '107');
});

test('numbers of other countries stay as they are', () => {
  assert.deepEqual(readPhones('+7 912 345-67-89'), {
    numbers: [{ e164: '+79123456789', mobile: true, line: 0 }],
    unread: [],
  });
  assert.deepEqual(all('+7 (495) 123-45-67, +44 20 7946 0958; +998 71 123 45 67'), [
    '+74951234567',
    '+442079460958',
    '+998711234567',
  ]);
  assert.deepEqual(all('+7 912 345 67 89, 0555 123456'), ['+79123456789', '+996555123456']);
  assert.deepEqual(readPhones('+7 912 345 67').unread, ['+7 912 345 67']);
});

test('digits that make no number come back as they were typed', () => {
  const whole = [
    '0312 97653',
    '0312 9765300',
    '+996 555 12345',
    '+996 555 1234567',
    '0412 976530',
    '12345',
    '05X5 123456',
    '0555 72345',
    '05 О5',
    '8 9123 45678 9',
  ];
  for (const text of whole) assert.deepEqual(readPhones(text), { numbers: [], unread: [text] }, text);
  assert.deepEqual(readPhones('тел. 0312–97653, 0555 123456').unread, ['0312–97653']);
  assert.deepEqual(readPhones('саат 9:00 дон 18:00 гө чейин').unread, ['9:00 дон 18:00']);
  assert.deepEqual(e164('0555 72345 0777 123456'), ['+996777123456']);
  assert.deepEqual(readPhones('0555 72345 0777 123456').unread, ['0555 72345']);
  assert.deepEqual(readPhones('0555 123456 7').unread, ['7']);
});

test('a text without any digit is unread; words around a number are not; nothing is nothing', () => {
  assert.deepEqual(readPhones('жок'), { numbers: [], unread: ['жок'] });
  assert.deepEqual(readPhones('Айгүл\n0555 123456\nкабылдама').unread, []);
  assert.deepEqual(readPhones(' \n'), { numbers: [], unread: [] });
});

test('each number knows its line', () => {
  const { numbers } = readPhones('Айгүл:\n0555 123456\r\n\n0312 976530, 976531');
  assert.deepEqual(
    numbers.map((number) => number.line),
    [1, 3, 3],
  );
});

test('shows numbers with their codes apart', () => {
  assert.equal(formatPhone('+996312976530'), '+996 312 976530');
  assert.equal(formatPhone('+996555123456'), '+996 555 123456');
  assert.equal(formatPhone('+996323250006'), '+996 3232 50006');
  assert.equal(formatPhone('+79123456789'), '+79123456789');
});

const kyrgyz = fc
  .tuple(
    fc.constantFrom('312', '323', '372', '500', '555', '700', '707', '779', '220', '990', '996', '880'),
    fc.integer({ min: 0, max: 999_999 }),
  )
  .map(([code, rest]) => `+996${code}${String(rest).padStart(6, '0')}`);

test('every number that is shown is read back, alone and in a list', () => {
  fc.assert(
    fc.property(
      fc.array(kyrgyz, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(', ', '; ', '\n', ' же ', '/', ' '),
      (numbers, between) => {
        assert.deepEqual(all(numbers.map(formatPhone).join(between)), numbers);
        assert.deepEqual(all(numbers.map((number) => number.replace('+996', '0')).join(between)), numbers);
      },
    ),
  );
});

test('dashes, blanks and brackets within a number do not matter', () => {
  const marks = fc.array(fc.constantFrom('', '', '-', ' ', '–', '\u00a0', '.'), {
    minLength: 9,
    maxLength: 9,
  });
  fc.assert(
    fc.property(kyrgyz, marks, (number, between) => {
      const text = [...number.replace('+996', '0')].map((digit, i) => digit + (between[i] ?? '')).join('');
      assert.deepEqual(all(text), [number]);
    }),
  );
});

test('any text at all: well-formed numbers, nothing invented, no digits dropped silently', () => {
  const noise = fc.string({
    unit: fc.constantFrom(
      ...'0123456789',
      '0312',
      '0555',
      '+996',
      '976530',
      ' ',
      '-',
      '(',
      ')',
      '/',
      ',',
      '\n',
      'о',
      'же',
      'доб. ',
    ),
  });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), noise), (text) => {
      const { numbers, unread } = readPhones(text);
      for (const { e164: number, extension, line } of numbers) {
        assert.match(number, /^\+[1-9]\d{7,14}$/);
        assert.match(extension ?? '1', /^\d{1,6}$/);
        assert.ok(line >= 0 && line < text.split(/\r\n|[\r\n]/).length);
        formatPhone(number);
      }
      for (const piece of unread) assert.ok(text.includes(piece));
      const digits = (written: string) => written.replace(/[ОоOo]/g, '0').replace(/\D/g, '');
      for (const { e164: number } of numbers) assert.ok(digits(text).includes(number.slice(-5)));
      // A number takes at most 16 digits and 6 of its extension; a list mark at most 2 a line.
      const most = numbers.length * 22 + text.split(/[\r\n]/).length * 2 + digits(unread.join()).length;
      assert.ok(text.replace(/\D/g, '').length <= most);
      if (text.trim()) assert.ok(numbers.length + unread.length > 0);
    }),
    { numRuns: 2000 },
  );
});

test('reads a long or hostile text to its end', () => {
  assert.equal(all('0312 976530 '.repeat(8000)).length, 8000);
  assert.deepEqual(readPhones('1'.repeat(100_000)), { numbers: [], unread: ['1'.repeat(100_000)] });
  assert.deepEqual(readPhones('1-'.repeat(50_000) + '1').unread, ['1-'.repeat(50_000) + '1']);
  // Quadratic work on any of these would keep the whole suite waiting for minutes.
  const units = '1 - ( + О 1/ 123/ +1 5О 1, же доб.'
    .split(' ')
    .concat(' ', '( ', '9 ', '+( ', '1\n', '0312976530доб. ');
  for (const unit of units) {
    const long = unit.repeat(100_000 / unit.length);
    for (const text of [long, `${long}1`, `${long}x`, `0312976530${long}x`, `0312976530 доб${long}x`]) {
      const { numbers, unread } = readPhones(text);
      assert.ok(numbers.length + unread.length > 0 || !text.trim(), unit);
    }
  }
});
