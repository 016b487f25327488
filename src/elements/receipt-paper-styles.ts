import { unsafeCSS } from 'lit';
import { receiptCss } from './receipt-paper.js';

/** The looks of a receipt on paper. */
export const receiptPaperStyles = unsafeCSS(receiptCss);
