import { MunicipalityInfoTable } from '../elements/municipality-info-table.js';

customElements.get('municipality-info-table') ??
  customElements.define('municipality-info-table', MunicipalityInfoTable);
