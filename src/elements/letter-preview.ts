import { html } from 'lit';
import type { PropertyDeclarations, TemplateResult } from 'lit';
import { DraftStore } from '../draft/store.js';
import { call2025 } from '../model/call-2025.js';
import type { Call } from '../model/call.js';
import type { Draft } from '../model/draft.js';
import { LetterElement } from './letter-element.js';
import type { Letterhead } from './letter-sheets.js';
import { tokens } from './tokens.js';

/**
 * The letter with its annexes, sheet by sheet as it will be printed. It follows a form (`for`: the id of an
 * `interest-letter-form` in the same tree), or shows the `value` that it is given.
 *
 * @summary The letter and its annexes as pages.
 * @fires field-request - An answer on the paper was chosen; `path` is its field. The form that is named goes there.
 * @csspart base - All of it.
 * @cssprop [--letter-paper-font] - The font of the letter. It must have ң ө ү.
 */
export class LetterPreview extends LetterElement {
  static override styles = tokens;

  static override properties: PropertyDeclarations = {
    ...LetterElement.properties,
    for: {},
    letterhead: { attribute: false },
  };

  /** The id of the form that it follows. */
  declare for: string | null;
  /** The head of the first page: room in mm, and a picture. */
  declare letterhead: Letterhead | undefined;

  #store: DraftStore | undefined;

  /** @internal The draft that it shows. */
  get store(): DraftStore {
    return (this.#store ??= new DraftStore(call2025));
  }

  set store(store: DraftStore) {
    this.#store = store;
    this.requestUpdate();
  }

  /** A draft or an application, plain JSON. What cannot be read at all changes nothing. */
  get value(): Draft {
    return this.store.draft;
  }

  set value(json: unknown) {
    this.store.read(json ?? {});
  }

  /** The call definition; by default the call of 2025. */
  get call(): Call {
    return this.store.call;
  }

  set call(call: Call | null | undefined) {
    this.store.call = call ?? call2025;
  }

  protected override firstUpdated(): void {
    void import('./letter-view.js').then(({ LetterView }) => new LetterView(this));
  }

  override render(): TemplateResult {
    return html`<div class="root" part="base"></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'letter-preview': LetterPreview;
  }
}
