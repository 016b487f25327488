import { assert, expect } from '@open-wc/testing';
import { DraftDesk } from '../../src/elements/draft-desk.js';
import { pageFiles } from '../../src/elements/evidence-files.js';
import type { InterestLetterForm } from '../../src/elements/interest-letter-form.js';
import { letterDesk } from '../../src/elements/letter-desk.js';
import { openPackagePanel } from '../../src/elements/package-panel.js';
import { mailOf } from '../../src/elements/package-mail.js';
import { call2025 } from '../../src/model/call-2025.js';
import type { Draft } from '../../src/model/draft.js';
import { toApplication } from '../../src/model/validate.js';
import { readPackage } from '../../src/sending/package.js';
import { sha256 } from '../../src/sending/sha256.js';
import { longDraft, sampleApplication, sampleDraft, sampleFiles } from '../sample.js';
import { all, button, heard, showElement, switchLanguage, until } from './page.js';

const limits = { file: 2e7, all: 1e8, files: 60 };
const words = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

const patches: (() => void)[] = [];
function patch(object: object, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { configurable: true, value });
  patches.push(() => {
    if (before) Object.defineProperty(object, name, before);
    else delete (object as Record<string, unknown>)[name];
  });
}
const noShare = (): void => patch(navigator, 'canShare', undefined);

beforeEach(async () => {
  noShare();
  for (const file of sampleFiles()) await pageFiles().add(file);
});
afterEach(() => {
  for (const mend of patches.splice(0)) mend();
});

const shown = (value: Draft = sampleDraft): Promise<InterestLetterForm> =>
  showElement('interest-letter-form', { value });

const dialogOf = (form: Element, heading = /почта/): HTMLDialogElement | undefined =>
  all<HTMLDialogElement>(form, 'dialog').find((dialog) => heading.test(words(dialog.querySelector('h2'))));

/** The panel, once its package is made or is not. */
async function open(form: InterestLetterForm, desk = deskOf(form)): Promise<HTMLDialogElement> {
  await openPackagePanel(desk);
  const dialog = dialogOf(form);
  assert(dialog, 'no panel');
  return dialog;
}
const deskOf = (form: InterestLetterForm): DraftDesk =>
  new DraftDesk(form, () => import('../../src/elements/draft-panels.js'));

/** The file that an act gives to the person. */
async function given(act: () => void): Promise<File> {
  let file: File | undefined;
  const { createObjectURL } = URL;
  patch(URL, 'createObjectURL', (data: Blob) => {
    file = data as File;
    return createObjectURL.call(URL, data);
  });
  let name = '';
  const { click } = HTMLAnchorElement.prototype;
  patch(HTMLAnchorElement.prototype, 'click', function (this: HTMLAnchorElement) {
    if (this.download) name = this.download;
    else click.call(this);
  });
  act();
  await until(() => file && name);
  return new File([file as File], name, { type: (file as File).type });
}

async function packageOf(form: InterestLetterForm): Promise<File> {
  const dialog = await open(form);
  const file = await given(() => button(form, /^Архивди жүктөп алуу$/).click());
  dialog.close();
  return file;
}

function choose(form: InterestLetterForm, file: File): void {
  const input = all<HTMLInputElement>(form, '.finish input[type=file]')[0] as HTMLInputElement;
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  Reflect.deleteProperty(input, 'files');
}

const news = (form: InterestLetterForm): string => words(all(form, '.word')[0]);

/** A draft without what an export adds by itself. */
const content = ({ letter, municipality, evidence }: Draft): unknown => ({
  letter,
  name: municipality.municipalityName,
  evidence: evidence.map(({ value }) => value),
});

