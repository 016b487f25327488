import { languages } from '../language/message.js';
import type { Language } from '../language/message.js';
import { openDatabase } from './open-database.js';
import { done, finished } from './requests.js';

/** What was printed. */
export interface Print {
  /** Of the data on the paper, see `paperCode`. */
  readonly code: string;
  /** A digest for each part of the paper, to say where it differs from another. */
  readonly parts: Readonly<Record<string, string>>;
  /** When, in ms since 1970, by the clock of this device. */
  readonly at: number;
  readonly language: Language;
  /** The draft as it stood then. Found on the device it is untrusted: `readDraft` reads it. */
  readonly draft: unknown;
  /** The form that printed it: its `draft-key`, else the id of its call. */
  readonly slot?: string;
}

/** The sender's own letterhead: how much room it takes at the head of the first page, or what it looks like. */
export interface Letterhead {
  /** In mm. */
  readonly height: number;
  readonly image?: Blob | ArrayBuffer;
  /** The media type of the image. */
  readonly type?: string;
}

/** The papers of one application. */
export interface Papers {
  /** The id of the application. */
  readonly id: string;
  /** The newest last; not two of one code. */
  readonly prints: readonly Print[];
  readonly letterhead?: Letterhead;
}

/** Of one application. */
const mostPrints = 10;
const mostApplications = 60;
const storeName = 'papers';

/** Nothing where there is none, or where it is broken. */
const read = async (store: IDBObjectStore, id: IDBValidKey): Promise<Papers | undefined> => {
  const papers = papersOf(await done(store.get(id)).catch(() => undefined));
  return papers?.id === id ? papers : undefined;
};

const readAll = async (store: IDBObjectStore): Promise<(Papers | undefined)[]> =>
  Promise.all((await done(store.getAllKeys())).map((id) => read(store, id)));

/**
 * Which papers were printed on this device, in a database of its own. What is found there is untrusted: what is
 * broken is missing. Where the browser does not let it be kept, it is kept for as long as this object lives. No
 * method rejects.
 */
export class PaperLog {
  #database: Promise<IDBDatabase> | undefined;
  /** What the device did not take, by application. */
  readonly #memory = new Map<string, Papers>();

  /** Asking for the factory may throw where a page must keep nothing. */
  constructor(readonly factory: () => IDBFactory) {}

  async find(id: string): Promise<Papers | undefined> {
    return this.#memory.get(id) ?? this.#try('readonly', (store) => read(store, id));
  }

  /** The paper of a code, of whichever application on this device. */
  async findCode(code: string): Promise<{ papers: Papers; print: Print } | undefined> {
    const stored = (await this.#try('readonly', readAll)) ?? [];
    for (const papers of [...this.#memory.values(), ...stored]) {
      const print = papers?.prints.find((each) => each.code === code);
      if (papers && print) return { papers, print };
    }
    return undefined;
  }

  /** Something was printed. The same once more is one paper with the later time. */
  notePrint(id: string, print: Print): Promise<void> {
    return this.#change(id, (papers) => ({
      ...papers,
      prints: [...papers.prints.filter(({ code }) => code !== print.code), print].slice(-mostPrints),
    }));
  }

  setLetterhead(id: string, letterhead: Letterhead | undefined): Promise<void> {
    return this.#change(id, ({ letterhead: _, ...papers }) => ({
      ...papers,
      ...(letterhead && { letterhead }),
    }));
  }

  /** Brings back what was forgotten. */
  restore(papers: Papers): Promise<void> {
    return this.#change(papers.id, () => papers);
  }

  async forget(id: string): Promise<void> {
    this.#memory.delete(id);
    await this.#try('readwrite', async (store) => done(store.delete(id)));
  }

  /** Forgets what one form printed last before an instant, save of these applications. */
  async expire(slot: string, before: number, kept: ReadonlySet<string>): Promise<void> {
    await this.#try('readwrite', async (store) => {
      for (const papers of await readAll(store))
        if (
          papers?.prints.length &&
          !kept.has(papers.id) &&
          papers.prints.every((print) => print.slot === slot && print.at < before)
        )
          store.delete(papers.id);
      return true;
    });
  }

  /** Forgets the papers of all applications. */
  async clear(): Promise<void> {
    this.#memory.clear();
    await this.#try('readwrite', async (store) => done(store.clear()));
  }

  /** Lets the database go; it is opened again when it is needed. */
  close(): void {
    void this.#database?.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#database = undefined;
  }

  async #change(id: string, change: (papers: Papers) => Papers): Promise<void> {
    let next: Papers | undefined;
    const isKept = await this.#try('readwrite', async (store) => {
      const before = this.#memory.get(id) ?? (await read(store, id));
      store.put((next = change(before ?? { id, prints: [] })), id);
      if ((await done(store.count())) > mostApplications) await dropOldest(store, id);
      return true;
    });
    if (isKept) this.#memory.delete(id);
    else this.#memory.set(id, next ?? change(this.#memory.get(id) ?? { id, prints: [] }));
  }

  /** Resolves to nothing where the browser refuses. A database that it has closed meanwhile is opened again. */
  async #try<Value>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => Promise<Value>,
  ): Promise<Value | undefined> {
    for (let tries = 0; tries < 2; tries++) {
      const database = await (this.#database ??= this.#open()).catch(() => undefined);
      if (!database) break;
      try {
        const transaction = database.transaction(storeName, mode, { durability: 'strict' });
        const end = finished(transaction);
        end.catch(() => undefined);
        const value = await work(transaction.objectStore(storeName));
        await end;
        return value;
      } catch {
        this.close();
      }
    }
    this.#database = undefined;
    return undefined;
  }

  #open(): Promise<IDBDatabase> {
    return openDatabase(this.factory, 'interest-letter-papers', [storeName], () => {
      this.#database = undefined;
    });
  }
}

/** Those whose last print is the longest ago give way; never the one that was just written. */
async function dropOldest(store: IDBObjectStore, newest: string): Promise<void> {
  const [keys, all] = await Promise.all([done(store.getAllKeys()), readAll(store)]);
  keys
    .map((key, index) => ({ key, at: key === newest ? Infinity : (all[index]?.prints.at(-1)?.at ?? 0) }))
    .sort((a, b) => a.at - b.at)
    .slice(0, -mostApplications)
    .forEach(({ key }) => store.delete(key));
}

type Loose = Partial<Record<string, unknown>>;

/** A stored record as far as it can be understood. */
function papersOf(value: unknown): Papers | undefined {
  const { id, prints, letterhead } = (value ?? {}) as Loose;
  if (typeof id !== 'string' || !Array.isArray(prints)) return undefined;
  return {
    id,
    prints: prints.filter(isPrint).slice(-mostPrints),
    ...(isLetterhead(letterhead) && { letterhead }),
  };
}

function isPrint(value: unknown): value is Print {
  const { code, parts, at, language, draft, slot } = (value ?? {}) as Loose;
  return (
    typeof code === 'string' &&
    Number.isFinite(at) &&
    typeof parts === 'object' &&
    !!parts &&
    (languages as readonly unknown[]).includes(language) &&
    typeof draft === 'object' &&
    !!draft &&
    (slot === undefined || typeof slot === 'string')
  );
}

function isLetterhead(value: unknown): value is Letterhead {
  const { height, image, type } = (value ?? {}) as Loose;
  return (
    Number.isFinite(height) &&
    (image === undefined || image instanceof Blob || image instanceof ArrayBuffer) &&
    (type === undefined || typeof type === 'string')
  );
}
