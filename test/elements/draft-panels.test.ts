import { sendKeys } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';
import type { InterestLetterForm } from '../../src/elements/interest-letter-form.js';
import type { Draft } from '../../src/model/draft.js';
import { newApplicationId } from '../../src/model/draft.js';
import { sampleDraft } from '../sample.js';
import {
  all,
  button,
  click,
  engine,
  enter,
  focused,
  nameOf,
  paste,
  press,
  settled,
  showElement,
  switchLanguage,
  type,
  until,
  write,
} from './page.js';

type Form = InterestLetterForm;

let key = '';
let count = 0;
let forms: Form[] = [];

const ended = (request: IDBRequest): Promise<unknown> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

beforeEach(async () => {
  key = `panels-${count++}`;
  forms = [];
  await ended(indexedDB.deleteDatabase('interest-letter'));
});

afterEach(() => {
  for (const form of forms) form.remove();
});

/** A form whose drafts are kept, with everything about drafts loaded. */
async function open(members: Partial<Form> = {}): Promise<Form> {
  const form = await showElement('interest-letter-form', { draft: 'device', draftKey: key, ...members });
  forms.push(form);
  // It loads when somebody begins, or when there is something to say.
  await form.focusField('letter.senderName');
  focused().blur();
  await until(() => all(form, '.notices').length);
  return form;
}

/** A form in which an application was opened and saved. */
async function openWith(draft: Draft): Promise<Form> {
  const form = await open();
  form.value = draft;
  await saved(form);
  return form;
}

/** Closes the window of a form: what was typed is on the device. */
async function leavePage(form: Form): Promise<void> {
  await saved(form);
  form.remove();
  await new Promise((resolve) => setTimeout(resolve));
}

