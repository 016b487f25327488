import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { mergeDrafts, settle } from '../draft/merge.js';
import type { Conflict } from '../draft/merge.js';
import { msg, str } from '../language/message.js';
import { partOf } from '../model/application.js';
import type { Draft, RawFields, Row } from '../model/draft.js';
import type { Field, Node, Shape } from '../model/field.js';
import type { PartName } from '../model/part.js';
import { pathLabel } from '../model/path-label.js';
import { compareStyles } from './compare-styles.js';
import { gain, sectionHeading, sectionNames } from './draft-facts.js';
import type { DraftForm } from './draft-desk.js';
import { Panel } from './panel.js';
import { textDifference } from './text-difference.js';
import type { Stretch } from './text-difference.js';

type Side = 'mine' | 'theirs';

/** Two versions to be brought together. In the words of a merge the one on the screen is `theirs`. */
export interface Comparison {
  /** From which both come, where that is known. */
  readonly base: Draft | undefined;
  /** Where the other version comes from. */
  readonly from: 'window' | 'file';
  readonly other: Draft;
  /** Told what a person has decided. */
  done(draft: Draft): unknown;
}

const place = ({ part, key = '', ...conflict }: Conflict): string =>
  [part, key, ...(conflict.kind === 'text' ? conflict.path : [])].join('/');

/** The first thing that a row says. */
const firstText = (value: RawFields | undefined): string =>
  Object.values(value ?? {}).find((text): text is string => typeof text === 'string' && !!text.trim()) ?? '';

/** A text as the screen shows it: a choice by its words. */
function shown(part: PartName, path: readonly string[], text: string): string {
  let node: Node | undefined;
  let fields: Shape = partOf(part).fields;
  for (const name of path) {
    node = node?.kind === 'repeat' ? (node as { field: Field }).field : fields[name];
    fields = (node as { fields?: Shape } | undefined)?.fields ?? {};
  }
  const choice = (node as Field | undefined)?.choices?.[text];
  if (choice) return choice();
  return text;
}

/**
 * Two versions side by side wherever they differ, for a person to choose. Nothing changes before the last button;
 * whoever closes the panel has both versions still.
 */
export class ComparePanel extends Panel {
  protected override readonly styles = [compareStyles];
  #screen: Draft;
  #merged: Draft;
  #conflicts: readonly Conflict[];
  #chosen = new Map<string, Side>();
  #hasChanged = false;

  constructor(
    readonly form: DraftForm,
    readonly comparison: Comparison,
  ) {
    super(form);
    this.#screen = form.store.draft;
    const { draft, conflicts } = this.#merge();
    this.#merged = draft;
    this.#conflicts = conflicts;
  }

