import type { ReactiveController } from 'lit';
import type { Language } from '../language/message.js';
import { letterDocument } from '../letter/document.js';
import { letterheadHeight } from '../letter/page.js';
import { download, letterFileName } from './download.js';
import type { DraftDesk } from './draft-desk.js';
import type { Letterhead } from './letter-sheets.js';
import { isPrinting, printSheets, showInPlace } from './letter-print.js';
import { notePrint, watchOf } from './paper-watch.js';

/** A picture is kept no wider than a printer can show across the page, in px. */
const widest = 2400;

/** What a form needs for its paper: the letterhead that its sender has chosen, the printer, the DOCX. */
export class LetterDesk implements ReactiveController {
  letterhead: Letterhead = { height: letterheadHeight };
  /** The application whose letterhead it is. */
  #of = '';
  #stopShowing: (() => void) | undefined;

  constructor(readonly desk: DraftDesk) {
    desk.form.addController(this);
    if (desk.form.isConnected) this.hostConnected();
  }

  hostConnected(): void {
    addEventListener('beforeprint', this.#onBefore);
    addEventListener('afterprint', this.#onAfter);
  }

  hostDisconnected(): void {
    removeEventListener('beforeprint', this.#onBefore);
    removeEventListener('afterprint', this.#onAfter);
  }

  /** Finds the letterhead that was chosen for this application earlier. */
  async ready(): Promise<this> {
    const { applicationId } = this.desk.form.store.draft;
    if (this.#of !== applicationId) {
      this.#of = applicationId;
      const { height, image } = (await watchOf(this.desk).log.find(applicationId))?.letterhead ?? {
        height: letterheadHeight,
      };
      const blob = image && (image instanceof Blob ? image : new Blob([image]));
      const bitmap = blob && (await createImageBitmap(blob).catch(() => undefined));
      this.letterhead = { height, ...(bitmap && { image: bitmap }) };
    }
    return this;
  }

  /** Prints the letter with its annexes, and nothing else of the page. */
  async print(language: Language = this.desk.form.language): Promise<void> {
    await this.ready();
    printSheets(this.#document(language), this.letterhead);
    this.#note(language);
  }

  /** The letter as DOCX. Rejects where what makes it cannot be loaded. */
  async docx(language: Language = this.desk.form.language): Promise<Blob> {
    await this.ready();
    const letter = this.#document(language);
    const { image, height } = this.letterhead;
    const { letterDocx } = await import('../letter/docx.js');
    const bytes = await letterDocx(letter, {
      letterhead: { height, ...(image && { image: await picture(image) }) },
    });
    return new Blob([bytes as Uint8Array<ArrayBuffer>], {
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    });
  }

  /** Gives the person the letter as DOCX. Rejects as {@link docx} does. */
  async download(language: Language = this.desk.form.language): Promise<void> {
    const name = letterFileName(this.desk.form.store.draft);
    download(await this.docx(language), name);
    this.#note(language);
  }

  /** Leaves room for a letterhead, in mm. */
  setRoom(height: number): void {
    this.letterhead = { ...this.letterhead, height };
    void this.#keep();
  }

  /** Resolves to whether it is a picture that this browser can read. */
  async setPicture(file: Blob): Promise<boolean> {
    const image = await createImageBitmap(file).catch(() => undefined);
    if (!image) return false;
    this.letterhead = { ...this.letterhead, image };
    void this.#keep();
    return true;
  }

  removePicture(): void {
    this.letterhead = { height: this.letterhead.height };
    void this.#keep();
  }

  async #keep(): Promise<void> {
    const { height, image } = this.letterhead;
    // A picture that cannot be kept serves until the page is closed.
    const png = image && (await picture(image).catch(() => undefined));
    const kept = png && new Blob([png.data as Uint8Array<ArrayBuffer>]);
    await watchOf(this.desk).log.setLetterhead(this.#of, { height, ...(kept && { image: kept }) });
  }

  #note(language: Language): void {
    // What cannot be noted was printed all the same.
    notePrint(this.desk, language).catch(() => undefined);
  }

  /** The browser prints the whole page: the form stands in it as the letter that it is. */
  readonly #onBefore = (): void => {
    const { form } = this.desk;
    this.#onAfter();
    if (!isPrinting())
      this.#stopShowing = showInPlace(form.renderRoot as ShadowRoot, this.#document(form.language));
  };

  readonly #onAfter = (): void => {
    this.#stopShowing?.();
    this.#stopShowing = undefined;
  };

  #document(language: Language): ReturnType<typeof letterDocument> {
    const { store } = this.desk.form;
    return letterDocument(store.draft, store.call, language);
  }
}

/** A picture as PNG. */
async function picture(
  image: ImageBitmap,
): Promise<{ data: Uint8Array; type: 'png'; width: number; height: number }> {
  const scale = Math.min(1, widest / image.width);
  const width = Math.round(image.width * scale);
  const height = Math.round(image.height * scale);
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('no picture');
  return { data: new Uint8Array(await blob.arrayBuffer()), type: 'png', width, height };
}

const all = new WeakMap<DraftDesk, LetterDesk>();

export function letterDesk(desk: DraftDesk): LetterDesk {
  let letter = all.get(desk);
  if (!letter) all.set(desk, (letter = new LetterDesk(desk)));
  return letter;
}
