import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { start } from '../../docs/demo/serve.mjs';
import { formReady, launch, openPage } from './browser.mjs';

/** The call's own document lies beside the repository where the project is built, and not everywhere else. */
const document = '../shared/call/call.ky.md';
const labels = readFileSync('test/e2e/labels.ky.txt', 'utf8').trimEnd().split('\n');
const texts = readFileSync('test/model/call.ky.txt', 'utf8').trimEnd().split('\n');

/** Lines of a Markdown document without its marks; the cells of its tables are lines of their own. */
const plainLines = (markdown) =>
  markdown
    .replaceAll('\\_', '_')
    .split('\n')
    .flatMap((line) => (line.startsWith('|') ? line.split('|') : [line.replace(/^(#+|-|\d\.(?= _)) /, '')]))
    .map((line) => line.replace(/ *<br> */g, ' ').trim())
    .filter((line) => /\p{L}/u.test(line));

/** What is to be found in one piece: no blank and no end of a sentence goes through it. */
const pieces = (lines) =>
  lines
    .flatMap((line) => line.split(/_+|\s{3,}|(?<=[.?!:]) (?=\p{Lu})/u))
    .map((piece) => piece.replace(/[ \t\n]+/g, ' ').trim())
    .filter((piece) => /\p{L}/u.test(piece));

/** All that a person can see on the form, in the order of the screen, with single spaces. */
const seenText = (page) =>
  page.evaluate(() => {
    const texts = [];
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return texts.push(node.data);
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.matches('style, script, datalist')) return;
        const style = getComputedStyle(node);
        const { width, height } = node.getBoundingClientRect();
        // What only a screen reader is told is one pixel large.
        if (style.display === 'none' || style.visibility === 'hidden') return;
        if (style.display !== 'contents' && style.position === 'absolute' && width <= 1 && height <= 1)
          return;
        const apart = !style.display.startsWith('inline');
        if (apart) texts.push(' ');
        for (const child of (node.shadowRoot ?? node).childNodes) walk(child);
        if (apart) texts.push(' ');
      }
    };
    walk(document.querySelector('interest-letter-form'));
    return texts.join('').replace(/[ \t\n]+/g, ' ');
  });

describe('the words of the call', () => {
  let demo;
  let browser;
  let seen;
  before(async () => {
    [demo, browser] = await Promise.all([start(0), launch()]);
    const { page, troubles } = await openPage(browser);
    await page.goto(`${demo.url}?call=2025`);
    await formReady(page);
    for (const tag of ['activity-list-table', 'civic-group-table', 'donor-project-table'])
      await page.locator(tag).getByRole('button', { name: 'Сап кошуу' }).click();
    seen = await seenText(page);
    assert.deepEqual(troubles, []);
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
  });

  const allSeen = (wanted) => {
    assert.ok(wanted.length > 50, `only ${wanted.length} pieces to look for`);
    assert.deepEqual(
      wanted.filter((piece) => !seen.includes(piece)),
      [],
    );
  };

  it('all stand on the form, character for character', () => allSeen(pieces([...texts, ...labels])));

  it(
    'all stand there as in the document itself',
    { skip: !existsSync(document) && 'the document is not here' },
    () => allSeen(pieces(plainLines(readFileSync(document, 'utf8')))),
  );

  it(
    'were copied from the document whole',
    { skip: !existsSync(document) && 'the document is not here' },
    () => {
      const copied = pieces([...texts, ...labels]);
      const own = pieces(plainLines(readFileSync(document, 'utf8')));
      assert.deepEqual(
        own.filter((piece) => !copied.includes(piece)),
        [],
        'missing in labels.ky.txt or call.ky.txt',
      );
      assert.deepEqual(
        copied.filter((piece) => !own.includes(piece)),
        [],
        'not in the document',
      );
    },
  );
});
