import { ErrorSummary } from '../elements/error-summary.js';

customElements.get('error-summary') ?? customElements.define('error-summary', ErrorSummary);
