/** The deadline is one instant, wherever a device thinks that it is and whatever its clock says. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch } from './browser.mjs';
import { openWorld } from './receiver-for-tests.mjs';
import { atEnd, fill, isNotCalledSent, outcome, receiptOf, says, send, visit } from './send-page.mjs';

const hour = 3_600_000;
const day = 24 * hour;
const submissionDeadline = '2027-02-26T18:00:00+06:00';
const instant = Date.parse(submissionDeadline);
const words = '2027-жылдын 26-февралы саат 18:00 (Бишкек убактысы)';

describe('the deadline', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /**
   * A page with a whole application. `before`: how long before the deadline it truly is; `fast`: by how much the
   * device's clock is fast, in ms.
   */
  const open = async (t, { before: left, fast = 0, late = 'refuse', zone = 'Asia/Bishkek' }) => {
    let shift = instant - left - Date.now();
    const world = await openWorld({ call: { submissionDeadline, late }, now: () => Date.now() + shift });
    atEnd(t, world.close);
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      timezoneId: zone,
      locale: 'en-US',
    });
    atEnd(t, () => context.close());
    await context.addInitScript((by) => {
      const True = Date;
      globalThis.Date = class extends True {
        constructor(...given) {
          super(...(given.length ? given : [True.now() + by]));
        }
        static now() {
          return True.now() + by;
        }
      };
      globalThis.goOn = (ms) => void (by += ms);
    }, shift + fast);
    const opened = await visit(context, world);
    await fill(opened.page, world);
    await opened.page.locator('interest-letter-form .deadline').waitFor();
    atEnd(t, () => assert.deepEqual(opened.troubles, []));
    /** So much time goes by, everywhere. */
    const goOn = async (ms) => {
      shift += ms;
      await opened.page.evaluate((by) => globalThis.goOn(by), ms);
    };
    return { world, context, goOn, ...opened };
  };
  const remaining = (page) => page.locator('interest-letter-form .remaining');
  const skew = (page) => page.locator('interest-letter-form .skew');

  for (const [zone, name, fast] of [
    ['Asia/Bishkek', 'right', 0],
    ['Pacific/Kiritimati', 'right', 0],
    ['America/Los_Angeles', 'a year fast', 365 * day],
    ['Pacific/Kiritimati', 'ten days slow', -10 * day],
  ])
    it(`is the same in ${zone}, on a clock that is ${name}`, async (t) => {
      const { page, world } = await open(t, { before: 12.5 * day, fast, zone });
      await remaining(page)
        .filter({ hasText: /^\s*12 күн калды\s*$/ })
        .waitFor();
      const time = page.locator('interest-letter-form .deadline time');
      assert.equal((await time.innerText()).trim(), words);
      assert.equal(await time.getAttribute('datetime'), new Date(instant).toISOString());
      if (fast)
        await skew(page)
          .filter({ hasText: fast > 0 ? /365 күн алдыда/ : /10 күн артта/ })
          .waitFor();
      else assert.equal(await skew(page).count(), 0);
      // A wrong clock keeps nobody from sending.
      await send(page);
      await receiptOf(page).waitFor();
      assert.deepEqual(
        world.stored().map(({ late }) => late),
        [false],
      );
    });

  for (const fast of [0, -30 * day])
    it(`has passed${fast ? ', whatever a slow clock says' : ''}: nothing new is posted, and the form works`, async (t) => {
      const { page, world } = await open(t, { before: -3 * day, fast });
      await remaining(page)
        .filter({ hasText: /Мөөнөт өттү: 3 күн мурун/ })
        .waitFor();
      await page
        .locator('interest-letter-form .late')
        .filter({ hasText: /мындан ары кабыл алынбайт/ })
        .waitFor();
      assert.equal(await page.getByRole('button', { name: 'Жөнөтүү', exact: true }).count(), 0);
      await isNotCalledSent(page);
      assert.deepEqual(world.posts, []);
      const exported = await page.evaluate(
        () => document.querySelector('interest-letter-form').exportApplication().success,
      );
      assert.ok(exported);
    });

  it('has passed, and the call takes what is late: it is marked, and both sides say so', async (t) => {
    const { page, world } = await open(t, { before: -3 * day, fast: -30 * day, late: 'allow' });
    await page.locator('interest-letter-form .deadline .late').waitFor();
    await send(page);
    await receiptOf(page).waitFor();
    assert.deepEqual(
      world.stored().map(({ late }) => late),
      [true],
    );
    await outcome(page).locator('.late').waitFor();
  });

  it('has passed before the network came back: what was ready in time is received, and marked', async (t) => {
    const { page, world, context, goOn } = await open(t, { before: hour });
    await context.setOffline(true);
    await send(page);
    await says(page, /Байланыш жок/);
    await goOn(2 * hour);
    await context.setOffline(false);
    await receiptOf(page).waitFor();
    const [{ late, queuedAt }] = world.stored();
    assert.ok(late && Date.parse(queuedAt) < instant, queuedAt);
    await outcome(page).locator('.late').waitFor();
    await remaining(page)
      .filter({ hasText: /Мөөнөт өттү/ })
      .waitFor();
  });
});
