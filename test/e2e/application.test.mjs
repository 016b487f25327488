import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { start } from '../../docs/demo/serve.mjs';
import { formReady, launch, openPage } from './browser.mjs';
import {
  answers,
  application,
  download,
  fillList,
  fillRow,
  fillSection,
  focusedName,
  give,
  rows,
  tabTo,
  valuesOnScreen,
} from './clerk.mjs';

/** What a server says of a file, with the model that the package gives to Node. */
const parsedByServer = (path) => {
  const program = `
    import { readFileSync } from 'node:fs';
    import { parseApplication } from 'interest-letter/model';
    console.log(JSON.stringify(parseApplication(readFileSync(process.argv[1], 'utf8'))));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program, path], {
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  return JSON.parse(stdout);
};

const accepts = new Ajv2020({ strict: true, allErrors: true }).compile(
  JSON.parse(readFileSync('dist/schema/application-1.schema.json', 'utf8')),
);

/** '1 120' as typed and '1120' as read from a file are one number. */
const sameNumbers = (values) =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      /^[\d ]+(,\d+)?$/.test(value) ? value.replaceAll(' ', '') : value,
    ]),
  );

describe('an application from the first key to the file', () => {
  let demo;
  let browser;
  before(async () => {
    [demo, browser] = await Promise.all([start(0), launch()]);
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
  });

  const open = async (options) => {
    const opened = await openPage(browser, options);
    await opened.page.goto(`${demo.url}?call=2025`);
    await formReady(opened.page);
    return opened;
  };

  it('is typed in Kyrgyz, saved, accepted by a server, opened on another computer and saved again', async () => {
    const { page, troubles } = await open();
    const form = page.locator('interest-letter-form');
    for (const tag of Object.keys(answers)) await fillSection(page, tag);
    for (const tag of Object.keys(rows)) await fillList(page, tag);

    const list = page.locator('activity-list-table');
    await list.getByRole('button', { name: '2-сапты өчүрүү' }).click();
    assert.equal(await list.getByLabel('Иш-чаранын же долбоордун аталышы').count(), 2);
    await list.getByRole('button', { name: 'Кайтаруу' }).click();
    assert.equal(await list.getByLabel('Иш-чаранын же долбоордун аталышы').count(), 3);

    await form.getByRole('navigation').getByText('6 / 7').waitFor();
    const typed = await valuesOnScreen(page);
    const file = await download(page);
    assert.match(file.suggestedFilename(), /^letter-of-interest-Кең-Төбө-\d{4}-\d\d-\d\d\.json$/);
    const path = await file.path();
    const saved = JSON.parse(readFileSync(path, 'utf8'));

    const { $schema, schemaVersion, applicationId, exportedAt, ...said } = saved;
    assert.deepEqual(said, application);
    assert.match($schema, /application-1\.schema\.json$/);
    assert.equal(schemaVersion, 1);
    assert.match(applicationId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.ok(Math.abs(Date.now() - Date.parse(exportedAt)) < 600_000, exportedAt);
    assert.ok(accepts(saved), JSON.stringify(accepts.errors));
    assert.deepEqual(parsedByServer(path), { success: true, data: saved, issues: [] });

    const other = await open();
    const [chooser] = await Promise.all([
      other.page.waitForEvent('filechooser'),
      other.page.locator('interest-letter-form').getByRole('button', { name: 'Файлды ачуу' }).click(),
    ]);
    await chooser.setFiles(path);
    await other.page.locator('[data-notice]').getByText('Файл ачылды.').waitFor();
    await other.page.locator('interest-letter-form').getByRole('navigation').getByText('6 / 7').waitFor();
    assert.deepEqual(sameNumbers(await valuesOnScreen(other.page)), sameNumbers(typed));
    const again = JSON.parse(readFileSync(await (await download(other.page)).path(), 'utf8'));
    assert.deepEqual({ ...again, exportedAt }, saved);

    assert.deepEqual([...troubles, ...other.troubles], []);
  });

  it('says at the field what is wrong, leads there from the list of errors, and saves once all is mended', async () => {
    const { page, troubles } = await open();
    const form = page.locator('interest-letter-form');
    const described = (control) =>
      control.evaluate((element) =>
        (element.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map((id) => element.getRootNode().getElementById(id)?.textContent ?? '')
          .join(' '),
      );
    const population = page.locator('municipality-info-table').getByLabel('Калктын саны');
    const email = page.locator('municipality-info-table').getByLabel('Электрондук почта');

    await population.click();
    await page.keyboard.type('7 2л5');
    assert.equal(await population.getAttribute('aria-invalid'), 'false', 'not while it is being typed');
    await email.click();
    assert.match(await described(population), /Санды гана жазыңыз, мисалы: 1 250 же 12,5\./);
    await page.keyboard.type('kengtobo.mail.kg');
    await page.keyboard.press('Tab');
    assert.match(await described(email), /Электрондук дарек ушундай болот: ayil@mail\.kg\./);
    assert.equal(await email.getAttribute('aria-invalid'), 'true');

    let came = false;
    page.on('download', () => (came = true));
    await form.getByRole('button', { name: 'JSON файлын жүктөп алуу' }).click();
    const summary = page.locator('error-summary');
    await summary.getByRole('link').first().waitFor();
    assert.match(await focusedName(page), /Толуктоо керек/, 'the list of errors is read out');
    assert.equal(came, false, 'no file comes of a wrong application');
    for (const [words, control] of [
      ['Калктын саны', population],
      ['Электрондук почта', email],
    ]) {
      await summary.getByRole('link', { name: words }).first().click();
      await page.waitForFunction((label) => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active.labels?.[0]?.textContent.includes(label);
      }, words);
      assert.ok(await control.evaluate((element) => element.getRootNode().activeElement === element));
    }

    // The wrong texts are still there to be mended.
    assert.equal(await population.inputValue(), '7 2л5');
    for (const control of [email, population]) {
      await control.click();
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
    }
    for (const tag of Object.keys(answers)) await fillSection(page, tag);
    await summary.getByText('Толуктоо керек').waitFor({ state: 'detached' });
    assert.equal(await population.getAttribute('aria-invalid'), 'false');
    const saved = JSON.parse(readFileSync(await (await download(page)).path(), 'utf8'));
    assert.deepEqual(saved.municipality, application.municipality);
    assert.deepEqual(saved.jointActivities, []);
    assert.deepEqual(troubles, []);
  });

  it('takes a list on a phone from the keyboard alone, with every field in sight', async () => {
    const { page, troubles } = await open({ viewport: { width: 360, height: 640 } });
    const tag = 'donor-project-table';
    /** Whether the middle of what has the focus is what one sees there, and not something that covers it. */
    const inSight = () =>
      page.waitForFunction(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        const { left, right, top, bottom } = active.getBoundingClientRect();
        if (left < 0 || right > innerWidth + 1 || top < 0 || bottom > innerHeight + 1) return false;
        let seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        for (;;) {
          const inner = seen?.shadowRoot?.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          if (!inner || inner === seen) break;
          seen = inner;
        }
        return active === seen || active.contains(seen);
      });

    // From the page's own link to the form, over the contents, to the list.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, '0 / 7', 12);
    await page.keyboard.press('Enter');
    await tabTo(page, '4. Донордук долбоорлор', 12);
    await page.keyboard.press('Enter');
    for (const row of rows[tag]) {
      await tabTo(page, 'Сап кошуу', 12);
      await page.keyboard.press('Enter');
      const [first, ...others] = row;
      await fillRow(page, [first]);
      await inSight();
      for (const [words, answer] of others) {
        await tabTo(page, words);
        await inSight();
        await give(page, answer);
      }
    }
    await tabTo(page, '3-сапты өчүрүү');
    await inSight();
    await page.keyboard.press('Enter');
    await tabTo(page, 'Кайтаруу', 12);
    await page.keyboard.press('Enter');

    const list = await page.evaluate(
      () => document.querySelector('interest-letter-form').value.donorProjects,
    );
    assert.deepEqual(
      list.map(({ value }) => [value.donorName, value.implementationStatus]),
      application.donorProjects.map(({ donorName, implementationStatus }) => [
        donorName,
        implementationStatus,
      ]),
    );
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 360, 'nothing sticks out');
    assert.deepEqual(troubles, []);
  });

  it('is made for another call, whose dates come from its own file', async () => {
    const { page, troubles } = await open();
    await page.getByRole('link', { name: 'Жаңы чакыруу менен көрүү' }).click();
    // The last section repeats the steps of the call.
    const announced = page.locator('call-announcement');
    await announced.getByText('2027-жылдын 26-февралы саат 18:00гө чейин').waitFor();
    await formReady(page);
    await page.locator('municipality-info-table').getByText('(01.01.2027ге карата)').waitFor();
    await page.locator('donor-project-table').getByText('2024–2026-жылдары').waitFor();
    for (const tag of Object.keys(answers)) await fillSection(page, tag);
    const saved = JSON.parse(readFileSync(await (await download(page)).path(), 'utf8'));
    assert.equal(saved.callId, 'dpi-lsg-2027');
    assert.equal(saved.municipality.populationAsOf, '2027-01-01');
    assert.ok(accepts(saved), JSON.stringify(accepts.errors));

    for (const [language, deadline] of [
      ['Русский', 'до 18:00 26 февраля 2027 года'],
      ['English', 'by 18:00 on 26 February 2027'],
    ]) {
      await page.getByRole('link', { name: language }).click();
      await announced.getByText(deadline).waitFor();
    }
    await page.getByRole('link', { name: 'Show with the 2025 call' }).click();
    await announced.getByText('by 18:00 on 28 February 2025').waitFor();
    assert.deepEqual(troubles, []);
  });
});
