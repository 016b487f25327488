import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { strFromU8, unzipSync } from 'fflate';
import { formReady, launch, openPage } from './browser.mjs';
import { answers, application, download, fillSection } from './clerk.mjs';
import { barePage, serve } from './site.mjs';

const readme = readFileSync('README.md', 'utf8');
/** The code blocks of the README in a language, in order. */
const blocks = (language) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code]) => code);
const [snippet] = blocks('html');
const [inBrowser, onServer, onPaper] = blocks('js');
const [policy] = blocks('http').map((line) => /^Content-Security-Policy: (.*)$/m.exec(line)[1]);

const whole = {
  schemaVersion: 1,
  applicationId: '0d9a4f3e-6c1b-4a55-8e0f-2b7d3c9a1f60',
  exportedAt: '2025-02-20T09:00:00.000Z',
  ...application,
};

describe('the README', () => {
  let browser;
  const closing = [];
  before(async () => {
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await Promise.all(closing.map((site) => site.close()));
  });

  const open = async (description) => {
    const site = await serve(description);
    closing.push(site);
    const opened = await openPage(browser);
    await opened.page.goto(`${site.url}/`);
    await formReady(opened.page);
    return opened;
  };

  it('has a snippet that works on a bare page, under the policy that it names', async () => {
    const { page, troubles } = await open({
      pages: { '/': barePage(snippet) },
      folders: { '/embed/': 'dist/embed', '/call.json': 'docs/demo/call-current.json' },
      headers: { 'Content-Security-Policy': policy },
    });
    await page.getByText('2027-жылдын 26-февралы саат 18:00гө чейин').waitFor();
    for (const tag of Object.keys(answers)) await fillSection(page, tag);
    const saved = JSON.parse(readFileSync(await (await download(page)).path(), 'utf8'));
    assert.equal(saved.callId, 'dpi-lsg-2027');
    await page.evaluate(() => (document.querySelector('interest-letter-form').lang = 'ru'));
    await page.getByRole('button', { name: 'Добавить строку' }).first().waitFor();
    assert.deepEqual(troubles, []);
  });

  it('has lines for a bundled application that work', async () => {
    const { outputFiles } = await build({
      stdin: { contents: inBrowser, resolveDir: '.' },
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'error',
    });
    mkdirSync('.build/readme', { recursive: true });
    writeFileSync('.build/readme/app.js', outputFiles[0].contents);
    const { page, troubles } = await open({
      pages: { '/': barePage('<script type="module" src="/app/app.js"></script>') },
      folders: { '/app/': '.build/readme' },
    });
    const [message] = await Promise.all([
      page.waitForEvent('console'),
      page.evaluate(async (json) => {
        const form = document.querySelector('interest-letter-form');
        await form.importApplication(json);
        form.exportApplication();
      }, whole),
    ]);
    assert.equal(message.text(), 'Кең-Төбө');
    assert.deepEqual(troubles, []);
  });

  it('has lines for a server that work', () => {
    mkdirSync('.build/readme', { recursive: true });
    writeFileSync('.build/readme/server.mjs', onServer);
    const said = (json) => {
      writeFileSync('.build/readme/application.json', JSON.stringify(json));
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['.build/readme/server.mjs', '.build/readme/application.json'],
        { encoding: 'utf8' },
      );
      assert.equal(stderr, '');
      return stdout.trim();
    };
    assert.equal(said(whole), 'Кең-Төбө');
    assert.match(
      said({ ...whole, letter: { ...whole.letter, senderName: undefined } }),
      /^letter\.senderName [А-Я].*\.$/,
    );
  });

  it('has lines for the letter as a file that work', () => {
    mkdirSync('.build/readme', { recursive: true });
    writeFileSync('.build/readme/letter.mjs', onPaper);
    writeFileSync('.build/readme/application.json', JSON.stringify(whole));
    const { stdout, stderr } = spawnSync(process.execPath, ['letter.mjs', 'application.json'], {
      cwd: '.build/readme',
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    assert.match(stdout.trim(), /^\d{12}$/);
    assert.match(readFileSync('.build/readme/letter.html', 'utf8'), /КЫЗЫКДАРЛЫК КАТЫ/);
    const parts = unzipSync(readFileSync('.build/readme/letter.docx'));
    assert.match(strFromU8(parts['word/document.xml']), /Кең-Төбө/);
  });

  it('names only commands that exist, and files that are there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = [...readme.matchAll(/npm (?:run ([\w:]+)|(start|test))/g)].map(
      ([, run, own]) => run ?? own,
    );
    assert.ok(named.length > 6);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
    for (const [, path] of readme.matchAll(/\]\(([^)#:]+)\)/g)) readFileSync(path);
  });
});
