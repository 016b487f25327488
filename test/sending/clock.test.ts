import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deadlineOf, ServerClock } from '../../src/sending/clock.js';

const minute = 60_000;
const noon = Date.parse('2027-02-28T12:00:00Z');
const told = (at: number, more: Record<string, string> = {}): Headers =>
  new Headers({ Date: new Date(at).toUTCString(), ...more });

/** A device whose clock shows `now`, in a world where it is `noon`. */
function deviceAt(now: number): { clock: ServerClock; set: (to: number) => void } {
  let time = now;
  return { clock: new ServerClock(() => time), set: (to) => void (time = to) };
}

describe('the time', () => {
  it('is the device’s until a server has told its own', () => {
    const { clock } = deviceAt(noon + 60 * minute);
    assert.deepEqual([clock.now(), clock.isKnown, clock.skew], [noon + 60 * minute, false, undefined]);
  });

  it('is the server’s then, and the device’s clock is told to be wrong by more than two minutes', () => {
    for (const wrong of [-72 * 60, -3, 3, 72 * 60]) {
      const { clock } = deviceAt(noon + wrong * minute);
      clock.learn(told(noon), clock.device() - 300, clock.device());
      assert.ok(Math.abs(clock.now() - noon) <= 1000, `${wrong}`);
      assert.ok(Math.abs((clock.skew ?? 0) - wrong * minute) <= 1500, `${wrong}`);
    }
  });

  it('of a device that is less than two minutes wrong is right enough', () => {
    const { clock } = deviceAt(noon + 1.9 * minute);
    clock.learn(told(noon), clock.device() - 300, clock.device());
    assert.equal(clock.skew, undefined);
    assert.ok(Math.abs(clock.now() - noon) <= 1000);
  });

  it('is near the end of an upload that took half an hour, and nobody’s clock is called wrong for that', () => {
    const { clock } = deviceAt(noon);
    clock.learn(told(noon), noon - 30 * minute, noon + 200);
    assert.ok(Math.abs(clock.now() - noon) <= 1500);
    assert.equal(clock.skew, undefined);
  });

  it('is not told by a cache, by nonsense, or by an answer without a date', () => {
    const { clock } = deviceAt(noon);
    clock.learn(told(noon + 60 * minute, { Age: '30' }), noon, noon + 100);
    clock.learn(new Headers({ Date: 'yesterday' }), noon, noon + 100);
    clock.learn(new Headers(), noon, noon + 100);
    assert.equal(clock.isKnown, false);
  });

  it('is right again at the next answer after somebody has set the device’s clock', () => {
    const { clock, set } = deviceAt(noon);
    clock.learn(told(noon), noon - 100, noon);
    set(noon - 300 * minute);
    clock.learn(told(noon + 5000), clock.device() - 100, clock.device());
    assert.ok(Math.abs(clock.now() - noon - 5000) <= 1000);
    assert.ok(Math.abs((clock.skew ?? 0) + 300 * minute) < 10_000);
  });
});

describe('the deadline', () => {
  const call = { submissionDeadline: '2027-02-28T18:00:00+06:00', late: 'refuse' } as const;
  const at = (now: number) => deadlineOf(call, { now: () => now });

  it('is one instant in every zone', () => {
    const zone = process.env['TZ'];
    try {
      for (const TZ of ['Asia/Bishkek', 'America/Los_Angeles', 'Pacific/Kiritimati', 'UTC']) {
        process.env['TZ'] = TZ;
        assert.equal(at(noon).instant, noon);
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('has passed when its instant is there, to the millisecond', () => {
    assert.deepEqual(at(noon - 1), {
      instant: noon,
      remaining: 1,
      passed: false,
      late: 'refuse',
      mayPost: true,
    });
    assert.deepEqual(at(noon), { instant: noon, remaining: 0, passed: true, late: 'refuse', mayPost: false });
  });

  it('ends nothing where the call allows what is late', () => {
    const { passed, mayPost } = deadlineOf({ ...call, late: 'allow' }, { now: () => noon + minute });
    assert.deepEqual([passed, mayPost], [true, true]);
  });
});
