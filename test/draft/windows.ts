/**
 * Windows of one device, simulated: a clock, a disk that answers late or not at all, messages between windows that
 * come late, windows that freeze and windows that die. What happens next is chosen by a seed.
 */
import { DraftKeeper } from '../../src/draft/keeper.js';
import type { Device, DraftRecord, Found, Note } from '../../src/draft/device.js';
import { DraftStore } from '../../src/draft/store.js';
import { call2025 } from '../../src/model/call-2025.js';
import { readDraft } from '../../src/model/draft.js';
import type { Draft } from '../../src/model/draft.js';

type Work = () => void;

/** Numbers from 0 to 1 that a seed gives again (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const settled = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

interface Stored {
  readonly record?: DraftRecord;
  readonly content: Record<string, unknown>;
}

interface Request {
  readonly page: Page;
  readonly kind: 'read' | 'save' | 'note' | 'removeNote';
  readonly work: () => unknown;
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: unknown) => void;
}

/** What survives windows. Requests are served one after another, as transactions on the same stores are. */
export class Disk {
  readonly drafts = new Map<string, Stored>();
  readonly notes = new Map<string, Note>();
  /** Notes that were removed, the latest last. */
  readonly removed: Note[] = [];
  readonly queue: Request[] = [];
  saves = 0;

  /** All texts of all drafts that can be read. */
  *texts(): Generator<string> {
    for (const { content } of this.drafts.values()) {
      const read = readDraft(content, call2025.id);
      if (read.success) yield* textsOf(read.data);
    }
  }
}

export function* textsOf(raw: unknown): Generator<string> {
  if (typeof raw === 'string') yield raw;
  else if (raw && typeof raw === 'object') for (const inner of Object.values(raw)) yield* textsOf(inner);
}

/** One window's way to the disk: what DatabaseDevice promises, without a browser. */
class SimulatedDevice implements Device {
  readonly shared = true;

  constructor(
    readonly disk: Disk,
    readonly page: Page,
  ) {}

  #ask<Value>(kind: Request['kind'], work: () => Value): Promise<Value> {
    const { queue } = this.disk;
    // Notes stand in a store of their own: what has to do with them does not wait for the rest.
    const last = queue.map((each) => each.kind.endsWith('ote')).lastIndexOf(true);
    const free = queue.length - last;
    const at =
      kind === 'note' || kind === 'removeNote'
        ? last + 1 + Math.floor(this.page.world.random() * free)
        : queue.length;
    return new Promise((resolve, reject) =>
      queue.splice(at, 0, {
        page: this.page,
        kind,
        work,
        answer: resolve as (value: unknown) => void,
        refuse: reject,
      }),
    );
  }

  #found(id: string): Found | undefined {
    const stored = this.disk.drafts.get(id);
    return stored && structuredClone({ id, ...stored });
  }

  list(slot: string): Promise<readonly Found[]> {
    return this.#ask('read', () =>
      [...this.disk.drafts.keys()]
        .flatMap((id) => this.#found(id) ?? [])
        .filter(({ record }) => !record || record.slot === slot),
    );
  }

  find(id: string): Promise<Found | undefined> {
    return this.#ask('read', () => this.#found(id));
  }

  save(record: DraftRecord, draft: Draft, since: Draft | undefined): Promise<boolean> {
    const [before, after] = structuredClone([since, draft]) as unknown as Record<string, unknown>[];
    const changed = Object.keys({ ...before, ...after }).filter(
      (name) => (since as never)?.[name] !== draft[name as keyof Draft],
    );
    return this.#ask('save', () => {
      const stored = this.disk.drafts.get(record.id);
      if (stored && stored.record?.revision !== record.revision - 1) return false;
      const content = { ...stored?.content };
      for (const name of stored && since ? changed : Object.keys(draft)) {
        if (after?.[name] === undefined) delete content[name];
        else content[name] = after[name];
      }
      this.disk.drafts.set(record.id, { record: structuredClone(record), content });
      this.disk.saves += 1;
      return true;
    });
  }

  note(note: Note): void {
    if (!this.page.isConnected) return;
    const copy = structuredClone(note);
    void this.#ask('note', () => this.disk.notes.set(note.id, copy));
  }

  notes(slot: string): Promise<readonly Note[]> {
    return this.#ask('read', () =>
      [...this.disk.notes.values()]
        .filter((note) => note.slot === slot)
        .sort((a, b) => a.at - b.at)
        .map((note) => structuredClone(note)),
    );
  }

  remove(id: string, revision?: number): Promise<void> {
    return this.#ask('save', () => {
      if (revision === undefined || this.disk.drafts.get(id)?.record?.revision === revision)
        this.disk.drafts.delete(id);
    });
  }

  removeNote(id: string): Promise<void> {
    return this.#ask('removeNote', () => {
      const note = this.disk.notes.get(id);
      if (note) this.disk.removed.push(note);
      this.disk.notes.delete(id);
    });
  }

  clear(): Promise<void> {
    return this.#ask('save', () => {
      this.disk.drafts.clear();
      this.disk.notes.clear();
    });
  }

  close(): void {
    // A window's way to the disk ends with it.
  }
}

