import { html, nothing, render } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import type { Change } from '../draft/store.js';
import { issueMessage } from '../language/issue.js';
import { msg, str } from '../language/message.js';
import { isBlank } from '../model/draft.js';
import type { Row } from '../model/draft.js';
import type { Field } from '../model/field.js';
import { RowAddEvent, RowRemoveEvent } from './events.js';
import { fieldTemplate, messagesTemplate } from './field-template.js';
import { rowTableStyles } from './row-table-styles.js';
import { SectionElement } from './section-element.js';
import type { Pasted } from './table-panel.js';
import { fieldStyles } from './field-styles.js';
import { tokens } from './tokens.js';

/** A column of a list as the call prints it. It may hold several fields. */
export interface Column {
  readonly fields: readonly string[];
  /** The call's words above the column; by default the label of its one field. */
  readonly header?: () => string;
}

/**
 * A list of rows: a real table that becomes cards on a narrow screen. One keystroke draws one row. Rows can be
 * added, removed with undo, and moved; the number of a row is its place.
 */
export abstract class RowTable extends SectionElement {
  static override styles: CSSResultGroup = [tokens, fieldStyles, rowTableStyles];

  /** The columns of the call's table. */
  protected abstract readonly columns: readonly Column[];

  /** The heading and the words on the format, from the call. */
  protected abstract get words(): { readonly heading: string; readonly format: string };

  /** The rows on the screen, by key: drawn one by one, so that a key in one of a thousand costs what it does in one of ten. */
  #drawn = new Map<string, { readonly element: HTMLElement; row: Row; place: string; stamp: unknown }>();
  /** Another object whenever every row has to be drawn again. */
  #stamp: unknown = {};
  /** Takes back the last removal or import; may give the words for it. */
  #restore: (() => string | void) | undefined;
  #status = '';

  protected override target([number, ...names]: readonly string[]): HTMLElement | null {
    const row = this.rows[Number(number ?? 0)];
    if (row) return this.controlAt(names.length ? names : [this.columns[0]?.fields[0] ?? ''], row.key);
    // An empty list is gone to where rows are added.
    return number === undefined ? this.renderRoot.querySelector<HTMLElement>('.add') : null;
  }

  protected get rows(): readonly Row[] {
    return this.store.rows(this.partName);
  }

  protected override get blank(): boolean {
    return this.rows.every(({ value }) => isBlank(value));
  }

  protected override storeChanged(change: Change): void {
    if (change.kind !== 'all' && change.part !== this.partName) return;
    if ((change.kind === 'text' || change.kind === 'shown') && change.key !== undefined && this.hasUpdated) {
      const index = this.rows.findIndex(({ key }) => key === change.key);
      const row = this.rows[index];
      if (row && this.#drawn.has(row.key)) this.#drawRow(row, index, true);
      if (this.ownsStore) super.updated();
      return;
    }
    if (change.kind === 'all') this.#stamp = {};
    this.requestUpdate();
  }

  protected override languageChanged(): void {
    this.#stamp = {};
    super.languageChanged();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('readonly')) this.#stamp = {};
  }

  override formDisabledCallback(): void {
    this.#stamp = {};
    super.formDisabledCallback();
  }

