import { html, nothing } from 'lit';
import type { ReactiveController, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DraftFiles } from '../draft/files.js';
import { msg, str } from '../language/message.js';
import { textsOf } from '../model/call.js';
import { partOf } from '../model/application.js';
import type { Row } from '../model/draft.js';
import { limitsOf } from '../model/evidence-limits.js';
import type { EvidenceLimits } from '../model/evidence-limits.js';
import type { ControlElement } from './control-element.js';
import { download } from './download.js';
import { RowAddEvent, RowRemoveEvent } from './events.js';
import { filesOf } from './evidence-files.js';
import { EvidenceIntake } from './evidence-intake.js';
import type { Job, Outcome, Place } from './evidence-intake.js';
import { acceptedBy, extensionOf, isHeic, isPicture } from './evidence-kinds.js';
import { drawThumbnail } from './evidence-picture.js';
import { evidenceStyles } from './evidence-styles.js';
import { kindWords, refusalWords, sizeWords } from './evidence-words.js';
import type { RefusalCode } from './evidence-words.js';
import { controlId, fieldTemplate, messagesTemplate } from './field-template.js';
import type { RecordView } from './field-template.js';
import { persistAsked } from './persist.js';

const part = 'evidence';

/** The list, and what it does for what is drawn in it. */
export interface EvidenceDesk {
  readonly list: ControlElement & { readonly draft: string | null };
  record(row: Row): RecordView;
  /** A person has changed the rows. */
  changed(): void;
}

/** What a card is about. `id` is what a row has as its `criterion`. */
interface Card {
  readonly id: string;
  readonly words: string;
  readonly hint?: string;
}

interface Refusal {
  readonly criterion: string;
  readonly name: string;
  readonly code: RefusalCode;
  readonly size: number;
}

/** What was done last, said at its card. */
interface Status {
  readonly criterion: string;
  readonly words: () => string;
  readonly undo?: () => void;
}

/** Criteria whose words are ours and not the call's. */
const own = ['jointDecision', 'signedLetter'];
/** The card of files whose criterion the call does not have. */
const others = '';
const text = (row: Row, name: string): string => String(row.value[name] ?? '');

/** The files of an `evidence-list`: cards to drop them on, how far they are, what came of them. */
export class EvidenceView implements ReactiveController, Place {
  readonly spareName = 'file';
  readonly #intake = new EvidenceIntake(this);
  /** Which files, by their hash, are on this device; of those that are not here it is asked on. */
  readonly #known = new Map<string, boolean>();
  readonly #asked = new Set<string>();
  /** The picture that a canvas shows, by its hash. */
  readonly #pictures = new WeakMap<Element, string>();
  /** Pictures that this browser cannot show, by their hash. */
  readonly #blind = new Set<string>();
  /** The whole pictures of rows that have a smaller one, for as long as this page lives. */
  readonly #originals = new Map<string, File>();
  #refusals: readonly Refusal[] = [];
  #status: Status | undefined;
  /** For what the browser's own window was opened. */
  #choice: { criterion: string; key?: string } | undefined;
  /** What the store was told last. */
  #told: { store: Place['store']; missing: string } | undefined;
  #isDrawing = false;
  #isPersistAsked = false;
  /** The draft to which all of this belongs, and where its files are. */
  #of: string | undefined;
  #files: DraftFiles | undefined;
  #listening: AbortController | undefined;
  #stopFollowing: (() => void) | undefined;

  constructor(readonly desk: EvidenceDesk) {
    desk.list.addController(this);
  }

  get store(): Place['store'] {
    return this.desk.list.store;
  }

  get files(): DraftFiles {
    return filesOf(this.desk.list.draft);
  }

  get limits(): EvidenceLimits {
    return limitsOf(this.desk.list.call);
  }

  get off(): boolean {
    const { list } = this.desk;
    return list.readonly || list.matches(':disabled');
  }

  /** Tells the store which of the files that a draft names are not on this device, whenever those are others. */
  #tellMissing(): void {
    const { store } = this;
    const missing = this.#rows.filter((row) => this.isMissing(row)).map((row) => text(row, 'sha256'));
    const told = missing.join();
    if (this.#told?.store === store ? this.#told.missing === told : !told) return;
    this.#told = { store, missing: told };
    // No error: what was typed can be exported without it. Sending cannot.
    store.setFindings('device', ({ evidence }) =>
      evidence.flatMap((row, index) =>
        this.isMissing(row as Row)
          ? [{ code: 'fileMissing', severity: 'warning', path: [part, index, 'sha256'] } as const]
          : [],
      ),
    );
  }

