import type { Issue, Path } from '../language/issue.js';
import { partOf } from '../model/application.js';
import { isBlank } from '../model/draft.js';
import type { RawFields } from '../model/draft.js';
import type { Field } from '../model/field.js';
import { checkRecord } from '../model/validate.js';
import { readChoice } from './choice.js';
import type { Grid } from './grid.js';
import { isNumbering } from './map-columns.js';
import type { Mapping } from './map-columns.js';
import { splitCell } from './split-cell.js';
import { targetsOf } from './targets.js';
import type { ListName, Target } from './targets.js';

/** An error in what was read. */
export interface CellProblem {
  /** The number of the row in the grid, from 0. */
  readonly row: number;
  /** The column that the field was read from, if there is one. */
  readonly column?: number;
  /** Within the rows that were read: `[2, 'citizensReached']`. */
  readonly path: Path;
  readonly issue: Issue;
  /** What stood there. */
  readonly text: string;
  /** Nothing was lost: a required field is blank. Not worth more than a quiet word. */
  readonly missing: boolean;
}

/** A cell of more words than the choice that it was read as: «Завершён в 2023 г.». */
export interface RewordedCell {
  /** The number of the row in the grid, from 0. */
  readonly row: number;
  readonly column: number;
  /** Within the rows that were read. */
  readonly path: Path;
  readonly text: string;
}

/** A column that is not taken over though it holds text. */
export interface SkippedColumn {
  readonly column: number;
  /** What stands above it. */
  readonly header: string;
  /** How many of its cells hold text. */
  readonly cells: number;
}

export interface RowsRead {
  readonly rows: readonly RawFields[];
  /** For each of `rows` the number of its row in the grid. */
  readonly from: readonly number[];
  readonly problems: readonly CellProblem[];
  readonly reworded: readonly RewordedCell[];
  readonly skipped: readonly SkippedColumn[];
}

/**
 * The rows of a list from a table whose columns are mapped, as texts: exactly what was read, words of a choice as
 * that choice. Words that are no choice stay as they are and are a problem (`notChoice`). Rows blank in all mapped
 * columns are left out, and so are repetitions of the header.
 */
export function rowsFrom(grid: Grid, { header, columns }: Mapping, part: ListName): RowsRead {
  const definition = partOf(part);
  const targets = new Map(targetsOf(part).map((target) => [target.name, target]));
  const mapped: [column: number, target: Target][] = [];
  /** The column of each field. The first of a field counts, whoever made the mapping. */
  const columnOf = new Map<string, number>();
  columns.forEach((name, column) => {
    const target = targets.get(name ?? '');
    if (!target || target.fields.some((field) => columnOf.has(field))) return;
    mapped.push([column, target]);
    target.fields.forEach((field) => columnOf.set(field, column));
  });

  const rows: RawFields[] = [];
  const from: number[] = [];
  const problems: CellProblem[] = [];
  const reworded: RewordedCell[] = [];
  const heads = new Set(grid.slice(0, header).map((row) => row.join('\0')));
  const data: (readonly string[])[] = [];
  grid.forEach((cells, row) => {
    if (row < header || heads.has(cells.join('\0'))) return;
    data.push(cells);
    const value: Record<string, string> = {};
    for (const [column, { fields }] of mapped) {
      const text = cells[column] ?? '';
      if (!text.trim()) continue;
      const [name = ''] = fields;
      const { choices } = definition.fields[name] as Field;
      const choice = choices && readChoice(text, choices);
      Object.assign(value, choices ? { [name]: choice ?? text } : splitCell(text, fields));
      if (choice && /\P{L}\P{L}|\d/u.test(text.trim()))
        reworded.push({ row, column, path: [rows.length, name], text });
    }
    if (isBlank(value)) return;
    for (const issue of checkRecord(definition, value).issues) {
      if (issue.severity !== 'error') continue;
      const name = String(issue.path[0]);
      const column = columnOf.get(name);
      const text = value[name] ?? '';
      problems.push({
        row,
        ...(column !== undefined && { column }),
        path: [rows.length, ...issue.path],
        issue,
        text,
        missing: !text.trim(),
      });
    }
    rows.push(value);
    from.push(row);
  });

  const taken = new Set(mapped.map(([column]) => column));
  const skipped = (grid[0] ?? []).flatMap((_, column): SkippedColumn[] => {
    const cells = data.filter((row) => row[column]?.trim()).length;
    if (taken.has(column) || !cells || isNumbering(grid, column, header)) return [];
    const above = grid.slice(0, header).map((row) => row[column] ?? '');
    return [
      { column, header: above.reverse().find((text) => text.trim() && !/^\d+$/.test(text)) ?? '', cells },
    ];
  });
  return { rows, from, problems, reworded, skipped };
}
