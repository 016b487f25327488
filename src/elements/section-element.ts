import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Change } from '../draft/store.js';
import type { Issue, Path } from '../language/issue.js';
import { speak } from '../language/message.js';
import { partOf } from '../model/application.js';
import { textsOf } from '../model/call.js';
import type { CallTexts } from '../model/call.js';
import { isBlank } from '../model/draft.js';
import type { RawFields, RawValue } from '../model/draft.js';
import type { Part, PartName } from '../model/part.js';
import { checkRecord } from '../model/validate.js';
import { afterPointer } from './after-pointer.js';
import { ControlElement } from './control-element.js';
import { controlId, fieldTemplate } from './field-template.js';
import type { FieldLook, RecordView } from './field-template.js';
import type { KyrgyzLetters } from './kyrgyz-letters.js';
import { pathNames } from './path.js';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A part of the application on the screen. What is typed goes to the store; what is shown comes from it. */
export abstract class SectionElement extends ControlElement {
  /** The part of the application that this section is. */
  abstract readonly partName: PartName;

  /** What is drawn inside of the section's frame. */
  protected abstract contentTemplate(): TemplateResult;

  /** They load when the focus first comes into this section. */
  #letters: KyrgyzLetters | undefined;
  #loading: Promise<void> | undefined;
  #typed = false;

  get value(): unknown {
    return this.store.draft[this.partName];
  }

  set value(json: unknown) {
    const read = this.store.readPart(this.partName, json ?? (partOf(this.partName).list ? [] : {}));
    if (!read.success) this.reportError(read.issues);
  }

  get issues(): readonly Issue[] {
    return this.store.issues.filter(({ path }) => path[0] === this.partName);
  }

  showIssues(): void {
    this.store.showIssues(this.partName);
  }

  async focusField(path: Path | string): Promise<boolean> {
    const names = pathNames(path);
    if (names[0] === this.partName) names.shift();
    await this.updateComplete;
    const control = this.target(names);
    control?.scrollIntoView({ block: 'center' });
    control?.focus({ preventScroll: true });
    return !!control;
  }

  /** What takes the focus for a path within the part. */
  protected target(names: readonly string[]): HTMLElement | null {
    return this.controlAt(names);
  }

  /** Takes the focus to the heading, so that Tab goes on from there and a screen reader begins there. */
  async focusStart(): Promise<void> {
    await this.updateComplete;
    const heading = this.renderRoot.querySelector<HTMLElement>('.heading');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  protected get blank(): boolean {
    return isBlank(this.store.draft[this.partName] as RawValue);
  }

  protected clearValue(): void {
    if (!this.blank) this.value = undefined;
  }

  protected get definition(): Part {
    return partOf(this.partName);
  }

  protected get texts(): CallTexts {
    return textsOf(this.call, this.language);
  }

  /** The control of a field by its names within the part; where a group is named, its first control. */
  protected controlAt(names: readonly string[], key?: string): HTMLElement | null {
    const id = controlId(names.join('.'), key);
    const found = this.renderRoot.querySelector<HTMLElement>(
      `#${CSS.escape(id)}, [id^='${CSS.escape(id)}-'][data-path]`,
    );
    if (!found || found.matches('input, textarea, select')) return found;
    return (
      found.querySelector<HTMLElement>('input:checked') ??
      found.querySelector<HTMLElement>('input, textarea, select')
    );
  }

  /** How a record of this part stands on the screen now. */
  protected recordView(raw: RawFields, key?: string): RecordView {
    // A row left blank is no row: nothing is missing in it.
    const own = key !== undefined && isBlank(raw) ? [] : checkRecord(this.definition, raw).issues;
    const found = this.store.found(this.partName, key);
    const issues = found.length ? [...own, ...found] : own;
    return {
      fields: this.definition.fields,
      raw,
      issues: issues.length
        ? issues.filter(({ path }) => this.store.isShown(this.partName, key, path.join('.')))
        : issues,
      language: this.language,
      disabled: this.isDisabled,
      readonly: this.readonly,
      ...(key !== undefined && { key, compact: true }),
    };
  }

  /** One field of a part that is no list. */
  protected field(path: string, look?: FieldLook): TemplateResult {
    return fieldTemplate(this.recordView(this.store.draft[this.partName] as RawFields), path, look);
  }

  protected override storeChanged(change: Change): void {
    if (change.kind === 'all' || change.part === this.partName) super.storeChanged(change);
  }

  override render(): TemplateResult {
    return html`<div
      class="root"
      part="base"
      @input=${this.#onInput}
      @change=${this.#onChange}
      @focusin=${this.#onFocusIn}
      @focusout=${this.#onFocusOut}
      @keydown=${(event: KeyboardEvent) => this.#letters?.onKeyDown(event)}
    >
      ${this.contentTemplate()}
    </div>`;
  }

  #place(
    target: EventTarget | null,
  ): { control: Control; path: string; key: string | undefined } | undefined {
    if (!(target instanceof HTMLElement) || !target.dataset['path']) return undefined;
    const key = target.closest<HTMLElement>('[data-key]')?.dataset['key'];
    return { control: target as Control, path: target.dataset['path'], key };
  }

  #onInput(event: Event): void {
    const place = this.#place(event.target);
    if (!place) return;
    const { control, path, key } = place;
    const box = control.parentElement;
    if (box?.classList.contains('grow')) box.dataset['text'] = control.value;
    this.#typed = true;
    this.store.set(this.partName, key, path.split('.'), control.value);
  }

  #onChange(event: Event): void {
    const place = this.#place(event.target);
    if (!place) return;
    // A native change event does not leave a shadow root; the host hears it from this element.
    this.rememberState();
    if (!event.composed) this.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  }

  #onFocusIn(event: FocusEvent): void {
    const place = this.#place(event.target);
    if (place && !this.readonly) {
      this.#loading ??= import('./kyrgyz-letters.js').then(
        ({ KyrgyzLetters }) => {
          this.#letters = new KyrgyzLetters(this);
          this.#letters.follow(this.shadowRoot?.activeElement ?? undefined);
        },
        () => (this.#loading = undefined),
      );
    }
    this.#letters?.follow(place && !this.readonly ? place.control : undefined);
  }

  #onFocusOut(event: FocusEvent): void {
    const place = this.#place(event.target);
    const next = event.relatedTarget as HTMLElement | null;
    // Another tab or window has the focus: the person has not left the field.
    if (!place || !document.hasFocus()) return;
    if (place.control.type === 'radio' && next?.closest('[role=radiogroup]')?.contains(place.control)) return;
    if (!this.renderRoot.contains(next)) this.#letters?.follow(undefined);
    // Walking through an empty form by Tab is not an answer.
    const { type, checked, value } = place.control as HTMLInputElement;
    if (!this.#typed && !(type === 'radio' ? checked : value)) return;
    afterPointer(() => this.store.leave(this.partName, place.key, place.path));
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.#loading;
    return done;
  }

  /** Words in the language of the screen, outside of a render. */
  protected speak<Result>(work: () => Result): Result {
    return speak(this.language, work);
  }
}
