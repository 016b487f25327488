import { emptyDraft, isBlank, newKey, readDraft } from '../model/draft.js';
import type { Draft, RawValue } from '../model/draft.js';
import { partNames } from '../model/application.js';
import type { Device, DraftRecord, Found, Note } from './device.js';
import type { DraftStore } from './store.js';

/** What the keeper asks of the form that it works for. */
export interface Desk {
  /** Which drafts of this device are this form's. */
  readonly slot: string;
  /** Drafts not saved for longer than this are forgotten, in days. */
  readonly expiry: number | undefined;
  /** What is saved beside the draft. */
  circumstances(): Pick<DraftRecord, 'language' | 'focus'>;
  /** Something has changed that the person should see. */
  told(what?: 'save' | 'restore' | 'conflict'): void;
}

/** A saved draft that could be read. */
export interface Kept {
  readonly record: DraftRecord;
  readonly draft: Draft;
}

export const isBlankDraft = (draft: Draft): boolean =>
  partNames.every((name) => isBlank(draft[name] as RawValue));

/** How long what was typed waits for more, in ms. */
const pause = 250;
/** How long until a device that refused is tried again, in ms. */
const patience = 5000;

/**
 * Keeps a store's draft on the device, and together with what other windows save of the same draft. Nobody's
 * text is written over: changes of different places are merged; where both changed the same place, this window's
 * version becomes a draft of its own until a person has decided.
 */
export class DraftKeeper {
  /** Whether everything on the screen is on the device. */
  get saved(): boolean {
    return !this.trouble && this.store.draft === this.#base;
  }
  /** The record of the draft on the screen, once there is one. */
  record: DraftRecord | undefined;
  /** Why nothing can be saved now. */
  trouble: 'full' | 'denied' | undefined;
  /** The draft that was found when the form was opened. */
  restored: DraftRecord | undefined;
  /** A saved draft that is not on the screen because the page brought another. */
  offered: Kept | undefined;
  /** The id of another version of this draft, about which a person has to decide. */
  rival: string | undefined;
  /** Records that cannot be read. They are never written over. */
  unreadable: readonly Found[] = [];

  /** The version on the device from which the one on the screen comes. */
  #base: Draft;
  #id: string;
  #branchOf: string | undefined;
  #others = new Map<string, Kept>();
  readonly #noteId = newKey();
  readonly #given: boolean;
  #typed = false;
  #begun = false;
  #isOpen = false;
  #isStale = false;
  #isCleared = false;
  #isClosed = false;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #channel: BroadcastChannel | undefined;
  readonly #stopListening: () => void;

  constructor(
    readonly store: DraftStore,
    readonly device: Device,
    readonly desk: Desk,
  ) {
    this.#base = store.draft;
    this.#given = !isBlankDraft(store.draft);
    this.#id = desk.slot;
    this.#stopListening = store.subscribe(({ kind }) => {
      if (kind === 'text' || kind === 'rows') this.#typed = true;
      if (kind !== 'shown' && this.store.draft !== this.#base) this.#later(pause);
    });
    try {
      this.#channel = new BroadcastChannel('interest-letter');
      this.#channel.onmessage = ({ data }) => this.#hear(data);
    } catch {
      // Without it another window's work is seen when this one saves or comes to the front.
    }
    // Some browsers leave the question open for ever.
    setTimeout(() => this.#isOpen || this.#refused(), patience);
    void this.save();
  }

