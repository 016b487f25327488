import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../language/message.js';
import { distances, emailAndWebsite } from '../model/municipality.js';
import type { RawFields } from '../model/draft.js';
import { isBlank } from '../model/draft.js';
import { infoTableStyles } from './info-table-styles.js';
import { SectionElement } from './section-element.js';
import { sectionStyles } from './section-styles.js';
import { fieldStyles } from './field-styles.js';
import { tokens } from './tokens.js';

/**
 * Format 1 of Annex 2: the table of general information, row by row as the call prints it.
 *
 * @summary General information about the municipality.
 * @csspart base - All of it.
 * @csspart heading - The heading of the section.
 * @csspart control - A text field.
 * @csspart options - Answers to choose from.
 * @csspart message - What is wrong with a field.
 * @csspart letters - The buttons ң ө ү.
 * @csspart table - The table.
 */
export class MunicipalityInfoTable extends SectionElement {
  static override styles = [tokens, fieldStyles, sectionStyles, infoTableStyles];

  readonly partName = 'municipality';

  protected contentTemplate(): TemplateResult {
    const { formats } = this.texts;
    const raw = this.store.draft.municipality as RawFields;
    const asked =
      raw['hasProcurementSpecialist'] === 'yes' ||
      !isBlank([raw['procurementSpecialistName'] ?? '', raw['procurementSpecialistPosition'] ?? '']);
    return html`
      <h3 class="heading" part="heading">${formats.municipality}</h3>
      <div class="table" part="table">
        ${this.#row('municipalityType')} ${this.#row('municipalityName')} ${this.#row('postalAddress')}
        ${this.#row('phoneFax')}
        ${this.#group(
          emailAndWebsite(),
          html`<div class="pair">${this.field('email')}${this.field('website')}</div>`,
        )}
        ${this.#row('areaHa', msg('га', { id: 'u.hectare' }))} ${this.#amount('ownRevenues')}
        ${this.#amount('equalizationGrant')}
        ${this.#group(
          distances(),
          html`<div class="distances">
            ${['distanceToDistrictCentreKm', 'distanceToOblastCentreKm', 'distanceToCapitalKm'].map(
              (name, index) =>
                this.field(name, { suffix: msg('км', { id: 'u.kilometre' }) + (index < 2 ? ',' : '.') }),
            )}
          </div>`,
        )}
        ${this.#row('villageCount')} ${this.#row('population', undefined, formats.population)}
        <div class="row tall">
          ${this.field('hasProcurementSpecialist')}
          ${
            asked
              ? html`<div class="pair">
                  ${this.field('procurementSpecialistName')}${this.field('procurementSpecialistPosition')}
                </div>`
              : ''
          }
        </div>
      </div>
    `;
  }

  #row(name: string, suffix?: string, label?: string): TemplateResult {
    return html`<div class="row">
      ${this.field(name, { ...(suffix && { suffix }), ...(label && { label }) })}
    </div>`;
  }

  #group(label: string, fields: TemplateResult): TemplateResult {
    return html`<fieldset class="row group">
      <legend class="label">${label}</legend>
      ${fields}
    </fieldset>`;
  }

  #amount(name: string): TemplateResult {
    const { label } = this.definition.fields[name] as { label: () => string };
    return this.#group(
      label(),
      html`<div class="amounts">
        ${this.field(`${name}.amount`)}${this.field(`${name}.unit`)}${this.field(`${name}.year`)}
      </div>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'municipality-info-table': MunicipalityInfoTable;
  }
}
