/** The letter with its annexes on paper, for browser and Node, in all three languages. */
import './model/all-languages.js';
import type { letterDocx as makeDocx } from './letter/docx.js';

export { letterBlocks } from './letter/annex-1.js';
export { annexBlocks } from './letter/annex-2.js';
export { blockText, runText } from './letter/blocks.js';
export type { AnnexBlock, Blank, Block, Cell, LetterBlock, Run } from './letter/blocks.js';
export { letterDocument } from './letter/document.js';
export type { LetterDocument } from './letter/document.js';
export type { DocxOptions } from './letter/docx.js';
export { letterHtml } from './letter/html.js';
export { letterMarkup, markupText } from './letter/markup.js';
export type { Markup } from './letter/markup.js';
export { paperCss } from './letter/paper-css.js';
export { formatCode, paperCode, readCode } from './letter/paper-code.js';
/** The paper as a Word file; see `DocxOptions`. What makes it loads with the first call. */
export const letterDocx: typeof makeDocx = async (letter, options) =>
  (await import('./letter/docx.js')).letterDocx(letter, options);

export type { Application } from './model/application.js';
export type { Call } from './model/call.js';
export type { Draft } from './model/draft.js';
export type { Language } from './language/message.js';
