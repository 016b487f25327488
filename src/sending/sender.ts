import type { Call } from '../model/call.js';
import { checkFiles } from './check-files.js';
import type { FindFile } from './check-files.js';
import { deadlineOf } from './clock.js';
import type { Deadline, ServerClock } from './clock.js';
import { isAhead } from './outbox.js';
import type { Outbox, OutboxRecord, Posting, Queued, Settlement } from './outbox.js';
import { post } from './transport.js';
import type { Carry, Outcome, Progress } from './transport.js';
import { Turn } from './turn.js';

export interface SenderOptions {
  readonly outbox: Outbox;
  readonly clock: ServerClock;
  readonly carry: Carry;
  readonly files: FindFile;
  /** `navigator.locks`, where there is one. */
  readonly locks?: Pick<LockManager, 'request'> | undefined;
  /** To the other windows; may throw, or be missing. */
  readonly channel?: () => BroadcastChannel;
  /** Tells `online` and `pageshow`: the window. */
  readonly events?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** What the sender tells. */
export type SenderEvent =
  /** `posts` is another. */
  | { readonly kind: 'change' }
  /** `progress` is another. */
  | { readonly kind: 'progress' }
  /** This window's attempt to send a post has ended: it is sent, refused, or waits for the next. */
  | { readonly kind: 'settled'; readonly record: OutboxRecord };

const shortest = 5000;
const longest = 15 * 60_000;
/** When to look again while another window sends, in ms. */
const recess = 15_000;

/**
 * Sends what the outbox holds: one attempt at a time in all windows together, again and again with growing pauses,
 * until each post is received or refused. Whatever ends the page at whatever point, the next one goes on with the
 * same key, and the server answers with the same receipt.
 */
export class Sender {
  /** What is known of the outbox, in the order in which it was queued. */
  posts: readonly OutboxRecord[] = [];
  /** The attempts under way, in whichever window, by key. */
  readonly progress = new Map<string, Progress>();

  readonly #options: SenderOptions;
  readonly #turn: Turn;
  readonly #listeners = new Set<(event: SenderEvent) => void>();
  readonly #known = new Set<string>();
  #channel: BroadcastChannel | undefined;
  #life = new AbortController();
  /** The key of the post that this window is sending. */
  #current: string | undefined;
  #isRunning = false;
  #isAsked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#turn = new Turn({ ...options, beat: () => this.#tellProgress() });
    this.#life.abort();
  }

