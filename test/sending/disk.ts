/** IndexedDB as one window sees it, on a disk that answers late, refuses, and outlives windows. */

type Work = () => void;
type Values = Map<string, unknown>;

interface Owner {
  /** Hands something to the window that asked, later. */
  readonly inbox: Work[];
  isDead: boolean;
}

interface Request {
  isOver: boolean;
  onsuccess?: Work;
  onerror?: (event: Event) => void;
  result?: unknown;
  error?: unknown;
}

/** One transaction: its requests are served one by one; when none is left, it is written as a whole. */
class Transaction {
  readonly requests: Work[] = [];
  /** What the window has been told and not heard yet. */
  pending = 0;
  values: Values | undefined;
  isOver = false;
  error: DOMException | null = null;
  oncomplete: Work | undefined;
  onabort: Work | undefined;
  readonly #asked: Request[] = [];

  constructor(
    readonly disk: Disk,
    readonly owner: Owner,
    readonly name: string,
  ) {}

  objectStore(): object {
    const ask = (work: (values: Values) => unknown): object => {
      if (this.isOver) throw new DOMException('', 'TransactionInactiveError');
      const request: Request = { isOver: false };
      this.#asked.push(request);
      this.requests.push(() => {
        request.result = work(this.values as Values);
        this.pending += 1;
        this.owner.inbox.push(() => {
          this.pending -= 1;
          if (request.isOver) return;
          request.isOver = true;
          request.onsuccess?.();
        });
      });
      return request;
    };
    return {
      getAllKeys: () => ask((values) => [...values.keys()].sort()),
      get: (key: string) => ask((values) => structuredClone(values.get(key))),
      put: (value: unknown, key: string) => {
        const copy = structuredClone(value);
        return ask((values) => values.set(key, copy));
      },
      delete: (key: string) => ask((values) => values.delete(key)),
    };
  }

  abort(): void {
    if (this.isOver) throw new DOMException('', 'InvalidStateError');
    this.fail(new DOMException('', 'AbortError'));
  }

  /** Nothing of it is written, and every request that waits is told. */
  fail(error: DOMException): void {
    this.error = error;
    this.end(() => {
      for (const request of this.#asked.filter((each) => !each.isOver)) {
        request.isOver = true;
        request.error = new DOMException('', 'AbortError');
        request.onerror?.(new Event('error'));
      }
      this.onabort?.();
    });
  }

  end(tell: Work): void {
    this.isOver = true;
    this.disk.queue.splice(0, Infinity, ...this.disk.queue.filter((each) => each !== this));
    this.owner.inbox.push(tell);
  }
}

export class Disk {
  stores: Map<string, Values> | undefined;
  readonly queue: Transaction[] = [];
  /** How often a transaction fails, from 0 to 1. */
  failing = 0;

  constructor(readonly random: () => number) {}

  /** The factory of a window. */
  factory(owner: Owner): IDBFactory {
    const { queue } = this;
    const database = {
      createObjectStore: (name: string) => this.stores?.set(name, new Map()),
      transaction: (name: string) => {
        const transaction = new Transaction(this, owner, name);
        // A dead window asks for nothing.
        if (!owner.isDead) queue.push(transaction);
        return transaction;
      },
      close: () => undefined,
    };
    return {
      open: () => {
        const request: { onupgradeneeded?: Work; onsuccess?: Work; result: unknown } = { result: database };
        owner.inbox.push(() => {
          if (!this.stores) {
            this.stores = new Map();
            request.onupgradeneeded?.();
          }
          request.onsuccess?.();
        });
        return request;
      },
    } as unknown as IDBFactory;
  }

  /** Does the next thing there is to do. Returns whether there was one. */
  serve(): boolean {
    const [transaction] = this.queue;
    if (!transaction) return false;
    transaction.values ??= new Map(this.stores?.get(transaction.name));
    const request = transaction.requests.shift();
    if (request) request();
    else if (transaction.pending) return false;
    else if (this.random() < this.failing) transaction.fail(new DOMException('', 'QuotaExceededError'));
    else this.#write(transaction);
    return true;
  }

  #write(transaction: Transaction): void {
    this.stores?.set(transaction.name, transaction.values as Values);
    transaction.end(() => transaction.oncomplete?.());
  }

  /** Of what a dead window had asked to be written, some is and some is not. */
  drop(owner: Owner): void {
    for (const transaction of this.queue.filter((each) => each.owner === owner)) {
      const isFirst = transaction === this.queue[0];
      if (isFirst && transaction.values && !transaction.requests.length && this.random() < 0.5)
        this.#write(transaction);
      else transaction.end(() => undefined);
    }
    owner.inbox.length = 0;
  }

  /** What is stored, as it is. */
  posts(): unknown[] {
    return [...(this.stores?.get('posts')?.values() ?? [])];
  }
}