const text = (element: Element | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const notice = (form: Form, words: RegExp): HTMLElement | undefined =>
  all(form, '[data-notice]').find((element) => words.test(text(element)));
const status = (form: Form): string => all(form, '[role=status]').map(text).join(' ');
const dialog = (form: Form): HTMLDialogElement | undefined =>
  all<HTMLDialogElement>(form, 'dialog').find((element) => element.open);
const inPanel = (form: Form, name: RegExp): HTMLButtonElement => {
  const found = [...(dialog(form)?.querySelectorAll('button') ?? [])].find((each) => name.test(nameOf(each)));
  expect(found, `no button ${name} in the panel`).to.exist;
  return found as HTMLButtonElement;
};
const panel = async (form: Form, words: RegExp): Promise<HTMLDialogElement> => {
  await until(() => words.test(text(dialog(form)?.querySelector('h2') ?? undefined)));
  return dialog(form) as HTMLDialogElement;
};
const saved = (form: Form): Promise<void> => until(() => /сакталды:/.test(text(all(form, '.kept')[0])));
const drafts = (form: Form): string[] =>
  [...(dialog(form)?.querySelectorAll('article h3') ?? [])].map((each) => text(each));
const name = (form: Form): string => form.value.municipality.municipalityName ?? '';

async function openList(form: Form): Promise<void> {
  await click(button(form, /^Сакталгандар$/));
  await panel(form, /Сакталган өтүнмөлөр/);
  await until(() => !/Жүктөлүп жатат/.test(text(dialog(form))));
}

const application = (municipalityName: string, more: Partial<Draft> = {}): Draft => ({
  ...sampleDraft,
  applicationId: newApplicationId(),
  municipality: { ...sampleDraft.municipality, municipalityName },
  ...more,
});

/** Two applications on the device; the second is on the screen. */
async function withTwo(): Promise<Form> {
  const form = await openWith(application('Ак-Суу'));
  form.value = application('Кең-Суу');
  await settled(form);
  await saved(form);
  return form;
}

/** Chooses a file, as the button does. */
function choose(form: Form, json: unknown): void {
  const [input] = all<HTMLInputElement>(form, '.finish input[type=file]');
  const files = new DataTransfer();
  files.items.add(new File([typeof json === 'string' ? json : JSON.stringify(json)], 'application.json'));
  (input as HTMLInputElement).files = files.files;
  input?.dispatchEvent(new Event('change', { bubbles: true }));
}

const control = (key: string, code: string, shiftKey = false): boolean =>
  focused().dispatchEvent(
    new KeyboardEvent('keydown', { key, code, shiftKey, ctrlKey: true, bubbles: true, composed: true }),
  );

/** Control and a letter, with more keys held down. */
async function keys(letter: string, ...held: string[]): Promise<void> {
  // Its driver holds no key down.
  if (engine === 'webkit') return void control(letter, `Key${letter.toUpperCase()}`, held.includes('Shift'));
  for (const key of ['Control', ...held]) await sendKeys({ down: key });
  await press(letter);
  for (const key of [...held, 'Control']) await sendKeys({ up: key });
}

/** What the page asks the browser to save. */
async function downloaded(work: () => unknown): Promise<string> {
  const { createObjectURL } = URL;
  const { click: go } = HTMLAnchorElement.prototype;
  let blob: Blob | undefined;
  URL.createObjectURL = (data: Blob) => createObjectURL.call(URL, (blob = data));
  HTMLAnchorElement.prototype.click = function () {
    if (!this.download) go.call(this);
  };
  try {
    await work();
    await until(() => blob);
    return (blob as Blob).text();
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = go;
  }
}

/** Types into the same field of two windows before either hears of the other. */
async function typeInBoth(one: Form, other: Form, path: string, texts: [string, string]): Promise<void> {
  const fields = [await enter(one, path), await enter(other, path)];
  fields.forEach((field, index) => {
    field.value = texts[index] as string;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  });
}

describe('notices', () => {
  it('what was saved is on the screen again, and says when; the focus stays where it is', async () => {
    const first = await open();
    await write(first, 'letter.senderName', 'Үсөнов Мирлан');
    await write(first, 'municipality.postalAddress', 'Манас көчөсү, 1');
    await leavePage(first);
    const second = await open();
    await until(() => notice(second, /Сакталган жазууларыңыз ачылды: бүгүн, \d\d:\d\d/));
    expect(second.value.letter.senderName).to.equal('Үсөнов Мирлан');
    expect(focused()).to.equal(document.body);
    expect(status(second)).not.to.match(/ачылды/);
    await click(button(second, /Токтогон жерден/));
    await until(() => (focused() as HTMLTextAreaElement).value === 'Манас көчөсү, 1');
    expect(notice(second, /ачылды/)).to.equal(undefined);
  });

  it('that word goes when the person types, and when it is closed', async () => {
    const first = await open();
    await write(first, 'letter.senderName', 'Үсөнов Мирлан');
    await leavePage(first);
    const second = await open();
    await until(() => notice(second, /жазууларыңыз ачылды/));
    await write(second, 'letter.oblast', 'Нарын');
    await until(() => !notice(second, /жазууларыңыз ачылды/));
    await leavePage(second);
    const third = await open();
    await until(() => notice(third, /жазууларыңыз ачылды/));
    await click(button(third, /Билдирүүнү жабуу/));
    await until(() => !notice(third, /жазууларыңыз ачылды/));
    expect(focused(), 'the focus is not lost').not.to.equal(document.body);
    expect(third.value.letter.oblast).to.equal('Нарын');
  });

  it('after the first save it is said once where the draft lives, with the file offered', async () => {
    const form = await open();
    expect(notice(form, /ушул браузерде гана/)).to.equal(undefined);
    await write(form, 'letter.senderName', 'Үсөнов');
    await until(() => notice(form, /ушул браузерде гана/));
    await until(() => /ушул браузерде гана/.test(status(form)));
    const file = await downloaded(() =>
      click(notice(form, /ушул браузерде/)?.querySelector('button') as HTMLElement),
    );
    expect(JSON.parse(file).letter.senderName).to.equal('Үсөнов');
    await click(button(form, /Билдирүүнү жабуу/));
    await write(form, 'letter.senderName', 'Үсөнов Мирлан');
    await saved(form);
    expect(notice(form, /ушул браузерде гана/)).to.equal(undefined);
  });

  it('a draft of the device that the page does not show is offered', async () => {
    const first = await openWith(application('Ак-Суу'));
    await leavePage(first);
    const second = await open({ value: application('Кең-Суу') });
    await until(() => notice(second, /«Ак-Суу»/));
    expect(name(second)).to.equal('Кең-Суу');
    await click(button(second, /Аны ачуу/));
    await until(() => name(second) === 'Ак-Суу');
    await openList(second);
    await until(() => drafts(second).length === 2);
    expect(drafts(second)).to.have.members(['Ак-Суу', 'Кең-Суу']);
  });

  it('what cannot be read stays, can be downloaded, and is deleted only after a question', async () => {
    await leavePage(await openWith(application('Ак-Суу')));
    const put = async (value?: unknown): Promise<unknown> => {
      const database = (await ended(indexedDB.open('interest-letter', 1))) as IDBDatabase;
      const store = database.transaction('drafts', 'readwrite').objectStore('drafts');
      const result = await ended(value === undefined ? store.get('broken') : store.put(value, 'broken'));
      database.close();
      return result;
    };
    await put({ senderName: 'Үсөнов' });
    const form = await open();
    await until(() => notice(form, /окулбай жатат/));
    expect(await downloaded(() => click(button(form, /Жүктөп алуу/)))).to.include('Үсөнов');
    await click(button(form, /^Өчүрүү$/));
    await until(() => notice(form, /өчүрүлсүнбү/));
    expect(await put()).to.deep.equal({ senderName: 'Үсөнов' });
    await click(button(form, /Жокко чыгаруу/));
    await until(() => notice(form, /окулбай жатат/));
    await click(button(form, /^Өчүрүү$/));
    await until(() => notice(form, /өчүрүлсүнбү/));
    await click(button(form, /Биротоло өчүрүү/));
    await until(() => !notice(form, /өчүрүлсүнбү|окулбай/));
    expect(await put()).to.equal(undefined);
  });

  describe('where the browser keeps nothing', () => {
    const { open: openDatabase } = IDBFactory.prototype;
    afterEach(() => void (IDBFactory.prototype.open = openDatabase));

    it('typing goes on, a lasting notice says so and gives the file', async () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('', 'SecurityError');
      };
      const form = await open();
      await write(form, 'letter.senderName', 'Үсөнов Мирлан');
      await until(() => notice(form, /жол бербей жатат/));
      expect(notice(form, /жол бербей/)?.querySelector('.shut')).to.equal(null);
      const file = await downloaded(() =>
        click(notice(form, /жол бербей/)?.querySelector('button') as HTMLElement),
      );
      expect(JSON.parse(file).letter.senderName).to.equal('Үсөнов Мирлан');
    });

    it('no other draft is opened over one that could not be saved', async () => {
      const form = await withTwo();
      await openList(form);
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('', 'QuotaExceededError');
      };
      try {
        form.store.set('letter', undefined, ['senderName'], 'Сакталбаган');
        await click(inPanel(form, /^Ачуу: Ак-Суу/));
        await until(() => /сакталбай жатат, ошондуктан/.test(text(dialog(form))));
        expect([name(form), form.value.letter.senderName]).to.deep.equal(['Кең-Суу', 'Сакталбаган']);
        const file = await downloaded(() => click(inPanel(form, /^Файлга сактоо$/)));
        expect(JSON.parse(file).letter.senderName).to.equal('Сакталбаган');
        await press('Escape');
        await until(() => notice(form, /бош орун жок/));
      } finally {
        IDBObjectStore.prototype.put = put;
      }
    });
  });
});

