import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import manifest from '../dist/custom-elements.json';
import '../src/define/interest-letter-form.js';
import { InterestLetterForm } from '../src/elements/interest-letter-form.js';
import { sampleDraft } from '../test/sample.js';
import { members } from './show.js';

interface Token {
  readonly name: string;
  readonly description?: string;
}

/** What a host page may set, as the manifest says it. */
const documented = new Map<string, Token>(
  manifest.modules
    .flatMap(({ declarations }) => declarations as { cssProperties?: Token[] }[])
    .flatMap(({ cssProperties }) => cssProperties ?? [])
    .map((token) => [token.name, token]),
);

const styles = InterestLetterForm.elementStyles
  .map((style) => ('cssText' in style ? style.cssText : ''))
  .join('\n');

/** What the styles take where the host page sets nothing: the last word is the one with light and dark. */
function defaultOf(name: string): string {
  const last = [...styles.matchAll(new RegExp(`var\\(\\s*${name},`, 'g'))].at(-1);
  if (!last) return '';
  const start = last.index + last[0].length;
  let end = start;
  for (let depth = 1; depth && end < styles.length; end++) {
    if (styles[end] === '(') depth++;
    else if (styles[end] === ')') depth--;
  }
  return styles
    .slice(start, end - 1)
    .replace(/\s+/g, ' ')
    .trim();
}

const isColour = (name: string): boolean => name.endsWith('-color');

const rowTemplate = ({ name, description }: Token): unknown => {
  const initial = defaultOf(name);
  const write = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    field.closest<HTMLElement>('.tokens')?.style.setProperty(name, field.value);
    live(field.closest('tr'));
  };
  /** What the browser makes of the token now: of a colour, the one of this theme. */
  const live = (row: Element | null | undefined): void => {
    const swatch = row?.querySelector<HTMLElement>('.swatch');
    const value = row?.querySelector('output');
    if (swatch) swatch.style.background = `var(${name}, ${initial})`;
    if (value && swatch) value.value = getComputedStyle(swatch).backgroundColor;
  };
  return html`<tr ${ref((row) => setTimeout(() => live(row)))}>
    <th scope="row"><code>${name}</code></th>
    <td>${description ?? nothing}</td>
    <td><input aria-label=${name} placeholder=${initial} @input=${write} /></td>
    <td>${isColour(name) ? html`<span class="swatch"></span> <output></output>` : nothing}</td>
  </tr>`;
};

const meta: Meta = {
  title: 'Look/Tokens',
  tags: ['!autodocs'],
  parameters: { controls: { disable: true } },
  render: () =>
    html`<div class="tokens">
      <table>
        <caption>
          A host page sets these on the element or on anything around it. Type a value to see it below.
        </caption>
        <thead>
          <tr>
            <th scope="col">Custom property</th>
            <th scope="col">Meaning</th>
            <th scope="col">Value</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          ${[...documented.values()].map(rowTemplate)}
        </tbody>
      </table>
      <interest-letter-form ${members({ value: sampleDraft })}></interest-letter-form>
    </div>`,
};
export default meta;

export const CustomProperties: StoryObj = {};
