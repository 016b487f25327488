import { css } from 'lit';
import { groupHeading } from '../model/civic-group.js';
import { RowTable } from './row-table.js';

/**
 * List 3 of Annex 2: formal organisations and informal civic groups.
 *
 * @summary The list of civic groups.
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
export class CivicGroupTable extends RowTable {
  static override styles = [
    RowTable.styles,
    css`
      :host {
        --_columns: minmax(0, 1.4fr) repeat(3, minmax(0, 1fr));
      }
    `,
  ];

  readonly partName = 'civicGroups';
  protected readonly columns = [
    {
      fields: ['groupName', 'leaderName', 'leaderContacts'],
      header: groupHeading,
    },
    { fields: ['targetAudience'] },
    { fields: ['activityAreas'] },
    { fields: ['cooperationForms'] },
  ];

  protected get words(): { heading: string; format: string } {
    return this.texts.formats.civicGroups;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'civic-group-table': CivicGroupTable;
  }
}
