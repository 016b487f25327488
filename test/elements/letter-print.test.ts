import { emulateMedia } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';
import type { InterestLetterForm } from '../../src/elements/interest-letter-form.js';
import type { LetterPreview } from '../../src/elements/letter-preview.js';
import type { Draft } from '../../src/model/draft.js';
import { sampleDraft } from '../sample.js';
import { expectAccessible, expectUniqueIds, hostPage } from './contract/accessibility.js';
import {
  all,
  button,
  click,
  engine,
  focused,
  frame,
  nameOf,
  press,
  settled,
  show,
  showElement,
  showLast,
  until,
} from './page.js';

const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
const sheets = (within: Element): HTMLElement[] => all(within, '.page');
const texts = (within: Element): string[] =>
  all(within, '.body').map(({ textContent }) => words(textContent));
/** What goes to the printer. */
const paper = (): HTMLElement | null => document.querySelector('[data-interest-letter]');
const dialog = (form: Element): HTMLDialogElement | undefined =>
  all<HTMLDialogElement>(form, 'dialog').find(({ open }) => open);
const inPanel = <Found extends HTMLElement = HTMLInputElement>(form: Element, selector: string): Found =>
  dialog(form)?.querySelector<Found>(selector) as Found;
const panelButton = (form: Element, name: RegExp): HTMLButtonElement => {
  const found = [...(dialog(form)?.querySelectorAll('button') ?? [])].find((each) => name.test(nameOf(each)));
  expect(found, `no button ${name} in the panel`).to.exist;
  return found as HTMLButtonElement;
};
const status = (form: Element): string =>
  [...(dialog(form)?.querySelectorAll('[role=status]') ?? [])]
    .map(({ textContent }) => words(textContent))
    .join(' ')
    .trim();

/** The browser's printer: what was on the paper when it was asked. */
const printed: string[][] = [];
const { print } = window;
before(() => {
  window.print = () => void printed.push(texts(paper() as HTMLElement));
});
after(() => {
  window.print = print;
});
afterEach(() => {
  dispatchEvent(new Event('afterprint'));
  printed.length = 0;
});

const showForm = (value: Draft | object = sampleDraft, into?: Element): Promise<InterestLetterForm> =>
  showElement('interest-letter-form', { value: value as Draft }, into);

async function openPanel(
  value: Draft | object = sampleDraft,
  into?: Element,
): Promise<[InterestLetterForm, LetterPreview]> {
  const form = await showForm(value, into);
  await click(button(form, /^Катты басып чыгаруу$/));
  await until(() => dialog(form) && sheets(dialog(form) as Element).length);
  return [form, inPanel<LetterPreview>(form, 'letter-preview')];
}

/** What few people need is folded up where there is little room. */
async function unfold(form: Element): Promise<void> {
  for (const more of dialog(form)?.querySelectorAll('details') ?? [])
    if (!more.open) await click(more.querySelector('summary') as Element);
}

/** Chooses a file as letterhead. */
function choose(form: Element, file: File): void {
  const input = inPanel(form, 'input[type=file]');
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

async function picture(): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 60 });
  canvas.getContext('2d')?.fillRect(0, 0, 300, 60);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return new File([blob as Blob], 'бланк.png', { type: 'image/png' });
}

async function change(control: HTMLInputElement | HTMLSelectElement, value: string): Promise<void> {
  control.value = value;
  control.dispatchEvent(new Event('change', { bubbles: true }));
  await frame();
}

