import { openDatabase } from '../draft/open-database.js';
import { done } from '../draft/requests.js';

/** How long the browser may think about one step, in ms. */
const stepPatience = 20_000;
const stores = ['posts', 'lease'] as const;

const finished = (work: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    const watch = setTimeout(() => {
      try {
        work.abort();
      } catch {
        // It is written already; that is about to be told.
      }
    }, stepPatience);
    work.oncomplete = () => {
      clearTimeout(watch);
      resolve();
    };
    work.onabort = () => {
      clearTimeout(watch);
      reject(work.error ?? new DOMException('', 'AbortError'));
    };
  });

/** What is in a store, by key. What cannot be read is undefined. Untrusted: other versions have been there. */
export type Stored = Map<string, unknown>;

/** The outbox's database, flushed to the disk before anything is called kept. */
export class OutboxDevice {
  #database: Promise<IDBDatabase> | undefined;

  /** Asking for the factory may throw where a page must keep nothing. */
  constructor(readonly factory: () => IDBFactory) {}

  /**
   * All that is in a store, and what `work` makes of it, as one step that no other window comes between. Rejects,
   * with nothing changed, where the browser refuses.
   */
  async change<Value>(store: (typeof stores)[number], work: (stored: Stored) => Value): Promise<Value> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.#change(await (this.#database ??= this.#open()), store, work);
      } catch (error) {
        // A database that the browser has closed meanwhile (iOS does) is opened again.
        this.close();
        if (tries || !(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
      }
    }
  }

  async #change<Value>(database: IDBDatabase, name: string, work: (stored: Stored) => Value): Promise<Value> {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
    const end = finished(transaction);
    end.catch(() => undefined);
    const store = transaction.objectStore(name);
    const keys = (await done(store.getAllKeys())).map(String);
    const values = await Promise.all(keys.map((key) => done<unknown>(store.get(key)).catch(() => undefined)));
    const before: Stored = new Map(keys.map((key, index) => [key, values[index]]));
    const after: Stored = new Map(before);
    let value: Value;
    try {
      value = work(after);
    } catch (error) {
      transaction.abort();
      throw error;
    }
    for (const key of before.keys()) if (!after.has(key)) store.delete(key);
    for (const [key, each] of after) if (each !== before.get(key)) store.put(each, key);
    await end;
    return value;
  }

  close(): void {
    void this.#database?.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#database = undefined;
  }

  #open(): Promise<IDBDatabase> {
    return openDatabase(this.factory, 'interest-letter-outbox', stores, () => {
      this.#database = undefined;
    });
  }
}
