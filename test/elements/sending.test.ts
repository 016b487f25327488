import { expect } from '@open-wc/testing';
import { pageFiles } from '../../src/elements/evidence-files.js';
import { senderOf } from '../../src/elements/page-sender.js';
import type { ApplicationSentEvent } from '../../src/elements/send-events.js';
import type { InterestLetterForm } from '../../src/elements/interest-letter-form.js';
import { serverFindings } from '../../src/elements/server-findings.js';
import { call2025 } from '../../src/model/call-2025.js';
import { newApplicationId } from '../../src/model/draft.js';
import type { OutboxRecord } from '../../src/sending/outbox.js';
import { sampleDraft, sampleFiles } from '../sample.js';
import { expectAccessible, expectUniqueIds, hostPage } from './contract/accessibility.js';
import {
  all,
  button,
  click,
  engine,
  focused,
  heard,
  saidAbout,
  settled,
  showElement,
  showLast,
  until,
  write,
} from './page.js';

const call = { ...call2025, submissionDeadline: '2090-02-28T18:00:00+06:00' };
const past = { ...call2025, submissionDeadline: '2020-02-28T18:00:00+06:00' };

interface Asked {
  readonly key: string;
  readonly application: { readonly letter: Record<string, unknown>; readonly applicationId: string };
  answer(status: number, body?: unknown, headers?: Record<string, string>): void;
  fail(): void;
}

/** What was posted, each waiting for its answer. */
let asked: Asked[] = [];
/** What the server says when it is asked for the time. */
let serverTime: string | undefined;
const realFetch = window.fetch;

beforeEach(() => {
  asked = [];
  serverTime = undefined;
  window.fetch = (address, request) => {
    if (!String(address).endsWith('/applications')) return realFetch(address, request);
    if (request?.method !== 'POST')
      return Promise.resolve(
        new Response(null, { status: 204, headers: serverTime ? { Date: serverTime } : {} }),
      );
    return new Promise((resolve, reject) => {
      request.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      const headers = new Headers(request.headers);
      asked.push({
        key: headers.get('Idempotency-Key') ?? '',
        application: JSON.parse(String(request.body)) as Asked['application'],
        answer: (status, body, more = {}) =>
          resolve(
            new Response(typeof body === 'string' ? body : JSON.stringify(body), {
              status,
              headers: { 'Content-Type': 'application/json', ...more },
            }),
          ),
        fail: () => reject(new TypeError('no network')),
      });
    });
  };
});
afterEach(async () => {
  window.fetch = realFetch;
  // All forms of a page have one outbox.
  await senderOf('none').outbox.forget();
});

const receipt = (receipt: string): unknown => ({ receipt, receivedAt: '2026-11-23T10:00:00Z' });
const latest = (): Asked => asked.at(-1) as Asked;

/** A finished application, without files, with its last section in sight. */
async function showForm(
  more: Partial<InterestLetterForm> = {},
  draft: object = {},
  into?: Element,
): Promise<InterestLetterForm> {
  const members = {
    call,
    endpoint: '/applications',
    value: { ...sampleDraft, applicationId: newApplicationId(), callId: call.id, evidence: [], ...draft },
    ...more,
  } as Partial<InterestLetterForm>;
  const form = await showElement('interest-letter-form', members, into);
  await showLast(form);
  await settled(form);
  return form;
}

const outcome = (form: Element): string =>
  all(form, '.outcome')
    .map(({ textContent }) => textContent?.replace(/\s+/g, ' ') ?? '')
    .join(' ');
const sendButton = /^Жөнөтүү$/;
const buttons = (form: Element): string[] =>
  all(form, '.send button').map(({ textContent }) => textContent?.trim() ?? '');

