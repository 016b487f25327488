import { assert } from '@open-wc/testing';
import fc from 'fast-check';
import { paginate } from '../../src/elements/paginate.js';
import { show } from './page.js';

/* A paper with lines of 20 px; the font is whatever the machine has. */

const paper = `
  .galley, .body { display: flow-root; width: 400px; font: 15px/20px 'DejaVu Serif', serif; overflow-wrap: anywhere; }
  .body { outline: 1px solid; margin-bottom: 30px; }
  p, ol, ul, h2, table, div.box { margin: 0 0 8px; }
  h2 { font-size: 18px; line-height: 24px; margin-top: 16px; }
  .blank { white-space: pre-line; }
  table { width: 100%; border-collapse: collapse; table-layout: fixed; }
  th, td { padding: 3px 5px; border: 1px solid; font-weight: 400; text-align: start; vertical-align: top; }
  td p { margin: 0; min-height: 20px; }
  .loose table { border-collapse: separate; border-spacing: 2px; }
  .box { padding: 5px; border: 2px solid; }
  .signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
  .normal { line-height: normal; }
`;

type Attributes = Record<string, string>;
type Child = Node | string;

function make(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const paragraph = (text: string, attributes?: Attributes): HTMLElement => make('p', attributes, text);
const heading = (text: string): HTMLElement => make('h2', { 'data-keep-next': '' }, text);
/** So many lines of text, whatever the font. */
const lines = (count: number, mark = ''): string =>
  Array.from({ length: count }, (_, index) => `${mark}${index + 1} сап`).join('\n');
const blank = (text: string, attributes: Attributes = {}): HTMLElement =>
  make('p', attributes, make('span', { class: 'blank', 'data-path': 'a.b', dir: 'auto' }, text));

const row = (tag: string, cells: (Child | Child[])[]): HTMLElement =>
  make('tr', {}, ...cells.map((cell) => make(tag, {}, ...[cell].flat())));

const table = (
  rows: (Child | Child[])[][],
  { head = 'Аты', widths = [14, 43, 43] }: { head?: string; widths?: number[] } = {},
): HTMLElement =>
  make(
    'table',
    { class: 'list', id: 'list' },
    make('colgroup', {}, ...widths.map((width) => make('col', { width: `${width}%` }))),
    ...(head ? [make('thead', {}, row('th', Array<string>(widths.length).fill(head)))] : []),
    make('tbody', {}, ...rows.map((cells) => row('td', cells))),
  );
const numbered = (count: number, text = (index: number): string => `иш ${index + 1}`): HTMLElement =>
  table(Array.from({ length: count }, (_, index) => [`${index + 1}`, blank(text(index)), 'натыйжа']));

interface Paper {
  bodies: HTMLElement[];
  heights: number[];
  count: number;
}

/** Cuts blocks into pages; of `heights` the last is that of all further pages. */
async function cut(blocks: Child[], heights: number | number[], host = make('div')): Promise<Paper> {
  await show(host);
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(paper);
  root.adoptedStyleSheets = [sheet];
  const galley = make('div', { class: 'galley' }, ...blocks);
  root.replaceChildren(galley);
  const bodies: HTMLElement[] = [];
  const used: number[] = [];
  const count = paginate(galley, (index) => {
    assert.equal(index, bodies.length, 'pages come in order');
    const height = [heights].flat()[index] ?? ([heights].flat().at(-1) as number);
    const body = make('div', { class: 'body' });
    bodies.push(body);
    used.push(height);
    root.append(body);
    return { body, height };
  });
  assert.equal(count, bodies.length, 'the number of pages');
  assert.equal(galley.childNodes.length, 0, 'the galley is empty');
  return { bodies, heights: used, count };
}

const own = (body: Element): string => {
  const copy = body.cloneNode(true) as Element;
  for (const head of copy.querySelectorAll('[data-repeated]')) head.remove();
  return copy.textContent;
};
const text = ({ bodies }: Paper): string => bodies.map(own).join('');
const texts = ({ bodies }: Paper): string[] => bodies.map(own);
const rowsOf = (body: Element): HTMLTableRowElement[] => [
  ...body.querySelectorAll<HTMLTableRowElement>('tbody tr'),
];

/** How far what stands in a body reaches down, its own borders and paddings with it. */
function depth(body: HTMLElement): number {
  const { top } = body.getBoundingClientRect();
  return Math.max(
    0,
    ...[...body.querySelectorAll('*')].map((one) => one.getBoundingClientRect().bottom - top),
  );
}

function assertFits({ bodies, heights }: Paper, over = 0.5): void {
  bodies.forEach((body, index) =>
    assert.isAtMost(depth(body), (heights[index] as number) + over, `page ${index + 1} of ${bodies.length}`),
  );
}

describe('paginate', () => {
  it('keeps what fits on one page on it', async () => {
    const blocks = [heading('Кат'), paragraph('Урматтуу'), numbered(2)];
    const pages = await cut(blocks, 600);
    assert.equal(pages.count, 1);
    assert.deepEqual([...(pages.bodies[0]?.children ?? [])], blocks, 'moved, not copied');
  });

  it('is one page when there is nothing', async () => {
    assert.equal((await cut([], 600)).count, 1);
  });

  it('leaves room for the letterhead on the first page', async () => {
    const pages = await cut(
      Array.from({ length: 20 }, (_, index) => paragraph(`Абзац ${index}.`)),
      [100, 280],
    );
    assert.deepEqual(
      pages.bodies.map((body) => body.childElementCount),
      [3, 10, 7],
    );
    assertFits(pages);
  });

  it('begins a page where one is asked for, and no blank one before', async () => {
    const pages = await cut(
      [
        paragraph('1-тиркеме', { 'data-new-page': '' }),
        paragraph('текст'),
        paragraph('2-тиркеме', { 'data-new-page': '', 'data-keep-next': '' }),
        paragraph('3-тиркеме', { 'data-new-page': '' }),
      ],
      600,
    );
    assert.deepEqual(texts(pages), ['1-тиркеметекст', '2-тиркеме', '3-тиркеме']);
  });

  it('leaves no heading alone at the foot of a page', async () => {
    const pages = await cut(
      [blank(lines(3)), heading('Бөлүм'), heading('Бөлүкчө'), blank(lines(4, 'ө'))],
      170,
    );
    assert.deepEqual(texts(pages), [lines(3), `БөлүмБөлүкчө${lines(4, 'ө')}`]);
    assertFits(pages);
  });

  it('leaves no heading of a table and no header without a row at the foot of a page', async () => {
    for (let height = 115; height < 300; height += 7) {
      const pages = await cut([blank(lines(3)), heading('Тизме'), numbered(6)], height);
      assertFits(pages);
      for (const body of pages.bodies) {
        assert.notEqual(body.lastElementChild?.localName, 'h2', `a heading alone, ${height} px`);
        for (const list of body.querySelectorAll('table'))
          assert.isAtLeast(list.tBodies[0]?.rows.length ?? 0, 1, `a header alone, ${height} px`);
      }
    }
  });

  it('does not tear a short paragraph', async () => {
    const pages = await cut([blank(lines(5)), blank(lines(12, 'б'))], 300);
    assert.deepEqual(texts(pages), [lines(5), lines(12, 'б')]);
  });

  it('tears a long paragraph between lines, two at least on either side', async () => {
    for (let before = 1; before < 15; before++) {
      const pages = await cut([blank(lines(before)), blank(lines(15, 'б'), { class: 'long', id: 'l' })], 308);
      assert.equal(text(pages), lines(before) + lines(15, 'б'));
      assertFits(pages);
      const parts = texts(pages).map((page) => page.split('б').length - 1);
      assert.isFalse(parts.includes(1) || parts.includes(14), `${before}: ${parts.join()}`);
      // Nothing is wasted: as many lines as fit stand on the first page, but for the two of the second.
      const room = 15 - before;
      assert.equal(parts[0], room < 2 ? 0 : Math.min(room, 13), `${before}`);
    }
  });

  it('keeps attributes on both halves, and an id on the first alone', async () => {
    const block = blank(lines(30), { id: 'answer', class: 'answer', lang: 'ky', title: 'Жооп' });
    const { bodies } = await cut([block], 200);
    assert.equal(bodies.length, 3);
    bodies.forEach((body, index) => {
      const half = body.firstElementChild as HTMLElement;
      assert.equal(half.id, index ? '' : 'answer');
      assert.include(half, { className: 'answer', lang: 'ky', title: 'Жооп' });
      assert.equal((half.firstElementChild as HTMLElement).dataset.path, 'a.b');
      assert.equal(half.hasAttribute('data-continued'), index > 0);
      assert.equal(half.hasAttribute('data-continues'), index < 2);
    });
  });

  it('keeps together what is to be whole, unless it is higher than a page', async () => {
    const signatures = (count: number): HTMLElement =>
      make(
        'div',
        { class: 'signatures', 'data-whole': '' },
        make('div', {}, paragraph('Айыл өкмөтүнүн башчысы'), blank(lines(count))),
        make('div', {}, paragraph('Кеңештин төрагасы'), blank(lines(count, 'к'))),
      );
    const together = await cut([blank(lines(4)), signatures(3)], 200);
    assert.deepEqual(
      together.bodies.map((body) => body.querySelectorAll('.signatures').length),
      [0, 1],
    );
    const torn = await cut([blank(lines(4)), signatures(20)], 200);
    assertFits(torn);
    const column = (child: number): string =>
      torn.bodies
        .flatMap((body) => [...body.querySelectorAll(`.signatures > :nth-child(${child})`)])
        .map(({ textContent }) => textContent)
        .join('');
    assert.equal(column(1), `Айыл өкмөтүнүн башчысы${lines(20)}`);
    assert.equal(column(2), `Кеңештин төрагасы${lines(20, 'к')}`);
  });

  it('repeats the header on every page of a table, and tears no row that fits on one', async () => {
    const pages = await cut([numbered(40, (index) => lines((index % 5) + 1))], 400);
    assertFits(pages);
    assert.isAbove(pages.count, 4);
    pages.bodies.forEach((body, index) => {
      const [list] = body.querySelectorAll('table');
      assert(list?.tHead, `no header on page ${index + 1}`);
      assert.equal(list.tHead.textContent, 'Аты'.repeat(3));
      assert.equal(list.tHead.hasAttribute('data-repeated'), index > 0);
      assert.equal(list.tHead.querySelectorAll('th').length, 3);
      assert.equal(list.querySelectorAll('col').length, 3);
      assert.equal(list.id, index ? '' : 'list');
      assert.isEmpty(body.querySelectorAll('tr[data-continued]'));
    });
    const counted = pages.bodies.flatMap(rowsOf).map((row) => row.cells[0]?.textContent);
    assert.deepEqual(
      counted,
      Array.from({ length: 40 }, (_, index) => `${index + 1}`),
    );
  });

  it('repeats no header that takes more than half of a page', async () => {
    const list = table(
      [...Array(6).keys()].map((index) => [`${index}`, 'а', 'б']),
      {
        head: lines(7),
        widths: [20, 40, 40],
      },
    );
    const pages = await cut([list], 200);
    assertFits(pages);
    assert.equal(pages.bodies.filter((body) => body.querySelector('thead')).length, 1);
    assert.isAbove(pages.count, 1);
  });

  it('tears a row that is higher than a page, from where it stands, all cells on one height', async () => {
    const list = table([
      ['1', 'кыска', 'кыска'],
      ['2', blank(lines(40)), [blank(lines(26, 'б')), blank(lines(9, 'в'))]],
      ['3', 'кийинки', 'кийинки'],
    ]);
    const pages = await cut([paragraph('Тизме'), list], 300);
    assertFits(pages);
    const torn = pages.bodies.map((body) =>
      rowsOf(body).filter((row) => row.cells[1]?.textContent.includes('сап')),
    );
    assert.isTrue(torn.slice(0, -1).every((found) => found.length === 1));
    const rows = torn.flat();
    assert.isAbove(rows.length, 2);
    assert.deepEqual(
      rows.map((row) => row.cells[0]?.textContent),
      ['2', ...rows.slice(1).map(() => '')],
      'the number is not repeated',
    );
    assert.equal(rows.map((row) => row.cells[1]?.textContent).join(''), lines(40));
    assert.equal(rows.map((row) => row.cells[2]?.textContent).join(''), lines(26, 'б') + lines(9, 'в'));
    rows.forEach((row, index) => assert.equal(row.hasAttribute('data-continued'), index > 0));
    // The page is filled: no room is left for another line.
    for (const body of pages.bodies.slice(0, -1)) assert.isAbove(depth(body), 300 - 25);
    assert.equal(rowsOf(pages.bodies.at(-1) as Element).at(-1)?.textContent, '3кийинкикийинки');
  });

  it('begins a high row on the next page when not three of its lines fit', async () => {
    const pages = await cut([blank(lines(9)), table([['1', blank(lines(40)), '']], { head: '' })], 250);
    assert.equal(texts(pages)[0], lines(9));
    assertFits(pages);
  });

  it('goes on counting in a list', async () => {
    const items = Array.from({ length: 30 }, (_, index) =>
      make('li', {}, blank(lines(index === 12 ? 25 : 1, `${index}:`)).firstChild as Node),
    );
    const pages = await cut([make('ol', { start: '3' }, ...items)], 205);
    assertFits(pages);
    const numbers = pages.bodies.flatMap((body) => {
      const list = body.firstElementChild as HTMLOListElement;
      return [...list.children].map((item, index) => [
        list.start + index,
        Number(/^\d+/.exec(item.textContent)?.[0]) + 3,
      ]);
    });
    for (const [shown, real] of numbers) assert.equal(shown, real);
    assert.isAbove(numbers.length, 30, 'the long item goes on');
  });

  it('never cuts what a person sees as one letter', async () => {
    const family = '👩🏽‍🌾👨‍👩‍👧‍👦🇰🇬é';
    const pages = await cut([blank(family.repeat(150)), table([['1', family.repeat(60), 'а']])], 90);
    assertFits(pages);
    const whole = new Set([...new Intl.Segmenter().segment(family)].map(({ segment }) => segment));
    for (const body of pages.bodies) {
      for (const cell of body.querySelectorAll('p, tbody td:nth-child(2)'))
        for (const { segment } of new Intl.Segmenter().segment(cell.textContent))
          assert.isTrue(whole.has(segment), `${segment} is a piece`);
    }
    assert.isAbove(pages.count, 8);
  });

  it('keeps the direction of a text that is torn', async () => {
    const value = `عربي ${'сөз '.repeat(250)}`;
    const { bodies } = await cut([make('p', {}, make('span', { class: 'blank', dir: 'auto' }, value))], 100);
    assert.isAbove(bodies.length, 2);
    for (const body of bodies)
      assert.equal(getComputedStyle(body.querySelector('span') as Element).direction, 'rtl');
  });

  it('fills pages of any height, and ends', async () => {
    for (const height of [0, -5, 1, 19, 21, NaN]) {
      const blocks = [heading('Кат'), blank(lines(3)), numbered(2), make('ol', {}, make('li', {}, 'бир'))];
      const all = blocks.map(({ textContent }) => textContent).join('');
      const pages = await cut(blocks, height);
      assert.equal(text(pages).length, all.length, `${height}`);
      for (const body of pages.bodies) assert.isNotEmpty(own(body), `a blank page, ${height} px`);
    }
  });

  it('does not depend on how the page around is magnified', async () => {
    const blocks = (): Child[] => [
      heading('Кат'),
      blank(lines(30)),
      numbered(20, (index) => lines((index % 3) + 1)),
    ];
    const expected = texts(await cut(blocks(), 250));
    for (const [property, value] of [
      ['transform', 'scale(0.37)'],
      ['zoom', '2'],
    ] as const) {
      const host = make('div');
      host.style.setProperty(property, value);
      assert.deepEqual(texts(await cut(blocks(), 250, host)), expected, property);
    }
  });
});

/* Any document. */

const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('Өзгөн', 'айылдык', 'кеңеш', 'үй-бүлө', '«Ынтымак»', '2024-жыл', 'а'),
  },
  fc.constantFrom('👨‍👩‍👧‍👦', '🇰🇬', 'e\u0301', 'مرحبا', 'שלום עולם', '漢字', 'x'.repeat(90), '\n', '\n\n\n', '  '),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const texted = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(word, { maxLength, size: 'max' }).map((words) => words.join(' '));