/** A window with the form. */
export class Page {
  readonly store: DraftStore;
  readonly keeper: DraftKeeper;
  /** What came from the disk or from other windows and was not heard yet, in order. */
  readonly inbox: Work[] = [];
  isFrozen = false;
  isDead = false;
  /** Whether the disk has answered once. */
  isConnected = false;
  readonly told: string[] = [];

  constructor(
    readonly world: World,
    draft?: Draft,
  ) {
    world.current = this;
    this.store = new DraftStore(call2025, draft);
    this.keeper = new DraftKeeper(this.store, new SimulatedDevice(world.disk, this), {
      slot: 'form',
      expiry: world.expiry,
      circumstances: () => ({ language: 'ky' }),
      told: (what) => what && this.told.push(what),
    });
  }

  get isAwake(): boolean {
    return !this.isDead && !this.isFrozen;
  }
}

interface Timer {
  readonly id: number;
  readonly at: number;
  readonly page: Page;
  readonly work: Work;
}

export class World {
  readonly disk = new Disk();
  readonly pages: Page[] = [];
  current: Page | undefined;
  now = 1.7e12;
  /** How often a request to the disk fails, from 0 to 1. */
  failing = 0;
  expiry: number | undefined;
  /** How long the disk takes where the clock is watched, see {@link until}; in ms. */
  latency = 0;
  #timers: Timer[] = [];
  #channels: { page: Page; listener: { onmessage?: (event: { data: unknown }) => void } }[] = [];
  #ids = 0;
  #servedAt = 0;
  readonly #before = new Map<string, unknown>();

