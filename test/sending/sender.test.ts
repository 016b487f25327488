import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Application } from '../../src/model/application.js';
import { Outbox } from '../../src/sending/outbox.js';
import type { OutboxRecord } from '../../src/sending/outbox.js';
import type { Sender } from '../../src/sending/sender.js';
import { application, contents, endpoint, fileBy, inTime, randomFrom, World } from './world.js';
import type { Fault, Page } from './world.js';

const minute = 60_000;
const hour = 60 * minute;

let world: World;
afterEach(() => world?.end());

const begin = (...faults: Fault[]): World => {
  world = new World(randomFrom(1));
  world.haste = 0;
  world.faults = faults;
  return world;
};

type Answer = Awaited<ReturnType<Sender['queue']>>;

/** Sends from a window, and lets everything that can happen at once happen. */
async function send(
  page: Page,
  text = 'a',
  files: number[] = [],
  call: Parameters<Sender['queue']>[1] = inTime,
  to = endpoint,
): Promise<Answer> {
  let answer: Answer | undefined;
  await world.in(page, async ({ sender }) => {
    answer = await sender.queue(
      { application: application(0, text, files, world.now), slot: 'form', endpoint: to },
      call,
    );
  });
  await world.pass(0);
  assert.ok(answer);
  return answer;
}
const states = ({ sender }: Page): string[] =>
  sender.posts.map(({ revision, state }) => `${revision} ${state}`);
const only = ({ sender }: Page): OutboxRecord => {
  assert.equal(sender.posts.length, 1);
  return sender.posts[0] as OutboxRecord;
};

describe('what is queued', () => {
  it('is sent, with a receipt, and told once', async () => {
    const page = await begin().open();
    const queued = await send(page, 'a', [0, 2]);
    assert.equal(queued.as, 'new');
    const { state, receipt, files } = only(page);
    assert.equal(state, 'sent');
    assert.equal(receipt?.receipt, '2027-1');
    assert.deepEqual(receipt.files, files);
    assert.deepEqual(
      files.map(({ name }) => name),
      ['0.pdf', '2.pdf'],
    );
    const settled = page.told.filter(({ kind }) => kind === 'settled');
    assert.equal(settled.length, 1);
  });

  it('five times is one post', async () => {
    const page = await begin().open();
    for (let click = 0; click < 5; click++)
      void world.in(page, ({ sender }) =>
        sender.queue(
          { application: application(0, 'a', [], world.now + click), slot: 'form', endpoint },
          inTime,
        ),
      );
    await world.pass(minute);
    assert.deepEqual([world.server.heard.length, states(page)], [1, ['1 sent']]);
    assert.equal((await send(page)).as, 'sent');
    assert.equal(world.server.heard.length, 1);
  });

  it('is another revision after it was changed, also when it is changed back', async () => {
    const page = await begin().open();
    for (const text of ['a', 'b', 'a']) await send(page, text);
    assert.deepEqual(states(page), ['1 sent', '2 sent', '3 sent']);
    assert.equal(page.sender.latest(application(0, '').applicationId)?.revision, 3);
  });

  it('is the same in another language of the screen, on its way and after it has arrived', async () => {
    const page = await begin().open();
    world.isOffline = true;
    const answers: string[] = [];
    const sendIn = (language: Application['language']): Promise<void> =>
      world.in(page, async ({ sender }) => {
        const same = { ...application(0, 'a', [0], world.now), language };
        const { as } = await sender.queue({ application: same, slot: 'form', endpoint }, inTime);
        answers.push(as);
      });
    await sendIn('ky');
    await sendIn('ru');
    await world.online();
    await world.pass(minute);
    await sendIn('en');
    await world.pass(minute);
    assert.deepEqual(answers, ['new', 'again', 'sent']);
    assert.deepEqual([states(page), world.server.stored.size], [['1 sent'], 1]);
    assert.equal(JSON.parse(only(page).application).language, 'ky');
  });

  it('is not sent any more when it waits and was changed', async () => {
    const page = await begin().open();
    world.isOffline = true;
    await send(page, 'a');
    await send(page, 'b');
    assert.deepEqual(states(page), ['2 waiting']);
    await world.online();
    await world.pass(minute);
    assert.deepEqual([states(page), [...world.server.stored.keys()].length], [['2 sent'], 1]);
  });

  it('keeps the receipt of an attempt that was under way while it was changed', async () => {
    const page = await begin('lateReply').open();
    // The line is slow, but the answer comes before anybody loses patience.
    await send(page, 'a');
    await send(page, 'b');
    await world.pass(hour);
    assert.deepEqual(states(page), ['2 sent']);
    assert.equal(world.server.latest(application(0, '').applicationId)?.key, only(page).key);
  });

  it('goes to another address anew', async () => {
    const page = await begin().open();
    await send(page);
    assert.equal((await send(page, 'a', [], inTime, 'https://receiver.example/real')).as, 'new');
    assert.deepEqual(states(page), ['1 sent', '2 sent']);
  });

  it('gets the next number when its own is taken by another device', async () => {
    const page = await begin().open();
    const other = application(0, 'of a colleague');
    await world.server.receive(
      new Headers({ 'Idempotency-Key': `${other.applicationId}-1` }),
      JSON.stringify(other),
      0,
    );
    await send(page);
    assert.deepEqual([only(page).state, only(page).issues?.[0]?.code], ['refused', 'keyReused']);
    await send(page);
    assert.deepEqual(states(page), ['2 sent']);
  });
});

