import type { ReactiveController, TemplateResult } from 'lit';
import { DatabaseDevice } from '../draft/device.js';
import type { Device, DraftRecord } from '../draft/device.js';
import { DraftKeeper, isBlankDraft } from '../draft/keeper.js';
import type { Desk } from '../draft/keeper.js';
import type { DraftStore } from '../draft/store.js';
import type { Path } from '../language/issue.js';
import { emptyDraft } from '../model/draft.js';
import type { Result } from '../model/json.js';
import type { Draft } from '../model/draft.js';
import { DraftConflictEvent, DraftRestoreEvent, DraftSaveEvent } from './events.js';
import type { LetterElement } from './letter-element.js';

/** In `localStorage` while the outbox of this device holds something that waits. */
export const outboxFlag = 'interest-letter-outbox';

/** How long a call definition is waited for, in ms. */
const patience = 3000;

/** The form whose drafts are kept. */
export interface DraftForm extends LetterElement {
  readonly store: DraftStore;
  readonly draft: string | null;
  readonly draftKey: string | null;
  readonly draftExpiry: number | null;
  /** Where applications are posted. */
  readonly endpoint: string | null;
  readonly fetching: Promise<void> | undefined;
  readonly disabled: boolean;
  readonly readonly: boolean;
  focusField(path: Path | string): Promise<boolean>;
  downloadDraft(): void;
  /** Lists everything that is wrong, and takes the focus there. */
  showErrors(): void;
}

/** What went well: the form was emptied, a file was given, nothing is missing. */
export type Done = 'cleared' | 'downloaded' | 'complete';

/** What is said and asked about drafts. It loads on demand. */
export interface DraftPanels {
  noticesTemplate(desk: DraftDesk): TemplateResult;
  /** What the call asks for, sending, and what has become of it. */
  sendTemplate(desk: DraftDesk): unknown;
  openDrafts(desk: DraftDesk): void;
  openFile(desk: DraftDesk, file: Blob): Promise<void>;
  tell(desk: DraftDesk, what: Done): void;
  /** Says what came of an import. */
  tellImport(desk: DraftDesk, result: Result<unknown>): void;
  /** Shows the letter as paper, prints it, or gives it as DOCX. */
  onPaper(desk: DraftDesk, what: 'open' | 'print' | 'download'): Promise<void>;
}

/**
 * Keeps the draft of a form on the device for as long as the form is in the page.
 */
export class DraftDesk implements ReactiveController, Desk {
  slot = '';
  /** Missing while nothing is kept: `draft="none"`, or not begun yet. */
  keeper: DraftKeeper | undefined;
  panels: DraftPanels | undefined;
  /** Where the focus was last, as a dotted path. */
  focus: string | undefined;

  constructor(
    readonly form: DraftForm,
    readonly loadPanels: () => Promise<DraftPanels>,
  ) {
    form.addController(this);
  }

  get expiry(): number | undefined {
    return this.form.draftExpiry ?? undefined;
  }

