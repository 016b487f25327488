import { defineElement } from '../elements/define-element.js';
import { DonorProjectTable } from '../elements/donor-project-table.js';

defineElement('donor-project-table', DonorProjectTable);
