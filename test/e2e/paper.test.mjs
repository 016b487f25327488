import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { decodeQR } from 'qr/decode.js';
import { start } from '../../docs/demo/serve.mjs';
import { formatCode, letterDocument, letterMarkup, markupText, paperCode } from '../../dist/letter.js';
import { call2025 } from '../../dist/model.js';
import { formReady, launch, openPage } from './browser.mjs';
import { application } from './clerk.mjs';
import { readPdf } from './pdf.mjs';
import { barePage, serve } from './site.mjs';

/** The annexes as the call prints them, a line for each line and each cell, with the blanks. */
const annexes = readFileSync('test/e2e/annexes.ky.txt', 'utf8').trimEnd().split('\n');
/** The call's own document lies beside the repository where the project is built, and not everywhere else. */
const callDocument = '../shared/call/call.ky.md';

const whole = {
  schemaVersion: 1,
  applicationId: '6f1c2b5e-3a47-4d0b-9c1e-8b2f5d7a9e10',
  exportedAt: '2025-02-20T05:30:00Z',
  ...application,
};

/** What the sample says in each blank of the annexes, in their order. */
const inBlanks = [
  'Асанбеков Бакыт Өмүралиевич',
  'Бакай-Ата',
  'Талас',
  'Кең-Төбө',
  'Кең-Төбө, Кең-Төбө айылы, Үч-Булак көчөсү',
  'Кең-Төбө',
  // The name of the first signatory comes before the second.
  'Асанбеков Бакыт Өмүралиевич Кең-Төбө айылдык кеңеши',
  '12',
  '57,5',
  '310',
  ...application.selfAssessment.priorityProblems,
  'Ооба. Манас районунда, 2024-жылдын октябрында, «Айылдык демилгелер» темасында.',
];

const mm = 72 / 25.4;
/** The feet are lower than this, and the rest of a page is not. */
const footTop = 17.5 * mm;

/** A line may break behind a hyphen or a slash. */
const spaced = (text) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/(?<=[-–/]) /g, '')
    .trim();
const dense = (text) => text.replace(/\s+/g, '');

/** Pieces that stand on the paper without anything between their words. */
const pieces = (lines) =>
  lines
    .flatMap((line) => line.split(/_+|(?<=[.?!:]) (?=\p{Lu})/u))
    .map(spaced)
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece));

function assertInOrder(text, wanted) {
  assert.ok(wanted.length > 50, `only ${wanted.length} pieces to look for`);
  let at = 0;
  const missing = wanted.filter((piece) => {
    const found = text.indexOf(piece, at);
    if (found >= 0) at = found + piece.length;
    return found < 0;
  });
  assert.deepEqual(missing, []);
}

/** Of long texts that differ, the place where they begin to. */
function assertSame(actual, expected) {
  let at = 0;
  while (at < expected.length && actual[at] === expected[at]) at++;
  const around = (text) => text.slice(Math.max(0, at - 40), at + 40);
  if (actual !== expected) assert.equal(around(actual), around(expected), `at ${at}`);
}

const bodyOf = ({ blocks }) => blocks.filter(({ roles }) => roles.at(-1) !== 'Lbl');
/** All that stands on the pages between their feet. */
const textOf = ({ pages }) =>
  spaced(
    pages
      .flatMap(bodyOf)
      .map(({ text }) => text)
      .join('\n'),
  );
/** The same without space; headings of tables, which pages repeat, stand in `tablesOf`. */
const lettersOf = ({ pages }) =>
  dense(
    pages
      .flatMap(bodyOf)
      .filter(({ isHead }) => !isHead)
      .map(({ text }) => text)
      .join(''),
  );

const withoutHeads = (markup) =>
  markup
    .filter((child) => child.tag !== 'thead')
    .map((child) =>
      typeof child === 'string' ? child : { ...child, children: withoutHeads(child.children) },
    );
/** The same of the letter that Node writes. */
const lettersFromNode = (draft, language = 'ky') =>
  dense(markupText(withoutHeads(letterMarkup(letterDocument(draft, call2025, language)))));

