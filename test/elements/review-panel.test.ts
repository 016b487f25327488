import { setViewport } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';
import { DraftDesk } from '../../src/elements/draft-desk.js';
import type { InterestLetterForm } from '../../src/elements/interest-letter-form.js';
import { ReviewPanel } from '../../src/elements/review-panel.js';
import type { ReviewOptions } from '../../src/elements/review-panel.js';
import { describeFields } from '../../src/model/describe.js';
import { partNames } from '../../src/model/application.js';
import type { Draft, Row } from '../../src/model/draft.js';
import { longDraft, sampleDraft } from '../sample.js';
import { expectAccessible, expectUniqueIds, hostPage } from './contract/accessibility.js';
import {
  click,
  engine,
  focused,
  frame,
  nameOf,
  press,
  settled,
  showElement,
  until,
  wording,
} from './page.js';

const words = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

interface Shown {
  readonly form: InterestLetterForm;
  readonly dialog: HTMLDialogElement;
}

async function open(
  value: Draft | object = sampleDraft,
  options: ReviewOptions = {},
  into?: Element,
  members: Partial<InterestLetterForm> = {},
): Promise<Shown> {
  const form = await showElement('interest-letter-form', { value: value as Draft, ...members }, into);
  const panel = new ReviewPanel(new DraftDesk(form, () => Promise.reject(new Error())), options);
  panel.open();
  await frame();
  return { form, dialog: panel.root.querySelector('dialog') as HTMLDialogElement };
}

const section = (dialog: Element, part: string): HTMLElement =>
  dialog.querySelector(`[data-part=${part}]`) as HTMLElement;

/** What stands as the answer to a question of a section. */
function answer(dialog: Element, part: string, question: RegExp): HTMLElement {
  const found = [...section(dialog, part).querySelectorAll('dt')].find((dt) => question.test(words(dt)));
  expect(found, `no question ${question}`).to.exist;
  return found?.nextElementSibling as HTMLElement;
}

const link = (within: Element, path: string): HTMLAnchorElement =>
  within.querySelector(`a[data-path="${path}"]`) as HTMLAnchorElement;

/** All that was typed, by path. */
function* typed(value: unknown, path: readonly (string | number)[] = []): Generator<[string, string]> {
  if (typeof value === 'string') yield [path.join('.'), value];
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* typed((item as Row).value ?? item, [...path, index]);
  else for (const [name, item] of Object.entries(value ?? {})) yield* typed(item, [...path, name]);
}

const gaps = {
  ...sampleDraft,
  letter: {
    ...sampleDraft.letter,
    oblast: '',
    contactInfo: { postalAddresses: 'Көк-Төбө айылы' },
    jointDecision: {},
  },
  municipality: {
    ...sampleDraft.municipality,
    areaHa: '48',
    website: '',
    population: 'көп',
    ownRevenues: { amount: '6 872,4', year: '2024' },
    equalizationGrant: {},
    procurementSpecialistName: '',
  },
  selfAssessment: { ...sampleDraft.selfAssessment, priorityProblems: ['Суу', '', 'Жол', '', 'Таштанды'] },
  jointActivities: [],
  civicGroups: [
    { key: 'blank', value: { groupName: ' ' } },
    { key: 'half', value: { groupName: '«Үмүт»', leaderName: '', leaderContacts: '0707\n112233' } },
  ],
} as unknown as Draft;