describe('list of drafts', () => {
  it('says that there are none', async () => {
    const form = await open();
    await openList(form);
    await until(() => /азырынча жок/.test(text(dialog(form))));
  });

  it('shows name, day, how far it is and which is on the screen; Escape gives the focus back', async () => {
    const form = await withTwo();
    await openList(form);
    expect(drafts(form)).to.deep.equal(['Кең-Суу', 'Ак-Суу']);
    const [first, second] = [...(dialog(form)?.querySelectorAll('article') ?? [])].map((each) => text(each));
    expect(first)
      .to.match(/Экранда/)
      .and.match(/бүгүн, \d\d:\d\d/)
      .and.match(/6 \/ 6/);
    expect(second).not.to.match(/Экранда/);
    await press('Escape');
    await until(() => !dialog(form));
    expect(nameOf(focused())).to.equal('Сакталгандар');
  });

  it('opens another; the first keeps what was typed last', async () => {
    const form = await withTwo();
    await write(form, 'letter.senderName', 'Акыркы Жазуу');
    await openList(form);
    await click(inPanel(form, /^Ачуу: Ак-Суу/));
    await until(() => name(form) === 'Ак-Суу' && !dialog(form));
    await openList(form);
    await click(inPanel(form, /^Ачуу: Кең-Суу/));
    await until(() => name(form) === 'Кең-Суу');
    expect(form.value.letter.senderName).to.equal('Акыркы Жазуу');
  });

  for (const which of ['Кең-Суу', 'Ак-Суу']) {
    it(`renames ${which}, and the name is there after a reload`, async () => {
      const form = await withTwo();
      const input = (): HTMLInputElement => focused() as HTMLInputElement;
      await openList(form);
      await click(inPanel(form, new RegExp(`Атын өзгөртүү: ${which}`)));
      await until(() => input().id === 'new-name');
      expect(input().value).to.equal(which);
      await press('Escape');
      await until(() => !dialog(form)?.querySelector('#new-name'));
      expect(dialog(form), 'Escape leaves the name, not the panel').to.exist;
      await click(inPanel(form, new RegExp(`Атын өзгөртүү: ${which}`)));
      await until(() => input().id === 'new-name');
      paste('Тоолуу');
      await press('Enter');
      await until(() => drafts(form).includes('Тоолуу'));
      await until(() => /Атын өзгөртүү: Тоолуу/.test(nameOf(focused())));
      await press('Escape');
      await leavePage(form);
      const again = await open();
      await openList(again);
      await until(() => drafts(again).length === 2);
      expect(drafts(again)).to.include('Тоолуу').and.not.to.include(which);
    });
  }

  it('a copy is another application', async () => {
    const form = await withTwo();
    const { applicationId } = form.value;
    await openList(form);
    await click(inPanel(form, /Көчүрмө жасоо: Кең-Суу/));
    await until(() => drafts(form).length === 3);
    await click(inPanel(form, /^Ачуу: Кең-Суу \(көчүрмө\)/));
    await until(() => form.value.applicationId !== applicationId);
    expect(form.value.letter).to.deep.equal(sampleDraft.letter);
  });

  it('brings back what was deleted, until the panel is closed', async () => {
    const form = await withTwo();
    for (const which of ['Ак-Суу', 'Кең-Суу']) {
      await openList(form);
      const before = form.value;
      await click(inPanel(form, new RegExp(`Өчүрүү: ${which}`)));
      await until(() => /өчүрүлдү/.test(text(dialog(form))));
      expect(drafts(form)).to.have.length(1);
      await until(() => /^Кайтаруу/.test(nameOf(focused())));
      await press('Enter');
      await until(() => drafts(form).length === 2);
      await until(() => form.value.applicationId === before.applicationId);
      expect(form.value).to.deep.equal(before);
      await press('Escape');
      await until(() => !dialog(form));
    }
    await openList(form);
    await click(inPanel(form, /Өчүрүү: Ак-Суу/));
    await until(() => /өчүрүлдү/.test(text(dialog(form))));
    await press('Escape');
    await until(() => !dialog(form));
    await openList(form);
    expect(drafts(form)).to.deep.equal(['Кең-Суу']);
    expect(text(dialog(form))).not.to.match(/өчүрүлдү/);
  });

  it('begins a new application beside the others', async () => {
    const form = await withTwo();
    await openList(form);
    await click(inPanel(form, /Жаңы өтүнмө/));
    await until(() => !dialog(form) && !name(form));
    await write(form, 'municipality.municipalityName', 'Жаңы-Талап');
    await saved(form);
    await openList(form);
    await until(() => drafts(form).length === 3);
    expect(drafts(form)[0]).to.equal('Жаңы-Талап');
  });

  it('clears the device after a question, here and in other windows', async () => {
    const form = await withTwo();
    const other = await open();
    await until(() => name(other) === 'Кең-Суу');
    await openList(form);
    await click(inPanel(form, /Тазалоо…/));
    await until(() => /биротоло өчүрүлөт/.test(text(dialog(form))));
    const file = await downloaded(() => click(inPanel(form, /Адегенде файлга/)));
    expect(JSON.parse(file).municipality.municipalityName).to.equal('Кең-Суу');
    await click(inPanel(form, /Баарын өчүрүү/));
    await until(() => /Түзмөк тазаланды/.test(text(dialog(form))));
    expect([name(form), drafts(form)]).to.deep.equal(['', []]);
    await until(() => !name(other));
    await press('Escape');
    form.remove();
    other.remove();
    const again = await open();
    await openList(again);
    expect(drafts(again)).to.deep.equal([]);
  });

  it('saves any of them to a file, with what has no place in the form', async () => {
    const form = await openWith({ ...application('Ак-Суу'), budget: 'эски талаа' } as unknown as Draft);
    form.value = application('Кең-Суу');
    await settled(form);
    await saved(form);
    await openList(form);
    await until(() => drafts(form).length === 2);
    const file = await downloaded(() => click(inPanel(form, /Файлга сактоо: Ак-Суу/)));
    expect(JSON.parse(file).leftOver).to.deep.equal([{ path: ['budget'], value: 'эски талаа' }]);
    await click(inPanel(form, /^Ачуу: Ак-Суу/));
    await until(() => name(form) === 'Ак-Суу');
    expect(form.value.leftOver).to.deep.equal([{ path: ['budget'], value: 'эски талаа' }]);
  });

  it('follows a switch of language, and its typing is no answer of the form', async () => {
    const form = await withTwo();
    const heard: Event[] = [];
    form.addEventListener('input', (event) => heard.push(event));
    await openList(form);
    await click(inPanel(form, /Атын өзгөртүү: Ак-Суу/));
    await until(() => focused().id === 'new-name');
    await type('А');
    expect(heard).to.deep.equal([]);
    await switchLanguage(form, 'ru');
    await until(() => dialog(form)?.lang === 'ru');
  });
});

