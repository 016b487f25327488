import { foldText } from '../language/letters.js';
import { isLoaded, languages, speak } from '../language/message.js';
import { readNumber } from '../language/numbers.js';
import { readPhones } from '../language/phones.js';
import { readChoice } from './choice.js';
import type { Grid } from './grid.js';
import { numberHeader, synonyms } from './synonyms.js';
import { targetsOf } from './targets.js';
import type { ListName, Target } from './targets.js';

/** Which column is what. A person may change it: give another number of rows, other targets. */
export interface Mapping {
  /** How many rows stand above the data: titles, headers, a row of column numbers. 0: there is no header. */
  readonly header: number;
  /** For each column the name of a target, see {@link targetsOf}, or nothing: it is not taken over. */
  readonly columns: readonly (string | undefined)[];
}

/** Below this, a header is not taken for a target. */
const least = 0.45;
/** In a row of headers there is one at least that is so like. */
const sure = 0.8;
/** Rows among which the header is sought, and rows by whose content columns are told apart. */
const [headerRows, contentRows] = [10, 200];
/** A header is not longer. */
const longestHeader = 200;

/**
 * Which column of a table is which field of a list: by the words above the columns in any of the three languages,
 * else, if there are none, by the number of columns and what they hold. No field is given twice. A column of row
 * numbers is given to none.
 */
export function mapColumns(grid: Grid, part: ListName): Mapping {
  const targets = targetsOf(part);
  const scorers = targets.map((target) => scorer(target, part));
  for (let row = 0; row < Math.min(headerRows, grid.length); row++) {
    const cells = grid[row] as readonly string[];
    const pairs = matches(
      cells.map((cell) => [cell]),
      scorers,
    );
    const first = assign(pairs, targets, cells.length);
    const matched = first.filter(Boolean).length;
    const few = cells.filter((cell) => cell.trim()).length <= 2;
    if (!pairs.some(({ score }) => score >= sure) || (matched < 2 && !few)) continue;
    const below = secondHeader(grid, row, first);
    const header = row + (below ? 2 : 1);
    const texts = cells.map((cell, column) => headings(cells, below, cell, column));
    const columns = below ? assign(matches(texts, scorers), targets, cells.length) : first;
    return {
      header: header + (isColumnNumbers(grid[header]) ? 1 : 0),
      columns: part === 'civicGroups' ? withLeaders(columns, grid, header) : columns,
    };
  }
  const header = isColumnNumbers(grid[0]) && grid.length > 1 ? 1 : 0;
  return { header, columns: byContent(grid, header, part) };
}

/** Whether a column holds the numbers of the rows: by its header, or by its content 1, 2, 3… */
export function isNumbering(grid: Grid, column: number, header: number): boolean {
  const above = header ? (grid[header - 1]?.[column] ?? '') : '';
  const first = grid.slice(0, header).some((row) => {
    const cell = row[column] ?? '';
    return /[№#]|\p{L}/u.test(cell) && numberHeader.test(foldHeader(cell));
  });
  if (first) return true;
  if (above.trim() && !/^\d+$/.test(above.trim())) return false;
  let last = 0;
  let steps = 0;
  let seen = 0;
  for (const row of grid.slice(header, header + contentRows)) {
    const text = (row[column] ?? '').trim();
    if (!text) continue;
    const number = Number(/^(\d{1,4})[.)]?$/.exec(text)?.[1] ?? NaN);
    seen++;
    // A merged cell repeats its number.
    if (number === last + 1 || (number === last && last)) steps++;
    if (number) last = number;
  }
  return steps > 0 && steps >= seen * 0.8;
}

const foldHeader = (text: string): string =>
  foldText(
    text
      .replace(/\u00ad/g, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s]/gu, ' '),
  )
    .replace(/(^| )(?:ф и о|аты жону|full name)(?= |$)/g, '$1фио')
    .replace(/(^| )аты(?= |$)/g, '$1аталышы')
    .replace(/(^| )кол во(?= |$)/g, '$1количество');

const empty = new Set(
  'жана менен жонундо же же или для при его анын бул боюнча the and for with its this that does'.split(' '),
);
/** Beginnings of words that stand above columns of every kind. */
const light = new Set(
  'маал назв наим атал name titl коли числ саны numb прое долб proj груп топт топ тобу grou орга уюм уюмд orga данн'.split(
    ' ',
  ),
);

const stems = (text: string): Set<string> =>
  new Set(
    foldHeader(text)
      .split(' ')
      .filter((word) => word.length > 2 && !empty.has(word))
      .map((word) => word.slice(0, 4)),
  );

