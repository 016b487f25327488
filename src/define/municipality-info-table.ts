import { defineElement } from '../elements/define-element.js';
import { MunicipalityInfoTable } from '../elements/municipality-info-table.js';

defineElement('municipality-info-table', MunicipalityInfoTable);
