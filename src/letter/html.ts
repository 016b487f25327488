import type { LetterDocument } from './document.js';
import { letterMarkup } from './markup.js';
import type { Markup } from './markup.js';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] as string);

const write = (markup: Markup | string): string =>
  typeof markup === 'string'
    ? escape(markup)
    : `<${markup.tag}${Object.entries(markup.attributes)
        .map(([name, value]) => (value ? ` ${name}="${escape(value)}"` : ` ${name}`))
        .join('')}>${markup.tag === 'col' ? '' : `${markup.children.map(write).join('')}</${markup.tag}>`}`;

/**
 * The paper as an HTML fragment, for a server that shows or prints it; `paperCss` is its stylesheet. Whatever was
 * typed stands in it as text.
 */
export const letterHtml = (letter: LetterDocument): string =>
  `<article class="letter" lang="${letter.language}" data-code="${letter.code}">${letterMarkup(letter)
    .map(write)
    .join('')}</article>`;
