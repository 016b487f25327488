import { LetterFields } from '../elements/letter-fields.js';

// The script may stand on a page twice.
if (!customElements.get('letter-fields')) customElements.define('letter-fields', LetterFields);
