import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Found } from '../draft/device.js';
import { isBlankDraft } from '../draft/keeper.js';
import type { DraftKeeper, Kept } from '../draft/keeper.js';
import type { Papers } from '../draft/papers.js';
import { msg, speak, str } from '../language/message.js';
import { emptyDraft, newApplicationId, newKey } from '../model/draft.js';
import { compareVersions } from './compare-versions.js';
import { download, draftFileName } from './download.js';
import type { DraftDesk } from './draft-desk.js';
import { draftName, finished, sectionNames } from './draft-facts.js';
import { deviceRefused, newsOf, notSaved } from './draft-news.js';
import type { News } from './draft-news.js';
import { draftsStyles } from './drafts-styles.js';
import { openFile } from './open-file.js';
import { Panel } from './panel.js';
import { watchOf } from './paper-watch.js';
import { downloadUnreadable } from './unreadable.js';
import { when } from './when.js';

/** What sending keeps on this device; nothing where it cannot be loaded: then nothing was ever sent. */
const keptFiles = () => import('./kept-files.js').catch(() => undefined);

/** The drafts of a form on this device: to open, name, copy, take along and delete. */
export class DraftsPanel extends Panel {
  protected override readonly styles = [draftsStyles];
  readonly #keeper: DraftKeeper;
  #kept: readonly Kept[] | undefined;
  #unreadable: readonly Found[] = [];
  /** What undo brings back, for as long as the panel is open; and whether it was on the screen. */
  readonly #deleted = new Map<
    string,
    { readonly kept: Kept; readonly wasHere: boolean; readonly papers?: Papers | undefined }
  >();
  #renaming: string | undefined;
  #doomed: string | undefined;
  #isClearing = false;
  /** What is cleared has not all been sent. */
  #isWaiting = false;
  #news: News | undefined;

  constructor(readonly desk: DraftDesk) {
    super(desk.form);
    this.#keeper = desk.keeper as DraftKeeper;
  }

  override open(): void {
    super.open();
    void this.#list();
  }

  protected heading(): string {
    return msg('Сакталган өтүнмөлөр', { id: 'd.heading' });
  }

  protected content(): TemplateResult {
    const drafts = [...(this.#kept ?? []), ...[...this.#deleted.values()].map(({ kept }) => kept)].sort(
      (a, b) => b.record.savedAt - a.record.savedAt,
    );
    return html`<p class="lead">
        ${
          this.desk.form.draft === 'session'
            ? msg('Алар ушул терезе жабылганга чейин гана сакталат. Калсын десеңиз, файлга сактап алыңыз.', {
                id: 'd.leadSession',
              })
            : msg(
                'Алар ушул түзмөктө, ушул браузерде гана турат. Башка жерде ачуу үчүн файлга сактап алыңыз.',
                {
                  id: 'd.lead',
                },
              )
        }
      </p>
      <div role="status">${this.#newsTemplate()}</div>
      ${
        drafts.length
          ? html`<ul>
              ${repeat(
                drafts,
                ({ record }) => record.id,
                (kept) =>
                  html`<li>
                    ${this.#deleted.has(kept.record.id) ? this.#goneTemplate(kept) : this.#draftTemplate(kept)}
                  </li>`,
              )}
            </ul>`
          : html`<p class="none">
              ${
                this.#kept
                  ? msg('Сакталган өтүнмө азырынча жок. Форманы толтура баштасаңыз, ал өзү сакталат.', {
                      id: 'd.none',
                    })
                  : msg('Жүктөлүп жатат…', { id: 'd.loading' })
              }
            </p>`
      }
      ${this.#unreadable.length ? this.#unreadableTemplate() : nothing} ${this.#clearTemplate()}
      <input class="file" type="file" accept=".json,application/json" hidden @change=${this.#onFile} />`;
  }

  protected override actions(): TemplateResult {
    const { form } = this.desk;
    const off = form.readonly || form.matches(':disabled');
    return html`<button type="button" ?disabled=${off} @click=${this.#onNew}>
        ${msg('Жаңы өтүнмө', { id: 'd.new' })}
      </button>
      <button
        type="button"
        ?disabled=${off}
        @click=${() => this.root.querySelector<HTMLInputElement>('.file')?.click()}
      >
        ${msg('Файлды ачуу', { id: 'u.open' })}
      </button>`;
  }

  #newsTemplate(): unknown {
    const news = this.#news;
    if (!news) return nothing;
    return html`<div class="news ${news.kind}">
      <p>${news.words()}</p>
      ${
        news.file
          ? html`<button type="button" @click=${() => this.desk.form.downloadDraft()}>
              ${msg('Файлга сактоо', { id: 'u.saveFile' })}
            </button>`
          : nothing
      }
    </div>`;
  }

