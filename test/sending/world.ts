/**
 * Windows of one device, its disk, a network and a server, simulated: what happens next is chosen by a seed, and time
 * goes on only here.
 */
import { createHash } from 'node:crypto';
import type { Application } from '../../src/model/application.js';
import { ServerClock } from '../../src/sending/clock.js';
import { Outbox } from '../../src/sending/outbox.js';
import { Sender } from '../../src/sending/sender.js';
import type { SenderEvent } from '../../src/sending/sender.js';
import { byFetch } from '../../src/sending/transport.js';
import { Disk } from './disk.js';
import { Server } from './server.js';
import type { Reply } from './server.js';

type Work = () => void;

export const endpoint = 'https://receiver.example/applications';
export const inTime = { submissionDeadline: '2031-02-28T18:00:00+06:00', late: 'refuse' } as const;

/** What the network, or the server, does with a post instead of receiving it. */
export const faults = [
  'resetBefore',
  'resetAfter',
  'lateReply',
  'noReply',
  'failed',
  'failedAfter',
  'tooBig',
  'tooMany',
  'tooManyUntil',
  'conflict',
  'truncated',
  'truncatedBefore',
  'portal',
  'elsewhere',
  'foreignJson',
] as const;
export type Fault = (typeof faults)[number] | 'none';

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

/** The files that a municipality has, each of other bytes. */
export const contents = [0, 1, 2].map((n) =>
  Buffer.from(Array.from({ length: 50 + n }, (_, i) => (i * 7 + n) % 256)),
);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const fileBy = new Map(contents.map((bytes) => [sha256(bytes), new Blob([bytes])]));

/** An application as far as sending looks at it. */
export const application = (id: number, text: string, files: readonly number[] = [], at = 0): Application =>
  ({
    schemaVersion: 1,
    applicationId: `6f1c2b5e-3a47-4d0b-9c1e-8b2f5d7a9e1${id}`,
    exportedAt: new Date(at).toISOString(),
    letter: { senderName: text },
    evidence: files.map((file) => ({
      criterion: 'criterionJointProjects',
      fileName: `${file}.pdf`,
      mediaType: 'application/pdf',
      size: contents[file]?.length,
      sha256: sha256(contents[file] as Buffer),
    })),
  }) as unknown as Application;

interface Post {
  readonly page: Page;
  readonly url: string;
  readonly init: RequestInit;
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: unknown) => void;
  isOver: boolean;
}

interface Waiting {
  readonly page: Page;
  readonly grant: Work;
  readonly refuse: Work;
}

export class Page {
  readonly inbox: Work[] = [];
  isDead = false;
  readonly events = new EventTarget();
  readonly told: SenderEvent[] = [];
  readonly outbox: Outbox;
  readonly clock = new ServerClock();
  readonly sender: Sender;

  constructor(readonly world: World) {
    world.current = this;
    this.outbox = new Outbox(() => world.disk.factory(this));
    this.sender = new Sender({
      outbox: this.outbox,
      clock: this.clock,
      carry: byFetch(world.fetch),
      files: async (name) => world.files.get(name),
      locks: world.hasLocks ? world.locks : undefined,
      channel: () => world.channel(this),
      events: this.events,
      random: world.random,
    });
    this.sender.subscribe((event) => {
      this.told.push(event);
      world.onTold(this, event);
    });
  }
}

export class World {
  readonly disk: Disk;
  readonly server = new Server();
  readonly pages: Page[] = [];
  current: Page | undefined;
  now = Date.parse('2027-01-10T03:00:00Z');
  hasLocks = true;
  isOffline = false;
  /** For the next posts, in order; after them all goes well. */
  faults: Fault[] = [];
  /** By how much the server's clock differs, in ms. */
  serverAhead = 0;
  files: ReadonlyMap<string, Blob> = fileBy;
  onTold: (page: Page, event: SenderEvent) => void = () => undefined;
  /** When posts set out, and how many were under way in living windows then. */
  readonly posts: { readonly at: number; readonly beside: number }[] = [];
  /** How often time goes on although something is left to do, from 0 to 1. */
  haste = 0.05;

