import { emulateMedia } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { html, render } from 'lit';
import { DraftDesk } from '../../src/elements/draft-desk.js';
import type { InterestLetterForm } from '../../src/elements/interest-letter-form.js';
import { loadLanguage } from '../../src/elements/load-language.js';
import { ReceiptPanel } from '../../src/elements/receipt-panel.js';
import { receiptFileName, receiptHtml } from '../../src/elements/receipt-paper.js';
import { receiptTemplate } from '../../src/elements/receipt-template.js';
import { formatCode, paperCode } from '../../src/letter/paper-code.js';
import { call2025 } from '../../src/model/call-2025.js';
import type { OutboxRecord } from '../../src/sending/outbox.js';
import type { Receipt } from '../../src/sending/receipt.js';
import { sampleApplication, sampleDraft } from '../sample.js';
import { expectAccessible, expectUniqueIds, hostPage } from './contract/accessibility.js';
import { all, click, engine, focused, frame, nameOf, press, show, showElement, until } from './page.js';

const words = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

const application = sampleApplication();
const files = application.evidence.map(({ sha256, fileName, mediaType, size }) => ({
  sha256: String(sha256),
  name: String(fileName),
  type: String(mediaType),
  size: Number(size),
}));

const record = (
  revision = 1,
  more: Partial<Receipt> = {},
  other: Partial<OutboxRecord> = {},
): OutboxRecord => ({
  key: `${application.applicationId}-${revision}`,
  applicationId: application.applicationId,
  revision,
  slot: 'dpi-lsg-2025',
  endpoint: 'https://example.kg/applications',
  application: JSON.stringify(application),
  files,
  queuedAt: 1,
  attempts: 1,
  nextAt: 1,
  state: 'sent',
  receipt: {
    receipt: `DPI-2025-00${revision}`,
    receivedAt: '2025-02-27T23:30:05Z',
    revision,
    files,
    ...more,
  },
  ...other,
});

const without = <Key extends keyof OutboxRecord>(post: OutboxRecord, key: Key): OutboxRecord => {
  const { [key]: _, ...rest } = post;
  return rest as OutboxRecord;
};

const unnumbered = (): OutboxRecord => {
  const { receipt: _, ...receipt } = record().receipt as Receipt;
  return record(1, {}, { receipt });
};

async function shown(post: OutboxRecord, language: 'ky' | 'ru' | 'en' = 'ky'): Promise<HTMLElement> {
  await loadLanguage(language);
  const host = await show(document.createElement('div'));
  render(html`${receiptTemplate(post, call2025, language)}`, host);
  return host;
}

async function open(
  records: readonly OutboxRecord[],
  into?: Element,
): Promise<{ form: InterestLetterForm; dialog: HTMLDialogElement }> {
  const form = await showElement('interest-letter-form', {}, into);
  const panel = new ReceiptPanel(new DraftDesk(form, () => Promise.reject(new Error())), records);
  panel.open();
  await frame();
  return { form, dialog: panel.root.querySelector('dialog') as HTMLDialogElement };
}

const buttonIn = (within: Element, name: RegExp): HTMLButtonElement => {
  const found = [...within.querySelectorAll('button')].find((each) => name.test(nameOf(each)));
  expect(found, `no button ${name}`).to.exist;
  return found as HTMLButtonElement;
};

/** Puts something in the place of the clipboard of the browser. */
function clipboard(writeText: ((text: string) => Promise<void>) | undefined): void {
  Object.defineProperty(navigator, 'clipboard', { value: writeText && { writeText }, configurable: true });
}
afterEach(() => {
  delete (navigator as { clipboard?: unknown }).clipboard;
});