describe('what cannot be sent yet', () => {
  it('is tried again after pauses that grow to a quarter of an hour', async () => {
    const page = await begin(...Array.from({ length: 30 }, (): Fault => 'failed')).open();
    await send(page);
    await world.pass(3 * hour);
    const pauses = world.posts.slice(1).map(({ at }, index) => at - (world.posts[index]?.at ?? 0));
    assert.ok((pauses[0] ?? 0) >= 3000 && (pauses[0] ?? 0) <= 7000);
    pauses.slice(1, 6).forEach((pause, index) => assert.ok(pause > (pauses[index] ?? 0)));
    assert.ok(Math.max(...pauses) <= 20 * minute);
    assert.ok(pauses.length >= 12, 'it does not give up');
    assert.deepEqual([only(page).trouble, only(page).status], ['server', 500]);
  });

  it('waits as long as the server asks, but not when a person does not want to', async () => {
    const page = await begin('tooMany').open();
    await send(page);
    assert.equal(only(page).trouble, 'busy');
    await world.online();
    await world.pass(80_000);
    assert.equal(world.posts.length, 1);
    await world.pass(15_000);
    assert.deepEqual([world.posts.length, only(page).state], [2, 'sent']);

    world.faults = ['tooMany'];
    await send(page, 'b');
    await world.in(page, ({ sender }) => sender.wake('hand'));
    await world.pass(0);
    assert.deepEqual(states(page), ['1 sent', '2 sent']);
  });

  it('is sent when the network is back, and when the form is opened again', async () => {
    let page = await begin(...Array.from({ length: 5 }, (): Fault => 'failed')).open();
    await send(page);
    await world.pass(3 * minute);
    world.isOffline = true;
    world.faults = [];
    await world.pass(3 * minute);
    await world.online();
    await world.pass(0);
    assert.deepEqual(states(page), ['1 sent']);

    world.isOffline = true;
    await send(page, 'b');
    world.die(page);
    world.isOffline = false;
    await world.pass(hour);
    assert.equal(world.server.stored.size, 1);
    page = await world.open();
    await world.pass(0);
    assert.deepEqual(states(page), ['1 sent', '2 sent']);
  });

  it('has the same key, bytes and time each time, and one receipt', async () => {
    const page = await begin('resetAfter', 'truncated', 'lateReply', 'failedAfter').open();
    await send(page, 'a', [1]);
    const { queuedAt } = only(page);
    await world.pass(2 * hour);
    assert.equal(only(page).state, 'sent');
    assert.equal(new Set(world.server.heard).size, 1);
    assert.deepEqual(
      [...world.server.stored.values()].map((each) => Date.parse(each.queuedAt)),
      [queuedAt],
    );
    assert.equal(only(page).receipt?.receipt, '2027-1');
  });

  it('does not wait for years because somebody has set the clock back', async () => {
    const page = await begin('failed').open();
    await send(page);
    world.now -= 400 * 24 * hour;
    await world.in(page, ({ events }) => events.dispatchEvent(new Event('pageshow')));
    await world.pass(minute);
    assert.deepEqual(states(page), ['1 sent']);
  });
});

