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
  !draft.leftOver?.length && partNames.every((name) => isBlank(draft[name] as RawValue));

/** The last ones are enough. */
const withNote = (record: DraftRecord | undefined, id: string, at: number): Record<string, number> =>
  Object.fromEntries(Object.entries({ ...record?.notes, [id]: at }).slice(-20));

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
  /** The version from which the draft on the screen and its rival come, where that is known. */
  ancestor: Draft | undefined;
  /** Records that cannot be read. They are never written over. */
  unreadable: readonly Found[] = [];

  /** The version on the device from which the one on the screen comes. */
  #base: Draft;
  #id: string;
  #branchOf: string | undefined;
  #others = new Map<string, Kept>();
  readonly #noteId = newKey();
  readonly #slot: string;
  /** What was on the screen when this was closed. */
  #last: Draft | undefined;
  #failures = 0;
  /** When the last note was written that is not settled. */
  #notedAt = 0;
  #begun = false;
  #isOpen = false;
  #isStale = false;
  #isCleared = false;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #channel: BroadcastChannel | undefined;
  readonly #stopListening: () => void;

  /** `base` is what the page came with: what differs from it was typed. */
  constructor(
    readonly store: DraftStore,
    readonly device: Device,
    readonly desk: Desk,
    base = store.draft,
  ) {
    this.#base = base;
    this.#id = this.#slot = desk.slot;
    this.#stopListening = store.subscribe(({ kind }) => {
      if (kind !== 'shown' && this.store.draft !== this.#base) this.#later(pause);
    });
    try {
      if (device.shared) {
        this.#channel = new BroadcastChannel('interest-letter');
        this.#channel.onmessage = ({ data }) => this.#hear(data);
      }
    } catch {
      // Without it another window's work is seen when this one saves or comes to the front.
    }
    void this.save();
  }

  get #draft(): Draft {
    return this.#last ?? this.store.draft;
  }

  /** Saves what is not saved yet. Resolves when it is, or when it could not be. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return (this.#running ??= this.#watch());
  }

  async #watch(): Promise<void> {
    // Some browsers leave a question open for ever.
    const watch = setTimeout(() => this.#refused(), patience);
    await this.#work();
    clearTimeout(watch);
    this.#running = undefined;
    // Typed in the very last moment.
    if (!this.#failures && this.#draft !== this.#base) this.#later(pause);
  }

  /** As {@link save}, also what the page brought and nobody has typed into. */
  keep(): Promise<void> {
    if (!this.record && !isBlankDraft(this.store.draft)) this.#base = { ...this.#base };
    return this.save();
  }

  /** The page may be going: writes at once what cannot wait for an answer. */
  flush(): void {
    const { applicationId, callId } = this.#draft;
    const changed = applicationId !== this.#base.applicationId;
    if (this.#isOpen && changed) this.#change(this.#draft);
    // Before the device has answered nobody knows where a given draft belongs: it is kept apart, whole.
    const apart = !this.#isOpen && (changed || !isBlankDraft(this.#base));
    if (this.#draft !== this.#base) {
      const before: Record<string, unknown> = {};
      const after: Record<string, unknown> = {};
      const [base, draft] = [apart ? {} : this.#base, this.#draft] as unknown as Record<string, unknown>[];
      for (const name in draft) {
        if (draft[name] === base?.[name]) continue;
        before[name] = base?.[name];
        after[name] = draft[name];
      }
      const at = (this.#notedAt = Date.now());
      this.device.note({
        id: this.#noteId,
        draftId: apart ? newKey() : this.#id,
        slot: this.#slot,
        at,
        revision: this.record?.revision,
        ids: { applicationId, callId },
        before,
        after,
      });
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
    await this.keep();
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

  /** Names the draft on the screen. */
  async rename(name: string): Promise<void> {
    await this.save();
    if (!this.record) return;
    this.record = { ...this.record, name };
    this.#base = { ...this.#base };
    await this.save();
  }

  /** A person has decided between the version on the screen and its rival. */
  async settle(draft: Draft, rival: Kept): Promise<void> {
    await this.save();
    let branch = rival.record;
    if (this.record?.branchOf === rival.record.id) {
      branch = this.record;
      this.record = rival.record;
      this.#base = rival.draft;
      this.#id = rival.record.id;
    }
    this.#branchOf = this.rival = undefined;
    this.store.replace({ ...draft, applicationId: this.#base.applicationId });
    await this.save();
    if (this.saved) await this.device.remove(branch.id, branch.revision);
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
    this.#last = this.store.draft;
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
    if (this.#last) this.#last = draft;
    else this.store.begin(draft);
  }

  #later(ms: number): void {
    if (!this.#last) this.#timer ??= setTimeout(() => void this.save(), ms);
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
        const { record } = (await this.device.find(this.#id)) ?? {};
        if (record?.page === this.#noteId) await this.device.remove(this.#id, record.revision);
        await this.device.removeNote(this.#noteId);
        this.#empty();
        // Somebody may have begun anew.
        this.#isStale = true;
      }
      if (this.#isStale) await this.#catchUp();
      while (this.#draft !== this.#base && !(await this.#write()));
      this.trouble = undefined;
      this.#failures = 0;
    } catch (error) {
      // A database that was closed in the middle is opened again before anything is said.
      if (this.#failures++) this.#refused(error);
      this.#isStale = true;
      this.#later(this.trouble ? patience : pause);
    }
    this.#tell();
  }

  #refused(error?: unknown): void {
    this.trouble = (error as Error | undefined)?.name === 'QuotaExceededError' ? 'full' : 'denied';
    this.#tell();
  }

  #tell(what?: 'save' | 'restore' | 'conflict'): void {
    if (!this.#last) this.desk.told(what);
  }

  async #open(): Promise<void> {
    const { device } = this;
    const expiry = this.desk.expiry ?? 0;
    const all: Kept[] = [];
    const unreadable: Found[] = [];
    for (const found of await device.list(this.#slot)) {
      const one = this.read(found);
      if (one) all.push(one);
      else unreadable.push(found);
    }
    for (const note of await device.notes(this.#slot)) await this.#absorb(note, all);
    const oldest = expiry > 0 ? Date.now() - expiry * 864e5 : 0;
    const kept = all
      .filter(({ record }) => record.savedAt >= oldest)
      .sort((a, b) => b.record.savedAt - a.record.savedAt);
    this.unreadable = unreadable;
    if (unreadable.some(({ id }) => id === this.#id)) this.#id = newKey();
    this.#isOpen = true;
    const [newest] = kept;
    if (newest) await this.#show(newest, kept);
    // What others clean up they find blank.
    for (const { record, draft } of all)
      if (record.savedAt < oldest || (record !== newest?.record && isBlankDraft(draft)))
        await device.remove(record.id, record.revision);
  }

  /** The newest draft comes on the screen, unless the page has brought one. */
  async #show(newest: Kept, kept: readonly Kept[]): Promise<void> {
    const draft = this.#draft;
    const isGiven = !isBlankDraft(draft.applicationId === this.#base.applicationId ? this.#base : draft);
    const found = isGiven ? kept.find((one) => one.draft.applicationId === draft.applicationId) : newest;
    if (isGiven && found !== newest && !isBlankDraft(newest.draft)) this.offered = newest;
    if (!found) {
      this.#id = newKey();
      return;
    }
    const rival = kept.find(
      ({ record }) => record.branchOf === found.record.id || record.id === found.record.branchOf,
    );
    this.rival = rival?.record.id;
    if (isGiven) await this.#meet(found, undefined);
    else if (draft !== this.#base) await this.#meet(found, this.#base);
    else this.#follow(found);
    if (!isBlankDraft(found.draft)) {
      this.restored = found.record;
      this.#tell('restore');
    }
    if (rival) this.#tell('conflict');
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
    if (kept.some(({ record }) => (record.notes?.[note.id] ?? 0) >= note.at))
      return this.device.removeNote(note.id);
    const call = this.store.call.id;
    const after = readDraft({ ...emptyDraft(call), ...note.ids, ...stored?.draft, ...note.after }, call);
    if (!after.success) return;
    const record = {
      ...(stored?.record ?? { ...this.desk.circumstances(), id: note.draftId, slot: note.slot, revision: 0 }),
      savedAt: note.at,
    };
    let draft = after.data;
    let branch = false;
    let page = note.id;
    // What nobody else has saved since goes on from there.
    if (stored && stored.record.page !== page && stored.record.revision !== note.revision) {
      page = '';
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
      page,
      notes: withNote(record, note.id, note.at),
      ...(branch && { id: newKey(), branchOf: record.id, revision: 1 }),
    };
    if (!(await this.device.save(next, draft, branch ? undefined : stored?.draft))) return;
    await this.device.removeNote(note.id);
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
    if (this.#last) this.#last = draft;
    else this.store.adopt(draft);
  }

  async #catchUp(): Promise<void> {
    this.#isStale = false;
    // Another application stands on the screen by now.
    if (this.#draft.applicationId !== this.#base.applicationId) return;
    const found = await this.device.find(this.#id);
    const stored = found && this.read(found);
    if (!stored || stored.record.revision === this.record?.revision) return;
    if (this.#draft === this.#base && (this.record || isBlankDraft(this.#base))) this.#follow(stored);
    else await this.#meet(stored, this.#base);
  }

  /** Another version has been saved meanwhile: both come together, or this one goes its own way for now. */
  async #meet(stored: Kept, base: Draft | undefined): Promise<void> {
    const merge = await import('./merge.js').catch(() => undefined);
    const draft = this.#draft;
    // Not another version but another application goes its own way for good.
    if (!base || isBlankDraft(base) || stored.draft.applicationId === draft.applicationId) {
      const merged = merge?.mergeDrafts(base, draft, stored.draft);
      if (merged && !merged.conflicts.length) {
        this.#follow({ ...stored, draft: merged.draft });
        this.#base = stored.draft;
        return;
      }
      this.#branchOf = this.rival = stored.record.id;
      this.ancestor = base;
      this.#base = { ...this.#base, applicationId: draft.applicationId };
      this.#tell('conflict');
    }
    this.record = undefined;
    this.#id = newKey();
    this.#begun = true;
  }

  /** Whether the draft is saved now; else something else has to be done first. */
  async #write(): Promise<boolean> {
    const draft = this.#draft;
    if (draft.applicationId !== this.#base.applicationId) this.#change(draft);
    if (!this.#begun && isBlankDraft(draft)) {
      this.#base = draft;
      return true;
    }
    const last = this.record;
    const notedAt = this.#notedAt;
    const record: DraftRecord = {
      ...last,
      ...(notedAt && { notes: withNote(last, this.#noteId, notedAt) }),
      ...(this.#branchOf !== undefined && { branchOf: this.#branchOf }),
      ...this.desk.circumstances(),
      id: this.#id,
      slot: this.#slot,
      page: this.#noteId,
      revision: (last?.revision ?? 0) + 1,
      savedAt: Date.now(),
    };
    this.#begun = true;
    if (await this.device.save(record, draft, last && this.#base)) {
      if (notedAt && notedAt === this.#notedAt) {
        this.#notedAt = 0;
        this.device.removeNote(this.#noteId).catch(() => undefined);
      }
      this.#channel?.postMessage({ id: record.id, revision: record.revision });
      // The page went meanwhile from this application to another.
      if (record.id !== this.#id) {
        this.#others.set(draft.applicationId, { record, draft });
        return false;
      }
      this.record = record;
      this.#base = draft;
      this.#tell('save');
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
    // Never the draft itself: that it is shown again is saved.
    this.#base = { ...(known?.draft ?? emptyDraft(draft.callId)), applicationId: draft.applicationId };
    if (known) this.#id = known.record.id;
    else if (this.#begun) this.#id = newKey();
    this.rival = undefined;
  }
}
