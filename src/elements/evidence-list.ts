import { html, nothing } from 'lit';
import type { PropertyDeclarations, TemplateResult } from 'lit';
import { issueMessage } from '../language/issue.js';
import { msg } from '../language/message.js';
import type { EvidenceView } from './evidence-view.js';
import { fieldStyles } from './field-styles.js';
import { SectionElement } from './section-element.js';
import { sectionStyles } from './section-styles.js';
import { tokens } from './tokens.js';

/**
 * Steps 1 and 2 of the call: files for each criterion of section II, the joint decision, the scan of the signed
 * letter. What is chosen is kept as bytes on the device; the value says name, size and sha256 of each file.
 *
 * @summary The files that are sent with the letter.
 * @fires input - A file came or went, or a note was typed.
 * @fires change - The same, when it is finished.
 * @fires row-add - A file was added.
 * @fires row-remove - A file was removed.
 * @csspart base - All of it.
 * @csspart heading - The heading.
 * @csspart card - What is about one criterion: its words, its files, the place to drop more.
 * @csspart file - A file.
 * @csspart control - A text field.
 * @csspart message - What is wrong with a file or a field.
 * @csspart letters - The buttons ң ө ү.
 */
export class EvidenceList extends SectionElement {
  static override styles = [tokens, fieldStyles, sectionStyles];

  static override properties: PropertyDeclarations = { ...SectionElement.properties, draft: {} };

  readonly partName = 'evidence';

  /** Where the files are kept: `device` (also when missing), or only in this page (`session`, `none`). */
  declare draft: string | null;

  #view: EvidenceView | undefined;
  #loading: Promise<void> | undefined;
  #isNotLoaded = false;
  #seen: IntersectionObserver | undefined;

  /** Loads what the list needs before it comes into sight, for instance while there is a network. */
  load(): Promise<void> {
    return (this.#loading ??= import('./evidence-view.js').then(
      ({ EvidenceView }) => {
        this.#seen?.disconnect();
        this.#view = new EvidenceView({
          list: this,
          record: (row) => this.recordView(row.value, row.key),
          changed: () => this.rememberState(),
        });
        this.requestUpdate();
      },
      () => {
        this.#loading = undefined;
        this.#isNotLoaded = true;
        this.requestUpdate();
      },
    ));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#view) return;
    this.#seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void this.load();
      },
      { rootMargin: '100%' },
    );
    this.#seen.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen?.disconnect();
  }

  protected override updated(): void {
    super.updated();
    if (!this.blank && !this.#isNotLoaded) void this.load();
  }

  protected override target(names: readonly string[]): HTMLElement | null {
    return this.#view?.target(names) ?? null;
  }

  override async focusField(path: Parameters<SectionElement['focusField']>[0]): Promise<boolean> {
    await this.load();
    return super.focusField(path);
  }

  protected contentTemplate(): TemplateResult {
    return html`<h3 class="heading" part="heading">
        ${msg('Далилдер жана документтер', { id: 'e.heading' })}
      </h3>
      ${this.#view?.template() ?? (this.#isNotLoaded ? this.#notLoadedTemplate() : nothing)}`;
  }

  #notLoadedTemplate(): TemplateResult {
    return html`<p class="message error" role="alert">
        ${issueMessage({ code: 'notLoaded', severity: 'error', path: [] }, this.language)}
      </p>
      <button type="button" @click=${() => this.load()}>${msg('Кайталоо', { id: 'e.retry' })}</button>`;
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    if (!this.#loading) return done;
    await this.#loading;
    return super.getUpdateComplete();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'evidence-list': EvidenceList;
  }
}
