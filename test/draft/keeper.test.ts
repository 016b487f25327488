import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { call2025 } from '../../src/model/call-2025.js';
import { emptyDraft } from '../../src/model/draft.js';
import type { Draft, RawFields } from '../../src/model/draft.js';
import { randomFrom, textsOf, World } from './windows.js';
import type { Page } from './windows.js';

const list = 'jointActivities';
const fields = ['senderName', 'oblast', 'district'];
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

let world: World | undefined;
const begin = (random = randomFrom(1)): World => (world = new World(random));
afterEach(() => world?.end());

/** Runs a property, each time with a device of its own. */
async function holds<Values extends unknown[]>(
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  check: (world: World, ...values: Values) => Promise<void>,
  numRuns = 200,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(seeds, ...(arbitraries as fc.Arbitrary<unknown>[]), async (seed, ...values) => {
      const device = begin(randomFrom(seed as number));
      try {
        await check(device, ...(values as Values));
      } finally {
        device.end();
      }
    }),
    { numRuns },
  );
}

const partsOf = ({ applicationId: _, ...parts }: Draft): unknown => structuredClone(parts);
const write = (page: Page, path: string, text: string): void =>
  page.store.set('letter', undefined, [path], text);
const read = (page: Page, path: string): string =>
  ((page.store.draft.letter as RawFields)[path] as string | undefined) ?? '';
const drafts = ({ disk }: World): readonly { readonly [name: string]: unknown }[] =>
  [...disk.drafts.values()].map(({ content }) => content);

/** The window goes as windows do: it is told, and has no time to wait for anything. */
async function leave(device: World, page: Page): Promise<void> {
  await device.in(page, ({ keeper }) => keeper.flush());
  device.die(page);
}

describe('one window after another', () => {
  it('finds what the one before left, whenever that went, and no conflict with itself', async () => {
    const session = fc.record({
      texts: fc.array(fc.tuple(fc.nat(2), fc.nat(12)), { minLength: 1, maxLength: 6 }),
      hides: fc.boolean(),
    });
    await holds([fc.array(session, { minLength: 1, maxLength: 5 })], async (device, sessions) => {
      let last: unknown;
      let count = 0;
      for (const { texts, hides } of sessions) {
        const page = await device.open();
        await device.rest();
        if (last) assert.deepEqual(partsOf(page.store.draft), last);
        assert.equal(page.keeper.rival, undefined);
        for (const [field, steps] of texts) {
          await device.in(page, () =>
            write(page, fields[field] as string, `${read(page, fields[field] as string)}${count++} `),
          );
          for (let step = 0; step < steps; step++) await device.step();
        }
        if (hides) await device.in(page, ({ keeper }) => keeper.flush());
        await leave(device, page);
        last = partsOf(page.store.draft);
      }
      const page = await device.open();
      await device.rest();
      assert.deepEqual(partsOf(page.store.draft), last);
      assert.deepEqual(page.told.includes('conflict'), false);
    });
  });
});

