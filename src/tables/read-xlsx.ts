import { refuse } from '../model/json.js';
import type { Result } from '../model/json.js';
import type { Issue } from '../language/issue.js';
import { decodeText } from './decode-text.js';
import { unguard } from './formula.js';
import { Cells, tooBig } from './grid.js';
import type { Grid } from './grid.js';
import { attributesOf, readMarkup } from './markup.js';
import type { Tag } from './markup.js';
import { numberText, readFormat } from './number-format.js';
import type { NumberFormat } from './number-format.js';
import { openZip, ZipTooBig } from './zip.js';

export interface Sheet {
  readonly name: string;
  readonly grid: Grid;
}

const mostBytes = 10_000_000;
const mostInflated = 30_000_000;
const mostSheets = 50;

type Part = { tag: Tag; attributes: Map<string, string> };

interface Book {
  readonly strings: readonly string[];
  /** The format of each cell style. */
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
}

/**
 * The sheets of an XLSX workbook that hold something, in its order, without hidden sheets. Never throws. Refusals:
 * `tooBig` (10 MB), `tableTooBig`, `notTable` for an empty workbook, `tooLong` for a cell, and `notXlsx` for
 * anything else: old .xls, .ods, a password, a damaged file. A sheet that is too big beside others that are not is
 * named by a warning.
 *
 * Numbers come as they would be typed, formulas as the value that was last calculated, errors as their text
 * (#N/A). The text of a cell merged over rows is repeated in each, as in {@link readHtmlTables}.
 */
export function readXlsx(bytes: Uint8Array): Result<readonly Sheet[]> {
  if (bytes.length > mostBytes) return refuse('tooBig', [], { max: mostBytes / 1e6 });
  try {
    return readBook(openZip(bytes, mostInflated));
  } catch (error) {
    return error instanceof ZipTooBig ? tooBig() : refuse('notXlsx');
  }
}

function readBook(files: Map<string, () => Uint8Array>): Result<readonly Sheet[]> {
  const read = (path: string): string => {
    const inflate = files.get(path.toLowerCase());
    return inflate ? decodeText(inflate()) : '';
  };
  const root = relations(read('_rels/.rels'), '');
  const bookPath =
    [...root.values()].find(({ type }) => type === 'officedocument')?.path ?? 'xl/workbook.xml';
  const folder = bookPath.slice(0, bookPath.lastIndexOf('/') + 1);
  const related = relations(read(`${folder}_rels/${bookPath.slice(folder.length)}.rels`), folder);
  const partOf = (type: string): string =>
    read([...related.values()].find((relation) => relation.type === type)?.path ?? '');

  let from1904 = false;
  let isBook = false;
  const named: { name: string; path: string }[] = [];
  for (const { tag, attributes } of parts(read(bookPath))) {
    if (tag.name === 'workbook') isBook = true;
    if (tag.name === 'workbookpr') from1904 = /^(1|true|on)$/.test(attributes.get('date1904') ?? '');
    const target = related.get(attributes.get('id') ?? '');
    if (
      tag.name === 'sheet' &&
      target?.type === 'worksheet' &&
      !/hidden/i.test(attributes.get('state') ?? '')
    )
      named.push({ name: attributes.get('name') ?? '', path: target.path });
  }
  if (!isBook) return refuse('notXlsx');

  const book: Book = {
    strings: readStrings(partOf('sharedstrings')),
    formats: readFormats(partOf('styles')),
    from1904,
  };
  if (named.length > mostSheets) return tooBig();
  const data: Sheet[] = [];
  const issues: Issue[] = [];
  for (const { name, path } of named) {
    const grid = readSheet(read(path), book);
    if (grid.success) data.push({ name, grid: grid.data });
    else
      issues.push(
        ...grid.issues
          .filter(({ code }) => code !== 'notTable')
          .map((issue) => ({ ...issue, path: [name, ...issue.path] })),
      );
  }
  if (data.length)
    return { success: true, data, issues: issues.map((issue) => ({ ...issue, severity: 'warning' })) };
  return issues.length ? { success: false, issues } : refuse('notTable');
}

/** Tags by their local names, attributes without prefixes, texts between as they are. */
function* elements(xml: string): Generator<Tag | string> {
  for (const token of readMarkup(xml))
    yield typeof token === 'string' || !token.name.includes(':')
      ? token
      : { ...token, name: local(token.name) };
}

function* parts(xml: string): Generator<Part> {
  for (const tag of elements(xml))
    if (typeof tag !== 'string' && !tag.closing) yield { tag, attributes: localAttributes(tag) };
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const localAttributes = (tag: Tag): Map<string, string> =>
  new Map([...attributesOf(tag)].map(([name, value]) => [local(name), value]));

/** The relations of a part by their ids: the last word of the type, and the path within the archive. */
function relations(xml: string, folder: string): Map<string, { type: string; path: string }> {
  const all = new Map<string, { type: string; path: string }>();
  for (const { tag, attributes } of parts(xml)) {
    if (tag.name !== 'relationship') continue;
    const target = attributes.get('target') ?? '';
    const steps: string[] = [];
    for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
      if (step === '..') steps.pop();
      else if (step && step !== '.') steps.push(step);
    }
    const type = (attributes.get('type') ?? '').split('/').pop() ?? '';
    all.set(attributes.get('id') ?? '', { type: type.toLowerCase(), path: steps.join('/') });
  }
  return all;
}

