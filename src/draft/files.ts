import { readBytes, sha256Of } from './files-read.js';
import { openDatabase } from './open-database.js';
import { done, finished } from './requests.js';

/** What is known of the bytes of a file. */
export interface FileFacts {
  /** In hexadecimal, small letters. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly mediaType: string;
}

/** Of a stored file, beside its bytes. */
interface Facts {
  readonly size: number;
  readonly mediaType: string;
  /** When it was last added or known to be in use, in ms since 1970, by the clock of this device. */
  readonly usedAt: number;
}

type Listener = (sha256: string, isHere: boolean) => void;

/** What this device has not taken yet. */
interface Waiting {
  readonly facts: Facts;
  readonly bytes: ArrayBuffer;
}

export interface AddOptions {
  readonly signal?: AbortSignal;
  /** From 0 to 1, while the file is read. */
  readonly onProgress?: (share: number) => void;
  /** By default the type of the blob. */
  readonly mediaType?: string;
}

const day = 86_400_000;
/** For how long what nothing uses stays: undo, another draft or an older application may still want it. */
const grace = 30 * day;
const factsName = 'facts';
const bytesName = 'bytes';

const factsOf = (value: unknown): Facts | undefined => {
  const { size, mediaType, usedAt } = (value ?? {}) as Partial<Record<keyof Facts, unknown>>;
  return Number.isSafeInteger(size) && typeof mediaType === 'string' && Number.isFinite(usedAt)
    ? (value as Facts)
    : undefined;
};

/**
 * The bytes of files by their sha256, in a database of its own that all windows share: the same bytes are stored
 * once. Buffers and not blobs, because WebKit has lost blobs in databases. What is found there is untrusted: what is
 * broken is missing. What the device does not take is kept for as long as this object lives, and `trouble` says why.
 */
export class DraftFiles {
  /** Why something is not on the device: no room, or the browser keeps nothing here. */
  trouble: 'full' | 'denied' | undefined;
  #database: Promise<IDBDatabase> | undefined;
  readonly #waiting = new Map<string, Waiting>();
  readonly #listeners = new Set<Listener>();
  /** Of which the bytes were compared with their hash since this was made. */
  readonly #sound = new Set<string>();
  #writing: Promise<void> = Promise.resolve();

  /** Asking for the factory may throw where a page must keep nothing. */
  constructor(readonly factory: () => IDBFactory) {}

  /** Whether all that was added is on the device. */
  get isKept(): boolean {
    return !this.#waiting.size;
  }

  /**
   * Keeps the bytes of a file. Resolves when they are on the device, or when that did not take them (`isKept`).
   * Rejects with an AbortError, or with a NotReadableError where the file cannot be read any more.
   */
  async add(file: Blob, { signal, onProgress, mediaType = file.type }: AddOptions = {}): Promise<FileFacts> {
    const { bytes, sha256 } = await readBytes(file, signal, onProgress);
    const facts = { size: bytes.byteLength, mediaType, usedAt: Date.now() };
    this.#waiting.set(sha256, { facts, bytes });
    this.#sound.add(sha256);
    await (this.#writing = this.#writing.then(() => this.#write()));
    this.#tell(sha256, true);
    return { sha256, size: facts.size, mediaType };
  }

  /** Calls a function with each file that comes, or is found missing, by its hash. Returns what ends that. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(sha256: string, isHere: boolean): void {
    for (const listener of this.#listeners) listener(sha256, isHere);
  }

  /** The file of a hash; nothing where it is not here, or no longer as it was. */
  async get(sha256: string): Promise<Blob | undefined> {
    const waiting = this.#waiting.get(sha256);
    if (waiting) return new Blob([waiting.bytes], { type: waiting.facts.mediaType });
    const found = await this.#try('readonly', async (work) => ({
      facts: factsOf(await done(work.objectStore(factsName).get(sha256))),
      bytes: (await done(work.objectStore(bytesName).get(sha256))) as unknown,
    }));
    const { facts, bytes } = found ?? {};
    if (
      facts &&
      bytes instanceof ArrayBuffer &&
      bytes.byteLength === facts.size &&
      (this.#sound.has(sha256) || (await sha256Of(bytes)) === sha256)
    ) {
      this.#sound.add(sha256);
      return new Blob([bytes], { type: facts.mediaType });
    }
    // Nobody can use it; without it `has` tells the truth.
    if (facts ?? bytes) await this.#remove([sha256]);
    this.#tell(sha256, false);
    return undefined;
  }

