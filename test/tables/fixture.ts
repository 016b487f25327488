import { fileWords } from '../../src/language/file-issue.js';
import { addWords, isIssueCode } from '../../src/language/issue.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Result } from '../../src/model/json.js';
import { limits } from '../../src/tables/grid.js';
import type { Grid } from '../../src/tables/grid.js';

// Every refusal has its sentence.
addWords(fileWords);

export const bytesOf = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)));
export const textOf = (name: string): string => new TextDecoder().decode(bytesOf(name));

export function dataOf<Data>(result: Result<Data>): Data {
  assert.ok(result.success, JSON.stringify(result.issues));
  return result.data;
}

export function codesOf(result: Result<unknown>): string[] {
  assert.equal(result.success, false);
  for (const { code, severity } of result.issues) {
    assert.ok(isIssueCode(code));
    assert.equal(severity, 'error');
  }
  return result.issues.map(({ code }) => code);
}

/** What every grid is, whatever it was read from. */
export function assertGrid(grid: Grid): void {
  const width = grid[0]?.length ?? 0;
  assert.ok(grid.length && grid.length <= limits.rows && width && width <= limits.columns);
  for (const row of grid) {
    assert.equal(row.length, width);
    for (const cell of row) {
      assert.equal(typeof cell, 'string');
      assert.ok(cell.length <= limits.cell);
      // eslint-disable-next-line no-control-regex -- these are the marks meant
      assert.doesNotMatch(cell, /[\x00-\x08\x0b-\x1f\x7f]/);
    }
  }
  const edges = [grid[0], grid.at(-1), grid.map((row) => row[0]), grid.map((row) => row.at(-1))];
  for (const edge of edges) assert.ok(edge?.some((cell) => cell?.trim()));
}

/** A result of a reader: grids that are grids, or refusals in known words. */
export function assertRead(result: Result<unknown>, grids: (data: never) => readonly Grid[]): void {
  if (!result.success) assert.ok(codesOf(result).length);
  else grids(result.data as never).forEach(assertGrid);
}

/** INTEREST_LETTER_FUZZ=10 runs ten times as many. */
export const fuzzRuns = 2000 * Number(process.env['INTEREST_LETTER_FUZZ'] || 1);

/** A text damaged in a few places: pieces gone, doubled, moved, replaced by what is typical of its kind. */
export const damagedText = (sources: readonly string[], pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...sources),
      fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          length: fc.oneof(fc.nat(5), fc.nat(400)),
          piece: fc.oneof(
            fc.constantFrom(...pieces),
            fc.string({ unit: 'binary', maxLength: 5 }),
            fc.constantFrom(...pieces).chain((piece) => fc.nat(300).map((times) => piece.repeat(times))),
          ),
          keep: fc.boolean(),
        }),
        { maxLength: 8 },
      ),
    )
    .map(([source, edits]) =>
      edits.reduce((text, { at, length, piece, keep }) => {
        const from = Math.floor(at * text.length);
        const gone = text.slice(from, from + length);
        return text.slice(0, from) + (keep ? gone + gone : piece) + text.slice(from + length);
      }, source),
    );

/** Bytes with some of them changed, cut off or doubled. */
export const damagedBytes = (sources: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      fc.constantFrom(...sources),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 12 }),
      fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    )
    .map(([source, changes, cut]) => {
      const bytes = source.slice(0, cut === null ? source.length : Math.floor(cut * source.length));
      for (const [at, byte] of changes) if (bytes.length) bytes[Math.floor(at * (bytes.length - 1))] = byte;
      return bytes;
    });
