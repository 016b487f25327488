import { columnsOf, extent, hasBoxesOnly, isRow, pointOf, px } from './paginate-lines.js';
import type { Column, Ruler } from './paginate-lines.js';
import { takeBehind } from './paginate-tear.js';
import type { Break } from './paginate-tear.js';

/** What a page offers: its body, and the height that may be filled, in CSS px of the layout. */
export interface PageRoom {
  readonly body: HTMLElement;
  readonly height: number;
}

/** What is moved to a page as a whole unless it must be opened. Lengths as of `Ruler`. */
interface Piece {
  readonly node: HTMLElement;
  top: number;
  readonly bottom: number;
  /** The opened piece in which it stands. */
  readonly parent: Piece | undefined;
  /** Nothing stands before it in its parent. */
  isFirst: boolean;
  /** Never the last on a page. */
  readonly keepsNext: boolean;
  /** The borders and paddings of its parents below it. */
  readonly below: number;
  readonly table?: TableEdges;
  columns?: Column[];
}

interface TableEdges {
  /** Above the rows of a part of the table: its own border, and the header with it where that comes again. */
  readonly border: number;
  readonly withHead: number;
  readonly head: number;
}

/** A paragraph of at most so many lines stays together where it can. */
const shortParagraph = 12;

/**
 * Distributes what is laid out in `galley` over pages, in order; the galley is empty in the end. Nodes are moved,
 * only what stands on two pages is cloned: of every such element the earlier part has `data-continues` and the
 * later one, without its id, `data-continued`; the header that a table repeats has `data-repeated`. What holds
 * together:
 *
 * - a child with `data-new-page` begins a page;
 * - what has `data-keep-next` is never the last on a page;
 * - `data-whole`, a row, a short paragraph are torn only when they are higher than a page, longer paragraphs with
 *   two lines at least on either side.
 *
 * On every page there is something, even if it is higher than the page.
 *
 * @param galley In the document, with the width and the styles of a page's body; tables with `table-layout: fixed`.
 * @param newPage Makes the page with this index (from 0, in order) and puts it into the document.
 * @returns The number of pages: one at least.
 */
export function paginate(galley: HTMLElement, newPage: (index: number) => PageRoom): number {
  const scale = scaleOf(galley);
  const ruler = (): Ruler => {
    const { top } = galley.getBoundingClientRect();
    return (y) => (y - top) / scale;
  };
  const breaks: Break[] = [];
  const pieces = piecesOf([...galley.children], ruler());
  let page = newPage(0);
  const pages = [page];
  /** The page after this one; asked for only when something goes there. */
  const following = (): PageRoom => (pages[breaks.length + 1] ??= newPage(breaks.length + 1));

  /** The first piece of the page, and the height of the galley at which the page begins. */
  let first = 0;
  let origin = pieces[0] ? pieces[0].top - spaceAbove(pieces[0], page) : 0;
  const breakAt = (index: number, one: Omit<Break, 'repeat'>): void => {
    const piece = pieces[index] as Piece;
    page = following();
    breaks.push({ ...one, repeat: repeatsHead(piece, page) });
    first = index;
    origin = piece.top - spaceAbove(piece, page);
  };
  const breakBefore = (index: number): void => {
    let piece = pieces[index] as Piece;
    while (piece.isFirst && piece.parent) piece = piece.parent;
    breakAt(index, { at: { node: piece.node } });
  };
  /** Fills the page with lines of a piece, so many at least in the page and behind it; the rest begins the next. */
  const tear = (index: number, least: number, behind = 1, must = false): boolean => {
    const piece = pieces[index] as Piece;
    const measure = ruler();
    piece.columns ??= columnsOf(piece.node, measure);
    const room = page.height - (piece.top - origin) - piece.below;
    const stops = piece.columns.map((column) => {
      const count = column.lines.length;
      let to = column.from;
      while (to < count && fits(extent(column, column.from, to + 1), room)) to++;
      if (to < count) to = Math.min(to, count - behind);
      return must ? Math.max(to, Math.min(column.from + 1, count)) : to;
    });
    const isWhole = (column: Column, at: number): boolean => stops[at] === column.lines.length;
    if (piece.columns.every(isWhole)) return false;
    const takesLeast = (column: Column, at: number): boolean => (stops[at] as number) - column.from >= least;
    if (!piece.columns.every((column, at) => isWhole(column, at) || takesLeast(column, at))) return false;
    const cells = piece.columns.map((column, at) => ({
      node: column.node,
      point: pointOf(column, stops[at] as number, measure),
    }));
    piece.columns.forEach((column, at) => (column.from = stops[at] as number));
    piece.top = piece.bottom - Math.max(...piece.columns.map((column) => extent(column, column.from)));
    piece.isFirst = false;
    for (const { point } of cells) if (point) keepDirection(point.node, galley);
    const [paragraph] = cells;
    breakAt(
      index,
      paragraph?.point && paragraph.node === piece.node
        ? { at: paragraph.point }
        : { at: { node: piece.node }, cells },
    );
    return true;
  };

  for (let index = 0; index < pieces.length;) {
    const piece = pieces[index] as Piece;
    const isFirst = index === first;
    if (!isFirst && !piece.parent && piece.node.hasAttribute('data-new-page')) {
      breakBefore(index);
      continue;
    }
    if (fits(piece.bottom - origin + piece.below, page.height)) {
      index++;
      continue;
    }
    // Where the page may end at the latest, not to tear this piece.
    let end = index;
    while (end > first && pieces[end - 1]?.keepsNext) end--;
    const mayEnd = end > first;
    const fitsBehind = (): boolean => {
      const begin = pieces[end] as Piece;
      const height = piece.bottom - begin.top + spaceAbove(begin, following()) + piece.below;
      return fits(height, following().height);
    };
    const isWhole = piece.node.hasAttribute('data-whole') && mayEnd && fitsBehind();
    if (!isWhole && !piece.columns) {
      const opened = open(piece, ruler());
      if (opened.length) {
        pieces.splice(index, 1, ...opened);
        continue;
      }
    }
    const row = isRow(piece.node);
    const [least, behind] = row ? [3, 1] : [2, 2];
    if (mayEnd) {
      const isShort = (): boolean =>
        row || linesLeft((piece.columns ??= columnsOf(piece.node, ruler()))) <= shortParagraph;
      const stays = isWhole || (fitsBehind() && isShort());
      if (stays || !tear(index, least, behind)) breakBefore(end);
      continue;
    }
    if (tear(index, least, behind) || tear(index, 1, 1, isFirst)) continue;
    if (isFirst) index++;
    else breakBefore(index);
  }

  // From the end: what is moved is moved once, and what stands before stays where it was measured.
  for (let index = breaks.length; index--;)
    pages[index + 1]?.body.append(takeBehind(galley, breaks[index] as Break));
  pages[0]?.body.append(...galley.childNodes);
  return pages.length;
}