const weigh = (all: Iterable<string>): number => {
  let sum = 0;
  for (const stem of all) sum += light.has(stem) ? 0.4 : 1;
  return sum;
};

/** How much of a header and a known phrase is the same, 0 to 1. */
function likeness(a: Set<string>, b: Set<string>): number {
  const common = [...a].filter((stem) => b.has(stem));
  if (!common.length) return 0;
  const same = (2 * weigh(common)) / (weigh(a) + weigh(b));
  // All of a telling phrase, with more around it.
  return common.length === b.size && weigh(b) >= 2 ? Math.max(same, 0.6) : same;
}

/** The text, and the text without what stands in brackets. */
const variants = (text: string): string[] => {
  const without = text.replace(/\([^()]*\)/g, ' ');
  return without === text || !without.trim() ? [text] : [text, without];
};

type Scorer = (header: string) => number;

function scorer({ name, fields, label }: Target, part: ListName): Scorer {
  const labels = languages.filter(isLoaded).map((language) => speak(language, label));
  const phrases = [...labels, ...(synonyms[part][name]?.split('|') ?? [])].flatMap(variants).map(stems);
  return (header) => {
    // «ишке ашырылууда» is what stands below such a header.
    if (header.length > longestHeader || readChoice(variants(header).at(-1) as string)) return 0;
    // Words that stand in its label stand in those of its fields too.
    if (fields.length > 1) return holdsSeveral(header, fields.length) ? 1.1 : 0;
    return Math.max(
      0,
      ...variants(header)
        .map(stems)
        .flatMap((own) => phrases.map((phrase) => likeness(own, phrase))),
    );
  };
}

const group = /^(?:топ|тобу|уюм|груп|орга|объед|grou|orga)/;
const named = /^(?:атал|назв|наим|name)/;
const leader = /^(?:лиде|жете|тора|башч|руко|пред|фио|коор|lead|head|chai)/;
const contact = /^(?:байл|тел$|теле|даре|адре|конт|моби|cont|phon|tele|addr|mail)/;

