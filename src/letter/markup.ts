import type { Blank, Block, Cell, Run } from './blocks.js';
import type { LetterDocument } from './document.js';

/** A piece of a page, neither HTML text nor DOM: one writes it as a string, the other builds it. */
export interface Markup {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Markup | string)[];
}

type Child = Markup | string;

const make = (
  tag: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: Child[]
): Markup => ({
  tag,
  attributes: Object.fromEntries(
    Object.entries(attributes).filter((each): each is [string, string] => each[1] !== undefined),
  ),
  children,
});

/**
 * The paper as elements, a block each, in order. `data-path` names the field whose answer an element holds;
 * `data-new-page`, `data-keep-next` and `data-whole` say where pages may end.
 */
export function letterMarkup({ blocks, remark }: LetterDocument): Markup[] {
  const seal = blocks.findIndex(({ kind }) => kind === 'seal');
  const signatures = blocks.findIndex(({ kind }) => kind === 'signatures');
  const made = blocks.map((block, index) =>
    blockMarkup(
      block,
      // The seal belongs to the signatures, an answer to what asks for it.
      (index > signatures && index < seal) || blocks[index + 1]?.kind === 'answer',
      !index,
    ),
  );
  return remark === undefined ? made : [make('p', { class: 'remark' }, remark), ...made];
}

function blockMarkup(block: Block, keep: boolean, isFirst: boolean): Markup {
  switch (block.kind) {
    case 'annex':
      return make(
        'p',
        { class: 'annex', 'data-new-page': isFirst ? undefined : '', 'data-keep-next': '' },
        ...inline(block.runs),
      );
    case 'heading':
      return make(
        `h${block.level}`,
        { 'data-keep-next': '' },
        ...inline(block.runs.slice(0, 1)),
        // The call's note on the format of a list.
        ...block.runs.slice(1).map((run) => make('span', { class: 'format' }, run.text)),
      );
    case 'signatures':
      return make(
        'div',
        { class: 'signatures', 'data-whole': '', 'data-keep-next': '' },
        ...block.signatures.map(({ runs, name }) =>
          make(
            'div',
            { class: 'signature' },
            make('p', {}, ...inline(runs)),
            make('p', { class: 'name' }, make('span', { class: 'sign' }), ...inline([name])),
          ),
        ),
      );
    case 'seal':
      return make('p', { class: 'seal', 'data-whole': '' }, ...inline(block.runs));
    case 'question':
      return make('p', { class: 'question', 'data-keep-next': '' }, ...inline(block.runs));
    case 'answer':
      return answer(block.runs, block.lines);
    case 'numbered':
      return make('ol', {}, ...block.items.map((item) => make('li', {}, ...line(item))));
    case 'facts':
      return make(
        'table',
        { class: 'facts', 'aria-label': block.label },
        make('colgroup', {}, make('col', { width: '52%' }), make('col', { width: '48%' })),
        make(
          'tbody',
          {},
          ...block.rows.map(([label = [], ...answers]) =>
            answers.length
              ? make(
                  'tr',
                  {},
                  make('th', { scope: 'row' }, ...cell(label)),
                  ...answers.map((each) => make('td', {}, ...cell(each))),
                )
              : make('tr', {}, make('td', { colspan: '2' }, ...label.flatMap(inline))),
          ),
        ),
      );
    case 'list': {
      const numeric = block.columns.map(({ number }, index) =>
        number ? 'number' : index ? undefined : 'count',
      );
      return make(
        'table',
        { class: 'list', 'aria-label': block.label },
        make('colgroup', {}, ...block.columns.map(({ width }) => make('col', { width: `${width}%` }))),
        make(
          'thead',
          {},
          make('tr', {}, ...block.columns.map(({ heading }) => make('th', { scope: 'col' }, heading))),
        ),
        make(
          'tbody',
          {},
          ...block.rows.map((row) =>
            make('tr', {}, ...row.map((each, index) => make('td', { class: numeric[index] }, ...cell(each)))),
          ),
        ),
      );
    }
    default:
      return make(
        'p',
        {
          class: block.kind === 'paragraph' ? undefined : block.kind,
          'data-keep-next': keep ? '' : undefined,
        },
        ...inline(block.runs),
      );
  }
}

const inline = (runs: readonly Run[]): Child[] =>
  runs.filter((run) => 'blank' in run || run.text).map((run) => ('blank' in run ? blank(run) : run.text));

/** What somebody has typed may run from right to left: it must not turn the words around it. */
const blank = ({ text, path, caption }: Blank, empty = 'blank rule'): Markup =>
  make(
    'span',
    {
      class: text ? 'blank' : empty,
      'data-path': path.join('.'),
      title: caption,
      dir: text ? 'auto' : undefined,
    },
    ...(text ? [text] : []),
  );

/** An empty cell is room to write in; a line in it would be one too many. */
const cell = (lines: Cell): Child[] =>
  lines.map((runs) => {
    const [first] = runs;
    return make(
      'p',
      {},
      ...(runs.length === 1 && first && 'blank' in first ? [blank(first, 'blank')] : inline(runs)),
    );
  });

/** An item of a numbered list: its line reaches to the margin. */
const line = (item: Blank): Child[] => [blank(item, 'blank rule wide')];

function answer(runs: readonly Blank[], lines: number): Markup {
  const [first] = runs;
  if (first && !first.text) {
    return make(
      'div',
      { class: 'answer empty', 'data-path': first.path.join('.'), title: first.caption, 'data-whole': '' },
      ...Array.from({ length: lines }, () => make('p', { class: 'line' })),
    );
  }
  return make(
    'p',
    { class: 'answer' },
    ...runs.flatMap((run, index): Child[] => [...(index ? ['. '] : []), blank(run)]),
  );
}

/** What markup says, a line for each paragraph, cell and item. */
export function markupText(markup: readonly Child[]): string {
  const lines: string[] = [];
  let open = false;
  const add = (child: Child): void => {
    if (typeof child === 'string') {
      if (open) lines[lines.length - 1] += child;
      else lines.push(child);
      open = true;
      return;
    }
    const isInline = child.tag === 'span';
    if (!isInline) open = false;
    child.children.forEach(add);
    if (!isInline) open = false;
  };
  markup.forEach(add);
  return lines.join('\n');
}
