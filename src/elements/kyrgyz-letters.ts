import { css } from 'lit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { msg, speak } from '../language/message.js';
import type { Language } from '../language/message.js';

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly language: Language;
  readonly renderRoot: HTMLElement | DocumentFragment;
}

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Each letter, the Russian letter that says it with Alt, and that letter's key (н stands where Y does). */
const letters = [
  ['ң', 'н', 'KeyY'],
  ['ө', 'о', 'KeyJ'],
  ['ү', 'у', 'KeyE'],
] as const;

const styles = css`
  .letters {
    position: absolute;
    z-index: 3;
    display: flex;
    translate: 0 calc(-100% + 1px);
    border: 1px solid var(--_accent);
    border-radius: var(--_radius) var(--_radius) 0 0;
    background: var(--_paper);
    overflow: hidden;
    box-shadow: 0 -2px 8px rgb(0 0 0 / 12%);
  }
  .letters button {
    min-block-size: 36px;
    min-inline-size: 40px;
    padding: 0;
    border: 0;
    border-radius: 0;
    font-size: 1.125em;
  }
  @media (pointer: coarse) {
    .letters button {
      min-block-size: 44px;
      min-inline-size: 48px;
    }
  }
`;

/**
 * The three letters that a Russian keyboard lacks, as buttons above the text field that has the focus, and as
 * Alt with н, о, у. One bar serves a whole section and moves to where it is needed.
 */
export class KyrgyzLetters implements ReactiveController {
  #bar: HTMLElement | undefined;
  #control: TextControl | undefined;

  constructor(readonly host: Host) {
    host.addController(this);
    const { shadowRoot } = host;
    if (shadowRoot && styles.styleSheet) shadowRoot.adoptedStyleSheets.push(styles.styleSheet);
  }

  hostDisconnected(): void {
    this.follow(undefined);
  }

  /** Moves the bar to a control that takes words, or puts it away. */
  follow(control: Element | undefined): void {
    const takesWords =
      control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && !!control.list);
    const mode = (control as HTMLElement | undefined)?.inputMode;
    if (!takesWords || mode === 'tel' || mode === 'email') {
      this.#control = undefined;
      this.#bar?.remove();
      return;
    }
    this.#control = control as TextControl;
    const root = this.host.renderRoot.querySelector<HTMLElement>('.root');
    if (!root) return;
    this.#bar ??= this.#makeBar();
    this.#bar.setAttribute(
      'aria-label',
      speak(this.host.language, () => msg('Кыргыз тамгалары', { id: 'u.letters' })),
    );
    if (this.#bar.parentNode !== root) root.append(this.#bar);
    const frame = root.getBoundingClientRect();
    const box = control.getBoundingClientRect();
    this.#bar.style.insetBlockStart = `${box.top - frame.top}px`;
    this.#bar.style.insetInlineEnd = `${frame.right - box.right}px`;
  }

  readonly onKeyDown = (event: KeyboardEvent): void => {
    const [letter] = letters.find(([, , key]) => key === event.code) ?? [];
    if (!letter || !event.altKey || event.ctrlKey || event.metaKey || !this.#control) return;
    event.preventDefault();
    this.#insert(event.shiftKey ? letter.toUpperCase() : letter);
  };

  #makeBar(): HTMLElement {
    const bar = document.createElement('div');
    bar.className = 'letters';
    bar.setAttribute('role', 'group');
    bar.setAttribute('part', 'letters');
    // The focus stays in the field.
    bar.addEventListener('mousedown', (event) => event.preventDefault());
    for (const [letter, twin] of letters) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = letter;
      // The letters stay out of the Tab order: three stops after each field would tire; Alt does the same.
      button.tabIndex = -1;
      button.title = `Alt + ${twin}`;
      button.addEventListener('click', (event) =>
        this.#insert(event.shiftKey ? letter.toUpperCase() : letter),
      );
      bar.append(button);
    }
    return bar;
  }

  #insert(letter: string): void {
    const control = this.#control;
    if (!control || control.disabled || control.readOnly) return;
    control.focus({ preventScroll: true });
    // Keeps the browser's own undo; what would replace it does not exist yet.
    if (document.execCommand('insertText', false, letter)) return;
    control.setRangeText(letter, control.selectionStart ?? 0, control.selectionEnd ?? 0, 'end');
    control.dispatchEvent(
      new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: letter }),
    );
  }
}
