import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { BarcodeDetector } from 'qr/decode.js';
import { PaperLog } from '../../src/draft/papers.js';
import { DraftDesk } from '../../src/elements/draft-desk.js';
import type { DraftPanels } from '../../src/elements/draft-desk.js';
import type { InterestLetterForm } from '../../src/elements/interest-letter-form.js';
import { Panel } from '../../src/elements/panel.js';
import { PaperCheck, paperCheckStyles } from '../../src/elements/paper-check.js';
import { notePrint, watchOf } from '../../src/elements/paper-watch.js';
import { formatCode, paperCode } from '../../src/letter/paper-code.js';
import { pageMark, qrPath } from '../../src/letter/qr.js';
import { newApplicationId } from '../../src/model/draft.js';
import type { Draft } from '../../src/model/draft.js';
import { manyRows, sampleDraft } from '../sample.js';
import {
  all,
  button,
  click,
  focused,
  frame,
  nameOf,
  paste,
  press,
  settled,
  showElement,
  switchLanguage,
  until,
  write,
} from './page.js';

type Form = InterestLetterForm;

/** What a form's print button reaches. */
const desks = new Map<unknown, DraftDesk>();
const { hostConnected } = DraftDesk.prototype;
before(() => {
  DraftDesk.prototype.hostConnected = function () {
    desks.set(this.form, this);
    hostConnected.call(this);
  };
});
after(() => void (DraftDesk.prototype.hostConnected = hostConnected));
const deskOf = (form: Form): DraftDesk => desks.get(form) as DraftDesk;
const print = (form: Form): Promise<string> => notePrint(deskOf(form), 'ky');

const ended = (request: IDBRequest): Promise<unknown> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let key = '';
let count = 0;
let forms: Form[] = [];

beforeEach(async () => {
  key = `papers-${count++}`;
  forms = [];
  await ended(indexedDB.deleteDatabase('interest-letter'));
  await ended(indexedDB.deleteDatabase('interest-letter-papers'));
});

afterEach(() => {
  for (const form of forms) form.remove();
});

async function open(members: Partial<Form> = {}): Promise<Form> {
  const form = await showElement('interest-letter-form', { draft: 'device', draftKey: key, ...members });
  forms.push(form);
  // What is said of drafts loads when somebody begins.
  await form.focusField('letter.senderName');
  focused().blur();
  await until(() => all(form, '.notices').length);
  return form;
}

const application = (municipalityName: string, more: Partial<Draft> = {}): Draft => ({
  ...sampleDraft,
  applicationId: newApplicationId(),
  municipality: { ...sampleDraft.municipality, municipalityName },
  ...more,
});

async function openWith(draft: Draft, members: Partial<Form> = {}): Promise<Form> {
  const form = await open(members);
  form.value = draft;
  await settled(form);
  return form;
}

/** Closes the window of a form: what was typed is on the device. */
async function leavePage(form: Form): Promise<void> {
  await saved(form);
  form.remove();
  await new Promise((resolve) => setTimeout(resolve));
}

const text = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const notice = (form: Form): HTMLElement | undefined => all(form, '[data-notice=paper]')[0];
const status = (form: Form): string => all(form, '.notices + [role=status]').map(text).join(' ');
const saved = (form: Form): Promise<void> => until(() => /сакталды:/.test(text(all(form, '.kept')[0])));
const dialog = (form: Form): HTMLDialogElement | undefined =>
  all<HTMLDialogElement>(form, 'dialog').find((element) => element.open);
const inDialog = (form: Form, name: RegExp): HTMLButtonElement => {
  const found = [...(dialog(form)?.querySelectorAll('button') ?? [])].find((each) => name.test(nameOf(each)));
  expect(found, `no button ${name}`).to.exist;
  return found as HTMLButtonElement;
};
/** The screen has been compared with the paper. */
async function compared(form: Form): Promise<void> {
  await watchOf(deskOf(form)).look();
  await settled(form);
}
const spaced = (code: string): string => formatCode(code).replaceAll('\u00a0', ' ');

