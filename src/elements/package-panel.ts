import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Path } from '../language/issue.js';
import { msg, speak, spokenLanguage, str } from '../language/message.js';
import type { Application } from '../model/application.js';
import { criterionText, textsOf } from '../model/call.js';
import { deadlineOf } from '../sending/clock.js';
import type { Deadline } from '../sending/clock.js';
import { writePackage } from '../sending/package.js';
import { deadlineWords, remainingWords } from './deadline-words.js';
import { download, fileName, letterFileName } from './download.js';
import type { DraftDesk } from './draft-desk.js';
import { filesOf } from './evidence-files.js';
import { sizeWords } from './evidence-words.js';
import { letterDesk } from './letter-desk.js';
import { mailOf } from './package-mail.js';
import type { Mail } from './package-mail.js';
import { Panel } from './panel.js';

/** Many mail services refuse what is larger, in bytes: an attachment grows by a third on its way. */
const heavy = 18 * 1_048_576;

const packageStyles = css`
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  .lead {
    max-inline-size: 44em;
  }
  .muted {
    color: var(--_muted);
  }
  .deadline {
    padding: 12px 16px;
    border-inline-start: 4px solid var(--_accent);
    border-radius: 4px;
    background: var(--_tint);
  }
  .deadline.passed {
    border-color: var(--_error);
    background: var(--_error-tint);
  }
  .deadline b,
  .trouble b {
    font-weight: 650;
  }
  .cards {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    gap: 20px;
    align-items: start;
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding: 20px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
  }
  .steps {
    display: grid;
    gap: 20px;
    list-style: none;
    counter-reset: step;
  }
  .steps > li {
    display: grid;
    grid-template-columns: 28px minmax(0, 1fr);
    gap: 4px 12px;
    counter-increment: step;
  }
  .steps > li::before {
    content: counter(step);
    grid-row: span 2;
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    margin-block-start: 8px;
    border-radius: 50%;
    background: var(--_tint);
    color: var(--_accent);
    font-weight: 700;
    font-size: 0.875em;
  }
  .steps > .plain::before {
    margin-block-start: -2px;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .file,
  .address {
    font-size: 0.9375em;
  }
  div > .file {
    margin-block-start: 4px;
  }
  .file b {
    font-weight: 600;
  }
  a.button {
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    padding: 0.4em 1.1em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    font-weight: 600;
    line-height: 1.25;
    text-decoration: none;
  }
  a.button:hover {
    border-color: var(--_accent);
    background: var(--_tint);
  }
  summary {
    min-block-size: 44px;
    align-content: center;
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
  }
  .words {
    padding: 12px 16px;
    border-radius: var(--_radius);
    background: var(--_ground);
    white-space: pre-line;
    user-select: text;
  }
  .words + .acts {
    margin-block-start: 8px;
  }
  .address {
    padding: 12px 16px;
    border-radius: var(--_radius);
    background: var(--_ground);
    font-style: normal;
    user-select: text;
  }
  .warning,
  .trouble {
    padding: 12px 16px;
    border-inline-start: 4px solid var(--_warning);
    border-radius: 4px;
    background: var(--_ground);
  }
  .trouble {
    border-color: var(--_error);
    background: var(--_error-tint);
  }
  .trouble ul {
    margin-block-start: 8px;
    padding-inline-start: 1.2em;
  }
  progress {
    inline-size: min(100%, 30em);
    block-size: 10px;
    margin-block-start: 12px;
    accent-color: var(--_accent);
  }
  /* In sight wherever the button was. */
  .said {
    position: sticky;
    inset-block-end: 0;
    margin-block-start: -20px;
  }
  .said p {
    margin-block-start: 20px;
    padding: 12px 16px;
    border: 1px solid var(--_line);
    border-inline-start: 4px solid var(--_accent);
    border-radius: var(--_radius);
    background: var(--_paper);
    font-weight: 600;
  }
  @media (max-width: 46rem) {
    .cards {
      grid-template-columns: minmax(0, 1fr);
    }
    .card {
      padding: 16px;
    }
    .acts > * {
      flex: 1 1 auto;
      justify-content: center;
    }
  }
`;

