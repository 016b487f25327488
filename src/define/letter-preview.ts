import { LetterPreview } from '../elements/letter-preview.js';

// The script may stand on a page twice.
if (!customElements.get('letter-preview')) customElements.define('letter-preview', LetterPreview);
