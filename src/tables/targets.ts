import { msg } from '../language/message.js';
import { partOf } from '../model/application.js';
import type { Field } from '../model/field.js';
import type { PartName } from '../model/part.js';

/** The parts of an application that exist as tables already. */
export type ListName = Extract<PartName, 'jointActivities' | 'civicGroups' | 'donorProjects'>;

/** What a column may be taken for: a field, or several that stand in one cell and are told apart. */
export interface Target {
  /** The name of the field, `groupColumn` or `leaderColumn`. */
  readonly name: string;
  /** The fields that the cell fills, in order. */
  readonly fields: readonly string[];
  /** In the language being spoken. */
  readonly label: () => string;
}

/** What a column of a list may be taken for: the fields in order, then the columns that hold several. */
export function targetsOf(part: ListName): Target[] {
  const { fields } = partOf(part);
  const labelOf = (name: string): string => (fields[name] as Field).label();
  const targets = Object.keys(fields).map((name): Target => ({
    name,
    fields: [name],
    label: () => labelOf(name),
  }));
  if (part === 'civicGroups') {
    const several = ['groupName', 'leaderName', 'leaderContacts'];
    targets.push(
      {
        name: 'groupColumn',
        fields: several,
        label: () =>
          msg('Топтун же уюмдун аталышы, анын лидеринын аты-жөнү жана байланыш маалыматтары', {
            id: 'groupColumn',
          }),
      },
      {
        name: 'leaderColumn',
        fields: several.slice(1),
        label: () => several.slice(1).map(labelOf).join(', '),
      },
    );
  }
  return targets;
}
