import { CivicGroupTable } from '../elements/civic-group-table.js';

customElements.get('civic-group-table') ?? customElements.define('civic-group-table', CivicGroupTable);