/** `_x000A_` stands for a character that XML cannot hold. */
const unescape = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/** Each shared string: its runs joined, without the readings of Chinese characters. */
function readStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let [inText, phonetic] = [false, false];
  for (const token of elements(xml)) {
    if (typeof token === 'string') {
      if (inText && !phonetic) text += token;
      continue;
    }
    const { name, closing, empty } = token;
    if (name === 't') inText = !closing && !empty;
    else if (name === 'rph') phonetic = !closing && !empty;
    else if (name === 'si') {
      if (closing || empty) strings.push(unescape(text));
      text = '';
    }
  }
  return strings;
}

function readFormats(xml: string): NumberFormat[] {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCellStyles = false;
  for (const tag of elements(xml)) {
    if (typeof tag === 'string') continue;
    if (tag.name === 'cellxfs') inCellStyles = !tag.closing;
    if (tag.closing) continue;
    if (tag.name === 'numfmt') {
      const attributes = localAttributes(tag);
      codes.set(Number(attributes.get('numfmtid')), attributes.get('formatcode') ?? '');
    } else if (tag.name === 'xf' && inCellStyles) {
      ids.push(Number(localAttributes(tag).get('numfmtid') ?? 0));
    }
  }
  const known = new Map<number, NumberFormat>();
  return ids.map((id) => {
    const format = known.get(id) ?? readFormat(id, codes.get(id));
    known.set(id, format);
    return format;
  });
}

function readSheet(xml: string, book: Book): Result<Grid> {
  const cells = new Cells();
  let [row, column] = [-1, -1];
  /** Those of the cell that stands open. */
  let attributes: Map<string, string> | undefined;
  /** The element whose text is being read, and what was read for this cell. */
  let inside = '';
  let phonetic = false;
  let value = '';
  let inline = '';
  const merged: [top: number, left: number, bottom: number][] = [];

  for (const token of elements(xml)) {
    if (typeof token === 'string') {
      if (inside === 'v') value += token;
      else if (inside === 't' && !phonetic) inline += token;
      continue;
    }
    const { name, closing, empty } = token;
    if (name === 'v' || name === 't') inside = closing || empty ? '' : name;
    else if (name === 'rph') phonetic = !closing && !empty;
    else if (name === 'row' && !closing) {
      const number = Number(localAttributes(token).get('r'));
      [row, column] = [Number.isInteger(number) && number > 0 ? number - 1 : row + 1, -1];
    } else if (name === 'c') {
      if (closing) {
        if (attributes && !cells.set(row, column, unguard(cellText(value, inline, attributes, book)))) break;
        attributes = undefined;
        continue;
      }
      attributes = localAttributes(token);
      [value, inline] = ['', ''];
      const place = address(attributes.get('r') ?? '');
      [row, column] = place ?? [Math.max(row, 0), column + 1];
    } else if (name === 'mergecell' && !closing) {
      const [from, to] = (localAttributes(token).get('ref') ?? '').split(':').map(address);
      if (from && to && to[0] > from[0]) merged.push([...from, to[0]]);
    }
  }
  const last = merged.length ? cells.lastRow : 0;
  for (const [top, left, bottom] of merged) {
    const text = cells.get(top, left);
    for (let down = top + 1; text && down <= Math.min(bottom, last); down++)
      if (!cells.set(down, left, text)) return cells.grid();
  }
  return cells.grid();
}

/** 'B3' as row 2, column 1. */
function address(reference: string): [row: number, column: number] | undefined {
  const [, letters = '', digits = ''] = /^\$?([a-z]{1,3})\$?([1-9]\d{0,6})$/i.exec(reference) ?? [];
  if (!letters) return undefined;
  let column = 0;
  for (const letter of letters.toLowerCase()) column = column * 26 + letter.charCodeAt(0) - 96;
  return [Number(digits) - 1, column - 1];
}

function cellText(
  value: string,
  inline: string,
  attributes: Map<string, string>,
  { strings, formats, from1904 }: Book,
): string {
  const number = Number(value);
  switch (attributes.get('t')?.toLowerCase() ?? 'n') {
    case 's':
      return value.trim() ? (strings[number] ?? '') : '';
    case 'inlinestr':
      return unescape(inline);
    case 'str':
      return unescape(value);
    case 'b':
      return value.trim() && (number ? 'TRUE' : 'FALSE');
    case 'd':
      return value.trim().replace(/^(\d{4})-(\d\d)-(\d\d)(?:T00:00(?::00)?(?:\.0+)?Z?)?$/, '$3.$2.$1');
    case 'n':
      if (value.trim() && Number.isFinite(number))
        return numberText(number, formats[Number(attributes.get('s') ?? 0)] ?? readFormat(0), from1904);
  }
  return value;
}
