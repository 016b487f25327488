import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { issueMessage } from '../language/issue.js';
import type { Issue } from '../language/issue.js';
import { msg } from '../language/message.js';
import type { Language } from '../language/message.js';
import type { RawFields } from '../model/draft.js';
import type { Field, Group, Node, Repeat, Shape } from '../model/field.js';
import { control } from './control.js';
import type { Control } from './control.js';

/** A record on the screen: what its fields are, what was typed into them, and what may be said about it now. */
export interface RecordView {
  readonly fields: Shape;
  readonly raw: RawFields;
  /** Findings that are shown, with paths within the record. */
  readonly issues: readonly Issue[];
  readonly language: Language;
  readonly disabled: boolean;
  readonly readonly: boolean;
  /** Where there are many records: the row's key. */
  readonly key?: string;
  /** Choices as a list to open rather than as buttons. */
  readonly compact?: boolean;
}

export interface FieldLook {
  /** Words in the place of the field's own label. */
  readonly label?: string;
  /** The label is read out but not seen; something beside it says the same. */
  readonly hideLabel?: boolean;
  /** A pick list that takes free text. */
  readonly suggestions?: readonly string[];
  /** Words behind the control. */
  readonly suffix?: string;
}

/** The id of a field's control within its shadow root. */
export const controlId = (path: string, key?: string): string => `${key ?? 'f'}-${path.replaceAll('.', '-')}`;

function find(view: RecordView, path: string): { node: Field; raw: string; first: boolean } {
  let node: Node | undefined;
  let fields = view.fields;
  let raw: unknown = view.raw;
  let first = false;
  for (const name of path.split('.')) {
    first = Object.keys(fields)[0] === name;
    node = node?.kind === 'repeat' ? (node as Repeat).field : (fields[name] as Node);
    fields = (node as Group).fields ?? {};
    raw = (raw as Record<string, unknown> | undefined)?.[name];
  }
  return { node: node as Field, raw: typeof raw === 'string' ? raw : '', first };
}

/** One field: label, hint, control and what is wrong with it. `path` is dotted, within the record. */
export function fieldTemplate(view: RecordView, path: string, look: FieldLook = {}): TemplateResult {
  const { node, raw, first } = find(view, path);
  const id = controlId(path, view.key);
  // What is said about a group is said at its first field.
  const places = [path, first && path.slice(0, path.lastIndexOf('.'))];
  const issues = view.issues.filter((issue) => places.includes(issue.path.join('.')));
  const hint = node.hint?.();
  const state: Control = {
    id,
    path,
    text: raw,
    required: node.required,
    invalid: issues.some(({ severity }) => severity === 'error'),
    described: [hint && `${id}-hint`, issues.length && `${id}-issues`].filter(Boolean).join(' '),
    disabled: view.disabled,
    readonly: view.readonly,
    autocomplete: node.autocomplete,
  };
  const label = html`${look.label ?? node.label()}${node.recommended ? optionalTemplate() : nothing}`;
  const labelClass = look.hideLabel ? 'label unseen' : 'label';
  const inner = html`${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}${controlTemplate(
    node,
    state,
    view,
    look,
  )}${messagesTemplate(issues, id, view.language)}`;
  return node.kind === 'score' || node.kind === 'yesNo' || (node.kind === 'choice' && !view.compact)
    ? html`<div
        class="field ${node.kind}"
        role="radiogroup"
        id=${id}
        aria-labelledby="${id}-label"
        aria-describedby=${state.described || nothing}
        aria-required=${state.required}
        aria-invalid=${state.invalid}
      >
        <p class=${labelClass} id="${id}-label">${label}</p>
        ${inner}
      </div>`
    : html`<div class="field ${node.kind}">
        <label class=${labelClass} for=${id}>${label}</label>${inner}
      </div>`;
}

/** The word for what may stay empty. Fields that another answer asks for do not bear it. */
export const optionalTemplate = (): TemplateResult =>
  html` <span class="optional">${msg('(милдеттүү эмес)', { id: 'u.optional' })}</span>`;

