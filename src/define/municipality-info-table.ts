import { MunicipalityInfoTable } from '../elements/municipality-info-table.js';

// The script may stand on a page twice.
if (!customElements.get('municipality-info-table'))
  customElements.define('municipality-info-table', MunicipalityInfoTable);
