import { CivicGroupTable } from '../elements/civic-group-table.js';

// The script may stand on a page twice.
if (!customElements.get('civic-group-table')) customElements.define('civic-group-table', CivicGroupTable);
