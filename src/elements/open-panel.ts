import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../language/message.js';
import { isBlank } from '../model/draft.js';
import type { Draft } from '../model/draft.js';
import type { DraftForm } from './draft-desk.js';
import { draftName, finished, sectionHeading, sectionNames } from './draft-facts.js';
import { openStyles } from './open-styles.js';
import { Panel } from './panel.js';
import { when } from './when.js';

interface Opening {
  readonly file: Draft;
  /** When the application was exported. */
  readonly at: string | undefined;
  /** What a merge adds to the screen. */
  readonly added: { readonly fields: number; readonly rows: number };
  readonly conflicts: number;
  /** Whether what is on the screen is kept on the device. */
  readonly isKept: boolean;
  merge(): unknown;
  replace(): unknown;
}

const sameName = (
  { municipality: { municipalityName: one } }: Draft,
  { municipality: other }: Draft,
): boolean => !!one?.trim() && one.trim().toLowerCase() === other.municipalityName?.trim().toLowerCase();

/** A file was chosen while there is something on the screen: what of both shall stand? */
export class OpenPanel extends Panel {
  protected override readonly styles = [openStyles];
  #way: 'merge' | 'replace';

  constructor(
    readonly form: DraftForm,
    readonly opening: Opening,
  ) {
    super(form);
    const { file } = opening;
    const screen = form.store.draft;
    this.#way = file.applicationId === screen.applicationId || sameName(file, screen) ? 'merge' : 'replace';
  }

  protected heading(): string {
    return msg('Файлды ачуу', { id: 'u.open' });
  }

  protected content(): TemplateResult {
    const { file, at, added, conflicts, isKept } = this.opening;
    const screen = this.form.store.draft;
    const line = (words: unknown, one: unknown, other: unknown): TemplateResult =>
      html`<tr>
        <th scope="row">${words}</th>
        <td>${one}</td>
        <td>${other}</td>
      </tr>`;
    return html`<p class="lead">
        ${msg('Экранда да, файлда да жазуулар бар. Эмне кылалы?', { id: 'd.openLead' })}
      </p>
      <table>
        <thead>
          <tr>
            <td></td>
            <th scope="col">${msg('Файлда', { id: 'd.inFile' })}</th>
            <th scope="col">${msg('Экранда', { id: 'd.onScreen' })}</th>
          </tr>
        </thead>
        <tbody>
          ${line(msg('Аталышы', { id: 'd.name' }), draftName(file), draftName(screen))}
          ${at ? line(msg('Файл түзүлгөн', { id: 'd.exported' }), when(at), '') : nothing}
          ${line(msg('Даяр бөлүктөр', { id: 'd.finished' }), `${finished(file)} / ${sectionNames.length}`, `${finished(screen)} / ${sectionNames.length}`)}
          ${lists.map((name) => line(sectionHeading(name, this.form.store.call), rows(file, name), rows(screen, name)))}
        </tbody>
      </table>
      <fieldset>
        <legend class="unseen">${msg('Эмне кылалы?', { id: 'd.whatToDo' })}</legend>
        ${this.#option(
          'merge',
          msg('Экөөнү бириктирүү', { id: 'd.merge' }),
          html`${msg('Эки жактагы жазуулар тең калат.', { id: 'd.mergeHint' })}
          ${msg(str`Файлдан кошулат: жазуулар – ${added.fields}, саптар – ${added.rows}.`, { id: 'd.willAdd' })}
          ${
            conflicts
              ? msg(str`${conflicts} жер айырмаланат: кайсынысы каларын өзүңүз тандайсыз.`, {
                  id: 'd.willAsk',
                })
              : nothing
          }`,
        )}
        ${this.#option(
          'replace',
          msg('Файлдагысын гана ачуу', { id: 'd.replace' }),
          isKept
            ? msg('Экрандагы өтүнмө сакталгандардын арасында калат.', { id: 'd.replaceHint' })
            : msg('Экрандагы жазуулар бул түзмөктө сакталбайт. Керек болсо, адегенде файлга сактап алыңыз.', {
                id: 'd.replaceUnkept',
              }),
        )}
      </fieldset>
      ${
        isKept
          ? nothing
          : html`<div>
              <button type="button" @click=${() => this.form.downloadDraft()}>
                ${msg('Экрандагыны файлга сактоо', { id: 'd.saveScreen' })}
              </button>
            </div>`
      }`;
  }

  protected override actions(): TemplateResult {
    return html`<button type="button" class="primary" @click=${this.#onOpen}>
        ${msg('Ачуу', { id: 'd.open' })}
      </button>
      <button type="button" @click=${() => this.close()}>
        ${msg('Жокко чыгаруу', { id: 'd.cancel' })}
      </button>`;
  }

  #option(way: 'merge' | 'replace', words: string, hint: unknown): TemplateResult {
    return html`<label class="way">
      <input
        type="radio"
        name="way"
        value=${way}
        aria-describedby="${way}-hint"
        aria-labelledby="${way}-words"
        .checked=${this.#way === way}
        @change=${() => (this.#way = way)}
      />
      <span id="${way}-words" class="words">${words}</span>
      <span id="${way}-hint" class="hint">${hint}</span>
    </label>`;
  }

  #onOpen(): void {
    const way = this.#way;
    this.close();
    this.opening[way]();
  }
}

const lists = ['jointActivities', 'civicGroups', 'donorProjects'] as const;

const rows = (draft: Draft, name: (typeof lists)[number]): string =>
  msg(str`${draft[name].filter(({ value }) => !isBlank(value)).length} сап`, { id: 'd.rows' });
