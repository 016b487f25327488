import { css, html, nothing } from 'lit';
import type { PropertyDeclarations, TemplateResult } from 'lit';
import { issueMessage } from '../language/issue.js';
import type { Issue } from '../language/issue.js';
import { msg, str } from '../language/message.js';
import { pathLabel } from '../model/path-label.js';
import { FieldRequestEvent } from './events.js';
import { LetterElement } from './letter-element.js';
import { tokens } from './tokens.js';

/** How many lines are shown at once; a list pasted in with a thousand gaps is mended in steps. */
const most = 50;

/**
 * What stops an export, and what deserves a second look, each with a link into its field.
 *
 * @summary The list of errors and warnings.
 * @fires field-request - A line was chosen; `path` says which field. Within `interest-letter-form` the form goes there.
 * @csspart base - All of it.
 */
export class ErrorSummary extends LetterElement {
  static override styles = [
    tokens,
    css`
      .box {
        padding: 20px 24px;
        border: 2px solid var(--_error);
        border-radius: var(--_radius);
        background: var(--_paper);
      }
      .box.warning {
        border-color: var(--_warning);
      }
      .box:focus-visible {
        outline-offset: 3px;
        border-radius: var(--_radius);
      }
      h3 {
        margin-block-end: 12px;
      }
      ul {
        display: grid;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        min-block-size: 44px;
        padding-block: 6px;
        border-block-start: 1px solid var(--_line);
      }
      .error a {
        color: var(--_error);
      }
      .warning a {
        color: var(--_warning);
      }
      .box + .box {
        margin-block-start: 16px;
      }
      .more {
        color: var(--_muted);
      }
    `,
  ];

  static override properties: PropertyDeclarations = {
    ...LetterElement.properties,
    issues: { attribute: false },
    for: {},
  };

  /** Errors and warnings to list. */
  declare issues: readonly Issue[];
  /** The id of a form or section beside it, whose fields the links go to. */
  declare for: string | null;

  constructor() {
    super();
    this.issues = [];
    this.for = null;
  }

  /** Takes the focus to the list, so that it is read out. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.box')?.focus();
  }

  override render(): TemplateResult {
    const errors = this.issues.filter(({ severity }) => severity === 'error');
    const warnings = this.issues.filter(({ severity }) => severity === 'warning');
    return html`<div class="root" part="base">
      ${this.#box('error', errors, msg(str`Толуктоо керек: ${errors.length}`, { id: 'u.errors' }))}
      ${this.#box('warning', warnings, msg(str`Текшерип коюңуз (жөнөтүүгө тоскоол эмес): ${warnings.length}`, { id: 'u.warnings' }))}
    </div>`;
  }

  #box(severity: string, issues: readonly Issue[], heading: string): TemplateResult | typeof nothing {
    if (!issues.length) return nothing;
    return html`<section class="box ${severity}" tabindex="-1" aria-labelledby=${severity}>
      <h3 id=${severity}>${heading}</h3>
      <ul @click=${this.#onClick}>
        ${issues.slice(0, most).map(
          (issue) =>
            html`<li class=${severity}>
              <a href="#" data-path=${issue.path.join('.')}
                >${[pathLabel(issue.path, this.language), issueMessage(issue, this.language)].filter(Boolean).join(': ')}</a
              >
            </li>`,
        )}
        ${
          issues.length > most
            ? html`<li class="more">${msg(str`… дагы ${issues.length - most}`, { id: 'u.more' })}</li>`
            : nothing
        }
      </ul>
    </section>`;
  }

  #onClick(event: Event): void {
    const path = (event.target as HTMLElement).closest<HTMLElement>('[data-path]')?.dataset['path'];
    if (path === undefined) return;
    event.preventDefault();
    const request = new FieldRequestEvent(path.split('.'));
    if (!this.dispatchEvent(request) || !this.for) return;
    const target = (this.getRootNode() as Document).getElementById(this.for) as unknown as {
      focusField?: (path: string) => unknown;
    } | null;
    target?.focusField?.(path);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'error-summary': ErrorSummary;
  }
}
