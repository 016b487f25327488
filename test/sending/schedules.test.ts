import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { OutboxRecord } from '../../src/sending/outbox.js';
import { application, contents, endpoint, faults, inTime, randomFrom, World } from './world.js';
import type { Fault, Page } from './world.js';

const minute = 60_000;

let world: World | undefined;
afterEach(() => world?.end());

/** What a person or the world does; numbers choose among what there is. */
type Deed =
  | { readonly do: 'open' | 'stop' | 'start'; readonly page: number }
  | { readonly do: 'kill'; readonly page: number }
  | {
      readonly do: 'queue';
      readonly page: number;
      readonly id: number;
      readonly text: number;
      readonly files: number[];
    }
  | { readonly do: 'hand'; readonly page: number }
  | { readonly do: 'offline' | 'online' }
  | { readonly do: 'steps'; readonly count: number }
  | { readonly do: 'pass'; readonly ms: number };

const nat = fc.nat(5);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), page: nat }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const), page: nat }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('stop' as const, 'start' as const), page: nat }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('queue' as const),
      page: nat,
      id: fc.nat(1),
      text: fc.nat(3),
      files: fc.subarray([0, 1, 2]),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hand' as const), page: nat }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('offline' as const, 'online' as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('steps' as const), count: fc.nat(40) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(20 * minute) }) },
);

const schedule = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  hasLocks: fc.boolean(),
  deeds: fc.array(deed, { minLength: 3, maxLength: 25 }),
  faults: fc.array(fc.constantFrom<Fault>('none', ...faults), { maxLength: 12 }),
});

/** A wish to send, and what the form was told. */
interface Wish {
  readonly page: Page;
  readonly id: number;
  readonly content: string;
  record?: OutboxRecord;
  isKept?: boolean;
  /** Counts what happened: when it was wished, and when the form knew. */
  readonly from: number;
  to: number;
}

const contentOf = (text: string): string => JSON.stringify({ ...JSON.parse(text), exportedAt: '' });

/** Runs one schedule to its end, and checks on the way that no success is shown that is none. */
async function run(
  { seed, hasLocks, deeds, faults: wrong }: typeof schedule extends fc.Arbitrary<infer Value> ? Value : never,
  failing = 0,
): Promise<void> {
  const at = (world = new World(randomFrom(seed)));
  try {
    at.hasLocks = hasLocks;
    at.faults = [...wrong];
    at.disk.failing = failing;
    at.onTold = (page) => {
      for (const { state, key, application: text, receipt } of page.sender.posts)
        if (state === 'sent') {
          const stored = at.server.stored.get(key);
          assert.ok(receipt?.receipt, 'a receipt');
          assert.deepEqual(
            [stored?.receipt, stored?.application],
            [receipt.receipt, text],
            'what was received',
          );
        }
    };
    const wishes: Wish[] = [];
    let count = 0;
    const queue = (page: Page, id: number, text: number, files: readonly number[]): Promise<void> => {
      const wanted = application(id, `text ${text}`, files, at.now);
      const wish: Wish = {
        page,
        id,
        content: contentOf(JSON.stringify(wanted)),
        from: count++,
        to: Infinity,
      };
      wishes.push(wish);
      return at.in(page, async ({ sender, outbox }) => {
        const queued = await sender.queue({ application: wanted, slot: 'form', endpoint }, inTime);
        assert.notEqual(queued.as, 'late');
        if (queued.as !== 'late') wish.record = queued.record;
        wish.isKept = outbox.isKept;
        wish.to = count++;
      });
    };

    await at.open();
    for (const each of deeds) {
      const page = 'page' in each ? at.living[each.page % at.living.length] : undefined;
      if (each.do === 'open' && at.living.length < 3) await at.open();
      else if (each.do === 'kill' && page) {
        at.die(page);
        if (!at.living.length) await at.open();
      } else if (each.do === 'stop' && page) await at.in(page, ({ sender }) => sender.stop());
      else if (each.do === 'start' && page) await at.in(page, ({ sender }) => sender.start());
      else if (each.do === 'hand' && page) await at.in(page, ({ sender }) => sender.wake('hand'));
      else if (each.do === 'queue' && page) await queue(page, each.id, each.text, each.files);
      else if (each.do === 'offline') at.isOffline = true;
      else if (each.do === 'online') await at.online();
      else if (each.do === 'steps') for (let left = each.count; left && (await at.step()); left--);
      else if (each.do === 'pass') await at.pass(each.ms);
    }

    // All is well again, and the form is open.
    at.faults = [];
    at.disk.failing = 0;
    at.haste = 0;
    for (const page of at.living) await at.in(page, ({ sender }) => sender.start());
    await at.online();
    await at.pass(5 * 60 * minute);
    const [page] = at.living;
    assert.ok(page);
    for (let tries = 0; tries < 9; tries++) {
      const refused = page.sender.posts.filter(({ state }) => state === 'refused');
      if (!refused.length) break;
      // A person who reads that it was refused sends it once more.
      for (const { application: text } of refused)
        await at.in(page, ({ sender }) =>
          sender.queue({ application: JSON.parse(text), slot: 'form', endpoint }, inTime),
        );
      await at.pass(60 * minute);
    }
    check(at, page, wishes);
  } finally {
    at.end();
  }
}

function check(at: World, page: Page, wishes: readonly Wish[]): void {
  const posts = at.disk.posts() as OutboxRecord[];
  assert.deepEqual(
    posts.filter(({ state }) => state !== 'sent'),
    [],
    'nothing waits for ever',
  );
  assert.deepEqual(
    page.sender.posts.map(({ key, state }) => [key, state]).sort(),
    posts.map(({ key, state }) => [key, state]).sort(),
    'the screen shows what the disk says',
  );
  for (const id of [0, 1]) {
    const mine = wishes.filter((wish) => wish.id === id);
    const newest = mine.filter(({ isKept }) => isKept).at(-1);
    if (!newest) continue;
    const latest = at.server.latest(application(id, '').applicationId);
    // What was promised last, or what was wished at the same time, or after it without being promised.
    const allowed = mine.filter((wish) => wish === newest || wish.to > newest.from);
    assert.ok(latest, 'stored');
    assert.ok(
      allowed.some(({ content }) => content === contentOf(latest.application)),
      'the latest wish is the latest revision',
    );
    const { evidence } = JSON.parse(latest.application) as {
      evidence: { fileName: string; sha256: string }[];
    };
    assert.equal(latest.files.size, evidence.length);
    for (const { fileName, sha256 } of evidence)
      assert.deepEqual(latest.files.get(sha256), contents[parseInt(fileName)], 'byte for byte');
  }
  if (at.hasLocks)
    assert.ok(
      at.posts.every(({ beside }) => !beside),
      'one attempt at a time',
    );
}

describe('whatever happens on the way', () => {
  it('each application is stored once, whole, and in its latest revision', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, (each) => run(each)),
      { numRuns: 300 },
    );
  });

  it('also where the disk refuses now and then, as far as it was called kept', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, (each) => run(each, 0.1)),
      { numRuns: 100 },
    );
  });
});