  #draftTemplate(kept: Kept): TemplateResult {
    const { record } = kept;
    const isHere = this.#isHere(kept);
    const draft = this.#draftOf(kept);
    const { id } = record;
    const name = draftName(draft, record);
    const action = (words: string, act: () => unknown, kind: string): TemplateResult =>
      html`<button type="button" class="link" data-act=${kind} aria-label="${words}: ${name}" @click=${act}>
        ${words}
      </button>`;
    return html`<article class=${isHere ? 'here' : ''} data-id=${id} aria-labelledby="name-${id}">
      <div class="what">
        <h3 id="name-${id}">${name}</h3>
        <p class="facts">
          ${isHere ? html`<span class="mark">${msg('Экранда', { id: 'd.onScreen' })}</span>` : nothing}
          ${
            record.branchOf === undefined
              ? nothing
              : html`<span class="mark version"
                  >${msg('Башка терезедеги вариант', { id: 'd.version' })}</span
                >`
          }
          <span>${msg(str`Сакталды: ${when(record.savedAt)}`, { id: 'd.savedAt' })}</span>
          <span
            >${msg(str`Даяр бөлүктөр: ${finished(draft)} / ${sectionNames.length}`, { id: 'u.progress' })}</span
          >
        </p>
      </div>
      ${
        isHere
          ? this.#keeper.rival === undefined
            ? nothing
            : html`<button type="button" data-act="compare" @click=${this.#onCompare}>
                ${msg('Салыштыруу', { id: 'd.compare' })}
              </button>`
          : html`<button
              type="button"
              data-act="open"
              aria-label="${msg('Ачуу', { id: 'd.open' })}: ${name}"
              @click=${() => this.#turnTo(kept)}
            >
              ${msg('Ачуу', { id: 'd.open' })}
            </button>`
      }
      ${
        this.#renaming === id
          ? this.#nameTemplate(kept, record.name || (draft.municipality.municipalityName ?? ''))
          : html`<div class="acts">
              ${action(msg('Атын өзгөртүү', { id: 'd.rename' }), () => this.#onRename(id), 'rename')}
              ${action(msg('Көчүрмө жасоо', { id: 'd.duplicate' }), () => this.#duplicate(kept), 'duplicate')}
              ${action(msg('Файлга сактоо', { id: 'u.saveFile' }), () => this.#save(kept), 'save')}
              ${action(msg('Өчүрүү', { id: 'd.delete' }), () => this.#remove(kept), 'delete')}
            </div>`
      }
    </article>`;
  }

  #nameTemplate(kept: Kept, name: string): TemplateResult {
    return html`<div class="naming" @keydown=${(event: KeyboardEvent) => this.#onNameKey(event, kept)}>
      <label for="new-name">${msg('Өтүнмөнүн аты', { id: 'd.newName' })}</label>
      <input id="new-name" type="text" maxlength="100" autocomplete="off" .value=${name} />
      <button type="button" class="primary" @click=${() => this.#rename(kept)}>
        ${msg('Сактоо', { id: 'd.saveName' })}
      </button>
      <button type="button" @click=${() => this.#endRenaming(kept.record.id)}>
        ${msg('Жокко чыгаруу', { id: 'd.cancel' })}
      </button>
    </div>`;
  }

  #goneTemplate({ record, draft }: Kept): TemplateResult {
    const name = draftName(draft, record);
    return html`<article class="gone" data-id=${record.id}>
      <p class="what">
        ${msg(str`«${name}» өчүрүлдү. Бул терезе жабылганга чейин кайтарса болот.`, { id: 'd.deleted' })}
      </p>
      <button
        type="button"
        data-act="restore"
        aria-label="${msg('Кайтаруу', { id: 'u.undo' })}: ${name}"
        @click=${() => this.#restore(record.id)}
      >
        ${msg('Кайтаруу', { id: 'u.undo' })}
      </button>
    </article>`;
  }

  #unreadableTemplate(): TemplateResult {
    return html`<section aria-labelledby="unreadable">
      <h3 id="unreadable">${msg('Окулбай калган жазуулар', { id: 'd.unreadable' })}</h3>
      <p class="lead">
        ${msg('Алар ордунда турат. Жүктөп алып, программанын кызматкерлерине жөнөтсөңүз болот.', {
          id: 'd.unreadableLead',
        })}
      </p>
      <ul>
        ${repeat(
          this.#unreadable,
          ({ id }) => id,
          (found, index) => {
            const name = msg(str`${index + 1}-жазуу`, { id: 'd.unreadableName' });
            return html`<li>
              <article data-id=${found.id}>
                <p class="what">
                  ${this.#doomed === found.id ? msg(str`${name} биротоло өчүрүлсүнбү?`, { id: 'd.sureDelete' }) : name}
                </p>
                ${
                  this.#doomed === found.id
                    ? html`<button type="button" class="danger" @click=${() => this.#removeUnreadable(found)}>
                          ${msg('Биротоло өчүрүү', { id: 'd.deleteForEver' })}
                        </button>
                        <button type="button" @click=${() => this.#doom(undefined)}>
                          ${msg('Жокко чыгаруу', { id: 'd.cancel' })}
                        </button>`
                    : html`<button
                          type="button"
                          aria-label="${msg('Жүктөп алуу', { id: 'd.download' })}: ${name}"
                          @click=${() => downloadUnreadable(found)}
                        >
                          ${msg('Жүктөп алуу', { id: 'd.download' })}
                        </button>
                        <button
                          type="button"
                          aria-label="${msg('Өчүрүү', { id: 'd.delete' })}: ${name}"
                          @click=${() => this.#doom(found.id)}
                        >
                          ${msg('Өчүрүү', { id: 'd.delete' })}
                        </button>`
                }
              </article>
            </li>`;
          },
        )}
      </ul>
    </section>`;
  }

  #clearTemplate(): TemplateResult {
    return html`<section class="clearing ${this.#isClearing ? 'asked' : ''}" aria-labelledby="clearing">
      <h3 id="clearing" tabindex="-1">${msg('Бул түзмөктү тазалоо', { id: 'd.clear' })}</h3>
      ${
        this.#isClearing
          ? html`<p>
                ${msg('Ушул браузерде сакталган бардык өтүнмөлөр жана экрандагы жазуулар биротоло өчүрүлөт. Аларды кайтарууга болбойт.', { id: 'd.clearAsk' })}
              </p>
              ${
                this.#isWaiting
                  ? html`<p>
                      <b
                        >${msg('Жөнөтүлө элек өтүнмө бар: ал да өчүрүлөт жана жөнөтүлбөйт.', { id: 's.clearWaiting' })}</b
                      >
                    </p>`
                  : nothing
              }
              <div class="acts">
                <button type="button" @click=${() => this.desk.form.downloadDraft()}>
                  ${msg('Адегенде файлга сактоо', { id: 'd.saveFirst' })}
                </button>
                <button type="button" class="danger" data-act="forget" @click=${this.#onForget}>
                  ${msg('Баарын өчүрүү', { id: 'd.clearAll' })}
                </button>
                <button type="button" @click=${() => this.#ask(false)}>
                  ${msg('Жокко чыгаруу', { id: 'd.cancel' })}
                </button>
              </div>`
          : html`<p>
                ${msg('Бул компьютерди башкалар да колдонсо, ишиңиз бүткөндө жазууларыңызды өчүрүп коюңуз.', { id: 'd.clearHint' })}
              </p>
              <div class="acts">
                <button type="button" data-act="clear" @click=${() => this.#ask(true)}>
                  ${msg('Тазалоо…', { id: 'd.clearOpen' })}
                </button>
              </div>`
      }
    </section>`;
  }

  /** The draft of the screen is there as it is now. */
  #draftOf(kept: Kept): Kept['draft'] {
    return this.#isHere(kept) ? this.desk.form.store.draft : kept.draft;
  }

  #isHere({ record }: Kept): boolean {
    return record.id === this.#keeper.record?.id;
  }

  async #list(): Promise<void> {
    const keeper = this.#keeper;
    try {
      await keeper.save();
      const all = await keeper.device.list(keeper.desk.slot);
      const kept = all.map((found) => keeper.read(found) ?? found);
      this.#unreadable = kept.filter((one): one is Found => !('draft' in one));
      this.#kept = kept.filter(
        (one): one is Kept =>
          'draft' in one && !this.#deleted.has(one.record.id) && !isBlankDraft(this.#draftOf(one)),
      );
    } catch {
      this.#kept ??= [];
      this.#news = { kind: 'refused', words: deviceRefused, file: true };
    }
    this.draw();
  }

  /** Does something with the device, and says so where it was refused. */
  async #try(work: () => Promise<unknown>): Promise<void> {
    this.#news = undefined;
    try {
      await work();
    } catch {
      this.#news = { kind: 'refused', words: deviceRefused };
    }
    await this.#list();
  }

  #focus(id: string, act: string): void {
    this.root.querySelector<HTMLElement>(`[data-id="${id}"] [data-act=${act}]`)?.focus();
  }

  async #turnTo(kept: Kept): Promise<void> {
    const keeper = this.#keeper;
    const newest = await this.#newest(kept);
    if (!(await keeper.turnTo(newest))) {
      this.#news = notSaved();
      return this.draw();
    }
    const { id, branchOf } = newest.record;
    const beside = this.#kept?.find(({ record }) => record.branchOf === id || record.id === branchOf);
    keeper.rival = beside?.record.id;
    keeper.ancestor = undefined;
    const news = newsOf(this.desk);
    news.isTold = true;
    const name = draftName(newest.draft, newest.record);
    news.tell({ kind: 'done', words: () => msg(str`Экранда: «${name}».`, { id: 'd.turned' }) });
    this.close();
  }

  /** As it stands on the device by now: another window may be working on it. */
  async #newest(kept: Kept): Promise<Kept> {
    const found = await this.#keeper.device.find(kept.record.id).catch(() => undefined);
    return (found && this.#keeper.read(found)) ?? kept;
  }

  #onRename(id: string): void {
    this.#renaming = id;
    this.draw();
    this.root.querySelector<HTMLInputElement>('#new-name')?.select();
  }

  #onNameKey(event: KeyboardEvent, kept: Kept): void {
    if (event.isComposing) return;
    const isName = event.target instanceof HTMLInputElement;
    if (event.key === 'Enter' && isName) void this.#rename(kept);
    else if (event.key === 'Escape') this.#endRenaming(kept.record.id);
    else return;
    // Escape would close the panel.
    event.preventDefault();
    event.stopPropagation();
  }

