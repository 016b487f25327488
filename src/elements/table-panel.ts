import type { ReactiveController, TemplateResult } from 'lit';
import { html } from 'lit';
import { fileWords } from '../language/file-issue.js';
import { addWords, issueMessage } from '../language/issue.js';
import type { Issue } from '../language/issue.js';
import { msg, speak, str } from '../language/message.js';
import { formatNumber } from '../language/numbers.js';
import type { Result } from '../model/json.js';
import type { PartName } from '../model/part.js';
import { mapColumns } from '../tables/map-columns.js';
import type { Mapping } from '../tables/map-columns.js';
import { readDelimited } from '../tables/read-delimited.js';
import { readTableFile } from '../tables/read-file.js';
import type { NamedGrid } from '../tables/read-file.js';
import { readHtmlTables } from '../tables/read-html.js';
import type { ListName } from '../tables/targets.js';
import { writeCsv, writeXlsx } from '../tables/write-tables.js';
import type { ControlElement } from './control-element.js';
import { download } from './download.js';
import { RowAddEvent, RowRemoveEvent } from './events.js';
import { Panel } from './panel.js';
import { tablePanelStyles } from './table-panel-styles.js';
import { areBlank, bestOf, previewOf, remap } from './table-preview.js';
import type { Preview } from './table-preview.js';
import { previewTemplate } from './table-preview-template.js';
import { sourceTemplate } from './table-source-template.js';
import type { TableView } from './table-view.js';

/** What was on the clipboard, and the field into which it was to go. */
export interface Pasted {
  readonly html: string;
  readonly text: string;
  readonly field: HTMLElement;
}

/** A list, and what it does when its rows have come from a table. */
export interface TableDesk {
  readonly table: ControlElement & { readonly partName: PartName };
  /** Words below the list; `restore` takes back what they tell of, and may give the words for that. */
  say(words: string, restore?: () => string): void;
  /** A person has changed the rows. */
  changed(): void;
}

const opened = new WeakMap<object, TablePanel>();

/** Opens the panel: with what was pasted, or with the question where the table is. */
export function openTablePanel(desk: TableDesk, pasted?: Pasted): void {
  addWords(fileWords);
  // A second press while this was loading.
  if (!opened.has(desk.table)) new TablePanel(desk, pasted).open();
}

/** A table from the clipboard or from a file, how its columns are understood, and what will come of it. */
export class TablePanel extends Panel implements ReactiveController, TableView {
  protected override readonly styles = [tablePanelStyles];
  readonly part: ListName;
  /** The tables to choose from, and the one that is shown. */
  grids: readonly NamedGrid[] = [];
  chosen = 0;
  mapping: Mapping = { header: 0, columns: [] };
  /** How many rows the heading has, if there is one. */
  headings = 1;
  preview: Preview | undefined;
  /** Whether the rows that are there make way. */
  replace = false;
  /** Why nothing could be read, and whether the file was one of Word's. */
  refusal: Issue | 'document' | undefined;
  reading = false;
  /** Text typed or dropped into the box by a keyboard that pastes without saying so. */
  typed = '';
  #listening = new AbortController();
  /** Only the last of several files counts. */
  #turn = 0;

  constructor(
    readonly desk: TableDesk,
    readonly pasted?: Pasted,
  ) {
    super(desk.table);
    this.part = desk.table.partName as ListName;
  }

  override open(): void {
    const { table } = this.desk;
    opened.set(table, this);
    table.addController(this);
    if (this.pasted) this.read(this.pasted);
    super.open();
    const { signal } = this.#listening;
    // What is chosen in here is no answer in the form.
    for (const name of ['input', 'change'])
      this.root.addEventListener(name, (event) => event.stopPropagation(), { signal });
    this.root.addEventListener('paste', (event) => this.#onPaste(event as ClipboardEvent), { signal });
    // A file that misses the panel must not take the page away.
    for (const name of ['dragover', 'drop'] as const)
      addEventListener(name, (event) => this.#onDrag(event), { signal, capture: true });
    // On a phone the keyboard would cover what is to be read.
    if (!this.preview && !matchMedia('(pointer: coarse)').matches)
      this.root.querySelector('textarea')?.focus();
  }

  hostUpdated(): void {
    if (this.off) this.close();
    else this.follow();
  }

  hostDisconnected(): void {
    this.close();
    this.closed();
  }

  override close(): void {
    super.close();
    // The browser tells of it later; meanwhile another may be opened.
    this.#release();
  }

  protected override closed(): void {
    this.#listening.abort();
    this.#turn++;
    this.#release();
    this.desk.table.removeController(this);
  }

  #release(): void {
    if (opened.get(this.desk.table) === this) opened.delete(this.desk.table);
  }

  /** Whether the list takes no rows now. */
  get off(): boolean {
    return this.desk.table.readonly || this.desk.table.matches(':disabled');
  }

  /** Rows of the list in which something was typed. */
  get old(): number {
    const rows = this.rows;
    return areBlank(rows) ? 0 : rows.length;
  }

  get rows() {
    return this.desk.table.store.rows(this.part);
  }

  /** The short name of the list, as in the form's table of contents. */
  get #listName(): string {
    switch (this.part) {
      case 'jointActivities':
        return msg('2. Иш-чаралар жана долбоорлор', { id: 'u.list2' });
      case 'civicGroups':
        return msg('3. Уюмдар жана топтор', { id: 'u.list3' });
      case 'donorProjects':
        return msg('4. Донордук долбоорлор', { id: 'u.list4' });
    }
  }