/** Heights are measured; a hundredth of a pixel is noise. */
const fits = (height: number, room: number): boolean => height <= room + 0.02;

const linesLeft = (columns: readonly Column[]): number =>
  Math.max(...columns.map(({ lines, from }) => lines.length - from));

/** By how much the page around magnifies. Layout lengths are rounded: the longer side tells it better. */
function scaleOf(galley: HTMLElement): number {
  const { width, height } = galley.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = galley;
  const [shown, own] = offsetHeight > offsetWidth ? [height, offsetHeight] : [width, offsetWidth];
  return Math.abs(shown - own) <= 0.5 ? 1 : shown / own || 1;
}

/** What has a box, with its place. */
function piecesOf(
  nodes: readonly Element[],
  ruler: Ruler,
  parent?: Piece,
  below = 0,
  keeps = (node: Element): boolean => node.hasAttribute('data-keep-next'),
): Piece[] {
  const pieces: Piece[] = [];
  for (const node of nodes as HTMLElement[]) {
    const { top, bottom, width, height } = node.getBoundingClientRect();
    if (!width && !height) continue;
    pieces.push({
      node,
      top: ruler(top),
      bottom: ruler(bottom),
      parent,
      isFirst: !pieces.length,
      keepsNext: keeps(node),
      below,
    });
  }
  const last = pieces.at(-1);
  if (last && parent?.keepsNext) pieces[pieces.length - 1] = { ...last, keepsNext: true };
  return pieces;
}

/** The rows of a table, the items of a list, the blocks in a block; of what is torn by lines, nothing. */
function open(piece: Piece, ruler: Ruler): Piece[] {
  const { node, below } = piece;
  if (node instanceof HTMLTableElement) {
    const rows = [...node.rows];
    const [head, bottom] = [node.tHead, rows.at(-1)?.getBoundingClientRect().bottom ?? 0];
    const first = rows.find((row) => row.parentNode !== head);
    const { top } = node.getBoundingClientRect();
    const rule = ruler(0);
    const length = (pixels: number): number => ruler(pixels) - rule;
    const caption = node.caption?.getBoundingClientRect().height ?? 0;
    const to = (row: Element | null | undefined): number =>
      row ? length(row.getBoundingClientRect().top - top - caption) : 0;
    const table: TableEdges = {
      border: to(rows[0]),
      withHead: to(first),
      head: head ? length(head.getBoundingClientRect().height) : 0,
    };
    return piecesOf(
      rows,
      ruler,
      { ...piece, table },
      below + length(node.getBoundingClientRect().bottom - bottom),
      (row) => row.parentNode === head,
    );
  }
  if (isRow(node) || !hasBoxesOnly(node)) return [];
  const style = getComputedStyle(node);
  return piecesOf(
    [...node.children],
    ruler,
    piece,
    below + px(style.paddingBottom) + px(style.borderBottomWidth),
  );
}

const repeatsHead = ({ parent, isFirst }: Piece, { height }: PageRoom): boolean =>
  !isFirst && !!parent?.table?.head && parent.table.head <= height / 2;

/** What stands above a piece that begins a page: margins, and what its torn parents repeat. */
function spaceAbove(piece: Piece, page: PageRoom): number {
  const { node, parent, isFirst } = piece;
  if (!parent) return marginAbove(node);
  if (isFirst) return piece.top - parent.top + spaceAbove(parent, page);
  let space = node.localName === 'tr' ? 0 : marginAbove(node);
  for (let outer: Piece | undefined = parent; outer; outer = outer.parent) {
    const { table } = outer;
    const style = getComputedStyle(outer.node);
    space += Math.max(0, px(style.marginTop));
    if (table) space += repeatsHead(piece, page) ? table.withHead : table.border;
    else space += px(style.paddingTop) + px(style.borderTopWidth);
  }
  return space;
}

/** The margin above a block; that of its first child may reach out of it. */
function marginAbove(node: Element): number {
  let margin = 0;
  for (let one: Element | null = node; one; one = one.firstElementChild) {
    const style = getComputedStyle(one);
    if (/^inline/.test(style.display)) break;
    margin = Math.max(margin, px(style.marginTop));
    if (px(style.paddingTop) || px(style.borderTopWidth) || one.localName === 'table') break;
  }
  return margin;
}

/** A text that chose its direction by its first letters keeps it when it is torn. */
function keepDirection(torn: Node, galley: Element): void {
  for (let node = torn.parentElement; node && node !== galley; node = node.parentElement)
    if (node.dir === 'auto' || (node.localName === 'bdi' && !node.dir))
      node.dir = getComputedStyle(node).direction;
}