const cellText = fc.oneof({ weight: 9, arbitrary: texted(8) }, { weight: 1, arbitrary: texted(250) });

type Sample =
  | { kind: 'heading' | 'paragraph' | 'whole' | 'plain'; text: string; fresh?: boolean }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; head: string; rows: string[][] };

const sample: fc.Arbitrary<Sample> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: texted(3) }),
  fc.record({ kind: fc.constantFrom('paragraph' as const, 'plain' as const), text: texted(120) }),
  fc.record({ kind: fc.constant('whole' as const), text: texted(12) }),
  fc.record({ kind: fc.constant('paragraph' as const), text: texted(5), fresh: fc.boolean() }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(texted(12), { maxLength: 8 }) }),
  fc.record({
    kind: fc.constant('table' as const),
    head: fc.oneof(fc.constant(''), texted(3)),
    rows: fc.array(fc.tuple(cellText, cellText, cellText), { maxLength: 12 }),
  }),
);

/** Each holder of text has a name of its own, which both halves keep. */
function build(samples: Sample[]): { blocks: HTMLElement[]; said: Map<string, string> } {
  const said = new Map<string, string>();
  const holder = (tag: string, value: string, attributes: Attributes = {}): HTMLElement => {
    const name = `${said.size}`;
    said.set(name, value);
    return make(
      tag,
      { ...attributes, 'data-name': name },
      make('span', { class: 'blank', dir: 'auto' }, value),
    );
  };
  const blocks = samples.map((one): HTMLElement => {
    switch (one.kind) {
      case 'heading':
        return holder('h2', one.text, { 'data-keep-next': '' });
      case 'list':
        return make('ol', {}, ...one.items.map((item) => holder('li', item)));
      case 'table': {
        const made = table([], { head: one.head, widths: [33, 33, 34] });
        made
          .querySelector('tbody')
          ?.append(...one.rows.map((row) => make('tr', {}, ...row.map((cell) => holder('td', cell)))));
        return made;
      }
      case 'whole':
        return make('div', { class: 'box', 'data-whole': '' }, holder('p', one.text), holder('p', 'Мөөр'));
      default:
        return holder('p', one.text, {
          ...(one.fresh ? { 'data-new-page': '' } : {}),
          ...(one.kind === 'plain' ? { class: 'normal' } : {}),
        });
    }
  });
  return { blocks, said };
}