  protected heading(): string {
    return this.preview
      ? msg('Кошуудан мурун текшериңиз', { id: 'u.tableCheck' })
      : msg('Excel же Word таблицасы', { id: 'u.table' });
  }

  protected content(): TemplateResult {
    return html`<p class="list">${this.#listName}</p>
      ${this.preview ? previewTemplate(this, this.preview) : sourceTemplate(this)}`;
  }

  protected override actions(): TemplateResult | undefined {
    const { preview, pasted } = this;
    if (!preview) return undefined;
    const count = formatNumber(preview.rows.length, this.desk.table.language);
    return html`<button
        type="button"
        class="primary"
        ?disabled=${!preview.rows.length}
        @click=${() => this.#add(preview)}
      >
        ${msg(str`${count} сап кошуу`, { id: 'u.tableAdd' })}
      </button>
      ${
        pasted?.text && pasted.field.matches('input, textarea')
          ? html`<button type="button" class="link" @click=${() => this.#pasteAsText(pasted)}>
              ${msg('Жөн текст кылып коюу', { id: 'u.tableText' })}
            </button>`
          : ''
      }
      <button type="button" class="link" @click=${() => this.#begin()}>
        ${msg('Башка таблица', { id: 'u.tableOther' })}
      </button>`;
  }

  /** Reads what stands on a clipboard or was dropped. */
  read({ html: markup, text }: { readonly html: string; readonly text: string }): void {
    const ofText = (): Result<readonly NamedGrid[]> => {
      const read = readDelimited(text);
      return read.success ? { ...read, data: [{ name: '', grid: read.data }] } : read;
    };
    const tables = markup ? readHtmlTables(markup) : undefined;
    if (tables?.success) this.#take({ ...tables, data: tables.data.map((grid) => ({ name: '', grid })) });
    else {
      const read = ofText();
      this.#take(read.success || !tables || tables.issues[0]?.code === 'notTable' ? read : tables);
    }
  }

  async readFile(file: File): Promise<void> {
    const turn = ++this.#turn;
    this.refusal = undefined;
    this.reading = true;
    this.draw();
    let read: Result<readonly NamedGrid[]> | undefined;
    try {
      read = await readTableFile(new Uint8Array(await file.arrayBuffer()));
    } catch {
      // The file has gone, or a stick was pulled out.
    }
    if (turn !== this.#turn) return;
    const isDocument = /\.(docx?|odt|rtf|pdf)$/i.test(file.name);
    this.#take(read ?? { success: false, issues: [] }, isDocument);
  }

  /** Shows another of the tables. */
  choose(index: number): void {
    const { grid } = this.grids[index] as NamedGrid;
    const mapping = mapColumns(grid, this.part);
    this.chosen = index;
    this.headings = mapping.header || 1;
    this.map(mapping);
  }

  map(mapping: Mapping): void {
    this.mapping = mapping;
    this.preview = previewOf((this.grids[this.chosen] as NamedGrid).grid, mapping, this.part);
    this.draw();
  }

  assign(column: number, name: string): void {
    this.map(remap(this.mapping, column, name, this.part));
  }

  /** The list as a file, as it is now. */
  async save(kind: 'xlsx' | 'csv'): Promise<void> {
    const { language } = this.desk.table;
    const day = new Date().toISOString().slice(0, 10);
    try {
      const bytes =
        kind === 'csv'
          ? writeCsv(this.part, this.rows, language)
          : await writeXlsx(this.part, this.rows, language);
      const name = speak(language, () => this.#listName).replace(/[^\p{L}\p{N}]+/gu, '-');
      download(new Blob([bytes as BlobPart]), `${name}-${day}.${kind}`);
      this.refusal = undefined;
    } catch {
      this.refusal = { code: 'notLoaded', severity: 'error', path: [] };
    }
    this.draw();
  }

  /** Why nothing was read and what to do, in words. */
  get reason(): string {
    return this.refusal === 'document'
      ? msg(
          'Бул файлдан таблица түз окулбайт. Файлды ачып, таблицаны белгилеп көчүрүңүз (Ctrl+C), анан ушул жерге коюңуз (Ctrl+V).',
          { id: 'u.tableDocument' },
        )
      : this.refusal
        ? issueMessage(this.refusal, this.desk.table.language)
        : '';
  }

  #take(read: Result<readonly NamedGrid[]>, isDocument = false): void {
    this.reading = false;
    const issue = read.issues[0];
    if (read.success) {
      this.refusal = undefined;
      this.typed = '';
      this.grids = read.data;
      this.choose(bestOf(read.data, this.part));
      this.#toTop();
    } else {
      this.refusal = isDocument ? 'document' : (issue ?? { code: 'notXlsx', severity: 'error', path: [] });
      this.draw();
    }
  }

  /** Back to the question where the table is. */
  #begin(): void {
    this.preview = undefined;
    this.draw();
    this.#toTop();
  }

  /** Another page of the panel is read from its heading on. */
  #toTop(): void {
    this.root.getElementById('heading')?.focus();
    this.root.querySelector('dialog')?.scrollTo(0, 0);
  }