describe('a paper that was printed', () => {
  it('is not spoken of before there is one, nor while it holds', async () => {
    const form = await openWith(application('Ак-Суу'));
    await write(form, 'letter.senderName', 'Үсөнов');
    await compared(form);
    expect(notice(form)).to.equal(undefined);
    await print(form);
    await compared(form);
    expect(notice(form)).to.equal(undefined);
    expect(status(form)).not.to.match(/кагаз/);
  });

  it('holds no longer after a change: code, time and place are said, once, and the focus stays', async () => {
    const form = await openWith(application('Ак-Суу'));
    const code = await print(form);
    const field = await write(form, 'letter.senderName', 'Үсөнов');
    await until(() => notice(form));
    expect(text(notice(form)?.querySelector('p')))
      .to.include(`(код ${spaced(code)}, бүгүн, `)
      .and.match(/азыркы жазууларга дал келбейт\. Кайра басып, кол койдуруңуз\./)
      .and.match(/Өзгөргөн бөлүктөр: «Кызыкдарлык каты»\.$/);
    expect(notice(form)?.classList.contains('warning')).to.equal(true);
    await until(() => status(form).includes(spaced(code)));
    expect(focused()).to.equal(field);
    const said = all(form, '.notices + [role=status]')[0]?.textContent;
    await write(form, 'municipality.population', '9500');
    await until(() =>
      /Өзгөргөн бөлүктөр: «Кызыкдарлык каты», «1\. Айыл аймагы же шаар тууралуу жалпы маалымат»\.$/.test(
        text(notice(form)?.querySelector('p')),
      ),
    );
    expect(all(form, '.notices + [role=status]')[0]?.textContent).to.equal(said);
  });

  it('holds again when the change is taken back by hand', async () => {
    const form = await openWith(application('Ак-Суу'));
    const before = form.value.letter.senderName as string;
    await print(form);
    await write(form, 'letter.senderName', 'Үсөнов');
    await until(() => notice(form));
    await write(form, 'letter.senderName', before);
    await until(() => !notice(form));
  });

  it('holds when only the way of writing has changed', async () => {
    const form = await openWith(application('Ак-Суу'));
    await print(form);
    await write(form, 'municipality.population', '9417');
    await compared(form);
    expect(notice(form)).to.equal(undefined);
  });

  it('holds no longer when a row goes, and again when it comes back', async () => {
    const form = await openWith(application('Ак-Суу', { jointActivities: manyRows(2) }));
    await print(form);
    form.store.removeRow('jointActivities', form.value.jointActivities[0]?.key as string);
    await until(() => /Иш-чаралар/.test(text(notice(form))));
    await click(button(form, /^Акыркы өзгөртүүнү кайтаруу$/));
    await until(() => !notice(form));
  });

  it('is replaced by the next one', async () => {
    const form = await openWith(application('Ак-Суу'));
    const first = await print(form);
    await write(form, 'letter.senderName', 'Үсөнов');
    await until(() => notice(form));
    const second = await print(form);
    await until(() => !notice(form));
    expect(second).not.to.equal(first);
    await write(form, 'letter.senderName', 'Үсөнов Мирлан');
    await until(() => text(notice(form)).includes(spaced(second)));
  });

  it('may be shut, until the next change', async () => {
    const form = await openWith(application('Ак-Суу'));
    await print(form);
    await write(form, 'letter.senderName', 'Үсөнов');
    await until(() => notice(form));
    await click(notice(form)?.querySelector('.shut') as HTMLElement);
    await until(() => !notice(form));
    await compared(form);
    expect(notice(form)).to.equal(undefined);
    await write(form, 'letter.senderName', 'Үсөнов Мирлан');
    await until(() => notice(form));
  });

  it('leads to the letter', async () => {
    const form = await openWith(application('Ак-Суу'));
    await print(form);
    await write(form, 'letter.senderName', 'Үсөнов');
    await until(() => notice(form));
    const { panels } = deskOf(form);
    const asked: string[] = [];
    deskOf(form).panels = {
      ...(panels as DraftPanels),
      onPaper: async (_, what) => void asked.push(what),
    };
    form.requestUpdate();
    await settled(form);
    await click(button(form, /^Катты ачуу$/));
    await until(() => asked.length);
    expect(asked).to.deep.equal(['open']);
  });

  it('speaks the language of the form', async () => {
    const form = await openWith(application('Ак-Суу'));
    const code = await print(form);
    await write(form, 'municipality.population', '1');
    await until(() => notice(form));
    await switchLanguage(form, 'en');
    expect(text(notice(form)))
      .to.match(/General information about the ayil aimak or city/)
      .and.include(spaced(code));
  });

  it('is known after a reload, and to another window', async () => {
    const first = await openWith(application('Ак-Суу'));
    await print(first);
    await leavePage(first);
    const second = await open();
    await until(() => second.value.municipality.municipalityName === 'Ак-Суу');
    await write(second, 'letter.senderName', 'Үсөнов');
    await until(() => notice(second));
    await leavePage(second);
    const third = await open();
    await until(() => notice(third));
    const other = await open();
    await until(() => notice(other));
    const code = await print(third);
    dispatchEvent(new Event('focus'));
    await until(() => !notice(other));
    await write(other, 'letter.senderName', 'Мирлан');
    await until(() => text(notice(other)).includes(spaced(code)));
  });

  it('belongs to its application: another one on the screen has none', async () => {
    const one = application('Ак-Суу');
    const form = await openWith(one);
    await print(form);
    form.value = application('Кең-Суу');
    await write(form, 'letter.senderName', 'Үсөнов');
    await compared(form);
    expect(notice(form)).to.equal(undefined);
    form.value = { ...one, letter: {} };
    await until(() => notice(form));
  });

  for (const draft of ['none', 'session'] as const)
    it(`is known with draft="${draft}" as long as the page lives, and nothing is kept`, async () => {
      const form = await openWith(application('Ак-Суу'), { draft });
      await print(form);
      await write(form, 'letter.senderName', 'Үсөнов');
      await until(() => notice(form));
      const log = new PaperLog(() => indexedDB);
      expect(await log.find(form.value.applicationId)).to.equal(undefined);
      log.close();
    });
});