  protected contentTemplate(): TemplateResult {
    const { heading, format } = this.words;
    const rows = this.rows;
    const own = this.store.issues.filter(
      (issue) =>
        issue.path.length === 1 &&
        issue.path[0] === this.partName &&
        this.store.isShown(this.partName, undefined, ''),
    );
    return html`
      <h3 class="heading" id="heading" part="heading">${heading}</h3>
      <p class="format" part="note">${format}</p>
      ${messagesTemplate(own, 'list', this.language)}
      <table role="table" aria-labelledby="heading" ?hidden=${!rows.length} part="table">
        <thead role="rowgroup">
          <tr role="row" class="head">
            <th role="columnheader" scope="col">№</th>
            ${this.columns.map((column) => html`<th role="columnheader" scope="col">${this.#headerOf(column)}</th>`)}
            <th role="columnheader" scope="col">
              <span class="unseen">${msg('Аракеттер', { id: 'u.actions' })}</span>
            </th>
          </tr>
        </thead>
        <tbody
          role="rowgroup"
          class=${rows.length > 30 ? 'many' : ''}
          @click=${this.#onAction}
          @paste=${this.#onPaste}
        ></tbody>
      </table>
      ${
        rows.length
          ? nothing
          : html`<p class="empty" part="empty">
              ${msg('Азырынча бир да сап жок. Ар бир жазууга бир сап кошуңуз.', { id: 'u.emptyList' })}
            </p>`
      }
      <div class="foot screen">
        <button type="button" class="add" part="add" ?disabled=${this.#off} @click=${this.#onAdd}>
          <span aria-hidden="true">+</span> ${msg('Сап кошуу', { id: 'u.addRow' })}
        </button>
        <button
          type="button"
          part="table-button"
          aria-haspopup="dialog"
          ?disabled=${this.#off}
          @click=${() => this.#openTable()}
        >
          ${msg('Excel же Word таблицасы', { id: 'u.table' })}
        </button>
        <p role="status">${this.#status}</p>
        ${
          this.#restore
            ? html`<button type="button" class="link" @click=${this.#onUndo}>
                ${msg('Кайтаруу', { id: 'u.undo' })}
              </button>`
            : nothing
        }
      </div>
    `;
  }

  protected override updated(): void {
    const body = this.renderRoot.querySelector('tbody');
    if (body) this.#drawRows(body);
    super.updated();
  }

  /** Brings the rows on the screen to those of the store: the elements of rows that stay are kept and moved. */
  #drawRows(body: Element): void {
    const rows = this.rows;
    const keys = new Set(rows.map(({ key }) => key));
    for (const [key, { element }] of this.#drawn) {
      if (keys.has(key)) continue;
      element.remove();
      this.#drawn.delete(key);
    }
    let next = body.firstElementChild;
    rows.forEach((row, index) => {
      const element = this.#drawRow(row, index);
      if (element === next) next = next.nextElementSibling;
      else body.insertBefore(element, next);
    });
  }

  #drawRow(row: Row, index: number, again = false): Element {
    let drawn = this.#drawn.get(row.key);
    if (!drawn) {
      const element = document.createElement('tr');
      element.setAttribute('role', 'row');
      element.setAttribute('part', 'row');
      element.dataset['key'] = row.key;
      this.#drawn.set(row.key, (drawn = { element, row, place: '', stamp: undefined }));
    }
    const { element } = drawn;
    // The last row has no way down.
    const place = `${index} ${index === this.rows.length - 1}`;
    if (again || drawn.row !== row || drawn.place !== place || drawn.stamp !== this.#stamp) {
      Object.assign(drawn, { row, place, stamp: this.#stamp });
      this.speak(() => render(this.#rowTemplate(row, index), element, { host: this }));
    }
    return element;
  }

  #headerOf({ header, fields: [name] }: Column): string {
    return header ? header() : (this.definition.fields[name ?? ''] as Field).label();
  }

  #rowTemplate(row: Row, index: number): TemplateResult {
    const view = this.recordView(row.value, row.key);
    const number = index + 1;
    const off = this.#off;
    const action = (name: string, sign: string, label: string, disabled = off): TemplateResult =>
      html`<button
        type="button"
        class="act ${name}"
        data-act=${name}
        aria-label=${label}
        ?disabled=${disabled}
      >
        ${sign}
      </button>`;
    return html`<td role="cell" class="number">${number}</td>
      ${this.columns.map(
        ({ fields }) =>
          html`<td role="cell" class=${fields.length > 1 ? 'several' : 'single'}>
            ${fields.map((name) => fieldTemplate(view, name))}
          </td>`,
      )}
      <td role="cell" class="actions">
        ${action('up', '↑', msg(str`${number}-сапты жогору жылдыруу`, { id: 'u.moveUp' }), off || !index)}
        ${action('down', '↓', msg(str`${number}-сапты төмөн жылдыруу`, { id: 'u.moveDown' }), off || number === this.rows.length)}
        ${action('remove', '×', msg(str`${number}-сапты өчүрүү`, { id: 'u.removeRow' }))}
      </td>`;
  }

  #onAdd(): void {
    this.#restore = undefined;
    this.store.addRow(this.partName);
    const index = this.rows.length - 1;
    this.speak(() => this.#say(msg(str`${index + 1}-сап кошулду`, { id: 'u.rowAdded' })));
    this.dispatchEvent(new RowAddEvent(this.partName, index));
    this.#changed();
    void this.focusField([index]);
  }

  #onAction(event: Event): void {
    const button = (event.target as HTMLElement).closest<HTMLElement>('[data-act]');
    const key = button?.closest<HTMLElement>('[data-key]')?.dataset['key'];
    const act = button?.dataset['act'];
    if (!act || key === undefined) return;
    const index = this.rows.findIndex((row) => row.key === key);
    if (act === 'remove') this.#remove(key, index);
    else this.#move(key, index, act === 'up' ? -1 : 1);
  }

  #remove(key: string, index: number): void {
    this.#restore = this.store.removeRow(this.partName, key);
    this.speak(() => this.#say(msg(str`${index + 1}-сап өчүрүлдү`, { id: 'u.rowRemoved' })));
    this.dispatchEvent(new RowRemoveEvent(this.partName, index));
    this.#changed();
    const next = this.rows[Math.min(index, this.rows.length - 1)];
    void this.updateComplete.then(() =>
      (next
        ? this.#drawn.get(next.key)?.element.querySelector<HTMLElement>('.remove')
        : this.renderRoot.querySelector<HTMLElement>('.add')
      )?.focus(),
    );
  }

  #onUndo(): void {
    const words = this.#restore?.();
    this.#restore = undefined;
    this.speak(() => this.#say(words ?? msg('Сап кайтарылды', { id: 'u.rowRestored' })));
    this.#changed();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.add')?.focus());
  }

  #move(key: string, index: number, by: number): void {
    this.#restore = undefined;
    this.store.moveRow(this.partName, key, by);
    this.speak(() => this.#say(msg(str`${index + 1}-сап эми ${index + 1 + by}-сап`, { id: 'u.rowMoved' })));
    this.#changed();
    void this.updateComplete.then(() => {
      const row = this.#drawn.get(key)?.element;
      const button = row?.querySelector<HTMLButtonElement>(by < 0 ? '.up' : '.down');
      // At an end the way back is the button that still works.
      (button?.disabled ? row?.querySelector<HTMLElement>(by < 0 ? '.down' : '.up') : button)?.focus();
    });
  }

  /** A table on the clipboard is looked at before it becomes rows; text and a single cell are pasted as ever. */
  #onPaste(event: ClipboardEvent): void {
    const [html = '', text = ''] = ['html', 'plain'].map((kind) =>
      event.clipboardData?.getData(`text/${kind}`),
    );
    if (this.#off || !(html ? /<t[dh]\b[^]*<t[dh]\b/i : /\S *\t/).test(html || text)) return;
    event.preventDefault();
    void this.#openTable({ html, text, field: event.target as HTMLElement });
  }

  /** Opens what rows come from and go to as a table; a paste that it cannot take lands in its field after all. */
  async #openTable(pasted?: Pasted): Promise<void> {
    try {
      const { openTablePanel } = await import('./table-panel.js');
      const say = (words: string, restore?: () => string): void => {
        this.#restore = restore;
        this.#say(words);
      };
      openTablePanel({ table: this, say, changed: () => this.#changed() }, pasted);
    } catch {
      if (pasted) {
        pasted.field.focus();
        document.execCommand('insertText', false, pasted.text);
      } else {
        this.#restore = undefined;
        this.#say(issueMessage({ code: 'notLoaded', severity: 'error', path: [] }, this.language));
      }
    }
  }

  get #off(): boolean {
    return this.isDisabled || this.readonly;
  }

  #say(words: string): void {
    this.#status = words;
    this.requestUpdate();
  }

  #changed(): void {
    this.rememberState();
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  }
}