  #add({ rows, problems }: Preview): void {
    const { table } = this.desk;
    const { store, partName } = table;
    const { old } = this;
    const before = store.rows(partName).length;
    // Rows in which nothing was typed are not worth keeping in front of these.
    const replace = this.replace || !old;
    const takeBack = store.addRows(partName, rows, { replace });
    const first = replace ? 0 : before;
    const added = store.rows(partName);
    for (const { path, missing } of problems) {
      // What could not be read says so in its row at once.
      const [index, ...names] = path;
      if (!missing) store.leave(partName, added[first + Number(index)]?.key, names.join('.'));
    }
    this.close();
    this.#announce(rows.length, old && replace ? before : 0, takeBack);
    if (replace) for (let index = before; index--;) table.dispatchEvent(new RowRemoveEvent(partName, index));
    rows.forEach((_, index) => table.dispatchEvent(new RowAddEvent(partName, first + index)));
    this.desk.changed();
    void table.focusField([first]);
  }

  /** Says below the list what has come, with a way back. */
  #announce(added: number, removed: number, takeBack: () => void): void {
    const { table, say } = this.desk;
    const said = (word: () => string): string => speak(table.language, word);
    const number = (count: number): string => formatNumber(count, table.language);
    say(
      said(() =>
        removed
          ? msg(str`${number(added)} сап кошулду, мурунку ${number(removed)} сап алынды`, {
              id: 'u.tableReplaced',
            })
          : msg(str`${number(added)} сап кошулду`, { id: 'u.tableAdded' }),
      ),
      () => {
        takeBack();
        return said(() => msg('Таблицадан кошулган саптар кайра алынды', { id: 'u.tableUndone' }));
      },
    );
  }

  #pasteAsText({ field, text }: Pasted): void {
    this.close();
    field.focus();
    document.execCommand('insertText', false, text);
  }

  #onPaste(event: ClipboardEvent): void {
    const data = event.clipboardData;
    if (!data || this.preview) return;
    const [file] = data.files;
    const [markup = '', text = ''] = ['html', 'plain'].map((kind) => data.getData(`text/${kind}`));
    if (!markup && !text && !file) return;
    event.preventDefault();
    // Excel puts a picture of the cells beside them.
    if (markup || text) this.read({ html: markup, text });
    else if (file) void this.readFile(file);
  }

  #onDrag(event: DragEvent): void {
    event.preventDefault();
    const data = event.dataTransfer;
    const within = event.composedPath().includes(this.root) && !this.preview;
    if (data) data.dropEffect = within ? 'copy' : 'none';
    const box = this.root.querySelector('.source');
    box?.classList.toggle('over', within && event.type === 'dragover');
    if (event.type !== 'drop' || !within || !data) return;
    const [file] = data.files;
    if (file) void this.readFile(file);
    else this.read({ html: data.getData('text/html'), text: data.getData('text/plain') });
  }
}