  get #isStopped(): boolean {
    return this.#life.signal.aborted;
  }

  /** The newest revision of an application that is known of. */
  latest(applicationId: string): OutboxRecord | undefined {
    return this.posts
      .filter((post) => post.applicationId === applicationId)
      .reduce<OutboxRecord | undefined>(
        (newest, post) => (newest && newest.revision > post.revision ? newest : post),
        undefined,
      );
  }

  /** Calls a function with everything that happens. Returns what ends that. */
  subscribe(listener: (event: SenderEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The page is open: what waits is sent, and what comes, as long as it is not stopped. */
  start(): void {
    if (!this.#isStopped) return;
    this.#life = new AbortController();
    const { channel, events } = this.#options;
    try {
      this.#channel = channel?.();
      this.#channel?.addEventListener('message', this.#onMessage);
    } catch {
      // Then other windows see what happens here when they look themselves.
    }
    events?.addEventListener('online', this.#onEvent);
    events?.addEventListener('pageshow', this.#onEvent);
    this.wake();
  }

  /** Ends an attempt under way too; what it was about is sent when the sender is started again. */
  stop(): void {
    this.#life.abort();
    clearTimeout(this.#timer);
    this.#channel?.close();
    this.#channel = undefined;
    const { events } = this.#options;
    events?.removeEventListener('online', this.#onEvent);
    events?.removeEventListener('pageshow', this.#onEvent);
  }

  /**
   * Puts an application there to be sent, and sends it. Resolves when it is sure to be sent (see `Outbox.isKept`), and
   * to the deadline where that has passed and the call takes nothing more.
   */
  async queue(
    posting: Posting,
    call: Pick<Call, 'submissionDeadline' | 'late'>,
  ): Promise<Queued | { readonly as: 'late'; readonly deadline: Deadline }> {
    const { outbox, clock } = this.#options;
    const deadline = deadlineOf(call, clock);
    const queued = await outbox.queue(posting, {
      at: clock.now(),
      now: Date.now(),
      mayAdd: deadline.mayPost,
    });
    if (!queued) return { as: 'late', deadline };
    this.#tellWindows({ isChanged: true });
    await this.look();
    this.#run();
    return queued;
  }

  /** Tries at once what waits: at a person's word whatever the server asked, else only if it has not asked for time. */
  wake(by?: 'hand'): void {
    void this.#options.outbox.hasten(Date.now(), by === 'hand').then(() => this.#run());
  }

  readonly #onEvent = (): void => this.wake();

  readonly #onMessage = ({ data }: MessageEvent): void => {
    this.#turn.hear();
    const { isChanged, key, progress } = (data ?? {}) as Message;
    if (key && progress) {
      this.progress.set(key, progress);
      this.#tell({ kind: 'progress' });
    }
    if (isChanged) {
      for (const each of this.progress.keys()) if (each !== this.#current) this.progress.delete(each);
      // It may be long until it is this window's turn.
      void this.look();
      this.#run();
    }
  };

  #tell(event: SenderEvent): void {
    for (const listener of this.#listeners)
      try {
        listener(event);
      } catch (error) {
        // Sending goes on, and the console hears of it.
        queueMicrotask(() => {
          throw error;
        });
      }
  }

  #tellWindows(message: Message): void {
    this.#channel?.postMessage(message);
  }

  #tellProgress(): void {
    const key = this.#current;
    const progress = key && this.progress.get(key);
    this.#tellWindows(progress ? { key, progress } : {});
  }

  /** Looks at the outbox anew. */
  async look(): Promise<void> {
    this.posts = await this.#options.outbox.list();
    this.#tell({ kind: 'change' });
  }

  #run(): void {
    this.#isAsked = true;
    if (!this.#isRunning) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isRunning = true;
    let isTaken = true;
    while (this.#isAsked && !this.#isStopped) {
      this.#isAsked = false;
      clearTimeout(this.#timer);
      await this.look();
      if (this.#next()) isTaken = await this.#turn.take(() => this.#sendAll(), this.#life.signal);
    }
    this.#isRunning = false;
    if (this.#isStopped) return;
    const now = Date.now();
    const times = this.posts.flatMap(({ state, nextAt }) => (state === 'waiting' ? [nextAt - now] : []));
    if (!times.length) return;
    const pause = Math.min(Math.max(Math.min(...times), isTaken ? 0 : recess), longest);
    this.#timer = setTimeout(() => this.#run(), pause);
  }

  /** The post that is to be tried now. */
  #next(): OutboxRecord | undefined {
    const now = Date.now();
    return this.posts.find(({ state, nextAt }) => state === 'waiting' && !isAhead(nextAt, now));
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      await this.look();
      const next = this.#next();
      if (!next || this.#isStopped) return;
      await this.#send(next);
    }
  }

  async #send({ key, attempts }: OutboxRecord): Promise<void> {
    const { outbox } = this.#options;
    // Before anything else: a page that dies of its own post must not try it without end.
    const record = await outbox.begin(key, Date.now() + this.#pause(attempts + 1));
    if (!record) return;
    this.#current = key;
    await this.look();
    const settled = await outbox.settle(record, this.#settlement(await this.#attempt(record), record));
    this.#current = undefined;
    this.progress.delete(key);
    this.#tellWindows({ isChanged: true });
    await this.look();
    if (settled) this.#tell({ kind: 'settled', record: settled });
  }

  async #attempt(record: OutboxRecord): Promise<Outcome> {
    const { files, carry, clock } = this.#options;
    let told = 0;
    const onProgress = (progress: Progress): void => {
      this.progress.set(record.key, progress);
      this.#tell({ kind: 'progress' });
      if (Math.abs(Date.now() - told) < 500 && progress.sent < progress.total) return;
      told = Date.now();
      this.#tellProgress();
    };
    try {
      const checked = await checkFiles(record, files, this.#known);
      if ('issues' in checked) return { kind: 'issues', issues: checked.issues };
      const { signal } = this.#life;
      return await post(record, { carry, clock, signal, files: checked.contents, onProgress });
    } catch {
      return { kind: 'later', why: 'device' };
    }
  }

  #settlement(outcome: Outcome, { attempts }: OutboxRecord): Settlement {
    if (outcome.kind === 'sent') return { state: 'sent', receipt: outcome.receipt };
    const { kind, status } = outcome;
    const answered = status === undefined ? {} : { status };
    if (kind !== 'later')
      return { state: 'refused', ...answered, ...(outcome.issues && { issues: outcome.issues }) };
    const now = Date.now();
    const { why, after } = outcome;
    return {
      state: 'waiting',
      ...answered,
      trouble: why,
      nextAt: why === 'stopped' ? now : now + Math.max(this.#pause(attempts), after ?? 0),
      ...(after && { notBefore: now + after }),
    };
  }

  /** After so many attempts, in ms; not the same for everybody, who all were cut off at the same time. */
  #pause(attempts: number): number {
    const { random = Math.random } = this.#options;
    return Math.min(longest, shortest * 2 ** Math.min(attempts - 1, 20)) * (0.75 + random() / 2);
  }
}

/** To other windows: this one lives; and besides, the outbox has changed, or so much of a post is sent. */
interface Message {
  readonly isChanged?: boolean;
  readonly key?: string;
  readonly progress?: Progress;
}
