import { assert } from '@open-wc/testing';
import fc from 'fast-check';
import { deadlineWords, nextChange, remainingWords, skewWords } from '../../src/elements/deadline-words.js';
import { languages } from '../../src/language/message.js';
import { deadlineOf } from '../../src/sending/clock.js';
import type { Deadline } from '../../src/sending/clock.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const submissionDeadline = '2027-02-26T18:00:00+06:00';
const instant = Date.parse(submissionDeadline);

const standing = (remaining: number): Deadline =>
  deadlineOf({ submissionDeadline, late: 'refuse' }, { now: () => instant - remaining });
const words = (remaining: number): string => remainingWords(standing(remaining));

describe('words of the deadline', () => {
  it('name the day, the hour and whose hour it is', () => {
    const deadline = standing(day);
    assert.equal(deadlineWords(deadline, 'ky'), '2027-жылдын 26-февралы саат 18:00 (Бишкек убактысы)');
    assert.match(deadlineWords(deadline, 'ru'), /^26 февраля 2027 года, 18:00/);
    assert.match(deadlineWords(deadline, 'en'), /^26 February 2027, 18:00/);
    // 00:30 in Bishkek is the day before nearly everywhere else.
    const early = { ...deadline, instant: Date.parse('2026-12-31T18:30:00Z') };
    assert.match(deadlineWords(early, 'ky'), /^2027-жылдын 1-январы саат 00:30 /);
  });

  const remaining: [number, string][] = [
    [95 * day + 3 * hour, '95 күн калды'],
    [2 * day, '2 күн калды'],
    // Ten in the evening two days before is not tomorrow yet.
    [44 * hour, '44 саат калды'],
    [42 * hour, 'Эртең бүтөт: 42 саат калды'],
    [20 * hour, 'Эртең бүтөт: 20 саат калды'],
    [18 * hour, 'Бүгүн бүтөт: 18 саат калды'],
    [2 * hour, 'Бүгүн бүтөт: 2 саат калды'],
    [2 * hour - 1, '119 мүнөт калды'],
    [minute, '1 мүнөт калды'],
    [minute - 1, 'Бир мүнөттөн аз калды'],
    [1, 'Бир мүнөттөн аз калды'],
    [0, 'Мөөнөт жаңы эле өттү'],
    [-minute, 'Мөөнөт өттү: 1 мүнөт мурун'],
    [-3 * hour, 'Мөөнөт өттү: 3 саат мурун'],
    [-47.9 * hour, 'Мөөнөт өттү: 47 саат мурун'],
    [-633 * day, 'Мөөнөт өттү: 633 күн мурун'],
  ];
  for (const [ms, said] of remaining)
    it(`are «${said}» ${Math.round(ms / minute)} minutes before the end`, () => {
      assert.equal(words(ms), said);
    });

  it('say by how much the device’s clock is wrong, and whose clock counts', () => {
    assert.match(skewWords(365 * day - second, 'ky'), /365 күн алдыда.*сервердин сааты/);
    assert.match(skewWords(-3 * hour + second, 'ky'), /3 саат артта.*сервердин сааты/);
    assert.equal(skewWords(undefined), '');
  });

  it('stay until the time that is told for the next ones, and count down without a jump', () => {
    const lengths = fc.oneof(
      fc.integer({ min: -3 * day, max: 3 * day }),
      fc.integer({ min: -1000 * day, max: 1000 * day }),
      fc
        .tuple(
          fc.constantFrom(0, minute, 2 * hour, 18 * hour, 42 * hour, 2 * day),
          fc.integer({ min: -2, max: 2 }),
        )
        .map(([at, beside]) => at + beside),
    );
    fc.assert(
      fc.property(lengths, fc.double({ min: 0, max: 1, noNaN: true }), (ms, part) => {
        const next = nextChange(standing(ms));
        assert.isTrue(Number.isInteger(next) && next > 0 && next <= day, `${next}`);
        assert.equal(words(ms - Math.floor(part * (next - 1))), words(ms));
        assert.notMatch(words(ms), /(^|\D)0 /);
      }),
    );
    // All of the last three days, as a timer goes through them.
    const told: string[] = [];
    for (let ms = 3 * day; ms > -hour; ms -= nextChange(standing(ms))) told.push(words(ms));
    for (const one of [
      '2 күн калды',
      'Эртең бүтөт: 30 саат калды',
      '60 мүнөт калды',
      'Мөөнөт өттү: 59 мүнөт мурун',
    ])
      assert.include(told, one);
  });

  it('never fail, whatever a call or a clock says', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.constantFrom(...languages), (at, now, language) => {
        const deadline = { ...standing(0), instant: at, remaining: at - now };
        for (const text of [
          deadlineWords(deadline, language),
          remainingWords(deadline, language),
          skewWords(now, language),
        ])
          assert.isString(text);
        assert.isTrue(nextChange(deadline) > 0 && nextChange(deadline) <= day);
      }),
    );
  });
});
