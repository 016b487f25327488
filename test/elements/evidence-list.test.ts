import { assert, expect } from '@open-wc/testing';
import fc from 'fast-check';
import '../../src/define/evidence-list.js';
import { DraftFiles } from '../../src/draft/files.js';
import { deviceFiles, pageFiles } from '../../src/elements/evidence-files.js';
import type { EvidenceList } from '../../src/elements/evidence-list.js';
import { cleanName, uniqueName } from '../../src/elements/evidence-names.js';
import { call2025 } from '../../src/model/call-2025.js';
import { parts } from '../../src/model/application.js';
import type { Call } from '../../src/model/call.js';
import { isAccessible, expectAccessible, hostPage } from './contract/accessibility.js';
import { readsItsCall } from './contract/call.js';
import { speaksWithItsHost } from './contract/events.js';
import { takesPartInForms } from './contract/form-participation.js';
import { followsTheLanguage } from './contract/language.js';
import { saysWhatIsWrong } from './contract/messages.js';
import { keepsWhatWasTyped } from './contract/raw-text.js';
import type { Subject, Tag } from './contract/subject.js';
import {
  all,
  button,
  engine,
  focused,
  heard,
  nameOf,
  press,
  settled,
  show,
  showElement,
  until,
  write,
} from './page.js';

type Facts = Record<'criterion' | 'fileName' | 'mediaType' | 'size' | 'sha256' | 'note', string>;
interface Row {
  readonly key: string;
  readonly value: Facts;
}

const [first = '', second = ''] = call2025.criteria;
const rows = (list: EvidenceList): Row[] => list.value as Row[];
const names = (list: EvidenceList): string[] => rows(list).map(({ value }) => value.fileName);
const items = (list: EvidenceList): HTMLElement[] => all(list, 'li[data-key]');
const card = (list: EvidenceList, criterion: string): HTMLElement =>
  all(list, `[data-criterion=${criterion}]`)[0] as HTMLElement;
const said = (list: EvidenceList): string =>
  all(list, '[role=status]')
    .map((status) => status.textContent?.trim())
    .join('');
/** What is refused, as it reads on the screen. */
const refusals = (list: EvidenceList): string[] =>
  all(list, '[role=alert] p').map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim());

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
const hashOf = async (blob: Blob): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));

const fileOf = (name: string, ...content: BlobPart[]): File => new File(content, name);
const pdf = (name: string, content = name): File => fileOf(name, '%PDF-1.7\n', content);
/** A PDF of so many bytes. */
const largePdf = (name: string, size: number): File => fileOf(name, '%PDF-1.7\n', new Uint8Array(size - 9));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const encoded = (canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> =>
  new Promise((resolve) => canvas.toBlob((blob) => resolve(blob as Blob), type, quality));

/** A picture, red on its left and blue on its right, with so much noise that it is as large as a photograph. */
async function photograph(width: number, height: number, type = 'image/jpeg'): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const image = context.createImageData(width, height);
  let state = 7;
  for (let at = 0; at < image.data.length; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const isLeft = (at / 4) % width < width / 2;
    image.data.set([isLeft ? 190 : 0, (state >>> 24) % 64, isLeft ? 0 : 190, 255], at);
  }
  context.putImageData(image, 0, 0);
  return encoded(canvas, type, 0.98);
}

/** The same JPEG as a camera writes it that was held upright. */
async function turned(jpeg: Blob): Promise<Blob> {
  const exif = bytesOf('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0');
  const head = Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2);
  return new Blob([head, exif, jpeg.slice(2)], { type: 'image/jpeg' });
}

async function pixel(blob: Blob, x: number, y: number): Promise<number[]> {
  const bitmap = await createImageBitmap(blob);
  const canvas = Object.assign(document.createElement('canvas'), {
    width: bitmap.width,
    height: bitmap.height,
  });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  return [...context.getImageData(x * (bitmap.width - 1), y * (bitmap.height - 1), 1, 1).data];
}
const isRed = ([red = 0, , blue = 0]: number[]): boolean => red > 100 && blue < 90;

/** A ZIP in so far as its names can be read. */
const zipWith = (name: string, path: string): File => fileOf(name, 'PK\x03\x04', '\0'.repeat(30), path);

/** The browser's window for choosing files, which no test can click in. */
let opened: HTMLInputElement | undefined;
const isOpened = (input: HTMLInputElement): void => void (opened = input);
const realClick = HTMLInputElement.prototype.click;
before(() => {
  HTMLInputElement.prototype.click = function (this: HTMLInputElement) {
    if (this.type === 'file') isOpened(this);
    else realClick.call(this);
  };
});
after(() => {
  HTMLInputElement.prototype.click = realClick;
});

afterEach(async () => {
  await deviceFiles().clear();
  await pageFiles().clear();
});

/** Chooses files in the window that was opened. */
function chooseInWindow(files: readonly File[]): void {
  assert(opened, 'no window was opened');
  const input = opened;
  opened = undefined;
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  Reflect.deleteProperty(input, 'files');
}

/** Nothing is on its way in. */
async function calm(list: EvidenceList): Promise<void> {
  await settled(list);
  await until(() => !all(list, '.job').length);
  await settled(list);
}