describe('the package panel', () => {
  it('gives one file with the application, the letter in Kyrgyz, and the evidence', async () => {
    const form = await shown();
    const file = await packageOf(form);
    expect(file.name).to.match(/^letter-of-interest-Көк-Төбө-\d{4}-\d\d-\d\d\.zip$/);
    expect(file.type).to.equal('application/zip');
    const read = await readPackage(file, limits);
    assert(read.success);
    expect([read.data.files.size, read.data.missing, read.data.extra]).to.deep.equal([3, [], []]);
    const { exportedAt: _, ...application } = JSON.parse(read.data.application) as Record<string, unknown>;
    const { exportedAt: __, ...expected } = sampleApplication();
    expect(application).to.deep.equal(expected);
    const text = await file.text();
    expect(text).to.include('letter-of-interest-Көк-Төбө.docx');
    expect(text).to.include('evidence/criterionJointProjects/Спорт аянтчасы.jpg');
  });

  it('says what to attach, the deadline by the clock of Bishkek, and both addresses', async () => {
    const form = await shown();
    const dialog = await open(form);
    const said = words(dialog);
    expect(said).to.match(/Бир гана файлды тиркеңиз/);
    expect(said).to.include('2025-жылдын 28-февралы саат 18:00 (Бишкек убактысы)');
    expect(said).to.include(call2025.contacts.postalAddress);
    expect(said).to.include(call2025.contacts.email);
    expect(said).to.match(/\d+(,\d)? (?:КБ|МБ)/);
    expect(said).not.to.match(/жөнөтүлдү/i);
    await switchLanguage(form, 'en');
    expect(words(dialogOf(form, /./))).to.include('28 February 2025');
  });

  it('prepares an e-mail in Kyrgyz that says to attach the file', async () => {
    const form = await shown();
    await switchLanguage(form, 'ru');
    await openPackagePanel(deskOf(form));
    const link = all<HTMLAnchorElement>(form, 'a[href^="mailto:"]')[0];
    const url = new URL(link?.href ?? '');
    expect(url.pathname).to.equal('office@dpi.kg');
    expect(url.searchParams.get('subject')).to.equal('Кызыкдарлык каты: Көк-Төбө, Жети-Өгүз');
    const body = url.searchParams.get('body') ?? '';
    expect(body).to.match(/^\[Архивди тиркеп/);
    expect(body).to.include('Көк-Төбө');
    expect(body).to.include('Өмүрбеков Үсөн Төлөгөнович');
    expect(link?.href)
      .to.include('%0D%0A')
      .and.not.match(/%0A%0A|\+/);
  });

  it('keeps the address of the e-mail short however long the names are', () => {
    const long = toApplication(longDraft, call2025, { language: 'ky', exportedAt: new Date() });
    assert(long.success);
    const { href } = mailOf(long.data, call2025);
    expect(href.length).to.be.below(2000);
    expect(() => decodeURIComponent(href)).not.to.throw();
    const strange = {
      ...long.data,
      municipality: { ...long.data.municipality, municipalityName: 'a&b=c?#%\n"<🏔️' },
    };
    expect(new URL(mailOf(strange, call2025).href).searchParams.get('subject')).to.include('a&b=c?#% "<🏔️');
  });

  it('copies the postal address, and says where that cannot be', async () => {
    const form = await shown();
    await open(form);
    let copied = '';
    patch(navigator, 'clipboard', { writeText: async (text: string) => void (copied = text) });
    button(form, /^Почта дарегин көчүрүү$/).click();
    await until(() => /Көчүрүлдү/.test(words(dialogOf(form))));
    expect(copied).to.include(call2025.contacts.postalAddress);
    patch(navigator, 'clipboard', undefined);
    button(form, /^Почта дарегин көчүрүү$/).click();
    await until(() => /Көчүрүлгөн жок/.test(words(dialogOf(form))));
  });

  it('names the files that are not on this device, leads there, and makes no package', async () => {
    const [first, ...rest] = sampleDraft.evidence;
    const lost = {
      ...first,
      key: 'lost',
      value: { ...first?.value, fileName: 'Жок.pdf', sha256: 'ab'.repeat(32) },
    };
    const form = await shown({ ...sampleDraft, evidence: [...rest, lost] });
    const dialog = await open(form);
    expect(words(dialog.querySelector('li'))).to.equal('Жок.pdf');
    expect(all(form, 'a[href^="mailto:"]')).to.have.length(0);
    button(form, /^Ошол жерге өтүү$/).click();
    expect(dialog.open).to.equal(false);
  });

  it('makes nothing of an application that is not finished', async () => {
    const form = await shown({ ...sampleDraft, letter: {} });
    const dialog = await open(form);
    expect(words(dialog)).to.match(/толтурула элек/);
    expect(all(form, 'a[href^="mailto:"]')).to.have.length(0);
  });

  it('leaves the letter out only if the person wants that', async () => {
    const form = await shown();
    const desk = deskOf(form);
    patch(letterDesk(desk), 'docx', () => Promise.reject(new TypeError('no network')));
    const dialog = await open(form, desk);
    expect(words(dialog)).to.match(/Word каты түзүлгөн жок/);
    expect(all(form, 'a[href^="mailto:"]')).to.have.length(0);
    button(form, /^Катсыз түзүү$/).click();
    await until(() => all(form, 'a[href^="mailto:"]').length);
    expect(words(dialog)).to.match(/кат жок/);
    const file = await given(() => button(form, /^Архивди жүктөп алуу$/).click());
    expect(await file.text()).not.to.include('letter-of-interest-Көк-Төбө.docx');
  });

  describe('where the device can share', () => {
    beforeEach(() => patch(navigator, 'canShare', () => true));

    it('shares the file', async () => {
      const form = await shown();
      await open(form);
      let files: readonly File[] = [];
      patch(navigator, 'share', async (data: ShareData) => void (files = data.files ?? []));
      button(form, /^Бөлүшүү$/).click();
      await until(() => files.length);
      expect(files[0]?.name).to.match(/\.zip$/);
    });

    it('says nothing when the person changes his mind, and what to do when the device refuses', async () => {
      const form = await shown();
      const dialog = await open(form);
      patch(navigator, 'share', () => Promise.reject(new DOMException('', 'AbortError')));
      button(form, /^Бөлүшүү$/).click();
      await Promise.resolve();
      expect(words(dialog.querySelector('[role=status]'))).to.equal('Архив даяр.');
      patch(navigator, 'share', () => Promise.reject(new DOMException('', 'NotAllowedError')));
      button(form, /^Бөлүшүү$/).click();
      await until(() => /бөлүшө албайт/.test(words(dialog)));
      expect(all(form, 'button').some((each) => words(each) === 'Бөлүшүү')).to.equal(false);
    });
  });

  it('warns of a file that mail services refuse', async () => {
    const bytes = new Uint8Array(19 * 1_048_576).map((_, at) => (at * 31) >> 3);
    const { sha256, size } = await pageFiles().add(new Blob([bytes]), { mediaType: 'application/pdf' });
    const evidence = [
      {
        key: 'large',
        value: {
          criterion: 'jointDecision',
          fileName: 'чоң.pdf',
          mediaType: 'application/pdf',
          size: String(size),
          sha256,
        },
      },
    ];
    const form = await shown({ ...sampleDraft, evidence });
    expect(words(await open(form))).to.match(/Файл чоң \(19,\d МБ\)/);
  });
});

describe('opening a package', () => {
  it('brings the same draft and the same files', async () => {
    const file = await packageOf(await shown());
    await pageFiles().clear();
    const form = await shown({
      ...sampleDraft,
      letter: {},
      municipality: {},
      selfAssessment: {},
      jointActivities: [],
      civicGroups: [],
      donorProjects: [],
      evidence: [],
    });
    choose(form, file);
    await until(() => /Файл ачылды/.test(news(form)));
    expect(news(form)).to.include('Архивден алынган файлдар: 3.');
    expect(content(form.value)).to.deep.equal(content(sampleDraft));
    for (const { value } of sampleDraft.evidence) {
      const kept = await pageFiles().get(String(value['sha256']));
      assert(kept, String(value['fileName']));
      expect(await sha256(kept)).to.equal(value['sha256']);
    }
  });

  it('asks as for any other file what shall stand', async () => {
    const file = await packageOf(await shown());
    const form = await shown({
      ...sampleDraft,
      applicationId: '11111111-2222-4333-8444-555555555555',
      municipality: { municipalityName: 'Ак-Суу' },
    });
    choose(form, file);
    await until(() => dialogOf(form, /Файлды ачуу/));
    button(form, /^Ачуу$/).click();
    await until(() => /Файл ачылды/.test(news(form)));
    expect(form.value.municipality.municipalityName).to.equal('Көк-Төбө');
    expect(news(form)).to.include('Архивден алынган файлдар: 3.');
  });

  const refused = async (file: File): Promise<string> => {
    const form = await shown();
    const events = heard('application-error');
    const before = form.value;
    choose(form, file);
    await until(() => /Файл ачылган жок/.test(news(form)));
    expect(events).to.have.length(1);
    expect(form.value).to.equal(before);
    return news(form);
  };

  it('refuses what is none in plain words and leaves what is on the screen', async () => {
    const whole = await packageOf(await shown());
    expect(await refused(new File([whole.slice(0, 5000)], 'a.zip'))).to.match(/Архив толук эмес/);
    const docx = await letterDesk(deskOf(await shown())).docx('ky');
    expect(await refused(new File([docx], 'кат.docx'))).to.match(/Word, Excel/);
    const empty = new File([`PK\x05\x06${'\0'.repeat(18)}`], 'a.zip');
    expect(await refused(empty)).to.match(/өтүнмө \(application\.json\) жок/);
  });

  it('is what importing a file can do as well', async () => {
    const file = await packageOf(await shown());
    await pageFiles().clear();
    const form = await showElement('interest-letter-form');
    const result = await form.importApplication(file);
    assert(result.success);
    expect(content(form.value)).to.deep.equal(content(sampleDraft));
    expect(await pageFiles().has(String(sampleDraft.evidence[0]?.value['sha256']))).to.equal(true);
    expect((await form.importApplication(new File(['PK\x03\x04'], 'a.zip'))).success).to.equal(false);
    expect((await form.importApplication(JSON.stringify(sampleApplication()))).success).to.equal(true);
  });
});
