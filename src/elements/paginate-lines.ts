/** From the page's pixels (y of a client rectangle) to the galley's own: CSS px of its layout below its top. */
export type Ruler = (y: number) => number;

/** Where something is torn: before a node, or within a text. */
export interface Point {
  readonly node: Node;
  readonly offset?: number;
}

/** What stands on one height of a column: text, or a box without text. */
interface Line {
  /** Of its line box; `glyphTop` and `glyphBottom` are what the browser says of the letters. */
  top: number;
  bottom: number;
  glyphTop: number;
  glyphBottom: number;
  /** The first text or empty element in it. */
  readonly leaf: Node;
  readonly block: Element;
  /** Margins, borders and paddings of the blocks between the column and the line. */
  readonly above: number;
  readonly below: number;
}

/** What is filled from top to bottom: a paragraph, or one cell of a row. */
export interface Column {
  readonly node: Element;
  readonly lines: readonly Line[];
  /** Its own border and padding. */
  readonly above: number;
  readonly below: number;
  readonly begin: number;
  readonly end: number;
  /** How many lines stand on earlier pages. */
  from: number;
}

export const px = (length: string): number => parseFloat(length) || 0;

/** Whether what stands in an element is all in boxes of its own, with no text beside them. */
export const hasBoxesOnly = (node: Element): boolean =>
  node.childElementCount > 0 &&
  [...node.childNodes].every((child) =>
    child instanceof Element
      ? !/^(inline|contents)/.test(getComputedStyle(child).display)
      : !(child instanceof Text && child.data.trim()),
  );

/** A row of a table, or boxes side by side. */
export function isRow(node: Element): boolean {
  if (node.localName === 'tr') return true;
  const { display, flexDirection } = getComputedStyle(node);
  return /grid|flex/.test(display) && !/column/.test(flexDirection) && hasBoxesOnly(node);
}

/** The columns of a row (or of boxes side by side); of anything else, itself. */
export function columnsOf(node: Element, ruler: Ruler): Column[] {
  return (isRow(node) ? [...node.children] : [node]).map((column) => {
    const style = getComputedStyle(column);
    const rect = column.getBoundingClientRect();
    const [above, below] = [
      px(style.borderTopWidth) + px(style.paddingTop),
      px(style.borderBottomWidth) + px(style.paddingBottom),
    ];
    const lines = linesOf(column, ruler);
    const [first, last] = [lines[0], lines.at(-1)];
    const isSunk = style.display === 'table-cell' && /middle|bottom/.test(style.verticalAlign);
    return {
      node: column,
      lines,
      above,
      below,
      begin: first && isSunk ? first.top - first.above : ruler(rect.top) + above,
      end: last && column !== node ? last.bottom + last.below : ruler(rect.bottom) - below,
      from: 0,
    };
  });
}

/** The height of a column with its lines from one to another only, at least. */
export function extent({ lines, above, below, begin, end }: Column, from: number, to = lines.length): number {
  const first = lines[from];
  if (!first || from >= to) return above + below;
  const [before, last, next] = [lines[from - 1], lines[to - 1] as Line, lines[to]];
  // Where line boxes are not known to the pixel, what is greater counts.
  const start = before
    ? (before.block === first.block ? Math.min(first.top, before.bottom) : first.top) - first.above
    : begin;
  const stop = next
    ? (next.block === last.block ? Math.max(next.top, last.bottom) : last.bottom) + last.below
    : end;
  return above + stop - start + below;
}

function linesOf(column: Element, ruler: Ruler): Line[] {
  const lines: Line[] = [];
  for (const leaf of leavesOf(column)) {
    const parent = leaf.parentElement as Element;
    let place: Pick<Line, 'block' | 'above' | 'below'> | undefined;
    let lineHeight = 0;
    for (const rect of rectsOf(leaf)) {
      if (!rect.height) continue;
      if (!place) {
        place = placeOf(parent, column);
        lineHeight = leaf instanceof Text ? px(getComputedStyle(parent).lineHeight) : 0;
      }
      const [glyphTop, glyphBottom] = [ruler(rect.top), ruler(rect.bottom)];
      const middle = (glyphTop + glyphBottom) / 2;
      const half = (lineHeight || glyphBottom - glyphTop) / 2;
      lines.push({ ...place, leaf, glyphTop, glyphBottom, top: middle - half, bottom: middle + half });
      // On the height of the line before: one line with it (and what stands beside several, with all of them).
      for (let last; middle <= ((last = lines.at(-2))?.glyphBottom ?? -Infinity) && last;) {
        const more = lines.pop() as Line;
        for (const side of ['top', 'glyphTop'] as const) last[side] = Math.min(last[side], more[side]);
        for (const side of ['bottom', 'glyphBottom'] as const) last[side] = Math.max(last[side], more[side]);
      }
    }
  }
  return lines;
}

function* leavesOf(node: Node): Generator<Node> {
  for (const child of node.childNodes)
    if (child.hasChildNodes() && !(child instanceof SVGElement)) yield* leavesOf(child);
    else yield child;
}

function rectsOf(leaf: Node, end?: number): DOMRectList | [] {
  if (leaf instanceof Element) return leaf.getClientRects();
  if (!(leaf instanceof Text)) return [];
  const range = document.createRange();
  range.setStart(leaf, 0);
  range.setEnd(leaf, end ?? leaf.length);
  return range.getClientRects();
}

/** The block in which a line stands, and what is between the block and its column. */
function placeOf(parent: Element, column: Element): Pick<Line, 'block' | 'above' | 'below'> {
  let [block, above, below]: [Element | undefined, number, number] = [undefined, 0, 0];
  for (let node = parent; node !== column; node = node.parentElement as Element) {
    const style = getComputedStyle(node);
    if (/^(inline|contents)$/.test(style.display)) continue;
    block ??= node;
    above += Math.max(0, px(style.marginTop)) + px(style.borderTopWidth) + px(style.paddingTop);
    below += Math.max(0, px(style.marginBottom)) + px(style.borderBottomWidth) + px(style.paddingBottom);
  }
  return { block: block ?? column, above, below };
}

/** Where a line of a column begins: before a node, or between two graphemes of a text. */
export function pointOf({ node: column, lines }: Column, index: number, ruler: Ruler): Point | undefined {
  const line = lines[index];
  if (!line) return;
  let node = line.leaf;
  if (node instanceof Text) {
    // Of a range that ends within a grapheme WebKit says anything, and of where one begins when asked for one place.
    const starts = Array.from(graphemes.segment(node.data), ({ index }) => index);
    /** The graphemes before `before` stand on earlier lines; those before `reached` do not all. */
    let [before, reached] = [0, starts.length];
    while (reached - before > 1) {
      const middle = (before + reached) >> 1;
      const isOn = ({ top, bottom, height }: DOMRect): boolean =>
        height > 0 && ruler((top + bottom) / 2) >= line.glyphTop;
      if ([...rectsOf(node, starts[middle])].some(isOn)) reached = middle;
      else before = middle;
    }
    const offset = starts[before];
    if (offset) return { node, offset };
  }
  // The line begins with an element: no empty one stays behind.
  while (node.parentNode !== column && !hasBefore(node)) node = node.parentNode as Node;
  return { node };
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function hasBefore(node: Node): boolean {
  for (let before = node.previousSibling; before; before = before.previousSibling)
    if (before instanceof Element || (before instanceof Text && before.data.trim())) return true;
  return false;
}