describe('opening a file', () => {
  it('on a blank form it is there at once, and undo takes it back', async () => {
    const form = await open();
    choose(form, { ...application('Ак-Суу'), jointActivities: [{ key: 'a', value: { results: 'чала' } }] });
    await saved(form);
    // Where drafts are kept is said a moment later, and does not cut it off.
    await until(() => /Файл ачылды\..*ушул түзмөктө/.test(status(form)));
    expect(name(form)).to.equal('Ак-Суу');
    expect(form.value.jointActivities).to.deep.equal([{ key: 'a', value: { results: 'чала' } }]);
    await click(button(form, /^Кайтаруу$/));
    await until(() => !name(form));
  });

  it('without drafts on the device too', async () => {
    const form = await open({ draft: 'none' });
    choose(form, application('Ак-Суу'));
    await until(() => notice(form, /Файл ачылды/));
    expect(name(form)).to.equal('Ак-Суу');
  });

  for (const [what, json, why] of [
    ['a broken one', '{"letter": {', /JSON эмес/],
    ['one of a newer form', { schemaVersion: 99, letter: {} }, /жаңыраак/],
    ['other JSON', { name: 'x', version: '1.0.0' }, /өтүнмө жок/],
    ['no object', '[1, 2]', /Маанинин түрү/],
  ] as const) {
    it(`refuses ${what}, says why and changes nothing`, async () => {
      const form = await openWith(application('Ак-Суу'));
      const before = form.value;
      const errors: Event[] = [];
      form.addEventListener('application-error', (event) => errors.push(event));
      choose(form, json);
      await until(() => notice(form, why));
      expect(status(form)).to.match(why);
      expect(form.value).to.equal(before);
      expect(dialog(form)).to.equal(undefined);
    });
  }

  it('beside another application: it is opened and the one of the screen stays on the device', async () => {
    const form = await openWith(application('Ак-Суу'));
    await write(form, 'letter.senderName', 'Акыркы Жазуу');
    choose(form, application('Кең-Суу'));
    const asked = await panel(form, /Файлды ачуу/);
    expect(text(asked))
      .to.match(/Кең-Суу/)
      .and.match(/Ак-Суу/)
      .and.match(/6 \/ 6/);
    expect(asked.querySelector<HTMLInputElement>('[value=replace]')?.checked).to.equal(true);
    await click(inPanel(form, /^Ачуу$/));
    await until(() => name(form) === 'Кең-Суу');
    await saved(form);
    await openList(form);
    await click(inPanel(form, /^Ачуу: Ак-Суу/));
    await until(() => name(form) === 'Ак-Суу');
    expect(form.value.letter.senderName).to.equal('Акыркы Жазуу');
  });

  it('an older copy of the same application: the one of the screen is kept apart', async () => {
    const older = application('Ак-Суу');
    const form = await openWith(older);
    await write(form, 'letter.senderName', 'Кийинки Жазуу');
    choose(form, older);
    await panel(form, /Файлды ачуу/);
    await click(dialog(form)?.querySelector('[value=replace]') as HTMLElement);
    await click(inPanel(form, /^Ачуу$/));
    await until(() => form.value.letter.senderName === older.letter.senderName);
    await openList(form);
    await until(() => drafts(form).length === 2);
    await click(inPanel(form, /^Ачуу: Ак-Суу \(/));
    await until(() => form.value.letter.senderName === 'Кийинки Жазуу');
    expect(form.value.applicationId).not.to.equal(older.applicationId);
  });

  it('one that the page brought is kept as well, before another takes its place', async () => {
    const form = await open({ value: application('Ак-Суу') });
    choose(form, application('Кең-Суу'));
    await panel(form, /Файлды ачуу/);
    await click(inPanel(form, /^Ачуу$/));
    await until(() => name(form) === 'Кең-Суу');
    await saved(form);
    await openList(form);
    await until(() => drafts(form).length === 2);
    expect(drafts(form)).to.include('Ак-Суу');
  });

  it('cancelled, it changes nothing', async () => {
    const form = await openWith(application('Ак-Суу'));
    const before = form.value;
    choose(form, application('Кең-Суу'));
    await panel(form, /Файлды ачуу/);
    await click(inPanel(form, /Жокко чыгаруу/));
    await until(() => !dialog(form));
    expect(form.value).to.equal(before);
  });

  it('what colleagues filled in apart comes together without a question', async () => {
    const mine = application('Ак-Суу', { civicGroups: [], selfAssessment: {} });
    const theirs = { ...application('Ак-Суу'), jointActivities: [], budget: 'эски талаа' };
    const form = await openWith(mine);
    choose(form, theirs);
    const asked = await panel(form, /Файлды ачуу/);
    expect(asked.querySelector<HTMLInputElement>('[value=merge]')?.checked).to.equal(true);
    await click(inPanel(form, /^Ачуу$/));
    await until(() => notice(form, /бириктирилди/));
    expect(form.value.civicGroups.map(({ value }) => value)).to.deep.equal(
      sampleDraft.civicGroups.map(({ value }) => value),
    );
    expect(form.value.jointActivities).to.deep.equal(sampleDraft.jointActivities);
    expect(form.value.selfAssessment).to.deep.equal(sampleDraft.selfAssessment);
    expect(form.value.leftOver).to.deep.equal([{ path: ['budget'], value: 'эски талаа' }]);
    expect(notice(form, new RegExp(`жаңы саптар: ${sampleDraft.civicGroups.length}`))).to.exist;
    await click(button(form, /^Кайтаруу$/));
    await until(() => !form.value.civicGroups.length);
    expect(form.value).to.deep.equal(mine);
  });

  it('where both say something else the person chooses, place by place', async () => {
    const mine = application('Ак-Суу');
    const [row, ...rest] = mine.jointActivities;
    const theirs = {
      ...mine,
      letter: { ...mine.letter, senderName: 'Башка Киши', senderPosition: 'mayor' },
      jointActivities: [{ key: row?.key, value: { ...row?.value, results: 'Башка жыйынтык' } }, ...rest],
    };
    const form = await openWith(mine);
    choose(form, theirs);
    await panel(form, /Файлды ачуу/);
    await click(inPanel(form, /^Ачуу$/));
    const asked = await panel(form, /салыштыруу/);
    const places = [...asked.querySelectorAll('fieldset')];
    expect(places).to.have.length(3);
    expect(text(asked))
      .to.match(/Айырмаланган жерлер: 3/)
      .and.match(/1-сап/)
      .and.match(/мэр/);
    expect(form.value).to.deep.equal(mine);
    await click(places[0]?.querySelector('[value=mine]') as HTMLElement);
    await click(places[2]?.querySelector('[value=mine]') as HTMLElement);
    await click(inPanel(form, /^Даяр$/));
    await until(() => notice(form, /бириктирилди/));
    expect(form.value.letter).to.deep.equal({ ...mine.letter, senderName: 'Башка Киши' });
    expect(form.value.jointActivities[0]?.value.results).to.equal('Башка жыйынтык');
    expect(form.value.jointActivities.slice(1)).to.deep.equal(mine.jointActivities.slice(1));
    await click(button(form, /^Кайтаруу$/));
    await until(() => form.value.letter.senderName === mine.letter.senderName);
  });

  it('what another window saves meanwhile is not written over by the choice', async () => {
    const form = await openWith(application('Ак-Суу'));
    choose(form, { ...form.value, letter: { ...form.value.letter, senderName: 'Башка Киши' } });
    await panel(form, /Файлды ачуу/);
    await click(inPanel(form, /^Ачуу$/));
    await panel(form, /салыштыруу/);
    await click(dialog(form)?.querySelector('[value=mine]') as HTMLElement);
    form.store.adopt({ ...form.value, letter: { ...form.value.letter, oblast: 'Нарын' } });
    await click(inPanel(form, /^Даяр$/));
    await until(() => /Бул арада жазуулар өзгөрдү/.test(text(dialog(form))));
    expect(form.value.letter.senderName).not.to.equal('Башка Киши');
    await click(dialog(form)?.querySelector('fieldset [value=mine]') as HTMLElement);
    for (const place of dialog(form)?.querySelectorAll('fieldset') ?? [])
      if (/Нарын/.test(text(place))) await click(place.querySelector('[value=theirs]') as HTMLElement);
    await click(inPanel(form, /^Даяр$/));
    await until(() => form.value.letter.senderName === 'Башка Киши');
    expect(form.value.letter.oblast).to.equal('Нарын');
  });

  it('one that says what the screen says needs no question', async () => {
    const form = await openWith(application('Ак-Суу'));
    choose(form, form.value);
    await until(() => notice(form, /экранда бар/));
    expect(dialog(form)).to.equal(undefined);
  });
});

describe('two windows that wrote at the same place', () => {
  /** The window whose version stands apart, and the other. */
  async function conflict(): Promise<{ apart: Form; other: Form }> {
    const one = await openWith(application('Ак-Суу'));
    const other = await open();
    await until(() => name(other) === 'Ак-Суу');
    await typeInBoth(one, other, 'letter.senderName', ['Биринчи Киши', 'Экинчи Киши']);
    await until(() => notice(one, /башка терезеде да/) ?? notice(other, /башка терезеде да/));
    return notice(one, /башка терезеде да/) ? { apart: one, other } : { apart: other, other: one };
  }

  it('both versions stay until one has chosen; closing the panel changes nothing', async () => {
    const { apart, other } = await conflict();
    const [mine, theirs] = [apart.value.letter.senderName, other.value.letter.senderName];
    expect([mine, theirs]).to.have.members(['Биринчи Киши', 'Экинчи Киши']);
    await until(() => /башка терезеде да/.test(status(apart)));
    await click(button(apart, /Салыштыруу/));
    const asked = await panel(apart, /салыштыруу/);
    expect(text(asked)).to.include(mine).and.include(theirs);
    await press('Escape');
    await until(() => !dialog(apart));
    expect(notice(apart, /башка терезеде да/)).to.exist;
    await openList(apart);
    await until(() => drafts(apart).length === 2);
    expect(text(dialog(apart))).to.match(/Башка терезедеги вариант/);
  });

  for (const side of ['mine', 'theirs'] as const) {
    it(`what is chosen stands in both windows (${side})`, async () => {
      const { apart, other } = await conflict();
      const [mine, theirs] = [apart.value.letter.senderName, other.value.letter.senderName];
      await click(button(apart, /Салыштыруу/));
      await panel(apart, /салыштыруу/);
      if (side === 'mine') await click(inPanel(apart, /Баары башка терезедегидей/));
      await click(inPanel(apart, /^Даяр$/));
      const chosen = side === 'mine' ? theirs : mine;
      await until(() => apart.value.letter.senderName === chosen);
      await until(() => other.value.letter.senderName === chosen);
      await until(() => !notice(apart, /башка терезеде да/));
      await saved(apart);
      await openList(apart);
      await until(() => drafts(apart).length === 1);
    });
  }

  for (const side of ['mine', 'theirs'] as const) {
    it(`a row that one removed and the other changed is kept or removed (${side})`, async () => {
      const one = await openWith(application('Ак-Суу'));
      const other = await open();
      await until(() => name(other) === 'Ак-Суу');
      const [row] = one.value.jointActivities;
      const field = await enter(other, 'jointActivities.0.results');
      one.store.removeRow('jointActivities', row?.key ?? '');
      field.value = 'Кийинки жыйынтык';
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      await until(() => notice(one, /башка терезеде да/) ?? notice(other, /башка терезеде да/));
      const apart = notice(one, /башка терезеде да/) ? one : other;
      await click(button(apart, /Салыштыруу/));
      const asked = await panel(apart, /салыштыруу/);
      expect(text(asked))
        .to.match(/Сап калсын/)
        .and.match(/Сап алынып салынсын/)
        .and.match(/Кийинки жыйынтык/);
      expect(
        asked.querySelector('input:checked')?.closest('label')?.textContent,
        'nothing is removed unless a person says so',
      ).to.match(/калсын/);
      await click(asked.querySelector(`[value=${side}]`) as HTMLElement);
      const isKept = /калсын/.test(asked.querySelector('input:checked')?.closest('label')?.textContent ?? '');
      await click(inPanel(apart, /^Даяр$/));
      await until(() => notice(apart, /бириктирилди/));
      for (const form of [one, other]) {
        await until(() => form.value.jointActivities.some(({ key: each }) => each === row?.key) === isKept);
        const found = form.value.jointActivities.find(({ key: each }) => each === row?.key);
        expect(found?.value.results).to.equal(isKept ? 'Кийинки жыйынтык' : undefined);
      }
    });
  }

  it('a version opened from the list can be compared with its rival still', async () => {
    const { apart, other } = await conflict();
    const theirs = other.value.letter.senderName;
    await saved(apart);
    await leavePage(other);
    await openList(apart);
    await until(() => drafts(apart).length === 2);
    await click(inPanel(apart, /^Ачуу: Ак-Суу/));
    await until(() => apart.value.letter.senderName === theirs);
    await until(() => notice(apart, /башка терезеде да/));
  });
});

describe('undo by keys', () => {
  it('takes back a removed row outside of text fields, and does it again', async () => {
    const form = await openWith(application('Ак-Суу'));
    const before = form.value.jointActivities;
    const count = before.length;
    await click(button(form, /^1-сапты өчүрүү/));
    await until(() => form.value.jointActivities.length === count - 1);
    button(form, /^Текшерүү/).focus();
    await keys('z');
    await until(() => form.value.jointActivities.length === count);
    await until(() => /кайтарылды/.test(status(form)));
    await keys('y');
    await until(() => form.value.jointActivities.length === count - 1);
    await keys('z');
    await until(() => form.value.jointActivities.length === count);
    await keys('z', 'Shift');
    await until(() => form.value.jointActivities.length === count - 1);
  });

  it('on a Cyrillic keyboard too', async () => {
    const form = await openWith(application('Ак-Суу'));
    const before = form.value.jointActivities.length;
    await click(button(form, /^1-сапты өчүрүү/));
    button(form, /^Текшерүү/).focus();
    control('я', 'KeyZ');
    await until(() => form.value.jointActivities.length === before);
  });

  it('leaves the text of a field to the browser', async () => {
    const form = await openWith(application('Ак-Суу'));
    await settled(form);
    await click(button(form, /^1-сапты өчүрүү/));
    const { length } = form.value.jointActivities;
    await enter(form, 'letter.senderName');
    await keys('z');
    await settled(form);
    expect(form.value.jointActivities).to.have.length(length);
  });
});
