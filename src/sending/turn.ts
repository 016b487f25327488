import type { Outbox } from './outbox.js';

/** How often the window whose turn it is says that it lives, in ms. */
const beat = 20_000;
/** How long it may say nothing, in ms: browsers let hidden windows act once a minute. */
const patience = 180_000;
const lockName = 'interest-letter-outbox';

export interface TurnOptions {
  readonly outbox: Outbox;
  /** Missing in old browsers. */
  readonly locks?: Pick<LockManager, 'request'> | undefined;
  /** Tells other windows that wait for the lock that this one lives. */
  readonly beat: () => void;
}

/** Lets one window at a time work. A window that was closed, killed or frozen meanwhile does not keep the others. */
export class Turn {
  readonly #id = crypto.randomUUID?.() ?? String(Math.random());
  readonly #options: TurnOptions;
  #heard: () => void = () => undefined;

  constructor(options: TurnOptions) {
    this.#options = options;
  }

  /** Another window lives. */
  hear(): void {
    this.#heard();
  }

  /** Does the work in this window's turn. Resolves, when it is done, to whether it was: not if another is at work. */
  async take(work: () => Promise<void>, signal: AbortSignal): Promise<boolean> {
    const { locks } = this.#options;
    if (locks) {
      let job: Promise<void> | undefined;
      const start = (): Promise<void> => (job = this.#keep(work, this.#options.beat));
      const giveUp = new AbortController();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const abort = (): void => giveUp.abort();
      this.#heard = () => {
        clearTimeout(timer);
        timer = setTimeout(abort, patience);
      };
      this.#heard();
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
      await locks.request(lockName, { signal: giveUp.signal }, start).catch(() => undefined);
      this.#heard = () => undefined;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      // Safari lets pages that are long gone keep their locks.
      if (!job && !signal.aborted)
        await locks.request(lockName, { steal: true }, start).catch(() => undefined);
      // Where the lock was taken away meanwhile, the work goes on.
      if (job ?? signal.aborted) {
        await job;
        return true;
      }
    }
    if (!(await this.#lease())) return false;
    try {
      await this.#keep(work, () => void this.#lease());
    } finally {
      await this.#options.outbox.lease(this.#id, Date.now(), 0);
    }
    return true;
  }

  #lease(): Promise<boolean> {
    const now = Date.now();
    return this.#options.outbox.lease(this.#id, now, now + patience);
  }

  async #keep(work: () => Promise<void>, tell: () => void): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const live = (): void => {
      tell();
      timer = setTimeout(live, beat);
    };
    timer = setTimeout(live, beat);
    try {
      await work();
    } finally {
      clearTimeout(timer);
    }
  }
}
