import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../language/message.js';
import { isBlank } from '../model/draft.js';
import type { RawFields } from '../model/draft.js';
import type { Repeat } from '../model/field.js';
import { problemStyles } from './problem-styles.js';
import { SectionElement } from './section-element.js';
import { sectionStyles } from './section-styles.js';
import { fieldStyles } from './field-styles.js';
import { tokens } from './tokens.js';

/**
 * The questions to the head of the local self-government body, answered in free form.
 *
 * @summary The self-assessment.
 * @csspart base - All of it.
 * @csspart heading - The heading of the section.
 * @csspart control - A text field.
 * @csspart options - Answers to choose from.
 * @csspart message - What is wrong with a field.
 * @csspart letters - The buttons ң ө ү.
 */
export class SelfAssessmentQuestions extends SectionElement {
  static override styles = [tokens, fieldStyles, sectionStyles, problemStyles];

  readonly partName = 'selfAssessment';

  protected contentTemplate(): TemplateResult {
    const raw = this.store.draft.selfAssessment as RawFields;
    const problems = this.definition.fields['priorityProblems'] as Repeat;
    const asked =
      raw['hasExperienceExchange'] !== 'no' || !isBlank(raw['experienceExchangeDescription'] ?? '');
    return html`
      <h3 class="heading" part="heading">${this.texts.formats.questions}</h3>
      <div class="stack">
        <div class="question">
          ${this.field('keneshCooperationRating')} ${this.field('keneshCooperationComment')}
        </div>
        <div class="question">
          ${this.field('populationActivityRating')} ${this.field('populationActivityComment')}
        </div>
        <fieldset class="question">
          <legend class="label">${problems.label()}</legend>
          <ol class="problems">
            ${Array.from(
              { length: problems.times },
              (_, index) =>
                html`<li>
                  ${this.field(`priorityProblems.${index}`, {
                    label: msg(str`${index + 1}-көйгөй`, { id: 'u.problem' }),
                    hideLabel: true,
                  })}
                </li>`,
            )}
          </ol>
        </fieldset>
        <div class="question">
          ${this.field('hasExperienceExchange')} ${asked ? this.field('experienceExchangeDescription') : ''}
        </div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'self-assessment-questions': SelfAssessmentQuestions;
  }
}
