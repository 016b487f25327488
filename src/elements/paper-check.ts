import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { Print } from '../draft/papers.js';
import { msg, str } from '../language/message.js';
import { changedParts, formatCode, paperCode, paperParts, readCode } from '../letter/paper-code.js';
import { readDraft } from '../model/draft.js';
import type { Draft } from '../model/draft.js';
import type { DraftDesk } from './draft-desk.js';
import { draftName } from './draft-facts.js';
import { newsOf } from './draft-news.js';
import { changedWords, watchOf } from './paper-watch.js';
import { setAside } from './set-aside.js';
import { when } from './when.js';

/** What is said of a paper. */
interface Answer {
  readonly kind: 'done' | 'warning' | 'refused';
  /** Worded when it is drawn, so that it follows a change of language. */
  readonly words: () => string;
  /** The earlier version that it belongs to, to be opened. */
  readonly version?: { readonly draft: Draft; readonly print: Print };
}

interface Detector {
  detect(image: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

const detectorClass = (): DetectorClass | undefined =>
  (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

export const paperCheckStyles = css`
  .check {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    container-type: inline-size;
  }
  .check .lead {
    max-inline-size: 44em;
    color: var(--_muted);
  }
  .check label {
    margin-block-start: 4px;
    font-weight: 600;
  }
  .check .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .check input {
    flex: 0 1 15em;
    min-inline-size: 0;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.04em;
  }
  .check input[aria-invalid='true'] {
    border-color: var(--_error);
  }
  .check [role='status']:not(:has(p)) {
    display: none;
  }
  .answer {
    --_tone: var(--_warning);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    margin-block-start: 4px;
    padding: 10px 16px;
    border: 1px solid var(--_line);
    border-inline-start: 4px solid var(--_tone);
    border-radius: 4px;
    background: var(--_paper);
  }
  .answer.done {
    --_tone: var(--_success);
  }
  .answer.refused {
    --_tone: var(--_error);
    background: var(--_error-tint);
  }
  .answer p {
    flex: 1 1 18em;
  }
  @container (max-width: 30rem) {
    .check input,
    .check button {
      flex: 1 1 100%;
    }
  }
`;

/**
 * Says which version a paper in the hand belongs to, by the code on it: a part of a panel, which draws it and is
 * told when to draw it again.
 */
export class PaperCheck {
  #text = '';
  #answer: Answer | undefined;
  #canScan = false;
  readonly #place = createRef<HTMLElement>();

  /** `opened` is told when an earlier version has come on the screen. */
  constructor(
    readonly desk: DraftDesk,
    readonly draw: () => void,
    readonly opened: () => void,
  ) {
    // Some browsers have the detector, but nothing that it could detect.
    void detectorClass()
      ?.getSupportedFormats()
      .then((formats) => {
        this.#canScan = formats.includes('qr_code');
        this.draw();
      })
      .catch(() => undefined);
  }

  template(): TemplateResult {
    const answer = this.#answer;
    return html`<section class="check" aria-labelledby="check">
      <h3 id="check">${msg('Колуңуздагы кагазды текшерүү', { id: 'p.check' })}</h3>
      <p class="lead" id="check-hint">
        ${msg(
          'Ар бир барактын астында 12 цифралуу код турат. Ал боюнча кагаз кайсы жазуулардан басылганы билинет.',
          {
            id: 'p.checkHint',
          },
        )}
      </p>
      <label for="paper-code">${msg('Кагаздагы код', { id: 'p.paperCode' })}</label>
      <div class="line">
        <input
          id="paper-code"
          class="box"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          spellcheck="false"
          maxlength="60"
          aria-describedby="check-hint"
          aria-invalid=${answer?.kind === 'refused'}
          .value=${this.#text}
          @input=${this.#onInput}
          @keydown=${this.#onKey}
        />
        <button type="button" @click=${() => this.check()}>${msg('Текшерүү', { id: 'u.check' })}</button>
        ${
          this.#canScan
            ? html`<button type="button" @click=${this.#onChoose}>
                  ${msg('QR кодду сүрөттөн окуу', { id: 'p.scan' })}
                </button>
                <input
                  class="photo"
                  type="file"
                  accept="image/*"
                  capture="environment"
                  hidden
                  @change=${this.#onPhoto}
                />`
            : nothing
        }
      </div>
      <div role="status" ${ref(this.#place)}>${answer ? this.#answerTemplate(answer) : nothing}</div>
    </section>`;
  }

  #answerTemplate({ kind, words, version }: Answer): TemplateResult {
    const { form } = this.desk;
    return html`<div class="answer ${kind}">
      <p>${words()}</p>
      ${
        version
          ? html`<button
              type="button"
              ?disabled=${form.readonly || form.matches(':disabled')}
              @click=${() => this.#open(version.draft, version.print)}
            >
              ${msg('Ошол вариантты ачуу', { id: 'p.openVersion' })}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** Says of the code that was typed what it belongs to. */
  async check(): Promise<void> {
    const text = this.#text;
    const answer = await this.#judge(text);
    // Something else was typed meanwhile.
    if (text === this.#text) this.#say(answer);
  }

  async #judge(text: string): Promise<Answer> {
    const reading = readCode(text);
    if ('problem' in reading) {
      return {
        kind: 'refused',
        words: () =>
          reading.problem === 'digits'
            ? msg(
                'Цифралар бири-бирине дал келбейт: бирөө туура эмес же экөө орун алмашкан. Кагаз менен салыштырып, оңдоңуз.',
                { id: 'p.wrongDigits' },
              )
            : reading.count
              ? msg(
                  str`Код 12 цифрадан турат, ал эми сиз ${reading.count} цифра жаздыңыз. Кагаздан кайра караңыз.`,
                  {
                    id: 'p.wrongLength',
                  },
                )
              : msg('Кагаздын астындагы 12 цифраны жазыңыз.', { id: 'p.noCode' }),
      };
    }
    const { code } = reading;
    const { store } = this.desk.form;
    const found = await watchOf(this.desk).log.findCode(code);
    const { draft } = store;
    if (paperCode(draft) === code)
      return {
        kind: 'done',
        words: () => msg('Дал келет: кагазда азыр экранда турган жазуулар бар.', { id: 'p.matches' }),
      };
    const read = found && readDraft(found.print.draft, store.call.id);
    if (!found || !read?.success)
      return {
        kind: 'warning',
        words: () =>
          msg(
            'Бул код ушул түзмөктө белгисиз: кагаз башка түзмөктө басылган же бул формадан басылган эмес.',
            { id: 'p.unknown' },
          ),
      };
    const { papers, print } = found;
    if (papers.id !== draft.applicationId)
      return {
        kind: 'warning',
        words: () =>
          msg(
            str`Бул кагаз ушул түзмөктөгү башка өтүнмөгө таандык: «${draftName(read.data)}», басылган убактысы: ${when(print.at)}.`,
            {
              id: 'p.ofAnother',
            },
          ),
      };
    const parts = changedParts(print.parts, paperParts(draft));
    return {
      kind: 'warning',
      version: { draft: read.data, print },
      words: () =>
        [
          msg(str`Бул кагаз эски варианттан басылган (${when(print.at)}), азыркы жазууларга дал келбейт.`, {
            id: 'p.older',
          }),
          ...(parts.length ? [changedWords(parts, this.desk)] : []),
        ].join(' '),
    };
  }

  /** Puts an earlier version on the screen; what stands there now is kept among the drafts, and undo brings it back. */
  async #open(draft: Draft, print: Print): Promise<void> {
    const { desk } = this;
    const { keeper } = desk;
    const trouble = await setAside(desk, draft, () =>
      msg('эски вариант ачылганга чейин', { id: 'p.beforeVersion' }),
    );
    if (trouble) return this.#say({ kind: 'refused', words: trouble.words });
    desk.form.store.replace(draft);
    newsOf(desk).tell({
      kind: 'done',
      undo: true,
      words: () =>
        keeper
          ? msg(
              str`Экранда: ${when(print.at)} басылган вариант. Мурунку жазуулар сакталгандардын арасында калды.`,
              { id: 'p.openedKept' },
            )
          : msg(str`Экранда: ${when(print.at)} басылган вариант.`, { id: 'p.opened' }),
    });
    this.#say(undefined);
    this.opened();
  }

  #say(answer: Answer | undefined): void {
    this.#answer = answer;
    this.draw();
    if (answer) this.#place.value?.scrollIntoView({ block: 'nearest' });
  }

  readonly #onInput = (event: Event): void => {
    this.#text = (event.target as HTMLInputElement).value;
    if (this.#answer) this.#say(undefined);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    // A form of the host page must not be sent.
    event.preventDefault();
    void this.check();
  };

  readonly #onChoose = (event: Event): void => {
    (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLInputElement>('.photo')?.click();
  };

  readonly #onPhoto = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    const Detector = detectorClass();
    if (!file || !Detector) return;
    const code = await scan(new Detector({ formats: ['qr_code'] }), file).catch(() => undefined);
    if (code === undefined) {
      return this.#say({
        kind: 'refused',
        words: () =>
          msg(
            'Сүрөттөн код табылган жок. Барактын астын жакындан, жарыкта кайра тартыңыз же цифраларды жазыңыз.',
            {
              id: 'p.noQr',
            },
          ),
      });
    }
    this.#text = formatCode(code);
    this.draw();
    await this.check();
  };
}

/** The code of a paper in a picture; pictures have other codes too. */
async function scan(detector: Detector, picture: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(picture);
  try {
    for (const { rawValue } of await detector.detect(bitmap)) {
      const reading = /^IL1:/i.test(rawValue) && readCode(rawValue);
      if (reading && 'code' in reading) return reading.code;
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}
