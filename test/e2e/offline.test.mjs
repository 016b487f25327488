import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { parseApplication } from 'interest-letter/model';
import puppeteer from 'puppeteer';
import { start as startDemo } from '../../docs/demo/serve.mjs';
import { firefox } from '../browsers.mjs';
import { formReady, launch, openPage } from './browser.mjs';
import { application, download, rows, valuesOnScreen } from './clerk.mjs';
import { readPdf } from './pdf.mjs';

const built = 'dist/offline/interest-letter.html';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const whole = {
  schemaVersion: 1,
  applicationId: '0d9a4f3e-6c1b-4a55-8e0f-2b7d3c9a1f60',
  exportedAt: '2025-02-20T09:00:00.000Z',
  ...application,
};

/** Two folders of a disk with the file in each; a space and Cyrillic letters are usual there. */
function disk() {
  const folder = mkdtempSync(join(tmpdir(), 'take-home-'));
  const [file, copy] = ['Менин документтерим', 'флешка'].map((name) => {
    mkdirSync(join(folder, name));
    const path = join(folder, name, 'interest-letter.html');
    copyFileSync(built, path);
    return pathToFileURL(path).href;
  });
  return { file, copy, folder, clear: () => rmSync(folder, { recursive: true, force: true }) };
}

describe('the take-home edition', () => {
  const html = readFileSync(built, 'utf8');
  let browser;
  let place;
  before(async () => {
    place = disk();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    place?.clear();
  });

  /** A browser without a network, and the file opened in it. */
  const open = async (options) => {
    const opened = await openPage(browser, { offline: true, ...options });
    await opened.page.goto(place.file);
    await formReady(opened.page);
    return opened;
  };
  const oblast = (page) => page.getByLabel('Облус', { exact: true });
  const kept = (page) => page.getByText(/^\s*Ушул түзмөктө сакталды: \d\d:\d\d\s*$/).waitFor();
  const type = async (page, text) => {
    await oblast(page).fill('');
    await oblast(page).pressSequentially(text);
    await kept(page);
  };
  /** Waits until the field shows a text: what another window has saved comes by itself. */
  const shows = (page, text) =>
    page.waitForFunction(
      ([label, wanted]) => {
        const { shadowRoot } = document.querySelector('interest-letter-form');
        const inputs =
          shadowRoot?.querySelector('letter-fields')?.shadowRoot?.querySelectorAll('input') ?? [];
        const input = [...inputs].find(({ labels }) => labels[0]?.textContent.trim() === label);
        return input?.value === wanted;
      },
      ['Облус', text],
    );

  it('is one file: nothing in it is loaded from elsewhere, and its policy lets nothing be', () => {
    const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html);
    const allowed = Object.fromEntries(
      policy.split('; ').map((directive) => directive.split(/ (.*)/s).slice(0, 2)),
    );
    const within = (tag, text) =>
      [...text.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'gi'))].map(([, found]) => found);
    const scripts = within('script', html);
    const [script] = scripts;
    const page = html.replace(script, '');
    const styles = within('style', page);
    const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    assert.equal(allowed['default-src'], "'none'");
    assert.deepEqual(scripts.map(hash), [allowed['script-src']]);
    assert.deepEqual(styles.map(hash), [allowed['style-src']]);
    assert.equal(allowed['require-trusted-types-for'], "'script'");
    for (const directive of ['connect-src', 'img-src', 'font-src', 'frame-src', 'worker-src'])
      assert.equal(allowed[directive], undefined, directive);

    const found = (text, ...patterns) => patterns.flatMap((pattern) => text.match(pattern) ?? []);
    assert.deepEqual(
      found(
        script,
        /\bimport\s*\(/g,
        /\b(import|from)\s*["']/g,
        /\b(importScripts|XMLHttpRequest|EventSource|WebSocket|sendBeacon|eval|Function|Worker)\s*\(/g,
        /\b(fetch|URL)\s*\(\s*["'`]/g,
      ),
      [],
    );
    assert.deepEqual(
      found(page, /\b(src|href|srcset|action|data)\s*=\s*"(?!#)/g, /https?:|@import|url\((?!#)/g),
      [],
    );
    assert.ok(/<footer[\s\S]*<\/footer>/.exec(page)[0].includes(version));
  });

  it('opens from a disk without a network, and speaks three languages', async () => {
    const { page, troubles, requests } = await open();
    for (const [language, title, button] of [
      ['Русский', /^Письмо-заинтересованность/, 'Добавить строку'],
      ['English', /^Letter of interest/, 'Add a row'],
      ['Кыргызча', /^Кызыкдарлык каты/, 'Сап кошуу'],
    ]) {
      await page.getByRole('link', { name: language }).click();
      await page.getByRole('button', { name: button }).first().waitFor();
      assert.match(await page.title(), title);
      assert.match(await page.getByRole('heading', { level: 1 }).innerText(), title);
      assert.equal(await page.locator('.languages [aria-current]').innerText(), language);
    }
    assert.deepEqual(
      requests.map((address) => address.replace(/#.*/, '')),
      [place.file],
    );
    assert.deepEqual(troubles, []);
  });

  it('still has what was typed when it is opened again, in the language in which it was left', async () => {
    const { page, troubles } = await open();
    await type(page, 'Нарын');
    await page.reload();
    await shows(page, 'Нарын');
    await page.getByRole('link', { name: 'Русский' }).click();
    await page.getByRole('button', { name: 'Добавить строку' }).first().waitFor();
    const saved = page.evaluate(
      () =>
        new Promise((resolve) => {
          const form = document.querySelector('interest-letter-form');
          form.addEventListener('draft-save', () => {
            if (form.value.letter.oblast === 'Нарын облусу') resolve();
          });
        }),
    );
    await page.getByLabel('Область', { exact: true }).press('End');
    await page.getByLabel('Область', { exact: true }).pressSequentially(' облусу');
    await saved;
    await page.goto('about:blank');
    await page.goto(place.file);
    await page.getByRole('button', { name: 'Добавить строку' }).first().waitFor();
    assert.equal(await page.getByLabel('Область', { exact: true }).inputValue(), 'Нарын облусу');
    assert.match(await page.title(), /^Письмо-заинтересованность/);
    // What the address asks for goes before that.
    await page.goto('about:blank');
    await page.goto(`${place.file}#en`);
    await page.getByRole('button', { name: 'Add a row' }).first().waitFor();
    assert.deepEqual(troubles, []);
  });

  it('gives a file that a server accepts, and opens it again in another browser', async () => {
    const { page, troubles } = await open();
    await page.evaluate(
      (json) => document.querySelector('interest-letter-form').importApplication(json),
      whole,
    );
    const values = await valuesOnScreen(page);
    const path = await (await download(page)).path();
    const { success, data, issues } = parseApplication(readFileSync(path, 'utf8'));
    assert.ok(success, JSON.stringify(issues));
    for (const [name, value] of Object.entries(application)) assert.deepEqual(data[name], value, name);

    const other = await open();
    await other.page.locator('.finish').scrollIntoViewIfNeeded();
    await other.page.locator('.finish .send').waitFor();
    const [chooser] = await Promise.all([
      other.page.waitForEvent('filechooser'),
      other.page.getByRole('button', { name: 'Файлды ачуу' }).first().click(),
    ]);
    await chooser.setFiles(path);
    await shows(other.page, whole.letter.oblast);
    assert.deepEqual(await valuesOnScreen(other.page), values);
    assert.deepEqual([...troubles, ...other.troubles], []);
  });

  it('prints the letter, and gives it as a Word file', async () => {
    const { page, troubles } = await open();
    await page.evaluate(async (json) => {
      const form = document.querySelector('interest-letter-form');
      await form.importApplication(json);
      await form.print();
    }, whole);
    const { pages } = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    assert.ok(pages.length > 3);
    const [word] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate(() => document.querySelector('interest-letter-form').downloadLetter()),
    ]);
    assert.ok(unzipSync(readFileSync(await word.path()))['word/document.xml']);
    assert.deepEqual(troubles, []);
  });

  it('reads a list from a CSV file, gives it as one of Excel, and reads that', async () => {
    const wanted = rows['activity-list-table'].map((row) => row.map(([, value]) => value));
    const cells = (page) =>
      page
        .locator('activity-list-table')
        .locator('input, textarea')
        .evaluateAll((controls) => controls.map(({ value }) => value));
    /** Opens the panel, chooses a file and adds what it found. */
    const add = async (page, file) => {
      await page.getByRole('button', { name: 'Excel же Word таблицасы' }).first().click();
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Файл тандоо', exact: true }).click(),
      ]);
      await chooser.setFiles(file);
      await page.getByRole('button', { name: /^\s*3 сап кошуу/ }).click();
      await page.waitForFunction(
        () =>
          document
            .querySelector('interest-letter-form')
            .shadowRoot.querySelector('activity-list-table')
            .shadowRoot.querySelectorAll('textarea, input').length >= 12,
      );
    };
    const headings = [
      'Иш-чаранын же долбоордун аталышы',
      'Иш-чаранын же долбоордун демилгечиси жана аткаруучулары',
      'Камтылган жарандардын саны',
      'Жыйынтыктар',
    ];
    const csv = [headings, ...wanted]
      .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
      .join('\r\n');
    const { page, troubles, requests } = await open();
    await add(page, { name: 'тизме.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    assert.deepEqual(await cells(page), wanted.flat());

    await page.getByRole('button', { name: 'Excel же Word таблицасы' }).first().click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /\.xlsx/ }).click(),
    ]);
    assert.match(file.suggestedFilename(), /\.xlsx$/);
    const workbook = { name: 'тизме.xlsx', mimeType: '', buffer: readFileSync(await file.path()) };
    const other = await open();
    await add(other.page, workbook);
    assert.deepEqual(
      (await cells(other.page)).map((value) => value.replaceAll(/(?<=\d) (?=\d{3}$)/g, '')),
      wanted.flat().map((value) => value.replaceAll(/(?<=\d) (?=\d{3}$)/g, '')),
    );
    assert.deepEqual([...troubles, ...other.troubles], []);
    assert.deepEqual(
      requests.filter((address) => !/^(file|blob):/.test(address)),
      [],
    );
  });

  it('is one draft in two windows; in Chromium in a copy of the file too', async () => {
    const { page, troubles } = await open();
    await type(page, 'Чүй');
    const second = await page.context().newPage();
    await second.goto(place.file);
    await shows(second, 'Чүй');
    await type(second, 'Талас');
    await shows(page, 'Талас');
    const third = await page.context().newPage();
    await third.goto(place.copy);
    await shows(third, 'Талас');
    assert.deepEqual(troubles, []);
  });

  it('says so where the browser keeps nothing, and goes on', async () => {
    const { page } = await openPage(browser, { offline: true });
    await page.addInitScript(() =>
      Object.defineProperty(window, 'indexedDB', {
        get() {
          throw new DOMException('No storage here.', 'SecurityError');
        },
      }),
    );
    await page.goto(place.file);
    await formReady(page);
    await oblast(page).pressSequentially('Баткен');
    await page.getByText('Бул түзмөккө сакталбай жатат').first().waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Файлга сактоо' }).last().click(),
    ]);
    assert.equal(JSON.parse(readFileSync(await file.path(), 'utf8')).letter.oblast, 'Баткен');
  });

  it('names only buttons that are there, in each language', async () => {
    const { page } = await open();
    for (const language of ['ky', 'ru', 'en']) {
      await page.evaluate((to) => (location.hash = to), language);
      await page.locator(`interest-letter-form .root[lang=${language}]`).waitFor();
      const words = await page.locator('.notes').innerText();
      const named = [...new Set([...words.matchAll(/[«“]([^»”]+)[»”]/g)].map(([, name]) => name))];
      assert.equal(named.length, 4, words);
      for (const name of named) await page.getByRole('button', { name, exact: true }).first().waitFor();
    }
  });

  it('fits a phone, is dark where the device is, and leaves the page around the form off the paper', async () => {
    const { page } = await open({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    const seen = () =>
      page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        ground: getComputedStyle(document.documentElement).backgroundColor,
      }));
    for (const language of ['ky', 'ru', 'en']) {
      await page.evaluate((to) => (location.hash = to), language);
      await page.locator(`interest-letter-form .root[lang=${language}]`).waitFor();
      assert.equal((await seen()).width, 360, language);
    }
    const lightness = ({ ground }) => Math.max(...ground.match(/\d+/g).slice(0, 3).map(Number));
    assert.ok(lightness(await seen()) < 64);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('header').first().isVisible(), false);
    assert.equal(await page.locator('body > footer').isVisible(), false);
    assert.ok(lightness(await seen()) > 250);
  });

  it('is given away by the demo, which also opens in the language in which a draft was left', async () => {
    const demo = await startDemo(0);
    try {
      const { page, troubles } = await openPage(browser);
      await page.goto(demo.url);
      await formReady(page);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Интернетсиз толтуруу үчүн бланкты жүктөп алуу' }).click(),
      ]);
      assert.equal(file.suggestedFilename(), 'interest-letter.html');
      assert.equal(readFileSync(await file.path(), 'utf8'), html);

      await page.goto(`${demo.url}?lang=ru`);
      await page.getByRole('button', { name: 'Добавить строку' }).first().waitFor();
      await Promise.all([
        page.evaluate(
          () =>
            new Promise((saved) =>
              document.addEventListener('draft-save', saved, { once: true, capture: true }),
            ),
        ),
        page.getByLabel('Область', { exact: true }).pressSequentially('Ош'),
      ]);
      await page.goto(demo.url);
      await page.getByRole('button', { name: 'Добавить строку' }).first().waitFor();
      await page.getByRole('heading', { level: 1, name: 'Заполните письмо-заинтересованность' }).waitFor();
      await page.goto(`${demo.url}?lang=en`);
      await page.getByRole('button', { name: 'Add a row' }).first().waitFor();
      assert.deepEqual(troubles, []);
    } finally {
      await demo.close();
    }
  });

  it('says in three languages what to do where scripts do not run', async () => {
    const { page } = await openPage(browser, { offline: true, javaScriptEnabled: false });
    await page.goto(place.file);
    for (const words of ['Бланк ачылган жок.', 'Бланк не открылся.', 'The form did not open.'])
      await page.getByText(words).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Русский' }).isVisible(), false);
  });
});

