import { expect } from '@open-wc/testing';
import '../../src/define/letter-preview.js';
import type { FieldRequestEvent } from '../../src/elements/events.js';
import type { InterestLetterForm } from '../../src/elements/interest-letter-form.js';
import type { LetterPreview } from '../../src/elements/letter-preview.js';
import type { Draft } from '../../src/model/draft.js';
import { longDraft, manyRows, sampleDraft } from '../sample.js';
import { expectAccessible, expectUniqueIds, hostPage } from './contract/accessibility.js';
import {
  all,
  click,
  engine,
  focused,
  frame,
  heard,
  press,
  settled,
  show,
  showElement,
  switchLanguage,
  until,
  write,
} from './page.js';

const { letter = {}, municipality = {} } = sampleDraft;

const sheets = (preview: Element): HTMLElement[] => all(preview, '.page');
const answers = (preview: Element, path: string): HTMLElement[] => all(preview, `[data-path="${path}"]`);
const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
/** The first place of an answer, whole: what a page does not hold goes on on the next. */
function answer(preview: Element, path: string): string {
  const pieces = answers(preview, path);
  const last = pieces.findIndex((piece) => !piece.hasAttribute('data-continues'));
  return words(
    pieces
      .slice(0, last + 1)
      .map(({ textContent }) => textContent)
      .join(''),
  );
}
const texts = (preview: Element): string[] =>
  all(preview, '.body').map(({ textContent }) => words(textContent));

async function showPreview(
  members: Partial<LetterPreview> = {},
  into: Element = document.body,
): Promise<LetterPreview> {
  const preview = await showElement('letter-preview', members, into);
  await until(() => sheets(preview).length);
  return preview;
}

/** A form, and beside it the sheets that follow it. */
async function showBoth(value: Draft = sampleDraft): Promise<[InterestLetterForm, LetterPreview]> {
  const form = await showElement('interest-letter-form', { id: 'letter', value });
  const preview = await showPreview({ for: 'letter' });
  await until(() => !value.letter?.senderName || answer(preview, 'letter.senderName'));
  return [form, preview];
}

/** A place on the page that is so many pixels wide. */
async function column(width: number): Promise<HTMLElement> {
  const element = document.createElement('div');
  element.style.width = `${width}px`;
  return show(element);
}

const box = (element: Element | undefined): DOMRect => (element as Element).getBoundingClientRect();

