import type { Issue } from '../language/issue.js';
import type { Language } from '../language/message.js';

import type { Application } from '../model/application.js';
import type { Call } from '../model/call.js';
import { emptyDraft, newRow, readDraft, readPart } from '../model/draft.js';
import type { Draft, LeftOver, RawFields, Row } from '../model/draft.js';
import { readJson } from '../model/json.js';
import type { Result } from '../model/json.js';
import type { PartName } from '../model/part.js';
import { judgeDraft, toApplication } from '../model/validate.js';
import { withText } from './with-text.js';

/** What a listener has to draw again. */
export type Change =
  /** One text. `key` names the row where the part is a list. */
  | { readonly kind: 'text'; readonly part: PartName; readonly key?: string }
  /** Rows came, went or moved. */
  | { readonly kind: 'rows'; readonly part: PartName }
  /** Errors of a part begin or cease to be shown. */
  | { readonly kind: 'shown'; readonly part: PartName; readonly key?: string }
  | { readonly kind: 'all' };

interface Step {
  (): Step;
  /** Whether it puts another draft in the place of this one. */
  readonly swaps?: true;
}

interface Judged {
  readonly draft: Draft;
  readonly issues: readonly Issue[];
  /** Those that the model does not know of. */
  readonly found: readonly Issue[];
}

/**
 * The one owner of what has been typed. Elements show slices of its draft and send it what was typed; a change
 * makes a new draft that shares all its unchanged parts with the old one, so that nothing else is judged or
 * drawn again.
 */
export class DraftStore {
  #draft: Draft;
  #call: Call;
  #listeners = new Set<(change: Change) => void>();
  #shown = new Set<string>();
  #undo: Step[] = [];
  #redo: Step[] = [];
  #judged: Judged | undefined;
  readonly #findings = new Map<string, (draft: Draft) => readonly Issue[]>();

  constructor(call: Call, draft: Draft = emptyDraft(call.id)) {
    this.#call = call;
    this.#draft = draft;
  }

  get draft(): Draft {
    return this.#draft;
  }

  get call(): Call {
    return this.#call;
  }

