import { css, html } from 'lit';
import type { PropertyDeclarations, TemplateResult } from 'lit';
import { call2025 } from '../model/call-2025.js';
import { textsOf } from '../model/call.js';
import type { Call } from '../model/call.js';
import { LetterElement } from './letter-element.js';
import { tokens } from './tokens.js';

/**
 * The call itself: who invites whom to what, for whom it is, and how to apply.
 *
 * @summary The text of the call.
 * @csspart base - All of it.
 * @csspart title - The title of the call.
 */
export class CallAnnouncement extends LetterElement {
  static override styles = [
    tokens,
    css`
      .intro,
      .subject {
        max-inline-size: 46em;
      }
      .intro {
        color: var(--_muted);
      }
      h2 {
        margin-block: 8px 16px;
        font-size: clamp(1.5em, 1.1em + 2.2cqi, 2.25em);
        line-height: 1.2;
        max-inline-size: 26em;
        overflow-wrap: break-word;
      }
      .subject {
        padding-inline-start: 16px;
        border-inline-start: 4px solid var(--_accent);
        font-size: 1.0625em;
      }
      .sections {
        display: grid;
        margin-block-start: 24px;
        border-block-start: 1px solid var(--_line);
      }
      details {
        border-block-end: 1px solid var(--_line);
      }
      summary {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 48px;
        padding-block: 8px;
        cursor: pointer;
        font-weight: 600;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::before {
        content: '▸';
        inline-size: 0.8em;
        color: var(--_accent);
      }
      details[open] > summary::before {
        content: '▾';
      }
      summary:hover {
        color: var(--_accent);
      }
      .body {
        display: grid;
        gap: 12px;
        padding: 4px 0 20px 25px;
        max-inline-size: 46em;
      }
      ul {
        display: grid;
        gap: 10px;
        padding-inline-start: 1.1em;
      }
      li::marker {
        color: var(--_accent);
      }
      .body p + p {
        margin-block-start: 12px;
      }
      .steps {
        list-style: none;
        padding: 0;
      }
      @container (min-width: 56rem) {
        .sections {
          grid-template-columns: 1fr 1fr;
          column-gap: 48px;
        }
        .how {
          grid-column: 1 / -1;
        }
        .how .body {
          max-inline-size: none;
          grid-template-columns: 1fr 1fr;
          column-gap: 48px;
        }
      }
    `,
  ];

  static override properties: PropertyDeclarations = {
    ...LetterElement.properties,
    call: { attribute: false },
  };

  /** The call definition. */
  declare call: Call;

  constructor() {
    super();
    this.call = call2025;
  }

  override render(): TemplateResult {
    const { announcement } = textsOf(this.call, this.language);
    const { intro, title, subject, benefits, criteria, steps, closing } = announcement;
    return html`<div class="root" part="base">
      <p class="intro">${intro}</p>
      <h2 part="title">${title}</h2>
      <p class="subject">${subject}</p>
      <div class="sections">
        ${[benefits, criteria].map(
          ({ heading, items }) =>
            html`<details open>
              <summary>${heading}</summary>
              <div class="body">
                <ul>
                  ${items.map((item) => html`<li>${item}</li>`)}
                </ul>
              </div>
            </details>`,
        )}
        <details open class="how">
          <summary>${steps.heading}</summary>
          <div class="body">
            <ul class="steps">
              ${steps.items.map((item) => html`<li>${item}</li>`)}
            </ul>
            <div>${closing.map((text) => html`<p>${text}</p>`)}</div>
          </div>
        </details>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'call-announcement': CallAnnouncement;
  }
}