describe('form.print()', () => {
  it('prints the letter and nothing else, and leaves no trace', async () => {
    const form = await showForm();
    const before = [
      document.documentElement.childElementCount,
      document.adoptedStyleSheets.length,
      document.title,
    ];
    await form.print();
    expect(printed).to.have.length(1);
    expect(printed[0]?.join(' ')).to.include('КЫЗЫКДАРЛЫК КАТЫ');
    expect(printed[0]?.join(' ')).to.include(sampleDraft.letter?.senderName);
    expect(sheets(paper() as Element).length).to.be.greaterThan(2);
    dispatchEvent(new Event('afterprint'));
    expect(paper()).to.equal(null);
    expect([
      document.documentElement.childElementCount,
      document.adoptedStyleSheets.length,
      document.title,
    ]).to.deep.equal(before);
  });

  it('is over with the next key, however often it was asked for', async () => {
    const form = await showForm();
    await form.print();
    await form.print();
    expect(document.querySelectorAll('[data-interest-letter]')).to.have.length(1);
    await press('Shift');
    expect(paper()).to.equal(null);
    expect(document.adoptedStyleSheets).to.have.length(0);
  });

  it('does not show on the screen, take clicks or make the page longer', async () => {
    const form = await showForm();
    await showLast(form);
    await settled(form);
    const [height, width] = [document.documentElement.scrollHeight, document.documentElement.scrollWidth];
    await form.print();
    await frame();
    expect(getComputedStyle(paper() as Element).visibility).to.equal('hidden');
    expect(document.documentElement.scrollHeight).to.equal(height);
    expect(document.documentElement.scrollWidth).to.equal(width);
  });

  if (engine === 'chromium')
    it('hides the page around it while the browser prints', async () => {
      const aside = document.createElement('p');
      aside.textContent = 'Башка барак';
      await show(aside);
      const form = await showForm();
      await form.print();
      await emulateMedia({ media: 'print' });
      try {
        expect(aside.checkVisibility()).to.equal(false);
        expect(form.checkVisibility()).to.equal(false);
        const [first] = sheets(paper() as Element);
        expect(first?.checkVisibility({ visibilityProperty: true })).to.equal(true);
        const { left, top, width } = (first as Element).getBoundingClientRect();
        expect([left + scrollX, top + scrollY].map(Math.round)).to.deep.equal([0, 0]);
        expect(width).to.be.closeTo((210 / 25.4) * 96, 1);
      } finally {
        await emulateMedia({ media: 'screen' });
      }
    });

  it('gives the letter as DOCX', async () => {
    const form = await showForm();
    const { createObjectURL } = URL;
    const { click: go } = HTMLAnchorElement.prototype;
    let blob: Blob | undefined;
    let name = '';
    URL.createObjectURL = (data: Blob) => createObjectURL.call(URL, (blob = data));
    HTMLAnchorElement.prototype.click = function () {
      name = this.download;
    };
    try {
      await form.downloadLetter();
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = go;
    }
    expect(name).to.match(/\.docx$/);
    expect((await (blob as Blob).text()).slice(0, 2)).to.equal('PK');
  });
});

describe('the page is printed', () => {
  it('the form stands there as the letter, for as long as that takes', async () => {
    const form = await showForm();
    // What it needs loads with the first print.
    await form.print();
    dispatchEvent(new Event('afterprint'));
    const root = form.renderRoot as ShadowRoot;
    const before = [root.childElementCount, root.adoptedStyleSheets.length];
    dispatchEvent(new Event('beforeprint'));
    const [letter] = all(form, '.letter');
    expect(words(letter?.textContent)).to.include('КЫЗЫКДАРЛЫК КАТЫ');
    expect(words(letter?.textContent)).to.include(sampleDraft.letter?.senderName);
    if (engine === 'chromium') {
      await emulateMedia({ media: 'print' });
      try {
        expect(letter?.checkVisibility()).to.equal(true);
        expect(all(form, 'input').some((input) => input.checkVisibility())).to.equal(false);
      } finally {
        await emulateMedia({ media: 'screen' });
      }
    }
    expect((letter as Element).getClientRects(), 'the screen does not change').to.have.length(0);
    dispatchEvent(new Event('afterprint'));
    expect(all(form, '.letter')).to.deep.equal([]);
    expect([root.childElementCount, root.adoptedStyleSheets.length]).to.deep.equal(before);
    form.remove();
    dispatchEvent(new Event('beforeprint'));
    expect(root.childElementCount).to.equal(before[0]);
  });
});

