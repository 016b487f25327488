import { EvidenceList } from '../elements/evidence-list.js';

// The script may stand on a page twice.
if (!customElements.get('evidence-list')) customElements.define('evidence-list', EvidenceList);