  /** Saves what is not saved yet. Resolves when it is, or when it could not be. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return (this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
      // Typed in the very last moment.
      if (!this.trouble && this.store.draft !== this.#base) this.#later(pause);
    }));
  }

  /** The page may be going: writes at once what cannot wait for an answer. */
  flush(): void {
    if (this.store.draft.applicationId !== this.#base.applicationId) this.#change(this.store.draft);
    const before: Record<string, unknown> = {};
    const after: Record<string, unknown> = {};
    const [base, draft] = [this.#base, this.store.draft] as unknown as Record<string, unknown>[];
    for (const name in draft) {
      if (draft[name] === base?.[name]) continue;
      before[name] = base?.[name];
      after[name] = draft[name];
    }
    if (this.#isOpen && Object.keys(after).length) {
      this.device.note({
        id: this.#noteId,
        draftId: this.#id,
        slot: this.desk.slot,
        at: Date.now(),
        before,
        after,
      } as Note);
    }
    void this.save();
  }

  /** The window has come to the front: others may have saved meanwhile. */
  look(): void {
    this.#isStale = true;
    void this.save();
  }

  /**
   * Puts another draft on the screen, a kept one or a new one. What is there now is saved first: resolves to
   * false, with nothing changed, where that cannot be done.
   */
  async turnTo(kept: Kept | Draft): Promise<boolean> {
    await this.save();
    if (!this.saved) return false;
    if (this.record)
      this.#others.set(this.store.draft.applicationId, { record: this.record, draft: this.#base });
    const draft = 'record' in kept ? kept.draft : kept;
    this.record = 'record' in kept ? kept.record : undefined;
    this.#id = this.record?.id ?? newKey();
    this.#branchOf = undefined;
    this.rival = this.restored = this.offered = undefined;
    this.#base = { ...draft };
    this.#begun = true;
    this.store.begin(draft);
    await this.save();
    return true;
  }

  /** A person has decided between the version on the screen and its rival. */
  async settle(draft: Draft, rival: Kept): Promise<void> {
    await this.save();
    let branch = rival.record.id;
    if (this.record?.branchOf === rival.record.id) {
      branch = this.record.id;
      this.record = rival.record;
      this.#base = rival.draft;
      this.#id = rival.record.id;
    }
    this.#branchOf = this.rival = undefined;
    this.store.replace({ ...draft, applicationId: this.#base.applicationId });
    await this.save();
    if (this.saved) await this.device.remove(branch);
    this.desk.told();
  }

  /** Forgets every draft on this device, and what is on the screen. There is no way back. */
  async forget(): Promise<void> {
    await this.#running;
    await this.device.clear();
    this.#channel?.postMessage({ cleared: true });
    this.#empty();
    this.desk.told();
  }

  close(): void {
    this.flush();
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#stopListening();
    this.#channel?.close();
    void this.#running?.then(() => this.device.close());
  }

  #empty(): void {
    const draft = emptyDraft(this.store.call.id);
    this.record = this.restored = this.offered = undefined;
    this.#branchOf = this.rival = undefined;
    this.unreadable = [];
    this.#others.clear();
    this.#id = this.desk.slot;
    this.#begun = false;
    this.#base = draft;
    this.store.begin(draft);
  }

  #later(ms: number): void {
    if (!this.#isClosed) this.#timer ??= setTimeout(() => void this.save(), ms);
  }

  #hear(message: unknown): void {
    const { id, revision, cleared } = (message ?? {}) as {
      id?: string;
      revision?: number;
      cleared?: boolean;
    };
    if (cleared) this.#isCleared = true;
    else if (id === this.#id && revision !== this.record?.revision) this.#isStale = true;
    else return;
    this.#later(0);
  }

  async #work(): Promise<void> {
    try {
      if (!this.#isOpen) await this.#open();
      if (this.#isCleared) {
        this.#isCleared = false;
        // What this window was just writing came too late to be forgotten with the rest.
        await this.device.clear();
        this.#empty();
      }
      if (this.#isStale) await this.#catchUp();
      while (this.store.draft !== this.#base && !(await this.#write()));
      this.trouble = undefined;
    } catch (error) {
      this.#refused(error);
      this.#later(patience);
    }
    this.desk.told();
  }

  #refused(error?: unknown): void {
    this.trouble = (error as Error | undefined)?.name === 'QuotaExceededError' ? 'full' : 'denied';
    this.desk.told();
  }

  async #open(): Promise<void> {
    const { device } = this;
    const { slot, expiry } = this.desk;
    const kept: Kept[] = [];
    const unreadable: Found[] = [];
    for (const found of await device.list(slot)) {
      const one = this.read(found);
      if (!one) unreadable.push(found);
      else if (expiry && one.record.savedAt < Date.now() - expiry * 864e5) await device.remove(found.id);
      else kept.push(one);
    }
    for (const note of await device.notes(slot)) await this.#absorb(note, kept);
    this.unreadable = unreadable;
    kept.sort((a, b) => b.record.savedAt - a.record.savedAt);
    if (unreadable.some(({ id }) => id === this.#id)) this.#id = newKey();
    const [newest] = kept;
    this.#isOpen = true;
    if (!newest) return;
    const same = this.#given && newest.draft.applicationId === this.#base.applicationId;
    if (this.#given && !same) {
      this.#id = newKey();
      if (!isBlankDraft(newest.draft)) this.offered = newest;
      return;
    }
    const rival = kept.find(
      ({ record }) => record.branchOf === newest.record.id || record.id === newest.record.branchOf,
    );
    this.rival = rival?.record.id;
    if (same) await this.#meet(newest, undefined);
    else if (this.#typed) await this.#meet(newest, this.#base);
    else this.#follow(newest);
    if (!isBlankDraft(newest.draft)) {
      this.restored = newest.record;
      this.desk.told('restore');
    }
    if (rival) this.desk.told('conflict');
    // What others clean up they find blank.
    for (const { record, draft } of kept) {
      if (record !== newest.record && isBlankDraft(draft)) await device.remove(record.id);
    }
  }

  /** A found record as a draft; nothing where it cannot be read. */
  read({ record, content }: Found): Kept | undefined {
    const read = readDraft(content, this.store.call.id);
    return record && read.success ? { record, draft: read.data } : undefined;
  }

  /** What a page had not saved when it went comes into its draft, or beside it. */
  async #absorb(note: Note, kept: Kept[]): Promise<void> {
    const at = kept.findIndex(({ record }) => record.id === note.draftId);
    const stored = kept[at];
    const call = this.store.call.id;
    const after = readDraft({ ...(stored?.draft ?? emptyDraft(call)), ...note.after }, call);
    if (!after.success) return;
    const record = {
      ...(stored?.record ?? { ...this.desk.circumstances(), id: note.draftId, slot: note.slot, revision: 0 }),
      savedAt: note.at,
    };
    let draft = after.data;
    let branch = false;
    if (stored) {
      const before = readDraft({ ...stored.draft, ...note.before }, call);
      const merge = await import('./merge.js').catch(() => undefined);
      // It waits for the next time.
      if (!merge) return;
      const merged = merge.mergeDrafts(before.success ? before.data : undefined, draft, stored.draft);
      branch = merged.conflicts.length > 0;
      if (!branch) draft = merged.draft;
    }
    const next = {
      ...record,
      revision: record.revision + 1,
      ...(branch && { id: newKey(), branchOf: record.id, revision: 1 }),
    };
    if (!(await this.device.save(next, draft, branch ? undefined : stored?.draft, note.id))) return;
    if (branch || !stored) kept.push({ record: next, draft });
    else kept[at] = { record: next, draft };
  }

  /** Shows a version of the device as it stands there. */
  #follow({ record, draft }: Kept): void {
    this.record = record;
    this.#id = record.id;
    this.#branchOf = record.branchOf;
    this.#base = draft;
    this.#begun = true;
    this.store.adopt(draft);
  }

  async #catchUp(): Promise<void> {
    this.#isStale = false;
    const found = this.record && (await this.device.find(this.#id));
    const stored = found && this.read(found);
    if (!stored || stored.record.revision === this.record?.revision) return;
    if (this.store.draft === this.#base) this.#follow(stored);
    else await this.#meet(stored, this.#base);
  }

  /** Another version has been saved meanwhile: both come together, or this one goes its own way for now. */
  async #meet(stored: Kept, base: Draft | undefined): Promise<void> {
    const merge = await import('./merge.js').catch(() => undefined);
    const merged = merge?.mergeDrafts(base, this.store.draft, stored.draft);
    if (merged && !merged.conflicts.length) {
      this.#follow({ ...stored, draft: merged.draft });
      this.#base = stored.draft;
      return;
    }
    this.record = undefined;
    this.#id = newKey();
    this.#branchOf = this.rival = stored.record.id;
    this.#begun = true;
    this.#base = { ...this.#base, applicationId: this.store.draft.applicationId };
    this.desk.told('conflict');
  }

  /** Whether the draft is saved now; else something else has to be done first. */
  async #write(): Promise<boolean> {
    const { draft } = this.store;
    if (draft.applicationId !== this.#base.applicationId) this.#change(draft);
    if (!this.#begun && isBlankDraft(draft)) {
      this.#base = draft;
      return true;
    }
    const last = this.record;
    const record: DraftRecord = {
      ...last,
      ...(this.#branchOf !== undefined && { branchOf: this.#branchOf }),
      ...this.desk.circumstances(),
      id: this.#id,
      slot: this.desk.slot,
      revision: (last?.revision ?? 0) + 1,
      savedAt: Date.now(),
    };
    if (await this.device.save(record, draft, last && this.#base, this.#noteId)) {
      this.#begun = true;
      this.#channel?.postMessage({ id: record.id, revision: record.revision });
      // The page went meanwhile from this application to another.
      if (record.id !== this.#id) return false;
      this.record = record;
      this.#base = draft;
      this.desk.told('save');
      return true;
    }
    const found = await this.device.find(this.#id);
    const stored = found && this.read(found);
    if (stored) await this.#meet(stored, this.#base);
    else if (found) {
      this.unreadable = [...this.unreadable, found];
      this.record = undefined;
      this.#id = newKey();
    }
    return false;
  }

  /** The screen shows another application: it is kept apart, and the one before stays as it is. */
  #change(draft: Draft): void {
    if (this.record) this.#others.set(this.#base.applicationId, { record: this.record, draft: this.#base });
    const known = this.#others.get(draft.applicationId);
    this.record = known?.record;
    this.#branchOf = known?.record.branchOf;
    this.#base = known?.draft ?? { ...emptyDraft(draft.callId), applicationId: draft.applicationId };
    if (known) this.#id = known.record.id;
    else if (this.#begun) this.#id = newKey();
    this.rival = undefined;
  }
}
