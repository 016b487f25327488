import { ActivityListTable } from '../elements/activity-list-table.js';

// The script may stand on a page twice.
if (!customElements.get('activity-list-table'))
  customElements.define('activity-list-table', ActivityListTable);
