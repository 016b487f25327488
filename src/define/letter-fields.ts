import { defineElement } from '../elements/define-element.js';
import { LetterFields } from '../elements/letter-fields.js';

defineElement('letter-fields', LetterFields);