async function choose(list: EvidenceList, criterion: string, ...files: File[]): Promise<void> {
  (card(list, criterion).querySelector('.choose') as HTMLElement).click();
  chooseInWindow(files);
  await calm(list);
}

function transfer(files: readonly File[], texts: Readonly<Record<string, string>> = {}): DataTransfer {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  for (const [type, words] of Object.entries(texts)) data.setData(type, words);
  return data;
}

/** Drags files over an element and drops them. The returned event tells whether the page goes away. */
function dropOn(target: Element, files: readonly File[]): DragEvent {
  const events = ['dragover', 'drop'].map(
    (type) =>
      new DragEvent(type, {
        bubbles: true,
        composed: true,
        cancelable: true,
        dataTransfer: transfer(files),
      }),
  );
  for (const event of events) target.dispatchEvent(event);
  return events[1] as DragEvent;
}

const rowOf = async (file: File, criterion = first, more: Partial<Facts> = {}): Promise<Partial<Facts>> => ({
  criterion,
  fileName: file.name,
  mediaType: 'application/pdf',
  size: String(file.size),
  sha256: await hashOf(file),
  ...more,
});

async function showList(members: Partial<EvidenceList> = {}, into?: Element): Promise<EvidenceList> {
  const list = await showElement('evidence-list', { draft: null, ...members }, into);
  await until(() => all(list, '.choose').length);
  return list;
}

