import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit';

/**
 * Shows a raw text in a control. It writes only when the text is another than last time, so that a control that
 * shows less than it was given (a one-line box given two lines) keeps its caret and its native undo.
 */
class TypedText extends Directive {
  #last: string | undefined;

  override render(_text: string): unknown {
    return noChange;
  }

  override update(part: ElementPart, [text]: [string]): unknown {
    if (text !== this.#last) {
      const control = part.element as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
      this.#last = text;
      if (control.value !== text) control.value = text;
    }
    return noChange;
  }
}

export const typedText = directive(TypedText);
