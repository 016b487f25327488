import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { issueMessage } from '../language/issue.js';
import type { Issue } from '../language/issue.js';
import { msg } from '../language/message.js';
import type { Language } from '../language/message.js';
import type { RawFields } from '../model/draft.js';
import type { Field, Group, Node, Repeat, Shape } from '../model/field.js';
import { typedText } from './typed-text.js';

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
  readonly rows?: number;
}

/** The id of a field's control within its shadow root. */
export const controlId = (path: string, key?: string): string => `${key ?? 'f'}-${path.replaceAll('.', '-')}`;

function find(view: RecordView, path: string): { node: Field; raw: string } {
  let node: Node | undefined;
  let fields = view.fields;
  let raw: unknown = view.raw;
  for (const name of path.split('.')) {
    node = node?.kind === 'repeat' ? (node as Repeat).field : (fields[name] as Node);
    fields = (node as Group).fields ?? {};
    raw = (raw as Record<string, unknown> | undefined)?.[name];
  }
  return { node: node as Field, raw: typeof raw === 'string' ? raw : '' };
}

/** One field: label, hint, control and what is wrong with it. `path` is dotted, within the record. */
export function fieldTemplate(view: RecordView, path: string, look: FieldLook = {}): TemplateResult {
  const { node, raw } = find(view, path);
  const id = controlId(path, view.key);
  const issues = view.issues.filter((issue) => issue.path.join('.') === path);
  const hint = node.hint?.();
  const described =
    [hint && `${id}-hint`, issues.length && `${id}-issues`].filter(Boolean).join(' ') || undefined;
  const invalid = issues.some(({ severity }) => severity === 'error');
  const label = look.label ?? node.label();
  const grouped = isGrouped(node, view);
  const words = html`${label}${
    node.required || node.recommended || view.key || look.label
      ? nothing
      : html` <span class="optional">${optionalWord(node)}</span>`
  }`;
  const control: Control = { view, node, path, id, raw, look, described, invalid, label };
  const parts = html`${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}${controlTemplate(
    control,
  )}${messagesTemplate(issues, id, view.language)}`;
  return grouped
    ? html`<div
        class="field ${node.kind}"
        role=${node.kind === 'score' || node.kind === 'choice' || node.kind === 'yesNo' ? 'radiogroup' : 'group'}
        id=${id}
        aria-labelledby="${id}-label"
        aria-describedby=${ifDefined(described)}
        aria-required=${node.required ? 'true' : 'false'}
        aria-invalid=${invalid ? 'true' : 'false'}
      >
        <p class="label ${look.hideLabel ? 'unseen' : ''}" id="${id}-label">${words}</p>
        ${parts}
      </div>`
    : html`<div class="field ${node.kind}">
        <label class=${look.hideLabel ? 'label unseen' : 'label'} for=${id}>${words}</label>${parts}
      </div>`;
}

/** Fields that stay empty because an answer was no say so by where they stand, not by this word. */
const optionalWord = (node: Field): string =>
  node.kind === 'url' ? '' : msg('(милдеттүү эмес)', { id: 'u.optional' });

const isGrouped = (node: Field, view: RecordView): boolean =>
  node.kind === 'score' || node.kind === 'yesNo' || (node.kind === 'choice' && !view.compact);

/** What is wrong with a field, or worth a second look. */
export function messagesTemplate(
  issues: readonly Issue[],
  id: string,
  language: Language,
): TemplateResult | typeof nothing {
  return issues.length
    ? html`<div class="messages" id="${id}-issues">
        ${issues.map((issue) => html`<p class="message ${issue.severity}" part="message ${issue.severity}">${issueMessage(issue, language)}</p>`)}
      </div>`
    : nothing;
}

interface Control {
  readonly view: RecordView;
  readonly node: Field;
  readonly path: string;
  readonly id: string;
  readonly raw: string;
  readonly look: FieldLook;
  readonly described: string | undefined;
  readonly invalid: boolean;
  readonly label: string;
}

function controlTemplate(control: Control): TemplateResult {
  const { node, look } = control;
  switch (node.kind) {
    case 'text':
      return look.suggestions ? pickTemplate(control, look.suggestions) : boxTemplate(control, 1);
    case 'longText':
      return boxTemplate(control, control.view.key ? 1 : 3);
    case 'phones':
      return boxTemplate(control, node.lines ? 2 : 1, 'tel');
    case 'email':
      return node.lines ? boxTemplate(control, 2, 'email') : lineTemplate(control, 'email');
    case 'url':
      return lineTemplate(control, 'url');
    case 'hectares':
    case 'kilometres':
    case 'amount':
      return lineTemplate(control, 'decimal');
    case 'count':
    case 'date':
      return lineTemplate(control, 'numeric');
    case 'score':
      return scoreTemplate(control);
    case 'choice':
      return control.view.compact
        ? selectTemplate(control)
        : optionsTemplate(
            control,
            Object.entries(node.choices ?? {}).map(([value, word]) => [value, word()]),
          );
    case 'yesNo':
      return optionsTemplate(control, [
        ['yes', msg('ооба', { id: 'u.yes' })],
        ['no', msg('жок', { id: 'u.no' })],
      ]);
    case 'file':
      return html`<output id=${control.id}>${control.raw}</output>`;
  }
}

