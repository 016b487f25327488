import { ActivityListTable } from '../elements/activity-list-table.js';

customElements.get('activity-list-table') ?? customElements.define('activity-list-table', ActivityListTable);