  #timers: {
    readonly id: number;
    readonly at: number;
    readonly page: Page | undefined;
    readonly work: Work;
  }[] = [];
  #channels: { readonly page: Page; readonly target: EventTarget }[] = [];
  #network: Post[] = [];
  #holder: Waiting | undefined;
  #line: Waiting[] = [];
  #ids = 0;
  /** What Node itself does apart: reading files, and their sums. */
  #apart = 0;
  readonly #undo: Work[] = [];

  constructor(readonly random: () => number) {
    this.disk = new Disk(random);
    this.#replace(globalThis, 'setTimeout', (work: Work, ms = 0) => {
      const id = ++this.#ids;
      this.#timers.push({ id, at: this.now + ms, page: this.current, work });
      return id;
    });
    this.#replace(globalThis, 'clearTimeout', (id: number) => {
      this.#timers = this.#timers.filter((timer) => timer.id !== id);
    });
    this.#replace(Date, 'now', () => this.now);
    this.#watch(Blob.prototype, 'arrayBuffer');
    this.#watch(Object.getPrototypeOf(crypto.subtle) as object, 'digest');
  }

  #replace(on: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(on, name) as PropertyDescriptor;
    Object.defineProperty(on, name, { ...before, value });
    this.#undo.push(() => Object.defineProperty(on, name, before));
  }

  #watch(on: object, name: string): void {
    const before = (on as Record<string, (...given: unknown[]) => Promise<unknown>>)[name];
    const count = (change: number): void => void (this.#apart += change);
    this.#replace(on, name, async function (this: unknown, ...given: unknown[]) {
      count(1);
      try {
        return await before?.apply(this, given);
      } finally {
        count(-1);
      }
    });
  }

  /** Gives the clock back. */
  end(): void {
    for (const undo of this.#undo.reverse()) undo();
  }

  async #settled(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#apart);
  }

  async open(): Promise<Page> {
    const page = new Page(this);
    this.pages.push(page);
    await this.in(page, () => page.sender.start());
    return page;
  }

  /** Does something in a window, as a person or the browser does. */
  async in(page: Page, work: (page: Page) => unknown): Promise<void> {
    this.current = page;
    void work(page);
    await this.#settled();
    this.now += 1;
  }

  async online(): Promise<void> {
    this.isOffline = false;
    for (const page of this.living) await this.in(page, () => page.events.dispatchEvent(new Event('online')));
  }

  get living(): Page[] {
    return this.pages.filter((page) => !page.isDead);
  }

  /** The window is gone, at whatever point it was. */
  die(page: Page): void {
    page.isDead = true;
    this.disk.drop(page);
    this.#timers = this.#timers.filter((timer) => timer.page !== page);
    this.#channels = this.#channels.filter((channel) => channel.page !== page);
    // What has set out may arrive all the same.
    this.#network = this.#network.filter((post) => post.page !== page || this.random() < 0.5);
    this.#line = this.#line.filter((each) => each.page !== page);
    if (this.#holder?.page === page) this.#release();
  }

  /** The window is frozen with whatever it holds, and hears and does nothing any more. */
  sleep(page: Page): void {
    page.isDead = true;
    this.disk.drop(page);
    this.#timers = this.#timers.filter((timer) => timer.page !== page);
    this.#channels = this.#channels.filter((channel) => channel.page !== page);
  }

  channel(page: Page): BroadcastChannel {
    const target = new EventTarget();
    const entry = { page, target };
    this.#channels.push(entry);
    return Object.assign(target, {
      postMessage: (data: unknown) => {
        for (const other of this.#channels)
          if (other !== entry)
            other.page.inbox.push(() =>
              other.target.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) })),
            );
      },
      close: () => {
        this.#channels = this.#channels.filter((each) => each !== entry);
      },
    }) as unknown as BroadcastChannel;
  }

  readonly locks = {
    request: (
      _: string,
      { signal, steal }: { signal?: AbortSignal; steal?: boolean },
      work: () => Promise<void>,
    ): Promise<void> =>
      new Promise((resolve, reject) => {
        const page = this.current as Page;
        const refuse = (): void => reject(new DOMException('', 'AbortError'));
        const waiting: Waiting = {
          page,
          refuse,
          grant: () => {
            signal?.removeEventListener('abort', leave);
            page.inbox.push(() => {
              void work()
                .then(resolve, reject)
                .finally(() => {
                  if (this.#holder === waiting) this.#release();
                });
            });
          },
        };
        const leave = (): void => {
          this.#line = this.#line.filter((each) => each !== waiting);
          refuse();
        };
        if (signal?.aborted) return refuse();
        signal?.addEventListener('abort', leave);
        if (steal && this.#holder) {
          this.#holder.page.inbox.push(this.#holder.refuse);
          this.#holder = undefined;
          this.#line.unshift(waiting);
        } else this.#line.push(waiting);
        if (!this.#holder) this.#release();
      }),
  } as unknown as LockManager;

  #release(): void {
    this.#holder = this.#line.shift();
    this.#holder?.grant();
  }

  readonly fetch = ((url: string, init: RequestInit) =>
    new Promise((answer, refuse) => {
      const page = this.current as Page;
      const beside = this.#network.filter((each) => !each.page.isDead && !each.isOver).length;
      this.posts.push({ at: this.now, beside });
      const post: Post = { page, url, init, answer, refuse, isOver: false };
      this.#network.push(post);
      init.signal?.addEventListener('abort', () => {
        post.isOver = true;
        refuse(new DOMException('', 'AbortError'));
        if (this.random() < 0.5) this.#network = this.#network.filter((each) => each !== post);
      });
    })) as unknown as typeof fetch;

  async #serve(post: Post): Promise<void> {
    const drop = (): void => void (this.#network = this.#network.filter((each) => each !== post));
    const tell = (work: Work): void => {
      drop();
      if (!post.page.isDead) post.page.inbox.push(work);
    };
    const reset = (): void => tell(() => post.refuse(new TypeError('fetch failed')));
    const fault = this.isOffline ? 'resetBefore' : (this.faults.shift() ?? 'none');
    const serverNow = this.now + this.serverAhead;
    const receive = (): Promise<Reply> =>
      this.server.receive(new Headers(post.init.headers), post.init.body as string | FormData, serverNow);
    const answer = ({ status, headers, text }: Reply, url = post.url): void =>
      tell(() =>
        post.answer({
          status,
          url,
          headers: new Headers({ Date: new Date(serverNow).toUTCString(), ...headers }),
          text: async () => text,
        }),
      );
    const page = { status: 200, headers: { 'Content-Type': 'text/html' }, text: '<html>Wi-Fi</html>' };
    switch (fault) {
      case 'none':
        return answer(await receive());
      case 'resetBefore':
        return reset();
      case 'resetAfter':
        await receive();
        return reset();
      case 'lateReply': {
        const reply = await receive();
        // The server's own time: it goes on whatever becomes of the window.
        this.#timers.push({
          id: ++this.#ids,
          at: this.now + 600_000,
          page: undefined,
          work: () => answer(reply),
        });
        return;
      }
      case 'noReply':
        return;
      case 'failed':
        return answer({ status: 500, headers: {}, text: 'oops' });
      case 'failedAfter':
        await receive();
        return answer({ status: 502, headers: {}, text: '' });
      case 'tooBig':
        return answer({ status: 413, headers: {}, text: '<html>nginx</html>' });
      case 'tooMany':
        return answer({ status: 429, headers: { 'Retry-After': '90' }, text: '{}' });
      case 'tooManyUntil':
        return answer({
          status: 503,
          headers: { 'Retry-After': new Date(serverNow + 240_000).toUTCString() },
          text: '',
        });
      case 'conflict':
        return answer({ status: 409, headers: {}, text: '' });
      case 'truncated': {
        const reply = await receive();
        return answer({ ...reply, text: reply.text.slice(0, reply.text.length / 2) });
      }
      case 'truncatedBefore':
        return answer({ status: 200, headers: { 'Content-Type': 'application/json' }, text: '{"rec' });
      case 'portal':
        return answer(page);
      case 'elsewhere':
        return answer({ ...page, text: '{"receipt":"1"}' }, 'https://login.example/');
      case 'foreignJson':
        return answer({ ...page, text: '{"success":true}' });
    }
  }

  /** The next thing that happens of itself. Resolves to false where nothing is under way, or only later than `until`. */
  async step(until = Infinity): Promise<boolean> {
    const choices: (() => unknown)[] = [];
    for (const page of this.living)
      if (page.inbox.length)
        choices.push(() => {
          this.current = page;
          page.inbox.shift()?.();
        });
    const [first] = this.#network.filter((post) => !this.#served.has(post));
    if (first)
      choices.push(() => {
        this.#served.add(first);
        return this.#serve(first);
      });
    if (this.disk.queue.some(({ requests, pending }) => requests.length || !pending))
      choices.push(() => this.disk.serve());
    const [timer] = [...this.#timers].sort((a, b) => a.at - b.at);
    if (timer && timer.at <= until && (!choices.length || this.random() < this.haste))
      choices.splice(0, choices.length, () => {
        this.now = Math.max(this.now, timer.at);
        this.#timers = this.#timers.filter((each) => each !== timer);
        this.current = timer.page;
        timer.work();
      });
    const choice = choices[Math.floor(this.random() * choices.length)];
    if (!choice) return false;
    await choice();
    await this.#settled();
    return true;
  }

  readonly #served = new WeakSet<Post>();

  /** Lets time go on until an instant, and what is under way then come to its end. */
  async until(instant: number, most = 20_000): Promise<void> {
    let steps = 0;
    while (await this.step(instant)) if (++steps > most) throw new Error('It does not come to rest.');
    this.now = Math.max(this.now, instant);
  }

  /** Lets so much time go on, in ms. */
  pass(ms: number): Promise<void> {
    return this.until(this.now + ms);
  }
}