describe('papers of drafts that are deleted', () => {
  async function openList(form: Form): Promise<void> {
    await click(button(form, /^Сакталгандар$/));
    await until(() => dialog(form)?.querySelector('article'));
  }

  async function printsOf(id: string): Promise<number> {
    const log = new PaperLog(() => indexedDB);
    const papers = await log.find(id);
    log.close();
    return papers?.prints.length ?? 0;
  }

  it('go with the draft and come back with it', async () => {
    const form = await openWith(application('Ак-Суу'));
    const { applicationId } = form.value;
    await print(form);
    await saved(form);
    expect(await printsOf(applicationId)).to.equal(1);
    await openList(form);
    await click(inDialog(form, /^Өчүрүү: Ак-Суу/));
    await until(() => /өчүрүлдү/.test(text(dialog(form))));
    expect(await printsOf(applicationId)).to.equal(0);
    await click(inDialog(form, /^Кайтаруу: Ак-Суу/));
    await until(() => /Экранда/.test(text(dialog(form))));
    expect(await printsOf(applicationId)).to.equal(1);
  });

  it('go when the device is cleared', async () => {
    const form = await openWith(application('Ак-Суу'));
    const { applicationId } = form.value;
    await print(form);
    await saved(form);
    await openList(form);
    await click(inDialog(form, /^Тазалоо…$/));
    await click(inDialog(form, /^Баарын өчүрүү$/));
    await until(() => /Түзмөк тазаланды/.test(text(dialog(form))));
    expect(await printsOf(applicationId)).to.equal(0);
  });
});

