import { DonorProjectTable } from '../elements/donor-project-table.js';

// The script may stand on a page twice.
if (!customElements.get('donor-project-table'))
  customElements.define('donor-project-table', DonorProjectTable);