describe('windows on one draft', () => {
  /** What a person or the browser does with a window. */
  const action = fc.record({
    window: fc.nat(2),
    kind: fc.oneof(
      { weight: 8, arbitrary: fc.constant('type' as const) },
      { weight: 2, arbitrary: fc.constant('replace' as const) },
      { weight: 4, arbitrary: fc.constant('typeInRow' as const) },
      { weight: 3, arbitrary: fc.constant('addRow' as const) },
      { weight: 1, arbitrary: fc.constant('removeRow' as const) },
      { weight: 1, arbitrary: fc.constant('moveRow' as const) },
      { weight: 1, arbitrary: fc.constant('undo' as const) },
      { weight: 1, arbitrary: fc.constant('clear' as const) },
      { weight: 1, arbitrary: fc.constant('hide' as const) },
      { weight: 1, arbitrary: fc.constant('freeze' as const) },
      { weight: 1, arbitrary: fc.constant('thaw' as const) },
      { weight: 1, arbitrary: fc.constant('leave' as const) },
      { weight: 1, arbitrary: fc.constant('kill' as const) },
    ),
    field: fc.constantFrom(...fields),
    row: fc.nat(3),
    steps: fc.oneof(fc.nat(4), fc.nat(60)),
  });

  it('lose nothing that somebody typed and nobody has removed', async () => {
    await holds(
      [fc.array(action, { minLength: 5, maxLength: 40 }), fc.constantFrom(0, 0, 0.2)],
      async (device, actions, failing) => {
        device.failing = failing;
        const windows: (Page | undefined)[] = [];
        /** What has to be found again. */
        const typed = new Set<string>();
        let count = 0;
        const marksOf = (raw: unknown): string[] =>
          [...textsOf(raw)].flatMap((text) => text.match(/<\d+>/g) ?? []);
        /** Who has taken a text away; taken back, it is there again unless another has taken it away too. */
        const takers = new Map<string, Set<Page>>();
        const forget = (texts: Iterable<string>, page: Page): void => {
          for (const text of texts) takers.set(text, (takers.get(text) ?? new Set()).add(page));
        };
        const mark = (): string => {
          const text = `<${count++}>`;
          typed.add(text);
          return text;
        };

        for (const { window, kind, field, row, steps } of actions) {
          const page = (windows[window] ??= await device.open());
          const { store, keeper } = page;
          const { key, value } = store.rows(list)[row] ?? {};
          await device.in(page, () => {
            if (page.isFrozen && kind !== 'thaw' && kind !== 'kill') return;
            if (kind === 'type') write(page, field, read(page, field) + mark());
            if (kind === 'replace') {
              forget(marksOf(read(page, field)), page);
              write(page, field, mark());
            }
            if (kind === 'addRow') store.addRow(list, undefined, { activityName: mark() });
            if (kind === 'typeInRow' && key)
              store.set(list, key, ['results'], String(value?.['results'] ?? '') + mark());
            if (kind === 'removeRow' && key) {
              forget(marksOf(value), page);
              store.removeRow(list, key);
            }
            if (kind === 'moveRow' && key) store.moveRow(list, key, 1);
            if (kind === 'undo') {
              const before = marksOf(store.draft);
              store.undo();
              const after = marksOf(store.draft);
              // Taking back an addition removes it.
              forget(
                before.filter((text) => !after.includes(text)),
                page,
              );
              for (const text of after) if (!before.includes(text)) takers.get(text)?.delete(page);
            }
            if (kind === 'clear') {
              forget(marksOf(store.draft), page);
              store.clear();
            }
            if (kind === 'hide' || kind === 'freeze' || kind === 'leave') keeper.flush();
            if (kind === 'freeze') page.isFrozen = true;
            if (kind === 'thaw') {
              page.isFrozen = false;
              keeper.look();
            }
          });
          if (kind === 'kill' || kind === 'leave') {
            device.die(page);
            windows[window] = undefined;
            // A window that is killed, or goes before the disk has answered for the first time, may take with it
            // what nobody else has.
            if (kind === 'kill' || !page.isConnected)
              for (const text of marksOf(store.draft))
                if (!isElsewhere(device, windows, page, text)) typed.delete(text);
          }
          for (let step = 0; step < steps; step++) await device.step();
        }
        for (const page of windows)
          if (page?.isFrozen)
            await device.in(page, ({ keeper }) => {
              page.isFrozen = false;
              keeper.look();
            });
        await device.rest();
        device.failing = 0;
        await device.rest();
        for (const page of windows) if (page) await leave(device, page);
        await device.rest();
        await device.open();
        await device.rest();
        const found = new Set([...device.disk.texts()].flatMap((text) => text.match(/<\d+>/g) ?? []));
        assert.deepEqual(
          [...typed].filter((text) => !takers.get(text)?.size && !found.has(text)),
          [],
        );
      },
      300,
    );
  });

  it('show the same in the end where nobody contradicts another, and come to rest', async () => {
    const edit = fc.record({ window: fc.nat(2), row: fc.boolean(), steps: fc.oneof(fc.nat(3), fc.nat(40)) });
    await holds(
      [fc.array(edit, { minLength: 1, maxLength: 25 }), fc.constantFrom(0, 0, 0.2), fc.boolean()],
      async (device, edits, failing, fromNothing) => {
        device.failing = failing;
        if (!fromNothing) {
          const first = await device.open();
          await device.in(first, () => write(first, 'keneshName', 'Кеңеш'));
          await device.rest();
        }
        const windows = [await device.open(), await device.open(), await device.open()];
        const expected = new Set<string>();
        let count = 0;
        for (const { window, row, steps } of edits) {
          const page = windows[window] as Page;
          const field = fields[window] as string;
          await device.in(page, () => {
            const text = `<${count++}>`;
            expected.add(text);
            if (row) page.store.addRow(list, undefined, { activityName: text });
            else write(page, field, read(page, field) + text);
          });
          for (let step = 0; step < steps; step++) await device.step();
        }
        const before = device.disk.saves;
        await device.rest();
        assert.ok(device.disk.saves - before <= 3 * windows.length + edits.length, 'saves without end');
        const [first, ...others] = windows as [Page, ...Page[]];
        for (const page of others) assert.deepEqual(page.store.draft, first.store.draft);
        for (const { keeper, told } of windows) {
          assert.ok(keeper.saved);
          assert.equal(keeper.rival, undefined);
          assert.ok(!told.includes('conflict'));
        }
        const all = [...textsOf(first.store.draft)].join(' ');
        for (const text of expected) assert.ok(all.includes(text), `${text} is not there`);
        assert.equal(device.disk.drafts.size, 1);
      },
      150,
    );
  });

  it('that both changed one field keep both versions, and each shows its own', async () => {
    const device = begin();
    const [one, other] = [await device.open(), await device.open()];
    await device.rest();
    await device.in(one, () => write(one, 'oblast', 'Талас'));
    await device.rest();
    assert.equal(read(other, 'oblast'), 'Талас');
    other.isFrozen = true;
    await device.in(one, () => write(one, 'oblast', 'Нарын'));
    await device.rest();
    await device.in(other, () => write(other, 'oblast', 'Ош'));
    other.isFrozen = false;
    await device.rest();
    assert.deepEqual([read(one, 'oblast'), read(other, 'oblast')], ['Нарын', 'Ош']);
    assert.deepEqual(
      drafts(device).map(({ letter }) => (letter as RawFields)['oblast']),
      ['Нарын', 'Ош'],
    );
    assert.ok(other.told.includes('conflict'));
    assert.equal(other.keeper.rival, one.keeper.record?.id);
    const later = await device.open();
    await device.rest();
    assert.ok(later.keeper.rival);
  });

  it('in which the host put different applications do not mix them', async () => {
    const device = begin();
    const given = (name: string): Draft => ({ ...emptyDraft(call2025.id), letter: { senderName: name } });
    const [one, other] = [await device.open(given('Айнура')), await device.open(given('Бакыт'))];
    await device.rest();
    await device.in(one, () => write(one, 'oblast', 'Талас'));
    await device.in(other, () => write(other, 'oblast', 'Ош'));
    await device.rest();
    await device.in(one, ({ keeper }) => keeper.look());
    await device.in(other, ({ keeper }) => keeper.look());
    await device.rest();
    assert.deepEqual(one.store.draft.letter, { senderName: 'Айнура', oblast: 'Талас' });
    assert.deepEqual(other.store.draft.letter, { senderName: 'Бакыт', oblast: 'Ош' });
    assert.deepEqual(
      drafts(device).map(({ letter }) => letter),
      [one.store.draft.letter, other.store.draft.letter],
    );
    assert.ok(![...one.told, ...other.told].includes('conflict'));
  });
});