/** A box that grows with its text. One-line fields have it too, so that a long name is seen whole. */
function boxTemplate(
  { view, node, path, id, raw, look, described, invalid }: Control,
  rows: number,
  mode?: string,
): TemplateResult {
  return html`<div class="grow" data-text=${raw}>
    <textarea
      id=${id}
      part="control"
      data-path=${path}
      rows=${look.rows ?? rows}
      inputmode=${ifDefined(mode)}
      autocomplete=${(node.autocomplete as AutoFill | undefined) ?? 'off'}
      aria-required=${node.required ? 'true' : 'false'}
      aria-invalid=${invalid ? 'true' : 'false'}
      aria-describedby=${ifDefined(described)}
      ?disabled=${view.disabled}
      ?readonly=${view.readonly}
      ${typedText(raw)}
    ></textarea>
  </div>`;
}

function lineTemplate(
  { view, node, path, id, raw, look, described, invalid }: Control,
  mode: string,
): TemplateResult {
  const input = html`<input
    id=${id}
    part="control"
    data-path=${path}
    inputmode=${mode}
    autocomplete=${(node.autocomplete as AutoFill | undefined) ?? 'off'}
    placeholder=${ifDefined(node.kind === 'date' ? msg('кк.аа.жжжж', { id: 'u.datePattern' }) : undefined)}
    aria-required=${node.required ? 'true' : 'false'}
    aria-invalid=${invalid ? 'true' : 'false'}
    aria-describedby=${ifDefined(described)}
    ?disabled=${view.disabled}
    ?readonly=${view.readonly}
    ${typedText(raw)}
  />`;
  return look.suffix ? html`<span class="unit">${input}<span>${look.suffix}</span></span>` : input;
}

function pickTemplate(
  { view, node, path, id, raw, described, invalid }: Control,
  suggestions: readonly string[],
): TemplateResult {
  return html`<input
      id=${id}
      part="control"
      data-path=${path}
      list="${id}-list"
      autocomplete=${(node.autocomplete as AutoFill | undefined) ?? 'off'}
      aria-required=${node.required ? 'true' : 'false'}
      aria-invalid=${invalid ? 'true' : 'false'}
      aria-describedby=${ifDefined(described)}
      ?disabled=${view.disabled}
      ?readonly=${view.readonly}
      ${typedText(raw)}
    /><datalist id="${id}-list">
      ${suggestions.map((name) => html`<option value=${name}></option>`)}
    </datalist>`;
}

function selectTemplate({ view, node, path, id, raw, described, invalid }: Control): TemplateResult {
  const choices = Object.entries(node.choices ?? {});
  // A value that is no choice (an import, an older form) is shown as it is and not lost.
  const unknown = raw && !choices.some(([value]) => value === raw);
  return html`<select
    id=${id}
    part="control"
    data-path=${path}
    aria-required=${node.required ? 'true' : 'false'}
    aria-invalid=${invalid ? 'true' : 'false'}
    aria-describedby=${ifDefined(described)}
    ?disabled=${view.disabled || view.readonly}
    ${typedText(raw)}
  >
    <option value="">${msg('Тандаңыз', { id: 'u.choose' })}</option>
    ${choices.map(([value, word]) => html`<option value=${value} ?selected=${value === raw}>${word()}</option>`)}
    ${unknown ? html`<option value=${raw} selected>${raw}</option>` : nothing}
  </select>`;
}

function optionsTemplate(
  { view, path, id, raw }: Control,
  options: readonly (readonly [value: string, word: string])[],
): TemplateResult {
  const unknown = raw && !options.some(([value]) => value === raw);
  return html`<div class="options" part="options">
    ${[...options, ...(unknown ? [[raw, raw] as const] : [])].map(
      ([value, word]) =>
        html`<label class="option"
          ><input
            type="radio"
            id="${id}-${value}"
            name=${id}
            data-path=${path}
            value=${value}
            .checked=${raw === value}
            ?disabled=${view.disabled || view.readonly}
          /><span>${word}</span></label
        >`,
    )}
  </div>`;
}

/** The call states no direction for its five points; 1 is the lowest and 5 the highest, and the screen says so. */
function scoreTemplate(control: Control): TemplateResult {
  return html`<div class="scale">
    <span class="end" id="${control.id}-low">${msg('1 – эң төмөн', { id: 'u.lowest' })}</span>
    ${optionsTemplate(
      control,
      ['1', '2', '3', '4', '5'].map((value) => [value, value]),
    )}
    <span class="end">${msg('5 – эң жогору', { id: 'u.highest' })}</span>
  </div>`;
}
