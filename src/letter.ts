/** The letter on paper, for browser and Node, in all three languages. */
import './model/all-languages.js';

export { letterBlocks } from './letter/annex-1.js';
export { runText } from './letter/blocks.js';
export type { Block, Run } from './letter/blocks.js';
export type { Call } from './model/call.js';
export type { Draft } from './model/draft.js';
export type { Language } from './language/message.js';
