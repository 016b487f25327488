import { html, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import type { Change } from '../draft/store.js';
import { issueMessage } from '../language/issue.js';
import type { Issue, Path } from '../language/issue.js';
import { msg } from '../language/message.js';
import type { Application } from '../model/application.js';
import { textsOf } from '../model/call.js';
import type { Draft, RawValue } from '../model/draft.js';
import { isBlank } from '../model/draft.js';
import type { Result } from '../model/json.js';
import { refuse } from '../model/json.js';
import type { PartName } from '../model/part.js';
import { checkPart, hasErrors } from '../model/validate.js';
import { contentsTemplate } from './contents-template.js';
import type { State } from './contents-template.js';
import { ControlElement } from './control-element.js';
import { download, draftFileName, fileName } from './download.js';
import { draftBar } from './draft-bar.js';
import { DraftDesk } from './draft-desk.js';
import type { Done, DraftPanels } from './draft-desk.js';
import type { ErrorSummary } from './error-summary.js';
import { ApplicationErrorEvent, ApplicationExportEvent } from './events.js';
import type { FieldRequestEvent } from './events.js';
import { formStyles } from './form-styles.js';
import { pathNames } from './path.js';
import type { SectionElement } from './section-element.js';
import { tokens } from './tokens.js';

/** The sections in the order of the call. */
const sections = {
  letter: 'letter-fields',
  municipality: 'municipality-info-table',
  selfAssessment: 'self-assessment-questions',
  jointActivities: 'activity-list-table',
  civicGroups: 'civic-group-table',
  donorProjects: 'donor-project-table',
  evidence: 'evidence-list',
} as const;

type SectionName = keyof typeof sections;
const names = Object.keys(sections) as SectionName[];

/** How long after the last key the contents and the list of errors follow what was typed, in ms. */
const calm = 300;

/**
 * The whole application: the call, the letter, the annexes, and the JSON file that comes out.
 *
 * @summary The form for a letter of interest.
 * @fires input - Something was typed.
 * @fires change - A field was left with another value.
 * @fires row-add - A row was added to a list.
 * @fires row-remove - A row was removed from a list.
 * @fires draft-save - The draft is safe on this device.
 * @fires draft-restore - A draft saved earlier is on the screen; `language` is the one it was last shown in.
 * @fires draft-conflict - Two windows have changed the same place; both versions are kept.
 * @fires application-export - A valid application was made; `application` is it.
 * @fires application-submit - A person wants to send the application; cancelled, the page sends it itself.
 * @fires application-sent - The application was received; `receipt` is the server's answer.
 * @fires application-error - A file or a call definition could not be used; `issues` say why.
 * @csspart base - All of it.
 * @csspart contents - The list of sections.
 * @csspart section - A section.
 * @csspart drafts - The line that says what is saved.
 * @cssprop [--letter-accent-color] - Buttons, links, focus.
 * @cssprop [--letter-accent-text-color] - Words on a button of the accent colour.
 * @cssprop [--letter-accent-tint-color] - The ground of what is chosen or pointed at.
 * @cssprop [--letter-error-color] - Errors.
 * @cssprop [--letter-error-tint-color] - The ground beneath an error.
 * @cssprop [--letter-warning-color] - Warnings.
 * @cssprop [--letter-success-color] - What is complete.
 * @cssprop [--letter-text-color] - Text.
 * @cssprop [--letter-muted-color] - Hints and numbers.
 * @cssprop [--letter-surface-color] - The ground of controls and cards.
 * @cssprop [--letter-ground-color] - What lies beneath them.
 * @cssprop [--letter-line-color] - Lines between rows.
 * @cssprop [--letter-control-border-color] - Edges of controls.
 * @cssprop [--letter-control-radius] - Corners.
 * @cssprop [--letter-text-font] - The font of the screen.
 * @cssprop [--letter-paper-font] - The font of the letter.
 * @cssprop [--letter-text-size] - The size of text, at least 16px.
 * @cssprop [--letter-sticky-offset] - How much the host page's own fixed header covers at the top.
 */
export class InterestLetterForm extends ControlElement {
  static override styles = [tokens, formStyles];

  static override properties: PropertyDeclarations = {
    ...ControlElement.properties,
    draft: {},
    draftKey: { attribute: 'draft-key' },
    draftExpiry: { attribute: 'draft-expiry', type: Number },
    endpoint: {},
  };

  /** Where what was typed is kept: `device` (also when missing), `session` (until the window is closed), `none`. */
  declare draft: string | null;
  /** Which drafts of this device are this form's; by default those of the call. */
  declare draftKey: string | null;
  /** Drafts that nobody has changed for so many days are forgotten. By default they are kept. */
  declare draftExpiry: number | null;
  /** Where applications are posted (http or https). Without it the form prepares them for e-mail or post. */
  declare endpoint: string | null;

  readonly #desk = new DraftDesk(this, () => import('./draft-panels.js'));
  #calm: ReturnType<typeof setTimeout> | undefined;
  #sections: Partial<Record<SectionName, SectionElement>> = {};
  /** What was wanted could not be loaded. */
  #isNotLoaded = false;

  get value(): Draft {
    return this.store.draft;
  }

  set value(json: unknown) {
    const read = this.store.read(json ?? {});
    if (!read.success) this.reportError(read.issues);
  }

  get issues(): readonly Issue[] {
    return this.store.issues;
  }

  showIssues(): void {
    this.store.showIssues();
  }

  async focusField(path: Path | string): Promise<boolean> {
    await this.updateComplete;
    const [name] = pathNames(path);
    return this.#sections[name as SectionName]?.focusField(path) ?? false;
  }

  /** Empties the form; undo brings everything back. */
  clear(): void {
    this.store.clear();
    void this.#tell('cleared');
  }

  /** The application, or every reason why it is none yet. */
  exportApplication(): Result<Application> {
    const result = this.store.exportApplication(this.language);
    if (result.success) this.dispatchEvent(new ApplicationExportEvent(result.data));
    return result;
  }

  /** Opens an application: JSON as a value, a text or a file, or a package with its files. What is refused changes nothing. */
  async importApplication(json: unknown): Promise<Result<Application>> {
    const result = await (
      json instanceof Blob
        ? import('./open-package.js').then(({ importFile }) => importFile(this, json))
        : import('../draft/import-application.js').then(({ importApplication }) =>
            importApplication(this.store, json),
          )
    ).catch(() => refuse('notLoaded'));
    if (!result.success) this.reportError(result.issues);
    (await this.#load())?.tellImport(this.#desk, result);
    return result;
  }

  /** Saves the application as a JSON file; where it has errors, shows them instead. */
  downloadJson(): Result<Application> {
    const result = this.exportApplication();
    if (result.success) {
      download(
        new Blob([JSON.stringify(result.data, null, 2)], { type: 'application/json' }),
        fileName(result.data),
      );
    } else void this.showErrors();
    return result;
  }

  /** Gives what was typed as a file, finished or not, to go on elsewhere. */
  downloadDraft(): void {
    const { draft } = this.store;
    download(
      new Blob([JSON.stringify({ ...draft, language: this.language }, null, 2)], {
        type: 'application/json',
      }),
      draftFileName(draft),
    );
  }

  /** Prints the letter with its annexes, and nothing else of the page. */
  print(): Promise<void> {
    return this.#onPaper('print');
  }

  /** Gives the letter with its annexes as DOCX. */
  downloadLetter(): Promise<void> {
    return this.#onPaper('download');
  }

  async #onPaper(what: 'open' | 'print' | 'download'): Promise<void> {
    await (await this.#load())?.onPaper(this.#desk, what);
  }

  /** What the browser remembers of the page is older than the draft on the device: it serves where there is none. */
  override async formStateRestoreCallback(state: string | File | FormData | null): Promise<void> {
    if (this.draft !== 'none') await this.#desk.restart();
    if (this.#desk.keeper) await this.#desk.keeper.save();
    if (this.blank && !this.#desk.keeper?.record) super.formStateRestoreCallback(state);
  }

  protected get blank(): boolean {
    return names.every((name) => isBlank(this.store.draft[name] as RawValue | readonly never[]));
  }

  protected clearValue(): void {
    if (!this.blank) this.store.clear();
  }

  protected override storeChanged(change: Change): void {
    clearTimeout(this.#calm);
    if (change.kind === 'text' || change.kind === 'shown') {
      this.#calm = setTimeout(() => this.requestUpdate(), calm);
      return;
    }
    if (change.kind !== 'rows') void this.#desk.restart();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#calm);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('draft') || changed.has('draftKey')) void this.#desk.restart();
  }

  protected override firstUpdated(): void {
    // On a phone the list would cover the form that it leads through.
    this.#contents.open = this.#isWide;
    // What the last section is about loads before it comes into sight.
    const seen = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void this.#load();
      },
      { rootMargin: '100%' },
    );
    seen.observe(this.renderRoot.querySelector('.finish') as Element);
  }

  get #contents(): HTMLDetailsElement {
    return this.renderRoot.querySelector('.contents details') as HTMLDetailsElement;
  }

  get #isWide(): boolean {
    return this.offsetWidth >= 992;
  }

  override render(): TemplateResult {
    const texts = textsOf(this.call, this.language);
    const headings: Record<SectionName, string> = {
      letter: msg('Кызыкдарлык каты', { id: 'u.letter' }),
      municipality: texts.formats.municipality,
      selfAssessment: msg('Жетекчиге суроолор', { id: 'u.questions' }),
      jointActivities: msg('2. Иш-чаралар жана долбоорлор', { id: 'u.list2' }),
      civicGroups: msg('3. Уюмдар жана топтор', { id: 'u.list3' }),
      donorProjects: msg('4. Донордук долбоорлор', { id: 'u.list4' }),
      evidence: msg('Далилдер жана документтер', { id: 'e.heading' }),
    };
    return html`<div
      class="root"
      part="base"
      lang=${this.language}
      @field-request=${this.#onFieldRequest}
      @change=${this.#onChange}
      @focusin=${this.#desk.onFocus}
    >
      <call-announcement lang=${this.language} .call=${this.call}></call-announcement>
      <div class="layout">
        ${contentsTemplate(
          names.map((name) => ({ name, heading: headings[name], state: this.#stateOf(name) })),
          this.#onContents,
        )}
        <div class="sections">
          ${
            this.store.allShown && this.issues.length
              ? html`<error-summary lang=${this.language} .issues=${this.issues}></error-summary>`
              : nothing
          }
          ${names.map((name) => [
            name === 'municipality'
              ? html`<div class="annex">
                  <p class="annex-name">${texts.formats.annex}</p>
                  <h2>${texts.formats.heading}</h2>
                </div>`
              : nothing,
            html`<section class="section" part="section" id=${name}>${this.#section(name)}</section>`,
          ])}
          ${this.#finishTemplate()}
        </div>
      </div>
      ${draftBar(this.#desk)}
    </div>`;
  }

  #section(name: SectionName): SectionElement {
    const section = (this.#sections[name] ??= document.createElement(sections[name]));
    return Object.assign(section, {
      lang: this.language,
      store: this.store,
      draft: this.draft,
      disabled: this.isDisabled,
      readonly: this.readonly,
    });
  }

  #stateOf(name: PartName): State {
    const blank = isBlank(this.store.draft[name] as RawValue | readonly never[]);
    if (hasErrors(checkPart(this.store.draft, name)))
      return this.store.allShown ? 'wrong' : blank ? 'empty' : 'begun';
    const named = this.store.rows('evidence').map(({ value }) => value['criterion']);
    const lacks = name === 'evidence' && !this.call.criteria.every((id) => named.includes(id));
    return blank ? 'empty' : lacks ? 'begun' : 'complete';
  }

  #finishTemplate(): TemplateResult {
    const off = this.isDisabled || this.readonly;
    return html`<section class="section finish screen" part="section" aria-labelledby="finish">
      <h3 id="finish">${msg('Өтүнмөнү жөнөтүү', { id: 'u.finish' })}</h3>
      ${this.#desk.panels?.sendTemplate(this.#desk)}
      <p class="lead">
        ${msg('Өтүнмөнү файлга сактап коюп, башка компьютерде ачса болот.', { id: 'u.finishLead' })}
      </p>
      <div role="status">
        ${
          this.#isNotLoaded && !this.#desk.panels
            ? html`<p class="notice">
                ${issueMessage({ code: 'notLoaded', severity: 'error', path: [] }, this.language)}
              </p>`
            : nothing
        }
      </div>
      <div class="buttons">
        <button type="button" @click=${this.#onDownload}>
          ${msg('JSON файлын жүктөп алуу', { id: 'u.download' })}
        </button>
        <button type="button" @click=${this.#onCheck}>${msg('Текшерүү', { id: 'u.check' })}</button>
        <button type="button" @click=${() => this.#onPaper('open')}>
          ${msg('Катты басып чыгаруу', { id: 'u.paper' })}
        </button>
        <button type="button" ?disabled=${off} @click=${this.#onChoose}>
          ${msg('Файлды ачуу', { id: 'u.open' })}
        </button>
        <input class="file" type="file" accept=".json,.zip" hidden @change=${this.#onFile} />
      </div>
    </section>`;
  }

  protected override reportError(issues: readonly Issue[]): void {
    this.dispatchEvent(new ApplicationErrorEvent(issues));
  }

  /** What is said and asked; where it cannot be loaded, that is said. */
  async #load(): Promise<DraftPanels | undefined> {
    const panels = await this.#desk.load();
    this.#isNotLoaded = !panels;
    this.requestUpdate();
    return panels;
  }

  async #tell(what: Done): Promise<void> {
    (await this.#desk.load())?.tell(this.#desk, what);
  }

  #onDownload(): void {
    if (this.downloadJson().success) void this.#tell('downloaded');
  }

  #onCheck(): void {
    if (this.issues.length) void this.showErrors();
    else {
      this.showIssues();
      void this.#tell('complete');
    }
  }

  /** Lists everything that is wrong, and takes the focus there. */
  async showErrors(): Promise<void> {
    this.showIssues();
    await this.updateComplete;
    const summary = this.renderRoot.querySelector<ErrorSummary>('error-summary');
    await summary?.updateComplete;
    summary?.scrollIntoView({ block: 'start' });
    summary?.focus();
  }

  #onChoose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('.file')?.click();
  }

  async #onFile(event: Event): Promise<void> {
    event.stopPropagation();
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    const panels = await this.#load();
    await (panels ? panels.openFile(this.#desk, file) : this.importApplication(file));
  }

  #onChange(): void {
    this.rememberState();
    // A field was left: the host may send its form with the next click.
    this.requestUpdate();
  }

  #onFieldRequest(event: FieldRequestEvent): void {
    event.preventDefault();
    event.stopPropagation();
    void this.focusField(event.path);
  }

  // Called by a template that is not this element's own.
  readonly #onContents = (event: Event): void => {
    const name = (event.target as HTMLElement).closest<HTMLElement>('[data-section]')?.dataset['section'];
    if (!name) return;
    event.preventDefault();
    this.#contents.open = this.#isWide;
    this.renderRoot.querySelector(`#${name}`)?.scrollIntoView({ block: 'start' });
    void this.#sections[name as SectionName]?.focusStart();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'interest-letter-form': InterestLetterForm;
  }
}
