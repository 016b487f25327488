import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../language/message.js';
import type { OutboxRecord } from '../sending/outbox.js';
import { download } from './download.js';
import type { DraftDesk } from './draft-desk.js';
import { printSheets } from './letter-print.js';
import { Panel } from './panel.js';
import { receiptFileName, receiptHtml, receiptPaper, senderFacts } from './receipt-paper.js';
import { receiptPaperStyles } from './receipt-paper-styles.js';
import { receiptStyles } from './receipt-styles.js';
import { receiptTemplate } from './receipt-template.js';

const earlierStyles = css`
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 28px;
  }
  .earlier > h3 {
    padding-block-end: 8px;
  }
  .earlier > details {
    border-block-start: 1px solid var(--_line);
  }
  .earlier > details > summary {
    min-block-size: 48px;
    align-content: center;
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
  }
  .earlier .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    padding-block: 12px 24px;
  }
`;

/** The receipts of an application, whole, to print or to keep as a file. */
export class ReceiptPanel extends Panel {
  protected override readonly styles = [receiptStyles, earlierStyles];
  /** What was received, newest first. */
  readonly #received: readonly OutboxRecord[];

  constructor(
    readonly desk: DraftDesk,
    /** The posts of an application. */
    records: readonly OutboxRecord[],
  ) {
    super(desk.form);
    this.#received = records.filter(({ receipt }) => receipt).sort((a, b) => b.revision - a.revision);
  }

  protected heading(): string {
    return msg('Өтүнмө кабыл алынганы жөнүндө дүмүрчөк', { id: 's.receiptHeading' });
  }

  protected content(): TemplateResult {
    const [newest, ...earlier] = this.#received;
    if (!newest) return html`<p>${msg('Дүмүрчөк азырынча жок.', { id: 's.noReceipt' })}</p>`;
    return html`${this.#receipt(newest)}${
      earlier.length
        ? html`<section class="earlier" aria-labelledby="earlier">
            <h3 id="earlier">${msg('Мурунку редакциялар', { id: 's.earlier' })}</h3>
            ${earlier.map(
              (record) =>
                html`<details>
                  <summary>
                    ${[msg(str`${record.revision}-редакция`, { id: 's.nthRevision' }), record.receipt?.receipt].filter(Boolean).join(' · ')}
                  </summary>
                  ${this.#receipt(record)}
                  <div class="acts">${this.#acts(record)}</div>
                </details>`,
            )}
          </section>`
        : nothing
    }`;
  }

  protected override actions(): TemplateResult | undefined {
    const [newest] = this.#received;
    return newest && this.#acts(newest, 'primary');
  }

  #receipt(record: OutboxRecord): TemplateResult {
    const { call } = this.desk.form.store;
    const { language } = this.owner;
    return receiptTemplate(record, call, language, senderFacts(record, call, language));
  }

  #acts(record: OutboxRecord, look = ''): TemplateResult {
    return html`<button type="button" class=${look} @click=${() => this.#onPrint(record)}>
        ${msg('Басып чыгаруу', { id: 'p.print' })}
      </button>
      <button type="button" @click=${() => this.#onDownload(record)}>
        ${msg('Жүктөп алуу', { id: 'e.download' })}
      </button>`;
  }

  #onPrint(record: OutboxRecord): void {
    const paper = receiptPaper(record, this.desk.form.store.call, this.owner.language);
    printSheets(paper, { height: 0 }, receiptPaperStyles);
  }

  #onDownload(record: OutboxRecord): void {
    const page = receiptHtml(record, this.desk.form.store.call, this.owner.language);
    download(new Blob([page], { type: 'text/html' }), receiptFileName(record));
  }
}
