import { partOf } from '../model/application.js';
import type { Draft, LeftOver, RawFields, RawValue, Row } from '../model/draft.js';
import type { Field } from '../model/field.js';
import type { Part, PartName } from '../model/part.js';
import { withText } from './with-text.js';

/** One place in which two versions differ and neither can be taken without a person. */
export type Conflict =
  | {
      readonly kind: 'text';
      readonly part: PartName;
      readonly key?: string;
      readonly path: readonly string[];
      readonly mine: string;
      readonly theirs: string;
    }
  /** A row that one side removed and the other changed; the side that removed it is undefined. The merged draft keeps the row. */
  | {
      readonly kind: 'row';
      readonly part: PartName;
      readonly key: string;
      readonly mine?: Row;
      readonly theirs?: Row;
    };

type Raw = RawValue | undefined;
type Rows = readonly Row[];
type RowMap = ReadonlyMap<string, Row>;
/** What a part, a group, a repeat and a field have for a merge. */
interface Known {
  readonly fields?: { readonly [name: string]: Known };
  readonly field?: Known;
  readonly read?: Field['read'];
}

const names = (...all: unknown[]): string[] => [...new Set(all.flatMap((raw) => Object.keys(raw ?? {})))];

/** A member, never one of a prototype. */
const at = (raw: Raw, name: string): Raw =>
  typeof raw === 'object' && Object.hasOwn(raw, name) ? (raw as RawFields)[name] : undefined;

const within = (node: Known, name: string): Known => node.fields?.[name] ?? node.field ?? {};

/**
 * What was typed, to be compared; undefined where that is nothing. With a node, as the fields read it: '1 250'
 * says the same as '1250', and space says nothing.
 */
function says(raw: Raw, node?: Known): unknown {
  if (typeof raw === 'string') {
    const text = node ? raw.trim() : raw;
    const reading = text && node?.read?.(text);
    return reading && 'value' in reading ? reading.value : text || undefined;
  }
  const said = names(raw)
    .sort()
    .map((name) => [name, says(at(raw, name), node && within(node, name))])
    .filter(([, value]) => value !== undefined);
  return said[0] && said;
}

const byKey = (rows: Rows): RowMap => new Map(rows.map((row) => [row.key, row]));

const add = (lists: Map<string | undefined, string[]>, name: string | undefined, key: string): unknown =>
  lists.get(name)?.push(key) ?? lists.set(name, [key]);

/** The keys of one that the other has too, in the order of the one. */
const order = (one: RowMap, other: RowMap): string =>
  [...one.keys()].filter((key) => other.has(key)).join('\n');

/** What has no place in the form, as rows whose key says all of it. */
const leftRows = (items: readonly LeftOver[] = []): Rows =>
  items.map((item) => {
    const key = JSON.stringify(item);
    return { key, value: { key } };
  });

const textOf = (raw: RawValue = ''): string => (typeof raw === 'string' ? raw : JSON.stringify(raw));

/**
 * Two versions of a draft as one, in which everything stands that either side typed. A text or row that only one
 * side changed since `base` is taken from there; where both changed it, `theirs` stands and a conflict tells of
 * both. `base` is the version from which both come; undefined when nothing is known of it (a file from
 * elsewhere): then what is filled in wins over what is blank, and rows that say the same are one. Whatever does
 * not differ from `theirs` is the same object, up to the draft itself. Never throws.
 */
