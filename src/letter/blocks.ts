import type { Path } from '../language/issue.js';

/** A stretch of text. A blank is a place that a field fills; empty, it is a ruled line. */
export type Run = { readonly text: string } | Blank;

export interface Blank {
  readonly blank: true;
  readonly path: Path;
  readonly text: string;
  /** What the field asks for. */
  readonly caption: string;
}

/** What Annex 1 is made of. */
export type LetterBlock =
  | { readonly kind: 'note' | 'paragraph' | 'addressee'; readonly runs: readonly Run[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly runs: readonly Run[] }
  | {
      readonly kind: 'signatures';
      readonly signatures: readonly { readonly runs: readonly Run[]; readonly name: Run }[];
    }
  /** The empty place where the seal is stamped. */
  | { readonly kind: 'seal'; readonly runs: readonly Run[] };

/** One cell of a table: a line for each list of runs. */
export type Cell = readonly (readonly Run[])[];

/** What else the paper is made of. */
export type AnnexBlock =
  /** The name of an annex, above its heading. */
  | { readonly kind: 'annex'; readonly runs: readonly Run[] }
  /** A question of a list of questions. */
  | { readonly kind: 'question'; readonly runs: readonly Run[] }
  /** What somebody has answered in free form; nothing: so many ruled lines. */
  | { readonly kind: 'answer'; readonly runs: readonly Blank[]; readonly lines: number }
  /** Answers to one question, numbered from one. */
  | { readonly kind: 'numbered'; readonly items: readonly Blank[] }
  /** Labels on the left, answers on the right; a single cell takes the whole row. */
  | { readonly kind: 'facts'; readonly label: string; readonly rows: readonly (readonly Cell[])[] }
  /** A list with its heading row; the first column counts. */
  | {
      readonly kind: 'list';
      readonly label: string;
      readonly columns: readonly {
        readonly heading: string;
        readonly width: number;
        readonly number?: boolean;
      }[];
      readonly rows: readonly (readonly Cell[])[];
    };

export type Block = LetterBlock | AnnexBlock;

/** What a run says, as plain text; empty blanks are underscores. */
export const runText = (runs: readonly Run[]): string =>
  runs.map((run) => ('blank' in run && !run.text ? '_______________' : run.text)).join('');

/** Everything that blocks say in the order of the paper, a line for each paragraph and cell. */
export function blockText(blocks: readonly Block[]): string {
  return blocks.flatMap(linesOf).join('\n');
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'signatures':
      return block.signatures.flatMap(({ runs, name }) => [runText(runs), runText([name])]);
    case 'numbered':
      return block.items.map((item, index) => `${index + 1}. ${runText([item])}`);
    case 'list':
      return [
        ...block.columns.map(({ heading }) => heading),
        ...block.rows.flatMap((row) => row.flatMap((cell) => cell.map(runText))),
      ];
    case 'facts':
      return block.rows.flatMap((row) => row.flatMap((cell) => cell.map(runText)));
    default:
      return [runText(block.runs)];
  }
}
