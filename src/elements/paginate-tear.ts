import type { Point } from './paginate-lines.js';

/** Where one page ends and the next begins. */
export interface Break {
  /** The next page begins here; of a torn row, with what is behind each cell's point (none: nothing of it). */
  readonly at: Point;
  readonly cells?: readonly { readonly node: Element; readonly point: Point | undefined }[];
  /** The header of the table comes again. */
  readonly repeat: boolean;
}

/** Takes everything behind a break out of the galley: moved, but for the elements that go on both pages. */
export function takeBehind(galley: Element, { at, cells, repeat }: Break): DocumentFragment {
  if (!cells) return sever(galley, at, repeat);
  const row = at.node as Element;
  const rest = continuation(row);
  for (const { node, point } of cells) {
    const cell = continuation(node);
    if (point) cell.append(sever(node, point));
    rest.append(cell);
  }
  return sever(galley, at, repeat, rest);
}

/** Takes what is behind a point (with `rest`: behind the point's node, and `rest` comes first) out of an element. */
function sever(root: Element, { node, offset }: Point, repeat = false, rest?: Element): DocumentFragment {
  const range = document.createRange();
  if (rest) range.setStartAfter(node);
  else if (offset) range.setStart(node, offset);
  else range.setStartBefore(node);
  range.setEnd(root, root.childNodes.length);
  const torn: Element[] = [];
  for (let one = node.parentElement; one && one !== root; one = one.parentElement) torn.unshift(one);
  const fragment = range.extractContents();
  let parent: ParentNode = fragment;
  const halves = torn.map((one) => {
    parent = parent.firstChild as Element;
    return [one, continuation(one, parent as Element)] as const;
  });
  if (rest) parent.prepend(rest);
  const tags = torn.map(({ localName }) => localName);
  halves.forEach(([one, half], depth) => {
    if (one instanceof HTMLOListElement)
      (half as HTMLOListElement).start = one.start + one.children.length - (tags[depth + 1] === 'li' ? 1 : 0);
    if (!(one instanceof HTMLTableElement)) return;
    const head = repeat && !tags.includes('thead') ? one.tHead : null;
    half.prepend(
      ...[...one.children].filter((child) => child.localName === 'colgroup').map(copyOf),
      ...(head ? [copyOf(head)] : []),
    );
    half.querySelector(':scope > thead')?.toggleAttribute('data-repeated', !!head);
  });
  return fragment;
}

/** Marks the two halves of a torn element. */
function continuation(one: Element, half = one.cloneNode() as Element): Element {
  half.removeAttribute('id');
  half.toggleAttribute('data-continued', true);
  one.toggleAttribute('data-continues', true);
  return half;
}

function copyOf(one: Element): Element {
  const copy = one.cloneNode(true) as Element;
  for (const named of [copy, ...copy.querySelectorAll('[id]')]) named.removeAttribute('id');
  return copy;
}
