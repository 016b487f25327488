import type { Issue } from '../language/issue.js';
import { isBlank } from '../model/draft.js';
import { partOf } from '../model/application.js';
import type { Field } from '../model/field.js';
import type { Row } from '../model/draft.js';
import type { Grid } from '../tables/grid.js';
import { isNumbering, mapColumns } from '../tables/map-columns.js';
import type { Mapping } from '../tables/map-columns.js';
import type { NamedGrid } from '../tables/read-file.js';
import { rowsFrom } from '../tables/rows-from-grid.js';
import type { RowsRead } from '../tables/rows-from-grid.js';
import { targetsOf } from '../tables/targets.js';
import type { ListName, Target } from '../tables/targets.js';

/** Rows that are drawn: the first ones, and further down those in which something is wrong. */
export const firstDrawn = 50;
const wrongDrawn = 50;

/** What would come out of a table as its columns are mapped now. */
export interface Preview extends RowsRead {
  /** What is wrong in a cell, by `row:column` of the grid. */
  readonly wrong: ReadonlyMap<string, Issue>;
  /** Cells of which only a choice is taken over, and the words of that choice, by `row:column`. */
  readonly chosen: ReadonlyMap<string, () => string>;
  /** Rows of the grid that hold a text of their own and are not taken over. */
  readonly left: readonly number[];
  /** The rows of the grid to draw, in order. */
  readonly drawn: readonly number[];
  /** Fields that no column fills. */
  readonly unfilled: readonly string[];
}

/** The table that fits a list best: most columns known, then most rows. */
export function bestOf(grids: readonly NamedGrid[], part: ListName): number {
  const worth = grids.map(({ grid }) => {
    const known = mapColumns(grid, part).columns.filter(Boolean).length;
    return known * 10_000 + grid.length;
  });
  return worth.indexOf(Math.max(...worth));
}

export function previewOf(grid: Grid, mapping: Mapping, part: ListName): Preview {
  const read = rowsFrom(grid, mapping, part);
  const wrong = new Map<string, Issue>();
  for (const { row, column, issue, missing } of read.problems)
    if (column !== undefined && !missing) wrong.set(`${row}:${column}`, issue);

  const { fields } = partOf(part);
  const chosen = new Map<string, () => string>();
  for (const { row, column, path } of read.reworded) {
    const [index, name] = path as [number, string];
    const word = (fields[name] as Field).choices?.[String(read.rows[index]?.[name])];
    if (word) chosen.set(`${row}:${column}`, word);
  }

  const taken = new Set(read.from);
  const numbering = grid[0]?.map((_, column) => isNumbering(grid, column, mapping.header)) ?? [];
  const rows = grid.map((_, row) => row).slice(mapping.header);
  const holdsText = (row: number): boolean =>
    !!grid[row]?.some((text, column) => text.trim() && !numbering[column]);
  const left = rows.filter((row) => !taken.has(row) && holdsText(row));

  const seen = rows.filter((row) => taken.has(row) || holdsText(row));
  const troubled = new Set([...wrong.keys(), ...chosen.keys()].map((place) => parseInt(place, 10)));
  for (const row of left) troubled.add(row);
  const drawn = [
    ...seen.slice(0, firstDrawn),
    ...seen
      .slice(firstDrawn)
      .filter((row) => troubled.has(row))
      .slice(0, wrongDrawn),
  ];

  const targets = targetsOf(part);
  const filled = new Set(
    targets.filter(({ name }) => mapping.columns.includes(name)).flatMap((t) => t.fields),
  );
  return {
    ...read,
    wrong,
    chosen,
    left,
    drawn,
    unfilled: targets.flatMap(({ name, fields }) => (fields.length > 1 || filled.has(name) ? [] : [name])),
  };
}

/** The mapping with one column given to another target; a column that filled one of its fields is given to none. */
export function remap(mapping: Mapping, column: number, name: string, part: ListName): Mapping {
  const targets = targetsOf(part);
  const fieldsOf = (target: string | undefined): Target['fields'] =>
    targets.find((each) => each.name === target)?.fields ?? [];
  const wanted = fieldsOf(name);
  return {
    ...mapping,
    columns: mapping.columns.map((target, index) =>
      index === column
        ? name || undefined
        : fieldsOf(target).some((field) => wanted.includes(field))
          ? undefined
          : target,
    ),
  };
}

/** The words above a column in the table itself; empty if there are none. */
export function headerOf(grid: Grid, { header }: Mapping, column: number): string {
  for (let row = header; row--;) {
    const text = grid[row]?.[column]?.trim() ?? '';
    if (text && !/^\d+[.)]?$/.test(text)) return text;
  }
  return '';
}

/** Whether nothing was typed into any of these rows. */
export const areBlank = (rows: readonly Row[]): boolean => rows.every(({ value }) => isBlank(value));
