import { languages, speak } from '../language/message.js';
import type { Language } from '../language/message.js';
import { partOf } from './application.js';
import type { Field, Group, Kind, Node, Repeat, Shape } from './field.js';
import type { PartName } from './part.js';

type Words = Readonly<Record<Language, string>>;

/** What the documentation, a spreadsheet's dictionary or a generator needs to know about one field. */
export interface FieldDescription {
  /** Dotted, within the part or the row: `contactInfo.emails`, `priorityProblems.0`. */
  readonly path: string;
  readonly kind: Kind;
  readonly label: Words;
  readonly hint?: Words;
  /** The names of the groups that the field stands in, outermost first. */
  readonly groups: readonly Words[];
  readonly required: boolean;
  readonly recommended: boolean;
  /** Whether the exported value is an array with one item a line. */
  readonly lines: boolean;
  /** Longest text or greatest number. */
  readonly max?: number;
  /** A number outside of this range is a warning. */
  readonly usual?: readonly [number, number];
  readonly choices?: Readonly<Record<string, Words>>;
}

const inAll = (word: () => string): Words =>
  Object.fromEntries(languages.map((language) => [language, speak(language, word)])) as Record<
    Language,
    string
  >;

/** Every field of a part, in order, groups and repeated questions flattened. */
export function describeFields(part: PartName): FieldDescription[] {
  return describe(partOf(part).fields, '', []);
}

function describe(fields: Shape, prefix: string, groups: readonly Words[]): FieldDescription[] {
  return Object.entries(fields).flatMap(([name, node]) => describeNode(node, prefix + name, groups));
}

function describeNode(node: Node, path: string, groups: readonly Words[]): FieldDescription[] {
  if (node.kind === 'repeat') {
    const { field, times, label } = node as Repeat;
    return Array.from({ length: times }, (_, index) =>
      describeNode(field, `${path}.${index}`, [...groups, inAll(label)]),
    ).flat();
  }
  if ('fields' in node) return describe((node as Group).fields, `${path}.`, [...groups, inAll(node.label)]);
  const { kind, label, hint, required, recommended, lines, max, usual, choices } = node as Field;
  return [
    {
      path,
      kind,
      label: inAll(label),
      ...(hint && { hint: inAll(hint) }),
      groups,
      required,
      recommended: !!recommended,
      lines: !!lines,
      ...(max !== undefined && { max }),
      ...(usual && { usual }),
      ...(choices && {
        choices: Object.fromEntries(Object.entries(choices).map(([value, word]) => [value, inAll(word)])),
      }),
    },
  ];
}
