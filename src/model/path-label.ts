import type { Path } from '../language/issue.js';
import { msg, speak, str } from '../language/message.js';
import type { Language } from '../language/message.js';
import { partNames, partOf } from './application.js';
import type { Group, Node, Repeat, Shape } from './field.js';
import type { PartName } from './part.js';

const listNames: Readonly<Partial<Record<PartName, () => string>>> = {
  jointActivities: () => msg('2-тизме', { id: 'list2' }),
  civicGroups: () => msg('3-тизме', { id: 'list3' }),
  donorProjects: () => msg('4-тизме', { id: 'list4' }),
};

/** The words by which a person finds the field of a path: its labels, and the list and row that it is in. */
export function pathLabel([name, ...rest]: Path, language: Language): string {
  if (!partNames.includes(name as PartName)) return '';
  return speak(language, () => {
    const part = partOf(name as PartName);
    const words: string[] = [];
    if (part.list) {
      words.push(listNames[part.name]?.() ?? part.name);
      const row = rest.shift();
      if (typeof row === 'number') words.push(msg(str`${row + 1}-сап`, { id: 'row' }));
    }
    let node: Node | undefined;
    let fields: Shape = part.fields;
    for (const step of rest) {
      if (node?.kind === 'repeat') {
        words.push(`${(node as Repeat).field.label()} ${Number(step) + 1}`);
        continue;
      }
      node = fields[step];
      if (!node) break;
      if (node.kind !== 'repeat') words.push(node.label().replace(/[:.]$/, ''));
      fields = (node as Group).fields ?? {};
    }
    return words.join(', ');
  });
}