describe('what is refused', () => {
  it('says what is wrong and waits for a person, whose click sends the same once more', async () => {
    const page = await begin('tooBig').open();
    await send(page);
    await world.pass(5 * hour);
    assert.deepEqual([only(page).state, only(page).status, world.posts.length], ['refused', 413, 1]);
    assert.equal((await send(page)).as, 'again');
    assert.deepEqual([states(page), world.posts.length], [['1 sent'], 2]);
  });

  it('is not even sent where a file is missing or is not what it was', async () => {
    const page = await begin().open();
    const [first = '', second = '', third = ''] = [...fileBy.keys()];
    const gone = new Blob([]);
    gone.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
    Object.defineProperty(gone, 'size', { value: contents[2]?.length });
    world.files = new Map([
      [second, new Blob([Buffer.from(contents[1] as Buffer).reverse()])],
      [third, gone],
    ]);
    assert.ok(first);
    await send(page, 'a', [0, 1, 2]);
    assert.equal(world.posts.length, 0);
    assert.deepEqual([only(page).state, only(page).status], ['refused', undefined]);
    assert.deepEqual(
      only(page).issues?.map(({ path, code }) => [...path, code]),
      [
        ['evidence', 0, 'fileMissing'],
        ['evidence', 1, 'fileDiffers'],
        ['evidence', 2, 'fileMissing'],
      ],
    );
    assert.deepEqual([...(await needed(page))].sort(), [...fileBy.keys()].sort());
    world.files = fileBy;
    await send(page, 'a', [0, 1, 2]);
    assert.deepEqual(states(page), ['1 sent']);
    assert.equal((await needed(page)).size, 0);
  });
});

async function needed(page: Page): Promise<ReadonlySet<string>> {
  let found: ReadonlySet<string> = new Set();
  await world.in(page, async ({ outbox }) => void (found = await outbox.needed()));
  await world.pass(0);
  return found;
}

describe('two windows', () => {
  for (const hasLocks of [true, false])
    it(`send one after the other, and each shows what the other does, ${hasLocks ? 'with' : 'without'} locks`, async () => {
      begin('lateReply').hasLocks = hasLocks;
      const [one, two] = [await world.open(), await world.open()];
      await send(one, 'a');
      await send(two, 'b');
      assert.deepEqual(states(one), ['2 waiting']);
      assert.equal(two.sender.progress.size, 1);
      await world.pass(hour);
      assert.deepEqual([states(one), states(two)], [['2 sent'], ['2 sent']]);
      assert.ok(world.posts.every(({ beside }) => !beside));
    });

  for (const hasLocks of [true, false])
    it(`do not wait for one that was killed, ${hasLocks ? 'with' : 'without'} locks`, async () => {
      begin('noReply').hasLocks = hasLocks;
      const [one, two] = [await world.open(), await world.open()];
      await send(one, 'a');
      assert.equal(world.posts.length, 1);
      world.die(one);
      await world.pass(10 * minute);
      assert.deepEqual(states(two), ['1 sent']);
    });

  it('do not wait for one that is asleep with the lock in its hands', async () => {
    begin('noReply');
    const [one, two] = [await world.open(), await world.open()];
    await send(one, 'a');
    world.sleep(one);
    await world.in(two, ({ sender }) => sender.wake('hand'));
    await world.pass(10 * minute);
    assert.deepEqual(states(two), ['1 sent']);
  });
});