describe('evidence-list', () => {
  describe('choosing', () => {
    it('has a place for each criterion in the words of the call, for the decision and for the letter', async () => {
      const list = await showList();
      const groups = all(list, '[role=group]').map(nameOf);
      expect(groups).to.deep.equal([
        ...call2025.texts.ky.announcement.criteria.items,
        'Биргелешкен чечим',
        'Кол коюлган каттын сканы',
      ]);
      expect(
        all(list, 'button')
          .map(nameOf)
          .filter((name) => name.startsWith('Файл тандоо')),
      ).to.have.length(5);
      expect(items(list)).to.deep.equal([]);
      expect(list.issues).to.deep.equal([]);
    });

    it('several files at once become rows with their facts, and their bytes come back from the device', async () => {
      const list = await showList();
      const events = heard('row-add', 'input', 'change');
      const [a, b] = [pdf('Протокол.pdf'), zipWith('Токтом.docx', 'word/document.xml')];
      await choose(list, second, a, b);
      expect(rows(list).map(({ value }) => value)).to.deep.equal([
        await rowOf(a, second),
        await rowOf(b, second, {
          mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        }),
      ]);
      expect(items(list).map((item) => item.closest('[data-criterion]'))).to.deep.equal([
        card(list, second),
        card(list, second),
      ]);
      expect(events.map(({ type }) => type)).to.deep.equal([
        ...['row-add', 'input', 'change'],
        ...['row-add', 'input', 'change'],
      ]);
      expect(said(list)).to.equal('Кошулду: Токтом.docx');
      // As after a reload: another connection to the device.
      const again = new DraftFiles(() => indexedDB);
      for (const [index, file] of [a, b].entries()) {
        const found = await again.get(rows(list)[index]?.value.sha256 as string);
        expect(found?.type).to.equal(rows(list)[index]?.value.mediaType);
        expect(found && (await hashOf(found))).to.equal(await hashOf(file));
      }
      again.close();
      expect(list.checkValidity()).to.equal(true);
      expect(parts.evidence.schema.safeParse({ ...rows(list)[0]?.value, size: a.size }).success).to.equal(
        true,
      );
    });

    it('dropped on a card they are its own; dropped beside they do not take the page away', async () => {
      const list = await showList();
      const over = new DragEvent('dragover', {
        bubbles: true,
        composed: true,
        cancelable: true,
        dataTransfer: transfer([pdf('a.pdf')]),
      });
      (card(list, first).querySelector('.words') as HTMLElement).dispatchEvent(over);
      expect(over.defaultPrevented).to.equal(true);
      const drop = dropOn(card(list, first).querySelector('.words') as HTMLElement, [
        pdf('a.pdf'),
        pdf('b.pdf'),
      ]);
      expect(drop.defaultPrevented).to.equal(true);
      await until(() => items(list).length === 2);
      await calm(list);
      expect(rows(list).map(({ value }) => [value.criterion, value.fileName])).to.deep.equal([
        [first, 'a.pdf'],
        [first, 'b.pdf'],
      ]);
      expect(dropOn(document.body, [pdf('c.pdf')]).defaultPrevented).to.equal(true);
      list.readonly = true;
      await settled(list);
      expect(dropOn(card(list, first), [pdf('d.pdf')]).defaultPrevented).to.equal(true);
      list.readonly = false;
      // A place of the host page's own takes its files as before.
      const own = await show(Object.assign(document.createElement('input'), { type: 'file' }));
      expect(dropOn(own, [pdf('e.pdf')]).defaultPrevented).to.equal(false);
      list.remove();
      expect(dropOn(document.body, [pdf('f.pdf')]).defaultPrevented).to.equal(false);
      await show(list);
      expect(names(list)).to.deep.equal(['a.pdf', 'b.pdf']);
    });

    it('pasted into a card they are its own; text goes where it always went', async () => {
      const list = await showList({ value: [await rowOf(pdf('x.pdf'))] });
      const pasted = (files: File[], texts = {}): Event =>
        // Firefox lets no constructor put files on the clipboard.
        Object.defineProperty(
          new Event('paste', { bubbles: true, composed: true, cancelable: true }),
          'clipboardData',
          { value: transfer(files, texts) },
        );
      const target = card(list, second).querySelector('.choose') as HTMLElement;
      target.dispatchEvent(pasted([pdf('көчүрмө.pdf')]));
      await until(() => items(list).length === 2);
      await calm(list);
      expect(rows(list)[1]?.value).to.include({ criterion: second, fileName: 'көчүрмө.pdf' });
      const note = all<HTMLTextAreaElement>(list, 'textarea')[0] as HTMLTextAreaElement;
      const both = pasted([pdf('сөз.pdf')], { 'text/plain': 'сөз' });
      note.dispatchEvent(both);
      expect(both.defaultPrevented).to.equal(false);
      await settled(list);
      expect(rows(list)).to.have.length(2);
    });

    it('on a phone a photograph is asked of the camera behind', async () => {
      const list = await showList();
      (card(list, 'signedLetter').querySelector('.photo') as HTMLElement).click();
      expect(opened?.getAttribute('capture')).to.equal('environment');
      chooseInWindow([fileOf('image.jpg', await photograph(40, 30))]);
      await until(() => items(list).length === 1);
      expect(rows(list)[0]?.value).to.include({ criterion: 'signedLetter', mediaType: 'image/jpeg' });
    });

    it('shows how far a file is, and stops when it is told to; the others go on', async () => {
      const list = await showList();
      let goOn: () => void = () => undefined;
      const slow = largePdf('чоң.pdf', 3_000_000);
      const { slice } = slow;
      slow.slice = (from = 0, to = 0) => {
        const part = slice.call(slow, from, to);
        if (from >= 1_048_576)
          part.arrayBuffer = () =>
            new Promise((resolve) => (goOn = () => resolve(new ArrayBuffer(to - from))));
        return part;
      };
      (card(list, first).querySelector('.choose') as HTMLElement).click();
      chooseInWindow([slow, pdf('кичине.pdf')]);
      await until(() => all<HTMLProgressElement>(list, 'progress')[0]?.value);
      const bar = all<HTMLProgressElement>(list, 'progress')[0] as HTMLProgressElement;
      expect(bar.value).to.be.greaterThan(0.3).and.below(0.4);
      expect(nameOf(bar)).to.equal('чоң.pdf');
      button(list, /^Токтотуу: чоң/).click();
      goOn();
      await until(() => items(list).length === 1);
      await calm(list);
      expect(names(list)).to.deep.equal(['кичине.pdf']);
      expect(refusals(list)).to.deep.equal([]);
    });

    it('what is still being read when another draft comes does not come into that one', async () => {
      const list = await showList();
      let goOn: () => void = () => undefined;
      const slow = pdf('мурунку.pdf');
      const { slice } = slow;
      let reads = 0;
      slow.slice = (from, to) => {
        const part = slice.call(slow, from, to);
        // The first look is for its kind.
        if (reads++) {
          const { arrayBuffer } = part;
          part.arrayBuffer = () => new Promise((resolve) => (goOn = () => resolve(arrayBuffer.call(part))));
        }
        return part;
      };
      (card(list, first).querySelector('.choose') as HTMLElement).click();
      chooseInWindow([slow]);
      await until(() => reads > 1);
      list.store.clear();
      goOn();
      await calm(list);
      expect(list.value).to.deep.equal([]);
    });

    it('loads what it needs when it comes near the screen', async () => {
      const spacer = document.createElement('div');
      spacer.style.height = '9000px';
      await show(spacer);
      const list = await showElement('evidence-list');
      expect(all(list, 'h3')).to.have.length(1);
      expect(all(list, 'button')).to.deep.equal([]);
      list.scrollIntoView();
      await until(() => all(list, '.choose').length === 5);
    });
  });

  describe('names', () => {
    it('have no path and nothing that cannot be seen, and no two are the same', async () => {
      const list = await showList();
      await choose(
        list,
        first,
        pdf('скан.pdf', '1'),
        pdf('../../etc/скан.pdf', '2'),
        pdf('C:\\Документтер\\СКАН.PDF', '3'),
        pdf('то\u202eк\u0000т\u0007ом\u200b.pdf', '4'),
        pdf('.pdf', '5'),
        pdf('con.pdf', '6'),
        pdf(`${'ө'.repeat(400)}.pdf`, '7'),
        pdf('Токтом №7.2024', '8'),
      );
      await choose(list, second, pdf('скан.pdf', '9'));
      expect(names(list)).to.deep.equal([
        'скан.pdf',
        'скан (2).pdf',
        'СКАН (3).pdf',
        'токтом.pdf',
        'file.pdf',
        '_con.pdf',
        `${'ө'.repeat(100)}.pdf`,
        'Токтом №7.2024.pdf',
        'скан (4).pdf',
      ]);
    });

    it('say what the file is by its bytes', async () => {
      const list = await showList();
      await choose(
        list,
        first,
        fileOf('сүрөт.pdf', await photograph(20, 20)),
        fileOf('сүрөт.jpg', await photograph(20, 20, 'image/png')),
        zipWith('тизме.zip', 'xl/workbook.xml'),
        fileOf('а.odt', 'PK\x03\x04', '\0'.repeat(26), 'mimetypeapplication/vnd.oasis.opendocument.textPK'),
        fileOf('б.heic', '\0\0\0\x18ftypheic', 'x'),
        fileOf('в.doc', bytesOf('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'x'),
      );
      expect(refusals(list)).to.deep.equal([]);
      expect(rows(list).map(({ value }) => [value.fileName, value.mediaType])).to.deep.equal([
        ['сүрөт.jpg', 'image/jpeg'],
        ['сүрөт.png', 'image/png'],
        ['тизме.zip.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
        ['а.odt', 'application/vnd.oasis.opendocument.text'],
        ['б.heic', 'image/heic'],
        ['в.doc', 'application/msword'],
      ]);
      expect(items(list)[4]?.textContent).to.match(/HEIC/);
    });

    it('of anything are names that the model, a file system and a ZIP take', () => {
      const kind = { mediaType: 'application/pdf', extensions: ['pdf'] } as const;
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
          const clean = cleanName(name, kind, 'file');
          expect(clean).to.match(/^[^/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]+\.pdf$/iu);
          expect(clean).not.to.match(/^\s|^\.|\s\./);
          expect(new TextEncoder().encode(clean).length).to.be.below(500);
          expect(parts.evidence.fields.fileName.data.safeParse(clean).success).to.equal(true);
          const next = uniqueName(clean, [clean.toUpperCase(), clean]);
          expect(next.toLowerCase()).not.to.equal(clean.toLowerCase());
        }),
      );
    });
  });

  describe('refusals', () => {
    it('say of each file what is wrong, at its card; the others come in', async () => {
      const list = await showList();
      await choose(
        list,
        first,
        fileOf('бош.pdf'),
        fileOf('видео.mp4', '\0\0\0\x18ftypmp42'),
        zipWith('баары.zip', 'скан.pdf'),
        fileOf('бузук.pdf', '<html>'),
        fileOf('жабык.docx', bytesOf('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')),
        largePdf('чоң.pdf', 20 * 1_048_576 + 1),
        pdf('жакшы.pdf'),
      );
      expect(names(list)).to.deep.equal(['жакшы.pdf']);
      const shown = refusals(list);
      for (const [index, words] of [
        /^бош\.pdf – Файл бош/,
        /^видео\.mp4 – Мындай файл алынбайт\. .*: PDF, JPG/,
        /^баары\.zip – Архив алынбайт/,
        /^бузук\.pdf – Файл бузулган окшойт/,
        /^жабык\.docx – Файл сырсөз менен/,
        /^чоң\.pdf – Файл өтө чоң: 20,1 МБ, эң көбү 20 МБ/,
      ].entries())
        expect(shown[index]).to.match(words);
      expect(shown).to.have.length(6);
      expect(card(list, first).contains(all(list, '.refusal')[0] as Element)).to.equal(true);
      button(list, /^Билдирүүнү жабуу: бош/).click();
      await settled(list);
      expect(refusals(list)).to.have.length(5);
      expect(focused()).to.equal(card(list, first).querySelector('.choose'));
      await choose(list, first, pdf('дагы.pdf'));
      expect(refusals(list)).to.deep.equal([]);
    });

    it('a file that can no longer be read is one, and nothing of it stays', async () => {
      const list = await showList();
      const gone = pdf('жок.pdf');
      gone.slice = () => {
        throw new DOMException('', 'NotReadableError');
      };
      await choose(list, first, gone, pdf('бар.pdf'));
      expect(names(list)).to.deep.equal(['бар.pdf']);
      expect(refusals(list)[0]).to.match(/^жок\.pdf – Файл окулган жок/);
    });

    it('count all files together: 60 of them, 100 MB', async () => {
      const row = await rowOf(pdf('x.pdf'));
      const many = Array.from({ length: 60 }, (_, index) => ({ ...row, fileName: `${index}.pdf` }));
      const list = await showList({ value: many });
      await choose(list, second, pdf('ашык.pdf'));
      expect(rows(list)).to.have.length(60);
      expect(refusals(list)[0]).to.match(/Эң көбү 60 файл/);
      list.value = [{ ...row, size: String(100 * 1_048_576 - 10) }];
      await settled(list);
      await choose(list, second, pdf('оор.pdf', '12345678901234567890'));
      expect(rows(list)).to.have.length(1);
      expect(refusals(list)[0]).to.match(/эң көбү 100 МБ болушу керек/);
    });

    it('are by the limits of the call, which also say what may be chosen', async () => {
      const limited = (evidence: Call['evidence']): Call => ({ ...call2025, id: 'limited', evidence });
      const list = await showList({
        call: limited({ fileMB: 2, totalMB: 3, files: 2, types: ['pdf', 'word'] }),
      });
      const lead = (): string => all(list, '.lead')[0]?.textContent?.replace(/\s+/g, ' ') ?? '';
      const accepts = (): string => all<HTMLInputElement>(list, 'input.pick')[0]?.accept ?? '';
      await until(() =>
        /кошуңуз: PDF, Word\. Бир файл эң көбү 2 МБ, баары биригип эң көбү 3 МБ/.test(lead()),
      );
      expect(accepts()).to.match(/^application\/pdf,\.pdf,.*\.docx,.*\.doc$/);
      expect(all(list, '.photo')).to.deep.equal([]);

      const MB = 1_048_576;
      const picture = new File([await photograph(8, 8)], 'сүрөт.jpg');
      await choose(list, first, largePdf('чоң.pdf', 2 * MB + 1), picture, largePdf('бир.pdf', 2 * MB));
      await choose(list, second, largePdf('эки.pdf', MB + 1));
      expect(names(list)).to.deep.equal(['бир.pdf']);
      const shown = refusals(list);
      expect(shown[0]).to.match(/^чоң\.pdf – .*эң көбү 2 МБ\./);
      expect(shown[1]).to.match(/^сүрөт\.jpg – Мындай файл алынбайт\. .*: PDF, Word\.$/);
      expect(shown[2]).to.match(/^эки\.pdf – Бардык файлдар биригип эң көбү 3 МБ/);
      await choose(list, second, pdf('үч.pdf'), pdf('төрт.pdf'));
      expect(names(list)).to.deep.equal(['бир.pdf', 'үч.pdf']);
      expect(refusals(list).at(-1)).to.match(/^төрт\.pdf – Эң көбү 2 файл/);

      list.call = limited({ types: ['image', 'opendocument'] });
      await until(() => /кошуңуз: JPG, PNG, ODT, ODS\. Бир файл эң көбү 20 МБ/.test(lead()));
      expect(accepts()).to.match(/^image\/\*,.*\.odt,.*\.ods$/);
      list.value = [];
      await choose(list, first, pdf('эми.pdf'), picture);
      expect(names(list)).to.deep.equal(['сүрөт.jpg']);
      list.call = null;
      await until(() => /кошуңуз: PDF, JPG, PNG, Word, Excel, ODT, ODS\./.test(lead()));
    });

    it('the same file twice for one criterion is said and not doubled; for another it serves as well', async () => {
      const list = await showList();
      await choose(list, first, pdf('а.pdf', 'бир'), pdf('б.pdf', 'бир'));
      expect(names(list)).to.deep.equal(['а.pdf']);
      expect(said(list)).to.equal('Бул файл мурда эле кошулган: а.pdf');
      await choose(list, second, pdf('в.pdf', 'бир'));
      expect(names(list)).to.deep.equal(['а.pdf', 'в.pdf']);
    });
  });

  describe('pictures', () => {
    it('become smaller, upright as the camera held them; the original is kept on request', async () => {
      const list = await showList();
      const jpeg = await turned(await photograph(3000, 1500));
      expect(jpeg.size).to.be.greaterThan(600_000);
      await choose(list, first, fileOf('IMG_1.jpeg', jpeg));
      const { value } = rows(list)[0] as Row;
      expect(Number(value.size)).to.be.below(jpeg.size * 0.8);
      const small = (await deviceFiles().get(value.sha256)) as Blob;
      expect(small.size).to.equal(Number(value.size));
      const bitmap = await createImageBitmap(small);
      expect([bitmap.width, bitmap.height]).to.deep.equal([1200, 2400]);
      expect(isRed(await pixel(small, 0.5, 0))).to.equal(true);
      expect(isRed(await pixel(small, 0.5, 1))).to.equal(false);
      await write(list, 'evidence.0.note', 'Жыйын');
      expect(items(list)[0]?.textContent).to.match(/Сүрөт кичирейтилди/);
      button(list, /^Түпнускасын сактоо/).click();
      await calm(list);
      expect(rows(list)).to.have.length(1);
      expect(rows(list)[0]?.value).to.include({
        size: String(jpeg.size),
        sha256: await hashOf(jpeg),
        fileName: 'IMG_1.jpeg',
        note: 'Жыйын',
      });
      expect(all(list, '.original')).to.deep.equal([]);
    });

    it('that are small already, or would not become smaller, stay as they are', async () => {
      const list = await showList();
      const jpeg = await photograph(400, 300);
      await choose(list, first, fileOf('кичине.jpg', jpeg));
      expect(rows(list)[0]?.value.sha256).to.equal(await hashOf(jpeg));
    });

    it('that the browser cannot read are kept as they are', async () => {
      const list = await showList();
      const heic = fileOf('IMG_2.HEIC', '\0\0\0\x18ftypheic', new Uint8Array(700_000));
      await choose(list, first, heic);
      expect(rows(list)[0]?.value).to.include({ fileName: 'IMG_2.heic', sha256: await hashOf(heic) });
      await until(() => !all(list, 'canvas').length);
    });

    it('are seen small in their rows, without an address that a policy would have to allow', async () => {
      const list = await showList();
      await choose(list, first, fileOf('а.jpg', await photograph(60, 30)));
      const canvas = all<HTMLCanvasElement>(list, 'canvas')[0] as HTMLCanvasElement;
      const seen = (x: number): number[] => [
        ...(canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(x, 60, 1, 1).data,
      ];
      await until(() => seen(4)[3]);
      expect(isRed(seen(4))).to.equal(true);
      expect(isRed(seen(124))).to.equal(false);
      expect(all(list, 'img')).to.deep.equal([]);
    });
  });

  describe('rows', () => {
    it('a file is removed, the focus stays near, and undo brings it back with its note', async () => {
      const list = await showList();
      const events = heard('row-remove');
      await choose(list, first, pdf('а.pdf'), pdf('б.pdf'), pdf('в.pdf'));
      await write(list, 'evidence.1.note', 'Экинчи');
      const before = list.value;
      button(list, /^Өчүрүү: б/).focus();
      await press('Enter');
      await settled(list);
      expect(names(list)).to.deep.equal(['а.pdf', 'в.pdf']);
      expect(nameOf(focused())).to.equal('Өчүрүү: в.pdf');
      expect(events[0]).to.include({ part: 'evidence', index: 1 });
      expect(said(list)).to.equal('Өчүрүлдү: б.pdf');
      await press('Enter');
      await settled(list);
      expect(nameOf(focused())).to.equal('Өчүрүү: а.pdf');
      await press('Enter');
      await settled(list);
      expect(focused()).to.equal(card(list, first).querySelector('.choose'));
      button(list, /^Кайтаруу/).click();
      await settled(list);
      expect(names(list)).to.deep.equal(['а.pdf']);
      list.store.undo();
      list.store.undo();
      await settled(list);
      expect(list.value).to.deep.equal(before);
      expect(list.issues).to.deep.equal([]);
    });

    it('a file is given back as it came', async () => {
      const list = await showList();
      const file = pdf('протокол.pdf');
      await choose(list, first, file);
      const links: HTMLAnchorElement[] = [];
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        links.push(this);
      };
      try {
        button(list, /^протокол\.pdf$/).click();
        await until(() => links.length);
      } finally {
        HTMLAnchorElement.prototype.click = click;
      }
      expect(links[0]?.download).to.equal('протокол.pdf');
      const blob = await (await fetch(links[0]?.href as string)).blob();
      expect(await hashOf(blob)).to.equal(await hashOf(file));
    });

    it('whose criterion the call does not have are shown and kept', async () => {
      const file = pdf('эски.pdf');
      await deviceFiles().add(file);
      const list = await showList({ value: [await rowOf(file, 'criterionOfAnotherCall')] });
      expect(nameOf(items(list)[0]?.closest('[role=group]') as Element)).to.equal('Башка файлдар');
      expect(list.checkValidity()).to.equal(true);
    });

    it('show what is wrong with the facts of a file, and survive anything', async () => {
      const list = await showList({
        value: [{ criterion: first, fileName: 'а.pdf', sha256: 'ff', size: 'көп' }],
      });
      list.reportValidity();
      await settled(list);
      expect(items(list)[0]?.querySelectorAll('.message.error').length).to.be.greaterThan(1);
      for (const value of [
        null,
        7,
        'x',
        [null, 1, []],
        [{ key: '"]', value: { fileName: {}, size: -1 } }],
        [{}, {}],
      ]) {
        list.value = value;
        await settled(list);
        expect(list.issues).to.be.an('array');
      }
      await fc.assert(
        fc.asyncProperty(fc.array(fc.anything()), async (value) => {
          list.value = value;
          await settled(list);
          expect(items(list)).to.have.length(rows(list).length);
        }),
        { numRuns: 40 },
      );
    });

    it('can be gone to: a note, the button of a criterion, a file that is missing; and nothing else', async () => {
      const [here, gone] = [pdf('бар.pdf'), pdf('жок.pdf')];
      await deviceFiles().add(here);
      const list = await showList({ value: [await rowOf(here), await rowOf(gone)] });
      await until(() => list.issues.length);
      await settled(list);
      expect(await list.focusField('evidence.0.note')).to.equal(true);
      expect(focused()).to.equal(all(list, 'textarea')[0]);
      expect(await list.focusField(['evidence', 1, 'sha256'])).to.equal(true);
      expect(nameOf(focused())).to.equal('Кайра тандоо: жок.pdf');
      expect(await list.focusField('evidence.0.size')).to.equal(true);
      expect(focused()).to.equal(all(list, 'textarea')[0]);
      expect(await list.focusField('evidence.signedLetter')).to.equal(true);
      expect(focused()).to.equal(card(list, 'signedLetter').querySelector('.choose'));
      for (const path of [
        'evidence.2',
        'evidence.0.nothing',
        'evidence.0.constructor',
        'evidence.0.note.x',
        'x',
        '-1',
      ])
        expect(await list.focusField(path), path).to.equal(false);
    });

    it('readonly and disabled take nothing; what is there can still be had', async () => {
      const file = pdf('бар.pdf');
      await deviceFiles().add(file);
      const list = await showList({ value: [await rowOf(file)], readonly: true });
      const open = (): string[] =>
        all<HTMLButtonElement>(list, 'button')
          .filter((each) => !each.disabled)
          .map(nameOf);
      expect(open()).to.deep.equal(['бар.pdf']);
      dropOn(card(list, first), [pdf('жаңы.pdf')]);
      await settled(list);
      await calm(list);
      expect(names(list)).to.deep.equal(['бар.pdf']);
      list.readonly = false;
      list.disabled = true;
      await settled(list);
      expect(open()).to.deep.equal(['бар.pdf']);
    });
  });

  describe('a file that is not on this device', () => {
    const lost = pdf('протокол.pdf', 'Айылдык жыйындын протоколу');

    it('is named as missing, with what to do, and warned of', async () => {
      const here = pdf('бар.pdf');
      await deviceFiles().add(here);
      const list = await showList({ value: [await rowOf(here), await rowOf(lost, second)] });
      await until(() => list.issues.length);
      await settled(list);
      expect(list.issues.map(({ code, severity, path }) => [code, severity, path.join('.')])).to.deep.equal([
        ['fileMissing', 'warning', 'evidence.1.sha256'],
      ]);
      expect(items(list).map((item) => /түзмөктө жок/.test(item.textContent ?? ''))).to.deep.equal([
        false,
        true,
      ]);
    });

    it('comes back when the same bytes are chosen, under whatever name and at whatever card', async () => {
      const list = await showList({ value: [{ ...(await rowOf(lost, second)), note: 'Эскертүү' }] });
      await until(() => list.issues.length);
      const before = list.value;
      await choose(list, first, pdf('башка ат.pdf', 'Айылдык жыйындын протоколу'));
      expect(said(list)).to.equal('Файл табылды: протокол.pdf');
      expect(list.value).to.deep.equal(before);
      expect(list.issues).to.deep.equal([]);
      expect(list.checkValidity()).to.equal(true);
    });

    it('a photograph too, though it could be made smaller', async () => {
      const photo = fileOf('сүрөт.jpg', await photograph(2600, 1300));
      const list = await showList({ value: [await rowOf(photo, first, { mediaType: 'image/jpeg' })] });
      await until(() => list.issues.length);
      await choose(list, first, photo);
      expect(rows(list)[0]?.value.sha256).to.equal(await hashOf(photo));
      expect(list.issues).to.deep.equal([]);
    });

    it('another may take its place, and the note stays', async () => {
      const list = await showList({ value: [{ ...(await rowOf(lost)), note: 'Эскертүү' }] });
      await until(() => list.issues.length);
      await settled(list);
      button(list, /^Кайра тандоо/).click();
      expect(opened?.multiple).to.equal(false);
      chooseInWindow([pdf('жаңы.pdf')]);
      await until(() => !list.issues.length);
      await calm(list);
      expect(rows(list).map(({ value }) => value)).to.deep.equal([
        { ...(await rowOf(pdf('жаңы.pdf'))), note: 'Эскертүү' },
      ]);
    });

    it('is found when another window has brought it', async () => {
      const list = await showList({ value: [await rowOf(lost)] });
      await until(() => list.issues.length);
      const other = new DraftFiles(() => indexedDB);
      await other.add(lost);
      other.close();
      window.dispatchEvent(new Event('focus'));
      await until(() => !list.issues.length);
      expect(list.checkValidity()).to.equal(true);
    });

    it('so is one whose bytes on the device are no longer those of its hash', async () => {
      const photo = fileOf('сүрөт.jpg', await photograph(30, 30));
      const sha256 = await hashOf(photo);
      await deviceFiles().add(photo);
      await changeStored('bytes', sha256, (bytes) => {
        new Uint8Array(bytes as ArrayBuffer)[20] = 1;
        return bytes;
      });
      // Whoever comes after a reload.
      expect(await new DraftFiles(() => indexedDB).get(sha256)).to.equal(undefined);
      const list = await showList({ value: [await rowOf(photo, first, { mediaType: 'image/jpeg' })] });
      await until(() => list.issues.length);
      await choose(list, first, photo);
      expect(list.issues).to.deep.equal([]);
    });
  });

  describe('the device', () => {
    const openReal = IDBFactory.prototype.open;
    const putReal = IDBObjectStore.prototype.put;
    afterEach(() => {
      IDBFactory.prototype.open = openReal;
      IDBObjectStore.prototype.put = putReal;
      deviceFiles().close();
    });

    it('that keeps nothing: files come in all the same, and it is said how long they stay', async () => {
      deviceFiles().close();
      IDBFactory.prototype.open = () => {
        throw new DOMException('', 'SecurityError');
      };
      const list = await showList();
      await choose(list, first, pdf('а.pdf'));
      expect(names(list)).to.deep.equal(['а.pdf']);
      expect(deviceFiles().isKept).to.equal(false);
      expect(all(list, '.message.warning')[0]?.textContent).to.match(/ушул барак ачык турганда/);
      expect(list.issues).to.deep.equal([]);
      IDBFactory.prototype.open = openReal;
      // The next file takes with it what has waited.
      await choose(list, first, pdf('б.pdf'));
      expect(deviceFiles().isKept).to.equal(true);
      expect(all(list, '.message.warning')).to.deep.equal([]);
      const again = new DraftFiles(() => indexedDB);
      expect(await again.has(await hashOf(pdf('а.pdf')))).to.equal(true);
      again.close();
    });

    it('without room says so, and what was there before stays', async () => {
      const list = await showList();
      await choose(list, first, pdf('мурунку.pdf'));
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('', 'QuotaExceededError');
      };
      await choose(list, first, pdf('акыркы.pdf'));
      expect(names(list)).to.deep.equal(['мурунку.pdf', 'акыркы.pdf']);
      expect(deviceFiles().trouble).to.equal('full');
      expect(all(list, '.message.warning')[0]?.textContent).to.match(/орун калган жок/);
      expect(list.issues).to.deep.equal([]);
      IDBObjectStore.prototype.put = putReal;
      expect(await deviceFiles().get(await hashOf(pdf('мурунку.pdf')))).not.to.equal(undefined);
    });

    it('keeps nothing of a draft that is not to be kept', async () => {
      const list = await showList({ draft: 'none' });
      await choose(list, first, pdf('купуя.pdf'));
      expect(await deviceFiles().has(await hashOf(pdf('купуя.pdf')))).to.equal(false);
      expect(all(list, '.message.warning')).to.have.length(1);
    });

    it('stores the same bytes once, and lets go of what nothing has used for 30 days', async () => {
      const files = new DraftFiles(() => indexedDB);
      const kept: string[] = [];
      for (const name of ['жаңы', 'эски', 'керек', 'эски']) kept.push((await files.add(pdf(name))).sha256);
      const [young, old, used] = kept as [string, string, string];
      expect(await countStored()).to.equal(3);
      const ago = (days: number) => (facts: unknown) => ({
        ...(facts as object),
        usedAt: Date.now() - days * 86_400_000,
      });
      await changeStored('facts', young, ago(29));
      await changeStored('facts', old, ago(31));
      await changeStored('facts', used, ago(400));
      await files.keepOnly(new Set([used]));
      expect(await Promise.all(kept.map((sha256) => files.has(sha256)))).to.deep.equal([
        true,
        false,
        true,
        false,
      ]);
      expect(await countStored()).to.equal(2);
      // It was in use until today: undo of its removal still finds it.
      await files.keepOnly(new Set());
      expect(await files.has(used)).to.equal(true);
      await files.keepOnly(new Set(), { force: true });
      expect(await countStored()).to.equal(0);
      files.close();
    });

    it('goes on after the browser has closed the database, and lets another window empty it', async () => {
      const files = new DraftFiles(() => indexedDB);
      const { sha256 } = await files.add(pdf('а.pdf'));
      const other = new DraftFiles(() => indexedDB);
      expect(await other.has(sha256)).to.equal(true);
      files.close();
      expect(await files.has(sha256)).to.equal(true);
      await other.clear();
      expect(await files.get(sha256)).to.equal(undefined);
      files.close();
      other.close();
    });
  });

  if (engine === 'chromium')
    it('axe finds nothing with files, missing ones and refusals', async () => {
      const here = fileOf('сүрөт.jpg', await photograph(40, 30));
      await deviceFiles().add(here);
      const list = await showList(
        { value: [await rowOf(here, first, { mediaType: 'image/jpeg' }), await rowOf(pdf('жок.pdf'))] },
        await hostPage(),
      );
      await until(() => list.issues.length);
      await choose(list, second, fileOf('бош.pdf'));
      await expectAccessible(list.parentElement as Element);
    });
});