/** Whether a header names first the group, then, apart from it, the leader or the contacts; or the last two. */
function holdsSeveral(header: string, fields: number): boolean {
  let kinds = '';
  for (const [part] of header.toLowerCase().matchAll(/[\p{L}\p{M}.-]+|[,;/(+\n]/gu)) {
    const word = foldHeader(part);
    if (/^[,;/(+\n]$/.test(part) || /^(?:жана|и|and)$/.test(word)) kinds += 's';
    else if (leader.test(word)) kinds += 'l';
    else if (contact.test(word)) kinds += 'c';
    else if (group.test(word) || (named.test(word) && !kinds.includes('l'))) kinds += 'g';
  }
  return (fields === 3 ? /gs+[lc]/ : /ls+c/).test(kinds);
}

interface Pair {
  readonly column: number;
  readonly target: number;
  readonly score: number;
}

function matches(headers: readonly (readonly string[])[], scorers: readonly Scorer[]): Pair[] {
  return headers.flatMap((texts, column) =>
    texts.some((text) => /[№#]/.test(text) && numberHeader.test(foldHeader(text)))
      ? []
      : scorers.flatMap((score, target) => {
          const best = Math.max(0, ...texts.map(score));
          return best >= least ? [{ column, target, score: best }] : [];
        }),
  );
}

/** The best pairs first; a column and a field are given once. */
function assign(pairs: readonly Pair[], targets: readonly Target[], width: number): (string | undefined)[] {
  const columns = new Array<string | undefined>(width).fill(undefined);
  const given = new Set<string>();
  for (const { column, target } of [...pairs].sort((a, b) => b.score - a.score)) {
    const { name, fields } = targets[target] as Target;
    if (columns[column] || fields.some((field) => given.has(field))) continue;
    columns[column] = name;
    fields.forEach((field) => given.add(field));
  }
  return columns;
}

/** The row below a header, if it is its second row: cells above reach into it, or it parts a cell above. */
function secondHeader(
  grid: Grid,
  row: number,
  columns: readonly (string | undefined)[],
): readonly string[] | undefined {
  const above = grid[row] as readonly string[];
  const below = grid[row + 1];
  if (!below || below.some((cell) => cell.length > longestHeader) || isColumnNumbers(below)) return undefined;
  if (below.every((cell, column) => !cell.trim() || cell === above[column])) {
    return below.some((cell) => cell.trim()) && below.some((cell, column) => cell !== above[column])
      ? below
      : undefined;
  }
  const reaches = below.some((cell, column) => columns[column] && cell.trim() && cell === above[column]);
  if (reaches) return below;
  const parts = below.some((cell, column) => cell.trim() && !above[column]?.trim());
  const open = columns.some((name, column) => name && !below[column]?.trim());
  // A row of the list begins with its number, or else with what its first column holds.
  const numbers = above.findIndex((cell) => /[№#]/.test(cell) && numberHeader.test(foldHeader(cell)));
  const first = numbers < 0 ? columns.findIndex(Boolean) : numbers;
  const begins = below.slice(0, first + 1).some((cell) => cell.trim());
  return parts && open && !begins && !below.some((cell) => /^[\d\s.,]*\d$/.test(cell)) ? below : undefined;
}

/** What may be said to be the header of a column under which there are two rows of headers. */
function headings(
  above: readonly string[],
  below: readonly string[] | undefined,
  cell: string,
  column: number,
): string[] {
  const own = below?.[column]?.trim();
  if (!own || own === cell.trim()) return [cell];
  // A cell merged over several columns has its text in the first.
  let from = column;
  while (from > 0 && !above[from]?.trim()) from--;
  return [own, `${above[from]} ${own}`];
}

/** '1', '2', '3'… under a header. */
const isColumnNumbers = (row: readonly string[] | undefined): boolean =>
  !!row &&
  row.length > 1 &&
  row.every((cell, column) => /^\d+[.)]?$/.test(cell.trim()) && parseInt(cell, 10) === column + 1);

const share = (grid: Grid, column: number, header: number, is: (text: string) => boolean): number => {
  const texts = grid
    .slice(header, header + contentRows)
    .map((row) => (row[column] ?? '').trim())
    .filter(Boolean);
  return texts.filter(is).length / (texts.length || 1);
};

const hasPhone = (text: string): boolean => readPhones(text).numbers.length > 0;

/** A column of names in which telephone numbers stand too holds the leader and the contacts. */
function withLeaders(
  columns: readonly (string | undefined)[],
  grid: Grid,
  header: number,
): (string | undefined)[] {
  const has = (name: string): boolean => columns.includes(name);
  const wider = (name: string, whole: string) => (column: string | undefined, index: number) =>
    column === name && share(grid, index, header, hasPhone) >= 0.5 ? whole : column;
  if (has('leaderContacts') || has('leaderColumn') || has('groupColumn')) return [...columns];
  return columns.map(
    has('leaderName') ? wider('leaderName', 'leaderColumn') : wider('groupName', 'groupColumn'),
  );
}

/** The columns of each list as they usually follow one another, by how many they are. */
const layouts: Readonly<Record<ListName, readonly string[]>> = {
  jointActivities: ['activityName initiatorAndImplementers citizensReached results'],
  donorProjects: ['donorName projectName citizensReached implementationStatus'],
  civicGroups: [
    'groupColumn targetAudience activityAreas cooperationForms',
    'groupName leaderColumn targetAudience activityAreas cooperationForms',
    'groupName leaderName leaderContacts targetAudience activityAreas cooperationForms',
  ],
};

/** Without a header: numbers and words of a status are known by themselves, the rest by its place. */
function byContent(grid: Grid, header: number, part: ListName): (string | undefined)[] {
  const width = grid[0]?.length ?? 0;
  const columns = new Array<string | undefined>(width).fill(undefined);
  let free = columns.map((_, column) => column);
  // The first column only: further right, 1, 2, 3 may be what is counted.
  free = free.filter((column) => column > 0 || width === 1 || !isNumbering(grid, column, header));
  const layout = layouts[part].map((names) => names.split(' ')).find((names) => names.length === free.length);
  const known: Record<string, (text: string) => boolean> = {
    citizensReached: (text) => 'value' in readNumber(text, { integer: true }),
    implementationStatus: (text) => readChoice(text) !== undefined,
  };
  const left = new Set(layout);
  for (const { name } of targetsOf(part)) {
    const is = known[name];
    const fitting = is ? free.filter((column) => share(grid, column, header, is) >= 0.6) : [];
    const place = fitting.length > 1 && layout ? free[layout.indexOf(name)] : fitting[0];
    if (place === undefined || !fitting.includes(place)) continue;
    columns[place] = name;
    left.delete(name);
    free = free.filter((column) => column !== place);
  }
  if (left.size === free.length) [...left].forEach((name, index) => (columns[free[index] as number] = name));
  return columns;
}