type State =
  | { readonly kind: 'making'; readonly share?: number }
  | { readonly kind: 'invalid'; readonly path: Path }
  | { readonly kind: 'missing'; readonly names: readonly string[]; readonly path: Path }
  | { readonly kind: 'noLetter' }
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'ready';
      readonly application: Application;
      readonly file: File;
      readonly hasLetter: boolean;
    };

/** The application as one file, and how it gets to the programme without an endpoint. */
class PackagePanel extends Panel {
  protected override readonly styles = [packageStyles];
  readonly #stop = new AbortController();
  #state: State = { kind: 'making' };
  #said: (() => string) | undefined;
  /** The device has refused to share such a file. */
  #isShareRefused = false;

  constructor(
    readonly desk: DraftDesk,
    readonly deadline: Deadline,
  ) {
    super(desk.form);
  }

  /** Makes the package and shows what came of it. */
  async make({ withLetter = true } = {}): Promise<void> {
    this.#said = undefined;
    this.#show({ kind: 'making' });
    const { signal } = this.#stop;
    const state = await this.#make(withLetter, signal).catch((): State => ({ kind: 'failed' }));
    if (!signal.aborted) this.#show(state);
  }

  async #make(withLetter: boolean, signal: AbortSignal): Promise<State> {
    const { form } = this.desk;
    const { store, language } = form;
    const exported = store.exportApplication(language);
    if (!exported.success)
      return {
        kind: 'invalid',
        path: exported.issues.find(({ severity }) => severity === 'error')?.path ?? [],
      };
    const application = exported.data;
    const device = filesOf(form.draft);
    const files = new Map<string, Blob>();
    const missing: number[] = [];
    for (const [index, { sha256 }] of application.evidence.entries()) {
      const content = files.get(sha256) ?? (await device.get(sha256));
      if (content) files.set(sha256, content);
      else missing.push(index);
    }
    const [first] = missing;
    if (first !== undefined)
      return {
        kind: 'missing',
        names: missing.map((index) => application.evidence[index]?.fileName ?? ''),
        path: ['evidence', first, 'sha256'],
      };
    // The programme reads Kyrgyz; the other languages are working translations.
    const content = withLetter
      ? await letterDesk(this.desk)
          .docx('ky')
          .catch(() => undefined)
      : undefined;
    if (withLetter && !content) return { kind: 'noLetter' };
    const zip = await writePackage(
      {
        application,
        files,
        headings: headingsOf(this.desk),
        letter: content && { name: letterFileName(store.draft), content },
      },
      { signal, onProgress: (share) => this.#show({ kind: 'making', share }) },
    );
    const name = fileName(application).replace(/json$/, 'zip');
    return {
      kind: 'ready',
      application,
      file: new File([zip], name, { type: zip.type }),
      hasLetter: withLetter,
    };
  }

  #show(state: State): void {
    if (this.#stop.signal.aborted) return;
    this.#state = state;
    this.draw();
  }

