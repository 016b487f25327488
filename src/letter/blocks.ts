import type { Path } from '../language/issue.js';

/** A stretch of text. A blank is a place that a field fills; empty, it is a ruled line. */
export type Run =
  | { readonly text: string }
  | { readonly blank: true; readonly path: Path; readonly text: string; readonly caption: string };

export type Block =
  | { readonly kind: 'note' | 'paragraph' | 'addressee'; readonly runs: readonly Run[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly runs: readonly Run[] }
  | {
      readonly kind: 'signatures';
      readonly signatures: readonly { readonly runs: readonly Run[]; readonly name: Run }[];
    }
  /** The empty place where the seal is stamped. */
  | { readonly kind: 'seal'; readonly runs: readonly Run[] };

/** What a block says, as plain text; empty blanks are underscores. */
export const runText = (runs: readonly Run[]): string =>
  runs.map((run) => ('blank' in run && !run.text ? '_______________' : run.text)).join('');