describe('a receipt', () => {
  it('says its number, and when it was received by the clock of Bishkek', async () => {
    const receipt = await shown(record());
    expect(words(receipt.querySelector('.digits'))).to.equal('DPI-2025-001');
    expect(words(receipt)).to.include('2025-жылдын 28-февралы саат 05:30 (Бишкек убактысы)');
    expect(words(receipt)).to.match(/Редакциясы ?1/);
  });

  it('gives its number to the clipboard, and says so', async () => {
    let copied = '';
    clipboard(async (text) => void (copied = text));
    const receipt = await shown(record());
    await click(buttonIn(receipt, /Көчүрүп алуу/));
    await until(() => words(receipt.querySelector('[role=status]')));
    expect(copied).to.equal('DPI-2025-001');
    expect(words(receipt.querySelector('[role=status]'))).to.equal('Көчүрүлдү.');
  });

  it('marks its number where a page may not write to the clipboard', async () => {
    clipboard(undefined);
    const receipt = await shown(record());
    await click(buttonIn(receipt, /Көчүрүп алуу/));
    await until(() => words(receipt.querySelector('[role=status]')));
    expect(getSelection()?.toString().trim()).to.equal('DPI-2025-001');
  });

  it('of a server that gives no number says that', async () => {
    const receipt = await shown(unnumbered());
    expect(words(receipt)).to.include('Бул сервер номер бербейт');
    expect(receipt.querySelectorAll('button, .digits')).to.have.length(0);
  });

  it('says of what was marked as late that it is, and until when it was time', async () => {
    expect(words(await shown(record()))).not.to.include('кийин келди');
    expect(words(await shown(record(1, { late: false })))).not.to.include('кийин келди');
    expect(words(await shown(record(1, { late: true })))).to.include(
      'мөөнөттөн кийин келди деп белгиледи. Мөөнөт: 2025-жылдын 28-февралы саат 18:00 (Бишкек убактысы)',
    );
    const other = JSON.stringify({ ...application, callId: 'another' });
    const late = words(await shown(record(1, { late: true }, { application: other })));
    expect(late).to.include('мөөнөттөн кийин келди деп белгиледи.');
    expect(late, 'of another call the deadline is not known').not.to.include('18:00');
  });

  it('lists every file with its size, and its whole hash when it is asked for', async () => {
    const receipt = await shown(record());
    const items = [...receipt.querySelectorAll('li')];
    expect(items.map((item) => words(item.querySelector('.name')))).to.deep.equal(
      files.map(({ name }) => name),
    );
    expect(items.map((item) => words(item.querySelector('.size')))).to.deep.equal([
      '180 КБ',
      '2,3 МБ',
      '40 КБ',
    ]);
    const details = receipt.querySelector('details') as HTMLDetailsElement;
    expect(details.innerText).not.to.include(files[0]?.sha256);
    await click(details.querySelector('summary') as Element);
    await until(() => details.open);
    expect(details.innerText).to.include(files[0]?.sha256);
  });

  it('is worded in each language', async () => {
    expect(words(await shown(record(), 'ru'))).to.include('28 февраля 2025 года, 05:30');
    expect(words(await shown(record(), 'en'))).to.include('28 February 2025, 05:30');
  });

  it('of what has not arrived there is none', async () => {
    const post = { ...without(record(), 'receipt'), state: 'waiting' } as OutboxRecord;
    expect(words(await shown(post))).to.equal('');
    const { dialog } = await open([post]);
    expect(words(dialog)).to.include('Дүмүрчөк азырынча жок.');
    expect([...dialog.querySelectorAll('button')].map(nameOf)).to.deep.equal(['Терезени жабуу']);
  });
});

describe('the panel of receipts', () => {
  it('says who has sent what', async () => {
    const { dialog } = await open([record()]);
    const said = words(dialog);
    for (const text of [
      sampleDraft.municipality.municipalityName as string,
      call2025.id,
      application.applicationId,
      formatCode(paperCode(application)).replace(/\u00a0/g, ' '),
    ])
      expect(said).to.include(text);
  });

  it('has the earlier revisions below, the newest first', async () => {
    const waiting = { ...without(record(4), 'receipt'), state: 'waiting' } as OutboxRecord;
    const { dialog } = await open([record(1), record(3), waiting, record(2)]);
    expect([...dialog.querySelectorAll('.digits')].map(words)).to.deep.equal([
      'DPI-2025-003',
      'DPI-2025-002',
      'DPI-2025-001',
    ]);
    const [second] = dialog.querySelectorAll<HTMLDetailsElement>('.earlier > details');
    expect(words(second?.querySelector('summary'))).to.equal('2-редакция · DPI-2025-002');
  });

  it('opens though what was sent can no longer be read', async () => {
    for (const text of ['{', 'null', '7', '"x"', '{"exportedAt":1,"municipality":7}']) {
      const { form, dialog } = await open([record(1, {}, { application: text })]);
      expect(words(dialog.querySelector('.digits')), text).to.equal('DPI-2025-001');
      expect(words(dialog), text).to.include(application.applicationId);
      receiptHtml(record(1, {}, { application: text }), call2025, 'ky');
      form.remove();
    }
  });

  it('closes with Escape', async () => {
    const { dialog } = await open([record()]);
    expect(focused().localName).to.equal('h2');
    await press('Escape');
    await until(() => !dialog.open);
  });

  it(`ids are unique${engine === 'chromium' ? ', axe finds nothing' : ''}`, async () => {
    const main = await hostPage();
    const { form, dialog } = await open([record(2, { late: true }), record(1), unnumbered()], main);
    for (const details of dialog.querySelectorAll('details')) details.open = true;
    expectUniqueIds(form);
    if (engine === 'chromium') await expectAccessible(main);
  });
});