  set call(call: Call) {
    if (call === this.#call) return;
    // A draft that nobody has begun belongs to the call that is shown.
    if (this.#draft.callId === this.#call.id) this.#draft = { ...this.#draft, callId: call.id };
    this.#call = call;
    this.#judged = undefined;
    this.#tell({ kind: 'all' });
  }

  /** Errors and warnings now, in the order of the form; then what others than the model have found. */
  get issues(): readonly Issue[] {
    return this.#judge().issues;
  }

  #judge(): Judged {
    const draft = this.#draft;
    if (this.#judged?.draft !== draft) {
      const found = [...this.#findings.values()].flatMap((find) => find(draft));
      this.#judged = { draft, found, issues: [...judgeDraft(draft), ...found] };
    }
    return this.#judged;
  }

  /**
   * What a `source` finds that the model cannot know, such as a file that is not on this device or what a server
   * refuses. It stops no export. Set anew whenever something else is found in the same draft.
   */
  setFindings(source: string, find: (draft: Draft) => readonly Issue[]): void {
    this.#findings.set(source, find);
    this.#judged = undefined;
    this.#tell({ kind: 'all' });
  }

  /** What others than the model have found in a part or in one of its rows. Paths are within that. */
  found(part: PartName, key?: string): readonly Issue[] {
    const { found } = this.#judge();
    if (!found.length) return found;
    const at = key === undefined ? [part] : [part, this.rows(part).findIndex((row) => row.key === key)];
    return found
      .filter(({ path }) => at.every((name, index) => path[index] === name))
      .map((issue) => ({ ...issue, path: issue.path.slice(at.length) }));
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  rows(part: PartName): readonly Row[] {
    return this.#draft[part] as unknown as readonly Row[];
  }

  /** Keeps what was typed into a field, exactly. `path` is within the part, or within the row of that key. */
  set(part: PartName, key: string | undefined, path: readonly string[], text: string): void {
    if (key === undefined) {
      this.#replacePart(part, withText(this.#draft[part] as RawFields, path, text));
    } else {
      const rows = this.rows(part);
      const index = rows.findIndex((row) => row.key === key);
      const row = rows[index];
      if (!row) return;
      const next = rows.slice();
      next[index] = { key, value: withText(row.value, path, text) as RawFields };
      this.#replacePart(part, next);
    }
    this.#tell({ kind: 'text', part, ...(key !== undefined && { key }) });
  }

  addRow(part: PartName, at = this.rows(part).length, value: RawFields = {}): string {
    const row = newRow(value);
    this.#do(() => this.#exchange(part, [], at, [row]));
    return row.key;
  }

  /** Removes a row. What is returned brings this very row back, whatever was done to this draft since. */
  removeRow(part: PartName, key: string): () => void {
    const row = this.rows(part).find((each) => each.key === key);
    if (!row) return () => undefined;
    const step = this.#do(() => this.#exchange(part, [row], 0, []));
    return () => this.#takeBack(step);
  }

  /** Moves a row up (-1) or down (1). At the ends nothing happens. */
  moveRow(part: PartName, key: string, by: number): void {
    const from = this.rows(part).findIndex((row) => row.key === key);
    const to = from + by;
    if (by && from >= 0 && to >= 0 && to < this.rows(part).length) this.#do(() => this.#move(part, key, to));
  }

  /**
   * Puts rows at the end of a list, or in the place of all its rows, in one step. What is returned takes this very
   * step back, whatever was done to this draft since.
   */
  addRows(part: PartName, values: readonly RawFields[], { replace = false } = {}): () => void {
    const before = this.rows(part);
    const added = values.map((value) => newRow(value));
    const at = before.length;
    const step = this.#do(() => this.#exchange(part, replace ? before : [], at, added));
    return () => this.#takeBack(step);
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Takes back the last removal, addition, move, import or clearing; typing in fields has the browser's own undo. */
  undo(): void {
    const step = this.#undo.at(-1);
    if (step) this.#takeBack(step);
  }

  redo(): void {
    const step = this.#redo.pop();
    if (step) this.#undo.push(step());
  }

  /** Puts another draft in the place of this one; {@link undo} brings this one back. */
  replace(draft: Draft): void {
    this.#do(() => this.#swap(draft));
  }

  /** Shows the same draft as somebody else has changed it. The history stays. */
  adopt(draft: Draft): void {
    if (draft === this.#draft) return;
    this.#draft = draft;
    this.#tell({ kind: 'all' });
  }

  /** Begins with another draft, which has no history yet. */
  begin(draft: Draft): void {
    this.#undo = [];
    this.#redo = [];
    this.#shown = new Set();
    this.adopt(draft);
  }

  clear(): void {
    this.replace(emptyDraft(this.#call.id));
  }

  /** Untrusted JSON as the draft. Refused JSON changes nothing. */
  read(json: unknown): Result<Draft> {
    const read = readDraft(json, this.#call.id);
    if (read.success) this.replace(read.data);
    return read;
  }

  /** Untrusted JSON as one part of the draft; the others stay. Refused JSON changes nothing. */
  readPart(part: PartName, json: unknown): Result<unknown> {
    const read = readJson(json, { torn: true });
    if (!read.success) return read;
    const left: LeftOver[] = [];
    const value = readPart(part, read.data, left);
    this.replace({
      ...this.#draft,
      [part]: value,
      ...(left.length && { leftOver: [...(this.#draft.leftOver ?? []), ...left] }),
    });
    return read;
  }

  exportApplication(language: Language): Result<Application> {
    return toApplication(this.#draft, this.#call, { language });
  }

  /** Whether somebody asked for everything that is wrong; a new draft begins without. */
  get allShown(): boolean {
    return this.#shown.has('');
  }

  /** Whether a field's findings are shown: after it was left, or after an export was tried. */
  isShown(part: PartName, key: string | undefined, path: string): boolean {
    return this.#shown.has('') || this.#shown.has(part) || this.#shown.has(place(part, key, path));
  }

  /** A person has left a field. */
  leave(part: PartName, key: string | undefined, path: string): void {
    const name = place(part, key, path);
    if (this.#shown.has(name)) return;
    this.#shown.add(name);
    this.#tell({ kind: 'shown', part, ...(key !== undefined && { key }) });
  }

  /** Shows the findings of one part, or of all. */
  showIssues(part: PartName | '' = ''): void {
    this.#shown.add(part);
    this.#tell({ kind: 'all' });
  }

  #do(act: () => Step): Step {
    const step = act();
    this.#undo.push(step);
    this.#redo = [];
    return step;
  }

  #takeBack(step: Step): void {
    const at = this.#undo.indexOf(step);
    // In another draft the row would be lost when that one goes.
    if (at < 0 || this.#undo.slice(at + 1).some(({ swaps }) => swaps)) return;
    this.#undo.splice(at, 1);
    this.#redo.push(step());
  }

  /** Takes rows out, as they are by now, and puts others in at a place. Taken back, these come out again. */
  #exchange(part: PartName, out: readonly Row[], at: number, added: readonly Row[]): Step {
    const keys = new Set(out.map(({ key }) => key));
    const before = this.rows(part);
    const removed = before.filter(({ key }) => keys.has(key));
    const first = before.findIndex(({ key }) => keys.has(key));
    const rows = before.filter(({ key }) => !keys.has(key));
    rows.splice(at, 0, ...added);
    this.#setRows(part, rows);
    return () => this.#exchange(part, added, first < 0 ? at : first, removed);
  }

  #move(part: PartName, key: string, to: number): Step {
    const rows = this.rows(part).slice();
    const from = rows.findIndex((row) => row.key === key);
    rows.splice(Math.min(to, rows.length), 0, ...rows.splice(from, from < 0 ? 0 : 1));
    this.#setRows(part, rows);
    return () => this.#move(part, key, Math.max(from, 0));
  }

  #swap(draft: Draft, shown = new Set<string>()): Step {
    const before = this.#draft;
    const shownBefore = this.#shown;
    this.#draft = draft;
    this.#shown = shown;
    this.#tell({ kind: 'all' });
    return Object.assign(() => this.#swap(before, shownBefore), { swaps: true } as const);
  }

  #setRows(part: PartName, rows: readonly Row[]): void {
    this.#replacePart(part, rows);
    this.#tell({ kind: 'rows', part });
  }

  #replacePart(part: PartName, value: unknown): void {
    this.#draft = { ...this.#draft, [part]: value };
  }

  #tell(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}

const place = (part: PartName, key: string | undefined, path: string): string =>
  `${part}/${key ?? ''}/${path}`;
