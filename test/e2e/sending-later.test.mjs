/** What was sent without a network, or by a browser that died of it, arrives when the page is opened again. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chromium as engine } from 'playwright';
import { chromium, chromiumArgs } from '../browsers.mjs';
import { start } from '../crash/browser.mjs';
import { openWorld, pdf, sha256 } from './receiver-for-tests.mjs';
import {
  addFiles,
  atEnd,
  fill,
  isNotCalledSent,
  isSaved,
  outcome,
  profileFor,
  receiptOf,
  retype,
  says,
  send,
  visit,
} from './send-page.mjs';

describe('sending later', () => {
  it('a browser that is killed in the middle of 20 MB sends them whole and once when it is opened', async (t) => {
    const world = await openWorld();
    atEnd(t, world.close);
    const profile = profileFor(t);
    const launch = async () => {
      const { browser, kill } = await start('chromium', profile);
      atEnd(t, () => browser.close().catch(() => undefined));
      const [context] = (await engine.connectOverCDP(browser.wsEndpoint())).contexts();
      return { context, kill };
    };
    const files = [1, 2, 3, 4].map((n) => pdf(`Далил ${n}.pdf`, n * 2_000_000));

    const first = await launch();
    const { page } = await visit(first.context, world);
    await fill(page, world);
    await addFiles(page, files);
    const held = world.next({ hold: 9_000_000 });
    await send(page);
    await held;
    await isNotCalledSent(page);
    await first.kill();
    assert.deepEqual(world.stored(), []);

    const second = await launch();
    const { page: again, troubles } = await visit(second.context, world);
    // Nobody clicks anything.
    const number = await receiptOf(again).innerText();
    const [stored, ...others] = world.stored();
    assert.deepEqual(others, []);
    assert.equal(stored.receipt, number);
    assert.equal(stored.revision, 1);
    assert.deepEqual(
      stored.files.map(({ name, sha256: sum }) => [name, sum]),
      files.map(({ name, bytes }) => [name, sha256(bytes)]),
    );
    assert.equal(world.posts.filter(({ status }) => status).length, 1);
    assert.deepEqual(troubles, []);
  });

  it('a phone without a network keeps it, says so, and sends it the next day', async (t) => {
    const world = await openWorld();
    atEnd(t, world.close);
    const profile = profileFor(t);
    const launch = async () => {
      const context = await engine.launchPersistentContext(profile, {
        executablePath: chromium(),
        args: chromiumArgs(),
        viewport: { width: 360, height: 740 },
        deviceScaleFactor: 2,
        hasTouch: true,
        isMobile: true,
      });
      atEnd(t, () => context.close());
      return context;
    };

    const first = await launch();
    const { page, troubles } = await visit(first, world);
    const slow = await first.newCDPSession(page);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await fill(page, world);
    // Whoever has begun while there was a network needs none until the end.
    await page.waitForLoadState('networkidle');
    await first.setOffline(true);
    await retype(page, 'letter.keneshName', 'Ак-Талаа айылдык кеңеши');
    await addFiles(page, [pdf('Жыйын.pdf', 300_000)]);
    await addFiles(page, [pdf('Чечим.pdf', 200_000)], 3);
    await send(page);
    await says(page, /Байланыш жок/);
    await says(page, /түзмөктө сакталды/);
    await isNotCalledSent(page);
    await isSaved(page);
    await first.close();
    assert.deepEqual(world.posts, []);
    assert.deepEqual(troubles, []);

    const second = await launch();
    const next = await visit(second, world);
    const number = await receiptOf(next.page).innerText();
    const [stored, ...others] = world.stored();
    assert.deepEqual(others, []);
    assert.equal(stored.receipt, number);
    assert.equal(stored.application.letter.keneshName, 'Ак-Талаа айылдык кеңеши');
    assert.deepEqual(
      stored.files.map(({ name }) => name),
      ['Жыйын.pdf', 'Чечим.pdf'],
    );
    assert.deepEqual(next.troubles, []);
  });

  it('the network that comes back is enough', async (t) => {
    const world = await openWorld();
    atEnd(t, world.close);
    const context = await engine.launchPersistentContext(profileFor(t), {
      executablePath: chromium(),
      args: chromiumArgs(),
    });
    atEnd(t, () => context.close());
    const { page } = await visit(context, world);
    await fill(page, world);
    await outcome(page).waitFor({ state: 'attached' });
    await context.setOffline(true);
    await send(page);
    await says(page, /Байланыш жок/);
    await isNotCalledSent(page);
    await context.setOffline(false);
    const number = await receiptOf(page).innerText();
    assert.equal(world.stored()[0].receipt, number);
  });

  it('goes when the page is opened, also with another application on the screen', async (t) => {
    const world = await openWorld();
    atEnd(t, world.close);
    const context = await engine.launchPersistentContext(profileFor(t), {
      executablePath: chromium(),
      args: chromiumArgs(),
    });
    atEnd(t, () => context.close());
    const { page } = await visit(context, world);
    await fill(page, world);
    await outcome(page).waitFor({ state: 'attached' });
    await context.setOffline(true);
    await send(page);
    await says(page, /Байланыш жок/);
    await page.evaluate(() => document.querySelector('interest-letter-form').clear());
    await isSaved(page);
    await page.close();
    await context.setOffline(false);
    const next = await visit(context, world);
    await next.page.waitForFunction(() => globalThis.heard.includes('application-sent'));
    assert.equal(world.stored().length, 1);
  });
});