describe('the review of all answers', () => {
  it('shows everything that was typed, in the order of the form', async () => {
    const { dialog } = await open();
    const sections = [...dialog.querySelectorAll<HTMLElement>('[data-part]')];
    expect(sections.map(({ dataset }) => dataset['part'])).to.deep.equal(partNames);
    for (const part of partNames) {
      const said = words(section(dialog, part));
      const choices = describeFields(part).filter(
        ({ kind }) => !['text', 'longText', 'phones'].includes(kind),
      );
      for (const [path, text] of typed(sampleDraft[part])) {
        const field = path.replace(/^\d+\./, '');
        if (choices.some((each) => each.path === field) || field === 'criterion') continue;
        expect(said, `${part}.${path}`).to.include(text.replace(/\s+/g, ' '));
      }
    }
  });

  it('says choices in words, and numbers and days as the letter does', async () => {
    const { dialog } = await open();
    const said = (part: string, question: RegExp): string => words(answer(dialog, part, question));
    expect(said('letter', /^Кызматы$/)).to.equal('айыл өкмөт башчысы');
    expect(said('letter', /^Дата$/)).to.equal('2025-жылдын 14-февралы');
    expect(said('municipality', /^Айыл аймагы же шаар$/)).to.equal('айыл аймагы');
    expect(said('municipality', /өз кирешелеринин/)).to.equal('6 872,4 миң сом, 2024');
    expect(said('municipality', /облустук борбордон/)).to.equal('42,5 км');
    expect(said('municipality', /Калктын саны/)).to.equal('9 417');
    expect(said('municipality', /сатып алуулар боюнча/)).to.equal('Ооба');
    expect(said('selfAssessment', /кеңештин ортосундагы/)).to.equal('4 (1 – эң төмөн, 5 – эң жогору)');
    expect(words(section(dialog, 'donorProjects'))).to.include('аяктаган');
  });

  it('asks no question that the call answers itself', async () => {
    const { dialog } = await open();
    const questions = [...section(dialog, 'municipality').querySelectorAll('dt')].map(words);
    expect(questions.filter((question) => /карата/.test(question))).to.deep.equal([
      'Калктын саны (01.01.2025ке карата)',
    ]);
  });

  it('says of a whole application that it is whole', async () => {
    const { dialog } = await open();
    expect(words(dialog)).to.include('Милдеттүү жооптордун баары толтурулган.');
    expect(dialog.querySelectorAll('a')).to.have.length(0);
  });

  it('tells what is missing from what may stay empty', async () => {
    const { dialog } = await open(gaps);
    expect(words(answer(dialog, 'letter', /^Облус$/))).to.equal('толтурулган жок');
    expect(link(answer(dialog, 'letter', /^Облус$/), 'letter.oblast')).to.exist;
    expect(link(answer(dialog, 'municipality', /сайты/), 'municipality.website')).to.equal(null);
    expect(answer(dialog, 'municipality', /сайты/).querySelector('[aria-hidden]')?.textContent).to.equal('–');
    expect(words(answer(dialog, 'municipality', /Теңдештирүүчү/))).to.equal('толтурулган жок');
  });

  it('leads from every error to its field', async () => {
    const shown = await open(gaps);
    const paths = [...shown.dialog.querySelectorAll<HTMLElement>('a[data-path]')].map(
      ({ dataset }) => dataset['path'] ?? '',
    );
    const errors = shown.form.issues.filter(({ severity }) => severity === 'error');
    expect(errors.length).to.be.greaterThan(10);
    for (const { path } of errors) {
      const dotted = path.join('.');
      expect(
        paths.some((each) => each === dotted || dotted.startsWith(`${each}.`)),
        dotted,
      ).to.equal(true);
    }
    shown.form.remove();
    for (const path of [
      'letter.oblast',
      'municipality.equalizationGrant',
      'municipality.ownRevenues.unit',
      'municipality.population',
      'selfAssessment.priorityProblems.3',
      'civicGroups.1.leaderName',
      'civicGroups.1.activityAreas',
    ]) {
      const { form, dialog } = await open(gaps);
      await click(link(dialog, path));
      await until(() => !dialog.open && focused().matches('input, textarea, select'));
      const field = focused();
      field.blur();
      expect(await form.focusField(path), path).to.equal(true);
      expect(focused(), path).to.equal(field);
      form.remove();
    }
  });

  it('words errors and warnings at their answer', async () => {
    const { form, dialog } = await open(gaps);
    const said = (path: string): string =>
      wording(form.issues.find((issue) => issue.path.join('.') === path));
    expect(words(answer(dialog, 'municipality', /^Аянт/))).to.equal(`48${said('municipality.areaHa')}`);
    expect(words(answer(dialog, 'municipality', /Калктын саны/))).to.equal(
      `көп${said('municipality.population')}`,
    );
    expect(words(answer(dialog, 'municipality', /өз кирешелеринин/))).to.match(/^6 872,4, 2024Бирдиги/);
    expect(words(answer(dialog, 'letter', /^Чечимдин номери$/))).to.include(said('letter.jointDecision'));
    expect(words(section(dialog, 'jointActivities'))).to.include(said('jointActivities'));
  });

  it('finds the first gap from the top', async () => {
    const { dialog } = await open(gaps);
    const button = [...dialog.querySelectorAll('button')].find((each) => /Биринчисин/.test(words(each)));
    await click(button as Element);
    expect(focused()).to.equal(link(dialog, 'letter.oblast'));
  });

  it('names a question in the name of each link', async () => {
    const { dialog } = await open(gaps);
    const names = [...dialog.querySelectorAll('a[data-path]:not([data-path="jointActivities"])')].map(nameOf);
    expect(names).to.include('Облус: толтурулган жок');
    expect(names.filter((name) => !/.: ./.test(name))).to.deep.equal([]);
  });

  it('counts rows as the paper does, without those left blank', async () => {
    const { dialog } = await open(gaps);
    const rows = [...section(dialog, 'civicGroups').querySelectorAll('tbody tr')];
    expect(rows).to.have.length(1);
    expect(words(rows[0]?.querySelector('td'))).to.equal('1');
  });

  it('asks its questions in another language, and leaves the answers and the form as they are', async () => {
    const { form, dialog } = await open();
    const select = dialog.querySelector('select') as HTMLSelectElement;
    for (const language of ['ru', 'en'] as const) {
      select.value = language;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await until(() => dialog.querySelector(`.answers[lang=${language}]`));
      const [first] = describeFields('letter');
      expect(words(section(dialog, 'letter').querySelector('dt'))).to.equal(first?.label[language]);
      expect(words(section(dialog, 'letter').querySelector('dd'))).to.equal(sampleDraft.letter.senderName);
    }
    expect(form.language).to.equal('ky');
    expect(words(dialog.querySelector('h2'))).to.equal('Жоопторду текшерүү');
  });

  it('names files by what they show, and says which are not on this device', async () => {
    const [first, second, ...rest] = sampleDraft.evidence;
    const { dialog } = await open({
      ...sampleDraft,
      evidence: [
        first,
        { ...second, value: { ...second?.value, sha256: 'ab'.repeat(32) } },
        ...rest,
        { key: 'scan', value: { ...first?.value, criterion: 'signedLetter', fileName: 'Кат.pdf' } },
        { key: 'old', value: { ...first?.value, criterion: 'gone', fileName: 'Эски.pdf' } },
      ],
    });
    await until(() => /түзмөктө жок/.test(words(section(dialog, 'evidence'))));
    const [involvement] = section(dialog, 'evidence').querySelectorAll('dd');
    expect(words(involvement)).to.equal(
      'Жыйындын протоколу.pdf 180 КБ 2024-жылдын ноябрындагы айылдык жыйын',
    );
    expect(words(answer(dialog, 'evidence', /сканы/))).to.include('Кат.pdf');
    expect(words(answer(dialog, 'evidence', /Башка/))).to.include('Эски.pdf');
    const missing = [...section(dialog, 'evidence').querySelectorAll('a')];
    expect(missing.map(nameOf).map((name) => name.split(':')[0])).to.deep.equal(['Спорт аянтчасы.jpg']);
    await until(() => words(dialog).includes('Толуктоо керек: 1'));
    await click(missing[0] as Element);
    await until(() => !dialog.open && /Спорт аянтчасы/.test(nameOf(focused())));
  });

  it('leads from each section into it', async () => {
    for (const part of partNames) {
      const { form, dialog } = await open(part === 'jointActivities' ? gaps : sampleDraft);
      const edit = section(dialog, part).querySelector('.head button') as Element;
      expect(nameOf(edit)).to.equal(`Оңдоо: ${words(section(dialog, part).querySelector('h3'))}`);
      await click(edit);
      await until(() => !dialog.open);
      const where = (): unknown => (focused().getRootNode() as ShadowRoot).host as unknown;
      await until(() => (where() as { partName?: string } | undefined)?.partName === part);
      form.remove();
    }
  });

  it('offers no change of what cannot be changed', async () => {
    const { dialog } = await open(sampleDraft, {}, undefined, { readonly: true });
    expect([...dialog.querySelectorAll('.head button')]).to.deep.equal([]);
  });

  it('sends only where it is told how', async () => {
    const { dialog } = await open();
    expect(dialog.querySelectorAll('footer button')).to.have.length(0);
    let sent = 0;
    const shown = await open(sampleDraft, { send: () => sent++, sendWords: () => 'Кайра жөнөтүү' });
    const button = shown.dialog.querySelector('footer button') as Element;
    expect(words(button)).to.equal('Кайра жөнөтүү');
    await click(button);
    await until(() => !shown.dialog.open);
    expect(sent).to.equal(1);
  });

  it('follows another window that goes on writing', async () => {
    const { form, dialog } = await open();
    form.store.set('letter', undefined, ['senderName'], 'Башка Киши');
    expect(words(answer(dialog, 'letter', /аты-жөнү/))).to.equal('Башка Киши');
    await press('Escape');
    await until(() => !dialog.open);
    form.store.set('letter', undefined, ['senderName'], 'Дагы Башка');
    expect(words(answer(dialog, 'letter', /аты-жөнү/)), 'closed, it has nothing to draw').to.equal(
      'Башка Киши',
    );
  });

  it('keeps what looks like markup as text, and line breaks', async () => {
    const text = '<img src=x onerror=alert(1)>\nэкинчи сап';
    const { dialog } = await open({ ...sampleDraft, letter: { ...sampleDraft.letter, keneshName: text } });
    const said = answer(dialog, 'letter', /кеңештин аталышы/).querySelector('.text') as HTMLElement;
    expect(said.textContent).to.equal(text);
    expect(getComputedStyle(said).whiteSpace).to.match(/^pre-/);
    expect(dialog.querySelector('img')).to.equal(null);
  });

  // The driver of WebKit cannot change the size of the window.
  for (const width of engine === 'webkit' ? [] : [1280, 360])
    describe(`${width} px wide`, () => {
      beforeEach(() => setViewport({ width, height: 740 }));
      after(() => setViewport({ width: 800, height: 600 }));

      it('holds words that no line holds', async () => {
        const word = 'Ү'.repeat(1000);
        const { dialog } = await open({
          ...longDraft,
          letter: { ...longDraft.letter, senderName: word },
          donorProjects: [{ key: 'd', value: { donorName: word, citizensReached: word } }],
        });
        expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
        for (const dd of dialog.querySelectorAll('dd, td'))
          expect(dd.scrollWidth, words(dd).slice(0, 40)).to.be.at.most(dd.clientWidth + 1);
      });

      it('has its lists as tables where there is room, else each answer below its question', async () => {
        const { dialog } = await open();
        const list = section(dialog, 'donorProjects');
        const [first, second] = list.querySelectorAll('tbody tr:first-child td:not(.number)');
        const [a, b] = [first, second].map((cell) => (cell as Element).getBoundingClientRect());
        const isTable = (a as DOMRect).top === (b as DOMRect).top;
        expect(isTable).to.equal(width === 1280);
        expect((first?.querySelector('.cap') as Element).checkVisibility?.() ?? !isTable).to.equal(!isTable);
      });
    });

  it(`ids are unique${engine === 'chromium' ? ', axe finds nothing' : ''}`, async () => {
    for (const [value, width] of [
      [gaps, 1280],
      [sampleDraft, 360],
    ] as const) {
      if (engine !== 'webkit') await setViewport({ width, height: 740 });
      const main = await hostPage();
      const { form } = await open(value, { send: () => undefined }, main);
      await settled(form);
      expectUniqueIds(form);
      if (engine === 'chromium') await expectAccessible(main);
      main.remove();
    }
    if (engine !== 'webkit') await setViewport({ width: 800, height: 600 });
  });
});