describe('after the deadline', () => {
  const past = { submissionDeadline: '2027-01-10T08:00:00+06:00', late: 'refuse' } as const;

  it('nothing new is queued, and what was queued before is still tried', async () => {
    const page = await begin().open();
    world.isOffline = true;
    await send(page, 'a');
    const late = await send(page, 'b', [], past);
    assert.ok(late.as === 'late' && late.deadline.passed);
    assert.deepEqual(states(page), ['1 waiting']);
    assert.equal((await send(page, 'a', [], past)).as, 'again');
    await world.online();
    await world.pass(minute);
    assert.deepEqual(states(page), ['1 sent']);
    assert.equal((await send(page, 'a', [], past)).as, 'sent');
  });

  it('what is new is sent where the call allows it', async () => {
    const page = await begin().open();
    assert.equal((await send(page, 'a', [], { ...past, late: 'allow' })).as, 'new');
    assert.deepEqual(states(page), ['1 sent']);
  });

  it('is when the server says so, whatever the device’s clock shows', async () => {
    const page = await begin().open();
    world.serverAhead = 4 * hour;
    await send(page, 'a');
    const soon = { submissionDeadline: new Date(world.now + hour).toISOString(), late: 'refuse' } as const;
    assert.equal((await send(page, 'b', [], soon)).as, 'late');
    assert.ok((page.clock.skew ?? 0) < -3 * hour);
  });
});

describe('where the browser keeps nothing', () => {
  it('it is said, and sent as long as the form is open', async () => {
    const outbox = new Outbox(() => {
      throw new DOMException('', 'SecurityError');
    });
    assert.equal(outbox.isKept, true);
    const given = { application: application(0, 'a'), slot: 'form', endpoint };
    const times = { at: 1, now: 1, mayAdd: true };
    const queued = await outbox.queue(given, times);
    assert.deepEqual([queued?.as, outbox.isKept], ['new', false]);
    const record = await outbox.begin(queued?.record.key ?? '', 5);
    assert.equal(record?.attempts, 1);
    await outbox.settle(record, {
      state: 'sent',
      receipt: { receivedAt: '2027-01-10T03:00:00Z', revision: 1, files: [] },
    });
    assert.deepEqual(
      (await outbox.list()).map(({ state }) => state),
      ['sent'],
    );
    assert.equal((await outbox.queue(given, times))?.as, 'sent');
    await outbox.forget();
    assert.deepEqual(await outbox.list(), []);
  });

  it('a disk that is full for a while gets it later', async () => {
    const page = await begin().open();
    world.isOffline = true;
    world.disk.failing = 1;
    await send(page, 'a');
    assert.deepEqual(
      [page.outbox.isKept, states(page), world.disk.posts().length],
      [false, ['1 waiting'], 0],
    );
    world.disk.failing = 0;
    await world.pass(minute);
    assert.deepEqual([page.outbox.isKept, world.disk.posts().length], [true, 1]);
    world.die(page);
    await world.online();
    const next = await world.open();
    await world.pass(0);
    assert.deepEqual(states(next), ['1 sent']);
  });
});

describe('what is found broken', () => {
  it('is missing, keeps nothing away, and its number is not given again', async () => {
    const page = await begin().open();
    await send(page, 'a');
    const [good] = world.disk.posts() as OutboxRecord[];
    assert.ok(good);
    const id = good.applicationId;
    const posts = world.disk.stores?.get('posts');
    const broken: unknown[] = [
      null,
      7,
      {},
      { ...good, endpoint: 'javascript:alert(1)' },
      { ...good, nextAt: NaN },
    ];
    broken.forEach((value, index) => posts?.set(`${id}-${index + 2}`, value));
    posts?.set('x', 'y');
    const next = await world.open();
    await world.pass(0);
    assert.deepEqual(states(next), ['1 sent']);
    await send(next, 'b');
    assert.deepEqual(states(next), ['1 sent', '7 sent']);
  });
});

describe('what is forgotten', () => {
  it('is gone, and not sent any more', async () => {
    const page = await begin().open();
    world.isOffline = true;
    await send(page);
    await world.in(page, ({ outbox }) => outbox.forget(application(0, '').applicationId));
    await world.pass(0);
    await world.online();
    await world.pass(hour);
    assert.deepEqual([states(page), world.disk.posts(), world.server.heard], [[], [], []]);
  });
});
