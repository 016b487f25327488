import { defineElement } from '../elements/define-element.js';
import { CivicGroupTable } from '../elements/civic-group-table.js';

defineElement('civic-group-table', CivicGroupTable);
