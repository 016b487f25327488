import type { PropertyDeclarations, PropertyValues } from 'lit';
import { issueMessage } from '../language/issue.js';
import type { Issue, Path } from '../language/issue.js';
import type { Call } from '../model/call.js';
import { call2025 } from '../model/call-2025.js';
import { readCall } from './load-call.js';
import { DraftStore } from '../draft/store.js';
import type { Change } from '../draft/store.js';
import { ApplicationErrorEvent } from './events.js';
import { LetterElement } from './letter-element.js';

/**
 * A control of the letter, whole or in part: it owns or shares a store, and takes part in a host `<form>` as a
 * native control does, with its value as JSON.
 */
export abstract class ControlElement extends LetterElement {
  static readonly formAssociated = true;

  static override properties: PropertyDeclarations = {
    ...LetterElement.properties,
    name: { reflect: true },
    readonly: { type: Boolean, reflect: true },
    required: { type: Boolean, reflect: true },
    call: { attribute: false, noAccessor: true },
    callSrc: { attribute: 'call-src' },
    store: { attribute: false, noAccessor: true },
  };

  declare name: string | null;
  declare readonly: boolean;
  declare required: boolean;
  declare callSrc: string | null;

  protected readonly internals = this.attachInternals();
  #store: DraftStore | undefined;
  #stopListening: (() => void) | undefined;
  #ownsStore = true;
  #form: HTMLFormElement | null = null;
  #reading: Promise<void> | undefined;
  /** Whether a person has changed something or asked whether it is valid. */
  #visited = false;
  /** @internal The call definition is being asked for. */
  fetching: Promise<void> | undefined;

  constructor() {
    super();
    this.name = null;
    this.readonly = this.required = false;
    this.callSrc = null;
    this.addEventListener('invalid', () => {
      this.#visited = true;
      this.showIssues();
    });
  }

  /** The draft that this element shows. A form gives one to all of its sections; alone, an element makes its own. */
  get store(): DraftStore {
    if (!this.#store) {
      this.#store = new DraftStore(call2025);
      this.#listen();
    }
    return this.#store;
  }

  set store(store: DraftStore) {
    if (store === this.#store) return;
    this.#store = store;
    this.#ownsStore = false;
    this.#listen();
    this.requestUpdate();
  }

  /**
   * The call definition; by default the call of 2025. Another one is shown once it has been checked, which
   * `updateComplete` waits for; what is no call definition is refused by an `application-error`.
   */
  get call(): Call {
    return this.store.call;
  }

  set call(call: Call | null | undefined) {
    if (!call || call === call2025) {
      this.#reading = undefined;
      this.store.call = call2025;
      return;
    }
    void this.#useCall(call);
  }

  /** Everything that was typed, as plain JSON. */
  abstract get value(): unknown;
  abstract set value(json: unknown);

  /** Errors and warnings now. */
  abstract get issues(): readonly Issue[];

  /** Moves the focus into a field. `path` is an array or dotted. Resolves to whether there is such a field. */
  abstract focusField(path: Path | string): Promise<boolean>;

  /** Shows what is wrong beside each field, not only where somebody has been. */
  abstract showIssues(): void;

  /** Whether nothing was typed. */
  protected abstract get blank(): boolean;

  protected abstract clearValue(): void;

  /** As on a native control: the attribute itself, so that the browser and this element never disagree. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', !!disabled);
  }

  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  get validity(): ValidityState {
    this.#judge();
    return this.internals.validity;
  }

  get validationMessage(): string {
    this.#judge();
    return this.internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  checkValidity(): boolean {
    this.#judge();
    return this.internals.checkValidity();
  }

  /** As {@link checkValidity}, and shows each error at its field with the focus in the first. */
  reportValidity(): boolean {
    const valid = this.checkValidity();
    if (!valid) {
      this.showIssues();
      void this.focusFirstError();
    }
    return valid;
  }

  protected async focusFirstError(): Promise<void> {
    const first = this.issues.find(({ severity }) => severity === 'error');
    await this.focusField(first?.path ?? []);
  }

  /** Whether the controls take no input: by the attribute or by a disabled fieldset around. */
  protected get isDisabled(): boolean {
    return this.matches(':disabled');
  }

  protected get ownsStore(): boolean {
    return this.#ownsStore;
  }

  /** The store has changed; draw what it concerns. */
  protected storeChanged(_change: Change): void {
    this.requestUpdate();
  }

  /** Something outside (a call definition, a file) could not be used. Nothing typed is touched. */
  protected reportError(issues: readonly Issue[]): void {
    this.dispatchEvent(new ApplicationErrorEvent(issues));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listen();
    // What happened to the store while this was out of the page was not heard.
    if (this.hasUpdated) this.storeChanged({ kind: 'all' });
    this.#judge();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('callSrc')) this.fetching = this.#fetchCall();
  }

  protected override updated(): void {
    this.#judge();
  }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#form?.removeEventListener('formdata', this.#onFormData);
    form?.addEventListener('formdata', this.#onFormData);
    this.#form = form;
  }

  formDisabledCallback(): void {
    this.requestUpdate();
  }

  formResetCallback(): void {
    this.#visited = false;
    this.clearValue();
  }

  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (typeof state === 'string') this.value = JSON.parse(state);
  }