/** What is wrong with a field, or worth a second look. */
export function messagesTemplate(
  issues: readonly Issue[],
  id: string,
  language: Language,
): TemplateResult | typeof nothing {
  return issues.length
    ? html`<div class="messages" id="${id}-issues">
        ${issues.map(
          (issue) =>
            html`<p class="message ${issue.severity}" part="message">${issueMessage(issue, language)}</p>`,
        )}
      </div>`
    : nothing;
}

function controlTemplate(node: Field, state: Control, view: RecordView, look: FieldLook): TemplateResult {
  switch (node.kind) {
    case 'text':
      return look.suggestions ? pickTemplate(state, look.suggestions) : boxTemplate(state, 1);
    case 'longText':
      return boxTemplate(state, view.key ? 1 : 3);
    case 'phones':
      return boxTemplate(state, node.lines ? 2 : 1, 'tel');
    case 'email':
      return node.lines ? boxTemplate(state, 2, 'email') : lineTemplate(state, 'email', look);
    case 'url':
      return lineTemplate(state, 'url', look);
    case 'hectares':
    case 'kilometres':
    case 'amount':
      return lineTemplate(state, 'decimal', look);
    case 'date':
      return lineTemplate(state, 'numeric', look, msg('кк.аа.жжжж', { id: 'u.datePattern' }));
    case 'count':
      return lineTemplate(state, 'numeric', look);
    case 'score':
      return scoreTemplate(state);
    case 'choice':
    case 'yesNo': {
      const choices = Object.entries(node.choices ?? {}).map(([value, word]) => [value, word()] as const);
      return (view.compact ? selectTemplate : optionsTemplate)(state, choices);
    }
    case 'file':
      return html`<output id=${state.id}>${state.text}</output>`;
  }
}

/** A box that grows with its text. One-line fields have it too, so that a long name is seen whole. */
function boxTemplate(state: Control, rows: number, mode?: string): TemplateResult {
  return html`<div class="grow" data-text=${state.text}>
    <textarea rows=${rows} inputmode=${mode ?? nothing} ${control(state)}></textarea>
  </div>`;
}

function lineTemplate(state: Control, mode: string, { suffix }: FieldLook, example?: string): TemplateResult {
  const input = html`<input inputmode=${mode} placeholder=${example ?? nothing} ${control(state)} />`;
  return suffix ? html`<span class="unit">${input}<span>${suffix}</span></span>` : input;
}

function pickTemplate(state: Control, suggestions: readonly string[]): TemplateResult {
  return html`<input list="${state.id}-list" ${control(state)} /><datalist id="${state.id}-list">
      ${suggestions.map((name) => html`<option value=${name}></option>`)}
    </datalist>`;
}

type Options = readonly (readonly [value: string, word: string])[];

/** A value that is no choice (an import, an older form) is shown as it is and not lost. */
const withUnknown = (options: Options, value: string): Options =>
  !value || options.some(([known]) => known === value) ? options : [...options, [value, value]];

function selectTemplate(state: Control, options: Options): TemplateResult {
  return html`<select ${control(state)}>
    ${withUnknown([['', msg('Тандаңыз', { id: 'u.choose' })], ...options], state.text).map(
      ([value, word]) => html`<option value=${value} ?selected=${value === state.text}>${word}</option>`,
    )}
  </select>`;
}

function optionsTemplate({ id, path, text, disabled, readonly }: Control, options: Options): TemplateResult {
  return html`<div class="options" part="options">
    ${withUnknown(options, text).map(
      ([value, word]) =>
        html`<label class="option"
          ><input
            type="radio"
            id="${id}-${value}"
            name=${id}
            data-path=${path}
            value=${value}
            .checked=${text === value}
            ?disabled=${disabled || readonly}
          /><span>${word}</span></label
        >`,
    )}
  </div>`;
}

/** The call states no direction for its five points; 1 is the lowest and 5 the highest, and the screen says so. */
function scoreTemplate(state: Control): TemplateResult {
  return html`<div class="scale">
    <span class="end">${msg('1 – эң төмөн', { id: 'u.lowest' })}</span>
    ${optionsTemplate(
      state,
      ['1', '2', '3', '4', '5'].map((value) => [value, value]),
    )}
    <span class="end">${msg('5 – эң жогору', { id: 'u.highest' })}</span>
  </div>`;
}
