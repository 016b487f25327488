import { expect } from '@open-wc/testing';
import type { ApplicationErrorEvent, ApplicationExportEvent } from '../../src/elements/events.js';
import { call2025 } from '../../src/model/call-2025.js';
import { sampleApplication, sampleDraft } from '../sample.js';
import { isAControl } from './contract/control.js';
import { subjects, wholeForm } from './contract/subject.js';
import {
  all,
  button,
  click,
  controls,
  enter,
  focused,
  heard,
  isWrong,
  nameOf,
  saidAbout,
  settled,
  showElement,
  switchLanguage,
  until,
  wording,
  write,
} from './page.js';

const { content } = wholeForm;

const words = (element: Element): string =>
  all(element, '*')
    .map((found) => (found.children.length ? '' : found.textContent))
    .join(' ');
const status = (element: Element): string =>
  all(element, '[role=status]')
    .map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())
    .join(' ');

describe('interest-letter-form', () => {
  isAControl(wholeForm);

  it('holds every section, each once, in the order of the call', async () => {
    const element = await showElement('interest-letter-form');
    const tags = Object.values(subjects).map(({ tag }) => tag);
    expect(all(element, tags.join(',')).map(({ localName }) => localName)).to.deep.equal(tags);
  });

  it('without any code of a host: a tag in markup is drawn', async () => {
    const place = document.createElement('div');
    document.body.append(place);
    place.innerHTML = '<interest-letter-form lang="ky" name="application" required></interest-letter-form>';
    const element = place.firstElementChild as HTMLElementTagNameMap['interest-letter-form'];
    await settled(element);
    expect(controls(element).length).to.be.greaterThan(30);
    expect([element.name, element.required, element.disabled]).to.deep.equal(['application', true, false]);
    place.remove();
  });

  describe('exportApplication()', () => {
    it('makes the application that the sample says', async () => {
      const element = await showElement('interest-letter-form', { value: sampleDraft });
      const events = heard('application-export') as ApplicationExportEvent[];
      const result = element.exportApplication();
      expect(result.success).to.equal(true);
      const { exportedAt, ...rest } = (result as { data: ReturnType<typeof sampleApplication> }).data;
      const { exportedAt: _, ...expected } = sampleApplication();
      expect(rest).to.deep.equal(expected);
      expect(Date.parse(exportedAt)).not.to.be.NaN;
      expect(events).to.have.length(1);
      expect(events[0]?.application.exportedAt).to.equal(exportedAt);
      expect(events[0]?.target).to.equal(element);
    });

    it('says the language of the screen', async () => {
      const element = await showElement('interest-letter-form', { value: sampleDraft });
      await switchLanguage(element, 'ru');
      const result = element.exportApplication();
      expect(result.success && result.data.language).to.equal('ru');
    });

    it('gives every reason while it is not one, and no event', async () => {
      const element = await showElement('interest-letter-form');
      const events = heard('application-export');
      const result = element.exportApplication();
      expect(result.success).to.equal(false);
      expect(result.issues).to.deep.equal(element.issues);
      expect(result.issues.map(({ path }) => path[0])).to.include.members([
        'letter',
        'municipality',
        'selfAssessment',
      ]);
      expect(events).to.deep.equal([]);
    });
  });

  describe('importApplication()', () => {
    const fresh = () => showElement('interest-letter-form');

    for (const [name, give] of [
      ['a value', (json: string) => JSON.parse(json)],
      ['a text', (json: string) => json],
      ['a text with a byte order mark', (json: string) => `\ufeff${json}`],
      ['a file', (json: string) => new File([json], 'application.json', { type: 'application/json' })],
    ] as const) {
      it(`opens ${name}, and the same comes out`, async () => {
        const application = sampleApplication();
        const element = await fresh();
        const result = await element.importApplication(give(JSON.stringify(application)));
        await settled(element);
        expect(result.success).to.equal(true);
        const exported = element.exportApplication();
        expect(exported.success && { ...exported.data, exportedAt: application.exportedAt }).to.deep.equal(
          application,
        );
        const first = await showElement('interest-letter-form', { value: sampleDraft });
        for (const path of [
          'letter.senderName',
          'selfAssessment.priorityProblems.4',
          'civicGroups.2.cooperationForms',
        ])
          expect((await enter(element, path)).value).to.equal((await enter(first, path)).value);
        expect(status(element)).to.match(/Файл ачылды/);
      });
    }

    it('can be taken back', async () => {
      const element = await fresh();
      await write(element, 'letter.senderName', 'Үсөнов Мирлан');
      const before = element.value;
      await element.importApplication(sampleApplication());
      await settled(element);
      await click(button(element, /^Кайтаруу$/));
      await settled(element);
      expect(element.value).to.deep.equal(before);
      expect((await enter(element, 'letter.senderName')).value).to.equal('Үсөнов Мирлан');
    });

    for (const [name, json, code] of [
      ['a text that is no JSON', '{"schemaVersion": 1, ', 'invalidJson'],
      ['JSON that is no application', '[1, 2]', 'wrongType'],
      ['one of a later form', { schemaVersion: 99 }, 'newerVersion'],
      [
        'one with a wrong field',
        { ...sampleApplication(), municipality: { ...sampleApplication().municipality, population: 'көп' } },
        'wrongType',
      ],
      ['a file of another kind', new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0xfe])]), 'invalidJson'],
      ['nothing', undefined, 'wrongType'],
    ] as const) {
      it(`refuses ${name}, says why, and leaves everything as it was`, async () => {
        const element = await fresh();
        const control = (await write(element, 'letter.senderName', 'Үсөнов Мирлан')) as HTMLInputElement;
        control.setSelectionRange(2, 5);
        const { value } = element;
        const nodes = controls(element);
        const errors = heard('application-error') as ApplicationErrorEvent[];
        const result = await element.importApplication(json);
        await settled(element);
        expect(result.success).to.equal(false);
        expect(result.issues.map((issue) => issue.code)).to.include(code);
        expect(errors.map(({ issues }) => issues)).to.deep.equal([result.issues]);
        expect(element.value).to.equal(value);
        expect(controls(element)).to.have.ordered.members(nodes);
        expect([control.value, control.selectionStart, control.selectionEnd]).to.deep.equal([
          'Үсөнов Мирлан',
          2,
          5,
        ]);
        expect(focused()).to.equal(control);
        expect(status(element)).to.include(wording(result.issues[0]));
      });
    }

    it('keeps and shows what it does not know', async () => {
      const element = await fresh();
      const result = await element.importApplication({ ...sampleApplication(), remark: 'Кошумча сөз' });
      await settled(element);
      expect(result.success).to.equal(true);
      expect(element.value.leftOver).to.deep.equal([{ path: ['remark'], value: 'Кошумча сөз' }]);
      expect(words(element)).to.include('Кошумча сөз');
    });
  });

  it('clear() empties it, and undo brings everything back', async () => {
    const element = await showElement('interest-letter-form', { value: sampleDraft });
    const before = element.value;
    element.clear();
    await settled(element);
    expect(content(element.value)).to.deep.equal(wholeForm.blank);
    expect(controls(element).some(({ type, value }) => type !== 'radio' && value)).to.equal(false);
    await until(() => /тазаланды/.test(status(element)));
    await click(button(element, /^Кайтаруу$/));
    await settled(element);
    expect(element.value).to.deep.equal(before);
  });

  it('clear() puts the list of errors away, and so do reset and another value', async () => {
    const listed = async (element: Parameters<typeof settled>[0]): Promise<number> => {
      await settled(element);
      return all(element, 'error-summary').length;
    };
    for (const empty of ['clear', 'reset', 'value'] as const) {
      const element = await showElement('interest-letter-form');
      await write(element, 'letter.senderName', 'Үсөнов Мирлан');
      await click(button(element, /^Текшерүү$/));
      await until(() => all(element, 'error-summary').length);
      if (empty === 'clear') element.clear();
      else if (empty === 'reset') element.formResetCallback();
      else element.value = {};
      expect(await listed(element), empty).to.equal(0);
      expect(controls(element).filter(isWrong), empty).to.deep.equal([]);
    }
  });

  describe('files', () => {
    /** What the page asks the browser to save. */
    async function saved(work: () => unknown): Promise<{ name: string; text: string }> {
      const { createObjectURL } = URL;
      const { click: go } = HTMLAnchorElement.prototype;
      let blob: Blob | undefined;
      let name = '';
      URL.createObjectURL = (data: Blob) => createObjectURL.call(URL, (blob = data));
      HTMLAnchorElement.prototype.click = function () {
        if (this.download) name = this.download;
        else go.call(this);
      };
      try {
        await work();
        await until(() => name);
        return { name, text: (await blob?.text()) ?? '' };
      } finally {
        URL.createObjectURL = createObjectURL;
        HTMLAnchorElement.prototype.click = go;
      }
    }

    it('the button saves the application under a name that every system takes', async () => {
      const element = await showElement('interest-letter-form', {
        value: {
          ...sampleDraft,
          municipality: { ...sampleDraft.municipality, municipalityName: 'Көк/Төбө: "А\\B"' },
        },
      });
      const { name, text } = await saved(() => click(button(element, /JSON файлын/)));
      expect(name)
        .to.match(/^[\p{L}\p{N}.-]+\.json$/u)
        .and.include('Көк-Төбө');
      const { exportedAt: _, ...written } = JSON.parse(text);
      const { exportedAt: __, ...expected } = JSON.parse(
        JSON.stringify((element.exportApplication() as { data: unknown }).data),
      );
      expect(written).to.deep.equal(expected);
      await until(() => /жүктөлү?п алынды|жүктөлдү/.test(status(element)));
    });

    it('what was saved opens on another page', async () => {
      const first = await showElement('interest-letter-form', { value: sampleDraft });
      const { name, text } = await saved(() => first.downloadJson());
      const second = await showElement('interest-letter-form');
      const events = heard('change');
      const [input] = all<HTMLInputElement>(second, 'input[type=file]');
      const files = new DataTransfer();
      files.items.add(new File([text], name, { type: 'application/json' }));
      (input as HTMLInputElement).files = files.files;
      input?.dispatchEvent(new Event('change', { bubbles: true }));
      await until(() => /Файл ачылды/.test(status(second)));
      const [one, other] = [first.exportApplication(), second.exportApplication()];
      expect(
        one.success && other.success && { ...other.data, exportedAt: one.data.exportedAt },
      ).to.deep.equal(one.success && one.data);
      expect(events.map(({ target }) => target)).to.deep.equal([]);
    });
  });

  describe('contents', () => {
    const links = (element: Element): HTMLElement[] => all(element, 'nav a');
    const progress = (element: Element): string => all(element, 'nav summary')[0]?.textContent?.trim() ?? '';

    it('count the sections that are complete, as they become so', async () => {
      const element = await showElement('interest-letter-form');
      expect(progress(element)).to.match(/\b0 \/ 7/);
      expect(links(element).map((link) => /бош/.test(nameOf(link)))).to.deep.equal(Array(7).fill(true));
      await write(element, 'letter.senderName', 'Үсөнов Мирлан');
      await until(() => /башталган/.test(nameOf(links(element)[0] as Element)));
      element.value = { letter: sampleDraft.letter, civicGroups: sampleDraft.civicGroups };
      await settled(element);
      expect(progress(element)).to.match(/\b2 \/ 7/);
      expect(links(element).map((link) => /даяр/.test(nameOf(link)))).to.deep.equal([
        true,
        false,
        false,
        false,
        true,
        false,
        false,
      ]);
      element.value = sampleDraft;
      await settled(element);
      expect(progress(element)).to.match(/\b7 \/ 7/);
      await write(element, 'municipality.areaHa', '1 2o0');
      await until(() => /\b6 \/ 7/.test(progress(element)));
    });

    it('lead to their sections', async () => {
      const element = await showElement('interest-letter-form');
      for (const [index, { tag }] of Object.values(subjects).entries()) {
        // On a narrow screen the contents are folded away.
        const [summary] = all(element, 'nav summary');
        if (!summary?.parentElement?.hasAttribute('open')) await click(summary as Element);
        await click(links(element)[index] as Element);
        const [section] = all(element, tag);
        await until(() => section?.shadowRoot?.activeElement);
        expect(focused().matches('h1, h2, h3'), tag).to.equal(true);
      }
    });

    it('and details that somebody closed stay closed when the language changes', async () => {
      const element = await showElement('interest-letter-form');
      const details = all<HTMLDetailsElement>(element, 'details');
      expect(details.length).to.be.greaterThan(2);
      const open = details.map((each, index) => (each.open = index % 2 === 1));
      await switchLanguage(element, 'ru');
      expect(all<HTMLDetailsElement>(element, 'details')).to.have.ordered.members(details);
      expect(details.map((each) => each.open)).to.deep.equal(open);
    });
  });

  describe('errors', () => {
    const check = /^Текшерүү$/;
    const summaryLinks = (element: Element): HTMLAnchorElement[] =>
      all<HTMLAnchorElement>(all(element, 'error-summary')[0] as Element, 'a');

    it('are listed when asked for, with the focus on the list; each leads into its field', async () => {
      const element = await showElement('interest-letter-form', {
        value: { ...sampleDraft, letter: { ...sampleDraft.letter, senderPosition: '', letterDate: 'кечээ' } },
      });
      await write(element, 'jointActivities.2.citizensReached', 'көп');
      await write(element, 'selfAssessment.priorityProblems.3', ' ');
      await write(element, 'municipality.ownRevenues.year', '');
      expect(all(element, 'error-summary')).to.deep.equal([]);
      await click(button(element, check));
      await until(() => focused().matches('section'));
      expect(nameOf(focused())).to.match(/\b5\b/);
      const paths = element.issues.map(({ path }) => path);
      expect(summaryLinks(element)).to.have.length(paths.length);
      for (const [index, path] of paths.entries()) {
        const link = summaryLinks(element)[index] as HTMLAnchorElement;
        link.focus();
        link.click();
        await until(() => focused() !== link);
        const control = focused();
        expect(isWrong(control), path.join('.')).to.equal(true);
        expect(saidAbout(control)).to.include(wording(element.issues[index]));
        await element.focusField(path);
        expect(focused()).to.equal(control);
      }
    });

    it('leave the list as they are mended', async () => {
      const element = await showElement('interest-letter-form', {
        value: { ...sampleDraft, letter: { ...sampleDraft.letter, keneshName: '', letterDate: 'кечээ' } },
      });
      await click(button(element, check));
      await until(() => all(element, 'error-summary').length);
      await settled(element);
      expect(summaryLinks(element)).to.have.length(2);
      await write(element, 'letter.keneshName', 'Көк-Төбө айылдык кеңеши');
      await until(() => summaryLinks(element).length === 1);
      await write(element, 'letter.letterDate', '14.02.2025');
      await until(() => all(element, 'error-summary').length === 0);
    });

    it('none: that is said', async () => {
      const element = await showElement('interest-letter-form', { value: sampleDraft });
      await click(button(element, check));
      await until(() => /Баары толтурулган/.test(status(element)));
      expect(all(element, 'error-summary')).to.deep.equal([]);
    });

    it('a download of what is not complete shows them instead', async () => {
      const element = await showElement('interest-letter-form');
      const events = heard('application-export');
      await click(button(element, /JSON файлын/));
      await until(() => focused().matches('section') && nameOf(focused()));
      expect(events).to.deep.equal([]);
      expect(summaryLinks(element).length).to.be.greaterThan(10);
    });

    it('that stop nothing are told apart', async () => {
      const element = await showElement('interest-letter-form', {
        value: { ...sampleDraft, jointActivities: [] },
      });
      await click(button(element, check));
      await until(() => all(element, 'error-summary').length);
      await settled(element);
      expect(element.checkValidity()).to.equal(true);
      expect(element.exportApplication().success).to.equal(true);
      const names = all(all(element, 'error-summary')[0] as Element, 'section').map(nameOf);
      expect(names).to.have.length(1);
      expect(names[0]).to.match(/тоскоол эмес/);
      summaryLinks(element)[0]?.click();
      await until(() => /Сап кошуу/.test(nameOf(focused())));
    });
  });

  it('a blank of the letter leads into another section', async () => {
    const element = await showElement('interest-letter-form');
    const blanks = all<HTMLAnchorElement>(element, 'letter-fields a').concat(
      all<HTMLAnchorElement>(all(element, 'letter-fields')[0] as Element, 'a'),
    );
    const field = await enter(element, 'municipality.municipalityName');
    focused().blur();
    for (const blank of new Set(blanks)) {
      blank.click();
      await settled(element);
      if (focused() === field) return;
      await until(() => focused() !== document.body);
      focused().blur();
    }
    expect.fail('no blank leads to the name of the municipality');
  });

  it('gives its parts to its sections: what is set on one is heard of by all', async () => {
    const element = await showElement('interest-letter-form');
    await write(element, 'municipality.municipalityName', 'Ак-Өлөң');
    await settled(element);
    expect(words(all(element, 'letter-fields')[0] as Element)).to.include('Ак-Өлөң');
  });

  it('two on one page are two drafts', async () => {
    const [one, other] = [
      await showElement('interest-letter-form'),
      await showElement('interest-letter-form'),
    ];
    await write(one, 'letter.senderName', 'Үсөнов Мирлан');
    expect(other.value.letter).to.deep.equal({});
    expect((await enter(other, 'letter.senderName')).value).to.equal('');
    expect(one.value.applicationId).not.to.equal(other.value.applicationId);
  });

  it('an empty draft belongs to the call that is shown', async () => {
    const element = await showElement('interest-letter-form');
    expect(element.value.callId).to.equal(call2025.id);
    element.call = { ...structuredClone(call2025), id: 'next-call' };
    await settled(element);
    expect(element.value.callId).to.equal('next-call');
  });
});
