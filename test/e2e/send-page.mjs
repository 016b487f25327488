/** A person who sends: the page of a partner, the files, the button, and what the screen says of it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formReady } from './browser.mjs';
import { application } from './clerk.mjs';

/** Opens the page. `troubles` is all that its policy refuses and all that is thrown in it. */
export async function visit(context, world) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const troubles = [];
  page.on('pageerror', ({ message }) => troubles.push(message));
  await page.exposeFunction('reportViolation', (text) => troubles.push(text));
  await page.addInitScript(() => {
    globalThis.heard = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      globalThis.reportViolation(`${effectiveDirective} ${blockedURI} ${sample}`),
    );
    for (const name of ['application-submit', 'application-sent', 'application-error'])
      addEventListener(name, (event) => globalThis.heard.push(event.type));
  });
  await page.goto(world.url);
  await formReady(page);
  return { page, troubles };
}

/** Puts a whole application on the screen, without files. */
export async function fill(page, world) {
  const result = await page.evaluate(
    (json) => document.querySelector('interest-letter-form').importApplication(json),
    {
      schemaVersion: 1,
      applicationId: randomUUID(),
      exportedAt: new Date().toISOString(),
      ...application,
      callId: world.call.id,
    },
  );
  assert.ok(result.success, JSON.stringify(result.issues));
}

/** Chooses files of the disk on a card of the evidence, the first unless said otherwise. */
export async function addFiles(page, files, card = 0) {
  const list = page.locator('evidence-list');
  await list.scrollIntoViewIfNeeded();
  const rows = list.locator('[data-key]');
  const count = await rows.count();
  const folder = mkdtempSync(join(tmpdir(), 'interest-letter-files-'));
  try {
    const paths = files.map(({ name }) => join(folder, name));
    files.forEach(({ bytes }, index) => writeFileSync(paths[index], bytes));
    await Promise.all([
      page.waitForEvent('filechooser'),
      list.locator('[data-criterion]').nth(card).locator('.choose').click(),
    ]);
    // Playwright would carry every byte through its own line, which takes longer than the test.
    const session = await page.context().newCDPSession(page);
    const { result } = await session.send('Runtime.evaluate', {
      expression: `document.querySelector('interest-letter-form').shadowRoot
        .querySelector('evidence-list').shadowRoot.querySelector('.pick')`,
    });
    await session.send('DOM.setFileInputFiles', { objectId: result.objectId, files: paths });
    await session.detach();
    await rows.nth(count + files.length - 1).waitFor();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Types over what is in a field. */
export async function retype(page, path, text) {
  await page.evaluate((at) => document.querySelector('interest-letter-form').focusField(at), path);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/** Waits until the form says that all of it is on the device. */
export const isSaved = (page) =>
  page.evaluate(async () => {
    const form = document.querySelector('interest-letter-form');
    do {
      await new Promise(requestAnimationFrame);
      form.requestUpdate();
      await form.updateComplete;
    } while (!/сакталды/.test(form.shadowRoot.querySelector('[part=drafts]').innerText));
  });

const endings = new WeakMap();

/** Runs when a test is over, before what was given earlier: a browser ends before its folder goes. */
export function atEnd(t, work) {
  const begun = endings.get(t);
  if (begun) return void begun.push(work);
  const works = [work];
  endings.set(t, works);
  t.after(async () => {
    const failures = [];
    for (const each of works.reverse())
      try {
        await each();
      } catch (error) {
        failures.push(error);
      }
    if (failures.length) throw failures[0];
  });
}

/** A folder for a browser that is closed and opened again. */
export function profileFor(t) {
  const profile = mkdtempSync(join(tmpdir(), 'interest-letter-profile-'));
  atEnd(t, () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  return profile;
}

const form = (page) => page.locator('interest-letter-form');

/** The button that sends, under whichever of its names it has now. */
export const sendButton = (page) => form(page).locator('.send .buttons button').first();

/** Presses «Жөнөтүү», or «Өзгөртүүлөрдү жөнөтүү», as often as said. */
export async function send(page, clicks = 1) {
  await sendButton(page)
    .filter({ hasText: /^\s*(Жөнөтүү|Өзгөртүүлөрдү жөнөтүү)\s*$/ })
    .click({ clickCount: clicks });
}

/** Does not wait for the next attempt. */
export const tryNow = (page) => sendButton(page).filter({ hasText: 'Азыр кайра аракет кылуу' }).click();

/** What the form says has become of it. */
export const outcome = (page) => form(page).locator('.outcome');

/** Waits until the form says so. */
export const says = (page, words) => outcome(page).filter({ hasText: words }).waitFor();

/** The number of the receipt on the screen. */
export const receiptOf = (page) => outcome(page).locator('.digits');

/** Nothing on the screen may be read as if the application had arrived. */
export async function isNotCalledSent(page) {
  assert.equal(await receiptOf(page).count(), 0);
  assert.doesNotMatch(await outcome(page).innerText(), /кабыл алынды/);
  assert.ok(!(await page.evaluate(() => globalThis.heard)).includes('application-sent'));
}