describe('papers with draft-expiry', () => {
  it('are forgotten with the drafts of that form, and only they', async () => {
    const day = 864e5;
    const log = new PaperLog(() => indexedDB);
    const put = (id: string, days: number, slot = key): Promise<void> =>
      log.notePrint(id, {
        ...{ code: '0', parts: {}, language: 'ky', draft: sampleDraft },
        at: Date.now() - days * day,
        slot,
      });
    const screen = application('Ак-Суу');
    await put('old', 31);
    await put('young', 29);
    await put('of another form', 31, 'another');
    await put(screen.applicationId, 31);
    await openWith(screen, { draftExpiry: 30, value: screen });
    const has = async (id: string): Promise<boolean> => !!(await log.find(id));
    let isLeft = true;
    while (isLeft) isLeft = await has('old');
    expect([await has('young'), await has('of another form'), await has(screen.applicationId)]).to.deep.equal(
      [true, true, true],
    );
    log.close();
  });
});

/** A panel that has nothing but the question about a paper. */
class CheckPanel extends Panel {
  protected override readonly styles = [paperCheckStyles];
  readonly #check: PaperCheck;

  constructor(readonly desk: DraftDesk) {
    super(desk.form);
    this.#check = new PaperCheck(
      desk,
      () => this.draw(),
      () => this.close(),
    );
  }

  protected heading(): string {
    return 'Кат';
  }

  protected content(): TemplateResult {
    return html`${this.#check.template()}`;
  }
}

