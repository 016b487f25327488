import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { formReady, launch, openPage } from './browser.mjs';
import { download, answers, fillSection } from './clerk.mjs';
import { barePage, serve } from './site.mjs';

const scriptTag = (src, attributes = '') => `<script type="module" src="${src}" ${attributes}></script>`;
const form = '<interest-letter-form></interest-letter-form>';

describe('the embed on a partner’s site', () => {
  let browser;
  const closing = [];
  before(async () => {
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await Promise.all(closing.map((site) => site.close()));
  });

  const site = async (description) => {
    const served = await serve(description);
    closing.push(served);
    return served;
  };

  /** Opens the start page of a site with one page and the embed below `folder`. */
  const open = async (body, { folder = '/embed/', headers } = {}) => {
    const { url } = await site({
      pages: { '/': barePage(body) },
      folders: { [folder]: 'dist/embed', '/calls/': 'docs/demo' },
      headers,
    });
    const opened = await openPage(browser);
    await opened.page.goto(`${url}/`);
    await formReady(opened.page);
    return { ...opened, url };
  };

  const speak = async (page, language, words) => {
    await page.evaluate((lang) => (document.querySelector('interest-letter-form').lang = lang), language);
    await page.locator('interest-letter-form').getByRole('button', { name: words }).first().waitFor();
  };

  /** Scripts that were asked for, without the hashes in their names. */
  const scripts = (requests, url) =>
    requests
      .filter((address) => /\.js(\?|$)/.test(address))
      .map((address) => address.replace(url, '').replace(/-[\w-]{8}\.js/, '-#.js'));

  it('comes as one file; what helps somebody at work when work begins, a language when it is asked for', async () => {
    const { page, troubles, requests, url } = await open(scriptTag('/embed/interest-letter.js') + form);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(scripts(requests, url), ['/embed/interest-letter.js']);
    for (const tag of Object.keys(answers)) await fillSection(page, tag);
    await page.locator('activity-list-table').getByRole('button', { name: 'Сап кошуу' }).click();
    await page.locator('activity-list-table').getByRole('button', { name: '1-сапты өчүрүү' }).click();
    await download(page);
    const atWork = scripts(requests, url);
    for (const file of ['/embed/kyrgyz-letters-#.js', '/embed/draft-panels-#.js'])
      assert.ok(atWork.includes(file), file);
    for (const file of ['in-ru', 'in-en', 'table-panel', 'read-xlsx', 'call-definition'])
      assert.ok(!atWork.includes(`/embed/${file}-#.js`), file);
    await speak(page, 'ru', 'Добавить строку');
    assert.deepEqual(scripts(requests, url), [...atWork, '/embed/in-ru-#.js']);
    await speak(page, 'en', 'Add a row');
    await speak(page, 'ru', 'Добавить строку');
    assert.deepEqual(scripts(requests, url), [...atWork, '/embed/in-ru-#.js', '/embed/in-en-#.js']);
    assert.deepEqual(troubles, []);
  });

  it('works with a query behind its address and below a folder, and loads no second copy', async () => {
    const { page, troubles, requests, url } = await open(
      scriptTag('/wp-content/uploads/letter/interest-letter.js?ver=6.5') + form,
      { folder: '/wp-content/uploads/letter/' },
    );
    await page.evaluate(() =>
      document.querySelector('interest-letter-form').setAttribute('call-src', '/calls/call-current.json'),
    );
    await page.getByText('2027-жылдын 26-февралы саат 18:00').waitFor();
    await speak(page, 'ru', 'Добавить строку');
    await speak(page, 'en', 'Add a row');
    await page.getByRole('button', { name: 'Save to a file' }).waitFor();
    await page.locator('interest-letter-form').evaluate((element) => element.focusField('letter.senderName'));
    await page.locator('activity-list-table').getByRole('button', { name: 'Excel or Word table' }).click();
    await page.getByRole('heading', { name: 'Excel or Word table' }).waitFor();
    const loaded = scripts(requests, url);
    assert.ok(loaded.includes('/wp-content/uploads/letter/table-panel-#.js'));
    assert.equal(new Set(loaded).size, loaded.length);
    // Under any other address it would be another copy.
    assert.deepEqual(
      loaded.filter((file) => file.includes('interest-letter.js')),
      ['/wp-content/uploads/letter/interest-letter.js?ver=6.5'],
    );
    assert.deepEqual(troubles, []);
  });

  it('comes from another site that allows it', async () => {
    const files = await site({
      folders: { '/letter/': 'dist/embed' },
      headers: { 'Access-Control-Allow-Origin': '*' },
    });
    const { page, troubles, requests } = await open(
      scriptTag(`${files.url}/letter/interest-letter.js`) + form,
    );
    await speak(page, 'ru', 'Добавить строку');
    assert.deepEqual(scripts(requests, files.url), ['/letter/interest-letter.js', '/letter/in-ru-#.js']);
    assert.deepEqual(troubles, []);
  });

  it('may stand on a page twice, and even in two versions', async () => {
    const tags = ['interest-letter.js', 'interest-letter.js', 'interest-letter.js?ver=6.6'];
    const { page, troubles } = await open(
      tags.map((name) => scriptTag(`/embed/${name}`)).join('') + form + form,
    );
    const forms = page.locator('interest-letter-form');
    await forms.nth(1).getByLabel('Облус', { exact: true }).click();
    await page.keyboard.type('Нарын');
    assert.equal(await forms.nth(0).getByLabel('Облус', { exact: true }).inputValue(), '');
    await page.evaluate(() => (document.querySelectorAll('interest-letter-form')[0].lang = 'ru'));
    await forms.nth(0).getByRole('button', { name: 'Добавить строку' }).first().waitFor();
    await forms.nth(1).getByRole('button', { name: 'Сап кошуу' }).first().waitFor();
    assert.deepEqual(troubles, []);
  });

  it('follows the language of the page, and a language that comes while the first is on its way', async () => {
    const { page, troubles } = await open(scriptTag('/embed/interest-letter.js') + form);
    await page.evaluate(() => {
      document.documentElement.lang = 'ru';
      document.documentElement.lang = 'en-GB';
    });
    await page.getByRole('button', { name: 'Add a row' }).first().waitFor();
    await page.evaluate(() => (document.documentElement.lang = 'fr'));
    await page.getByRole('button', { name: 'Сап кошуу' }).first().waitFor();
    assert.deepEqual(troubles, []);
  });

  it('stays in its language when another one cannot be had, and nothing typed is lost', async () => {
    const { page } = await open(scriptTag('/embed/interest-letter.js') + form);
    await page.getByLabel('Облус', { exact: true }).click();
    await page.keyboard.type('Чүй');
    await page.route('**/in-ru-*.js', (route) => route.abort('internetdisconnected'));
    const [failed] = await Promise.all([
      page.waitForEvent('requestfailed'),
      page.evaluate(() => (document.querySelector('interest-letter-form').lang = 'ru')),
    ]);
    assert.match(failed.url(), /in-ru-/);
    await page.getByRole('button', { name: 'Сап кошуу' }).first().waitFor();
    assert.equal(await page.getByLabel('Облус', { exact: true }).inputValue(), 'Чүй');
  });

  it('is what integrity.json says: file by file, size and hash, in the browser too', async () => {
    const listed = JSON.parse(readFileSync('dist/embed/integrity.json', 'utf8'));
    assert.deepEqual(
      listed.map(({ file }) => file).sort(),
      readdirSync('dist/embed')
        .filter((name) => name.endsWith('.js'))
        .sort(),
    );
    for (const { file, size, integrity } of listed) {
      const bytes = readFileSync(`dist/embed/${file}`);
      assert.equal(size, bytes.length, file);
      assert.equal(integrity, `sha384-${createHash('sha384').update(bytes).digest('base64')}`, file);
    }
    const { integrity } = listed.find(({ file }) => file === 'interest-letter.js');
    const { troubles } = await open(
      scriptTag('/embed/interest-letter.js', `integrity="${integrity}" crossorigin`) + form,
    );
    assert.deepEqual(troubles, []);
  });

  it('is as small as was promised', () => {
    for (const [file, most] of Object.entries(JSON.parse(readFileSync('test/budgets.json', 'utf8')))) {
      const size = gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;
      assert.ok(size <= most, `${file} has ${size} bytes of ${most}`);
    }
  });
});
