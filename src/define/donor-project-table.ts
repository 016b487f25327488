import { DonorProjectTable } from '../elements/donor-project-table.js';

customElements.get('donor-project-table') ?? customElements.define('donor-project-table', DonorProjectTable);