describe(
  'the take-home edition in Firefox',
  {
    skip: !firefox() && 'Firefox is not installed (Debian: firefox-esr; or set FIREFOX_PATH)',
    timeout: 180_000,
  },
  () => {
    let place;
    let browser;
    const start = () =>
      puppeteer.launch({
        browser: 'firefox',
        executablePath: firefox(),
        userDataDir: join(place.folder, 'profile'),
        extraPrefsFirefox: {
          // As people have it; puppeteer makes one origin of all files.
          'security.fileuri.strict_origin_policy': true,
          // No network: a proxy that nobody serves.
          'network.proxy.type': 1,
          'network.proxy.http': '127.0.0.1',
          'network.proxy.http_port': 9,
          'network.proxy.ssl': '127.0.0.1',
          'network.proxy.ssl_port': 9,
        },
      });
    before(async () => {
      place = disk();
      mkdirSync(join(place.folder, 'profile'));
      browser = await start();
    });
    after(async () => {
      await browser?.close();
      place?.clear();
    });

    const open = async (address) => {
      const page = await browser.newPage();
      const troubles = [];
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
      await page.goto(address);
      await page.waitForFunction(
        () =>
          document.querySelector('interest-letter-form').shadowRoot?.querySelector('letter-fields')
            ?.hasUpdated,
      );
      return { page, troubles };
    };
    const field = (page) =>
      page.evaluateHandle(() => {
        const { shadowRoot } = document.querySelector('interest-letter-form');
        const inputs = shadowRoot.querySelector('letter-fields').shadowRoot.querySelectorAll('input');
        return [...inputs].find(({ labels }) => ['Облус', 'Область'].includes(labels[0]?.textContent.trim()));
      });
    const shows = async (page, text) => {
      const input = await field(page);
      await page.waitForFunction((element, wanted) => element.value === wanted, {}, input, text);
    };
    const type = async (page, text) => {
      await (await field(page)).type(text);
      await page.waitForFunction(() =>
        /сакталды: \d\d:\d\d/.test(
          document.querySelector('interest-letter-form').shadowRoot.querySelector('[part=drafts]')
            .textContent,
        ),
      );
    };

    it('opens, speaks Russian and keeps what was typed, even when Firefox was closed', async () => {
      const first = await open(place.file);
      await type(first.page, 'Нарын');
      await first.page.reload();
      await shows(first.page, 'Нарын');
      await first.page.evaluate(() => (location.hash = 'ru'));
      await first.page.waitForFunction(
        () =>
          document
            .querySelector('interest-letter-form')
            .shadowRoot.querySelector('.finish > .buttons button')
            .textContent.trim() === 'Скачать файл JSON',
      );
      await browser.close();
      browser = await start();
      const again = await open(place.file);
      await shows(again.page, 'Нарын');
      assert.deepEqual([...first.troubles, ...again.troubles], []);
    });

    it('shares the draft between two windows, and not with a copy of the file', async () => {
      const { page } = await open(place.file);
      const second = await open(place.file);
      const third = await open(place.copy);
      await type(third.page, 'Талас');
      await page.bringToFront();
      await (await field(page)).click({ count: 3 });
      await type(page, 'Чүй');
      await shows(second.page, 'Чүй');
      assert.equal(await (await field(third.page)).evaluate(({ value }) => value), 'Талас');
      await third.page.reload();
      await shows(third.page, 'Талас');
    });

    it('exports a file that a server accepts', async () => {
      const { page } = await open(place.file);
      const json = await page.evaluate(async (application) => {
        const form = document.querySelector('interest-letter-form');
        await form.importApplication(application);
        const made = new Promise((resolve) => {
          const { createObjectURL } = URL;
          URL.createObjectURL = (blob) => {
            URL.createObjectURL = createObjectURL;
            resolve(blob.text());
            return createObjectURL.call(URL, blob);
          };
        });
        form.downloadJson();
        return made;
      }, whole);
      assert.ok(parseApplication(json).success);
    });
  },
);