describe('the panel «Катты басып чыгаруу»', () => {
  it('shows the sheets that it prints', async () => {
    const [form, preview] = await openPanel();
    const shown = texts(preview);
    await click(panelButton(form, /^Басып чыгаруу$/));
    await until(() => printed.length);
    expect(printed[0]).to.deep.equal(shown);
  });

  it('closes with Escape, and the focus goes back', async () => {
    const [form] = await openPanel();
    expect(words(focused().textContent)).to.equal('Катты басып чыгаруу');
    expect(focused().localName).to.equal('h2');
    await press('Escape');
    await until(() => !dialog(form));
    expect(nameOf(focused())).to.equal('Катты басып чыгаруу');
    expect(focused().localName).to.equal('button');
  });

  it('closes and goes to the field of the answer that was chosen', async () => {
    for (const [path, value] of [
      ['municipality.municipalityName', sampleDraft.municipality?.municipalityName],
      ['civicGroups.1.leaderName', sampleDraft.civicGroups?.[1]?.value.leaderName],
    ]) {
      const [form, preview] = await openPanel();
      await click(all(preview, `[data-path="${path}"]`)[0] as Element);
      await until(() => !dialog(form) && (focused() as HTMLInputElement).value === value);
      form.remove();
    }
  });

  it('shows what nobody has filled in as lines, and leads to its field', async () => {
    const [form, preview] = await openPanel({});
    const [blank] = all(preview, '[data-path="letter.keneshName"]');
    expect(blank?.textContent).to.equal('');
    await click(blank as Element);
    await until(() => !dialog(form) && focused().matches('input, textarea'));
    const field = focused();
    await form.focusField('letter.keneshName');
    expect(focused()).to.equal(field);
  });

  it('gives the letter in another language, and leaves the form in its own', async () => {
    const [form, preview] = await openPanel();
    await unfold(form);
    await change(inPanel<HTMLSelectElement>(form, 'select'), 'ru');
    await until(() => all(preview, '.letter[lang=ru] .page').length);
    expect(all(preview, '.remark')).to.have.length(1);
    expect(form.language).to.equal('ky');
    expect(words(dialog(form)?.textContent)).to.include('кыргызча катты жөнөтүңүз');
    const shown = texts(preview);
    await click(panelButton(form, /^Басып чыгаруу$/));
    await until(() => printed.length);
    expect(printed[0]).to.deep.equal(shown);
  });

  it('gives the letterhead as much room as is asked for, within reason', async () => {
    const [form, preview] = await openPanel();
    await unfold(form);
    const room = (): number => {
      const [head] = all(preview, '.letterhead');
      return head ? parseFloat(head.style.blockSize) : 0;
    };
    expect(room()).to.equal(35);
    for (const [typed, height] of [
      ['60', 60],
      ['500', 120],
      ['0', 0],
      ['', 35],
    ] as const) {
      await change(inPanel(form, 'input[type=number]'), typed);
      await until(() => room() === height);
      expect(inPanel(form, 'input[type=number]').value).to.equal(String(height));
    }
  });

  it('takes a picture of the sender’s own letterhead, onto the paper too', async () => {
    const [form, preview] = await openPanel();
    await unfold(form);
    choose(form, await picture());
    await until(() => all(preview, 'canvas').length);
    expect(status(form)).to.equal('');
    await click(panelButton(form, /^Басып чыгаруу$/));
    await until(() => printed.length);
    expect(all(paper() as Element, 'canvas')).to.have.length(1);
    await click(panelButton(form, /Сүрөттү алып салуу/));
    await until(() => !all(preview, 'canvas').length);
  });

  it('says when a file is no picture, and keeps what it has', async () => {
    const [form, preview] = await openPanel();
    await unfold(form);
    choose(form, new File(['PK'], 'бланк.docx'));
    await until(() => /«бланк\.docx» сүрөт катары окулган жок/.test(status(form)));
    expect(all(preview, 'canvas')).to.deep.equal([]);
    choose(form, await picture());
    await until(() => all(preview, 'canvas').length);
    expect(status(form)).to.equal('');
  });

  it('holds words that no line holds', async () => {
    const word = 'Ү'.repeat(1000);
    const [form, preview] = await openPanel({
      ...sampleDraft,
      letter: { ...sampleDraft.letter, senderName: word },
    });
    const { left, right } = (dialog(form) as Element).getBoundingClientRect();
    for (const page of sheets(preview)) {
      expect(page.getBoundingClientRect().left).to.be.at.least(left);
      expect(page.getBoundingClientRect().right).to.be.at.most(right);
    }
    expect(inPanel(form, '.content').scrollWidth).to.be.at.most(inPanel(form, '.content').clientWidth);
  });

  it(`ids are unique${engine === 'chromium' ? ', axe finds nothing' : ''}`, async () => {
    const main = await hostPage();
    const [form] = await openPanel(sampleDraft, main);
    await unfold(form);
    await change(inPanel<HTMLSelectElement>(form, 'select'), 'en');
    choose(form, await picture());
    await until(() => all(form, '.letter[lang=en] canvas').length);
    await settled(form);
    expectUniqueIds(form);
    if (engine === 'chromium') await expectAccessible(main);
  });
});
