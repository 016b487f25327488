import { refuse } from '../model/json.js';
import type { Result } from '../model/json.js';
import { unguard } from './formula.js';
import { Cells } from './grid.js';
import type { Grid } from './grid.js';
import { attributesOf, readMarkup } from './markup.js';
import type { Tag } from './markup.js';

interface Cell {
  row: number;
  column: number;
  rows: number;
  text: string;
}

interface Table {
  cells: Cell[];
  /** The cell, and the row, that stand open. */
  cell: Cell | undefined;
  inRow: boolean;
  /** Whether the row is not a hidden one. */
  shown: boolean;
  row: number;
  column: number;
  /** The row until which a merged cell from above holds each column. */
  held: number[];
}

/** Longest HTML that is read, in characters: Excel writes some hundred for a cell. */
const longest = 20_000_000;
/** Tables deeper than this in one another are text. */
const deepest = 8;
/** Columns and spans are counted no farther; the limit of a grid is lower. */
const widest = 1000;

const structure = /^(?:table|thead|tbody|tfoot|tr|td|th)$/;
const block = /^(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|pre|blockquote|section|article|hr|tr|table)$/;
const single = /^(?:br|img|col|hr|input|meta|link|wbr|area|base)$/;
const invisible = /display\s*:\s*none|mso-hide\s*:\s*all/i;

/**
 * The tables of HTML as Excel, Word, LibreOffice, Google Sheets and browsers put it on the clipboard, the one
 * with the most cells first. Refusals: `notTable`, `tooBig`, and those of a grid if no table is within limits.
 *
 * The text of a cell that is merged over several rows is repeated in each of them: in a list such a cell means
 * the same for every row. Merged over several columns it stands in the first. A table within a cell is text of
 * that cell, and a table of its own too. Hidden and deleted text is left out.
 */
export function readHtmlTables(html: string): Result<readonly Grid[]> {
  if (html.length > longest) return refuse('tooBig', [], { max: longest / 1e6 });
  const read = tablesOf(html)
    .sort((a, b) => b.cells.length - a.cells.length)
    .map(gridOf);
  const data = read.flatMap((grid) => (grid.success ? [grid.data] : []));
  if (data.length) return { success: true, data, issues: [] };
  const refused = read.flatMap((grid) => (grid.success || grid.issues[0]?.code === 'notTable' ? [] : [grid]));
  return refused[0] ?? refuse('notTable');
}

/** The table with the most cells; see {@link readHtmlTables}. */
export function readHtmlTable(html: string): Result<Grid> {
  const read = readHtmlTables(html);
  return read.success ? { ...read, data: read.data[0] as Grid } : read;
}

function gridOf({ cells, row: last }: Table): Result<Grid> {
  const collected = new Cells();
  for (const { row, column, rows, text } of cells) {
    for (let down = row; down <= Math.min(last, row + rows - 1); down++) {
      if (!collected.set(down, column, unguard(text))) return collected.grid();
    }
  }
  return collected.grid();
}

function tablesOf(html: string): Table[] {
  const found: Table[] = [];
  /** The tables that stand open, outermost first. */
  const open: Table[] = [];
  let tooDeep = 0;
  /** The element whose content is not shown, and how many of its name are open in it. */
  let hidden = '';
  let depth = 0;

  const closeCell = (table: Table): void => {
    const { cell } = table;
    table.cell = undefined;
    if (!cell) return;
    cell.text = shown(cell.text);
    if (cell.text) table.cells.push(cell);
  };
  const closeTable = (): void => {
    const table = open.pop();
    if (!table) return;
    closeCell(table);
    found.push(table);
    const outer = open[open.length - 1]?.cell;
    if (!outer) return;
    let row = -1;
    for (const cell of table.cells) {
      outer.text += (cell.row === row ? ' ' : '\r') + cell.text;
      row = cell.row;
    }
    outer.text += '\r';
  };
  const openCell = (table: Table, tag: Tag): void => {
    if (!table.inRow) openRow(table, true);
    if (!table.shown || invisible.test(tag.attributes)) return;
    const attributes = attributesOf(tag);
    const span = (name: string, most: number): number =>
      Math.min(Math.max(parseInt(attributes.get(name) ?? '1', 10) || 1, 1), most);
    while ((table.held[table.column] ?? -1) >= table.row) table.column++;
    const [rows, columns] = [span('rowspan', 65_534), span('colspan', widest)];
    table.cell = { row: table.row, column: table.column, rows, text: '' };
    for (let n = 0; n < columns && table.column < widest; n++)
      table.held[table.column++] = table.row + rows - 1;
  };

  for (const token of readMarkup(html)) {
    const table = open[open.length - 1];
    if (typeof token === 'string') {
      if (table?.cell && !hidden) table.cell.text += token.replace(/[ \t\n\r\f]+/g, ' ');
      continue;
    }
    const { name, closing } = token;
    const structural = !tooDeep && structure.test(name);
    if (hidden) {
      if (name === hidden && !token.empty) depth += closing ? -1 : 1;
      if (!depth) hidden = '';
      // An end tag may be missing: what is hidden does not reach beyond its cell.
      if (!structural) continue;
      hidden = '';
    }
    if (name === 'table') {
      if (closing && tooDeep) tooDeep--;
      else if (closing) closeTable();
      else if (open.length >= deepest) tooDeep++;
      else open.push({ cells: [], cell: undefined, inRow: false, shown: true, row: -1, column: 0, held: [] });
    } else if (table && structural) {
      closeCell(table);
      if (name === 'td' || name === 'th') {
        if (!closing) openCell(table, token);
      } else {
        table.inRow = false;
        if (name === 'tr' && !closing) openRow(table, !invisible.test(token.attributes));
      }
    } else if (table?.cell) {
      if (name === 'br') table.cell.text += '\n';
      else if (block.test(name)) table.cell.text += '\r';
      else if (structure.test(name)) table.cell.text += ' ';
      if (closing || token.empty || single.test(name)) continue;
      if (/^(?:del|comment)$/.test(name) || invisible.test(token.attributes)) [hidden, depth] = [name, 1];
    }
  }
  while (open.length) closeTable();
  return found;
}

function openRow(table: Table, isShown: boolean): void {
  if (isShown) table.row++;
  Object.assign(table, { column: 0, inRow: true, shown: isShown });
}

/** Collapsed text with `\n` for a line break and `\r` where a block begins or ends, as it is shown. */
const shown = (text: string): string =>
  text
    .replace(/\u00ad/g, '')
    // Word's bullets are characters of its Symbol font.
    .replace(/[\uf0a7\uf0b7]/g, '•')
    // Several spaces are written as no-break ones; one alone belongs to its text, as in '1 250'.
    .replace(/[ \u00a0]{2,}/g, ' ')
    .replace(/[ \u00a0]?[\r\n][ \u00a0\r\n]*/g, (run) =>
      run.indexOf('\n') !== run.lastIndexOf('\n') ? '\n\n' : '\n',
    )
    .trim();
