import { css } from 'lit';
import { RowTable } from './row-table.js';

/**
 * List 4 of Annex 2: projects of international donor organisations.
 *
 * @summary The list of donor projects.
 * @fires row-add - A row was added.
 * @fires row-remove - A row was removed.
 */
export class DonorProjectTable extends RowTable {
  static override styles = [
    RowTable.styles,
    css`
      :host {
        --_columns: minmax(0, 1.3fr) minmax(0, 1.5fr) 7rem 13rem;
      }
    `,
  ];

  readonly partName = 'donorProjects';
  protected readonly columns = [
    { fields: ['donorName'] },
    { fields: ['projectName'] },
    { fields: ['citizensReached'] },
    { fields: ['implementationStatus'] },
  ];

  protected get words(): { heading: string; format: string } {
    return this.texts.formats.donorProjects;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'donor-project-table': DonorProjectTable;
  }
}
