import { LetterFields } from '../elements/letter-fields.js';

customElements.get('letter-fields') ?? customElements.define('letter-fields', LetterFields);
