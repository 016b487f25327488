import { css } from 'lit';
import { msg } from '../language/message.js';
import { RowTable } from './row-table.js';

/**
 * List 3 of Annex 2: formal organisations and informal civic groups.
 *
 * @summary The list of civic groups.
 * @fires row-add - A row was added.
 * @fires row-remove - A row was removed.
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
      header: () =>
        msg('Топтун же уюмдун аталышы, анын лидеринын аты-жөнү жана байланыш маалыматтары', {
          id: 'groupColumn',
        }),
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
