/** Reads a PDF as somebody with a screen reader meets it: by its tags, page by page. */
import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';

/** Tags within a line of text. */
const inline = new Set(['NonStruct', 'Span', 'Link']);

/** @typedef {{ roles: string[], text: string, x: number, right: number, y: number, isHead?: boolean }} Block
 * `roles` are its tags from the outermost; lines of `text` end in '\n'. Lengths in pt from the lower left corner:
 * `y` is the lowest base line, `x` and `right` how far it reaches. `isHead`: of a row of headings. */

/**
 * @param {Uint8Array} bytes
 * @param {number} [footTop] what stands lower on a page, in pt, is its `foot`
 * @returns what the whole says of itself, and `pages`, each with its size in pt, its `blocks` in the order of
 * reading, its `tables`: rows of cells `{ role, text, x }` (an empty cell has no tag), and its `foot`
 */
export async function readPdf(bytes, footTop = 0) {
  const source = Buffer.from(bytes).toString('latin1');
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const pages = [];
  for (let number = 1; number <= document.numPages; number++)
    pages.push(await readPage(await document.getPage(number), footTop));
  const { info } = await document.getMetadata();
  return {
    pages,
    language: info.Language,
    marked: (await document.getMarkInfo())?.Marked ?? false,
    fonts: fontsOf(source),
    content: streamsOf(source),
  };
}

const isHeading = ({ role }) => role === 'TH';

async function readPage(page, footTop) {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const [, , width, height] = page.view;
  const byId = new Map();
  const open = [];
  for (const item of items) {
    if (item.type === 'endMarkedContent') open.pop();
    else if (item.type) open.push(item.id);
    else if (open.at(-1) === undefined) byId.set('untagged', [...(byId.get('untagged') ?? []), item]);
    else byId.set(open.at(-1), [...(byId.get(open.at(-1)) ?? []), item]);
  }
  const blocks = [];
  const tables = [];
  const languages = new Set();
  let foot = '';
  let block;
  let rows;
  const read = (node, roles) => {
    if (node.type === 'content') {
      const found = byId.get(node.id) ?? [];
      byId.delete(node.id);
      for (const { str, hasEOL, transform, width: length } of found) {
        const [, , , , x, y] = transform;
        if (y < footTop) {
          foot += str + (hasEOL ? '\n' : '');
          continue;
        }
        block.text += str + (hasEOL ? '\n' : '');
        if (!str.trim()) continue;
        block.x = Math.min(block.x, x);
        block.y = Math.min(block.y, y);
        block.right = Math.max(block.right, x + length);
      }
      return;
    }
    if (node.lang) languages.add(node.lang);
    const inner = [...roles, node.role];
    if (!inline.has(node.role)) {
      block = { roles: inner, text: '', x: Infinity, right: -Infinity, y: Infinity };
      blocks.push(block);
    }
    if (node.role === 'Table') tables.push((rows = []));
    if (node.role === 'TR') rows.push([]);
    const begin = blocks.length - (inline.has(node.role) ? 0 : 1);
    for (const child of node.children) {
      read(child, inner);
      // What stands beside a block within another one is a block of its own.
      if (!inline.has(child.role) && child.type !== 'content') {
        block = { roles: inner, text: '', x: Infinity, right: -Infinity, y: Infinity };
        blocks.push(block);
      }
    }
    if (node.role === 'TR' && rows.at(-1).length > 1 && rows.at(-1).every(isHeading))
      for (const one of blocks.slice(begin)) one.isHead = true;
    if (node.role === 'TH' || node.role === 'TD')
      rows.at(-1).push({
        role: node.role,
        text: blocks
          .slice(begin)
          .map(({ text }) => text)
          .join('\n'),
        x: Math.min(...blocks.slice(begin).map(({ x }) => x)),
      });
  };
  const tree = await page.getStructTree();
  if (tree) read(tree, []);
  return {
    width,
    height,
    rotation: page.rotate,
    blocks: blocks.filter(({ text }) => text.trim()),
    tables,
    foot,
    languages: [...languages],
    /** What no tag says. */
    untagged: [...byId.values()]
      .flat()
      .map(({ str }) => str)
      .join('')
      .trim(),
  };
}

/** Chromium writes its objects in the open: each font, and whether its letters come with the file. */
function fontsOf(source) {
  const objects = new Map(
    [...source.matchAll(/(?:^|\n)(\d+) 0 obj\r?\n?([\s\S]*?)endobj/g)].map(([, id, text]) => [id, text]),
  );
  return [...objects.values()]
    .filter((text) => /\/Type\s*\/Font\b/.test(text) && !/\/Subtype\s*\/Type0\b/.test(text))
    .map((text) => {
      // The pictures of a Type 3 font are in the file by their nature.
      if (/\/Subtype\s*\/Type3\b/.test(text)) return { name: 'Type3', embedded: true };
      const [, descriptor] = /\/FontDescriptor (\d+) 0 R/.exec(text) ?? [];
      const [, name = ''] = /\/BaseFont\s*\/(?:[A-Z]{6}\+)?([^\s/]+)/.exec(text) ?? [];
      return { name, embedded: /\/FontFile[23]? /.test(objects.get(descriptor) ?? '') };
    });
}

/** The instructions that draw. */
const streamsOf = (source) =>
  [...source.matchAll(/\/FlateDecode[\s\S]{0,200}?stream\r?\n([\s\S]*?)\r?\nendstream/g)]
    .map(([, data]) => {
      try {
        return inflateSync(Buffer.from(data, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .filter((text) => /\bBT\b/.test(text));