export function mergeDrafts(
  base: Draft | undefined,
  mine: Draft,
  theirs: Draft,
): { readonly draft: Draft; readonly conflicts: readonly Conflict[] } {
  const conflicts: Conflict[] = [];

  // Without a base it is as if both had begun with nothing, but what texts mean counts and not how they are typed.
  const saying = (raw: Raw, node: Known): string | undefined =>
    JSON.stringify(says(raw, base ? undefined : node));

  const mergeTexts = (
    place: { part: PartName; key?: string },
    path: readonly string[],
    node: Known,
    versions: readonly [base: Raw, mine: Raw, theirs: Raw],
  ): Raw => {
    const [before, mine, theirs] = versions;
    // Most of a draft is equal to the letter: found out fast.
    if (mine === before || JSON.stringify(mine) === JSON.stringify(theirs)) return theirs;
    const [was, my, their] = versions.map((raw) => saying(raw, node));
    if (my === their || my === was) return theirs;
    if (their === was) return mine;
    if (typeof mine === 'string' || typeof theirs === 'string') {
      conflicts.push({ kind: 'text', ...place, path, mine: textOf(mine), theirs: textOf(theirs) });
      return theirs;
    }
    const merged = names(theirs, mine).map((name): [string, Raw] => [
      name,
      mergeTexts(
        place,
        [...path, name],
        within(node, name),
        versions.map((raw) => at(raw, name)) as [Raw, Raw, Raw],
      ),
    ]);
    if (merged.every(([name, raw]) => raw === at(theirs, name))) return theirs;
    return Array.isArray(theirs ?? mine)
      ? merged.map(([, raw = '']) => raw)
      : (Object.fromEntries(merged.filter(([, raw]) => raw !== undefined)) as RawFields);
  };

  const mergeRows = (part: PartName, before: Rows = [], mine: Rows = [], theirs: Rows = []): Rows => {
    const node: Known = partOf(part) ?? {};
    const inBase = byKey(before);
    const inTheirs = byKey(theirs);
    let inMine = byKey(mine);
    if (!base) {
      // The rows of an application have new keys: one that says the same as a row of theirs is that row.
      const free = new Map<string | undefined, string[]>();
      for (const { key, value } of theirs) if (!inMine.has(key)) add(free, saying(value, node), key);
      inMine = byKey(
        mine.flatMap((row) => {
          const { key, value } = row;
          if (inTheirs.has(key)) return row;
          const said = saying(value, node);
          return said ? { key: free.get(said)?.shift() ?? key, value } : [];
        }),
      );
    }

    const merged = new Map<string, Row>();
    for (const key of new Set([...inTheirs.keys(), ...inMine.keys()])) {
      const [was, my, their] = [inBase, inMine, inTheirs].map((rows) => rows.get(key));
      const row = (their ?? my) as Row;
      if (my && their) {
        const value = mergeTexts({ part, key }, [], node, [was?.value, my.value, their.value]);
        merged.set(key, value === row.value ? row : { key, value: value as RawFields });
      } else if (!was || saying(was.value, node) !== saying(row.value, node)) {
        merged.set(key, row);
        if (was) conflicts.push({ kind: 'row', part, key, [my ? 'mine' : 'theirs']: row });
      }
    }

    const moved = (rows: RowMap): boolean => order(inBase, rows) !== order(rows, inBase);
    const [first, second] = moved(inMine) && !moved(inTheirs) ? [inMine, inTheirs] : [inTheirs, inMine];
    // What only the second has, by the row after which it stands there.
    const after = new Map<string | undefined, string[]>();
    // Rows of a file that shares none with the screen come last.
    let last = base || order(first, second) ? undefined : [...first.keys()].at(-1);
    for (const key of second.keys())
      if (first.has(key)) last = key;
      else add(after, last, key);
    const rows = [undefined, ...first.keys()]
      .flatMap((key) => [key, ...(after.get(key) ?? [])])
      .flatMap((key) => merged.get(key as string) ?? []);
    return names(rows, theirs).every((index) => rows[+index] === theirs[+index]) ? theirs : rows;
  };

  const draft: Record<string, unknown> = {};
  let changed = false;
  for (const name of names(theirs, mine) as PartName[]) {
    const versions = [base, mine, theirs].map((version) => version?.[name] as never) as [never, never, never];
    const [before, my, their] = versions;
    const part = partOf(name) as Part | undefined;
    let value: unknown = their;
    if (my !== their && my !== before) {
      if (part)
        value = part.list ? mergeRows(name, ...versions) : mergeTexts({ part: name }, [], part, versions);
      else if ((name as string) === 'leftOver') {
        const rows = leftRows(their);
        const left = mergeRows(name, leftRows(before), leftRows(my), rows);
        if (left !== rows) value = left[0] && left.map(({ key }) => JSON.parse(key) as LeftOver);
      } else if (their === before) value = my;
    }
    changed ||= value !== their;
    if (value !== undefined) draft[name] = value;
  }
  return { draft: changed ? (draft as unknown as Draft) : theirs, conflicts };
}

/**
 * The draft with one conflict decided for a side. The same draft where that stands already or the row of a text
 * is gone. A removed row that is chosen after all comes last.
 */
export function settle(draft: Draft, conflict: Conflict, side: 'mine' | 'theirs'): Draft {
  const { part, key } = conflict;
  const rows = draft[part] as Rows;
  const row = key === undefined ? { value: draft[part] as RawFields } : rows.find((each) => each.key === key);
  let next: unknown;
  if (conflict.kind === 'row') {
    const chosen = conflict[side];
    if (!row === !chosen) return draft;
    next = chosen ? [...rows, chosen] : rows.filter((each) => each !== row);
  } else {
    const { path, [side]: text } = conflict;
    if (!row || textOf(path.reduce(at, row.value as Raw)) === text) return draft;
    const value = withText(row.value, path, text);
    next = key === undefined ? value : rows.map((each) => (each === row ? { key, value } : each));
  }
  return { ...draft, [part]: next };
}
