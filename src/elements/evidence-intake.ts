import type { DraftFiles, FileFacts } from '../draft/files.js';
import { readBytes } from '../draft/files-read.js';
import type { DraftStore } from '../draft/store.js';
import type { RawFields, Row } from '../model/draft.js';
import type { EvidenceLimits } from '../model/evidence-limits.js';
import { isPicture, kindOf } from './evidence-kinds.js';
import type { FileKind } from './evidence-kinds.js';
import { cleanName, uniqueName } from './evidence-names.js';
import { shrinkPicture } from './evidence-picture.js';
import type { RefusalCode } from './evidence-words.js';

const part = 'evidence';

/** A file on its way in. */
export interface Job {
  readonly file: File;
  readonly criterion: string;
  /** The row whose file it takes the place of. */
  readonly key: string | undefined;
  /** A picture is kept as it is. */
  readonly isOriginal: boolean;
  readonly stop: AbortController;
  phase: 'waiting' | 'picture' | 'reading';
  /** How much of it is read, from 0 to 1. */
  share: number;
}

/** What came of a file. `key` is its row. */
export type Outcome =
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  | { readonly kind: 'added' | 'replaced'; readonly key: string; readonly isSmaller: boolean }
  | { readonly kind: 'healed' | 'twice'; readonly key: string };

/** What files come into. */
export interface Place {
  readonly store: DraftStore;
  readonly files: DraftFiles;
  /** Those of the call. */
  readonly limits: EvidenceLimits;
  /** Whether nothing can be changed now. */
  readonly off: boolean;
  /** A name for a file without any. */
  readonly spareName: string;
  isMissing(row: Row): boolean;
  /** Its file is on this device. */
  arrived(sha256: string): void;
  drawn(): void;
  /** A file has come in, or has not. */
  finished(job: Job, outcome: Outcome): void;
}

const refused = (code: RefusalCode): Outcome => ({ kind: 'refused', code });
const text = (row: Row, name: string): string => String(row.value[name] ?? '');

/** Files on their way in: judged, pictures made smaller, read and kept, one after another. */
export class EvidenceIntake {
  jobs: readonly Job[] = [];
  #isRunning = false;

  constructor(readonly place: Place) {}

  take(
    files: readonly File[],
    criterion: string,
    { key = undefined as string | undefined, isOriginal = false } = {},
  ): void {
    this.jobs = [
      ...this.jobs,
      ...files.map((file): Job => ({
        file,
        criterion,
        key,
        isOriginal,
        stop: new AbortController(),
        phase: 'waiting',
        share: 0,
      })),
    ];
    this.place.drawn();
    if (!this.#isRunning) void this.#run();
  }

  /** Gives up a file that is on its way. */
  stop(job: Job): void {
    job.stop.abort();
    this.jobs = this.jobs.filter((each) => each !== job);
    this.place.drawn();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    const { place } = this;
    for (let job = this.jobs[0]; job; job = this.jobs[0]) {
      const { applicationId } = place.store.draft;
      const isOver = (): boolean =>
        place.off || place.store.draft.applicationId !== applicationId || !!job?.stop.signal.aborted;
      let outcome: Outcome | undefined;
      try {
        outcome = await this.#admit(job, isOver);
      } catch {
        outcome = refused('unreadable');
      }
      const current = job;
      this.jobs = this.jobs.filter((each) => each !== current);
      if (outcome && !isOver()) place.finished(job, outcome);
      place.drawn();
    }
    this.#isRunning = false;
  }

  /** Resolves to nothing where it was given up. */
  async #admit(job: Job, isOver: () => boolean): Promise<Outcome | undefined> {
    const { place } = this;
    const { file, stop } = job;
    const { signal } = stop;
    const reading = (share: number): void => {
      job.phase = 'reading';
      job.share = share;
      place.drawn();
    };
    if (!file.size) return refused('empty');
    let kind = await kindOf(file, file.name);
    if (typeof kind === 'string') return refused(kind);
    if (!place.limits.takes(kind.mediaType)) return refused('unknown');

    // A missing file that comes back must stay the very one, whatever could be done to make it smaller.
    if (this.#rows.some((row) => place.isMissing(row) && text(row, 'size') === String(file.size))) {
      const { sha256 } = await readBytes(file, signal, reading);
      const lost = this.#rows.find((row) => place.isMissing(row) && text(row, 'sha256') === sha256);
      if (lost) {
        await place.files.add(file, { signal, mediaType: kind.mediaType });
        if (isOver()) return undefined;
        place.arrived(sha256);
        return { kind: 'healed', key: lost.key };
      }
    }

    let bytes: Blob = file;
    // Decoding one that is far too large could take the page away.
    if (isPicture(kind.mediaType) && !job.isOriginal && file.size <= place.limits.all) {
      job.phase = 'picture';
      place.drawn();
      // What cannot be decoded here is kept as it is.
      const smaller = await shrinkPicture(new Blob([file], { type: kind.mediaType })).catch(() => undefined);
      if (isOver()) return undefined;
      if (smaller) {
        bytes = smaller;
        kind = { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] };
      }
    }
    const full = this.#noRoomFor(job, bytes.size);
    if (full) return refused(full);
    reading(0);
    const { mediaType } = kind;
    const facts = await place.files
      .add(bytes, { signal, onProgress: reading, mediaType })
      .catch((error: unknown) => {
        if ((error as DOMException).name === 'AbortError') return undefined;
        throw error;
      });
    // Meanwhile another draft may have come onto the screen.
    if (!facts || isOver()) return undefined;
    place.arrived(facts.sha256);
    return this.#enter(job, facts, kind, bytes !== file);
  }

  get #rows(): readonly Row[] {
    return this.place.store.rows(part);
  }

  #noRoomFor({ key }: Job, size: number): RefusalCode | undefined {
    const { limits } = this.place;
    const others = this.#rows.filter((row) => row.key !== key);
    if (size > limits.file) return 'tooBig';
    if (others.length >= limits.files) return 'tooMany';
    const all = others.reduce((sum, row) => sum + (Number(text(row, 'size')) || 0), size);
    return all > limits.all ? 'tooMuch' : undefined;
  }

  /** Writes a file that is kept into the draft. */
  #enter(job: Job, facts: FileFacts, kind: FileKind, isSmaller: boolean): Outcome {
    const { store, spareName } = this.place;
    const { criterion, file } = job;
    const { sha256 } = facts;
    const others = this.#rows.filter((row) => row.key !== job.key);
    const twin = others.find((row) => text(row, 'criterion') === criterion && text(row, 'sha256') === sha256);
    if (twin) return { kind: 'twice', key: twin.key };
    const value: RawFields = {
      criterion,
      fileName: uniqueName(
        cleanName(file.name, kind, spareName),
        others.map((row) => text(row, 'fileName')),
      ),
      mediaType: facts.mediaType,
      size: String(facts.size),
      sha256,
    };
    const row = this.#rows.find(({ key }) => key === job.key);
    if (!row) return { kind: 'added', key: store.addRow(part, undefined, value), isSmaller };
    for (const name of ['fileName', 'mediaType', 'size', 'sha256'])
      store.set(part, row.key, [name], value[name] as string);
    return { kind: 'replaced', key: row.key, isSmaller };
  }
}
