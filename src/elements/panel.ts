import { adoptStyles, html, render } from 'lit';
import type { CSSResult, TemplateResult } from 'lit';
import { msg, speak } from '../language/message.js';
import type { LetterElement } from './letter-element.js';
import { panelStyles } from './panel-styles.js';
import { tokens } from './tokens.js';

/**
 * A question or a list above the form, in a native modal dialog within the element that opened it: it speaks
 * that element's language, and the focus goes back to where it came from.
 */
export abstract class Panel {
  /** Looks of one panel, beside those of all. */
  protected readonly styles: readonly CSSResult[] = [];
  readonly #frame = document.createElement('div');
  readonly #root = this.#frame.attachShadow({ mode: 'open' });
  readonly #following = { hostUpdated: () => this.follow(), hostDisconnected: () => this.close() };
  #languageBefore = '';

  constructor(readonly owner: LetterElement) {}

  protected abstract heading(): string;
  protected abstract content(): TemplateResult;
  /** The buttons at the foot; closing stands there anyway. */
  protected actions(): TemplateResult | TemplateResult[] | undefined {
    return undefined;
  }
  /** Told once, however the panel was closed. */
  protected closed(): void {
    // Most have nothing to do.
  }

  get root(): ShadowRoot {
    return this.#root;
  }

  open(): void {
    adoptStyles(this.#root, [...tokens, panelStyles, ...this.styles]);
    this.owner.renderRoot.append(this.#frame);
    this.owner.addController(this.#following);
    // What is typed here is no answer of the form: its host must not hear of it.
    for (const name of ['input', 'change'])
      this.#root.addEventListener(name, (event) => event.stopPropagation());
    this.draw();
    this.#dialog?.showModal();
    // The first button would be the one that closes.
    this.#root.getElementById('heading')?.focus();
  }

  close(): void {
    this.#dialog?.close();
  }

  /** Draws what has changed. */
  draw(): void {
    this.#languageBefore = this.owner.language;
    speak(this.owner.language, () => render(this.#template(), this.#root, { host: this }));
  }

  /** The owner has drawn itself: its language may be another now. */
  follow(): void {
    if (this.#languageBefore !== this.owner.language) this.draw();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#root.querySelector('dialog');
  }

  #template(): TemplateResult {
    return html`<dialog aria-labelledby="heading" lang=${this.owner.language} @close=${this.#onClose}>
      <div class="root">
        <header>
          <h2 id="heading" tabindex="-1">${this.heading()}</h2>
          <button
            type="button"
            class="shut"
            aria-label=${msg('Терезени жабуу', { id: 'u.close' })}
            @click=${() => this.close()}
          >
            ×
          </button>
        </header>
        <div class="content">${this.content()}</div>
        <footer>${this.actions()}</footer>
      </div>
    </dialog>`;
  }

  readonly #onClose = (): void => {
    this.owner.removeController(this.#following);
    this.#frame.remove();
    this.closed();
  };
}
