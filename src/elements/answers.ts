import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { issueMessage } from '../language/issue.js';
import type { Issue } from '../language/issue.js';
import { msg, speak, str } from '../language/message.js';
import type { Language } from '../language/message.js';
import { printed, printedAmount } from '../letter/printed.js';
import { partNames, partOf } from '../model/application.js';
import { criterionText, textsOf } from '../model/call.js';
import type { Call } from '../model/call.js';
import { groupHeading } from '../model/civic-group.js';
import { isBlank } from '../model/draft.js';
import type { Draft, RawFields, RawValue, Row } from '../model/draft.js';
import type { Field, Group, Node, Repeat, Shape } from '../model/field.js';
import { distances } from '../model/municipality.js';
import type { PartName } from '../model/part.js';
import { sectionHeading } from './draft-facts.js';
import { sizeWords } from './evidence-words.js';

/** What is read before it is sent, and what is known of it. */
export interface Reading {
  readonly draft: Draft;
  readonly call: Call;
  /** Of the questions; the answers are as they were typed. */
  readonly language: Language;
  readonly issues: readonly Issue[];
  /** Whether the file of a hash is known not to be on this device. */
  readonly isAway: (sha256: string) => boolean;
  /** Whether the answers can be changed. */
  readonly isOpen: boolean;
}

/** One answer on the page. */
interface Answer {
  /** Dotted, of its field. */
  readonly path: string;
  readonly label: string;
  /** What was answered; empty: nothing. */
  readonly text: string;
  readonly issues: readonly Issue[];
  /** Words behind it. */
  readonly suffix?: string;
  /** What an issue deeper than the answer is about. */
  readonly place?: (issue: Issue) => string;
}

/** The call says it of itself, and nobody types it. */
const ofCall = 'populationAsOf';
/** Columns of the call that hold more than one field. */
const together: Partial<Record<PartName, number>> = { civicGroups: 3 };

/**
 * All answers of an application, section by section as in the form, to be read on one page. What has a `data-path`
 * leads to that field.
 */
export function answersTemplate(reading: Reading): TemplateResult {
  return speak(reading.language, () => new Answers(reading).template());
}

class Answers {
  /** What has not been said yet, by path. */
  readonly #found = new Map<string, Issue[]>();

  constructor(readonly reading: Reading) {
    for (const issue of reading.issues) {
      const path = issue.path.join('.');
      this.#found.set(path, [...(this.#found.get(path) ?? []), issue]);
    }
  }

  template(): TemplateResult {
    const sections = partNames.map((name) => this.#section(name));
    return html`<div class="answers" lang=${this.reading.language}>
      ${[...this.#found].map(([path, issues]) => issues.map((issue) => this.#issue(issue, path)))} ${sections}
    </div>`;
  }

  #take(...paths: readonly string[]): Issue[] {
    return paths.flatMap((path) => {
      const issues = this.#found.get(path) ?? [];
      this.#found.delete(path);
      return issues;
    });
  }

  #section(name: PartName): TemplateResult {
    const { draft, call, isOpen } = this.reading;
    const { list, fields } = partOf(name);
    const heading =
      name === 'evidence'
        ? msg('Далилдер жана документтер', { id: 'e.heading' })
        : sectionHeading(name, call);
    const content =
      name === 'evidence'
        ? this.#files()
        : list
          ? this.#list(name, heading)
          : html`<dl>${this.#rows(fields, draft[name] as RawFields, name)}</dl>`;
    // Of the list as a whole, or of a place that is not on the page.
    const more = [...this.#found.keys()].filter((path) => path === name || path.startsWith(`${name}.`));
    const edit = msg('Оңдоо', { id: 's.edit' });
    return html`<section aria-labelledby="answers-${name}" data-part=${name}>
      <div class="head">
        <h3 id="answers-${name}">${heading}</h3>
        ${
          isOpen
            ? html`<button
                type="button"
                class="link"
                data-path=${list ? name : `${name}.${Object.keys(fields)[0] ?? ''}`}
                aria-label="${edit}: ${heading}"
              >
                ${edit}
              </button>`
            : nothing
        }
      </div>
      ${more.flatMap((path) => this.#take(path).map((issue) => this.#issue(issue, path)))} ${content}
    </section>`;
  }

