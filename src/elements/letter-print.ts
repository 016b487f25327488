import { adoptStyles, css } from 'lit';
import type { CSSResult } from 'lit';
import { msg, speak, str } from '../language/message.js';
import type { LetterDocument } from '../letter/document.js';
import { letterMarkup } from '../letter/markup.js';
import { formatCode } from '../letter/paper-code.js';
import { build, drawSheets } from './letter-sheets.js';
import type { Letterhead } from './letter-sheets.js';
import { paperStyles } from './paper-styles.js';

/** Out of sight, yet laid out: pages are measured before they are printed. */
const hostStyles = css`
  :host {
    all: initial !important;
    direction: ltr !important;
    position: fixed !important;
    inset: 0 auto auto -400mm !important;
    visibility: hidden !important;
    pointer-events: none !important;
    color-scheme: light !important;
  }
  @media print {
    :host {
      display: block !important;
      position: static !important;
      visibility: visible !important;
    }
  }
`;

/** An important rule in a layer wins against every important rule of the page that is in none. */
const pageRules = `
@page { size: A4 !important; margin: 0 !important; }
@layer interest-letter-paper {
  @media print {
    html { all: unset !important; display: block !important; color-scheme: light !important; }
    html > :not([data-interest-letter]) { display: none !important; }
    :is(html, [data-interest-letter])::before, :is(html, [data-interest-letter])::after { content: none !important; }
  }
}`;

let stop: (() => void) | undefined;

/**
 * Prints a letter alone, from inside any page: for as long as the browser prints, the page has one more element
 * and one more stylesheet. Both are gone when the browser says so, or when somebody goes on working. `looks`: those
 * of another paper than the letter, above its own.
 */
export function printSheets(letter: LetterDocument, letterhead: Letterhead, ...looks: CSSResult[]): void {
  stop?.();
  const host = document.createElement('div');
  host.dataset['interestLetter'] = '';
  const root = host.attachShadow({ mode: 'open' });
  adoptStyles(root, [paperStyles, ...looks, hostStyles]);
  const paper = document.createElement('article');
  paper.className = 'letter';
  root.append(paper);
  document.documentElement.append(host);
  const rules = new CSSStyleSheet();
  rules.replaceSync(pageRules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];

  const controller = new AbortController();
  const end = (): void => {
    controller.abort();
    host.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== rules);
    if (stop === end) stop = undefined;
  };
  stop = end;
  // A phone goes on while it prints, and some never say that they are done.
  for (const name of ['afterprint', 'pointerdown', 'keydown'])
    addEventListener(name, end, { capture: true, signal: controller.signal });
  drawSheets(paper, letter, letterhead);
  window.print();
}

/** Whether the letter alone is being printed. */
export const isPrinting = (): boolean => !!stop;

const inPlaceStyles = css`
  :host {
    all: initial !important;
    direction: ltr !important;
    display: none !important;
    color-scheme: light !important;
  }
  @media print {
    :host {
      display: block !important;
    }
  }
`;

const formStyles = css`
  @media print {
    .root {
      display: none !important;
    }
  }
`;

/**
 * Puts a letter in the place of a form for as long as the browser prints the page around it. Its pages are the
 * browser's: the host page decides about margins. Returns what takes it away again.
 */
export function showInPlace(root: ShadowRoot, letter: LetterDocument): () => void {
  const host = document.createElement('div');
  host.className = 'on-paper';
  // Lists and tables of the form look otherwise.
  const inner = host.attachShadow({ mode: 'open' });
  adoptStyles(inner, [paperStyles, inPlaceStyles]);
  const paper = document.createElement('article');
  paper.className = 'letter';
  paper.lang = letter.language;
  const code = document.createElement('p');
  code.textContent = speak(letter.language, () => msg(str`Код ${formatCode(letter.code)}`, { id: 'p.code' }));
  paper.append(...letterMarkup(letter).map(build), code);
  inner.append(paper);
  root.append(host);
  const sheet = formStyles.styleSheet as CSSStyleSheet;
  // The list is live: a copy of it would not be what it was before.
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    host.remove();
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