const isHead = (row) => row.length > 1 && row.every(({ role }) => role === 'TH');
const texts = (row) => row.map(({ text }) => text);

/** The texts of a row below the headings of their columns. */
function inColumns(head, row) {
  if (!head) return texts(row);
  const cells = head.map(() => '');
  for (const { text, x } of row) cells[head.findLastIndex((heading) => heading.x <= x + 2)] += text;
  return cells;
}

/** The tables of the paper, with what pages have torn put together again: `torn` are the rows it happened to. */
function tablesOf({ pages }) {
  const tables = [];
  for (const page of pages)
    page.tables.forEach((rows, index) => {
      const head = isHead(rows[0]) ? rows[0] : undefined;
      const words = head && texts(head).map(spaced);
      const before = tables.at(-1);
      const goesOn = !index && before && String(words) === String(before.head);
      if (!goesOn) tables.push({ head: words, rows: [], torn: [], pages: 0 });
      const table = tables.at(-1);
      table.pages++;
      rows.slice(head ? 1 : 0).forEach((row, place) => {
        const cells = inColumns(head, row);
        if (goesOn && head && !place && !cells[0].trim()) {
          const torn = table.rows.at(-1);
          cells.forEach((text, column) => (torn[column] += text));
          table.torn.push(table.rows.length - 1);
        } else table.rows.push(cells);
      });
    });
  return tables.map(({ rows, ...others }) => ({ rows: rows.map((cells) => cells.map(spaced)), ...others }));
}