it('paginate loses nothing of any document, keeps its order, and no page runs over', async () => {
  const host = make('div');
  await fc.assert(
    fc.asyncProperty(
      fc.array(sample, { minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 260, max: 900 }), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (samples, heights, loose) => {
        const { blocks, said } = build(samples);
        host.className = loose ? 'loose' : '';
        const pages = await cut(blocks, heights, host);
        const found = new Map<string, string>();
        for (const body of pages.bodies)
          for (const half of body.querySelectorAll<HTMLElement>('[data-name]')) {
            const name = half.dataset.name as string;
            found.set(name, (found.get(name) ?? '') + half.textContent);
          }
        assert.deepEqual([...found], [...said]);
        // In Firefox a torn line with letters of several fonts may grow by some pixels, for which the sheets leave room.
        assertFits(pages, 6);
        pages.bodies.forEach((body, index) => {
          const next = pages.bodies[index + 1];
          assert.isAbove(body.childElementCount, 0, 'a blank page');
          const goesOn = next && !next.firstElementChild?.hasAttribute('data-new-page');
          if (goesOn) assert.notEqual(body.lastElementChild?.localName, 'h2', 'a heading is the last');
          for (const row of body.querySelectorAll('tr[data-continues]'))
            if (!row.hasAttribute('data-continued')) {
              const whole = [row, ...laterHalves(pages, index + 1)];
              const least = whole.reduce((sum, half) => sum + half.getBoundingClientRect().height, 0);
              // The heading of its table stands on each page too.
              const head = row.closest('table')?.tHead?.getBoundingClientRect().height ?? 0;
              const room = Math.min(...heights) - Math.max(120, head + 60);
              assert.isAbove(least, room, `a row is torn that fits on a page, below a heading of ${head}`);
            }
        });
        for (const list of pages.bodies.flatMap((body) => [
          ...body.querySelectorAll('table[data-continued]'),
        ]))
          if (list.querySelector('tr')) assert.equal(list.querySelectorAll('col').length, 3);
      },
    ),
    // Shrinking lays out thousands of documents more, and no clock ends it.
    { numRuns: 60, endOnFailure: true },
  );
});

function laterHalves(pages: Paper, from: number): Element[] {
  const halves: Element[] = [];
  for (const body of pages.bodies.slice(from)) {
    const half = body.querySelector('tbody tr');
    if (!half?.hasAttribute('data-continued')) break;
    halves.push(half);
    if (!half.hasAttribute('data-continues')) break;
  }
  return halves;
}
