import { defineElement } from '../elements/define-element.js';
import { ErrorSummary } from '../elements/error-summary.js';

defineElement('error-summary', ErrorSummary);