  hostConnected(): void {
    if (!this.keeper) {
      this.#start = this.form.store.draft;
      this.#kind = '';
    }
    document.addEventListener('visibilitychange', this.#onVisibility);
    addEventListener('pagehide', this.#onHide);
    addEventListener('pageshow', this.#onVisibility);
    addEventListener('beforeunload', this.#onLeave);
    try {
      // Something waits to be sent, whichever draft is on the screen.
      if (localStorage[outboxFlag]) void this.load();
    } catch {
      // The browser keeps nothing here.
    }
    void this.restart();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    removeEventListener('pagehide', this.#onHide);
    removeEventListener('pageshow', this.#onVisibility);
    removeEventListener('beforeunload', this.#onLeave);
    this.keeper?.flush();
    // An element that is only moved to another place in the page comes back at once.
    setTimeout(() => this.form.isConnected || this.#stop());
  }

  circumstances(): Pick<DraftRecord, 'language' | 'focus'> {
    return { language: this.form.language, ...(this.focus !== undefined && { focus: this.focus }) };
  }

  told(what?: 'save' | 'restore' | 'conflict'): void {
    const { form, keeper } = this;
    if (what === 'save') form.dispatchEvent(new DraftSaveEvent(keeper?.record?.savedAt ?? 0));
    if (what === 'conflict') form.dispatchEvent(new DraftConflictEvent());
    if (what === 'restore' && keeper?.restored) {
      const { savedAt, language } = keeper.restored;
      form.dispatchEvent(new DraftRestoreEvent(savedAt, language));
    }
    if (
      keeper?.restored ||
      keeper?.offered ||
      keeper?.rival ||
      keeper?.trouble ||
      keeper?.unreadable.length
    ) {
      void this.load();
    }
    form.requestUpdate();
  }

  /** Opens the drafts that the form's attributes name. */
  async restart(): Promise<void> {
    // The host has given another.
    const given = this.form.store.draft;
    if (!this.keeper && given.applicationId !== this.#start?.applicationId) this.#start = given;
    // A call definition may be on its way; the drafts are those of its id. What is typed meanwhile waits not for long.
    await this.form.updateComplete;
    await Promise.race([this.form.fetching, new Promise((resolve) => setTimeout(resolve, patience))]);
    await this.form.updateComplete;
    const { draft, draftKey, store, isConnected } = this.form;
    const slot = draftKey ?? store.call.id;
    const kind = draft === 'none' || draft === 'session' ? draft : 'device';
    const changed = slot !== this.slot || kind !== this.#kind;
    if (!isConnected || (this.keeper && !changed)) return;
    // What belongs to another slot stays there.
    const apart = this.keeper && slot !== this.slot && !isBlankDraft(store.draft);
    if (apart && !draftKey) return;
    this.#stop();
    if (apart) store.begin(emptyDraft(store.call.id));
    if (this.#kind && changed) this.#start = store.draft;
    this.slot = slot;
    this.#kind = kind;
    if (kind !== 'none') {
      let device: Device | undefined;
      if (kind === 'session') {
        const module = await import('../draft/session-device.js').catch(() => undefined);
        device = module && new module.SessionDevice(() => sessionStorage);
        if (kind !== this.#kind || !this.form.isConnected) return;
      }
      // Where the network did not give it, nothing may be kept, and the person is told.
      device ??= new DatabaseDevice(
        () => (kind === 'device' ? indexedDB : undefined) as IDBFactory,
        () => localStorage,
      );
      this.keeper ??= new DraftKeeper(store, device, this, this.#start);
    }
    this.form.requestUpdate();
  }

  #kind = '';
  /** What stood in the form before anybody typed. */
  #start: Draft | undefined;

  /** Loads what is said and asked about drafts. Resolves to nothing where the network does not give it. */
  async load(): Promise<DraftPanels | undefined> {
    this.panels ??= await this.loadPanels().catch(() => undefined);
    if (!this.panels) addEventListener('online', () => void this.load(), { once: true });
    this.form.requestUpdate();
    return this.panels;
  }

  /** Notes where the focus is. */
  readonly onFocus = (event: Event): void => {
    // Somebody begins: what may be needed later comes now, while there is a network.
    if (!this.panels) void this.load();
    const [control, ...around] = event.composedPath() as HTMLElement[];
    const path = control?.dataset?.['path'];
    const section = around.find((element) => 'partName' in element) as unknown as
      { partName: 'jointActivities' } | undefined;
    if (!path || !section) return;
    const key = control.closest<HTMLElement>('[data-key]')?.dataset['key'];
    const row =
      key === undefined ? [] : [this.form.store.rows(section.partName).findIndex((r) => r.key === key)];
    this.focus = [section.partName, ...row, path].join('.');
  };

  #stop(): void {
    this.keeper?.close();
    this.keeper = undefined;
  }

  readonly #onVisibility = (): void => {
    if (document.hidden) this.keeper?.flush();
    else this.keeper?.look();
  };

  readonly #onHide = (): void => this.keeper?.flush();

  readonly #onLeave = (event: Event): void => {
    // The device does not take it: the browser asks before it goes with the page.
    if (this.keeper?.trouble && !isBlankDraft(this.form.store.draft)) event.preventDefault();
  };
}
