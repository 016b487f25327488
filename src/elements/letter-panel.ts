import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { languages, msg, str } from '../language/message.js';
import type { Language } from '../language/message.js';
import { letterheadHeight } from '../letter/page.js';
import type { DraftDesk } from './draft-desk.js';
import type { FieldRequestEvent } from './events.js';
import { languageNames } from './language-names.js';
import type { LetterDesk } from './letter-desk.js';
import { loadLanguage } from './load-language.js';
import type { LetterPreview } from './letter-preview.js';
import { Panel } from './panel.js';
import { boxStyles } from './panel-styles.js';
import { PaperCheck, paperCheckStyles } from './paper-check.js';

const letterPanelStyles = css`
  dialog {
    inline-size: min(70rem, 100vw - 32px);
    max-block-size: calc(100dvh - 32px);
    block-size: calc(100dvh - 32px);
  }
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 17rem;
    gap: 24px;
    align-items: start;
    background: var(--_ground);
  }
  .side {
    position: sticky;
    inset-block-start: 93px;
    display: grid;
    gap: 20px;
    max-block-size: calc(100dvh - 150px);
    margin: -6px;
    padding: 6px;
    overflow: auto;
  }
  .acts {
    display: grid;
    gap: 8px;
  }
  .more > * {
    margin-block-end: 20px;
  }
  summary {
    min-block-size: 44px;
    align-content: center;
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
  }
  fieldset,
  .choice {
    display: grid;
    gap: 8px;
  }
  legend,
  .choice label {
    font-weight: 600;
  }
  legend {
    margin-block-end: 4px;
  }
  .hint,
  .said {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .said {
    color: var(--_error);
  }
  .room {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  input[type='number'] {
    inline-size: 6em;
  }
  @media (min-width: 60.01rem) {
    summary {
      display: none;
    }
  }
  @media (max-width: 60rem) {
    dialog {
      inline-size: 100vw;
      block-size: 100dvh;
      max-block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
    .content {
      grid-template-columns: minmax(0, 1fr);
    }
    .side {
      position: static;
      grid-row: 1;
      max-block-size: none;
      overflow: visible;
    }
  }
`;

/** The letter as it will be printed, above the form; from here it goes to the printer or into a DOCX. */
export class LetterPanel extends Panel {
  protected override readonly styles = [boxStyles, letterPanelStyles, paperCheckStyles];
  readonly #check: PaperCheck;
  readonly #preview: LetterPreview;
  #language: Language;
  #said: (() => string) | undefined;
  /** On a phone the pages come before what may be set about them. */
  readonly #isWide = matchMedia('(min-width: 60.01rem)').matches;

