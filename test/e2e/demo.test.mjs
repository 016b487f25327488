/** What `npm start` shows: a partner's page whose form really sends, to the receiver of docs/examples beside it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { formReady, launch, openPage } from './browser.mjs';
import { application } from './clerk.mjs';
import { receiptOf, send } from './send-page.mjs';

/** Starts the demo as `npm start` does. What it keeps for itself lies in `folder`. */
async function startDemo(t, { before = '', env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'interest-letter-demo-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const imported = before ? ['--import', `data:text/javascript,${encodeURIComponent(before)}`] : [];
  const child = spawn(process.execPath, [...imported, 'docs/demo/serve.mjs'], {
    env: { ...process.env, PORT: '0', TMPDIR: folder, DATA_FOLDER: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const ended = new Promise((settle) => child.once('close', settle));
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\S+/.exec(line) ?? [];
    if (!url) continue;
    child.stdout.resume();
    const stop = () => {
      child.kill('SIGINT');
      return ended;
    };
    return { url, folder, stop, said: () => said };
  }
  throw new Error(said);
}

const tagOf = async (url) => /<interest-letter-form\b[^>]*>/.exec(await (await fetch(url)).text())?.[0] ?? '';
const post = (url) =>
  fetch(`${url}applications`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });

describe('the demo', () => {
  it('sends what is filled in, shows the receipt, logs the events, and leaves nothing behind', async (t) => {
    const demo = await startDemo(t);
    const browser = await launch();
    t.after(() => browser.close());
    const { page, troubles } = await openPage(browser);
    await page.goto(demo.url);
    await formReady(page);
    const applicationId = randomUUID();
    const { success } = await page.evaluate(
      (json) => document.querySelector('interest-letter-form').importApplication(json),
      {
        schemaVersion: 1,
        applicationId,
        exportedAt: '2026-11-20T05:30:00Z',
        ...application,
        callId: 'dpi-lsg-2027',
      },
    );
    assert.equal(success, true);
    await page.locator('interest-letter-form').locator('.finish').scrollIntoViewIfNeeded();
    await send(page);
    const number = await receiptOf(page).innerText();
    const stored = await fetch(`${demo.url}applications/${applicationId}/receipt?key=${applicationId}-1`);
    assert.equal((await stored.json()).receipt, number);
    const logged = await page.locator('#log-list .name').allInnerTexts();
    const own = logged.filter((name) => /^application-/.test(name));
    assert.deepEqual(own, ['application-sent', 'application-submit']);
    assert.deepEqual(troubles, []);

    assert.equal(readdirSync(demo.folder).length, 1);
    assert.equal(await demo.stop(), 0);
    assert.deepEqual(readdirSync(demo.folder), []);
    assert.equal(demo.said(), '');
  });

  it('keeps what has arrived where it is told to', async (t) => {
    const kept = mkdtempSync(join(tmpdir(), 'interest-letter-kept-'));
    t.after(() => rmSync(kept, { recursive: true, force: true }));
    const demo = await startDemo(t, { env: { DATA_FOLDER: kept } });
    assert.equal((await post(demo.url)).status, 400);
    await demo.stop();
    assert.ok(existsSync(join(kept, 'receiver.sqlite')));
    assert.deepEqual(readdirSync(demo.folder), []);
  });

  it('goes without an endpoint where the receiver cannot run, and says so in a line', async (t) => {
    const hooks = `export const resolve = (name, context, next) => {
      if (name === 'libsql') throw new Error('Cannot find module libsql\\nRequire stack');
      return next(name, context);
    }`;
    const before = `import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}));`;
    const demo = await startDemo(t, { before });
    const tag = await tagOf(demo.url);
    assert.match(tag, /call-src=/);
    assert.doesNotMatch(tag, /endpoint/);
    assert.equal((await post(demo.url)).status, 405);
    assert.equal(await demo.stop(), 0);
    assert.match(demo.said(), /^The form does not send here, .+: Cannot find module libsql\n$/);
    const well = await startDemo(t);
    assert.match(await tagOf(well.url), /endpoint="\/applications"/);
  });
});