describe('sending', () => {
  it('is called sent when the server has said so, and not before', async () => {
    const form = await showForm();
    const events = heard('application-sent');
    await click(button(form, sendButton));
    await until(() => asked.length);
    await settled(form);
    expect(outcome(form)).to.match(/Жөнөтүлүп жатат/);
    expect(outcome(form)).not.to.match(/кабыл алынды/);
    expect(events).to.deep.equal([]);
    latest().answer(201, receipt('2026-0001'));
    await until(() => /2026-0001/.test(outcome(form)));
    expect(outcome(form)).to.match(/Өтүнмө кабыл алынды/);
    expect(latest().key).to.equal(`${form.value.applicationId}-1`);
    const [event] = events as ApplicationSentEvent[];
    expect([events.length, event?.receipt.receipt, event?.receipt.revision]).to.deep.equal([
      1,
      '2026-0001',
      1,
    ]);
  });

  it('keeps the focus on its button, which then opens the receipt', async () => {
    const form = await showForm();
    const main = button(form, sendButton);
    main.focus();
    main.click();
    await until(() => asked.length);
    latest().answer(201, receipt('2026-0002'));
    await until(() => /2026-0002/.test(outcome(form)));
    expect(focused()).to.equal(main);
    main.click();
    await until(() => all(form, 'dialog').length);
    expect(all(form, 'dialog')[0]?.textContent).to.include('2026-0002');
  });

  it('five clicks post once', async () => {
    const form = await showForm();
    const main = button(form, sendButton);
    for (let times = 0; times < 5; times++) main.click();
    await until(() => asked.length);
    for (let times = 0; times < 5; times++) main.click();
    latest().answer(201, receipt('2026-0003'));
    await until(() => /2026-0003/.test(outcome(form)));
    expect(asked).to.have.length(1);
  });

  it('a page that cancels it sends by itself: nothing is posted, nothing is called sent', async () => {
    const form = await showForm({}, { evidence: sampleDraft.evidence });
    let files: readonly File[] = [];
    form.addEventListener('application-submit', (event) => {
      event.preventDefault();
      files = event.files;
    });
    button(form, sendButton).click();
    await until(() => files.length);
    await settled(form);
    expect(asked).to.deep.equal([]);
    expect(outcome(form).trim()).to.equal('');
    expect(files.map(({ name, size, type }) => [name, String(size), type])).to.deep.equal(
      sampleDraft.evidence.map(({ value }) => [value['fileName'], value['size'], value['mediaType']]),
    );
  });

  it('what is not complete is not sent: the errors are listed, with the focus', async () => {
    const form = await showForm({}, { letter: { ...sampleDraft.letter, senderName: '' } });
    button(form, sendButton).click();
    await until(() => focused().closest('section') && all(form, 'error-summary').length);
    await settled(form);
    expect(outcome(form)).to.match(/жөнөтүлгөн жок/);
    expect(asked).to.deep.equal([]);
    await write(form, 'letter.senderName', 'Үсөнов Мирлан');
    await until(() => outcome(form).trim() === '');
  });

  it('a file that is not on this device is not called sent: its row has the focus', async () => {
    const form = await showForm(
      {},
      { evidence: [{ ...sampleDraft.evidence[0]?.value, sha256: '7'.repeat(64) }] },
    );
    button(form, sendButton).click();
    await until(() => /файлдардын бири бул түзмөктө жок/.test(outcome(form)));
    expect(asked).to.deep.equal([]);
    await until(() => focused().matches('.again'));
  });

  it('a file that has gone since is found missing, and found again when it is back', async () => {
    const form = await showForm({}, { evidence: sampleDraft.evidence });
    await until(() => all(form, 'li.file').length === sampleDraft.evidence.length);
    await settled(form);
    await pageFiles().keepOnly(new Set(), { force: true });
    button(form, sendButton).click();
    await until(() => /файлдардын бири бул түзмөктө жок/.test(outcome(form)));
    expect(all(form, 'li.missing')).not.to.deep.equal([]);
    for (const file of sampleFiles()) await pageFiles().add(file);
    await until(() => outcome(form).trim() === '' && !all(form, 'li.missing').length);
    expect(asked).to.deep.equal([]);
  });

  it('a change after sending is the next revision, and that is said', async () => {
    const form = await showForm();
    button(form, sendButton).click();
    await until(() => asked.length);
    latest().answer(201, receipt('2026-0004'));
    await until(() => /2026-0004/.test(outcome(form)));
    expect(outcome(form)).not.to.match(/өзгөрттүңүз/);
    const before = form.value.letter.senderName as string;
    await write(form, 'letter.senderName', 'Асанова Айгүл');
    await until(() => /1-редакция.*2-редакция/.test(outcome(form)));
    await write(form, 'letter.senderName', before);
    await until(() => !/өзгөрттүңүз/.test(outcome(form)));
    await write(form, 'letter.senderName', 'Асанова Айгүл');
    await until(() => buttons(form).includes('Өзгөртүүлөрдү жөнөтүү'));
    button(form, /^Өзгөртүүлөрдү жөнөтүү$/).click();
    await until(() => asked.length === 2);
    expect([latest().key, latest().application.letter['senderName']]).to.deep.equal([
      `${form.value.applicationId}-2`,
      'Асанова Айгүл',
    ]);
    latest().answer(200, receipt('2026-0005'));
    await until(() => /2026-0005/.test(outcome(form)));
  });

  it('another language of the screen is no change', async () => {
    const form = await showForm();
    button(form, sendButton).click();
    await until(() => asked.length);
    latest().answer(201, receipt('2026-0006'));
    await until(() => /2026-0006/.test(outcome(form)));
    form.lang = 'en';
    await until(() => form.language === 'en');
    await settled(form);
    expect(buttons(form).filter((words) => /^Send( the changes)?$/.test(words))).to.deep.equal([]);
  });

  describe('what the server finds wrong', () => {
    const issues = [
      { path: ['letter', 'senderName'], message: 'Аты-жөнү тизмеде жок.' },
      { path: 'jointActivities.1.results', message: 'Натыйжасын тактаңыз.' },
      { path: ['municipality', 'phoneFax', 'text'], message: 'Бул номер иштебейт.' },
      { path: [], message: 'Муниципалитет мурда эле катталган.' },
    ];

    it('stands at its field for as long as that says the same', async () => {
      const form = await showForm();
      // A blank row is not sent: the server counts without it.
      form.store.addRow('jointActivities', 0);
      await settled(form);
      const typed = JSON.stringify(form.value.letter);
      button(form, sendButton).click();
      await until(() => asked.length);
      latest().answer(422, { issues });
      await until(() => /Муниципалитет мурда эле катталган/.test(outcome(form)));
      await settled(form);
      expect(JSON.stringify(form.value.letter)).to.equal(typed);
      expect(form.issues.map(({ path }) => path.join('.'))).to.include.members([
        'letter.senderName',
        'jointActivities.2.results',
        'municipality.phoneFax',
      ]);
      for (const [path, words] of [
        ['letter.senderName', 'Аты-жөнү тизмеде жок.'],
        ['jointActivities.2.results', 'Натыйжасын тактаңыз.'],
        ['municipality.phoneFax', 'Бул номер иштебейт.'],
      ] as const) {
        await form.focusField(path);
        await settled(form);
        expect(saidAbout(focused()), path).to.include(words);
      }
      const field = await write(form, 'letter.senderName', 'Асанова Айгүл');
      expect(saidAbout(field)).not.to.include('тизмеде жок');
      button(form, sendButton).click();
      await until(() => asked.length === 2);
      latest().answer(201, receipt('2026-0007'));
      await until(() => /2026-0007/.test(outcome(form)));
      expect(form.issues.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    });
  });

  it('what the device has broken of a refused post takes no form with it', () => {
    const issues = [{ path: ['letter', 'senderName'], message: 'Аты-жөнү тизмеде жок.' }];
    const post = { state: 'refused', application: '{"letter":', issues } as unknown as OutboxRecord;
    const { of, general } = serverFindings(post);
    expect([of(sampleDraft), general]).to.deep.equal([[], issues]);
  });

  describe('what does not arrive', () => {
    const waits: readonly (readonly [name: string, end: (post: Asked) => void, words: RegExp])[] = [
      ['no network', (post) => post.fail(), /Байланыш жок/],
      ['500', (post) => post.answer(500, {}), /Серверде ката/],
      ['429', (post) => post.answer(429, {}, { 'Retry-After': '60' }), /бош эмес/],
      [
        'the page of a network that wants a password',
        (post) => post.answer(200, '<!doctype html><title>Wi-Fi</title>', { 'Content-Type': 'text/html' }),
        /башка барак/,
      ],
      ['half an answer', (post) => post.answer(200, '{"receipt":"2026-'), /башка барак/],
    ];
    for (const [name, end, words] of waits)
      it(`${name}: it waits, says so, and is sent by hand with the same key`, async () => {
        const form = await showForm();
        const events = heard('application-sent');
        button(form, sendButton).click();
        await until(() => asked.length);
        end(latest());
        await until(() => words.test(outcome(form)));
        expect(outcome(form)).to.match(/жаппаңыз/);
        expect(outcome(form)).not.to.match(/кабыл алынды/);
        expect(events).to.deep.equal([]);
        await until(() => buttons(form).includes('Азыр кайра аракет кылуу'));
        button(form, /^Азыр кайра аракет кылуу$/).click();
        await until(() => asked.length === 2);
        expect(asked[1]?.key).to.equal(asked[0]?.key);
        latest().answer(200, receipt('2026-0008'));
        await until(() => /2026-0008/.test(outcome(form)));
      });

    it('413: what to do is said, and nothing is called sent', async () => {
      const form = await showForm();
      button(form, sendButton).click();
      await until(() => asked.length);
      latest().answer(413, '');
      await until(() => /өтө чоң/.test(outcome(form)));
      expect(buttons(form)).to.include('Жөнөтүү');
    });
  });

  describe('the deadline', () => {
    const shown = (form: Element): string =>
      all(form, '.deadline')[0]?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

    it('is one instant, said with its zone', async () => {
      const form = await showForm();
      expect(shown(form)).to.include('2090-жылдын 28-февралы саат 18:00 (Бишкек убактысы)');
    });

    it('has passed: nothing can be posted, all else works', async () => {
      const form = await showForm({ call: past });
      expect(shown(form)).to.match(/Мөөнөт өттү/);
      expect(buttons(form)).not.to.include('Жөнөтүү');
      expect(form.exportApplication().success).to.equal(true);
    });

    it('has passed for a call that takes what comes late: that is said, and it is posted', async () => {
      const form = await showForm({ call: { ...past, late: 'allow' } });
      expect(shown(form)).to.match(/кечигип/);
      button(form, sendButton).click();
      await until(() => asked.length);
      latest().answer(201, { ...(receipt('2026-0009') as object), late: true });
      await until(() => /2026-0009/.test(outcome(form)));
      expect(outcome(form)).to.match(/мөөнөттөн кийин/);
    });
  });

  describe('the steps of the call', () => {
    it('say in its own words what to do, and what is missing', async () => {
      const form = await showForm({}, { letter: {}, civicGroups: [] });
      const steps = all(form, '.step');
      const { items } = call.texts.ky.announcement.steps;
      expect(steps.map((step) => step.querySelector('.sentence')?.textContent)).to.deep.equal(items);
      const open = all(form, '.task:not(.done) .what').map(({ textContent }) => textContent);
      expect(open).to.include.members([
        'Кызыкдарлык каты',
        '3. Уюмдар жана топтор',
        ...call.texts.ky.announcement.criteria.items,
      ]);
    });

    it('lead to the place', async () => {
      const form = await showForm({}, { letter: { ...sampleDraft.letter, keneshName: '' } });
      button(form, /^Кызыкдарлык каты толуктоо керек: 1$/).click();
      await until(() => focused().dataset['path'] === 'keneshName');
      button(form, new RegExp(`^${call.texts.ky.announcement.criteria.items[2]} файл жок$`)).click();
      await until(() => focused().closest('[data-criterion]'));
      expect(focused().closest<HTMLElement>('[data-criterion]')?.dataset['criterion']).to.equal(
        'criterionBudgetReadiness',
      );
    });
  });

  it(`ids are unique${engine === 'chromium' ? ', axe finds nothing' : ''}`, async () => {
    const main = await hostPage();
    const form = await showForm({}, {}, main);
    const judge = async (): Promise<void> => {
      await settled(form);
      expectUniqueIds(form);
      if (engine === 'chromium') await expectAccessible(main);
    };
    await judge();
    button(form, sendButton).click();
    await until(() => asked.length);
    await judge();
    latest().answer(422, { issues: [{ path: ['letter', 'senderName'], message: 'Тизмеде жок.' }] });
    await until(() => /кабыл алынган жок/.test(outcome(form)));
    await judge();
    button(form, sendButton).click();
    await until(() => asked.length === 2);
    latest().answer(201, receipt('2026-0010'));
    await until(() => /2026-0010/.test(outcome(form)));
    await judge();
  });

  it('without an address the form prepares a package, and never says that it was sent', async () => {
    const form = await showForm({ endpoint: null });
    button(form, /^Жөнөтүүгө даярдоо$/).click();
    await until(() => all(form, 'dialog').length);
    expect(asked).to.deep.equal([]);
    expect(outcome(form)).not.to.match(/кабыл алынды/);
  });
});
