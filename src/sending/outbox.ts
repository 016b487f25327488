import type { Application } from '../model/application.js';
import { OutboxDevice } from './outbox-device.js';
import { isPostFile, isReceipt, isServerIssue } from './receipt.js';
import type { PostFile, Receipt, ServerIssue } from './receipt.js';

/**
 * Why an attempt came to nothing for now: no connection; no answer in time; the server has too much to do; it
 * failed; somebody else answered in its place (such as the page of a network that wants a password first); this
 * device did not give its own files; or it was stopped here.
 */
export type Why = 'network' | 'timeout' | 'busy' | 'server' | 'foreign' | 'device' | 'stopped';

/** A revision of an application on its way, or arrived. */
export interface OutboxRecord {
  /** `<applicationId>-<revision>`: the same with each attempt. */
  readonly key: string;
  readonly applicationId: string;
  /** From 1; each change after sending makes another. */
  readonly revision: number;
  /** The form that sends it: its `draft-key`, else the id of its call. */
  readonly slot: string;
  /** Absolute. */
  readonly endpoint: string;
  /** JSON as text, so that the bytes that are sent never change. */
  readonly application: string;
  /** Each content once. */
  readonly files: readonly PostFile[];
  /** In ms since 1970, by the server's clock where it is known. */
  readonly queuedAt: number;
  readonly attempts: number;
  /** When it is tried next by itself, in ms since 1970 by the device's clock, as is `notBefore`. */
  readonly nextAt: number;
  /** Until when the server asked not to be asked. */
  readonly notBefore?: number;
  readonly state: 'waiting' | 'refused' | 'sent';
  /** Of one that waits: why. */
  readonly trouble?: Why;
  /** Of one that waits or is refused: the answer's HTTP status, if there was one. */
  readonly status?: number;
  /** Of one that is refused: what is wrong with it, where the server or this device can say. */
  readonly issues?: readonly ServerIssue[];
  /** Of one that is sent. */
  readonly receipt?: Receipt;
}

/** What comes of an attempt. */
export type Settlement = Pick<OutboxRecord, 'state'> &
  Partial<Pick<OutboxRecord, 'nextAt' | 'notBefore' | 'trouble' | 'status' | 'issues' | 'receipt'>>;

/** What became of the wish to send. */
export interface Queued {
  readonly record: OutboxRecord;
  /**
   * `new`: the first revision, or the next, waits now. `again`: this very content waits already, or was refused and
   * waits again. `sent`: it has been received.
   */
  readonly as: 'new' | 'again' | 'sent';
}

/** What is posted. */
export interface Posting {
  readonly application: Application;
  readonly slot: string;
  /** Absolute, http or https. */
  readonly endpoint: string;
}

/** Longer pauses than this there are none, in ms: a later time was set before somebody set the clock back. */
const longestPause = 2 * 3_600_000;

/** Whether a time on the device's clock is still to come. */
export const isAhead = (at: number | undefined, now: number): boolean =>
  at !== undefined && at > now && at <= now + longestPause;

type Posts = Map<string, OutboxRecord>;

/** The receiver's code for another content under a key that it knows. */
const reused = 'keyReused';

/**
 * The posts of this device that wait, and the receipts of those that arrived, in a database of its own. What is found
 * there is untrusted: what is broken is missing. Where the browser does not let it be kept, it is kept for as long
 * as this object lives, and `isKept` says so. No method rejects.
 */
export class Outbox {
  readonly #device: OutboxDevice;
  /** What the device did not take; undefined is what it did not let go of. */
  readonly #memory = new Map<string, OutboxRecord | undefined>();
  /** What was last found on the device. */
  #seen: Posts = new Map();
  #last: Promise<unknown> = Promise.resolve();

  constructor(factory: () => IDBFactory) {
    this.#device = new OutboxDevice(factory);
  }

  /** Whether everything survives the closing of the browser. */
  get isKept(): boolean {
    return !this.#memory.size;
  }

