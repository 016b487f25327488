import { refuse } from '../model/json.js';
import type { Result } from '../model/json.js';
import { unguard } from './formula.js';
import { Cells } from './grid.js';
import type { Grid } from './grid.js';

/** Longest text that is read, in characters. */
const longest = 10_000_000;
const sampleLength = 100_000;

/**
 * Tab-separated text of the clipboard, or CSV with ';', ',' or tabs, told apart by what stands in it or by Excel's
 * first line `sep=;`. Text without any of them is one column. The apostrophe by which our export guards texts
 * like '+996…' is taken off. Refusals: `notTable` for blank text, `tooBig`, and those of a grid.
 */
export function readDelimited(text: string): Result<Grid> {
  if (text.length > longest) return refuse('tooBig', [], { max: longest / 1e6 });
  let rest = text.replace(/^\ufeff/, '');
  const named = /^"?sep=([^\r\n])"?(?:\r\n?|\n|$)/i.exec(rest);
  if (named) rest = rest.slice(named[0].length);
  const cells = new Cells();
  split(rest, named?.[1] ?? delimiterOf(rest), (row, column, cell) => cells.set(row, column, unguard(cell)));
  return cells.grid();
}

/** Gives each cell to `take` until that returns false. A `"` that opens a cell counts only if one closes it. */
function split(
  text: string,
  delimiter: string,
  take: (row: number, column: number, text: string, quoted: boolean) => boolean,
): void {
  const ends = (at: number): boolean =>
    at >= text.length || /[\r\n]/.test(text[at]!) || text[at] === delimiter;
  const edge = new RegExp(`[\\r\\n${delimiter === '' ? '' : escaped(delimiter)}]`, 'g');
  let [row, column] = [0, 0];
  for (let at = 0; at <= text.length;) {
    let end = -1;
    let cell = '';
    if (text[at] === '"') {
      end = at;
      do end = text.indexOf('"', end + 1);
      while (end >= 0 && text[end + 1] === '"' && ++end);
      if (end >= 0 && ends(end + 1)) cell = text.slice(at + 1, end++).replaceAll('""', '"');
      // Excel's clipboard leaves «"Үмүт" тобу» as it is.
      else end = -1;
    }
    const quoted = end >= 0;
    if (!quoted) {
      edge.lastIndex = at;
      end = edge.exec(text)?.index ?? text.length;
      cell = text.slice(at, end);
    }
    if (!take(row, column++, cell, quoted)) return;
    at = end + 1;
    if (text[end] !== delimiter || delimiter === '') {
      if (text[end] === '\r' && text[at] === '\n') at++;
      [row, column] = [row + 1, 0];
    }
  }
}

const escaped = (sign: string): string => sign.replace(/[\\\]^-]/, '\\$&');

/**
 * The sign at which most rows fall into the same number of cells; of equals the tab, then ';', for decimals have
 * commas.
 */
function delimiterOf(text: string): string {
  const whole = text.length <= sampleLength;
  const sample = text.slice(0, sampleLength);
  let best = '';
  let bestShare = 0;
  for (const sign of ['\t', ';', ',']) {
    const share = agreement(sample, sign, whole);
    if (share > bestShare && share >= (sign === '\t' ? 0.5 : 0.8)) [best, bestShare] = [sign, share];
  }
  return best;
}

/** The share of rows that have the most frequent number of cells, if that is more than one. */
function agreement(sample: string, sign: string, whole: boolean): number {
  const rows: string[][] = [];
  let torn = 0;
  split(sample, sign, (row, column, text, quoted) => {
    if (!quoted && text.split('"').length % 2 === 0) torn++;
    if (!column) rows.push([]);
    rows[row]?.push(text);
    return rows.length <= 200;
  });
  if (!whole) rows.pop();
  const filled = rows.filter((cells) => cells.some((cell) => cell.trim()));
  // Nothing but the sign.
  if (!filled.length) return 1;
  // Cut through within quotation marks.
  if (torn > filled.flat().length / 10) return 0;
  if (sign === ',') {
    const after = filled.flatMap((row) => row.slice(1));
    // Prose, and decimal numbers.
    if (after.filter((cell) => cell.startsWith(' ')).length > after.length / 2) return 0;
    if (filled.every((row) => row.length <= 2 && row.every((cell) => /^\d*$/.test(cell)))) return 0;
    if (filled.length < 2) return 0;
  }
  const counts = new Map<number, number>();
  for (const { length } of filled) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  return Math.max(0, ...counts.values()) / filled.length;
}