  /** Asks, or is done at once where there is nothing to choose. */
  ask(): void {
    if (this.#conflicts.length) this.open();
    else this.comparison.done(this.#merged);
  }

  #merge(): ReturnType<typeof mergeDrafts> {
    return mergeDrafts(this.comparison.base, this.comparison.other, this.#screen);
  }

  protected heading(): string {
    return msg('Эки вариантты салыштыруу', { id: 'd.compareHeading' });
  }

  protected content(): TemplateResult {
    const { fields, rows } = gain(this.#screen, this.#merged);
    return html`<p class="lead">
        ${msg(str`Айырмаланган жерлер: ${this.#conflicts.length}. Ар биринде кайсынысы калсын?`, { id: 'd.differences' })}
      </p>
      ${
        fields + rows
          ? html`<p class="lead">
              ${
                this.#isFile
                  ? msg(str`Файлдан өзү кошулат: жазуулар – ${fields}, саптар – ${rows}.`, {
                      id: 'd.addedFile',
                    })
                  : msg(str`Башка терезеден өзү кошулат: жазуулар – ${fields}, саптар – ${rows}.`, {
                      id: 'd.addedWindow',
                    })
              }
            </p>`
          : nothing
      }
      <div role="status">
        ${
          this.#hasChanged
            ? html`<p class="changed">
                ${msg('Бул арада жазуулар өзгөрдү. Кайра карап чыгыңыз.', { id: 'd.changed' })}
              </p>`
            : nothing
        }
      </div>
      <div class="all">
        <button type="button" @click=${() => this.#chooseAll('theirs')}>
          ${msg('Баары экрандагыдай калсын', { id: 'd.allHere' })}
        </button>
        <button type="button" @click=${() => this.#chooseAll('mine')}>
          ${
            this.#isFile
              ? msg('Баары файлдагыдай болсун', { id: 'd.allFile' })
              : msg('Баары башка терезедегидей болсун', { id: 'd.allWindow' })
          }
        </button>
      </div>
      ${sectionNames.map((name) => this.#section(name))}`;
  }

  protected override actions(): TemplateResult {
    return html`<button type="button" class="primary" @click=${this.#onDone}>
        ${msg('Даяр', { id: 'd.done' })}
      </button>
      <button type="button" @click=${() => this.close()}>
        ${msg('Азырынча калтыруу', { id: 'd.later' })}
      </button>`;
  }

  get #isFile(): boolean {
    return this.comparison.from === 'file';
  }

  #section(name: PartName): TemplateResult | typeof nothing {
    const here = this.#conflicts.filter(({ part }) => part === name);
    if (!here.length) return nothing;
    let before: string | undefined;
    return html`<section aria-labelledby=${name}>
      <h3 id=${name}>${sectionHeading(name, this.form.store.call)}</h3>
      ${here.map((conflict) => {
        const { key } = conflict;
        const title = key !== undefined && key !== before ? this.#rowTitle(name, key) : nothing;
        before = key;
        return [title, this.#difference(conflict)];
      })}
    </section>`;
  }

  #rows(name: PartName): readonly Row[] {
    return this.#merged[name] as unknown as readonly Row[];
  }

  #rowTitle(name: PartName, key: string): TemplateResult {
    const rows = this.#rows(name);
    const index = rows.findIndex((row) => row.key === key);
    const first = firstText(rows[index]?.value);
    return html`<h4>
      ${msg(str`${index + 1}-сап`, { id: 'row' })}${first && html` <span>${first}</span>`}
    </h4>`;
  }

  #difference(conflict: Conflict): TemplateResult {
    const name = place(conflict);
    const { part, key } = conflict;
    const side = this.#sideOf(conflict);
    const row = key === undefined ? [] : [this.#rows(part).findIndex((each) => each.key === key)];
    const path = conflict.kind === 'text' ? conflict.path : [];
    // The list and the row stand above; a screen reader may come here without them.
    const full = pathLabel([part, ...row, ...path], this.form.language);
    const short = pathLabel([part, ...path], this.form.language);
    const option = (value: Side, words: string, body: unknown): TemplateResult =>
      html`<label class="version">
        <input
          type="radio"
          name=${name}
          value=${value}
          .checked=${side === value}
          @change=${() => this.#choose(conflict, value)}
        />
        <span class="side">${words}</span>
        <span class="text">${body}</span>
      </label>`;
    const here = msg('Экранда', { id: 'd.onScreen' });
    const there = this.#isFile
      ? msg('Файлда', { id: 'd.inFile' })
      : msg('Башка терезеде', { id: 'd.inWindow' });
    if (conflict.kind === 'row') {
      const kept = conflict.mine ? 'mine' : 'theirs';
      const gone = conflict.mine ? 'theirs' : 'mine';
      const words = { mine: there, theirs: here };
      return html`<fieldset aria-label=${full}>
        <div class="versions">
          ${option(kept, words[kept], html`<b>${msg('Сап калсын', { id: 'd.keepRow' })}</b> ${this.#rowText(conflict)}`)}
          ${option(gone, words[gone], html`<b>${msg('Сап алынып салынсын', { id: 'd.dropRow' })}</b>`)}
        </div>
      </fieldset>`;
    }
    const [screen, other] = textDifference(
      shown(part, path, conflict.theirs),
      shown(part, path, conflict.mine),
    );
    return html`<fieldset>
      <legend>
        <span aria-hidden="true">${key === undefined ? short : short.split(', ').slice(1).join(', ')}</span>
        <span class="unseen">${full}</span>
      </legend>
      <div class="versions">
        ${option('theirs', here, this.#text(screen))} ${option('mine', there, this.#text(other))}
      </div>
    </fieldset>`;
  }

  #text(stretches: readonly Stretch[]): unknown {
    if (!stretches.length) return html`<i>${msg('бош', { id: 'u.empty' })}</i>`;
    const all = stretches.every(({ same }) => !same);
    // Where everything differs a mark says nothing.
    return stretches.map(({ text, same }) => (same || all ? text : html`<mark>${text}</mark>`));
  }

  #rowText({ mine, theirs, part }: Extract<Conflict, { kind: 'row' }>): string {
    return Object.entries((mine ?? theirs)?.value ?? {})
      .map(([name, text]) => (typeof text === 'string' ? shown(part, [name], text).trim() : ''))
      .filter(Boolean)
      .join(' · ');
  }

  #sideOf(conflict: Conflict): Side {
    const kept = conflict.kind === 'row' && conflict.mine ? 'mine' : 'theirs';
    return this.#chosen.get(place(conflict)) ?? kept;
  }

  #choose(conflict: Conflict, side: Side): void {
    this.#chosen.set(place(conflict), side);
    this.draw();
  }

  #chooseAll(side: Side): void {
    for (const conflict of this.#conflicts) this.#chosen.set(place(conflict), side);
    this.draw();
  }

  #onDone(): void {
    if (this.form.store.draft !== this.#screen) {
      // Another window has saved in the meantime: what it wrote must be in what is chosen from.
      this.#screen = this.form.store.draft;
      const { draft, conflicts } = this.#merge();
      this.#merged = draft;
      this.#conflicts = conflicts;
      this.#hasChanged = true;
      this.draw();
      return;
    }
    const result = this.#conflicts.reduce(
      (draft, conflict) => settle(draft, conflict, this.#sideOf(conflict)),
      this.#merged,
    );
    this.close();
    this.comparison.done(result);
  }
}
