import type { Draft } from '../model/draft.js';
import type { Device, DraftRecord, Found, Note } from './device.js';

const prefix = 'interest-letter:';

/** Drafts that live as long as the window: for shared computers. */
export class SessionDevice implements Device {
  readonly shared = false;

  constructor(readonly storage: () => Storage) {}

  async list(slot?: string): Promise<readonly Found[]> {
    const ids = Object.keys(this.storage()).filter((key) => key.startsWith(prefix));
    const all = await Promise.all(ids.map((key) => this.find(key.slice(prefix.length))));
    return all.filter(
      (found): found is Found => !!found && (!found.record || !slot || found.record.slot === slot),
    );
  }

  async find(id: string): Promise<Found | undefined> {
    const text = this.storage().getItem(prefix + id);
    if (text === null) return undefined;
    try {
      const { record, content } = JSON.parse(text) as { record?: DraftRecord; content: unknown };
      if (typeof record?.slot === 'string' && Number.isInteger(record.revision))
        return { id, record, content };
    } catch {
      // Kept as it is and shown as unreadable.
    }
    return { id, content: text };
  }

  async save(record: DraftRecord, draft: Draft): Promise<boolean> {
    const stored = await this.find(record.id);
    if (stored && stored.record?.revision !== record.revision - 1) return false;
    this.storage().setItem(prefix + record.id, JSON.stringify({ record, content: draft }));
    return true;
  }

  note({ draftId, after }: Note): void {
    // Storage of a session is written without waiting: the draft itself takes what was typed.
    try {
      const text = this.storage().getItem(prefix + draftId);
      if (text === null) return;
      const { record, content } = JSON.parse(text) as { record: DraftRecord; content: Draft };
      this.storage().setItem(prefix + draftId, JSON.stringify({ record, content: { ...content, ...after } }));
    } catch {
      // The page is going; whatever could be said of it nobody would read.
    }
  }

  notes(): Promise<readonly Note[]> {
    return Promise.resolve([]);
  }

  async remove(id: string, revision?: number): Promise<void> {
    if (revision === undefined || (await this.find(id))?.record?.revision === revision)
      this.storage().removeItem(prefix + id);
  }

  removeNote(): Promise<void> {
    return Promise.resolve();
  }

  async clear(): Promise<void> {
    const storage = this.storage();
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
  }

  close(): void {
    // There is nothing to close.
  }
}
