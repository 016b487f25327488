import { defineElement } from '../elements/define-element.js';
import { ActivityListTable } from '../elements/activity-list-table.js';

defineElement('activity-list-table', ActivityListTable);