  /** Whether the file of a hash is here. That its bytes are sound is seen by {@link get}. */
  async has(sha256: string): Promise<boolean> {
    if (this.#waiting.has(sha256)) return true;
    const counts = await this.#try('readonly', (work) =>
      Promise.all([factsName, bytesName].map((name) => done(work.objectStore(name).count(sha256)))),
    );
    return !!counts?.every((count) => count > 0);
  }

  /**
   * Lets go of what nothing uses: of what was not used for 30 days, or with `force` of all of it. `used` has to name
   * what every draft of this device and whatever waits to be sent wants.
   */
  async keepOnly(used: ReadonlySet<string>, { force = false } = {}): Promise<void> {
    const now = Date.now();
    const isOver = ({ usedAt }: Facts): boolean => force || usedAt < now - grace;
    for (const [sha256, { facts }] of this.#waiting)
      if (!used.has(sha256) && isOver(facts)) this.#waiting.delete(sha256);
    await this.#try('readwrite', async (work) => {
      const store = work.objectStore(factsName);
      const known = new Map<IDBValidKey, Facts>();
      for (const sha256 of await done(store.getAllKeys())) {
        const facts = factsOf(await done(store.get(sha256)));
        if (facts) known.set(sha256, facts);
      }
      for (const sha256 of await done(work.objectStore(bytesName).getAllKeys())) {
        const facts = known.get(sha256);
        if (!facts || (!used.has(sha256 as string) && isOver(facts))) {
          store.delete(sha256);
          work.objectStore(bytesName).delete(sha256);
        } else if (used.has(sha256 as string) ? facts.usedAt < now - day : facts.usedAt > now) {
          // From today on: it is in use, or the clock was wrong when it was written.
          store.put({ ...facts, usedAt: now }, sha256);
        }
      }
      return true;
    });
  }

  /** Forgets every file of this device. */
  async clear(): Promise<void> {
    this.#waiting.clear();
    this.trouble = undefined;
    await this.#try('readwrite', async (work) => {
      for (const name of [factsName, bytesName]) work.objectStore(name).clear();
      return true;
    });
  }

  /** Lets the database go; it is opened again when it is needed. */
  close(): void {
    void this.#database?.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#database = undefined;
  }

  /** Brings to the device what waits, as far as there is room. */
  async #write(): Promise<void> {
    for (const [sha256, { facts, bytes }] of this.#waiting) {
      const isWritten = await this.#try('readwrite', async (work) => {
        work.objectStore(factsName).put(facts, sha256);
        // Written though it may be there already: what is there may be broken.
        await done(work.objectStore(bytesName).put(bytes, sha256));
        return true;
      });
      if (isWritten) this.#waiting.delete(sha256);
      else if (this.trouble === 'denied') return;
    }
    if (this.isKept) this.trouble = undefined;
  }

  async #remove(hashes: readonly string[]): Promise<void> {
    await this.#try('readwrite', async (work) => {
      for (const sha256 of hashes)
        for (const name of [factsName, bytesName]) work.objectStore(name).delete(sha256);
      return true;
    });
  }

  /** Resolves to nothing where the browser refuses. A database that it has closed meanwhile is opened again. */
  async #try<Value>(
    mode: IDBTransactionMode,
    act: (work: IDBTransaction) => Promise<Value>,
  ): Promise<Value | undefined> {
    for (let tries = 0; tries < 2; tries++) {
      const database = await (this.#database ??= this.#open()).catch(() => undefined);
      if (!database) break;
      let work: IDBTransaction | undefined;
      try {
        work = database.transaction([factsName, bytesName], mode, {
          durability: 'strict',
        });
        const end = finished(work);
        end.catch(() => undefined);
        const value = await act(work);
        await end;
        return value;
      } catch (error) {
        // A request that fails for want of room may say only that its transaction was given up.
        const names = [(error as DOMException).name, work?.error?.name];
        if (names.includes('QuotaExceededError')) {
          this.trouble = 'full';
          return undefined;
        }
        this.close();
      }
    }
    this.#database = undefined;
    this.trouble = 'denied';
    return undefined;
  }

  #open(): Promise<IDBDatabase> {
    return openDatabase(this.factory, 'interest-letter-files', [factsName, bytesName], () => {
      this.#database = undefined;
    });
  }
}
