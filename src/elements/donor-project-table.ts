import { css } from 'lit';
import { RowTable } from './row-table.js';

/**
 * List 4 of Annex 2: projects of international donor organisations.
 *
 * @summary The list of donor projects.
 * @fires row-add - A row was added.
 * @fires row-remove - A row was removed.
 * @csspart base - All of it.
 * @csspart heading - The heading of the list.
 * @csspart note - The call's words on the format.
 * @csspart table - The table.
 * @csspart row - A row.
 * @csspart empty - What stands in the place of the first row.
 * @csspart add - The button that adds a row.
 * @csspart table-button - The button for tables of Excel and Word.
 * @csspart control - A text field or a list to open.
 * @csspart message - What is wrong with a field.
 * @csspart letters - The buttons ң ө ү.
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