  #say(words: () => string): void {
    this.#said = words;
    this.draw();
  }

  protected override closed(): void {
    this.#stop.abort();
  }

  protected heading(): string {
    return msg('Эл. почта же почта аркылуу жөнөтүү', { id: 's.packageHeading' });
  }

  protected content(): TemplateResult {
    const state = this.#state;
    return html`${state.kind === 'ready' ? this.#readyTemplate(state) : this.#waitingTemplate(state)}
      <div class="said" role="status" aria-live="polite">
        ${
          this.#said
            ? html`<p>${this.#said()}</p>`
            : state.kind === 'ready'
              ? html`<span class="unseen">${msg('Архив даяр.', { id: 's.packageReady' })}</span>`
              : nothing
        }
      </div>`;
  }

  #waitingTemplate(state: Exclude<State, { kind: 'ready' }>): TemplateResult {
    const again = html`<button type="button" class="primary" @click=${() => this.make()}>
      ${msg('Кайталоо', { id: 'e.retry' })}
    </button>`;
    switch (state.kind) {
      case 'making':
        return html`<div>
          <p id="making">${msg('Архив түзүлүп жатат…', { id: 's.making' })}</p>
          <progress aria-labelledby="making" max="1" .value=${state.share ?? 0}></progress>
        </div>`;
      case 'invalid':
        return html`<p class="trouble">
            ${msg('Өтүнмөдө толтурула элек же оңдоону талап кылган жерлер бар. Адегенде аларды бүтүрүңүз.', {
              id: 's.packageInvalid',
            })}
          </p>
          ${this.#goTemplate(state.path)}`;
      case 'missing':
        return html`<div class="trouble">
            <p>
              ${msg('Бул файлдар түзмөктө жок, ошондуктан архив түзүлгөн жок. Аларды кайра тандаңыз.', {
                id: 's.packageMissing',
              })}
            </p>
            <ul>
              ${state.names.map((name) => html`<li>${name}</li>`)}
            </ul>
          </div>
          ${this.#goTemplate(state.path)}`;
      case 'noLetter':
        return html`<p class="trouble">
            ${msg(
              'Word каты түзүлгөн жок: интернетти текшерип, кайталаңыз. Архивди катсыз түзсөңүз да болот, анда катты өзүңүз тиркейсиз.',
              { id: 's.noLetter' },
            )}
          </p>
          <div class="acts">
            ${again}
            <button type="button" @click=${() => this.make({ withLetter: false })}>
              ${msg('Катсыз түзүү', { id: 's.withoutLetter' })}
            </button>
          </div>`;
      case 'failed':
        return html`<p class="trouble">
            ${msg('Архив түзүлгөн жок. Дагы бир жолу аракет кылыңыз.', { id: 's.packageFailed' })}
          </p>
          <div class="acts">${again}</div>`;
    }
  }

  #goTemplate(path: Path): TemplateResult {
    return html`<div class="acts">
      <button type="button" class="primary" @click=${() => this.#onGo(path)}>
        ${msg('Ошол жерге өтүү', { id: 's.go' })}
      </button>
    </div>`;
  }

  #readyTemplate({ application, file, hasLetter }: State & { kind: 'ready' }): TemplateResult {
    const { call } = this.desk.form.store;
    const { deadline } = this;
    const mail = mailOf(application, call);
    const count = application.evidence.length;
    const mayShare = !this.#isShareRefused && canShare(file);
    const { postalAddress } = call.contacts;
    const { addressee } = textsOf(call, spokenLanguage()).letter;
    return html`<p class="lead">
        ${
          hasLetter
            ? msg(str`Бир гана файлды тиркеңиз: анда өтүнмө, Word каты жана далилдер (${count}) бар.`, {
                id: 's.attach',
              })
            : msg(
                str`Ушул файлды жана катты өзүнчө тиркеңиз: файлда өтүнмө жана далилдер (${count}) бар, кат жок.`,
                { id: 's.attachWithoutLetter' },
              )
        }
        <span class="muted"
          >${msg('Форма өзү эч нерсе жөнөтпөйт: аны сиз жөнөтөсүз.', { id: 's.notByItself' })}</span
        >
      </p>
      <p class="deadline ${deadline.passed ? 'passed' : ''}">
        ${msg('Акыркы мөөнөт:', { id: 's.deadlineLabel' })} <b>${deadlineWords(deadline)}</b> ·
        ${remainingWords(deadline)}
      </p>
      ${
        file.size > heavy
          ? html`<p class="warning">
              ${msg(
                str`Файл чоң (${sizeWords(file.size)}): көп почта кызматтары мындайды өткөрбөйт. Кат кетпесе, файлды флешкага жазып, почта аркылуу жибериңиз.`,
                { id: 's.heavy' },
              )}
            </p>`
          : nothing
      }
      <div class="cards">
        <section class="card" aria-labelledby="by-mail">
          <h3 id="by-mail">${msg('Электрондук почта менен', { id: 's.byMail' })}</h3>
          ${
            mayShare
              ? html`<div>
                  <div class="acts">
                    <button type="button" class="primary" @click=${() => this.#onShare(file, mail)}>
                      ${msg('Бөлүшүү', { id: 's.share' })}
                    </button>
                  </div>
                  <p class="file">
                    ${msg(str`Почта программасын тандап, бул даректи жазыңыз: ${mail.to}. Же:`, {
                      id: 's.shareHint',
                    })}
                  </p>
                </div>`
              : nothing
          }
          <ol class="steps">
            <li>
              <div class="acts">
                <button
                  type="button"
                  class=${mayShare ? '' : 'primary'}
                  @click=${() => this.#onDownload(file)}
                >
                  ${msg('Архивди жүктөп алуу', { id: 's.downloadPackage' })}
                </button>
              </div>
              <p class="file"><b>${file.name}</b> <span class="muted">(${sizeWords(file.size)})</span></p>
            </li>
            <li>
              <div class="acts">
                <a class="button" href=${mail.href}>${msg('Электрондук кат жазуу', { id: 's.writeMail' })}</a>
              </div>
              <p class="file">${mail.to}</p>
            </li>
            <li class="plain">
              <p>
                ${msg('Катка ушул архивди тиркеп, почта программаңыздан жөнөтүңүз.', { id: 's.attachAndSend' })}
              </p>
            </li>
          </ol>
          <details>
            <summary>${msg('Почта программасы ачылбаса', { id: 's.noMailProgram' })}</summary>
            <p
              class="words"
              lang="ky"
              .textContent=${[mail.to, mail.subject, '', mail.text].join('\n').replace(/\r/g, '')}
            ></p>
            <div class="acts">
              <button type="button" @click=${() => this.#onCopy(mail.to)}>
                ${msg('Даректи көчүрүү', { id: 's.copyAddress' })}
              </button>
              <button type="button" @click=${() => this.#onCopy(mail.text)}>
                ${msg('Текстти көчүрүү', { id: 's.copyText' })}
              </button>
            </div>
          </details>
        </section>
        <section class="card" aria-labelledby="by-post">
          <h3 id="by-post">${msg('Почта менен же өзүңүз жеткирип', { id: 's.byPost' })}</h3>
          <p>
            ${msg('Кол коюлган катты жана архив жазылган флешканы ушул дарекке жеткириңиз:', {
              id: 's.byPostLead',
            })}
          </p>
          <address class="address">${addressee}<br />${postalAddress}</address>
          <div class="acts">
            <button type="button" @click=${() => this.#onCopy(`${addressee}\n${postalAddress}`)}>
              ${msg('Почта дарегин көчүрүү', { id: 's.copyPostal' })}
            </button>
          </div>
        </section>
      </div>`;
  }

  #onGo(path: Path): void {
    this.close();
    this.desk.form.store.showIssues();
    void this.desk.form.focusField(path);
  }

  #onDownload(file: File): void {
    download(file, file.name);
    this.#say(() => msg('Файл жүктөлүп алынды.', { id: 'u.downloaded' }));
  }

  async #onShare(file: File, { subject }: Mail): Promise<void> {
    this.#said = undefined;
    try {
      await navigator.share({ files: [file], title: subject });
    } catch (error) {
      // Whoever changes his mind needs no explanation.
      if ((error as DOMException).name === 'AbortError') return;
      this.#isShareRefused = true;
      this.#say(() =>
        msg('Бул түзмөк архивди бөлүшө албайт. Аны жүктөп алып, катка тиркеңиз.', { id: 's.shareRefused' }),
      );
    }
  }

  async #onCopy(text: string): Promise<void> {
    const isCopied = await Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => true,
        () => false,
      );
    this.#say(() =>
      isCopied
        ? msg('Көчүрүлдү.', { id: 's.copied' })
        : msg('Көчүрүлгөн жок: белгилеп, өзүңүз көчүрүңүз.', { id: 's.notCopied' }),
    );
  }
}

const canShare = (file: File): boolean => {
  try {
    return navigator.canShare({ files: [file] });
  } catch {
    // Missing in some browsers, and on pages without HTTPS.
    return false;
  }
};

/** What the folders of the evidence are for. */
const headingsOf = ({ form: { store, language } }: DraftDesk): Readonly<Record<string, string>> =>
  speak(language, () => ({
    ...Object.fromEntries(store.call.criteria.map((id) => [id, criterionText(store.call, id, language)])),
    jointDecision: msg('Биргелешкен чечим', { id: 'e.jointDecision' }),
    signedLetter: msg('Кол коюлган каттын сканы', { id: 'e.signedLetter' }),
  }));

/**
 * Makes the package of a finished application and shows how it gets to the programme. The deadline is by the clock of
 * this device unless somebody knows better. Never rejects.
 */
export async function openPackagePanel(
  desk: DraftDesk,
  deadline: Deadline = deadlineOf(desk.form.store.call, Date),
): Promise<void> {
  const panel = new PackagePanel(desk, deadline);
  panel.open();
  await panel.make();
}