  #endRenaming(id: string): void {
    this.#renaming = undefined;
    this.draw();
    this.#focus(id, 'rename');
  }

  async #rename(kept: Kept): Promise<void> {
    const keeper = this.#keeper;
    const name = this.root.querySelector<HTMLInputElement>('#new-name')?.value.trim() ?? '';
    await this.#try(async () => {
      if (this.#isHere(kept)) return keeper.rename(name);
      const { record, draft } = await this.#newest(kept);
      return keeper.device.save({ ...record, name, revision: record.revision + 1 }, draft, draft);
    });
    this.#endRenaming(kept.record.id);
  }

  async #duplicate(kept: Kept): Promise<void> {
    const draft = { ...this.#draftOf(kept), applicationId: newApplicationId() };
    const { branchOf: _, ...record } = kept.record;
    const name = speak(this.desk.form.language, () =>
      msg(str`${draftName(draft, record)} (көчүрмө)`, { id: 'd.copyOf' }),
    );
    const id = newKey();
    await this.#try(() =>
      this.#keeper.device.save({ ...record, id, name, revision: 1, savedAt: Date.now() }, draft, undefined),
    );
    this.#focus(id, 'open');
  }

  #save(kept: Kept): void {
    const draft = this.#draftOf(kept);
    download(new Blob([JSON.stringify(draft, null, 2)], { type: 'application/json' }), draftFileName(draft));
  }

  async #remove(kept: Kept): Promise<void> {
    const keeper = this.#keeper;
    const { id } = kept.record;
    await this.#try(async () => {
      const wasHere = this.#isHere(kept);
      if (wasHere && !(await keeper.turnTo(emptyDraft(this.desk.form.store.call.id)))) {
        this.#news = notSaved();
        return;
      }
      const newest = await this.#newest(kept);
      await keeper.device.remove(id);
      const deleted = { kept: newest, wasHere };
      this.#deleted.set(id, deleted);
      this.#deleted.set(id, { ...deleted, papers: await this.#forgetPapers(newest) });
    });
    this.#focus(id, 'restore');
  }

  /** The papers of an application go with its last draft. Resolves to what undo has to bring back. */
  async #forgetPapers({ draft: { applicationId } }: Kept): Promise<Papers | undefined> {
    const keeper = this.#keeper;
    const others = await keeper.device.list(this.desk.slot);
    if (others.some((found) => keeper.read(found)?.draft.applicationId === applicationId)) return undefined;
    const { log } = watchOf(this.desk);
    const papers = await log.find(applicationId);
    await log.forget(applicationId);
    return papers;
  }

  async #restore(id: string): Promise<void> {
    const { kept, wasHere, papers } = this.#deleted.get(id) ?? {};
    if (!kept) return;
    await this.#try(async () => {
      await this.#keeper.device.save(kept.record, kept.draft, undefined);
      this.#deleted.delete(id);
      if (papers) await watchOf(this.desk).log.restore(papers);
      if (wasHere && isBlankDraft(this.desk.form.store.draft)) await this.#keeper.turnTo(kept);
    });
    this.#focus(id, 'delete');
  }

  #doom(id: string | undefined): void {
    this.#doomed = id;
    this.draw();
  }

  async #removeUnreadable({ id }: Found): Promise<void> {
    const keeper = this.#keeper;
    await this.#try(async () => {
      await keeper.device.remove(id);
      keeper.unreadable = keeper.unreadable.filter((found) => found.id !== id);
      this.desk.told();
    });
    this.root.getElementById('heading')?.focus();
  }

  #ask(isAsked: boolean): void {
    this.#isClearing = isAsked;
    if (isAsked) void this.#askWaiting();
    this.draw();
    const heading = this.root.getElementById('clearing');
    if (isAsked) {
      heading?.parentElement?.scrollIntoView({ block: 'end' });
      heading?.focus({ preventScroll: true });
    } else this.root.querySelector<HTMLElement>('[data-act=clear]')?.focus();
  }

  async #askWaiting(): Promise<void> {
    this.#isWaiting = (await (await keptFiles())?.isSomethingWaiting(this.desk)) === true;
    this.draw();
  }

  async #onForget(): Promise<void> {
    this.#isClearing = false;
    await this.#try(async () => {
      await this.#keeper.forget();
      await watchOf(this.desk).log.clear();
      await watchOf(this.desk).look();
      await (await keptFiles())?.forgetSending(this.desk);
      this.#deleted.clear();
      newsOf(this.desk).latest = undefined;
      this.#news = {
        kind: 'done',
        words: () => msg('Түзмөк тазаланды: эч нерсе калган жок.', { id: 'd.cleared' }),
      };
    });
    this.root.getElementById('heading')?.focus();
  }

  #onCompare(): void {
    this.close();
    void compareVersions(this.desk);
  }

  async #onNew(): Promise<void> {
    const { store } = this.desk.form;
    if (!isBlankDraft(store.draft) && !(await this.#keeper.turnTo(emptyDraft(store.call.id)))) {
      this.#news = notSaved();
      return this.draw();
    }
    newsOf(this.desk).isTold = true;
    this.close();
  }

  #onFile(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.close();
    void openFile(this.desk, file);
  }
}
