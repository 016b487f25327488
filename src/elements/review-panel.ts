import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { issueMessage } from '../language/issue.js';
import { languages, msg, str } from '../language/message.js';
import type { Language } from '../language/message.js';
import type { Row } from '../model/draft.js';
import { answersTemplate } from './answers.js';
import { answersStyles } from './answers-styles.js';
import type { DraftDesk } from './draft-desk.js';
import { filesOf } from './evidence-files.js';
import { languageNames } from './language-names.js';
import { loadLanguage } from './load-language.js';
import { Panel } from './panel.js';
import { boxStyles } from './panel-styles.js';

const reviewStyles = css`
  @media (min-width: 40.01rem) {
    dialog {
      inline-size: min(68rem, 100vw - 32px);
      max-block-size: calc(100dvh - 32px);
    }
  }
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 16px 32px;
  }
  .lead {
    flex: 1 1 20em;
    max-inline-size: 40em;
    color: var(--_muted);
  }
  .choice {
    display: grid;
    gap: 4px;
    justify-items: start;
  }
  .choice label {
    font-size: 0.875em;
    font-weight: 600;
  }
  .choice [role='status'] {
    max-inline-size: 22em;
    color: var(--_error);
    font-size: 0.875em;
  }
  .state {
    --_tone: var(--_success);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 20px;
    min-block-size: 48px;
    padding: 2px 16px;
    border-inline-start: 4px solid var(--_tone);
    background: var(--_ground);
    font-weight: 600;
  }
  .state.error {
    --_tone: var(--_error);
    background: var(--_error-tint);
  }
`;

export interface ReviewOptions {
  /** What the button at the foot does; without it there is none. */
  readonly send?: () => void;
  /** What that button says. */
  readonly sendWords?: () => string;
}

/** All answers on one page, to be read before they are sent; each section leads back into the form. */
export class ReviewPanel extends Panel {
  protected override readonly styles = [boxStyles, answersStyles, reviewStyles];
  #language: Language;
  /** Which files, by their hash, are on this device. */
  readonly #here = new Map<string, boolean>();
  #failed = false;
  #stop: (() => void) | undefined;

  constructor(
    readonly desk: DraftDesk,
    readonly options: ReviewOptions = {},
  ) {
    super(desk.form);
    this.#language = desk.form.language;
  }

  override open(): void {
    super.open();
    // Another window may go on with the same application.
    this.#stop = this.desk.form.store.subscribe(() => {
      this.draw();
      void this.#look();
    });
    void this.#look();
  }

  protected override closed(): void {
    this.#stop?.();
  }

  protected heading(): string {
    return msg('Жоопторду текшерүү', { id: 's.reviewHeading' });
  }

  protected content(): TemplateResult {
    const { form } = this.desk;
    const { store } = form;
    const isAway = (sha256: string): boolean => this.#here.get(sha256) === false;
    return html`<div class="top">
        <p class="lead">
          ${msg('Жөнөтөрдөн мурун баарын окуп чыгыңыз. Жооптор кандай жазылса, ошондой көрсөтүлөт.', {
            id: 's.reviewLead',
          })}
        </p>
        <div class="choice">
          <label for="questions">${msg('Суроолордун тили', { id: 's.reviewLanguage' })}</label>
          <select id="questions" class="box" @change=${this.#onLanguage}>
            ${languages.map(
              (language) =>
                html`<option value=${language} lang=${language} ?selected=${language === this.#language}>
                  ${languageNames[language]}
                </option>`,
            )}
          </select>
          <p role="status">
            ${
              this.#failed
                ? issueMessage({ code: 'notLoaded', severity: 'error', path: [] }, form.language)
                : nothing
            }
          </p>
        </div>
      </div>
      ${this.#stateTemplate(isAway)}
      <div @click=${this.#onClick}>
        ${answersTemplate({
          draft: store.draft,
          call: store.call,
          language: this.#language,
          issues: store.issues,
          isAway,
          isOpen: !form.readonly && !form.matches(':disabled'),
        })}
      </div>`;
  }

  protected override actions(): TemplateResult | undefined {
    const { send, sendWords } = this.options;
    return send
      ? html`<button type="button" class="primary" @click=${this.#onSend}>
          ${sendWords ? sendWords() : msg('Жөнөтүү', { id: 's.send' })}
        </button>`
      : undefined;
  }

  #stateTemplate(isAway: (sha256: string) => boolean): TemplateResult {
    const { issues } = this.desk.form.store;
    const away = this.#files.filter(({ value }) => isAway(String(value['sha256'])));
    const wrong = issues.filter(({ severity, code }) => severity === 'error' && code !== 'fileMissing');
    const errors = wrong.length + away.length;
    return errors
      ? html`<div class="state error">
          <p>${msg(str`Толуктоо керек: ${errors}`, { id: 'u.errors' })}</p>
          <button type="button" class="link" @click=${this.#onFirst}>
            ${msg('Биринчисин көрсөтүү', { id: 's.firstGap' })}
          </button>
        </div>`
      : html`<div class="state">
          <p>${msg('Милдеттүү жооптордун баары толтурулган.', { id: 's.reviewWhole' })}</p>
        </div>`;
  }

  get #files(): readonly Row[] {
    return this.desk.form.store.rows('evidence');
  }

  /** Asks the device which of the files it has. */
  async #look(): Promise<void> {
    const files = filesOf(this.desk.form.draft);
    const hashes = this.#files.map(({ value }) => String(value['sha256'] ?? ''));
    const unknown = [...new Set(hashes)].filter((sha256) => sha256 && !this.#here.has(sha256));
    if (!unknown.length) return;
    await Promise.all(
      unknown.map(async (sha256) => {
        this.#here.set(sha256, await files.has(sha256));
      }),
    );
    this.draw();
  }

  async #onLanguage(event: Event): Promise<void> {
    const select = event.target as HTMLSelectElement;
    const language = select.value as Language;
    this.#failed = !(await loadLanguage(language));
    if (this.#failed) select.value = this.#language;
    else this.#language = language;
    this.draw();
  }

  #onFirst(): void {
    const first = this.root.querySelector<HTMLElement>('.answers :is(.missing, .issue.error)');
    first?.scrollIntoView({ block: 'center' });
    first?.focus({ preventScroll: true });
  }

  #onClick(event: Event): void {
    const path = (event.target as HTMLElement).closest<HTMLElement>('[data-path]')?.dataset['path'];
    if (path === undefined) return;
    event.preventDefault();
    void this.#go(path);
  }

  /** To the field of a path, or where there is none for it, to what is nearest around it. */
  async #go(path: string): Promise<void> {
    this.close();
    const names = path.split('.');
    while (names.length && !(await this.desk.form.focusField(names))) names.pop();
  }

  #onSend(): void {
    this.close();
    this.options.send?.();
  }
}
