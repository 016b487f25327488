/** A tag: its name in small letters with its prefix, if any. */
export interface Tag {
  readonly name: string;
  readonly closing: boolean;
  /** Written `<name/>`. */
  readonly empty: boolean;
  /** As written; see {@link attributesOf}. */
  readonly attributes: string;
}

/** Elements whose content is no text of the document. */
const unread = /^(?:style|script|xml|title|template)$/;

/**
 * HTML or XML as tags and decoded texts, in one pass that is linear on any input and never throws. Comments,
 * conditional ones included, declarations and the content of styles and scripts are left out. What looks like a
 * tag but never ends is text.
 */
export function* readMarkup(markup: string): Generator<Tag | string> {
  /** What was sought in vain is not sought again. */
  const missing = new Set<string>();
  const find = (end: string, from: number): number => {
    const at = missing.has(end) ? -1 : markup.indexOf(end, from);
    if (at < 0) missing.add(end);
    return at;
  };
  let start = 0;
  let at = 0;
  for (let open; (open = markup.indexOf('<', at)) >= 0;) {
    at = open + 1;
    if (!/[a-z/!?]/i.test(markup.charAt(at))) continue;
    let next: number;
    let tag: Tag | undefined;
    let verbatim = '';
    if (markup.startsWith('<![CDATA[', open) && (next = find(']]>', open)) >= 0) {
      verbatim = markup.slice(open + 9, next);
      next += 3;
    } else if (markup.startsWith('<!--', open) && (next = find('-->', open + 4)) >= 0) {
      next += 3;
    } else {
      const end = tagEnd(markup, at);
      if (end < 0) break;
      next = end + 1;
      const [, slash, name = '', rest = ''] =
        /^(\/?)([a-z][^\s/>]*)([^]*)$/i.exec(markup.slice(at, end)) ?? [];
      if (name)
        tag = { name: name.toLowerCase(), closing: !!slash, empty: rest.endsWith('/'), attributes: rest };
    }
    if (open > start) yield decodeEntities(markup.slice(start, open));
    if (verbatim) yield verbatim;
    if (tag) yield tag;
    if (tag && !tag.closing && !tag.empty && unread.test(tag.name)) {
      const end = find(`</${markup.slice(open + 1, open + 1 + tag.name.length)}`, next);
      if (end >= 0) next = end;
    }
    start = at = next;
  }
  if (start < markup.length) yield decodeEntities(markup.slice(start));
}

/** Where the '>' of a tag stands; one within a quoted value does not count. */
function tagEnd(markup: string, from: number): number {
  const marks = /[>"']/g;
  marks.lastIndex = from;
  for (let mark; (mark = marks.exec(markup));) {
    if (mark[0] === '>') return mark.index;
    let before = mark.index - 1;
    while (before > from && /\s/.test(markup.charAt(before))) before--;
    const close = markup.charAt(before) === '=' ? markup.indexOf(mark[0], mark.index + 1) : -1;
    if (close >= 0) marks.lastIndex = close + 1;
  }
  return -1;
}

/** The attributes of a tag, by name in small letters; values decoded. The first of a name counts. */
export function attributesOf({ attributes }: Tag): Map<string, string> {
  const all = new Map<string, string>();
  for (const [, name = '', value = ''] of attributes.matchAll(
    /([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/g,
  )) {
    const key = name.toLowerCase();
    if (!all.has(key)) all.set(key, decodeEntities(/^["']/.test(value) ? value.slice(1, -1) : value));
  }
  return all;
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  shy: '\u00ad',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsquo: '‘',
  rsquo: '’',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  sect: '§',
  deg: '°',
  times: '×',
  thinsp: '\u2009',
  ensp: '\u2002',
  emsp: '\u2003',
  zwnj: '\u200c',
  zwj: '\u200d',
  numero: '№',
};

/** Character references as the characters they stand for; unknown names stay as they are written. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
        (all: string, decimal?: string, hex?: string, name?: string) =>
          name
            ? Object.hasOwn(entities, name)
              ? (entities[name] as string)
              : all
            : character(decimal ? Number(decimal) : parseInt(hex as string, 16)),
      )
    : text;

/** What 128–159 mean in HTML: windows-1252. A TextDecoder is not asked: that of Node 20 has them wrong. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** What is no character at all is dropped. */
function character(code: number): string {
  if (code >= 128 && code < 160) return windows.charAt(code - 128);
  return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '' : String.fromCodePoint(code);
}