  /** All posts, in the order in which they were queued. */
  list(): Promise<readonly OutboxRecord[]> {
    return this.#change((posts) =>
      [...posts.values()].sort((a, b) => a.queuedAt - b.queuedAt || a.revision - b.revision),
    );
  }

  /**
   * Puts an application there to be sent. The same content once more is the same post. Other content is the next
   * revision, and what waits of an earlier one is dropped; where that may not be, nothing comes of it. `at` and `now`:
   * the time by the server's clock and by the device's.
   */
  queue(
    { application, slot, endpoint }: Posting,
    { at, now, mayAdd }: { readonly at: number; readonly now: number; readonly mayAdd: boolean },
  ): Promise<Queued | undefined> {
    const { applicationId, evidence } = application;
    const content = contentOf(application);
    const text = JSON.stringify(application);
    return this.#change((posts, keys): Queued | undefined => {
      const mine = [...posts.values()].filter((post) => post.applicationId === applicationId);
      const last = mine.sort((a, b) => a.revision - b.revision).at(-1);
      const isSame = last && contentOf(last.application) === content;
      const isReused = last?.state === 'refused' && last.issues?.some(({ code }) => code === reused);
      if (isSame && last.state === 'sent' && last.endpoint === endpoint) return { record: last, as: 'sent' };
      if (isSame && last.state !== 'sent' && !isReused) {
        const { issues: _, notBefore: __, trouble: ___, status: ____, ...rest } = last;
        const record: OutboxRecord = { ...rest, endpoint, state: 'waiting', nextAt: now };
        posts.set(last.key, record);
        return { record, as: 'again' };
      }
      if (!mayAdd) return undefined;
      // Also of what can no longer be read.
      const before = Math.max(0, ...[...keys].map((key) => revisionOf(key, applicationId)));
      // This device does not know how many there were: it has forgotten them, or another device sends as well.
      const revision = isReused ? before * 2 : before + 1;
      const key = `${applicationId}-${revision}`;
      const record: OutboxRecord = {
        key,
        applicationId,
        revision,
        slot,
        endpoint,
        application: text,
        files: filesOf(evidence),
        queuedAt: at,
        attempts: 0,
        nextAt: now,
        state: 'waiting',
      };
      posts.set(key, record);
      dropOld(posts);
      return { record, as: 'new' };
    });
  }

  /** What waits is tried now: by hand at any time, else if the server has not asked to be spared. */
  hasten(now: number, isByHand: boolean): Promise<void> {
    return this.#change((posts) => {
      for (const post of posts.values())
        if (post.state === 'waiting' && post.nextAt > now && (isByHand || !isAhead(post.notBefore, now)))
          posts.set(post.key, { ...post, nextAt: now });
    });
  }

  /** An attempt begins. Nothing where the post does not wait any more. `nextAt`: when to try should the page die. */
  begin(key: string, nextAt: number): Promise<OutboxRecord | undefined> {
    return this.#change((posts) => {
      const post = posts.get(key);
      if (post?.state !== 'waiting') return undefined;
      const record = { ...post, attempts: post.attempts + 1, nextAt };
      posts.set(key, record);
      return record;
    });
  }

  /** An attempt has ended. Resolves to the post as it stands now; nothing where it was dropped meanwhile. */
  settle(record: OutboxRecord, settlement: Settlement): Promise<OutboxRecord | undefined> {
    return this.#change((posts) => {
      const stored = posts.get(record.key);
      if (stored && stored.application !== record.application) return undefined;
      if (stored?.state === 'sent') return stored;
      // Dropped for a newer revision while it was under way: that it has arrived is kept all the same.
      const isDropped = [...posts.values()].some(
        ({ applicationId, revision }) => applicationId === record.applicationId && revision > record.revision,
      );
      if (!stored && !(isDropped && settlement.state === 'sent')) return undefined;
      if (stored && stored.state !== 'waiting' && settlement.state !== 'sent') return stored;
      const { notBefore: _, trouble: __, status: ___, issues: ____, ...rest } = stored ?? record;
      const next = { ...rest, ...settlement };
      posts.set(record.key, next);
      return next;
    });
  }

  /** The files, by sha256, that posts which are not received yet cannot do without. */
  async needed(): Promise<ReadonlySet<string>> {
    const posts = (await this.list()).filter(({ state }) => state !== 'sent');
    return new Set(posts.flatMap(({ files }) => files.map(({ sha256 }) => sha256)));
  }

  /** Forgets an application's posts and receipts; without an id, those of all. What waited is not sent any more. */
  forget(applicationId?: string): Promise<void> {
    return this.#change((posts) => {
      for (const post of posts.values())
        if (!applicationId || post.applicationId === applicationId) posts.delete(post.key);
    });
  }

  /**
   * Takes the turn to send, or keeps it, until an instant of the device's clock; gives it back where that is 0.
   * Resolves to whether it is this window's.
   */
  async lease(window: string, now: number, until: number): Promise<boolean> {
    try {
      return await this.#device.change('lease', (stored) => {
        const { holder, end, since } = (stored.get('turn') ?? {}) as Partial<Record<string, unknown>>;
        // A turn from the future was taken before somebody set the clock back.
        const isTaken = Number(since) <= now && now < Number(end);
        if (isTaken && holder !== window) return false;
        if (until) stored.set('turn', { holder: window, end: until, since: now });
        else stored.delete('turn');
        return true;
      });
    } catch {
      // Then other windows know nothing of these posts.
      return true;
    }
  }

  /** Lets the database go; it is opened again when it is needed. */
  close(): void {
    this.#device.close();
  }

  /** One after another: what the device refuses must not be decided beside what it takes. */
  #change<Value>(work: (posts: Posts, keys: ReadonlySet<string>) => Value): Promise<Value> {
    const change = this.#last.then(() => this.#work(work));
    this.#last = change;
    return change;
  }

  async #work<Value>(work: (posts: Posts, keys: ReadonlySet<string>) => Value): Promise<Value> {
    let seen: Posts = new Map();
    try {
      const value = await this.#device.change('posts', (stored) => {
        const posts: Posts = new Map();
        for (const [key, value] of stored) if (isRecord(value, key)) posts.set(key, value);
        const before = new Map(posts);
        this.#overlay(posts);
        const result = work(posts, new Set([...stored.keys(), ...posts.keys()]));
        for (const key of before.keys()) if (!posts.has(key)) stored.delete(key);
        for (const [key, post] of posts) if (post !== before.get(key)) stored.set(key, post);
        seen = posts;
        return result;
      });
      this.#seen = seen;
      this.#memory.clear();
      return value;
    } catch {
      const posts = new Map(this.#seen);
      this.#overlay(posts);
      const before = new Map(posts);
      const value = work(posts, new Set([...this.#seen.keys(), ...posts.keys()]));
      for (const key of before.keys()) if (!posts.has(key)) this.#memory.set(key, undefined);
      for (const [key, post] of posts) if (post !== before.get(key)) this.#memory.set(key, post);
      return value;
    }
  }

  /**
   * Puts what is in memory among what is stored. Other windows may have changed that meanwhile, and this one may not
   * have known of it when it gave a number.
   */
  #overlay(posts: Posts): void {
    for (const [key, post] of this.#memory) {
      const stored = posts.get(key);
      if (!post) {
        if (stored?.state !== 'sent') posts.delete(key);
        continue;
      }
      const { applicationId, application, revision, queuedAt, state } = post;
      if (stored?.application === application) {
        if (stored.state !== 'sent') posts.set(key, post);
        continue;
      }
      const others = [...posts.values()].filter((each) => each.applicationId === applicationId);
      const next = 1 + Math.max(0, ...others.map((each) => each.revision));
      const renumbered = (each: OutboxRecord): void => {
        const name = `${applicationId}-${next}`;
        posts.set(name, { ...each, revision: next, key: name });
      };
      if (state === 'sent') {
        if (stored) renumbered(stored);
        posts.set(key, post);
      } else if (revision >= next) posts.set(key, post);
      else if (!others.some((each) => each.queuedAt > queuedAt)) renumbered(post);
    }
    dropOld(posts);
  }
}

/** Of each application, only the newest revision need still be sent. */
function dropOld(posts: Posts): void {
  for (const { key, applicationId, revision, state } of posts.values())
    if (
      state !== 'sent' &&
      [...posts.values()].some((each) => each.applicationId === applicationId && each.revision > revision)
    )
      posts.delete(key);
}

/** What a person would call the same: all but when it was exported, and the language of the screen meanwhile. */
export function contentOf(application: Application | string): string {
  try {
    const data: object = typeof application === 'string' ? JSON.parse(application) : application;
    return JSON.stringify({ ...data, exportedAt: '', language: '' });
  } catch {
    return '';
  }
}

const filesOf = (evidence: Application['evidence']): PostFile[] => [
  ...new Map(
    evidence.map(({ sha256, fileName: name, mediaType: type, size }) => [
      String(sha256),
      { sha256, name, type, size } as PostFile,
    ]),
  ).values(),
];

function revisionOf(key: string, applicationId: string): number {
  const revision = key.startsWith(`${applicationId}-`) ? key.slice(applicationId.length + 1) : '';
  return /^[1-9][0-9]{0,8}$/.test(revision) ? Number(revision) : 0;
}

const optional = (value: unknown, holds: (value: never) => boolean): boolean =>
  value === undefined || holds(value as never);

function isRecord(value: unknown, key: string): value is OutboxRecord {
  const post = (typeof value === 'object' && value ? value : {}) as Partial<Record<string, unknown>>;
  const { applicationId, revision, slot, endpoint, application, files, state, receipt, issues } = post;
  return (
    post['key'] === key &&
    key === `${String(applicationId)}-${String(revision)}` &&
    revisionOf(key, String(applicationId)) === revision &&
    typeof slot === 'string' &&
    /^https?:/.test(String(endpoint)) &&
    typeof application === 'string' &&
    Array.isArray(files) &&
    files.every(isPostFile) &&
    ['queuedAt', 'attempts', 'nextAt'].every((name) => Number.isFinite(post[name])) &&
    optional(post['notBefore'], Number.isFinite) &&
    optional(issues, (list: unknown[]) => Array.isArray(list) && list.every(isServerIssue)) &&
    (state === 'sent' ? isReceipt(receipt) : state === 'waiting' || state === 'refused')
  );
}
