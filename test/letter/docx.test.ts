import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import decodeQR from 'qr/decode.js';
import type { Language } from '../../src/language/message.js';
import { runText } from '../../src/letter/blocks.js';
import type { Blank, Block, Run } from '../../src/letter/blocks.js';
import { letterDocument } from '../../src/letter/document.js';
import type { LetterDocument } from '../../src/letter/document.js';
import { letterDocx } from '../../src/letter/docx.js';
import type { DocxOptions } from '../../src/letter/docx.js';
import { formatCode, readCode } from '../../src/letter/paper-code.js';
import '../../src/model/all-languages.js';
import { call2025 } from '../../src/model/call-2025.js';
import { emptyDraft } from '../../src/model/draft.js';
import type { Draft } from '../../src/model/draft.js';
import { longDraft, manyRows, sampleDraft } from '../sample.js';

const languages: Language[] = ['ky', 'ru', 'en'];
const letterOf = (draft: Draft, language: Language = 'ky') => letterDocument(draft, call2025, language);
const sample = letterOf(sampleDraft);
const empty = letterOf(emptyDraft(call2025.id));
const blank = (text: string): Blank => ({ blank: true, path: [], text, caption: '' });
const paper = (...blocks: Block[]): LetterDocument => ({ ...sample, blocks });

/** The parts of the file as a reader of Word finds them, each well-formed. */
async function openDocx(letter: LetterDocument, options?: DocxOptions) {
  const files = unzipSync(await letterDocx(letter, options));
  const parser = new DOMParser({
    errorHandler: (level, message) => assert.fail(`${level}: ${message}`),
  });
  const text = (path: string) => strFromU8(files[path] as Uint8Array);
  const part = (path: string) => parser.parseFromString(text(path), 'text/xml').documentElement as Element;
  const parts = Object.keys(files).filter((path) => /\.(xml|rels)$/.test(path));
  for (const path of parts) {
    // What XML 1.0 forbids, which the parser lets pass.
    // eslint-disable-next-line no-control-regex -- no XML can hold them
    assert.doesNotMatch(text(path), /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/u, path);
    part(path);
  }
  const body = part('word/document.xml');
  return {
    files,
    text,
    part,
    body,
    paragraphs: all(body, 'w:p'),
    tables: all(body, 'w:tbl'),
    footers: parts.filter((path) => /footer\d+\.xml$/.test(path)).map(part),
    headers: parts.filter((path) => /header\d+\.xml$/.test(path)).map(part),
  };
}

const all = (element: Element, name: string): Element[] => Array.from(element.getElementsByTagName(name));
const valueOf = (element: Element, name: string): string | undefined =>
  all(element, name)[0]?.getAttribute('w:val') ?? undefined;
/** A property that is there and not switched off. */
const has = (element: Element, name: string): boolean =>
  all(element, name).some((each) => !/^(false|0|off)$/.test(each.getAttribute('w:val') ?? ''));
const textOf = (element: Element): string =>
  all(element, '*')
    .map(({ tagName, textContent }) => (tagName === 'w:t' ? textContent : tagName === 'w:br' ? '\n' : ''))
    .join('');
const styleOf = (element: Element) => valueOf(element, 'w:pStyle') ?? 'Normal';

const plainRules = (text: string): string => text.replace(/_{5,}/g, '_');
const isRoom = (runs: readonly Run[]) => runs.length === 1 && 'blank' in runs[0]! && !runs[0].text;

/** What a block says, paragraph by paragraph; places without a word left out. */
function said(block: Block): string[] {
  const lines = (): (readonly Run[])[] => {
    switch (block.kind) {
      case 'signatures':
        return block.signatures.flatMap(({ runs, name }) => [runs, [name, { text: '' }]]);
      case 'numbered':
        return block.items.map((item) => [item]);
      case 'answer':
        return [[{ text: block.runs.map(({ text }) => text).join('. ') }]];
      case 'facts':
        return block.rows.flat(2);
      case 'list':
        return [...block.columns.map(({ heading }) => [{ text: heading }]), ...block.rows.flat(2)];
      default:
        return [[...block.runs, { text: '' }]];
    }
  };
  return lines().flatMap((runs) => (isRoom(runs) ? [] : [plainRules(runText(runs))]));
}
const saidBy = ({ remark, blocks }: LetterDocument): string[] =>
  [...(remark === undefined ? [] : [remark]), ...blocks.flatMap(said)].filter(Boolean);

