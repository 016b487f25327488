import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { IParagraphOptions, ITableCellOptions } from 'docx';
import { runText } from './blocks.js';
import type { Block, Cell, Run } from './blocks.js';
import { textWidth, twips } from './docx-parts.js';
import { paragraph } from './docx-text.js';

type Kind<Name extends Block['kind']> = Extract<Block, { kind: Name }>;

/** Two columns: what somebody is, the line to sign on, the name. */
export function signatureTable({ signatures }: Kind<'signatures'>): Table {
  const widths = columnWidths(signatures.map(() => 1));
  const half = twips(5);
  const children = signatures.map(({ runs, name }, index) =>
    cell(
      widths[index],
      [
        paragraph('Signatory', runs, { spacing: { before: twips(9) } }),
        new Paragraph({ style: 'SignatureLine' }),
        paragraph('Signatory', [name], { spacing: { after: twips(6) } }),
      ],
      {
        verticalAlign: VerticalAlignTable.BOTTOM,
        margins: sides(index ? half : 0, index < signatures.length - 1 ? half : 0),
      },
    ),
  );
  const cantSplit = isWhole(
    widths,
    signatures.map(({ runs, name }) => [runs, [name]]),
  );
  return table(widths, [new TableRow({ cantSplit, children })]);
}

/** The empty place that the seal is stamped on. */
export function sealTable(runs: readonly Run[]): Table {
  const side = twips(38);
  const edge = { style: BorderStyle.DASHED, size: 4, color: '98A2A9' };
  const borders = { top: edge, bottom: edge, left: edge, right: edge };
  const place = cell(side, [paragraph('Seal', runs)], { verticalAlign: VerticalAlignTable.CENTER, borders });
  const height = { value: side, rule: HeightRule.EXACT };
  return table([side], [new TableRow({ cantSplit: true, height, children: [place] })]);
}

/** An area of the whole width that is at least so high. */
export const roomTable = (height: number, content: Paragraph): Table =>
  table(
    [textWidth],
    [
      new TableRow({
        height: { value: height, rule: HeightRule.ATLEAST },
        children: [cell(textWidth, [content])],
      }),
    ],
  );

/** Labels and answers. */
export function factsTable({ rows }: Kind<'facts'>): Table {
  const widths = columnWidths([52, 48]);
  const whole = { columnSpan: widths.length };
  return table(
    widths,
    rows.map((cells) =>
      cells.length > 1
        ? dataRow(widths, cells, (lines, index) => cell(widths[index], cellLines(lines)))
        : dataRow([textWidth], cells, (lines) => cell(textWidth, cellLines(lines), whole)),
    ),
    'TableGrid',
  );
}

/** A list; its heading row stands on every page. */
export function listTable({ columns, rows }: Kind<'list'>): Table {
  const widths = columnWidths(columns.map(({ width }) => width));
  // Long words in narrow columns.
  const margins = sides(twips(1.2), twips(1));
  const heading = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, index) =>
      cell(widths[index], [paragraph('TableHeading', [{ text: column.heading }])], { margins }),
    ),
  });
  const right = { alignment: AlignmentType.RIGHT };
  return table(
    widths,
    [
      heading,
      ...rows.map((cells) =>
        dataRow(widths, cells, (lines, index) =>
          cell(widths[index], cellLines(lines, columns[index]?.number || !index ? right : {})),
        ),
      ),
    ],
    'TableGrid',
  );
}

const dxa = (size: number) => ({ size, type: WidthType.DXA });
const sides = (left: number, right: number) => ({ marginUnitType: WidthType.DXA, left, right });
const none = { style: BorderStyle.NONE };
const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};

const table = (widths: readonly number[], rows: TableRow[], style?: string): Table =>
  new Table({
    width: dxa(widths.reduce((sum, width) => sum + width)),
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows,
    ...(style ? { style } : { borders: noBorders }),
  });

const cell = (
  width = textWidth,
  lines: readonly Paragraph[],
  options: Omit<ITableCellOptions, 'children'> = {},
): TableCell =>
  // Word refuses a cell without a paragraph.
  new TableCell({
    width: dxa(width),
    children: lines.length ? lines : [paragraph('TableText', [])],
    ...options,
  });

/** An empty cell is room to write in; a line in it would be one too many. */
const cellLines = (lines: Cell, options: IParagraphOptions = {}): Paragraph[] =>
  lines.map((runs) =>
    paragraph('TableText', runs.some(({ text }) => text) || runs.length > 1 ? runs : [], options),
  );

function dataRow(
  widths: readonly number[],
  cells: readonly Cell[],
  make: (lines: Cell, index: number) => TableCell,
): TableRow {
  const isEmpty = !cells.flat(2).some(({ text }) => text);
  return new TableRow({
    children: cells.map(make),
    cantSplit: isWhole(widths, cells),
    ...(isEmpty && { height: { value: twips(9), rule: HeightRule.ATLEAST } }),
  });
}

/**
 * Whether a row may be kept on one page. Of a row that is kept whole and higher than a page, LibreOffice cuts off
 * the end: the estimate is a careful one.
 */
const isWhole = (widths: readonly number[], cells: readonly Cell[]): boolean =>
  cells.every((lines, index) => {
    const letters = Math.max(1, ((widths[index] ?? textWidth) - twips(3.6)) / twips(2.25));
    const height = lines.flatMap((runs) => runText(runs).split(/[\r\n\v\f\u2028\u2029]/));
    return height.reduce((sum, line) => sum + lineCount(line, letters), 0) < 40;
  });

/** How many lines of so many letters a text takes. */
function lineCount(text: string, letters: number): number {
  let count = 1;
  let used = 0;
  for (const word of text.match(/[^\s-]*[\s-]?/g) ?? []) {
    let width = 0;
    for (const char of word) width += char > '\u10ff' ? 2 : /[\p{Lu}жшщюфмыwm@%]/u.test(char) ? 1.6 : 1;
    if (used && used + width > letters + 1) {
      count++;
      used = 0;
    }
    used += width;
    count += Math.ceil(used / letters) - 1;
    used %= letters;
  }
  return count;
}

/** Shares of the width between the margins, without a gap by rounding. */
function columnWidths(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const edges = shares.map((_, index) =>
    Math.round((textWidth * shares.slice(0, index).reduce((sum, share) => sum + share, 0)) / total),
  );
  return edges.map((edge, index) => (edges[index + 1] ?? textWidth) - edge);
}