describe('a paper in the hand', () => {
  async function ask(form: Form, typed: string): Promise<string> {
    if (!dialog(form)) new CheckPanel(deskOf(form)).open();
    const input = dialog(form)?.querySelector<HTMLInputElement>('#paper-code') as HTMLInputElement;
    input.focus();
    input.select();
    paste(typed);
    await press('Enter');
    return answer(form);
  }

  async function answer(form: Form): Promise<string> {
    await until(() => dialog(form)?.querySelector('.answer'));
    return text(dialog(form)?.querySelector('[role=status]'));
  }

  it('was printed from what is on the screen', async () => {
    const form = await openWith(application('Ак-Суу'));
    const code = paperCode(form.value);
    expect(await ask(form, code.replace(/(....)/g, '$1-'))).to.match(/^Дал келет/);
  });

  it('was printed from an earlier version: when and what has changed; it is opened, and undo brings back', async () => {
    const form = await openWith(application('Ак-Суу'));
    const before = form.value;
    const code = await print(form);
    await write(form, 'letter.senderName', 'Үсөнов Мирлан');
    await saved(form);
    expect(await ask(form, code))
      .to.match(/эски варианттан басылган \(бүгүн, \d\d:\d\d\)/)
      .and.match(/Өзгөргөн бөлүктөр: «Кызыкдарлык каты»\./);
    await click(inDialog(form, /^Ошол вариантты ачуу$/));
    await until(() => !dialog(form));
    expect(form.value.letter).to.deep.equal(before.letter);
    await until(() => /басылган вариант\. Мурунку жазуулар/.test(text(all(form, '[data-notice=latest]')[0])));
    await saved(form);
    await click(button(form, /^Сакталгандар$/));
    await until(() => dialog(form)?.querySelectorAll('article').length === 2);
    expect(text(dialog(form))).to.match(/Ак-Суу \(эски вариант ачылганга чейин\)/);
    await press('Escape');
    await until(() => !dialog(form));
    await click(all(form, '[data-notice=latest] button')[0] as HTMLElement);
    await until(() => form.value.letter.senderName === 'Үсөнов Мирлан');
  });

  it('opens its version where nothing is kept, too', async () => {
    const form = await openWith(application('Ак-Суу'), { draft: 'none' });
    const code = await print(form);
    await write(form, 'letter.senderName', 'Үсөнов Мирлан');
    await ask(form, code);
    await click(inDialog(form, /^Ошол вариантты ачуу$/));
    await until(() => form.value.letter.senderName === sampleDraft.letter.senderName);
    form.store.undo();
    expect(form.value.letter.senderName).to.equal('Үсөнов Мирлан');
  });

  it('does not open a version over what could not be kept', async () => {
    const form = await openWith(application('Ак-Суу'));
    const code = await print(form);
    await write(form, 'letter.senderName', 'Үсөнов Мирлан');
    await saved(form);
    await ask(form, code);
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    try {
      await click(inDialog(form, /^Ошол вариантты ачуу$/));
      await until(() => dialog(form)?.querySelector('.answer.refused'));
      expect(form.value.letter.senderName).to.equal('Үсөнов Мирлан');
    } finally {
      IDBObjectStore.prototype.put = put;
    }
  });

  it('cannot be opened in a form that may not be changed', async () => {
    const form = await openWith(application('Ак-Суу'));
    const code = await print(form);
    await write(form, 'letter.senderName', 'Үсөнов Мирлан');
    form.readonly = true;
    await ask(form, code);
    expect(inDialog(form, /^Ошол вариантты ачуу$/).disabled).to.equal(true);
  });

  it('belongs to another application of this device', async () => {
    const form = await openWith(application('Ак-Суу'));
    const code = await print(form);
    form.value = application('Кең-Суу');
    await settled(form);
    expect(await ask(form, code)).to.match(/башка өтүнмөгө таандык: «Ак-Суу».*бүгүн/);
    expect(dialog(form)?.querySelector('.answer button')).to.equal(null);
  });

  it('is not known here', async () => {
    const form = await openWith(application('Ак-Суу'));
    const code = paperCode(application('Башка'));
    expect(await ask(form, code)).to.match(/ушул түзмөктө белгисиз/);
  });

  it('was mistyped: it says how, and stops saying so when the person types on', async () => {
    const form = await openWith(application('Ак-Суу'));
    const code = paperCode(form.value);
    const wrong = code.slice(0, 11) + ((Number(code[11]) + 1) % 10);
    expect(await ask(form, wrong)).to.match(/бирөө туура эмес же экөө орун алмашкан/);
    const input = dialog(form)?.querySelector('#paper-code') as HTMLInputElement;
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    expect(await ask(form, code.slice(2))).to.match(/12 цифрадан турат, ал эми сиз 10 цифра/);
    expect(await ask(form, '-')).to.match(/12 цифраны жазыңыз/);
    input.focus();
    paste('1');
    await until(() => !dialog(form)?.querySelector('.answer'));
  });

  describe('with a photo', () => {
    const page = globalThis as { BarcodeDetector?: unknown };
    const own = page.BarcodeDetector;
    afterEach(() => {
      if (own) page.BarcodeDetector = own;
      else delete page.BarcodeDetector;
    });

    /** A picture of the foot of a page. */
    async function photo(mark?: string): Promise<File> {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 400;
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 400, 400);
      if (mark) {
        const { path } = qrPath(mark);
        context.translate(60, 60);
        context.scale(8, 8);
        context.fillStyle = '#000';
        context.fill(new Path2D(path));
      }
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      return new File([blob as Blob], 'photo.png', { type: 'image/png' });
    }

    async function take(form: Form, file: File): Promise<void> {
      const input = dialog(form)?.querySelector<HTMLInputElement>('.photo') as HTMLInputElement;
      const files = new DataTransfer();
      files.items.add(file);
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }

    it('is not offered where the browser reads none', async () => {
      let asked = false;
      page.BarcodeDetector = class {
        static async getSupportedFormats(): Promise<string[]> {
          asked = true;
          return ['ean_13'];
        }
      };
      const form = await open();
      new CheckPanel(deskOf(form)).open();
      await until(() => asked);
      await frame();
      expect(text(dialog(form))).not.to.match(/сүрөттөн/);
    });

    it('is read, and says what else to do where there is no code on it', async () => {
      page.BarcodeDetector = BarcodeDetector;
      const form = await openWith(application('Ак-Суу'));
      const code = await print(form);
      new CheckPanel(deskOf(form)).open();
      await until(() => /сүрөттөн окуу/.test(text(dialog(form))));
      await take(form, await photo());
      expect(await answer(form)).to.match(/Сүрөттөн код табылган жок/);
      await take(form, await photo('https://example.org'));
      expect(await answer(form)).to.match(/Сүрөттөн код табылган жок/);
      await take(form, await photo(pageMark(code, 2, 7)));
      await until(() => /^Дал келет/.test(text(dialog(form)?.querySelector('[role=status]'))));
      expect(dialog(form)?.querySelector<HTMLInputElement>('#paper-code')?.value).to.equal(formatCode(code));
    });
  });
});