describe('letter-preview', () => {
  it('shows what it is given, and both annexes begin a sheet', async () => {
    const preview = await showPreview({ value: sampleDraft });
    expect(answer(preview, 'letter.senderName')).to.equal(letter.senderName);
    expect(answer(preview, 'municipality.population')).to.equal('9 417');
    const begins = texts(preview).filter((text) => /^[12]-тиркеме\./.test(text));
    expect(begins.map((text) => text.slice(0, 10))).to.deep.equal(['1-тиркеме.', '2-тиркеме.']);
    const count = sheets(preview).length;
    expect(all(preview, '.of').map(({ textContent }) => words(textContent))).to.deep.equal(
      Array.from({ length: count }, (_, index) => `${index + 1} / ${count}`),
    );
    preview.value = { ...sampleDraft, letter: { ...letter, senderName: 'Үсөнов Мирлан' } };
    await until(() => answer(preview, 'letter.senderName') === 'Үсөнов Мирлан');
  });

  it('shows the call’s own form where nothing was typed, and keeps what it has when it is given nonsense', async () => {
    const preview = await showPreview();
    expect(all(preview, '.blank').every(({ textContent }) => !textContent)).to.equal(true);
    const [rule] = answers(preview, 'letter.senderName');
    expect(getComputedStyle(rule as Element).borderBottomStyle).to.equal('solid');
    expect(box(rule).width).to.be.greaterThan(30);
    preview.value = sampleDraft;
    await until(() => answer(preview, 'letter.senderName'));
    preview.value = 7 as unknown as Draft;
    preview.lang = 'ky';
    await settled(preview);
    expect(answer(preview, 'letter.senderName')).to.equal(letter.senderName);
  });

  it('follows what is typed into the form that it names', async () => {
    const [form, preview] = await showBoth();
    await write(form, 'letter.senderName', 'Үсөнов Мирлан Төлөгөнович');
    const field = focused();
    await until(() => answer(preview, 'letter.senderName') === 'Үсөнов Мирлан Төлөгөнович');
    expect(focused(), 'the focus stays in the form').to.equal(field);
    await write(form, 'municipality.population', '12345');
    await until(() => answer(preview, 'municipality.population') === '12 345');
    form.value = { ...sampleDraft, jointActivities: [] };
    await until(() => answer(preview, 'jointActivities.0.activityName') === '');
  });

  it('leads from an answer to its field, by the mouse and by Enter', async () => {
    const [, preview] = await showBoth();
    for (const [path, value] of [
      ['letter.senderName', letter.senderName],
      ['municipality.population', municipality.population],
      ['jointActivities.1.citizensReached', sampleDraft.jointActivities?.[1]?.value.citizensReached],
      ['selfAssessment.priorityProblems.2', sampleDraft.selfAssessment?.priorityProblems?.[2]],
    ] as const) {
      const isThere = (): boolean => (focused() as HTMLInputElement).value === value;
      await click(answers(preview, path)[0] as HTMLElement);
      await until(isThere);
      answers(preview, path)[0]?.focus();
      expect(isThere()).to.equal(false);
      await press('Enter');
      await until(isThere);
    }
  });

  it('leads from an empty line to its field', async () => {
    const [form, preview] = await showBoth({} as Draft);
    await click(answers(preview, 'letter.senderName')[0] as HTMLElement);
    await until(() => focused().matches('input, textarea'));
    const field = focused();
    await form.focusField('letter.senderName');
    expect(focused()).to.equal(field);
  });

  it('asks the page first', async () => {
    const [form, preview] = await showBoth();
    const asked = heard('field-request');
    preview.addEventListener('field-request', (event) => event.preventDefault());
    await click(answers(preview, 'donorProjects.2.projectName')[0] as HTMLElement);
    await until(() => asked.length);
    expect((asked[0] as FieldRequestEvent).path.map(String)).to.deep.equal([
      'donorProjects',
      '2',
      'projectName',
    ]);
    await settled(form);
    await frame();
    expect(all(form, ':focus')).to.deep.equal([]);
  });

  it('keeps the focus on an answer while others change', async () => {
    const [form, preview] = await showBoth();
    answers(preview, 'letter.oblast')[0]?.focus();
    const before = focused();
    expect(before.textContent).to.equal(letter.oblast);
    form.value = { ...sampleDraft, letter: { ...letter, district: 'Тоң' } };
    await until(() => answer(preview, 'letter.district') === 'Тоң');
    expect(focused().dataset['path']).to.equal('letter.oblast');
    expect(focused()).not.to.equal(before);
  });

  it('speaks the language of its lang, and says of a translation that it is one', async () => {
    const preview = await showPreview({ value: sampleDraft });
    expect(all(preview, '.remark')).to.deep.equal([]);
    for (const [lang, heading] of [
      ['ru', /ПИСЬМО/i],
      ['en', /LETTER/i],
    ] as const) {
      await switchLanguage(preview, lang);
      await until(() => all(preview, `.letter[lang=${lang}] .page`).length);
      expect(all(preview, 'h1')[0]?.textContent).to.match(heading);
      expect(all(preview, '.remark')).to.have.length(1);
      const [first] = sheets(preview);
      expect(first?.contains(all(preview, '.remark')[0] as Element)).to.equal(true);
      expect(first?.contains(all(preview, 'h1')[0] as Element), 'the letter begins there too').to.equal(true);
      expect(answer(preview, 'letter.senderName')).to.equal(letter.senderName);
    }
    await switchLanguage(preview, 'ky');
    await until(() => all(preview, '.letter[lang=ky] .page').length);
    expect(all(preview, '.remark')).to.deep.equal([]);
  });

  it('breaks its lines as on paper however narrow its place is', async () => {
    const value = { ...sampleDraft, jointActivities: manyRows(30) };
    const seen = [];
    for (const width of [360, 1000]) {
      const place = await column(width);
      const preview = await showPreview({ value }, place);
      await until(() => Math.abs(box(sheets(preview)[0]).width - Math.min(width, (210 / 25.4) * 96)) < 2);
      expect(place.scrollWidth, 'nothing reaches out').to.be.at.most(width);
      const [root] = all(preview, '.root');
      const last = box(sheets(preview).at(-1));
      expect(box(root).bottom - last.bottom, 'no room is left below').to.be.within(-2, 2);
      seen.push({ pages: texts(preview), lines: linesOf(preview) });
    }
    expect(seen[0]).to.deep.equal(seen[1]);
    expect(seen[0]?.pages.length).to.be.greaterThan(5);
  });

  it('follows its place when that changes', async () => {
    const place = await column(1000);
    const preview = await showPreview({ value: sampleDraft }, place);
    const { width } = box(sheets(preview)[0]);
    place.style.width = `${width / 2}px`;
    await until(() => Math.abs(box(sheets(preview)[0]).width - width / 2) < 2);
    place.style.width = '1000px';
    await until(() => Math.abs(box(sheets(preview)[0]).width - width) < 2);
  });

  it('gives the letterhead the room that is asked for', async () => {
    const place = await column(1000);
    const preview = await showPreview({ value: sampleDraft, letterhead: { height: 0 } }, place);
    const top = (sheet: number): number => {
      const page = sheets(preview)[sheet];
      return ((box(page?.querySelector('.body') ?? undefined).top - box(page).top) / 96) * 25.4;
    };
    expect(top(0)).to.be.closeTo(20, 0.5);
    for (const height of [35, 80]) {
      preview.letterhead = { height };
      await until(() => Math.abs(top(0) - 20 - height) < 0.5);
      expect(top(1), 'only on the first page').to.be.closeTo(20, 0.5);
    }
  });

  it('draws the sender’s own letterhead into that room', async () => {
    const picture = Object.assign(document.createElement('canvas'), { width: 400, height: 100 });
    const context = picture.getContext('2d') as CanvasRenderingContext2D;
    context.fillStyle = 'rgb(0 128 0)';
    context.fillRect(0, 0, 400, 100);
    const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve));
    const preview = await showPreview({
      value: sampleDraft,
      letterhead: { height: 30, image: await createImageBitmap(blob as Blob) },
    });
    const [canvas] = all<HTMLCanvasElement>(preview, 'canvas');
    const [red, green, blue, alpha] = canvas?.getContext('2d')?.getImageData(200, 50, 1, 1).data ?? [];
    expect([red, green, blue, alpha]).to.deep.equal([0, 128, 0, 255]);
    const [room] = all(preview, '.letterhead');
    expect(box(canvas).width / box(canvas).height).to.be.closeTo(4, 0.1);
    expect(box(canvas).bottom).to.be.at.most(box(room).bottom + 1);
    expect(box(canvas).right).to.be.at.most(box(room).right + 1);
    expect(all(preview, '.page')[0]?.contains(canvas as Element)).to.equal(true);
    preview.letterhead = { height: 30 };
    await until(() => !all(preview, 'canvas').length);
  });

  it('stays white paper where the page is dark', async () => {
    document.documentElement.style.colorScheme = 'dark';
    try {
      const preview = await showPreview({ value: sampleDraft });
      const [page] = sheets(preview);
      expect(getComputedStyle(page as Element).backgroundColor).to.equal('rgb(255, 255, 255)');
      for (const path of ['letter.senderName', 'municipality.population'])
        expect(getComputedStyle(answers(preview, path)[0] as Element).color).to.equal('rgb(0, 0, 0)');
    } finally {
      document.documentElement.style.colorScheme = '';
    }
  });

  it('goes on after it was taken out and put back', async () => {
    const [form, preview] = await showBoth();
    preview.remove();
    form.value = { ...sampleDraft, letter: { ...letter, senderName: 'Асанова Жылдыз' } };
    document.body.append(preview);
    await until(() => answer(preview, 'letter.senderName') === 'Асанова Жылдыз');
    await write(form, 'letter.senderName', 'Эсенов Тынчтык');
    await until(() => answer(preview, 'letter.senderName') === 'Эсенов Тынчтык');
  });

  it('holds words that no line holds, and the longest texts', async () => {
    const word = 'Ө'.repeat(1000);
    const preview = await showPreview({
      value: {
        ...longDraft,
        letter: { ...letter, senderName: word, keneshChairName: word },
        municipality: { ...municipality, municipalityName: word, procurementSpecialistName: word },
        donorProjects: [
          { key: 'long', value: { donorName: word, projectName: word, citizensReached: word } },
        ],
      },
    });
    expect(answer(preview, 'letter.senderName')).to.equal(word);
    for (const page of sheets(preview)) {
      const { left, right, bottom } = box(page);
      const foot = box(page.querySelector('.foot') ?? undefined);
      expect(foot.bottom).to.be.at.most(bottom);
      for (const part of page.querySelectorAll('.body [data-path], .body p, .body td, .whose')) {
        expect(box(part).left).to.be.at.least(left);
        expect(box(part).right, part.textContent ?? '').to.be.at.most(right);
        if (!part.matches('.whose')) expect(box(part).bottom).to.be.at.most(foot.top + 1);
      }
    }
    const all = texts(preview).join('').replaceAll(/[^Ө]/g, '');
    expect(all.length).to.be.greaterThan(8000);
  });

  it(`ids are unique${engine === 'chromium' ? ', axe finds nothing' : ''}, empty and filled`, async () => {
    for (const value of [{}, sampleDraft]) {
      const main = await hostPage();
      const preview = await showPreview({ value: value as Draft }, main);
      expectUniqueIds(preview);
      if (engine === 'chromium') await expectAccessible(main);
      main.remove();
    }
  });
});

/** How many lines each paragraph and cell has. */
function linesOf(preview: Element): number[] {
  const range = document.createRange();
  const scale = box(sheets(preview)[0]).width / (210 / 25.4) / 96;
  return all(preview, '.body p, .body td, .body th, .body h1, .body h2').map((block) => {
    range.selectNodeContents(block);
    const bottoms = [...range.getClientRects()]
      .filter(({ width }) => width)
      .map(({ bottom }) => bottom / scale)
      .sort((one, other) => one - other);
    return bottoms.filter((bottom, index) => bottom - (bottoms[index - 1] ?? -Infinity) > 6).length;
  });
}
