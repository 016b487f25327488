import { PaperLog } from '../draft/papers.js';
import type { Papers, Print } from '../draft/papers.js';
import { msg, str } from '../language/message.js';
import type { Language } from '../language/message.js';
import type { PaperPart } from '../letter/paper-code.js';
import type { Draft } from '../model/draft.js';
import type { DraftDesk } from './draft-desk.js';
import { sectionHeading } from './draft-facts.js';
import { newsOf } from './draft-news.js';
import { when } from './when.js';

/** A printed paper that says something else than the screen. */
export interface OutdatedPaper {
  readonly print: Print;
  /** The code as it is read on the paper, in groups. */
  readonly code: string;
  /** Of what is on the screen. */
  readonly now: string;
  /** Where they differ. */
  readonly parts: readonly PaperPart[];
}

/** How long after the last change the screen is compared with the paper, in ms. */
const calm = 600;

/** Hashing loads with the first print, and is in the page where there was one. */
const paperCodes = () => import('../letter/paper-code.js');

/** Knows which papers of the application on the screen were printed, and when the newest holds no longer. */
export class PaperWatch {
  /** Of the application on the screen, once they are known. */
  papers: Papers | undefined;
  outdated: OutdatedPaper | undefined;
  #log: PaperLog | undefined;
  #isKept = false;
  /** Another window may have printed since. */
  #isStale = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isExpired = false;
  /** The state of the screen for which a person has shut the notice. */
  #shutFor: string | undefined;
  /** The paper of which a screen reader has been told. */
  #told: string | undefined;

  constructor(readonly desk: DraftDesk) {
    const { form } = desk;
    form.store.subscribe(({ kind }) => {
      if (kind !== 'shown') this.#later();
    });
    form.addEventListener('draft-save', () => this.papers || this.#later());
    form.addController({
      hostConnected: () => {
        document.addEventListener('visibilitychange', this.#onVisibility);
        addEventListener('focus', this.#onVisibility);
        this.#onVisibility();
      },
      hostDisconnected: () => {
        document.removeEventListener('visibilitychange', this.#onVisibility);
        removeEventListener('focus', this.#onVisibility);
        clearTimeout(this.#timer);
        this.#log?.close();
      },
    });
  }

  /** The papers of this device; where drafts are not kept on it, neither are they. */
  get log(): PaperLog {
    const isKept = !['none', 'session'].includes(this.desk.form.draft ?? '');
    if (!this.#log || isKept !== this.#isKept) {
      this.#log?.close();
      this.#isKept = isKept;
      this.#isStale = true;
      this.#log = new PaperLog(() => (isKept ? indexedDB : undefined) as IDBFactory);
    }
    return this.#log;
  }

  /** The notice about a paper that holds no longer, unless it was shut for what is on the screen. */
  get notice(): OutdatedPaper | undefined {
    return this.outdated?.now === this.#shutFor ? undefined : this.outdated;
  }

  shut(): void {
    this.#shutFor = this.outdated?.now;
  }

  /** The papers may be other ones by now: look again. */
  look(): Promise<void> {
    this.#isStale = true;
    return this.#compare(true);
  }

  readonly #onVisibility = (): void => {
    if (document.hidden) return;
    this.#isStale = true;
    this.#later();
  };

  #later(): void {
    clearTimeout(this.#timer);
    if (this.desk.form.isConnected) this.#timer = setTimeout(() => void this.#compare(), calm);
  }

  async #compare(isAsked = false): Promise<void> {
    clearTimeout(this.#timer);
    const { log } = this;
    const { form, keeper } = this.desk;
    const { store } = form;
    const { applicationId } = store.draft;
    const isAnother = this.papers?.id !== applicationId;
    // What is not on the device was not printed from it, and is what a person has just begun.
    if ((isAnother || this.#isStale) && (isAsked || !this.#isKept || keeper?.record)) {
      this.#isStale = false;
      this.papers = (await log.find(applicationId)) ?? { id: applicationId, prints: [] };
    } else if (isAnother) this.papers = undefined;
    void this.#expire();
    const print = this.papers?.prints.at(-1);
    const codes = print && (await paperCodes().catch(() => undefined));
    // Another application came on the screen meanwhile: it is compared by itself.
    if (store.draft.applicationId !== applicationId) return this.#later();
    const now = codes?.paperCode(store.draft);
    const before = this.outdated;
    this.outdated =
      codes && print && now !== undefined && now !== print.code
        ? {
            print,
            code: codes.formatCode(print.code),
            now,
            parts: codes.changedParts(print.parts, codes.paperParts(store.draft)),
          }
        : undefined;
    if (this.outdated) this.#tell(this.outdated);
    else this.#told = this.#shutFor = undefined;
    if (before || this.outdated) this.desk.form.requestUpdate();
  }

  /** Drafts that nobody has changed for long are forgotten, and so are their papers. */
  async #expire(): Promise<void> {
    const { keeper, expiry = 0, slot, form } = this.desk;
    if (this.#isExpired || !keeper || !(expiry > 0)) return;
    this.#isExpired = true;
    try {
      await keeper.save();
      const kept = new Set([form.store.draft.applicationId]);
      for (const found of await keeper.device.list(slot)) {
        const draft = keeper.read(found)?.draft;
        if (draft) kept.add(draft.applicationId);
      }
      await this.log.expire(slot, Date.now() - expiry * 864e5, kept);
    } catch {
      // The next page does it.
    }
  }

  #tell(outdated: OutdatedPaper): void {
    if (this.#told === outdated.print.code || !this.notice) return;
    this.#told = outdated.print.code;
    newsOf(this.desk).speakToo(() => paperWords(outdated, this.desk));
  }
}

const all = new WeakMap<DraftDesk, PaperWatch>();

export function watchOf(desk: DraftDesk): PaperWatch {
  let watch = all.get(desk);
  if (!watch) all.set(desk, (watch = new PaperWatch(desk)));
  return watch;
}

/** A draft has gone to the printer. Resolves to the code on its paper. */
export async function notePrint(
  desk: DraftDesk,
  language: Language,
  draft: Draft = desk.form.store.draft,
): Promise<string> {
  const at = Date.now();
  const { paperCode, paperParts } = await paperCodes();
  const code = paperCode(draft);
  const watch = watchOf(desk);
  const { slot } = desk;
  await watch.log.notePrint(draft.applicationId, {
    code,
    parts: paperParts(draft),
    at,
    language,
    draft,
    slot,
  });
  await watch.look();
  // What is said of it stands there.
  if (!desk.panels) void desk.load();
  return code;
}

/** Which sections have changed since a paper was printed, in a sentence. */
export const changedWords = (parts: readonly PaperPart[], { form }: DraftDesk): string => {
  const names = parts.map((part) => {
    const name = sectionHeading(part, form.store.call).replace(/:$/, '');
    return msg(str`«${name}»`, { id: 'p.quoted' });
  });
  return msg(str`Өзгөргөн бөлүктөр: ${names.join(', ')}.`, { id: 'p.changed' });
};

/** What is said of a paper that holds no longer. */
export const paperWords = ({ print, code, parts }: OutdatedPaper, desk: DraftDesk): string =>
  [
    msg(
      str`Басылып чыккан кагаз (код ${code}, ${when(print.at)}) азыркы жазууларга дал келбейт. Кайра басып, кол койдуруңуз.`,
      { id: 'p.outdated' },
    ),
    ...(parts.length ? [changedWords(parts, desk)] : []),
  ].join(' ');
