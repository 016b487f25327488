import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { contentSecurityPolicy, start } from '../../docs/demo/serve.mjs';
import { formReady, launch, openPage } from './browser.mjs';
import { answers, download, fillSection } from './clerk.mjs';

describe('a page with a strict content security policy', () => {
  let demo;
  let browser;
  before(async () => {
    [demo, browser] = await Promise.all([start(0), launch()]);
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
  });

  /** The demo's page, under its own policy or another. */
  const open = async (policy = contentSecurityPolicy) => {
    const opened = await openPage(browser);
    await opened.page.route(demo.url, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': policy };
      await route.fulfill({ response, headers });
    });
    await opened.page.goto(demo.url);
    return opened;
  };

  it('would be seen to be violated', { timeout: 30_000 }, async () => {
    const { page, troubles } = await open();
    await formReady(page);
    await page.evaluate(() => {
      document.body.setAttribute('style', 'color: red');
      try {
        document.body.innerHTML = '<p>';
      } catch {
        // Trusted Types refuse it, which is what is asked for here.
      }
    });
    // The browser tells of them a task later.
    for (const directive of ['style-src', 'require-trusted-types-for'])
      while (!troubles.some((text) => text.startsWith(`policy: ${directive}`)))
        await page.evaluate(() => new Promise(requestAnimationFrame));
  });

  for (const [name, policy] of [
    ['the demo’s, with Trusted Types', contentSecurityPolicy],
    ['the same, with only lit-html’s policy allowed', `${contentSecurityPolicy}; trusted-types lit-html`],
  ])
    it(`is kept from the first key to the last: ${name}`, async () => {
      const { page, troubles } = await open(policy);
      await formReady(page);
      const form = page.locator('interest-letter-form');

      // An empty form is checked; a link of the list leads away and back; the contents lead on.
      await form.getByRole('button', { name: 'Текшерүү' }).click();
      await page.locator('error-summary').getByRole('link').first().click();
      await form.getByRole('navigation').getByRole('link').last().click();

      for (const tag of Object.keys(answers)) await fillSection(page, tag);
      await page.locator('letter-fields').getByLabel('Жергиликтүү кеңештин аталышы').click();
      await page.getByRole('button', { name: 'ң', exact: true }).click();

      for (const tag of ['activity-list-table', 'civic-group-table', 'donor-project-table']) {
        const list = page.locator(tag);
        for (let row = 0; row < 2; row++) {
          await list.getByRole('button', { name: 'Сап кошуу' }).click();
          await page.keyboard.type(`${row + 1}-жазуу`);
        }
        // With a mouse, moving shows itself in the row where the mouse is.
        await list
          .getByLabel(/аталышы/)
          .first()
          .hover();
        await list.getByRole('button', { name: '1-сапты төмөн жылдыруу' }).click();
        await list.getByRole('button', { name: '1-сапты өчүрүү' }).click();
        await list.getByRole('button', { name: 'Кайтаруу' }).click();
        for (let row = 0; row < 2; row++) await list.getByRole('button', { name: '1-сапты өчүрүү' }).click();
      }

      for (const [language, button] of [
        ['Русский', /JSON/],
        ['English', /JSON/],
        ['Кыргызча', 'JSON файлын жүктөп алуу'],
      ]) {
        await page.getByRole('link', { name: language }).click();
        await form.getByRole('button', { name: button }).waitFor();
      }
      const path = await (await download(page)).path();
      for (const [file, words] of [
        [path, 'Файлдагы жазуулардын баары экранда бар.'],
        [`${path}.broken.json`, 'Файл ачылган жок.'],
      ]) {
        if (file !== path) await writeFile(file, '{"letter": <b>1</b>}');
        const [chooser] = await Promise.all([
          page.waitForEvent('filechooser'),
          form.getByRole('button', { name: 'Файлды ачуу' }).click(),
        ]);
        await chooser.setFiles(file);
        await form.locator('[data-notice]').getByText(words).waitFor();
      }
      await page.getByRole('button', { name: 'form.exportApplication()' }).click();
      await page.getByText('Өтүнмө толук, JSON даяр.').waitFor();
      assert.deepEqual(troubles, []);
    });
});