describe('a receipt on paper', () => {
  const paper = (): HTMLElement | null => document.querySelector('[data-interest-letter]');
  const printed: string[] = [];
  const { print } = window;
  before(() => {
    window.print = () =>
      void printed.push(
        all(paper() as Element, '.page')
          .map(words)
          .join(' '),
      );
  });
  after(() => {
    window.print = print;
  });
  afterEach(() => {
    dispatchEvent(new Event('afterprint'));
    printed.length = 0;
  });

  it('is printed whole and alone, and leaves no trace', async () => {
    const { dialog } = await open([record(2), record(1)]);
    await click(buttonIn(dialog.querySelector('footer') as Element, /Басып чыгаруу/));
    expect(printed).to.have.length(1);
    for (const text of ['DPI-2025-002', application.applicationId, 'Көк-Төбө', '(Бишкек убактысы)'])
      expect(printed[0]).to.include(text);
    for (const { name, sha256 } of files) {
      expect(printed[0]).to.include(name);
      expect(printed[0]).to.include(sha256);
    }
    expect(printed[0]).not.to.include('DPI-2025-001');
    dispatchEvent(new Event('afterprint'));
    expect(paper()).to.equal(null);
    expect(document.adoptedStyleSheets).to.have.length(0);
  });

  it('of an earlier revision can be printed too', async () => {
    const { dialog } = await open([record(2), record(1)]);
    const earlier = dialog.querySelector('.earlier > details') as HTMLDetailsElement;
    await click(earlier.querySelector('summary') as Element);
    await click(buttonIn(earlier, /Басып чыгаруу/));
    expect(printed[0]).to.include('DPI-2025-001');
  });

  if (engine === 'chromium')
    it('shows nothing of the page around it, and cannot be taken for a page of the letter', async () => {
      const { form, dialog } = await open([record()]);
      await click(buttonIn(dialog, /Басып чыгаруу/));
      await emulateMedia({ media: 'print' });
      try {
        expect(form.checkVisibility()).to.equal(false);
        expect(dialog.checkVisibility()).to.equal(false);
        const [page] = all(paper() as Element, '.page');
        expect(page?.checkVisibility({ visibilityProperty: true })).to.equal(true);
        expect(all<Element>(paper() as Element, 'svg').some((mark) => mark.checkVisibility())).to.equal(
          false,
        );
      } finally {
        await emulateMedia({ media: 'screen' });
      }
    });

  it('goes over as many pages as it needs', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      sha256: index.toString(16).padStart(64, '0'),
      name: `${index}-${'Ү'.repeat(80)}.pdf`,
      type: 'application/pdf',
      size: 1000 + index,
    }));
    const { dialog } = await open([record(1, { files: many })]);
    await click(buttonIn(dialog, /Басып чыгаруу/));
    expect(all(paper() as Element, '.page').length).to.be.greaterThan(1);
    for (const { sha256 } of many) expect(printed[0]).to.include(sha256);
  });
});

describe('a receipt as a file', () => {
  it('is one page that needs nothing beside it', async () => {
    const { createObjectURL } = URL;
    const { click: go } = HTMLAnchorElement.prototype;
    let blob = new Blob();
    let name = '';
    URL.createObjectURL = (data: Blob) => createObjectURL.call(URL, (blob = data));
    HTMLAnchorElement.prototype.click = function () {
      name = this.download;
    };
    try {
      const { dialog } = await open([record()]);
      await click(buttonIn(dialog, /Жүктөп алуу/));
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = go;
    }
    expect(name).to.equal('receipt-DPI-2025-001.html');
    const page = new DOMParser().parseFromString(await blob.text(), 'text/html');
    expect(page.documentElement.lang).to.equal('ky');
    for (const text of ['DPI-2025-001', application.applicationId, ...files.map(({ sha256 }) => sha256)])
      expect(words(page.body)).to.include(text);
    expect(page.querySelectorAll('[src], [href], script, svg')).to.have.length(0);
  });

  it('has nothing in it but text, whatever a server or a sender has written', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(
        '<img src=x onerror=alert(1)>',
        '</style><script>alert(1)</script>',
        '"><a href=x>',
        '&lt;',
      ),
    );
    const tags = (text: string): string =>
      [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('*')]
        .map(({ localName, attributes }) => [localName, ...[...attributes].map(({ name }) => name)].join(' '))
        .join();
    const plain = tags(receiptHtml(record(), call2025, 'ky'));
    fc.assert(
      fc.property(anything, anything, anything, (number, name, file) => {
        const municipality = { ...application.municipality, municipalityName: name };
        const [first, ...rest] = files;
        const post = record(
          1,
          { receipt: number, files: [{ ...(first as (typeof files)[0]), name: file }, ...rest] },
          { application: JSON.stringify({ ...application, municipality }) },
        );
        expect(tags(receiptHtml(post, call2025, 'ky'))).to.equal(plain);
      }),
      { numRuns: 50, endOnFailure: true },
    );
  });

  it('has a name that every file system takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (number) => {
        const name = receiptFileName(record(1, { receipt: number }));
        expect(name).to.match(/^receipt-[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.html$/u);
        expect(new TextEncoder().encode(name).length).to.be.below(256);
      }),
      { endOnFailure: true },
    );
    expect(receiptFileName(unnumbered())).to.equal(`receipt-${application.applicationId}-1.html`);
  });
});
