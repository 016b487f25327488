import { adoptStyles, css } from 'lit';
import type { ReactiveController } from 'lit';
import type { DraftStore } from '../draft/store.js';
import { letterDocument } from '../letter/document.js';
import { letterheadHeight } from '../letter/page.js';
import type { Call } from '../model/call.js';
import type { Draft } from '../model/draft.js';
import { FieldRequestEvent } from './events.js';
import type { LetterElement } from './letter-element.js';
import { drawSheets } from './letter-sheets.js';
import type { Letterhead } from './letter-sheets.js';
import { paperStyles } from './paper-styles.js';
import { tokens } from './tokens.js';

const styles = css`
  .root {
    overflow: clip;
  }
  .letter {
    display: grid;
    gap: 6mm;
    inline-size: 210mm;
    transform-origin: 0 0;
  }
  .page {
    box-shadow:
      0 0 0 1px var(--_line),
      0 4px 16px rgb(0 0 0 / 12%);
  }
  .letterhead:empty::before {
    content: attr(title);
    display: grid;
    place-content: center;
    block-size: 100%;
    border: 1px dashed #b4bec5;
    color: #6b767e;
    font:
      10pt system-ui,
      sans-serif;
  }
  .letter [data-path] {
    border-radius: 0.6mm;
    cursor: pointer;
  }
  .letter [data-path]:is(:hover, :focus-visible) {
    background: #e5f0f6;
    outline: 0.5mm solid #0b5a86;
    outline-offset: 0.4mm;
  }
`;

/** The element in which the sheets are. */
interface Preview extends LetterElement {
  readonly for: string | null;
  readonly letterhead: Letterhead | undefined;
  readonly value: Draft;
  readonly call: Call;
  store: DraftStore;
}

/** The form that it follows. */
interface Followed extends HTMLElement {
  readonly store: DraftStore;
  focusField(path: string): Promise<boolean>;
}

/** How long the sheets wait for the next key, in ms. */
const calm = 300;

/** The sheets of a preview: drawn anew when something has changed, scaled to the room that there is. */
export class LetterView implements ReactiveController {
  readonly #paper = document.createElement('article');
  readonly #frame: HTMLElement;
  readonly #resized = new ResizeObserver(() =>
    requestAnimationFrame(() => (this.#isDue ? this.draw() : this.#fit())),
  );
  #store: DraftStore | undefined;
  #stopListening: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is not laid out cannot be cut into pages: it waits until it is. */
  #isDue = false;

  constructor(readonly preview: Preview) {
    const root = preview.renderRoot as ShadowRoot;
    adoptStyles(root, [...tokens, paperStyles, styles]);
    this.#frame = root.querySelector('.root') as HTMLElement;
    this.#paper.className = 'letter';
    this.#paper.addEventListener('click', (event) => this.#onGo(event));
    this.#paper.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#onGo(event);
    });
    this.#frame.append(this.#paper);
    preview.addController(this);
  }

  get #form(): Followed | undefined {
    const { for: id } = this.preview;
    const found = id ? (this.preview.getRootNode() as Document | ShadowRoot).getElementById(id) : null;
    return found && 'store' in found ? (found as Followed) : undefined;
  }

  hostConnected(): void {
    this.#resized.observe(this.#frame);
    this.#follow();
    // A form that the page brings later, or whose script comes later.
    if (this.preview.for && !this.#form)
      void customElements.whenDefined('interest-letter-form').then(() => this.hostUpdated());
    this.draw();
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
    clearTimeout(this.#timer);
    this.#stopListening?.();
    this.#store = undefined;
  }

  /** Its language, its letterhead or what it follows may be another now. */
  hostUpdated(): void {
    if (!this.preview.isConnected) return;
    this.#follow();
    this.draw();
  }

  draw(): void {
    clearTimeout(this.#timer);
    const { preview } = this;
    this.#isDue = !this.#frame.clientWidth;
    if (this.#isDue) return;
    const focused = (preview.renderRoot as ShadowRoot).activeElement?.getAttribute('data-path');
    drawSheets(
      this.#paper,
      letterDocument(preview.value, preview.call, preview.language),
      preview.letterhead ?? { height: letterheadHeight },
    );
    for (const answer of this.#paper.querySelectorAll<HTMLElement>('[data-path]')) {
      answer.tabIndex = 0;
      answer.setAttribute('role', 'link');
      if (!answer.textContent) answer.setAttribute('aria-label', answer.title);
      if (focused && answer.dataset['path'] === focused) answer.focus({ preventScroll: true });
    }
    this.#fit();
  }

  #follow(): void {
    const form = this.#form;
    if (form && this.preview.store !== form.store) this.preview.store = form.store;
    const { store } = this.preview;
    if (store === this.#store) return;
    this.#stopListening?.();
    this.#store = store;
    this.#stopListening = store.subscribe(({ kind }) => {
      if (kind !== 'shown') this.#later();
    });
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.draw(), calm);
  }

  /** The sheets are scaled as a picture is, so that no line breaks elsewhere than on paper. */
  #fit(): void {
    const { clientWidth } = this.#frame;
    const { offsetWidth, offsetHeight } = this.#paper;
    if (!clientWidth || !offsetWidth) return;
    const scale = Math.min(1, clientWidth / offsetWidth);
    this.#paper.style.transform = scale < 1 ? `scale(${scale})` : '';
    this.#paper.style.marginInline = scale < 1 ? '0' : 'auto';
    this.#frame.style.blockSize = `${Math.ceil(offsetHeight * scale)}px`;
  }

  #onGo(event: Event): void {
    const path = (event.target as Element).closest<HTMLElement>('[data-path]')?.dataset['path'];
    if (path === undefined) return;
    event.preventDefault();
    if (this.preview.dispatchEvent(new FieldRequestEvent(path.split('.')))) void this.#form?.focusField(path);
  }
}
