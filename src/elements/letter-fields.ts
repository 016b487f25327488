import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { letterBlocks } from '../letter/annex-1.js';
import type { LetterBlock, Run } from '../letter/blocks.js';
import { msg } from '../language/message.js';
import type { RawFields } from '../model/draft.js';
import { districtNames, oblastNames } from '../model/districts.js';
import type { Change } from '../draft/store.js';
import { FieldRequestEvent } from './events.js';
import { optionalTemplate } from './field-template.js';
import { letterPaperStyles } from './letter-paper-styles.js';
import { SectionElement } from './section-element.js';
import { sectionStyles } from './section-styles.js';
import { fieldStyles } from './field-styles.js';
import { tokens } from './tokens.js';

/**
 * Annex 1 of the call: what the letter of interest needs, and the letter itself as it fills.
 *
 * @summary The fields of the letter, and its text.
 * @fires field-request - A blank of the letter was chosen whose field stands in another section.
 * @csspart base - All of it.
 * @csspart heading - The heading of the section.
 * @csspart control - A text field.
 * @csspart options - Answers to choose from.
 * @csspart message - What is wrong with a field.
 * @csspart letters - The buttons ң ө ү.
 * @csspart paper - The letter.
 */
export class LetterFields extends SectionElement {
  static override styles = [tokens, fieldStyles, sectionStyles, letterPaperStyles];

  readonly partName = 'letter';

  protected contentTemplate(): TemplateResult {
    const { letter } = this.texts;
    const { oblast } = this.store.draft.letter as RawFields;
    const legend = (label: unknown): TemplateResult => html`<legend class="legend">${label}</legend>`;
    return html`
      <p class="annex">${letter.annex}</p>
      <h3 class="heading" part="heading">${letter.heading}</h3>
      <div class="stack">
        <fieldset class="columns">
          <div class="wide">${this.field('senderName')}</div>
          <div class="wide">${this.field('senderPosition')}</div>
          ${this.field('oblast', { suggestions: oblastNames() })}
          ${this.field('district', {
            suggestions: districtNames(typeof oblast === 'string' ? oblast : ''),
          })}
          <div class="wide">${this.field('municipalityLocation')}</div>
          ${this.field('keneshName')} ${this.field('keneshChairName')} ${this.field('letterDate')}
        </fieldset>
        <fieldset>
          ${legend(html`${msg('Биргелешкен чечим', { id: 'jointDecision' })}${optionalTemplate()}`)}
          <div class="columns">${this.field('jointDecision.number')} ${this.field('jointDecision.date')}</div>
        </fieldset>
        <fieldset>
          ${legend(msg('Байланыш маалыматы', { id: 'contactInfo' }))}
          <div class="columns">
            ${this.field('contactInfo.mobilePhones')} ${this.field('contactInfo.landlinePhones')}
            ${this.field('contactInfo.postalAddresses')} ${this.field('contactInfo.emails')}
          </div>
        </fieldset>
      </div>
      <h4 class="legend letter-text">${msg('Каттын тексти', { id: 'u.letterText' })}</h4>
      <div class="paper" part="paper" @click=${this.#onBlank}>
        ${letterBlocks(this.store.draft, this.call, this.language).map((block) => this.#blockTemplate(block))}
      </div>
    `;
  }

  protected override storeChanged(change: Change): void {
    // The letter also names the municipality, which is typed in the next section.
    if (change.kind !== 'all' && change.part === 'municipality') this.requestUpdate();
    super.storeChanged(change);
  }

  #blockTemplate(block: LetterBlock): TemplateResult {
    switch (block.kind) {
      case 'heading':
        return html`<p class="title${block.level}" role="heading" aria-level=${block.level + 4}>
          ${this.#runs(block.runs)}
        </p>`;
      case 'signatures':
        return html`<div class="signatures">
          ${block.signatures.map(
            ({ runs, name }) =>
              html`<p>${this.#runs(runs)}<span class="sign"></span>${this.#runs([name])}</p>`,
          )}
        </div>`;
      default:
        return html`<p class=${block.kind}>${this.#runs(block.runs)}</p>`;
    }
  }

  #runs(runs: readonly Run[]): unknown {
    return runs.map((run) =>
      'blank' in run
        ? html`<a href="#" class="blank" data-blank=${run.path.join('.')} title=${run.caption}
            >${run.text || html`<span class="rule"></span><span class="unseen">${run.caption}</span>`}</a
          >`
        : run.text || nothing,
    );
  }

  #onBlank(event: Event): void {
    const path = (event.target as HTMLElement).closest<HTMLElement>('[data-blank]')?.dataset['blank'];
    if (!path) return;
    event.preventDefault();
    if (path.startsWith('letter.')) void this.focusField(path);
    else this.dispatchEvent(new FieldRequestEvent(path.split('.')));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'letter-fields': LetterFields;
  }
}