describe('the letter on paper', () => {
  let demo;
  let browser;
  const closing = [];
  before(async () => {
    [demo, browser] = await Promise.all([start(0), launch()]);
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
    await Promise.all(closing.map((site) => site.close()));
  });

  /** A page with the form, filled at once. */
  const open = async (value = whole, url = `${demo.url}?call=2025`) => {
    const opened = await openPage(browser, { deviceScaleFactor: 2 });
    const { page } = opened;
    await page.goto(url);
    await formReady(page);
    await page.evaluate(async (json) => {
      const form = document.querySelector('interest-letter-form');
      form.value = json;
      await form.updateComplete;
    }, value);
    return opened;
  };
  /** A partner's page with something around the form. */
  const partner = async (above, below = '') => {
    const form = '<interest-letter-form></interest-letter-form>';
    const script = '<script type="module" src="/embed/interest-letter.js"></script>';
    const site = await serve({
      pages: { '/': barePage(above + form + below + script) },
      folders: { '/embed/': 'dist/embed' },
    });
    closing.push(site);
    return site;
  };
  const heldBy = (page) => page.evaluate(() => document.querySelector('interest-letter-form').value);
  const ask = (page) => page.evaluate(() => document.querySelector('interest-letter-form').print());
  const paper = async (page, foot = footTop) =>
    readPdf(await page.pdf({ preferCSSPageSize: true, tagged: true }), foot);
  const print = async (page) => {
    await ask(page);
    return paper(page);
  };
  /** All of the host page that printing could have changed. */
  const hostPage = (page) =>
    page.evaluate(() => ({
      markup: document.documentElement.outerHTML,
      sheets: document.adoptedStyleSheets.length,
      title: document.title,
      scroll: scrollY,
    }));

  describe('of a whole application, on a strict page', () => {
    let opened;
    let printed;
    let code;
    /** The application as the form holds it. */
    let draft;
    before(async () => {
      opened = await open();
      draft = await heldBy(opened.page);
      const exported = await opened.page.evaluate(() =>
        document.querySelector('interest-letter-form').exportApplication(),
      );
      assert.ok(exported.success);
      code = paperCode(exported.data);
      printed = await print(opened.page);
    });
    after(() => opened?.page.context().close());

    it('breaks no rule of the page', () => assert.deepEqual(opened.troubles, []));

    it('says every sentence of both annexes in order, with what was typed in the blanks', () => {
      const given = [...inBlanks];
      // The answer to the last question needs one of the lines that the call rules.
      const filled = annexes.map((line) => line.replace(/_+/g, () => given.shift() ?? ''));
      assert.deepEqual(given, []);
      assertInOrder(textOf(printed), pieces(filled));
    });

    it(
      'says them as the call’s own document does',
      { skip: !existsSync(callDocument) && 'the document is not here' },
      () => {
        const markdown = readFileSync(callDocument, 'utf8');
        const own = markdown
          .slice(markdown.indexOf('## 1-тиркеме.'))
          .replaceAll('\\_', '_')
          .split('\n')
          .flatMap((line) =>
            line.startsWith('|') ? line.split('|') : [line.replace(/^(#+|-|\d\.(?= _)) /, '')],
          )
          .map((line) => line.replace(/ *<br> */g, ' '));
        assert.deepEqual(pieces(annexes), pieces(own), 'annexes.ky.txt is another');
        assertInOrder(textOf(printed), pieces(own));
      },
    );

    it('says what Node says, and nothing of the page around it', () => {
      assertSame(lettersOf(printed), lettersFromNode(draft));
      for (const { untagged } of printed.pages) assert.match(untagged, /^–*$/);
    });

    it('has each answer in its place in the tables', () => {
      const [facts, ...lists] = tablesOf(printed);
      assert.equal(facts.rows.length, 11);
      assert.deepEqual(
        facts.rows.map(([, answer]) => answer),
        [
          'Кең-Төбө (айыл аймагы)',
          '724100, Талас облусу, Бакай-Ата району, Кең-Төбө айылы',
          '03457 21122',
          'kengtobo.ao@mail.kg www.kengtobo.kg',
          '31 870,5',
          '4 215,6 миң сом, 2024',
          '2 900 000 сом, 2024',
          undefined,
          '4',
          '7 215',
          'Ооба: Төлөгөнов Үсөн Жапарович, экономист, сатып алуулар боюнча адис',
        ].map((text) => text && spaced(text)),
      );
      const { jointActivities, civicGroups, donorProjects } = application;
      const number = (count) => count.toLocaleString('ru');
      const status = { completed: 'аяктаган', ongoing: 'ишке ашырылууда' };
      const wanted = [
        jointActivities.map((row) => [
          row.activityName,
          row.initiatorAndImplementers,
          number(row.citizensReached),
          row.results,
        ]),
        civicGroups.map((row) => [
          `${row.groupName} ${row.leaderName} ${row.leaderContacts}`,
          row.targetAudience,
          row.activityAreas,
          row.cooperationForms,
        ]),
        donorProjects.map((row) => [
          row.donorName,
          row.projectName,
          number(row.citizensReached),
          status[row.implementationStatus],
        ]),
      ];
      assert.deepEqual(
        lists.map(({ rows }) => rows),
        wanted.map((rows) => rows.map((row, index) => [String(index + 1), ...row].map(spaced))),
      );
      assert.deepEqual(
        lists.flatMap(({ torn }) => torn),
        [],
      );
    });

    it('is on sheets of A4, each with the code of its data, whose it is and its number', () => {
      const { pages } = printed;
      assert.ok(pages.length > 3);
      pages.forEach((page, index) => {
        for (const [length, millimetres] of [
          [page.width, 210],
          [page.height, 297],
        ])
          assert.ok(Math.abs(length - millimetres * mm) < 1, `${length} pt`);
        assert.equal(
          spaced(page.foot),
          spaced(`Код ${formatCode(code)} КЫЗЫКДАРЛЫК КАТЫ · Кең-Төбө ${index + 1} / ${pages.length}`),
        );
      });
    });

    it('keeps its margins', () => {
      for (const page of printed.pages)
        for (const { x, right, y, text } of page.blocks) {
          assert.ok(x >= 30 * mm - 1 && right <= page.width - 10 * mm + 1, `too wide: ${text}`);
          assert.ok(y >= 20 * mm, `too low: ${text}`);
        }
      const [first] = printed.pages;
      const highest = Math.max(...bodyOf(first).map(({ y }) => y));
      assert.ok(highest < first.height - (20 + 35) * mm, 'the letterhead has no room');
    });

    it('is what Node makes of the exported application, too', () => {
      assertSame(lettersFromNode(whole), lettersFromNode(draft));
    });

    it('is tagged: headings, tables with their headings, its language', () => {
      assert.equal(printed.marked, true);
      assert.equal(printed.language, 'ky');
      const blocks = printed.pages.flatMap(({ blocks }) => blocks);
      const tagged = (role) =>
        blocks.filter(({ roles }) => roles.at(-1) === role).map(({ text }) => spaced(text));
      assert.deepEqual(tagged('H1'), ['КЫЗЫКДАРЛЫК КАТЫ', 'Маалыматты берүү форматтары']);
      assert.deepEqual(
        tagged('H2').map((heading) => heading.slice(0, 12)),
        ['ЖӨБ органдар', '1. Айыл айма', '2. Акыркы 12', '3. Айыл айма', '4. 2022–2024'],
      );
      assert.deepEqual(tagged('Lbl'), ['1.', '2.', '3.', '4.', '5.']);
      const [, ...lists] = tablesOf(printed);
      assert.deepEqual(
        lists.map(({ head }) => head?.length),
        [5, 5, 5],
      );
      for (const { tables } of printed.pages)
        for (const rows of tables)
          for (const row of rows)
            assert.ok(isHead(row) || row.length !== 2 || row[0].role === 'TH', String(texts(row)));
      assert.ok(
        tagged('P').includes(
          'Калк алдында эсеп берүүнү жогорулатуу максатында, ЖӨБ органы тиешелүү кызматташуу меморандумуна кол коюуга даяр.',
        ),
      );
    });

    it('brings its letters along, ң ө ү from the font of their neighbours', () => {
      const { fonts } = printed;
      assert.deepEqual(
        fonts.filter(({ embedded }) => !embedded),
        [],
      );
      // Regular and bold of one family, and no third that helps out.
      assert.ok(fonts.length <= 2, JSON.stringify(fonts));
      const families = new Set(fonts.map(({ name }) => name.replace(/[-,]?(Regular|Bold|Roman|MT)+$/i, '')));
      assert.equal(families.size, 1, [...families].join());
    });

    it('leaves the page as it was when it is printed, and with the next key', async () => {
      const { page } = opened;
      const before = await hostPage(page);
      for (const end of [
        () => page.keyboard.press('Shift'),
        () => page.mouse.click(5, 5),
        () => page.evaluate(() => dispatchEvent(new Event('afterprint'))),
        () => paper(page),
      ]) {
        await ask(page);
        assert.notDeepEqual(await hostPage(page), before, 'nothing was there to print');
        await end();
        assert.deepEqual(await hostPage(page), before);
      }
    });

    it('has a QR that says the same', async () => {
      const { page } = opened;
      await page.emulateMedia({ media: 'print' });
      try {
        await ask(page);
        const marks = page.locator('[data-interest-letter] .foot svg');
        const count = await marks.count();
        assert.equal(count, printed.pages.length);
        const picture = await marks.last().screenshot();
        const reader = await browser.newPage();
        const image = await reader.evaluate(async (base64) => {
          const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
          const bitmap = await createImageBitmap(blob);
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
          context.drawImage(bitmap, 0, 0);
          const { width, height, data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
          return { width, height, data: [...data] };
        }, picture.toString('base64'));
        await reader.close();
        assert.equal(
          decodeQR({ ...image, data: Uint8Array.from(image.data) }),
          `IL1:${code}:${count}/${count}`,
        );
      } finally {
        await page.keyboard.press('Shift');
        await page.emulateMedia({ media: null });
      }
    });

    it('comes as DOCX with the same words', async () => {
      const { page } = opened;
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.evaluate(() => document.querySelector('interest-letter-form').downloadLetter()),
      ]);
      assert.match(file.suggestedFilename(), /\.docx$/);
      const files = unzipSync(readFileSync(await file.path()));
      assertSame(docxLetters(strFromU8(files['word/document.xml'])), lettersFromNode(draft));
      assert.deepEqual(opened.troubles, []);
    });

    it('is shown with the words that Node writes, in three languages', async () => {
      const { page } = opened;
      for (const language of ['ky', 'ru', 'en']) {
        const shown = await page.evaluate(
          async ({ value, lang }) => {
            const preview = Object.assign(document.createElement('letter-preview'), { value, lang });
            document.body.append(preview);
            const sheets = () => preview.shadowRoot.querySelector(`.letter[lang=${lang}] .page`);
            while (!sheets()) await new Promise(requestAnimationFrame);
            const letters = [...preview.shadowRoot.querySelectorAll('.body')]
              .map((body) => {
                const copy = body.cloneNode(true);
                for (const head of copy.querySelectorAll('thead')) head.remove();
                return copy.textContent;
              })
              .join('');
            preview.remove();
            return letters;
          },
          { value: whole, lang: language },
        );
        assertSame(dense(shown), lettersFromNode(draft, language));
      }
      assert.deepEqual(opened.troubles, []);
    });
  });

  it('of an empty form is the call’s own form, with lines to write on', async () => {
    const { page, troubles } = await open({});
    const printed = await print(page);
    assertInOrder(textOf(printed), pieces(annexes));
    assertSame(lettersOf(printed), lettersFromNode({}));
    for (const [index, { foot }] of printed.pages.entries())
      assert.match(spaced(foot), new RegExp(`КЫЗЫКДАРЛЫК КАТЫ ${index + 1} ?/ ?${printed.pages.length}$`));
    await page.emulateMedia({ media: 'print' });
    await ask(page);
    const rules = await page.evaluate(() =>
      [
        ...document
          .querySelector('[data-interest-letter]')
          .shadowRoot.querySelectorAll('.rule, .line, .sign'),
      ].map((rule) => {
        const { borderBottomStyle, borderBottomWidth, visibility } = getComputedStyle(rule);
        const { width, height } = rule.getBoundingClientRect();
        return (
          borderBottomStyle === 'solid' &&
          parseFloat(borderBottomWidth) > 0 &&
          visibility === 'visible' &&
          width > 50 &&
          height > 10
        );
      }),
    );
    // Of the call's blanks, the lists of five and of ruled lines, what is signed and by whom, and the date.
    const blanks = annexes.join('\n').match(/_{3,}/g).length;
    assert.ok(rules.length > blanks, `${rules.length} lines for ${blanks} blanks`);
    assert.ok(rules.every(Boolean));
    assert.deepEqual(troubles, []);
    await page.context().close();
  });

  it('is the same from inside a page that does everything to be in its way', async () => {
    const hostile = `
      html { font-size: 30px; filter: invert(1); zoom: .8 }
      body { display: flex; transform: scale(.5); zoom: .7; overflow: hidden; height: 100vh; position: fixed; columns: 3 }
      * { color: red !important; font-size: 40px !important; line-height: 3 !important; display: block !important;
          letter-spacing: 1em !important; text-transform: uppercase !important; background: yellow !important }
      @page { size: landscape; margin: 5cm }
      @media print {
        * { color: red !important; font-size: 40px !important; line-height: 3 !important; display: block !important }
        body * { visibility: hidden !important }
        html { position: fixed !important; overflow: hidden !important; height: 100px !important }
      }`;
    const site = await partner(`<style>${hostile}</style><h1>Башка барак</h1>`);
    const onDemo = await open();
    const wanted = await print(onDemo.page);
    await onDemo.page.context().close();
    const { page, troubles } = await open(whole, site.url);
    const before = await hostPage(page);
    const printed = await print(page);
    const seen = ({ pages }) =>
      pages.map(({ width, height, blocks }) => ({
        size: [width, height].map(Math.round),
        blocks: blocks.map(({ text, x, y }) => [spaced(text), Math.round(x), Math.round(y)]),
      }));
    assert.deepEqual(seen(printed), seen(wanted));
    const colours = ({ content }) =>
      [...new Set(content.join('\n').match(/\S+ \S+ \S+ (?:rg|RG)\b/g))].sort();
    assert.deepEqual(colours(printed), colours(wanted));
    assert.deepEqual(await hostPage(page), before);
    assert.deepEqual(troubles, []);
    await page.context().close();
  });

  it('stands in the form’s place when somebody prints the page around it', async () => {
    const site = await partner('<h1>Башка барак</h1>', '<p>Барактын аягы</p>');
    const { page, troubles } = await open(whole, site.url);
    await page.evaluate(() => document.querySelector('interest-letter-form').focusField('letter.senderName'));
    // What stands in its place is loaded when somebody begins to work.
    await page.waitForFunction(() => {
      const { shadowRoot } = document.querySelector('interest-letter-form');
      const before = shadowRoot.childElementCount;
      dispatchEvent(new Event('beforeprint'));
      const stands = shadowRoot.childElementCount > before;
      dispatchEvent(new Event('afterprint'));
      return stands;
    });
    const shadow = () =>
      page.evaluate(() => {
        const { shadowRoot } = document.querySelector('interest-letter-form');
        return [shadowRoot.childElementCount, shadowRoot.adoptedStyleSheets.length];
      });
    const before = [await hostPage(page), await shadow()];
    const printed = await paper(page, 0);
    const text = spaced(printed.pages.flatMap(({ blocks }) => blocks.map((block) => block.text)).join('\n'));
    const given = [...inBlanks];
    const filled = annexes.map((line) => line.replace(/_+/g, () => given.shift() ?? ''));
    assertInOrder(text, pieces(['Башка барак', ...filled, 'Барактын аягы']));
    assert.deepEqual(
      printed.pages.flatMap(({ blocks }) =>
        blocks.filter(({ roles }) => roles.at(-1) === 'Lbl').map((label) => spaced(label.text)),
      ),
      ['1.', '2.', '3.', '4.', '5.'],
    );
    // The form itself: its buttons, its hints.
    for (const words of ['Катты басып чыгаруу', 'Файлды ачуу', 'Сап кошуу'])
      assert.ok(!text.includes(words), words);
    assert.deepEqual([await hostPage(page), await shadow()], before);
    assert.deepEqual(troubles, []);
    await page.context().close();
  });

  describe('of more than anybody writes', () => {
    const long = (seed) => {
      const words = [];
      for (let length = 0, word = 0; length < 5000; word++) {
        words.push(`${seed}сөз${word}`);
        length += words.at(-1).length + 1;
      }
      return words.join(' ').slice(0, 5000).trim();
    };
    const unbroken = 'Өңүрүндөгүлөр'.repeat(24);
    const emoji = 'Ашар 👩🏽‍🌾🇰🇬 өттү 🎉';
    const righToLeft = 'قىزىقدارلىق كات ABC 123 (٤٥)';
    const isLong = (row) => row % 40 === 7;
    const text = (list, row, column) =>
      isLong(row) && column === 1 ? long(`${list}${row}`) : `${list}-тизме ${row}-сап ${column}-мамыча`;
    const all = Array.from({ length: 200 }, (_, row) => row);
    const stress = {
      ...whole,
      letter: { ...whole.letter, senderName: unbroken, keneshName: `${righToLeft} кеңеши` },
      municipality: { ...whole.municipality, municipalityName: emoji },
      selfAssessment: { ...whole.selfAssessment, keneshCooperationComment: long('баа') },
      jointActivities: all.map((row) => ({
        activityName: row === 3 ? unbroken : text('A', row, 0),
        initiatorAndImplementers: text('A', row, 1),
        citizensReached: row + 1000,
        results: row === 5 ? emoji : text('A', row, 2),
      })),
      civicGroups: all.map((row) => ({
        groupName: text('B', row, 0),
        leaderName: `B-башчы ${row}`,
        leaderContacts: `0555 ${row}`,
        targetAudience: text('B', row, 1),
        activityAreas: row === 9 ? righToLeft : text('B', row, 2),
        cooperationForms: text('B', row, 3),
      })),
      donorProjects: all.map((row) => ({
        donorName: text('C', row, 0),
        projectName: text('C', row, 1),
        citizensReached: row + 2000,
        implementationStatus: row % 2 ? 'ongoing' : 'completed',
      })),
    };
    let printed;
    let drawn;
    let draft;
    before(async () => {
      const { page, troubles } = await open(stress);
      draft = await heldBy(page);
      await ask(page);
      drawn = await page.evaluate(() => {
        const paper = document.querySelector('[data-interest-letter]').shadowRoot.querySelector('.letter');
        const copy = paper.cloneNode(true);
        for (const left of copy.querySelectorAll('thead, .foot')) left.remove();
        // What a row says on the next page belongs to its cells on this one.
        let before;
        for (const row of copy.querySelectorAll('tr')) {
          if (row.hasAttribute('data-continued')) {
            [...row.cells].forEach((cell, column) => before.cells[column].append(...cell.childNodes));
            row.remove();
          } else before = row;
        }
        return copy.textContent;
      });
      printed = await paper(page);
      assert.deepEqual(troubles, []);
      await page.context().close();
    });

    it('loses no character', () => {
      assertSame(dense(drawn), lettersFromNode(draft));
      const cells = tablesOf(printed)
        .slice(1)
        .map(({ rows }) => rows.map((row) => row.map(dense)));
      const number = (value) => dense(value.toLocaleString('ru'));
      assert.deepEqual(
        cells.map((rows) => rows.length),
        [200, 200, 200],
      );
      for (const row of all) {
        // What a PDF makes of these two is the reader's business.
        const strange = (list) => list === 0 && row === 5;
        const [a, b, c] = [stress.jointActivities[row], stress.civicGroups[row], stress.donorProjects[row]];
        const wanted = [
          [a.activityName, a.initiatorAndImplementers, number(a.citizensReached), a.results],
          [
            b.groupName + b.leaderName + b.leaderContacts,
            b.targetAudience,
            row === 9 ? undefined : b.activityAreas,
            b.cooperationForms,
          ],
          [c.donorName, c.projectName, number(c.citizensReached), row % 2 ? 'ишкеашырылууда' : 'аяктаган'],
        ].map((texts) => [String(row + 1), ...texts.map((each) => each && dense(each))]);
        wanted.forEach((texts, list) =>
          texts.forEach((each, column) => {
            if (each === undefined || (strange(list) && column === 4)) return;
            assert.equal(cells[list][row][column], each, `list ${list}, row ${row}, column ${column}`);
          }),
        );
      }
    });

    it('heads every page of a table, and tears only rows that no page holds', () => {
      const tables = tablesOf(printed).slice(1);
      assert.equal(tables.length, 3);
      for (const { torn, pages } of tables) {
        assert.ok(pages > 3);
        assert.ok(torn.length, 'nothing was long enough');
        assert.deepEqual(
          torn.filter((row) => !isLong(row)),
          [],
        );
      }
    });

    it('keeps within its margins and off its feet', () => {
      const { pages } = printed;
      const code = formatCode(paperCode(draft));
      pages.forEach((page, index) => {
        assert.ok(spaced(page.foot).startsWith(spaced(`Код ${code}`)), spaced(page.foot));
        assert.ok(spaced(page.foot).endsWith(spaced(`${index + 1} / ${pages.length}`)), spaced(page.foot));
        for (const block of page.blocks) {
          assert.ok(block.x >= 30 * mm - 1, `page ${index + 1}: ${block.text}`);
          assert.ok(block.right <= page.width - 10 * mm + 1, `page ${index + 1}: ${block.text}`);
          assert.ok(block.y >= 20 * mm, `page ${index + 1}: ${block.text}`);
        }
      });
    });

    it('still brings all its letters along', () =>
      assert.deepEqual(
        printed.fonts.filter(({ embedded }) => !embedded),
        [],
      ));
  });
});

/** What a DOCX says, without space, headings of tables and empty blanks. */
function docxLetters(xml) {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return dense(
    [
      ...xml
        .replace(/<w:tr\b(?:(?!<\/w:tr>)[\s\S])*<w:tblHeader\/>[\s\S]*?<\/w:tr>/g, '')
        .matchAll(/<w:t\b[^>]*>([^<]*)<\/w:t>/g),
    ]
      .map(([, text]) => text.replace(/&(\w+);/g, (_, name) => entities[name]))
      .join(''),
  );
}
