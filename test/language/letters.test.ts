import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  compareText,
  foldText,
  kyrgyzLetters,
  loneSurrogate,
  repairLetters,
} from '../../src/language/letters.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...'ѳɵӊѲƟӉөүңёйоунabceokхг -\u0308\u0306\u0307.,1İKσΣ', '\ud800', '\udc00'),
  }),
);

test('the three letters that a Russian keyboard lacks', () => {
  assert.deepEqual(
    kyrgyzLetters.map((letter) => letter.codePointAt(0)),
    [0x4a3, 0x4e9, 0x4af],
  );
});

test('repairs look-alikes in Cyrillic words only', () => {
  assert.equal(repairLetters('Кѳл, кɵчɵ, жаӊы, ѲЗГѲН, Ɵзгɵн, ТАӉ'), 'Көл, көчө, жаңы, ӨЗГӨН, Өзгөн, ТАҢ');
  assert.equal(repairLetters('[bɵd] кɵл'), '[bɵd] көл');
  assert.equal(repairLetters('май'.normalize('NFD')), 'май');
  for (const text of ['Озгон оруктуу конул', 'Жаңы көчө № 5, «Үмүт»', 'WhatsApp office@dpi.kg', ' a  b\n'])
    assert.equal(repairLetters(text), text);
});

test('repair is NFC and done in one go', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = repairLetters(text);
      assert.equal(repairLetters(once), once);
      assert.equal(once.normalize('NFC'), once);
    }),
    { numRuns: 2000 },
  );
});

test('names that differ only in keyboard, case, marks or spacing have one key', () => {
  const same = [
    ['Өзгөн көчөсү', 'озгон кочосу', 'ѲЗГѲН  КѲЧѲСҮ', ' «Өзгөн» көчөсү. '],
    ['Таң', 'тан', 'ТАӉ'],
    ['Королёв', 'королев', 'Короле\u0308в'],
    ['сорос-кыргызстан', 'Cоpoс-Кыpгызcтан'],
  ];
  for (const [first = '', ...others] of same)
    for (const other of others) assert.equal(foldText(other), foldText(first), other);
  assert.equal(foldText('USAID, 2-долбоор!'), 'usaid 2долбоор');
  assert.equal(foldText('copy'), 'copy');
  assert.notEqual(foldText('Ош'), foldText('Иш'));
  assert.equal(foldText(' «—» '), '');
});

test('a key of a key is the key', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const key = foldText(text);
      assert.equal(foldText(key), key);
      assert.match(key, /^[\p{L}\p{N} ]*$/u);
    }),
    { numRuns: 2000 },
  );
});

test('sorts as a Kyrgyz dictionary', () => {
  const words = ['үй', 'уй', 'өрүк', 'орук', 'ңа', 'на', 'пар', 'фар', 'ой', 'ала'];
  assert.deepEqual(words.sort(compareText), [
    'ала',
    'на',
    'ңа',
    'ой',
    'орук',
    'өрүк',
    'пар',
    'уй',
    'үй',
    'фар',
  ]);
});

test('finds half a surrogate pair', () => {
  assert.equal(loneSurrogate('a\ud83d'), true);
  assert.equal(loneSurrogate('\ude00a'), true);
  assert.equal(loneSurrogate('\ude00\ud83d'), true);
  assert.equal(loneSurrogate('😀 ңөү'), false);
  assert.equal(loneSurrogate(''), false);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(loneSurrogate(text), false)));
});
