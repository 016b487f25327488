/** Drafts in real pages: left in a hurry, open twice, frozen, and on a disk that lost something. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium as engine } from 'playwright';
import { chromium, chromiumArgs } from '../browsers.mjs';
import { formReady, launch, openPage } from './browser.mjs';
import { barePage, serve } from './site.mjs';

const html = (attributes = '') =>
  barePage(
    `<script type="module" src="/embed/interest-letter.js"></script><interest-letter-form ${attributes}></interest-letter-form>`,
  );

/** Goes to the end of a field and types there. */
async function typeAt(page, path, text) {
  await page.evaluate(async (at) => {
    await document.querySelector('interest-letter-form').focusField(at);
    let active = document.activeElement;
    while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    active.setSelectionRange(active.value.length, active.value.length);
  }, path);
  await page.keyboard.type(text);
}

const valueOf = (page) => page.evaluate(() => document.querySelector('interest-letter-form').value);
const letterOf = async (page) => (await valueOf(page)).letter;

/** Waits until a function of the form, which stands alone, says yes in the page. */
const until = (page, condition) =>
  page.waitForFunction(`(${condition})(document.querySelector('interest-letter-form'))`);

/** Waits until the form says that all of it is on the device, and not what it said a moment ago. */
const isSaved = (page) =>
  page.evaluate(async () => {
    const form = document.querySelector('interest-letter-form');
    do {
      await new Promise(requestAnimationFrame);
      form.requestUpdate();
      await form.updateComplete;
    } while (!/сакталды/.test(form.shadowRoot.querySelector('[part=drafts]').innerText));
  });

/** Every text that is on the device, of all drafts. */
const textsOnDevice = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('interest-letter', 1);
        opening.onerror = reject;
        opening.onsuccess = () => {
          const request = opening.result.transaction('contents').objectStore('contents').getAll();
          request.onsuccess = () => {
            opening.result.close();
            resolve(JSON.stringify(request.result));
          };
        };
      }),
  );