describe('what is typed', () => {
  it('is saved within 500 ms of the last key, while the disk takes up to 100 ms', async () => {
    const keys = fc.array(fc.nat(400), { minLength: 1, maxLength: 30 });
    await holds([keys, fc.nat(100)], async (device, pauses, latency) => {
      device.latency = latency;
      const page = await device.open();
      await device.rest();
      let text = '';
      for (const pause of pauses) {
        await device.in(page, () => write(page, 'senderName', (text += 'а')));
        await device.until(device.now + pause);
      }
      await device.until(device.now + 500);
      assert.deepEqual(
        drafts(device).map(({ letter }) => letter),
        [{ senderName: text }],
      );
    });
  });

  it('in the last moment before it is taken back by undo is shown again in the next page', async () => {
    const device = begin();
    const page = await device.open();
    await device.in(page, () => write(page, 'senderName', 'Асан'));
    await device.rest();
    await device.in(page, ({ store }) => store.clear());
    await device.rest();
    await device.in(page, ({ store }) => store.undo());
    await leave(device, page);
    const next = await device.open();
    await device.rest();
    assert.equal(read(next, 'senderName'), 'Асан');
  });

  it('stays away once everything on the device was forgotten, and what came after stays', async () => {
    const device = begin();
    const [one, other] = [await device.open(), await device.open()];
    await device.in(other, () => write(other, 'senderName', 'Асан'));
    await device.rest();
    other.isFrozen = true;
    await device.in(one, ({ keeper }) => keeper.forget());
    await device.rest();
    assert.equal(device.disk.drafts.size, 0);
    assert.equal(read(one, 'senderName'), '');
    await device.in(one, () => write(one, 'senderName', 'Бакыт'));
    await device.rest();
    // It hears of it hours later.
    other.isFrozen = false;
    await device.in(other, ({ keeper }) => keeper.look());
    await device.rest();
    assert.deepEqual(
      drafts(device).map(({ letter }) => letter),
      [{ senderName: 'Бакыт' }],
    );
    assert.ok(!read(other, 'senderName').includes('Асан'));
  });

  it('is forgotten when it expires, with what a page had not saved of it', async () => {
    const device = begin();
    device.expiry = 30;
    const page = await device.open();
    await device.rest();
    await device.in(page, () => write(page, 'senderName', 'Асан'));
    await device.rest();
    await device.in(page, () => write(page, 'oblast', 'Талас'));
    await leave(device, page);
    device.now += 31 * 864e5;
    const next = await device.open();
    await device.rest();
    assert.equal(read(next, 'oblast'), '');
    assert.deepEqual([device.disk.drafts.size, device.disk.notes.size], [0, 0]);
  });

  it('does not expire where the number of days makes no sense', async () => {
    for (const expiry of [0, -1, NaN]) {
      const device = begin();
      device.expiry = expiry;
      const page = await device.open();
      await device.in(page, () => write(page, 'senderName', 'Асан'));
      await device.rest();
      const next = await device.open();
      await device.rest();
      assert.equal(read(next, 'senderName'), 'Асан');
      device.end();
    }
  });

  it('into a form that was closed while the device was still being asked is there in the next', async () => {
    const device = begin();
    const page = await device.open();
    await device.in(page, () => write(page, 'senderName', 'Асан'));
    await device.in(page, ({ keeper }) => keeper.close());
    // The element shows something else by now.
    page.store.begin(emptyDraft(call2025.id));
    await device.rest();
    const next = await device.open();
    await device.rest();
    assert.equal(read(next, 'senderName'), 'Асан');
  });
});

/** Whether a text is on the disk, on its way there, or on the screen of another window. */
function isElsewhere(
  device: World,
  windows: readonly (Page | undefined)[],
  but: Page,
  text: string,
): boolean {
  const places: unknown[] = [
    ...drafts(device),
    ...[...device.disk.notes.values()].map(({ after }) => after),
    ...windows.map((page) => (page && page !== but ? page.store.draft : undefined)),
  ];
  return places.some((place) => [...textsOf(place)].some((each) => each.includes(text)));
}
