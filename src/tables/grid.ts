import { refuse } from '../model/json.js';
import type { Result } from '../model/json.js';

/** The texts of a table's cells: rows of one length. A cell of several lines has `\n` in it. */
export type Grid = readonly (readonly string[])[];

/** What is read at most. A table beyond a limit is refused whole; nothing is cut off without a word. */
export const limits = { rows: 5000, columns: 100, cell: 20_000, characters: 5_000_000 } as const;

/** Most cells with text that are taken in, repeated ones counted: bounds the work on hostile merges. */
const mostCells = limits.rows * limits.columns;
/** More columns, and more rows, than any spreadsheet has. */
const [stride, lowest] = [2 ** 15, 2 ** 21];

/** One kind of line break, and none of the invisible characters that no field may hold. */
export const cleanCell = (text: string): string =>
  text
    .replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
    // eslint-disable-next-line no-control-regex -- these are the marks meant
    .replace(/[\x00-\x08\x0e-\x1f\x7f]/g, '');

/** Takes in cells in any order; only those with text cost anything, wherever they stand. */
export class Cells {
  #texts = new Map<number, string>();
  #characters = 0;
  #taken = 0;
  #refusal: ReturnType<typeof refuse> | undefined;

  /** False once a limit is passed: then the whole table is refused, and reading on is in vain. */
  set(row: number, column: number, raw: string): boolean {
    const text = cleanCell(raw);
    if (this.#refusal || !text.trim()) return !this.#refusal;
    this.#characters += text.length;
    if (text.length > limits.cell) this.#refusal = refuse('tooLong', [row, column], { max: limits.cell });
    else if (
      ++this.#taken > mostCells ||
      this.#characters > limits.characters ||
      column >= stride ||
      row >= lowest
    )
      this.#refusal = tooBig();
    else this.#texts.set(row * stride + column, text);
    return !this.#refusal;
  }

  get(row: number, column: number): string {
    return this.#texts.get(row * stride + column) ?? '';
  }

  /** The greatest number of a row that has text; -1 if none has. */
  get lastRow(): number {
    let last = -1;
    for (const key of this.#texts.keys()) last = Math.max(last, Math.floor(key / stride));
    return last;
  }

  /** The table without blank rows and columns at its edges; `notTable` if there is no text at all. */
  grid(): Result<Grid> {
    if (this.#refusal) return this.#refusal;
    if (!this.#texts.size) return refuse('notTable');
    let [top, left, bottom, right] = [Infinity, Infinity, 0, 0];
    for (const key of this.#texts.keys()) {
      const [row, column] = [Math.floor(key / stride), key % stride];
      [top, left] = [Math.min(top, row), Math.min(left, column)];
      [bottom, right] = [Math.max(bottom, row), Math.max(right, column)];
    }
    const [rows, columns] = [bottom - top + 1, right - left + 1];
    if (rows > limits.rows || columns > limits.columns) return tooBig();
    const data = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => this.get(top + row, left + column)),
    );
    return { success: true, data, issues: [] };
  }
}

/** The refusal of a table that is larger than {@link limits}. */
export const tooBig = (): ReturnType<typeof refuse> =>
  refuse('tableTooBig', [], { rows: limits.rows, columns: limits.columns });