describe('drafts', () => {
  let browser;
  let site;
  before(async () => {
    browser = await launch();
    site = await serve({
      pages: {
        '/': html(),
        '/one': html('draft-key="one"'),
        '/other': html('draft-key="other"'),
        '/away': barePage('Away'),
      },
      folders: { '/embed/': 'dist/embed' },
    });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Another page of the same person. */
  const another = async (page, path = '/') => {
    const next = await page.context().newPage();
    await next.goto(site.url + path);
    await formReady(next);
    return next;
  };
  const open = async () => {
    const opened = await openPage(browser);
    await opened.page.goto(`${site.url}/`);
    await formReady(opened.page);
    return opened;
  };

  const ways = {
    closed: async (page) => {
      await page.close();
      return undefined;
    },
    reloaded: (page) => page.reload(),
    'left by a link': (page) => page.goto(`${site.url}/away`),
  };
  for (const [name, go] of Object.entries(ways)) {
    it(`the page is ${name} right after a key: the next has every letter`, async () => {
      const { page, troubles } = await open();
      await typeAt(page, 'letter.senderName', 'Асанбеков');
      const context = page.context();
      await go(page);
      const next = await context.newPage();
      await next.goto(`${site.url}/`);
      await until(next, (form) => form.value.letter.senderName);
      assert.deepEqual(await letterOf(next), { senderName: 'Асанбеков' });
      // And once more, with something on the device already.
      await typeAt(next, 'letter.senderName', ' Бакыт');
      await typeAt(next, 'letter.oblast', 'Талас');
      await go(next);
      const last = await context.newPage();
      await last.goto(`${site.url}/`);
      await until(last, (form) => form.value.letter.oblast);
      assert.deepEqual(await letterOf(last), { senderName: 'Асанбеков Бакыт', oblast: 'Талас' });
      assert.deepEqual(troubles, []);
      await context.close();
    });
  }

  it('back in the history: what the browser remembers of the page does not come over what is newer', async () => {
    const { page, troubles } = await open();
    await page.evaluate(() => addEventListener('draft-conflict', () => console.error('conflict')));
    await typeAt(page, 'letter.senderName', 'Асан');
    await page.keyboard.press('Tab');
    await isSaved(page);
    await typeAt(page, 'letter.senderName', 'беков');
    await page.goto(`${site.url}/away`);
    await page.goBack();
    await formReady(page);
    await until(page, (form) => form.value.letter.senderName);
    await isSaved(page);
    assert.deepEqual(await letterOf(page), { senderName: 'Асанбеков' });
    const field = page
      .locator('letter-fields')
      .getByLabel('Айыл өкмөт башчысынын же мэрдин аты-жөнү')
      .first();
    assert.equal(await field.inputValue(), 'Асанбеков');
    assert.deepEqual(troubles, []);
    await page.context().close();
  });

  it('two pages on one draft show each other’s work', async () => {
    const { page: one, troubles } = await open();
    const other = await another(one);
    await typeAt(one, 'letter.senderName', 'Асанбеков');
    await until(other, (form) => form.value.letter.senderName === 'Асанбеков');
    await Promise.all([typeAt(one, 'letter.oblast', 'Талас'), typeAt(other, 'letter.district', 'Бакай-Ата')]);
    for (const page of [one, other])
      await page.evaluate(() =>
        document
          .querySelector('interest-letter-form')
          .store.addRow('civicGroups', undefined, { groupName: 'Топ' }),
      );
    for (const page of [one, other])
      await until(
        page,
        ({ value }) =>
          value.letter.oblast === 'Талас' &&
          value.letter.district === 'Бакай-Ата' &&
          value.civicGroups.length === 2,
      );
    await Promise.all([isSaved(one), isSaved(other)]);
    assert.deepEqual(await valueOf(one), await valueOf(other));
    assert.deepEqual(troubles, []);
    await one.context().close();
  });

  it('a page that was frozen does not write over what is newer', async () => {
    const { page: one, troubles } = await open();
    await typeAt(one, 'letter.senderName', 'Асан');
    await isSaved(one);
    const other = await another(one);
    await until(other, (form) => form.value.letter.senderName === 'Асан');
    const lifecycle = await one.context().newCDPSession(other);
    await lifecycle.send('Page.setWebLifecycleState', { state: 'frozen' });
    await typeAt(one, 'letter.senderName', 'беков');
    await isSaved(one);
    await lifecycle.send('Page.setWebLifecycleState', { state: 'active' });
    await typeAt(other, 'letter.oblast', 'Талас');
    for (const page of [one, other])
      await until(
        page,
        ({ value: { letter } }) => letter.senderName === 'Асанбеков' && letter.oblast === 'Талас',
      );
    assert.deepEqual(troubles, []);
    await one.context().close();
  });

  it('two pages in which somebody works at the same time, everywhere: every word is on the device', async () => {
    const { page: one, troubles } = await open();
    const pages = [one, await another(one)];
    const paths = ['letter.senderName', 'letter.oblast', 'municipality.municipalityName'];
    const words = [];
    const works = [];
    let state = 5;
    const chance = (below) => (state = (state * 48271) % 2147483647) % below;
    for (let turn = 0; turn < 40; turn++) {
      const page = pages[chance(2)];
      const word = `<${turn}>`;
      words.push(word);
      // Not waited for: the pages are at it together.
      const path = paths[chance(3)];
      const work = chance(3)
        ? page.evaluate(
            async ([at, text]) => {
              const { store } = document.querySelector('interest-letter-form');
              const [part, field] = at.split('.');
              store.set(part, undefined, [field], (store.draft[part][field] ?? '') + text);
            },
            [path, word],
          )
        : page.evaluate(
            (text) =>
              void document
                .querySelector('interest-letter-form')
                .store.addRow('donorProjects', undefined, { donorName: text }),
            word,
          );
      works.push(work);
      if (chance(2)) await work;
      if (!chance(4)) await isSaved(page);
    }
    await Promise.all(works);
    await Promise.all(pages.map(isSaved));
    const texts = await textsOnDevice(one);
    assert.deepEqual(
      words.filter((word) => !texts.includes(word)),
      [],
    );
    assert.deepEqual(troubles, []);
    await one.context().close();
  });

  it('the disk has lost a long text: the form works, and other drafts are there', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'interest-letter-profile-'));
    const start = () =>
      engine.launchPersistentContext(profile, { executablePath: chromium(), args: chromiumArgs() });
    const visit = async (context, path) => {
      const page = await context.newPage();
      await page.goto(site.url + path);
      await formReady(page);
      return page;
    };
    let context = await start();
    try {
      const one = await visit(context, '/one');
      await one.evaluate(() => {
        // Such as no compression makes short.
        const codes = Array.from({ length: 100_000 }, () => 33 + Math.floor(Math.random() * 93));
        const { store } = document.querySelector('interest-letter-form');
        store.set('letter', undefined, ['senderName'], String.fromCharCode(...codes));
      });
      await isSaved(one);
      const other = await visit(context, '/other');
      await typeAt(other, 'letter.oblast', 'Талас');
      await isSaved(other);
      await context.close();
      const folder = join(profile, 'Default/IndexedDB');
      const blobs = readdirSync(folder).filter((name) => name.endsWith('.blob'));
      assert.equal(blobs.length, 1, 'Chromium keeps long values in files of their own');
      rmSync(join(folder, blobs[0]), { recursive: true });
      context = await start();
      const again = await visit(context, '/other');
      await until(again, (form) => form.value.letter.oblast === 'Талас');
      const broken = await visit(context, '/one');
      await typeAt(broken, 'letter.oblast', 'Нарын');
      await isSaved(broken);
      await broken.reload();
      await formReady(broken);
      await until(broken, (form) => form.value.letter.oblast === 'Нарын');
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
