import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../language/message.js';

/** How far a section is: nothing typed, something, everything, or something wrong that is shown. */
export type State = 'empty' | 'begun' | 'complete' | 'wrong';

interface Entry {
  readonly name: string;
  readonly heading: string;
  readonly state: State;
}

/** The list of sections with how far each is; a click on one is told to `onChoose`, with its `data-section`. */
export function contentsTemplate(
  entries: readonly Entry[],
  onChoose: (event: Event) => void,
): TemplateResult {
  const complete = entries.filter(({ state }) => state === 'complete').length;
  const words: Record<State, string> = {
    empty: msg('бош', { id: 'u.empty' }),
    begun: msg('башталган', { id: 'u.begun' }),
    complete: msg('даяр', { id: 'u.complete' }),
    wrong: msg('толуктоо керек', { id: 'u.wrong' }),
  };
  return html`<nav
    class="contents screen"
    part="contents"
    aria-label=${msg('Бөлүктөр', { id: 'u.sections' })}
  >
    <details>
      <summary>
        <span>${msg(str`Даяр бөлүктөр: ${complete} / ${entries.length}`, { id: 'u.progress' })}</span>
        <progress max=${entries.length} value=${complete} aria-hidden="true"></progress>
      </summary>
      <ol @click=${onChoose}>
        ${entries.map(
          ({ name, heading, state }) =>
            html`<li class=${state}>
              <a href="#" data-section=${name}
                ><span>${heading}</span> <span class="state">${words[state]}</span></a
              >
            </li>`,
        )}
      </ol>
    </details>
  </nav>`;
}