  constructor(readonly random: () => number) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the pages that it makes act in it
    const world = this;
    this.#replace('setTimeout', (work: Work, ms = 0) => {
      const id = ++this.#ids;
      if (this.current) this.#timers.push({ id, at: this.now + ms, page: this.current, work });
      return id;
    });
    this.#replace('clearTimeout', (id: number) => {
      this.#timers = this.#timers.filter((timer) => timer.id !== id);
    });
    this.#replace(
      'BroadcastChannel',
      class {
        constructor() {
          if (world.current) world.#channels.push({ page: world.current, listener: this as never });
        }
        postMessage(data: unknown): void {
          for (const { page, listener } of world.#channels)
            if (listener !== (this as never))
              page.inbox.push(() => listener.onmessage?.({ data: structuredClone(data) }));
        }
        close(): void {
          world.#channels = world.#channels.filter(({ listener }) => listener !== (this as never));
        }
      },
    );
    const { now } = Date;
    this.#before.set('now', now);
    Date.now = () => this.now;
  }

  #replace(name: string, value: unknown): void {
    this.#before.set(name, (globalThis as Record<string, unknown>)[name]);
    (globalThis as Record<string, unknown>)[name] = value;
  }

  /** Gives the clock and the channels back. */
  end(): void {
    for (const [name, value] of this.#before)
      if (name === 'now') Date.now = value as typeof Date.now;
      else (globalThis as Record<string, unknown>)[name] = value;
  }

  async open(draft?: Draft): Promise<Page> {
    const page = new Page(this, draft);
    this.pages.push(page);
    await settled();
    return page;
  }

  /** Does something in a window, as a person or the browser does. */
  async in(page: Page, work: (page: Page) => unknown): Promise<void> {
    this.current = page;
    // It may wait for the disk.
    void work(page);
    await settled();
    this.now += 1;
  }

  /** The next thing that happens of itself. Resolves to false where nothing is under way. */
  async step(): Promise<boolean> {
    const choices: Work[] = [];
    if (this.disk.queue.length) choices.push(() => this.#serve());
    for (const page of this.pages)
      if (page.isAwake && page.inbox.length)
        choices.push(() => {
          this.current = page;
          page.inbox.shift()?.();
        });
    const [timer] = this.#timers.filter(({ page }) => page.isAwake).sort((a, b) => a.at - b.at);
    // A disk that is slow: time goes on while it works, now and then.
    if (timer && (!choices.length || this.random() < 0.2))
      choices.splice(0, choices.length, () => {
        this.now = Math.max(this.now, timer.at);
        this.#timers = this.#timers.filter((each) => each !== timer);
        this.current = timer.page;
        timer.work();
      });
    const choice = choices[Math.floor(this.random() * choices.length)];
    if (!choice) return false;
    this.now += 1;
    choice();
    await settled();
    return true;
  }

  #serve(): void {
    const request = this.disk.queue.shift();
    if (!request) return;
    const { page, kind, work, answer, refuse } = request;
    if (kind !== 'note' && this.random() < this.failing) {
      page.inbox.push(() => refuse(new DOMException('', 'AbortError')));
      return;
    }
    const value = work();
    page.inbox.push(() => {
      page.isConnected = true;
      answer(value);
    });
  }

  /** Lets time go on until then: each request takes the disk its time, and all else none. */
  async until(end: number): Promise<void> {
    for (;;) {
      const page = this.pages.find((each) => each.isAwake && each.inbox.length);
      const [timer] = this.#timers.filter((each) => each.page.isAwake).sort((a, b) => a.at - b.at);
      if (page) {
        this.current = page;
        page.inbox.shift()?.();
      } else if (this.disk.queue.length && this.#servedAt <= Math.min(end, timer?.at ?? end)) {
        this.now = Math.max(this.now, this.#servedAt);
        this.#serve();
        this.#servedAt = this.now + this.latency;
      } else if (timer && timer.at <= end) {
        this.now = Math.max(this.now, timer.at);
        this.#servedAt = Math.max(this.#servedAt, this.now + (this.disk.queue.length ? 0 : this.latency));
        this.#timers = this.#timers.filter((each) => each !== timer);
        this.current = timer.page;
        timer.work();
      } else {
        this.now = end;
        return;
      }
      await settled();
    }
  }

  /** Lets everything come to rest. Resolves to the number of steps; throws where it does not come to rest. */
  async rest(most = 3000): Promise<number> {
    for (let steps = 0; steps < most; steps++) if (!(await this.step())) return steps;
    throw new Error('The windows do not come to rest.');
  }

  /** A window is gone: what it wrote without waiting is written; of what it was saving, some is and some is not. */
  die(page: Page): void {
    page.isDead = true;
    page.inbox.length = 0;
    this.#timers = this.#timers.filter((timer) => timer.page !== page);
    this.#channels = this.#channels.filter((channel) => channel.page !== page);
    const { queue } = this.disk;
    const left = queue.filter(
      (request) => request.page !== page || request.kind === 'note' || this.random() < 0.5,
    );
    queue.splice(0, queue.length, ...left);
    // That a note was removed may not have come to the disk before a crash.
    const { notes, removed } = this.disk;
    const back = removed.at(-1);
    if (back && !notes.has(back.id) && this.random() < 0.3) notes.set(back.id, back);
  }
}
