import type { Issue } from '../language/issue.js';
import type { Row } from '../model/draft.js';
import type { Mapping } from '../tables/map-columns.js';
import type { NamedGrid } from '../tables/read-file.js';
import type { ListName } from '../tables/targets.js';
import type { LetterElement } from './letter-element.js';

/** What the pages of the table panel show of it and ask of it. */
export interface TableView {
  readonly owner: LetterElement;
  readonly part: ListName;
  /** The rows of the list. */
  readonly rows: readonly Row[];
  /** The tables to choose from, and the one that is shown. */
  readonly grids: readonly NamedGrid[];
  readonly chosen: number;
  readonly mapping: Mapping;
  /** How many rows the heading has, if there is one. */
  readonly headings: number;
  /** How many rows of the list hold something. */
  readonly old: number;
  /** Whether they make way. */
  replace: boolean;
  /** Why nothing could be read, and the words for it. */
  readonly refusal: Issue | 'document' | undefined;
  readonly reason: string;
  readonly reading: boolean;
  /** Text typed or dropped into the box by a keyboard that pastes without saying so. */
  typed: string;
  draw(): void;
  read(found: { readonly html: string; readonly text: string }): void;
  readFile(file: File): Promise<void>;
  choose(index: number): void;
  map(mapping: Mapping): void;
  assign(column: number, name: string): void;
  save(kind: 'xlsx' | 'csv'): Promise<void>;
}
