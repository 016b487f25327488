/** From the button to the receipt: the built form, the receiver of docs/examples, and a network between that fails. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch } from './browser.mjs';
import { openWorld, pdf, sha256 } from './receiver-for-tests.mjs';
import {
  addFiles,
  atEnd,
  fill,
  isNotCalledSent,
  outcome,
  receiptOf,
  retype,
  says,
  send,
  sendButton,
  tryNow,
  visit,
} from './send-page.mjs';

const heard = (page) => page.evaluate(() => globalThis.heard);

describe('sending', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /** A page with a whole application. */
  const open = async (t, options) => {
    const world = await openWorld(options);
    atEnd(t, world.close);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    atEnd(t, () => context.close());
    const opened = await visit(context, world);
    await fill(opened.page, world);
    atEnd(t, () => assert.deepEqual(opened.troubles, []));
    return { world, context, ...opened };
  };

  it('brings every file, shows the receipt’s number, and says what a later change makes of it', async (t) => {
    const { world, page } = await open(t);
    const large = pdf('Жыйын.pdf', 6_000_000);
    const small = pdf('Долбоор.pdf');
    await addFiles(page, [large, small]);
    // The same content, as people have it under many names.
    await addFiles(page, [{ ...large, name: 'Жыйындын көчүрмөсү.pdf' }], 1);

    const held = world.next({ hold: 2_000_000 });
    await send(page, 5);
    const letGo = await held;
    await outcome(page).getByText('Жөнөтүлүп жатат').waitFor();
    const [value, max] = await outcome(page)
      .locator('progress')
      .evaluate((bar) => [bar.value, bar.max]);
    assert.ok(value < max && max > 6_000_000, `${value} of ${max}`);
    await isNotCalledSent(page);
    assert.deepEqual(await heard(page), ['application-submit']);
    letGo();
    const number = await receiptOf(page).innerText();

    const [stored, ...others] = world.stored();
    assert.deepEqual(others, []);
    assert.equal(number, stored.receipt);
    assert.equal(stored.revision, 1);
    assert.deepEqual(
      stored.application.evidence.map(({ fileName }) => fileName),
      [large.name, small.name, 'Жыйындын көчүрмөсү.pdf'],
    );
    assert.deepEqual(
      new Set(stored.files.map((file) => file.sha256)),
      new Set([large, small].map(({ bytes }) => sha256(bytes))),
    );
    assert.equal(world.posts.length, 1);
    assert.deepEqual(await heard(page), ['application-submit', 'application-sent']);

    await page.reload();
    assert.equal(await receiptOf(page).innerText(), number);

    await retype(page, 'letter.keneshName', 'Ак-Талаа айылдык кеңеши');
    await says(page, /1-редакция.*2-редакция/);
    await send(page);
    await receiptOf(page).filter({ hasText: /-02$/ }).waitFor();
    const [again, ...none] = world.stored();
    assert.deepEqual(none, []);
    assert.equal(again.revision, 2);
    assert.equal(await receiptOf(page).innerText(), again.receipt);
    assert.equal(again.application.letter.keneshName, 'Ак-Талаа айылдык кеңеши');
    assert.equal(world.posts.length, 2);
  });

  it('leaves it to a page that wants to do it itself', async (t) => {
    const { world, page } = await open(t);
    const file = pdf('Чечим.pdf');
    await addFiles(page, [file]);
    const given = await page.evaluate(
      () =>
        new Promise((done) => {
          addEventListener(
            'application-submit',
            (event) => {
              event.preventDefault();
              done([event.application.letter.senderName, event.files.map(({ name, size }) => [name, size])]);
            },
            { once: true },
          );
          const { shadowRoot } = document.querySelector('interest-letter-form');
          shadowRoot.querySelector('.send .buttons button').click();
        }),
    );
    assert.deepEqual(given, ['Асанбеков Бакыт Өмүралиевич', [['Чечим.pdf', file.bytes.length]]]);
    await isNotCalledSent(page);
    // The next click is the form's own again; only that one is posted.
    await send(page);
    await receiptOf(page).waitFor();
    assert.equal(world.posts.length, 1);
  });

  const failures = {
    'the page of a Wi-Fi that wants a password': [
      { answer: { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<h1>Wi-Fi</h1>' } },
      /башка барак жооп берди/,
    ],
    'a server that fails': [{ answer: { status: 500, body: 'oops' } }, /Серверде ката кетти/],
    'a connection that breaks before the answer': [{ cut: true }, /Байланыш жок/],
  };
  for (const [name, [fault, words]] of Object.entries(failures))
    it(`goes on after ${name}`, async (t) => {
      const { world, page } = await open(t);
      await addFiles(page, [pdf('Жыйын.pdf', 100_000)]);
      const met = world.next(fault);
      await send(page);
      await met;
      await says(page, words);
      await says(page, /өзү жөнөтүлөт/);
      await isNotCalledSent(page);
      await tryNow(page);
      const number = await receiptOf(page).innerText();
      const [stored, ...others] = world.stored();
      assert.deepEqual(others, []);
      assert.equal(stored.receipt, number);
      assert.equal(stored.revision, 1);
      assert.equal(new Set(world.posts.map(({ key }) => key)).size, 1);
    });

  it('says what a server finds wrong where it is, and sends what was mended', async (t) => {
    const { world, page } = await open(t);
    await addFiles(page, [pdf('Жыйын.pdf')]);
    const value = () => page.evaluate(() => document.querySelector('interest-letter-form').value);
    const before = await value();
    const issues = [
      { path: ['letter', 'senderName'], code: 'other', message: 'Мындай башчы реестрде жок.' },
      { path: ['jointActivities', 1, 'citizensReached'], message: 'Бул сан калктан көп.' },
      { path: [], message: 'Жалпы эскертүү.' },
    ];
    void world.next({
      answer: {
        status: 422,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ issues }),
      },
    });
    await send(page);
    await says(page, /кабыл алынган жок/);
    await says(page, 'Жалпы эскертүү.');
    for (const [tag, { message }] of [
      ['letter-fields', issues[0]],
      ['activity-list-table', issues[1]],
    ])
      await page.locator(tag).getByText(message.replace(/\.$/, '')).first().waitFor();
    await isNotCalledSent(page);
    assert.deepEqual(await value(), before);

    await retype(page, 'letter.senderName', 'Сыдыков Нурлан Асанович');
    await retype(page, 'jointActivities.1.citizensReached', '120');
    await page.keyboard.press('Tab');
    await page.locator('letter-fields').getByText('Мындай башчы').first().waitFor({ state: 'detached' });
    await send(page);
    const number = await receiptOf(page).innerText();
    const [stored, ...others] = world.stored();
    assert.deepEqual(others, []);
    assert.equal(stored.receipt, number);
    assert.equal(stored.application.letter.senderName, 'Сыдыков Нурлан Асанович');
    assert.equal(stored.application.jointActivities[1].citizensReached, 120);
  });

  it('says that files are too large for the server, and sends without them', async (t) => {
    const { world, page } = await open(t, { settings: { maxFile: 100_000 } });
    await addFiles(page, [pdf('Сүрөттөр.pdf', 150_000), pdf('Жыйын.pdf')]);
    await send(page);
    await says(page, /кабыл алынган жок/);
    const list = page.locator('evidence-list');
    // By the receiver's own words, at the file.
    await list
      .locator('[data-key]')
      .filter({ hasText: 'Сүрөттөр.pdf' })
      .locator('[part~=message]')
      .first()
      .waitFor();
    await isNotCalledSent(page);
    assert.deepEqual(world.stored(), []);
    await list.getByRole('button', { name: 'Өчүрүү: Сүрөттөр.pdf' }).click();
    await send(page);
    const number = await receiptOf(page).innerText();
    const [stored] = world.stored();
    assert.equal(stored.receipt, number);
    assert.deepEqual(
      stored.files.map(({ name }) => name),
      ['Жыйын.pdf'],
    );
  });

  it('stays possible where a server says 413 without a word', async (t) => {
    const { world, page } = await open(t);
    void world.next({ answer: { status: 413, headers: { 'Content-Type': 'text/html' }, body: '413' } });
    await send(page);
    await says(page, /өтө чоң/);
    await isNotCalledSent(page);
    await send(page);
    await receiptOf(page).waitFor();
    assert.equal(world.stored()[0].revision, 1);
  });

  it('from two windows at once is one application', async (t) => {
    const { world, context, page } = await open(t);
    await addFiles(page, [pdf('Жыйын.pdf', 3_000_000)]);
    const other = await visit(context, world);
    await other.page.waitForFunction(
      () => document.querySelector('interest-letter-form').value.evidence.length === 1,
    );
    await sendButton(other.page).waitFor();
    // What windows in the background do not draw need not be clicked by a mouse.
    const click = ({ shadowRoot }) => shadowRoot.querySelector('.send .buttons button').click();
    await Promise.all(
      [page, other.page].map((window) => window.locator('interest-letter-form').evaluate(click)),
    );
    const numbers = [];
    for (const window of [page, other.page]) {
      await window.bringToFront();
      numbers.push(await receiptOf(window).innerText());
    }
    const [stored, ...others] = world.stored();
    assert.deepEqual(others, []);
    assert.deepEqual(numbers, [stored.receipt, stored.receipt]);
    assert.equal(stored.revision, 1);
    assert.deepEqual(other.troubles, []);
  });
});