  // The value is asked for when the form is read, so that a key in a list of a thousand rows does not write
  // the whole list out. The browser's own memory of the page gets it when a field is left.
  #onFormData = ({ formData }: FormDataEvent): void => {
    if (this.name && !this.matches(':disabled')) formData.append(this.name, JSON.stringify(this.value));
  };

  protected rememberState(): void {
    this.#visited = true;
    this.internals.setFormValue(null, JSON.stringify(this.value));
  }

  #listen(): void {
    this.#stopListening?.();
    this.#stopListening = this.#store?.subscribe((change) => this.storeChanged(change));
  }

  #judge(): void {
    // Within a form of ours nobody asks a section whether it is valid.
    if (!this.#ownsStore) return;
    const [first] =
      this.required || !this.blank ? this.issues.filter(({ severity }) => severity === 'error') : [];
    const missing = this.required && this.blank;
    this.#markInvalid(missing || !!first);
    if (!first && !missing) {
      this.internals.setValidity({});
      return;
    }
    const issue: Issue = first ?? { code: 'required', severity: 'error', path: [] };
    const anchor = this.renderRoot?.querySelector<HTMLElement>(
      '[aria-invalid=true],input,textarea,select,button',
    );
    this.internals.setValidity(
      missing || issue.code === 'required' ? { valueMissing: true } : { customError: true },
      issueMessage(issue, this.language),
      anchor ?? undefined,
    );
  }

  /** `:state(user-invalid)`, what `:user-invalid` is on a native control: wrong, and a person has been there. */
  #markInvalid(invalid: boolean): void {
    try {
      this.internals.states[invalid && this.#visited ? 'add' : 'delete']('user-invalid');
    } catch {
      // Browsers before 2024 take dashed names only; the hook is missing there.
    }
  }

  async #fetchCall(): Promise<void> {
    const address = this.callSrc;
    if (!address) return;
    let json: unknown;
    try {
      const response = await fetch(address, { credentials: 'same-origin' });
      json = response.ok && (await response.text());
    } catch {
      // Said below as a file that cannot be read.
    }
    if (this.callSrc === address) await this.#useCall(json);
  }

  #useCall(json: unknown): Promise<void> {
    const work: Promise<void> = readCall(json).then((read) => {
      // Another call was set while this one was being checked.
      if (this.#reading !== work) return;
      if (read.success) this.store.call = read.data;
      else this.reportError(read.issues);
    });
    return (this.#reading = work);
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    const reading = this.#reading;
    if (!reading) return done;
    await reading;
    return super.getUpdateComplete();
  }
}
