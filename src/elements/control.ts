import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit';

/** What a control of a field says and shows. */
export interface Control {
  readonly id: string;
  /** Dotted, within the record. */
  readonly path: string;
  readonly text: string;
  readonly required: boolean;
  readonly invalid: boolean;
  /** The ids of its hint and of its messages. */
  readonly described: string;
  readonly disabled: boolean;
  readonly readonly: boolean;
  /** HTML autofill token. */
  readonly autocomplete: string | undefined;
}

type Element = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * All that the controls of fields have in common, in one part of the template instead of ten.
 *
 * The text is written only when it is another than last time, so that a control that shows less than it was
 * given (a one-line box given two lines) keeps its caret and its native undo.
 */
class ControlDirective extends Directive {
  #last: Partial<Control> = {};

  override render(_control: Control): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [control]: [Control]): unknown {
    const { id, path, text, required, invalid, described, disabled, readonly, autocomplete } = control;
    const last = this.#last;
    const box = element as Element;
    const attribute = (name: string, value: string): void =>
      value ? box.setAttribute(name, value) : box.removeAttribute(name);
    if (!last.id) {
      box.id = id;
      box.dataset['path'] = path;
      box.setAttribute('part', 'control');
      attribute('aria-required', String(required));
      attribute('autocomplete', autocomplete ?? 'off');
    }
    if (text !== last.text && box.value !== text) box.value = text;
    if (invalid !== last.invalid) attribute('aria-invalid', String(invalid));
    if (described !== last.described) attribute('aria-describedby', described);
    if (box instanceof HTMLSelectElement) box.disabled = disabled || readonly;
    else {
      if (disabled !== last.disabled) box.disabled = disabled;
      if (readonly !== last.readonly) box.readOnly = readonly;
    }
    this.#last = control;
    return noChange;
  }
}

export const control = directive(ControlDirective);