describe('letterDocx', () => {
  for (const [name, draft] of [
    ['an empty', emptyDraft(call2025.id)],
    ['a filled', sampleDraft],
    ['an endless', longDraft],
  ] as const)
    it(`says what ${name} letter says, in its order, in each language`, async () => {
      for (const language of languages) {
        const letter = letterOf(draft, language);
        const { paragraphs } = await openDocx(letter);
        assert.deepEqual(
          paragraphs.map((each) => plainRules(textOf(each))).filter(Boolean),
          saidBy(letter).map((line) => line.replace(/\r\n?/g, '\n')),
        );
      }
    });

  it('has real headings, and each annex but the first on a page of its own', async () => {
    const { paragraphs, part } = await openDocx(sample);
    const wanted = sample.blocks.flatMap((block) =>
      block.kind === 'heading' ? [[`heading ${block.level}`, runText(block.runs)]] : [],
    );
    const names = new Map(
      all(part('word/styles.xml'), 'w:style').map((style) => [style.getAttribute('w:styleId'), style]),
    );
    const found = paragraphs.flatMap((each) => {
      const style = names.get(styleOf(each));
      assert.ok(style, `style ${styleOf(each)}`);
      const name = valueOf(style, 'w:name') as string;
      const level = valueOf(style, 'w:outlineLvl');
      if (level === undefined) return [];
      assert.equal(name, `heading ${Number(level) + 1}`);
      assert.ok(has(style, 'w:keepNext'), `${name} stays with what follows`);
      return [[name, textOf(each)]];
    });
    assert.ok(wanted.length > 4);
    assert.deepEqual(found, wanted);
    const newPages = paragraphs.filter((each) => has(each, 'w:pageBreakBefore'));
    const annexes = sample.blocks.flatMap((block) => (block.kind === 'annex' ? [runText(block.runs)] : []));
    assert.deepEqual(newPages.map(textOf), annexes.slice(1));
  });

  it('is A4 with the usual margins', async () => {
    const { body } = await openDocx(sample);
    const mm = (element: string, name: string): number =>
      Math.round((Number(all(body, element)[0]?.getAttribute(name)) / 1440) * 25.4);
    assert.deepEqual([mm('w:pgSz', 'w:w'), mm('w:pgSz', 'w:h')], [210, 297]);
    assert.deepEqual(
      ['w:left', 'w:right', 'w:top', 'w:bottom'].map((side) => mm('w:pgMar', side)),
      [30, 10, 20, 20],
    );
  });

  it('has tables of fixed columns that fill the width between the margins', async () => {
    const { tables, body } = await openDocx(sample);
    const margin = (name: string): number => Number(all(body, 'w:pgMar')[0]?.getAttribute(name));
    const width = Number(all(body, 'w:pgSz')[0]?.getAttribute('w:w')) - margin('w:left') - margin('w:right');
    const ruled = tables.filter((table) => valueOf(table, 'w:tblStyle') === 'TableGrid');
    assert.equal(ruled.length, 4);
    for (const table of ruled) {
      assert.equal(all(table, 'w:tblLayout')[0]?.getAttribute('w:type'), 'fixed');
      const columns = all(table, 'w:gridCol').map((column) => Number(column.getAttribute('w:w')));
      assert.equal(
        columns.reduce((sum, each) => sum + each),
        width,
      );
    }
  });

  it('repeats the heading row of a list on every page and tears no row that fits on one', async () => {
    const letter = letterOf({ ...sampleDraft, jointActivities: manyRows(200) });
    const { tables } = await openDocx(letter);
    const rows = all(tables.find((table) => all(table, 'w:tr').length > 200) as Element, 'w:tr');
    assert.equal(rows.length, 201);
    assert.deepEqual(
      rows.map((row) => has(row, 'w:tblHeader')),
      rows.map((_, index) => index === 0),
    );
    assert.ok(rows.every((row) => has(row, 'w:cantSplit')));
  });

  it('lets a row break that is higher than a page', async () => {
    const list = (text: string): Block => ({
      kind: 'list',
      label: '',
      columns: [
        { heading: '№', width: 10 },
        { heading: 'Ө', width: 30 },
        { heading: 'Ү', width: 60 },
      ],
      rows: [[[[{ text: '1' }]], [[blank(text)]], [[blank('ү')]]]],
    });
    const isWhole = async (text: string) => {
      const { tables } = await openDocx(paper(list(text)));
      return has(all(tables[0] as Element, 'w:tr')[1] as Element, 'w:cantSplit');
    };
    assert.equal(await isWhole('өзгөчө сөз '.repeat(50)), true);
    assert.equal(await isWhole('өзгөчө сөз '.repeat(300)), false);
    assert.equal(await isWhole('өзгөчө\n'.repeat(60)), false);
    assert.equal(await isWhole('ө'.repeat(2000)), false);
  });

  it('has the code in groups and the number of the page at the foot of the first and of every other page', async () => {
    const { footers, body } = await openDocx(sample);
    assert.equal(footers.length, 2);
    assert.deepEqual(
      all(body, 'w:footerReference')
        .map((each) => each.getAttribute('w:type'))
        .sort(),
      ['default', 'first'],
    );
    for (const footer of footers) {
      assert.match(textOf(footer), new RegExp(`Код ${formatCode(sample.code)}`));
      assert.equal(all(footer, 'pic:pic').length, 1, 'the code as a QR');
      const fields = all(footer, 'w:instrText').map(({ textContent }) => textContent?.trim());
      assert.deepEqual(fields, ['PAGE', 'NUMPAGES']);
    }
  });

  it('shortens at the foot whose letter it is, not the code', async () => {
    const { footers } = await openDocx({ ...sample, sender: '🏔️ Өзгөн '.repeat(60) });
    const foot = textOf(footers[0] as Element);
    assert.ok(foot.length < 120, foot);
    assert.ok(foot.includes(formatCode(sample.code)));
  });

  it('names its language and title, and no person', async () => {
    const tags = { ky: 'ky-KG', ru: 'ru-RU', en: 'en-GB' };
    for (const language of languages) {
      const letter = letterOf(sampleDraft, language);
      const { part, text } = await openDocx(letter);
      const defaults = all(part('word/styles.xml'), 'w:docDefaults')[0] as Element;
      assert.equal(valueOf(defaults, 'w:lang'), tags[language]);
      const core = part('docProps/core.xml');
      assert.equal(all(core, 'dc:title')[0]?.textContent, letter.title);
      assert.equal(all(core, 'dc:language')[0]?.textContent, tags[language]);
      assert.doesNotMatch(
        text('docProps/core.xml') + text('docProps/app.xml'),
        /creator|modifiedBy|author|Un-named/i,
      );
    }
  });

  it('names one font for letters of every kind, and what stands for it', async () => {
    const { part, text } = await openDocx(sample);
    const names = all(part('word/styles.xml'), 'w:rFonts').flatMap((fonts) =>
      ['ascii', 'hAnsi', 'cs', 'eastAsia'].map((kind) => fonts.getAttribute(`w:${kind}`)),
    );
    assert.deepEqual([...new Set(names)], ['Noto Serif']);
    assert.doesNotMatch(text('word/document.xml'), /w:rFonts/);
    const font = all(part('word/fontTable.xml'), 'w:font')[0] as Element;
    assert.equal(font.getAttribute('w:name'), 'Noto Serif');
    assert.equal(valueOf(font, 'w:altName'), 'Times New Roman');
  });

  it('rules so many lines for an answer that nobody has given, and one for each number', async () => {
    const { paragraphs, part } = await openDocx(empty);
    const ruled = all(part('word/styles.xml'), 'w:style').filter((style) =>
      all(style, 'w:tab').some((tab) => tab.getAttribute('w:leader') === 'underscore'),
    );
    const ids = ruled.map((style) => style.getAttribute('w:styleId'));
    const lines = paragraphs.filter((each) => ids.includes(styleOf(each)) && all(each, 'w:tab').length);
    const wanted = empty.blocks.map((block) =>
      block.kind === 'answer' ? block.lines : block.kind === 'numbered' ? block.items.length : 0,
    );
    assert.equal(
      lines.length,
      wanted.reduce((sum, each) => sum + each),
    );
    assert.ok(lines.length > 10);
  });

  it('numbers each list of answers from one', async () => {
    const numbered: Block = { kind: 'numbered', items: [blank('Суу'), blank('Жол')] };
    const { paragraphs, part } = await openDocx(paper(numbered, numbered));
    const ids = paragraphs.map((each) => valueOf(each, 'w:numId') as string);
    assert.equal(ids.length, 4);
    assert.equal(ids[0], ids[1]);
    assert.notEqual(ids[1], ids[2]);
    const lists = all(part('word/numbering.xml'), 'w:num');
    for (const id of ids) {
      const list = lists.find((each) => each.getAttribute('w:numId') === id) as Element;
      assert.equal(valueOf(list, 'w:startOverride'), '1');
    }
  });

  it('keeps signatures, date and seal on one page', async () => {
    const { body } = await openDocx(sample);
    const children = Array.from(all(body, 'w:body')[0]!.childNodes) as Element[];
    const name = runText([
      (sample.blocks.find(({ kind }) => kind === 'signatures') as SignaturesBlock).signatures[0]!.name,
    ]);
    const seal = runText(
      (sample.blocks.find(({ kind }) => kind === 'seal') as Extract<Block, { kind: 'seal' }>).runs,
    );
    const first = children.findIndex((each) => each.tagName === 'w:tbl' && textOf(each).includes(name));
    const last = children.findIndex((each) => each.tagName === 'w:tbl' && textOf(each) === seal);
    assert.ok(first >= 0 && last > first + 1);
    for (const table of [children[first] as Element, children[last] as Element])
      assert.ok(has(table, 'w:cantSplit'));
    for (const between of children.slice(first + 1, last))
      assert.ok(has(between, 'w:keepNext'), textOf(between));
    const style = all((await openDocx(sample)).part('word/styles.xml'), 'w:style').find(
      (each) => each.getAttribute('w:styleId') === 'Signatory',
    );
    assert.ok(has(style as Element, 'w:keepNext'));
    const [place] = all(children[last] as Element, 'w:trHeight');
    assert.ok(Number(place?.getAttribute('w:val')) > 1700, 'three centimetres at least');
  });

  it('leaves room for the letterhead on the first page, as much as is wanted', async () => {
    const height = async (options?: DocxOptions) => {
      const { headers, body } = await openDocx(sample, options);
      if (!headers.length) return 0;
      assert.equal(all(body, 'w:headerReference')[0]?.getAttribute('w:type'), 'first');
      assert.ok(has(body, 'w:titlePg'));
      return Math.round((Number(valueOf(headers[0] as Element, 'w:trHeight')) / 1440) * 25.4);
    };
    assert.ok((await height()) >= 30);
    assert.equal(await height({ letterhead: { height: 62 } }), 62);
    assert.equal(await height({ letterhead: { height: 0 } }), 0);
  });

  it('shows a letterhead within its room, in its proportions', async () => {
    // A GIF of one pixel.
    const data = Uint8Array.from(atob('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs='), (char) =>
      char.charCodeAt(0),
    );
    const size = async (width: number, height: number) => {
      const { headers } = await openDocx(sample, {
        letterhead: { height: 40, image: { data, type: 'gif', width, height } },
      });
      const extent = all(headers[0] as Element, 'wp:extent')[0] as Element;
      return ['cx', 'cy'].map((side) => Math.round(Number(extent.getAttribute(side)) / 36_000));
    };
    assert.deepEqual(await size(3400, 400), [170, 20]);
    assert.deepEqual(await size(1000, 2000), [20, 40]);
    assert.deepEqual(await size(96, 48), [25, 13]);
  });

  it('takes what was typed for nothing but text', async () => {
    const texts = [
      '=1+1',
      'CURRENT',
      'TOTAL_PAGES',
      '{ MERGEFIELD Name }',
      '{dash-0}',
      '{count-5} {count-5-0}',
      '{{0}}',
      '<w:p><w:r/></w:p>',
      '&lt; ]]> <!-- "\'',
      '$& $1 \\n',
    ];
    const numbered: Block = { kind: 'numbered', items: [blank('1')] };
    const question: Block = { kind: 'question', runs: [{ text: '?' }] };
    const { paragraphs, body } = await openDocx(
      paper(question, ...texts.map((text): Block => ({ kind: 'paragraph', runs: [blank(text)] })), numbered),
    );
    assert.deepEqual(paragraphs.map(textOf), ['?', ...texts, '1']);
    assert.deepEqual(
      [...all(body, 'w:instrText'), ...all(body, 'w:fldSimple'), ...all(body, 'w:fldChar')],
      [],
    );
  });

  it('breaks lines where they were broken', async () => {
    const { paragraphs } = await openDocx(
      paper({ kind: 'answer', runs: [blank('бир\nэки\r\nүч\u000bтөрт')], lines: 1 }),
    );
    assert.deepEqual(paragraphs.map(textOf), ['бир\nэки\nүч\nтөрт']);
  });

  it('turns round no word beside one that runs from right to left', async () => {
    const { paragraphs } = await openDocx(
      paper(
        {
          kind: 'paragraph',
          runs: [{ text: 'Айыл ' }, blank('\u202eمرحبا 12 بالعالم'), { text: ' району' }],
        },
        { kind: 'answer', runs: [blank('שלום Өзгөн')], lines: 1 },
      ),
    );
    const [mixed, right] = paragraphs as [Element, Element];
    assert.doesNotMatch(textOf(mixed), /[\u202a-\u202e]/);
    assert.deepEqual(
      all(mixed, 'w:r')
        .filter((run) => has(run, 'w:rtl'))
        .map(textOf),
      ['مرحبا 12 بالعالم'],
    );
    assert.equal(has(mixed, 'w:bidi'), false);
    assert.equal(has(right, 'w:bidi'), true);
  });

  it('makes a whole file of any text', async () => {
    const units = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 0xffff }) },
      fc.constantFrom(0, 1, 9, 10, 11, 13, 31, 127, 0x85, 0x2028, 0xd800, 0xdfff, 0xfffe, 0xffff, 0x7b, 0x7d),
      fc.constantFrom(...[...'<>&"\'{}өҢ'].map((char) => char.charCodeAt(0))),
    );
    const text = fc.array(units, { maxLength: 60 }).map((codes) => String.fromCharCode(...codes));
    await fc.assert(
      fc.asyncProperty(text, text, text, async (a, b, title) => {
        const list: Block = {
          kind: 'list',
          label: a,
          columns: [
            { heading: b, width: 6 },
            { heading: a, width: 94 },
          ],
          rows: [[[[{ text: '1' }]], [[blank(a), { text: '|' }]]]],
        };
        const letter = {
          ...paper({ kind: 'paragraph', runs: [blank(a), { text: '|' }, blank(b)] }, list),
          title,
          sender: b,
        };
        const { paragraphs } = await openDocx(letter);
        const printed = (value: string): string =>
          value
            .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
            .replace(/\r\n?|[\n\v\f\u0085\u2028\u2029]/g, '\n')
            // eslint-disable-next-line no-control-regex -- no XML can hold them
            .replace(/[\0-\x08\x0e-\x1f\ufffe\uffff\p{Cs}]/gu, '\ufffd')
            .replace(/\t/g, ' ');
        assert.equal(
          plainRules(textOf(paragraphs[0] as Element)),
          plainRules([a, b].map((each) => printed(each) || (each ? '' : '______')).join('|')),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('makes the same file of the same letter but for its date', async () => {
    const [one, two] = [(await openDocx(sample)).files, (await openDocx(sample)).files];
    assert.deepEqual(Object.keys(one), Object.keys(two));
    for (const path of Object.keys(one))
      if (path !== 'docProps/core.xml') assert.deepEqual(one[path], two[path], path);
  });

  it('puts a paragraph between tables, in every cell and at the end, as Word wants it', async () => {
    const seal: Block = { kind: 'seal', runs: [{ text: 'Мөөр' }] };
    const facts: Block = { kind: 'facts', label: '', rows: [[[], [[blank('')]]]] };
    const { body, tables } = await openDocx(paper(seal, facts, seal));
    assert.equal(tables.length, 3);
    const names = (Array.from(all(body, 'w:body')[0]!.childNodes) as Element[]).map(({ tagName }) => tagName);
    assert.deepEqual(names, ['w:tbl', 'w:p', 'w:tbl', 'w:p', 'w:tbl', 'w:p', 'w:sectPr']);
    for (const cell of all(body, 'w:tc')) assert.equal((cell.lastChild as Element).tagName, 'w:p');
  });
});

type SignaturesBlock = Extract<Block, { kind: 'signatures' }>;

const missing = ['soffice', 'pdftotext', 'pdffonts', 'pdftoppm'].filter(
  (name) => spawnSync('which', [name]).status !== 0,
);

describe(
  'letterDocx in LibreOffice',
  {
    skip:
      missing.length > 0 && `${missing.join(', ')} not installed (Debian: libreoffice-writer poppler-utils)`,
  },
  () => {
    const tooHigh = '漢字 Өзгөн ШШШ '.repeat(150);
    const letters = {
      empty,
      sample,
      english: letterOf(sampleDraft, 'en'),
      high: letterOf({
        ...sampleDraft,
        jointActivities: [20, 40, 60, 80, 100, 150].map((times, index) => ({
          key: `high-${index}`,
          value: {
            activityName: `Иш ${index + 1}`,
            results: `${tooHigh.slice(0, times * 13)} Акыры-${index + 1}.`,
          },
        })),
      }),
    };
    type Name = keyof typeof letters;
    let folder = '';

    const convert = async (): Promise<void> => {
      if (folder) return;
      folder = mkdtempSync(join(tmpdir(), 'letter-docx-'));
      process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
      const names = Object.keys(letters) as Name[];
      for (const name of names) writeFileSync(join(folder, `${name}.docx`), await letterDocx(letters[name]));
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
          '--headless',
          '--convert-to',
          'pdf',
          '--outdir',
          folder,
          ...names.map((name) => join(folder, `${name}.docx`)),
        ],
        { stdio: 'ignore', timeout: 180_000 },
      );
    };
    const run = (tool: string, ...args: string[]): string =>
      execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1e8 });
    const pdf = (name: Name): string => join(folder, `${name}.pdf`);
    /** Without what stands on every page. */
    const pdfText = (name: Name): string =>
      run('pdftotext', '-raw', pdf(name), '-')
        .split(/[\n\f]/)
        .filter((line) => !/^(Код|Code) [\d\s]{14}|^\d+ \/ \d+$/.test(line))
        .join('\n');
    const dense = (text: string): string => plainRules(text).replace(/\s/g, '');

    it('says the same in the same order', async () => {
      await convert();
      for (const name of ['empty', 'sample', 'english'] as const) {
        const text = dense(pdfText(name));
        let from = 0;
        for (const line of saidBy(letters[name])) {
          const at = text.indexOf(dense(line), from);
          assert.ok(at >= 0, `${name}: «${line}» after «${text.slice(Math.max(0, from - 80), from)}»`);
          from = at + dense(line).length;
        }
      }
    });

    it('has all letters, ң ө ү too, in one family of fonts, embedded', async () => {
      await convert();
      for (const name of ['empty', 'sample', 'english'] as const) {
        const fonts = run('pdffonts', pdf(name)).trim().split('\n').slice(2);
        const families = fonts.map((line) => /^(?:\w{6}\+)?(\w+)/.exec(line)?.[1]);
        assert.equal(new Set(families).size, 1, fonts.join('\n'));
        for (const line of fonts) assert.match(line, /\byes (yes|no) +yes\b/, line);
      }
      assert.match(pdfText('sample'), /[ңөү]/);
    });

    it('cuts off nothing of a row, however high', async () => {
      await convert();
      const text = dense(pdfText('high'));
      for (let row = 1; row <= 6; row++) assert.ok(text.includes(`Акыры-${row}.`), `row ${row}`);
    });

    it('counts pages and shows the code as a QR on each', async () => {
      await convert();
      const pages = run('pdftotext', '-raw', pdf('sample'), '-').split('\f').slice(0, -1);
      assert.ok(pages.length > 3);
      pages.forEach((page, index) => assert.ok(page.includes(`${index + 1} / ${pages.length}`), page));
      for (const page of [1, pages.length]) {
        const picture = join(folder, `page-${page}`);
        run(
          'pdftoppm',
          '-r',
          '300',
          '-gray',
          '-singlefile',
          '-f',
          `${page}`,
          '-l',
          `${page}`,
          pdf('sample'),
          picture,
        );
        assert.deepEqual(readCode(decodeQR(footOf(readFileSync(`${picture}.pgm`)))), { code: sample.code });
      }
    });
  },
);

/** The lower left corner of a page in shades of grey (PGM), where the QR is. */
function footOf(pgm: Buffer) {
  const [header, size] = /^P5\s+(\d+\s+\d+)\s+255\s/.exec(
    pgm.subarray(0, 64).toString('latin1'),
  ) as RegExpExecArray;
  const [columns = 0, rows = 0] = (size as string).split(/\s+/).map(Number);
  const width = Math.round(columns * 0.25);
  const height = Math.round(rows * 0.09);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const shade = pgm[
        header.length + (rows - height + y) * columns + Math.round(columns * 0.1) + x
      ] as number;
      data.fill(shade, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  return { width, height, data };
}