  #rows(fields: Shape, raw: RawFields, prefix: string, group: readonly string[] = []): TemplateResult[] {
    return Object.entries(fields)
      .filter(([name]) => name !== ofCall)
      .flatMap(([name, node], index) => {
        const path = `${prefix}.${name}`;
        // What is said about a group is said at its first field.
        const about = index ? [] : group;
        return node.kind === 'group'
          ? this.#rows((node as Group).fields, (raw[name] ?? {}) as RawFields, path, [path])
          : [this.#row(path, node, raw[name], about)];
      });
  }

  #row(path: string, node: Node, raw: RawValue | undefined, about: readonly string[]): TemplateResult {
    const label = this.#label(path, node);
    return html`<div class="row">
      <dt>${label}</dt>
      <dd>
        ${
          node.kind === 'repeat'
            ? this.#several(path, node as Repeat, raw)
            : this.#answer(
                'fields' in node
                  ? this.#amount(path, label, node as Group, raw)
                  : this.#leaf(path, label, node as Field, raw, about),
              )
        }
      </dd>
    </div>`;
  }

  #label(path: string, node: Node): string {
    const label = node.label().replace(/:$/, '');
    if (path === 'municipality.population')
      return textsOf(this.reading.call, this.reading.language).formats.population;
    return node.kind === 'kilometres' ? `${distances()} ${label}` : label;
  }

  #leaf(
    path: string,
    label: string,
    field: Field,
    raw: RawValue | undefined,
    about: readonly string[] = [],
  ): Answer {
    const suffix =
      field.kind === 'kilometres'
        ? msg('км', { id: 'u.kilometre' })
        : field.kind === 'score'
          ? `(${msg('1 – эң төмөн', { id: 'u.lowest' })}, ${msg('5 – эң жогору', { id: 'u.highest' })})`
          : '';
    const text = printed(field, raw, this.reading.language);
    return { path, label, text, suffix, issues: this.#take(...about, path) };
  }

  #amount(path: string, label: string, node: Group, raw: RawValue | undefined): Answer {
    const names = Object.keys(node.fields);
    return {
      path,
      label,
      text: printedAmount(node, (raw ?? {}) as RawFields, this.reading.language),
      issues: this.#take(path, ...names.map((name) => `${path}.${name}`)),
      place: (issue) => (node.fields[issue.path[2] ?? ''] as Field | undefined)?.label() ?? '',
    };
  }

  #several(path: string, { field, times }: Repeat, raw: RawValue | undefined): TemplateResult {
    const texts = (raw ?? []) as readonly string[];
    const label = (index: number): string => msg(str`${index + 1}-көйгөй`, { id: 'u.problem' });
    return html`${this.#take(path).map((issue) => this.#issue(issue, path))}
      <ol>
        ${Array.from(
          { length: times },
          (_, index) =>
            html`<li>${this.#answer(this.#leaf(`${path}.${index}`, label(index), field, texts[index]))}</li>`,
        )}
      </ol>`;
  }

  #answer({ path, label, text, suffix, issues, place }: Answer): TemplateResult {
    const isMissing = !text && issues.some(({ severity }) => severity === 'error');
    const rest = isMissing ? issues.filter(({ code }) => code !== 'required' && code !== 'choose') : issues;
    const empty = msg('толтурулган жок', { id: 's.empty' });
    return html`${
      text
        ? html`<span class="text" dir="auto">${text}</span
            >${suffix ? html` <span class="suffix">${suffix}</span>` : nothing}`
        : isMissing
          ? html`<a href="#" class="missing" data-path=${path} aria-label="${label}: ${empty}">${empty}</a>`
          : html`<span class="none"
              ><span aria-hidden="true">–</span><span class="unseen">${empty}</span></span
            >`
    }${rest.map((issue) => this.#issue(issue, issue.path.join('.') || path, label, place?.(issue)))}`;
  }

  #issue(issue: Issue, path: string, label = '', place = ''): TemplateResult {
    const words = [place, issueMessage(issue, this.reading.language)].filter(Boolean).join(': ');
    return html`<a
      href="#"
      class="issue ${issue.severity}"
      data-path=${path}
      aria-label=${label ? `${label}: ${words}` : nothing}
      >${words}</a
    >`;
  }

  /** A table, or a card for each of its rows where there is no room for one. */
  #list(name: PartName, heading: string): TemplateResult | typeof nothing {
    const { fields } = partOf(name);
    const rows = (this.reading.draft[name] as readonly Row[])
      .map(({ value }, index) => ({ value, index }))
      .filter(({ value }) => !isBlank(value));
    if (!rows.length) return nothing;
    const names = Object.keys(fields);
    const first = together[name] ?? 1;
    const columns = [names.slice(0, first), ...names.slice(first).map((each) => [each])];
    const field = (each: string): Field => fields[each] as Field;
    const look = (column: readonly string[]): string =>
      column.length > 1 ? 'several' : field(column[0] ?? '').kind === 'count' ? 'single count' : 'single';
    return html`<table role="table" aria-label=${heading} class="list">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" class="number">${msg('№', { id: 'p.number' })}</th>
          ${columns.map(
            (column) =>
              html`<th role="columnheader" scope="col" class=${look(column)}>
                ${column.length > 1 ? groupHeading() : field(column[0] ?? '').label()}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(
          ({ value, index }, count) =>
            html`<tr role="row">
              <td role="cell" class="number">${count + 1}</td>
              ${columns.map(
                (column, place) =>
                  html`<td role="cell" class=${look(column)}>
                    ${column.map((each, at) => {
                      const label = field(each).label();
                      const about = place || at ? [] : [`${name}.${index}`];
                      return html`<p class="cap">${label}</p>
                        ${this.#answer(
                          this.#leaf(`${name}.${index}.${each}`, label, field(each), value[each], about),
                        )}`;
                    })}
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** The files, by what they are to show. */
  #files(): TemplateResult {
    const { draft, call, language } = this.reading;
    const rows = (draft.evidence as readonly Row[])
      .map(({ value }, index) => ({ value, index, criterion: String(value['criterion'] ?? '') }))
      .filter(({ value }) => !isBlank(value));
    const cards = [
      ...call.criteria.map((id) => [id, criterionText(call, id, language)] as const),
      ['jointDecision', msg('Биргелешкен чечим', { id: 'e.jointDecision' })] as const,
      ['signedLetter', msg('Кол коюлган каттын сканы', { id: 'e.signedLetter' })] as const,
    ];
    const known = new Set<string>(cards.map(([id]) => id));
    const others = rows.filter(({ criterion }) => !known.has(criterion));
    const row = (words: string, files: typeof rows): TemplateResult =>
      html`<div class="row">
        <dt>${words}</dt>
        <dd>
          ${
            files.length
              ? html`<ul>
                  ${files.map(({ value, index }) => html`<li>${this.#file(value, index)}</li>`)}
                </ul>`
              : this.#answer({ path: '', label: words, text: '', issues: [] })
          }
        </dd>
      </div>`;
    return html`<dl>
      ${cards.map(([id, words]) =>
        row(
          words,
          rows.filter(({ criterion }) => criterion === id),
        ),
      )}
      ${others.length ? row(msg('Башка файлдар', { id: 'e.others' }), others) : nothing}
    </dl>`;
  }

  #file(value: RawFields, index: number): TemplateResult {
    const [name, size, sha256, note] = ['fileName', 'size', 'sha256', 'note'].map((fact) =>
      String(value[fact] ?? ''),
    ) as [string, string, string, string];
    const path = `evidence.${index}`;
    const issues = this.#take(
      path,
      ...Object.keys(partOf('evidence').fields).map((fact) => `${path}.${fact}`),
    );
    const isAway = this.reading.isAway(sha256) || issues.some(({ code }) => code === 'fileMissing');
    const away = msg('Бул файл ушул түзмөктө жок. Аны кайра тандаңыз: ансыз өтүнмө жөнөтүлбөйт.', {
      id: 'e.missing',
    });
    return html`${this.#answer({
      path,
      label: name,
      text: name,
      suffix: Number(size) >= 0 ? sizeWords(Number(size)) : '',
      issues: issues.filter(({ code }) => code !== 'fileMissing'),
    })}
    ${note.trim() ? html`<span class="text note" dir="auto">${note.trim()}</span>` : nothing}
    ${
      isAway
        ? html`<a href="#" class="issue error" data-path="${path}.sha256" aria-label="${name}: ${away}"
            >${away}</a
          >`
        : nothing
    }`;
  }
}
