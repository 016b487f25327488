import { ErrorSummary } from '../elements/error-summary.js';

// The script may stand on a page twice.
if (!customElements.get('error-summary')) customElements.define('error-summary', ErrorSummary);