/** Changes what is stored of a file, behind the back of the page. */
async function changeStored(store: string, key: string, change: (value: unknown) => unknown): Promise<void> {
  await onDisk(async (database) => {
    const work = database.transaction(store, 'readwrite').objectStore(store);
    const value = await answer(work.get(key));
    await answer(work.put(change(value), key));
  });
}

const countStored = (): Promise<number> =>
  onDisk((database) => answer(database.transaction('bytes').objectStore('bytes').count()));

const answer = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function onDisk<Value>(work: (database: IDBDatabase) => Promise<Value>): Promise<Value> {
  const database = await answer(indexedDB.open('interest-letter-files'));
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

// The contract that all sections keep, with files that are here.
const contents = Array.from({ length: 7 }, (_, index) => pdf(`${index}.pdf`));
const filled = await Promise.all(
  contents.map(async (file, index) => ({
    key: `key${index}`,
    value: { ...(await rowOf(file, call2025.criteria[index % 3])), ...(!index && { note: 'Жыйын' }) },
  })),
);
const subject: Subject = {
  tag: 'evidence-list' as Tag,
  parts: ['evidence'],
  filled,
  typed: filled.map(({ value }) => ({ ...value, size: Number(value.size) })),
  blank: [],
  begun: filled.slice(1, 3),
  words: 'evidence.0.note',
  wrong: {
    path: 'evidence.1.note',
    text: 'узун сөз '.repeat(200).trim(),
    code: 'tooLong',
    mended: 'Жакшы',
  },
  content: (value) => value,
};
describe('evidence-list as a section', () => {
  beforeEach(async () => {
    for (const file of contents) {
      await deviceFiles().add(file, { mediaType: 'application/pdf' });
      await pageFiles().add(file, { mediaType: 'application/pdf' });
    }
  });
  takesPartInForms(subject);
  keepsWhatWasTyped(subject);
  speaksWithItsHost(subject);
  saysWhatIsWrong(subject);
  followsTheLanguage(subject);
  readsItsCall(subject);
  isAccessible(subject);
});
