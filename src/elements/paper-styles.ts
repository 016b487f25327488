import { unsafeCSS } from 'lit';
import { paperCss } from '../letter/paper-css.js';

export const paperStyles = unsafeCSS(paperCss);