  constructor(
    readonly desk: DraftDesk,
    readonly letter: LetterDesk,
  ) {
    super(desk.form);
    this.#check = new PaperCheck(
      desk,
      () => this.draw(),
      () => this.close(),
    );
    this.#language = desk.form.language;
    this.#preview = document.createElement('letter-preview');
    this.#preview.store = desk.form.store;
    this.#preview.addEventListener('field-request', (event) => this.#onGo(event));
  }

  protected heading(): string {
    return msg('Катты басып чыгаруу', { id: 'p.heading' });
  }

  protected content(): TemplateResult {
    Object.assign(this.#preview, { lang: this.#language, letterhead: this.letter.letterhead });
    return html`${this.#preview}
      <div class="side">
        <div class="acts">
          <button type="button" class="primary" @click=${this.#onPrint}>
            ${msg('Басып чыгаруу', { id: 'p.print' })}
          </button>
          <button type="button" @click=${this.#onDownload}>
            ${msg('Word файлын жүктөп алуу', { id: 'p.docx' })}
          </button>
          <p class="hint">
            ${msg(
              'Барактагы жазууну чыкылдатсаңыз, анын талаасы ачылат. Word файлын өз бланкыңызга коюп, оңдосоңуз болот.',
              { id: 'p.lead' },
            )}
          </p>
        </div>
        <details class="more" ?open=${this.#isWide}>
          <summary>${msg('Бланк, тил, кагазды текшерүү', { id: 'p.more' })}</summary>
          ${this.#letterheadTemplate()}
          <div class="choice">
            <label for="language">${msg('Каттын тили', { id: 'p.language' })}</label>
            <select id="language" class="box" @change=${this.#onLanguage}>
              ${(languages as Language[]).map(
                (language) =>
                  html`<option value=${language} lang=${language} ?selected=${language === this.#language}>
                    ${languageNames[language]}
                  </option>`,
              )}
            </select>
            ${
              this.#language === 'ky'
                ? nothing
                : html`<p class="hint">
                    ${msg('Бул жумушчу котормо. Программага кыргызча катты жөнөтүңүз.', { id: 'p.sendKyrgyz' })}
                  </p>`
            }
          </div>
          ${this.#check.template()}
        </details>
        <div role="status">${this.#said ? html`<p class="said">${this.#said()}</p>` : nothing}</div>
      </div>`;
  }

  #letterheadTemplate(): TemplateResult {
    const { height, image } = this.letter.letterhead;
    return html`<fieldset>
      <legend>${msg('Фирмалык бланк', { id: 'p.letterhead' })}</legend>
      <label for="room">${msg('Биринчи барактын башындагы орун, мм', { id: 'p.room' })}</label>
      <div class="room">
        <input
          id="room"
          class="box"
          type="number"
          min="0"
          max="120"
          step="5"
          .value=${String(height)}
          aria-describedby="room-hint"
          @change=${this.#onRoom}
        />
      </div>
      <p class="hint" id="room-hint">
        ${msg('Даяр бланкка бассаңыз, анын башы сыйгыдай орун калтырыңыз.', { id: 'p.roomHint' })}
      </p>
      <button type="button" @click=${() => this.root.getElementById('picture')?.click()}>
        ${
          image
            ? msg('Башка сүрөт тандоо', { id: 'p.otherPicture' })
            : msg('Бланктын сүрөтүн кошуу', { id: 'p.picture' })
        }
      </button>
      <input id="picture" type="file" accept="image/*" hidden @change=${this.#onPicture} />
      ${
        image
          ? html`<button type="button" class="link" @click=${this.#onNoPicture}>
              ${msg('Сүрөттү алып салуу', { id: 'p.noPicture' })}
            </button>`
          : nothing
      }
    </fieldset>`;
  }

  #say(said?: () => string): void {
    this.#said = said;
    this.draw();
  }

  #onPrint(): void {
    this.#say();
    void this.letter.print(this.#language);
  }

  async #onDownload(): Promise<void> {
    this.#say();
    await this.letter.download(this.#language).catch(() =>
      this.#say(() =>
        msg('Word файлы түзүлгөн жок: интернетти текшерип, дагы бир жолу аракет кылыңыз.', {
          id: 'p.noDocx',
        }),
      ),
    );
  }

  async #onLanguage(event: Event): Promise<void> {
    const language = (event.target as HTMLSelectElement).value as Language;
    await loadLanguage(language);
    this.#language = language;
    this.#say();
  }

  #onRoom(event: Event): void {
    const input = event.target as HTMLInputElement;
    const height = Number(input.value.replace(',', '.'));
    const known = input.value.trim() && Number.isFinite(height) ? height : letterheadHeight;
    this.letter.setRoom(Math.min(Math.max(known, 0), 120));
    this.#say();
  }

  async #onPicture(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    const { name } = file;
    if (await this.letter.setPicture(file)) this.#say();
    else
      this.#say(() =>
        msg(str`«${name}» сүрөт катары окулган жок. PNG же JPEG сүрөтүн тандаңыз.`, { id: 'p.badPicture' }),
      );
  }

  #onNoPicture(): void {
    this.letter.removePicture();
    this.#say();
  }

  #onGo(event: FieldRequestEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.close();
    void this.desk.form.focusField(event.path);
  }
}
