import type { Language } from '../language/message.js';
import type { Draft } from '../model/draft.js';
import { done, finished } from './requests.js';

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
  /** The page that saved it. */
  readonly page?: string;
  /** The notes that are in it, by their ids, with their times: a removed one may come back after a crash. */
  readonly notes?: { readonly [id: string]: number };
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
  /** Of the saved draft from which it comes. */
  readonly revision?: number | undefined;
  readonly ids: Pick<Draft, 'applicationId' | 'callId'>;
  readonly before: Partial<Draft>;
  readonly after: Partial<Draft>;
}

/** Where drafts are kept. Every method but `note` rejects when the browser does not let it. */
export interface Device {
  /** Whether other windows see these drafts too. */
  readonly shared: boolean;
  /** All drafts of a slot or, where none is named, of every form, and what cannot be read. */
  list(slot?: string): Promise<readonly Found[]>;
  find(id: string): Promise<Found | undefined>;
  /**
   * Saves a draft whole: what differs from `since` is written. Resolves to whether it was: not if the stored
   * revision is another than the one before `record.revision`.
   */
  save(record: DraftRecord, draft: Draft, since: Draft | undefined): Promise<boolean>;
  /** Writes without waiting for anything. */
  note(note: Note): void;
  notes(slot: string): Promise<readonly Note[]>;
  /** Nothing happens where the revision is given and another one is stored. */
  remove(id: string, revision?: number): Promise<void>;
  removeNote(id: string): Promise<void>;
  /** Forgets every draft of every form. */
  clear(): Promise<void>;
  close(): void;
}

const contents = ['drafts', 'contents'];
const stores = [...contents, 'notes'];
const noteName = 'interest-letter-note:';
/** Lists sort behind all texts. */
const allOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

/** Drafts in IndexedDB, flushed to the disk before they are called saved. */
export class DatabaseDevice implements Device {
  readonly shared = true;
  #database: IDBDatabase | undefined;

  /** Asking for the factory or the storage itself may throw where a page must keep nothing. */
  constructor(
    readonly factory: () => IDBFactory,
    readonly storage: () => Storage,
  ) {}

  async list(slot?: string): Promise<readonly Found[]> {
    const work = await this.#begin('readonly', contents);
    const drafts = work.objectStore('drafts');
    const ids = await done(drafts.getAllKeys());
    const all = await Promise.all(ids.map((id) => this.#read(work, String(id))));
    // Nobody knows where a broken one belongs.
    return all.filter(({ record }) => !record || !slot || record.slot === slot);
  }

  async find(id: string): Promise<Found | undefined> {
    const work = await this.#begin('readonly', contents);
    const found = await this.#read(work, id);
    return found.record || found.content ? found : undefined;
  }

  async #read(work: IDBTransaction, id: string): Promise<Found> {
    try {
      const parts = work.objectStore('contents');
      const [record, names, values] = await Promise.all([
        done(work.objectStore('drafts').get(id) as IDBRequest<unknown>),
        done(parts.getAllKeys(allOf(id))),
        done(parts.getAll(allOf(id)) as IDBRequest<unknown[]>),
      ]);
      const content = names.length
        ? Object.fromEntries(names.map((name, index) => [String((name as string[])[1]), values[index]]))
        : undefined;
      return isRecord(record) ? { id, record, content } : { id, content: content ?? record };
    } catch (error) {
      return { id, content: String(error) };
    }
  }

  async save(record: DraftRecord, draft: Draft, since: Draft | undefined): Promise<boolean> {
    // A page that goes takes unfinished transactions with it: its note must not wait for this one.
    const work = await this.#begin('readwrite', contents);
    const end = finished(work);
    try {
      const drafts = work.objectStore('drafts');
      const stored = await done(drafts.get(record.id) as IDBRequest<DraftRecord | undefined>);
      if (stored !== undefined && stored?.revision !== record.revision - 1) return false;
      const parts = work.objectStore('contents');
      // What was deleted meanwhile is written whole again.
      const [before, after] = [stored ? since : undefined, draft] as unknown as Record<string, unknown>[];
      for (const name of Object.keys({ ...before, ...after })) {
        const value = after?.[name];
        if (value === undefined) parts.delete([record.id, name]);
        else if (value !== before?.[name]) parts.put(value, [record.id, name]);
      }
      drafts.put(record, record.id);
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
    // A page that goes may take the transaction with it, but not what is written here. That, in turn, comes to the
    // disk late, and holds no long texts.
    this.#inStorage((storage) => storage.setItem(noteName + note.id, JSON.stringify(note)));
    try {
      const work = this.#database?.transaction('notes', 'readwrite', { durability: 'strict' });
      work?.objectStore('notes').put(note, note.id);
      work?.commit();
    } catch {
      // The page is going; whatever could be said of it nobody would read.
    }
  }

  async notes(slot: string): Promise<readonly Note[]> {
    const work = await this.#begin('readonly', 'notes');
    const notes = (await done(work.objectStore('notes').getAll())) as Note[];
    this.#inStorage((storage) => {
      for (const name of Object.keys(storage))
        if (name.startsWith(noteName))
          // One that is broken does not keep the others away.
          this.#inStorage(() => notes.push(JSON.parse(storage[name] as string) as Note));
    });
    const mine = notes
      .filter((note) => note?.slot === slot && Number.isFinite(note.at) && typeof note.draftId === 'string')
      .sort((a, b) => a.at - b.at);
    // The later of one page has all that the earlier has.
    return [...new Map(mine.map((note) => [note.id, note])).values()];
  }

  #inStorage(work: (storage: Storage) => void): void {
    try {
      work(this.storage());
    } catch {
      // Then the database has to do.
    }
  }

  async remove(id: string, revision?: number): Promise<void> {
    const work = await this.#begin('readwrite', contents);
    const end = finished(work);
    const drafts = work.objectStore('drafts');
    if (
      revision === undefined ||
      (await done(drafts.get(id) as IDBRequest<DraftRecord>))?.revision === revision
    ) {
      drafts.delete(id);
      work.objectStore('contents').delete(allOf(id));
    }
    await end;
  }

  async removeNote(id: string): Promise<void> {
    this.#inStorage((storage) => storage.removeItem(noteName + id));
    const work = await this.#begin('readwrite', 'notes');
    work.objectStore('notes').delete(id);
    await finished(work);
  }

  async clear(): Promise<void> {
    this.#inStorage((storage) => {
      for (const name of Object.keys(storage)) if (name.startsWith(noteName)) storage.removeItem(name);
    });
    const work = await this.#begin('readwrite');
    for (const name of stores) work.objectStore(name).clear();
    await finished(work);
  }

  close(): void {
    this.#database?.close();
    this.#database = undefined;
  }

  /** A transaction; a database that the browser has closed meanwhile (iOS does) is opened again. */
  async #begin(mode: IDBTransactionMode, names: string | string[] = stores): Promise<IDBTransaction> {
    for (let tries = 0; ; tries++) {
      const database = (this.#database ??= await this.#open());
      try {
        return database.transaction(names, mode, { durability: 'strict' });
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
        database.onclose = database.onversionchange = () => {
          database.close();
          this.#database = undefined;
        };
        resolve(database);
      };
    });
  }
}

function isRecord(value: unknown): value is DraftRecord {
  const { slot, revision, savedAt } = (value ?? {}) as Partial<Record<string, unknown>>;
  return typeof slot === 'string' && Number.isInteger(revision) && Number.isFinite(savedAt);
}