  get #rows(): readonly Row[] {
    return this.store.rows(part);
  }

  get #root(): HTMLElement | DocumentFragment {
    return this.desk.list.renderRoot;
  }

  get #cards(): readonly Card[] {
    const { call, language } = this.desk.list;
    const { items } = textsOf(call, language).announcement.criteria;
    return [
      ...call.criteria.map((id, index) => ({ id, words: items[index] ?? id })),
      {
        id: 'jointDecision',
        words: msg('Биргелешкен чечим', { id: 'e.jointDecision' }),
        hint: msg('Айыл өкмөтү (мэрия) менен жергиликтүү кеңеш чыгарган чечимдин көчүрмөсү.', {
          id: 'e.jointDecisionHint',
        }),
      },
      {
        id: 'signedLetter',
        words: msg('Кол коюлган каттын сканы', { id: 'e.signedLetter' }),
        hint: msg('Катты басып чыгарып, кол койдуруп, мөөр басып, сканерлеңиз же сүрөткө тартыңыз.', {
          id: 'e.signedLetterHint',
        }),
      },
    ];
  }

  /** What takes the focus for a path within the list: of a row, or of a criterion by its id. */
  target([first, name, ...more]: readonly string[]): HTMLElement | null {
    if (first === undefined) return this.#root.querySelector<HTMLElement>('.choose');
    const card = this.#card(first);
    if (card && name === undefined) return card.querySelector<HTMLElement>('.choose');
    const row = this.#rows[Number(first)];
    if (!row || more.length || (name !== undefined && !Object.hasOwn(partOf(part).fields, name))) return null;
    const note = this.#root.querySelector<HTMLElement>(`#${CSS.escape(controlId('note', row.key))}`);
    return (
      (name === 'note' ? null : this.#row(row.key)?.querySelector<HTMLElement>('.again:enabled')) ?? note
    );
  }

  hostConnected(): void {
    const { styleSheet } = evidenceStyles;
    const sheets = this.desk.list.shadowRoot?.adoptedStyleSheets;
    if (styleSheet && !sheets?.includes(styleSheet)) sheets?.push(styleSheet);
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const name of ['dragover', 'dragleave', 'drop'] as const)
      addEventListener(name, (event) => this.#onDrag(event), { signal });
    // Another window may have brought what is missing in this one.
    addEventListener('focus', () => this.#askAgain(), { signal });
    this.#follow();
    this.#root.addEventListener('paste', (event) => this.#onPaste(event as ClipboardEvent), { signal });
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#stopFollowing?.();
  }

  /** A package that was opened brings files too, and whoever sends may find one missing. */
  #follow(): void {
    this.#stopFollowing?.();
    this.#stopFollowing = this.files.subscribe((sha256, isHere) => {
      if (this.#known.get(sha256) !== !isHere) return;
      this.#known.set(sha256, isHere);
      this.drawn();
    });
  }

  hostUpdated(): void {
    this.#ask();
    this.#tellMissing();
    void this.#drawPictures();
  }

  isMissing(row: Row): boolean {
    return this.#known.get(text(row, 'sha256')) === false;
  }

  arrived(sha256: string): void {
    this.#known.set(sha256, true);
  }

  drawn(): void {
    this.desk.list.requestUpdate();
  }

  finished({ file, criterion }: Job, outcome: Outcome): void {
    const { list } = this.desk;
    if (outcome.kind === 'refused') {
      const { name, size } = file;
      this.#refusals = [...this.#refusals, { criterion, name, code: outcome.code, size }];
      return;
    }
    const { key } = outcome;
    const index = this.#rows.findIndex((row) => row.key === key);
    const name = text(this.#rows[index] as Row, 'fileName');
    this.#status = { criterion, words: () => doneWords(outcome.kind, name) };
    if (outcome.kind === 'twice') return;
    if ('isSmaller' in outcome && outcome.isSmaller) this.#originals.set(key, file);
    else this.#originals.delete(key);
    if (outcome.kind === 'added') list.dispatchEvent(new RowAddEvent(part, index));
    if (!this.#isPersistAsked && this.files.isKept) void persistAsked();
    this.#isPersistAsked = true;
    this.#changed();
  }

  template(): TemplateResult {
    this.#begin();
    const cards = this.#cards;
    const known = new Set(cards.map(({ id }) => id));
    const left = this.#rows.some((row) => !known.has(text(row, 'criterion')));
    const { limits } = this;
    const { call, language } = this.desk.list;
    const [ofCall, ofUs] = [
      cards.filter(({ id }) => !own.includes(id)),
      cards.filter(({ id }) => own.includes(id)),
    ];
    const draw = (list: readonly Card[]): unknown =>
      repeat(
        list,
        ({ id }) => id,
        (card) => this.#cardTemplate(card),
      );
    return html`
      <p class="lead">
        ${msg(
          str`Документтин сканын, сүрөтүн же файлын кошуңуз: ${kindWords(limits)}. Бир файл эң көбү ${sizeWords(limits.file)}, баары биригип эң көбү ${sizeWords(limits.all)}.`,
          { id: 's.evidenceLead' },
        )}
      </p>
      ${this.#troubleTemplate()}
      <h4 class="group">${textsOf(call, language).announcement.criteria.heading}</h4>
      <div class="cards">${draw(ofCall)}</div>
      <h4 class="group">${msg('Чечим жана кат', { id: 'e.ownGroup' })}</h4>
      <div class="cards">
        ${draw(ofUs)}
        ${left ? this.#cardTemplate({ id: others, words: msg('Башка файлдар', { id: 'e.others' }) }, known) : nothing}
      </div>
      <input
        class="pick"
        type="file"
        hidden
        accept=${acceptedBy(limits)}
        ?multiple=${!this.#choice?.key}
        @change=${this.#onChosen}
      />
      <input
        class="camera"
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        @change=${this.#onChosen}
      />
    `;
  }

  /** Forgets what was said and known of another draft, or in another place. */
  #begin(): void {
    const { applicationId } = this.store.draft;
    if (this.#of !== applicationId) {
      this.#of = applicationId;
      this.#refusals = [];
      this.#status = undefined;
      this.#originals.clear();
    }
    if (this.#files !== this.files) {
      this.#files = this.files;
      this.#known.clear();
      this.#follow();
    }
  }

  #troubleTemplate(): TemplateResult | typeof nothing {
    const { isKept, trouble } = this.files;
    if (isKept || !this.#rows.length) return nothing;
    return html`<p class="message warning" part="message">
      ${
        trouble === 'full'
          ? msg(
              'Бул түзмөктө орун калган жок: акыркы файлдар ушул барак ачык турганда гана сакталат. Түзмөктө орун бошотуңуз.',
              { id: 'e.full' },
            )
          : msg(
              'Бул жерде файлдар ушул барак ачык турганда гана сакталат. Баракты жаап алсаңыз, аларды кайра тандоо керек болот.',
              {
                id: 'e.notKept',
              },
            )
      }
    </p>`;
  }

  #cardTemplate({ id, words, hint }: Card, notOf?: ReadonlySet<string>): TemplateResult {
    const rows = this.#rows.filter((row) =>
      notOf ? !notOf.has(text(row, 'criterion')) : text(row, 'criterion') === id,
    );
    const jobs = this.#intake.jobs.filter(({ criterion }) => criterion === id);
    const refusals = this.#refusals.filter(({ criterion }) => criterion === id);
    const status = this.#status?.criterion === id ? this.#status : undefined;
    const { off } = this;
    const name = `card-${id}`;
    /** Many buttons say the same: whoever hears them hears of what. */
    const button = (look: string, label: string, act: () => void): TemplateResult =>
      html`<button type="button" class=${look} aria-label="${label}: ${words}" ?disabled=${off} @click=${act}>
        ${label}
      </button>`;
    return html`<div class="card" part="card" role="group" aria-labelledby=${name} data-criterion=${id}>
      <p class="words" id=${name}>${words}</p>
      ${hint ? html`<p class="hint">${hint}</p>` : nothing}
      <ul class="files" role="list" ?hidden=${!rows.length && !jobs.length}>
        ${repeat(
          rows,
          ({ key }) => key,
          (row) => this.#rowTemplate(row),
        )}
        ${jobs.map((job) => this.#jobTemplate(job))}
      </ul>
      <div class="refusals" role="alert">
        ${refusals.map(
          (refusal) =>
            html`<div class="refusal">
              <p class="message error" part="message">
                <b>${refusal.name}</b> – ${refusalWords(refusal.code, refusal.size, this.limits)}
              </p>
              <button
                type="button"
                class="act"
                aria-label=${msg(str`Билдирүүнү жабуу: ${refusal.name}`, { id: 'e.dismiss' })}
                @click=${() => this.#dismiss(refusal, id)}
              >
                ×
              </button>
            </div>`,
        )}
      </div>
      ${
        notOf
          ? nothing
          : html`<div class="drop screen">
              ${button('choose', msg('Файл тандоо', { id: 'e.choose' }), () => this.#open('pick', id))}
              ${
                this.limits.takes('image/jpeg')
                  ? button('photo', msg('Сүрөткө тартуу', { id: 'e.photo' }), () => this.#open('camera', id))
                  : nothing
              }
              ${
                off
                  ? nothing
                  : html`<p class="hint beside">
                      ${msg('же файлды ушул жерге сүйрөп келиңиз', { id: 'e.drop' })}
                    </p>`
              }
            </div>`
      }
      <div class="done screen">
        <p role="status">${status?.words()}</p>
        ${
          status?.undo
            ? html`<button type="button" class="link" @click=${() => this.#undo(status)}>
                ${msg('Кайтаруу', { id: 'u.undo' })}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #jobTemplate(job: Job): TemplateResult {
    const { name } = job.file;
    return html`<li class="file job">
      <div class="thumb" aria-hidden="true">${extensionOf(name).toUpperCase()}</div>
      <div class="facts">
        <p class="name">${name}</p>
        <p class="size">
          ${
            job.phase === 'picture'
              ? msg('Сүрөт кичирейтилүүдө…', { id: 'e.shrinking' })
              : job.phase === 'reading'
                ? msg('Окулууда…', { id: 'e.reading' })
                : msg('Кезекте турат…', { id: 'e.waiting' })
          }
        </p>
        ${
          job.phase === 'reading'
            ? html`<progress max="1" aria-label=${name} .value=${job.share}></progress>`
            : nothing
        }
      </div>
      <button
        type="button"
        class="act remove"
        aria-label=${msg(str`Токтотуу: ${name}`, { id: 'e.stop' })}
        @click=${() => this.#onStop(job)}
      >
        ×
      </button>
    </li>`;
  }

  #rowTemplate(row: Row): TemplateResult {
    const { key } = row;
    const view = this.desk.record(row);
    const [name, mediaType, sha256] = ['fileName', 'mediaType', 'sha256'].map((fact) => text(row, fact)) as [
      string,
      string,
      string,
    ];
    const size = Number(text(row, 'size'));
    const isMissing = this.isMissing(row);
    const original = isMissing ? undefined : this.#originals.get(key);
    const { off } = this;
    // That the file is not here is said below its name, with what to do.
    const broken = view.issues.filter(({ path, code }) => path[0] !== 'note' && code !== 'fileMissing');
    const extension = extensionOf(name);
    const again = msg('Кайра тандоо', { id: 'e.again' });
    const keep = msg('Түпнускасын сактоо', { id: 'e.keepOriginal' });
    return html`<li class="file ${isMissing ? 'missing' : ''}" part="file" data-key=${key}>
      <div class="thumb" aria-hidden="true">
        ${
          isPicture(mediaType) && !isMissing && !this.#blind.has(sha256)
            ? html`<canvas width="128" height="128" data-picture=${sha256}></canvas>`
            : extension.toUpperCase()
        }
      </div>
      <div class="facts">
        <p class="name">
          ${
            isMissing
              ? name
              : html`<button
                  type="button"
                  class="link inline"
                  title=${msg('Жүктөп алуу', { id: 'e.download' })}
                  @click=${() => this.#onDownload(row)}
                >
                  ${name}
                </button>`
          }
        </p>
        <p class="size">${size >= 0 ? sizeWords(size) : nothing}</p>
        ${
          isMissing
            ? html`<p class="message error" part="message" id="${key}-missing">
                  ${msg('Бул файл ушул түзмөктө жок. Аны кайра тандаңыз: ансыз өтүнмө жөнөтүлбөйт.', {
                    id: 'e.missing',
                  })}
                </p>
                <button
                  type="button"
                  class="again screen"
                  aria-label="${again}: ${name}"
                  aria-describedby="${key}-missing"
                  ?disabled=${off}
                  @click=${() => this.#open('pick', text(row, 'criterion'), key)}
                >
                  ${again}
                </button>`
            : nothing
        }
        ${
          original
            ? html`<p class="hint">
                ${msg(str`Сүрөт кичирейтилди: ${sizeWords(original.size)} → ${sizeWords(size)}.`, {
                  id: 'e.shrunk',
                })}
                <button
                  type="button"
                  class="link inline original screen"
                  aria-label="${keep}: ${name}"
                  ?disabled=${off}
                  @click=${() => this.#intake.take([original], text(row, 'criterion'), { key, isOriginal: true })}
                >
                  ${keep}
                </button>
              </p>`
            : nothing
        }
        ${
          isHeic(mediaType) && !isMissing
            ? html`<p class="hint">
                ${msg(
                  'Бул сүрөт HEIC түрүндө: аны көп компьютер ача албайт. Телефондун камерасын JPEG түрүнө которуп (iPhone: Настройки → Камера → Форматы → Наиболее совместимые), кайра тартсаңыз жакшы болот.',
                  { id: 'e.heic' },
                )}
              </p>`
            : nothing
        }
        ${messagesTemplate(broken, `${key}-file`, view.language)}
      </div>
      <button
        type="button"
        class="act remove screen"
        ?disabled=${off}
        aria-label=${msg(str`Өчүрүү: ${name}`, { id: 'e.remove' })}
        @click=${() => this.#remove(row)}
      >
        ×
      </button>
      <div class="note">${fieldTemplate(view, 'note')}</div>
    </li>`;
  }

  #card(id: string): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(`[data-criterion=${CSS.escape(id) || '""'}]`);
  }

  #row(key: string): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  }

  #open(which: 'pick' | 'camera', criterion: string, key?: string): void {
    this.#choice = { criterion, ...(key !== undefined && { key }) };
    const input = this.#root.querySelector<HTMLInputElement>(`.${which}`);
    if (!input) return;
    if (which === 'pick') input.multiple = key === undefined;
    input.click();
  }

  // Called by templates that are not this object's own.
  readonly #onChosen = (event: Event): void => {
    event.stopPropagation();
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    const { criterion, key } = this.#choice ?? {};
    this.#choice = undefined;
    if (criterion !== undefined) this.#take(files, criterion, key);
  };

  #take(files: readonly File[], criterion: string, key?: string): void {
    if (this.off || !files.length) return;
    this.#refusals = this.#refusals.filter((refusal) => refusal.criterion !== criterion);
    this.#status = undefined;
    this.#intake.take(files, criterion, { ...(key !== undefined && { key }) });
  }

  #onDrag(event: DragEvent): void {
    const data = event.dataTransfer;
    if (!data?.types.includes('Files')) return;
    const path = event.composedPath();
    const card = path.find(
      (node): node is HTMLElement =>
        node instanceof HTMLElement && !!node.dataset['criterion'] && this.#root.contains(node),
    );
    const within = card && !this.off;
    for (const each of this.#root.querySelectorAll('.over'))
      if (each !== card || event.type !== 'dragover') each.classList.remove('over');
    if (event.type === 'dragleave') return;
    // The page may have places of its own for files.
    if (!within && (event.defaultPrevented || path.some((node) => node instanceof HTMLInputElement))) return;
    event.preventDefault();
    data.dropEffect = within ? 'copy' : 'none';
    if (!within) return;
    if (event.type === 'drop') this.#take([...data.files], card.dataset['criterion'] as string);
    else card.classList.add('over');
  }

  #onPaste(event: ClipboardEvent): void {
    const data = event.clipboardData;
    const target = event.target as HTMLElement;
    const criterion = target.closest<HTMLElement>('[data-criterion]')?.dataset['criterion'];
    // Word puts a picture of its text beside the text.
    const isText = target.matches('textarea') && data?.types.includes('text/plain');
    if (!data?.files.length || !criterion || isText || this.off) return;
    event.preventDefault();
    this.#take([...data.files], criterion);
  }

  #onStop(job: Job): void {
    this.#intake.stop(job);
    this.#focusSoon(() => this.target([job.criterion]));
  }

  #dismiss(refusal: Refusal, criterion: string): void {
    this.#refusals = this.#refusals.filter((each) => each !== refusal);
    this.drawn();
    this.#focusSoon(() => this.target([criterion]));
  }

  #remove(row: Row): void {
    const criterion = text(row, 'criterion');
    const name = text(row, 'fileName');
    const index = this.#rows.indexOf(row);
    const item = this.#row(row.key);
    const near = (item?.nextElementSibling ?? item?.previousElementSibling) as HTMLElement | null | undefined;
    const card = item?.closest<HTMLElement>('[data-criterion]');
    const undo = this.store.removeRow(part, row.key);
    this.#status = {
      criterion: card?.dataset['criterion'] ?? criterion,
      words: () => msg(str`Өчүрүлдү: ${name}`, { id: 'e.removed' }),
      undo: () => {
        undo();
        this.#status = {
          criterion,
          words: () => msg(str`Кайтарылды: ${name}`, { id: 'e.restored' }),
        };
      },
    };
    this.desk.list.dispatchEvent(new RowRemoveEvent(part, index));
    this.#changed();
    this.#focusSoon(
      () => near?.isConnected && near.querySelector<HTMLElement>('.remove'),
      () => card?.querySelector<HTMLElement>('.choose'),
      () => this.target([]),
    );
  }

  #undo({ criterion, undo }: Status): void {
    undo?.();
    this.#changed();
    this.#focusSoon(
      () => this.#card(criterion)?.querySelector<HTMLElement>('.choose'),
      () => this.target([]),
    );
  }

  async #onDownload(row: Row): Promise<void> {
    const sha256 = text(row, 'sha256');
    const file = await this.files.get(sha256);
    if (file) {
      download(file, text(row, 'fileName'));
      return;
    }
    this.#known.set(sha256, false);
    this.drawn();
  }

  #changed(): void {
    const { list } = this.desk;
    this.drawn();
    this.desk.changed();
    for (const name of ['input', 'change'])
      list.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
  }

  /** The focus goes to the first of these that is there once everything is drawn. */
  #focusSoon(...places: (() => HTMLElement | null | undefined | false)[]): void {
    void this.desk.list.updateComplete.then(() => {
      for (const place of places) {
        const found = place();
        if (!found) continue;
        found.focus();
        return;
      }
    });
  }

  /** Asks the device for the files that are named and of which nothing is known yet. */
  #ask(): void {
    const { files } = this;
    for (const row of this.#rows) {
      const sha256 = text(row, 'sha256');
      if (this.#known.has(sha256) || this.#asked.has(sha256)) continue;
      this.#asked.add(sha256);
      void files.has(sha256).then((isHere) => {
        this.#asked.delete(sha256);
        // What came in while it was asked is here.
        if (!this.#known.has(sha256)) this.#known.set(sha256, isHere);
        this.drawn();
      });
    }
  }

  #askAgain(): void {
    for (const [sha256, isHere] of this.#known) if (!isHere) this.#known.delete(sha256);
    this.#ask();
  }

  /** Small pictures, one after another. Into a canvas: the host's policy lets no `blob:` picture be shown. */
  async #drawPictures(): Promise<void> {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    for (;;) {
      const canvas = [...this.#root.querySelectorAll<HTMLCanvasElement>('[data-picture]')].find(
        (each) => this.#pictures.get(each) !== each.dataset['picture'],
      );
      if (!canvas) break;
      const sha256 = canvas.dataset['picture'] as string;
      this.#pictures.set(canvas, sha256);
      const file = this.#known.get(sha256) === false ? undefined : await this.files.get(sha256);
      if (file && (await drawThumbnail(file, canvas))) continue;
      if (file) this.#blind.add(sha256);
      else this.#known.set(sha256, false);
      this.drawn();
    }
    this.#isDrawing = false;
  }
}

function doneWords(kind: 'added' | 'replaced' | 'healed' | 'twice', name: string): string {
  switch (kind) {
    case 'added':
      return msg(str`Кошулду: ${name}`, { id: 'e.added' });
    case 'replaced':
      return msg(str`Жаңы файл коюлду: ${name}`, { id: 'e.replaced' });
    case 'healed':
      return msg(str`Файл табылды: ${name}`, { id: 'e.healed' });
    case 'twice':
      return msg(str`Бул файл мурда эле кошулган: ${name}`, { id: 'e.twice' });
  }
}
