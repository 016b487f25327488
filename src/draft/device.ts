import type { Language } from '../language/message.js';
import type { Draft } from '../model/draft.js';

/** What is known of a saved draft beside what was typed. */
export interface DraftRecord {
  readonly id: string;
  /** The form on this device that it belongs to: its `draft-key`, else the id of its call. */
  readonly slot: string;
  /** Counts the saves, so that nobody overwrites what was saved since he read it. */
  readonly revision: number;
  /** In ms since 1970, by the clock of this device. */
  readonly savedAt: number;
  readonly language: Language;
  /** The dotted path of the field that had the focus. */
  readonly focus?: string;
  /** The name that a person gave it. */
  readonly name?: string;
  /** The draft beside which this one is kept, because both changed the same place. */
  readonly branchOf?: string;
}

/** A saved draft as it was found. Its content is untrusted: other versions and other hands have been there. */
export interface Found {
  readonly id: string;
  /** Missing where the record cannot be read. */
  readonly record?: DraftRecord;
  readonly content: unknown;
}

/** What a page that was about to go had not saved yet: the parts that it had changed, before and after. */
export interface Note {
  /** Of the page that wrote it. */
  readonly id: string;
  readonly draftId: string;
  readonly slot: string;
  readonly at: number;
  readonly before: Partial<Draft>;
  readonly after: Partial<Draft>;
}

/** Where drafts are kept. Every method but `note` rejects when the browser does not let it. */
export interface Device {
  /** All drafts of a slot, and what cannot be read. */
  list(slot: string): Promise<readonly Found[]>;
  find(id: string): Promise<Found | undefined>;
  /**
   * Saves a draft whole: what differs from `since` is written. Resolves to whether it was: not if the stored
   * revision is another than the one before `record.revision`. `noteId` names a note that is thereby settled.
   */
  save(record: DraftRecord, draft: Draft, since: Draft | undefined, noteId: string): Promise<boolean>;
  /** Writes without waiting for anything. */
  note(note: Note): void;
  notes(slot: string): Promise<readonly Note[]>;
  remove(id: string): Promise<void>;
  removeNote(id: string): Promise<void>;
  /** Forgets every draft of every form. */
  clear(): Promise<void>;
  close(): void;
}

const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (work: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    work.oncomplete = () => resolve();
    work.onabort = () => reject(work.error ?? new DOMException('', 'AbortError'));
  });

const stores = ['drafts', 'contents', 'notes'];
/** Lists sort behind all texts. */
const allOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

/** Drafts in IndexedDB, flushed to the disk before they are called saved. */
export class DatabaseDevice implements Device {
  #database: IDBDatabase | undefined;

  /** Asking for the factory itself may throw where a page must keep nothing. */
  constructor(readonly factory: () => IDBFactory) {}

  async list(slot: string): Promise<readonly Found[]> {
    const work = await this.#begin('readonly');
    const drafts = work.objectStore('drafts');
    const ids = await done(drafts.getAllKeys());
    const all = await Promise.all(ids.map((id) => this.#read(work, String(id))));
    // Nobody knows where a broken one belongs.
    return all.filter(({ record }) => !record || record.slot === slot);
  }

  async find(id: string): Promise<Found | undefined> {
    const work = await this.#begin('readonly');
    const found = await this.#read(work, id);
    return found.record || found.content ? found : undefined;
  }

  async #read(work: IDBTransaction, id: string): Promise<Found> {
    try {
      const contents = work.objectStore('contents');
      const [record, names, values] = await Promise.all([
        done(work.objectStore('drafts').get(id) as IDBRequest<unknown>),
        done(contents.getAllKeys(allOf(id))),
        done(contents.getAll(allOf(id)) as IDBRequest<unknown[]>),
      ]);
      const content = names.length
        ? Object.fromEntries(names.map((name, index) => [String((name as string[])[1]), values[index]]))
        : undefined;
      return isRecord(record) ? { id, record, content } : { id, content: content ?? record };
    } catch (error) {
      return { id, content: String(error) };
    }
  }

  async save(record: DraftRecord, draft: Draft, since: Draft | undefined, noteId: string): Promise<boolean> {
    const work = await this.#begin('readwrite');
    const end = finished(work);
    try {
      const drafts = work.objectStore('drafts');
      const stored = await done(drafts.get(record.id) as IDBRequest<DraftRecord | undefined>);
      if (stored && stored.revision !== record.revision - 1) return false;
      const contents = work.objectStore('contents');
      // What was deleted meanwhile is written whole again.
      const [before, after] = [stored ? since : undefined, draft] as unknown as Record<string, unknown>[];
      for (const name of Object.keys({ ...before, ...after })) {
        const value = after?.[name];
        if (value === undefined) contents.delete([record.id, name]);
        else if (value !== before?.[name]) contents.put(value, [record.id, name]);
      }
      drafts.put(record, record.id);
      work.objectStore('notes').delete(noteId);
      work.commit();
    } catch (error) {
      // Half a draft must not stay.
      end.catch(() => undefined);
      work.abort();
      throw error;
    }
    await end;
    return true;
  }

  note(note: Note): void {
    try {
      const work = this.#database?.transaction('notes', 'readwrite', { durability: 'strict' });
      work?.objectStore('notes').put(note, note.id);
      work?.commit();
    } catch {
      // The page is going; whatever could be said of it nobody would read.
    }
  }

  async notes(slot: string): Promise<readonly Note[]> {
    const work = await this.#begin('readonly');
    const notes = (await done(work.objectStore('notes').getAll())) as Note[];
    return notes.filter((note) => note?.slot === slot).sort((a, b) => a.at - b.at);
  }

  async remove(id: string): Promise<void> {
    const work = await this.#begin('readwrite');
    work.objectStore('drafts').delete(id);
    work.objectStore('contents').delete(allOf(id));
    await finished(work);
  }

  async removeNote(id: string): Promise<void> {
    const work = await this.#begin('readwrite');
    work.objectStore('notes').delete(id);
    await finished(work);
  }

  async clear(): Promise<void> {
    const work = await this.#begin('readwrite');
    for (const name of stores) work.objectStore(name).clear();
    await finished(work);
  }

  close(): void {
    this.#database?.close();
    this.#database = undefined;
  }

  /** A transaction; a database that the browser has closed meanwhile (iOS does) is opened again. */
  async #begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    for (let tries = 0; ; tries++) {
      const database = (this.#database ??= await this.#open());
      try {
        return database.transaction(stores, mode, { durability: 'strict' });
      } catch (error) {
        this.close();
        if (tries) throw error;
      }
    }
  }

  #open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = this.factory().open('interest-letter', 1);
      request.onupgradeneeded = () => stores.forEach((name) => request.result.createObjectStore(name));
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = () => (this.#database = undefined);
        database.onversionchange = () => this.close();
        resolve(database);
      };
    });
  }
}

function isRecord(value: unknown): value is DraftRecord {
  const { slot, revision, savedAt } = (value ?? {}) as Partial<Record<string, unknown>>;
  return typeof slot === 'string' && Number.isInteger(revision) && Number.isFinite(savedAt);
}
