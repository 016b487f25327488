import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, speak } from '../language/message.js';
import type { Language } from '../language/message.js';
import type { Call } from '../model/call.js';
import type { OutboxRecord } from '../sending/outbox.js';
import type { PostFile } from '../sending/receipt.js';
import { sizeWords } from './evidence-words.js';
import { filesLabel, lateWords, noNumber, numberLabel, receiptFacts } from './receipt-facts.js';
import type { Fact } from './receipt-facts.js';

/**
 * What the server has said when it received a post; nothing of one that has not arrived. `more`: what else is to be
 * said beside it. Its looks are `receiptStyles`.
 */
export function receiptTemplate(
  record: OutboxRecord,
  call: Call,
  language: Language,
  more: readonly Fact[] = [],
): TemplateResult {
  const { receipt } = record;
  if (!receipt) return html``;
  return speak(language, () => {
    const late = lateWords(record, call, language);
    const { files } = receipt;
    return html`<div class="receipt" lang=${language}>
      ${receipt.receipt ? nothing : html`<p class="remark">${noNumber()}</p>`}
      ${late ? html`<p class="remark late">${late}</p>` : nothing}
      <dl>
        ${receipt.receipt ? numberTemplate(receipt.receipt) : nothing}
        ${[...receiptFacts(receipt, language), ...more].map(
          ([label, text]) =>
            html`<div class="row">
              <dt>${label}</dt>
              <dd dir="auto">${text}</dd>
            </div>`,
        )}
        <div class="row">
          <dt>${filesLabel(receipt)}</dt>
          <dd>
            ${
              files.length
                ? html`<ul>
                    ${files.map((file) => html`<li>${fileTemplate(file)}</li>`)}
                  </ul>`
                : '–'
            }
          </dd>
        </div>
      </dl>
    </div>`;
  });
}

const numberTemplate = (number: string): TemplateResult =>
  html`<div class="row number">
    <dt>${numberLabel()}</dt>
    <dd>
      <span class="digits">${number}</span>
      <button type="button" class="screen" @click=${onCopy}>${msg('Көчүрүп алуу', { id: 's.copy' })}</button>
      <span
        role="status"
        data-copied=${msg('Көчүрүлдү.', { id: 's.copied' })}
        data-marked=${msg('Номер белгиленди: аны өзүңүз көчүрүп алыңыз', { id: 's.marked' })}
      ></span>
    </dd>
  </div>`;

const fileTemplate = ({ name, size, sha256 }: PostFile): TemplateResult =>
  html`<span class="name" dir="auto">${name}</span> <span class="size">${sizeWords(size)}</span>
    <details>
      <summary><span>SHA-256</span> <code>${sha256.slice(0, 12)}…</code></summary>
      <code>${sha256}</code>
    </details>`;

/** Copies the number, or marks it where the browser does not let pages copy. */
async function onCopy(event: Event): Promise<void> {
  const row = (event.currentTarget as HTMLElement).parentElement;
  const digits = row?.querySelector('.digits');
  const said = row?.querySelector<HTMLElement>('[role=status]');
  if (!digits || !said) return;
  let isCopied = true;
  try {
    await navigator.clipboard.writeText(digits.textContent ?? '');
  } catch {
    // Pages without HTTPS have no clipboard.
    getSelection()?.selectAllChildren(digits);
    isCopied = document.execCommand('copy');
  }
  said.textContent = said.dataset[isCopied ? 'copied' : 'marked'] ?? '';
}
