import type { Result } from './json.js';
import { readJson, refuse } from './json.js';
import { applicationSchema, partNames, partOf, schemaVersion } from './application.js';
import type { parts } from './application.js';
import type { Field, Node, RawOf, Shape } from './field.js';
import type { Path } from '../language/issue.js';

/** What is typed into fields: texts, in the shape of the fields. */
export type RawValue = string | readonly RawValue[] | { readonly [name: string]: RawValue };
export type RawFields = { readonly [name: string]: RawValue };

/** A row of a list. Its key lasts as long as the row and never enters the data. */
export interface Row<Value = RawFields> {
  readonly key: string;
  readonly value: Value;
}

/** Something of a file that has no place in this version of the form. It is kept and shown, never dropped. */
export interface LeftOver {
  readonly path: Path;
  readonly value: unknown;
}

type Parts = typeof parts;
type RawPart<Name extends keyof Parts> = RawOf<{ fields: Parts[Name]['fields'] }>;
type RawList<Name extends keyof Parts> = readonly Row<RawPart<Name>>[];

/** Everything that has been typed, as it was typed. Plain JSON. */
export interface Draft {
  readonly schemaVersion: typeof schemaVersion;
  readonly applicationId: string;
  readonly callId: string;
  readonly letter: RawPart<'letter'>;
  readonly municipality: RawPart<'municipality'>;
  readonly selfAssessment: RawPart<'selfAssessment'>;
  readonly jointActivities: RawList<'jointActivities'>;
  readonly civicGroups: RawList<'civicGroups'>;
  readonly donorProjects: RawList<'donorProjects'>;
  readonly evidence: RawList<'evidence'>;
  readonly leftOver?: readonly LeftOver[];
}

/** Random hexadecimal digits. `crypto.randomUUID` is missing on pages without HTTPS. */
function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

export function newApplicationId(): string {
  const hex = randomHex(16);
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const keyPrefix = randomHex(4);
let keysMade = 0;

/** A key that no other row has, on this device or another. */
export const newKey = (): string => keyPrefix + (keysMade++).toString(36);

export const newRow = (value: RawFields = {}): Row => ({ key: newKey(), value });

export const emptyDraft = (callId: string): Draft => ({
  schemaVersion,
  applicationId: newApplicationId(),
  callId,
  letter: {},
  municipality: {},
  selfAssessment: {},
  jointActivities: [],
  civicGroups: [],
  donorProjects: [],
  evidence: [],
});

/** Whether nothing but space was typed. */
export function isBlank(raw: unknown): boolean {
  if (typeof raw === 'string') return !raw.trim();
  return raw == null || (typeof raw === 'object' && Object.values(raw).every(isBlank));
}

/**
 * Untrusted JSON as a draft: a draft, a part of one, or an application. Numbers and answers become the texts
 * that say them. What has no place is kept in `leftOver`; only JSON that cannot be read at all is refused.
 * Torn characters stay: a draft that was saved with one must open again, and the field says what is wrong.
 */
export function readDraft(json: unknown, callId: string): Result<Draft> {
  const read = readJson(json, { torn: true });
  if (!read.success) return read;
  if (!isRecord(read.data)) return refuse('wrongType', [], { expected: 'object' });
  const {
    schemaVersion: version = schemaVersion,
    applicationId,
    callId: ofCall,
    leftOver,
    ...rest
  } = read.data;
  if (typeof version !== 'number') return refuse('wrongType', ['schemaVersion'], { expected: 'int' });
  if (version > schemaVersion) return refuse('newerVersion', ['schemaVersion'], { version });
  // An older one is read as far as it has a place here.
  if (!Number.isInteger(version) || version < 0) return refuse('notChoice', ['schemaVersion']);
  const left: LeftOver[] = [];
  if (Array.isArray(leftOver)) {
    leftOver.forEach((item: unknown, index) =>
      left.push(isLeftOver(item) ? item : { path: ['leftOver', index], value: item }),
    );
  } else if (leftOver != null) left.push({ path: ['leftOver'], value: leftOver });
  /** What no export could hold must not come in where nobody can mend it. */
  const held = (name: 'applicationId' | 'callId', value: unknown): Record<string, unknown> => {
    if (applicationSchema.def.shape[name].safeParse(value).success) return { [name]: value };
    if (value != null) left.push({ path: [name], value });
    return {};
  };
  // Only an application was exported, and says a day as YYYY-MM-DD; in a draft that is what somebody typed.
  const exported = 'exportedAt' in read.data;
  const draft: Record<string, unknown> = {
    ...emptyDraft(callId),
    ...held('applicationId', applicationId),
    ...held('callId', ofCall),
  };
  for (const [name, value] of Object.entries(rest)) {
    if ((partNames as string[]).includes(name))
      draft[name] = readPart(name as keyof Parts, value, left, exported);
    else if (!['$schema', 'language', 'exportedAt'].includes(name)) left.push({ path: [name], value });
  }
  if (left.length) draft['leftOver'] = left;
  return { success: true, data: draft as unknown as Draft, issues: [] };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isLeftOver = (item: unknown): item is LeftOver =>
  isRecord(item) &&
  'value' in item &&
  Array.isArray(item['path']) &&
  item['path'].every((name) => ['string', 'number'].includes(typeof name));

/** One part of a draft from JSON; what has no place goes to `left`. */
export function readPart(name: keyof Parts, json: unknown, left: LeftOver[], exported = false): unknown {
  const { fields, list } = partOf(name);
  if (!list) return readFields(fields, json, [name], left, exported);
  if (!Array.isArray(json)) {
    if (json != null) left.push({ path: [name], value: json });
    return [];
  }
  const keys = new Set<string>();
  return json.map((item: unknown, index): Row => {
    const keyed =
      isRecord(item) && typeof item['key'] === 'string' && 'value' in item && Object.keys(item).length === 2;
    let key = keyed ? (item['key'] as string) : newKey();
    // Keys become ids in the page, and ids have no spaces.
    if (!/^[\w-]+$/.test(key) || keys.has(key)) key = newKey();
    keys.add(key);
    return { key, value: readFields(fields, keyed ? item['value'] : item, [name, index], left, exported) };
  });
}

function readFields(
  fields: Shape,
  json: unknown,
  path: Path,
  left: LeftOver[],
  exported: boolean,
): RawFields {
  const raw: Record<string, RawValue> = {};
  if (!isRecord(json)) {
    if (json != null) left.push({ path, value: json });
    return raw;
  }
  for (const [name, value] of Object.entries(json)) {
    const node = Object.hasOwn(fields, name) ? (fields[name] as Node) : undefined;
    const text = node && value != null ? readNode(node, value, [...path, name], left, exported) : undefined;
    if (text !== undefined) raw[name] = text;
    else if (value != null) left.push({ path: [...path, name], value });
  }
  return raw;
}

function readNode(
  node: Node,
  value: unknown,
  path: Path,
  left: LeftOver[],
  exported: boolean,
): RawValue | undefined {
  if (node.kind === 'repeat') {
    const { field, times } = node as { field: Field; times: number };
    if (!Array.isArray(value)) return undefined;
    value
      .slice(times)
      .forEach((item: unknown, index) => left.push({ path: [...path, times + index], value: item }));
    return value.slice(0, times).map((item: unknown, index) => {
      const text = item == null ? '' : readText(field, item, exported);
      if (text === undefined) left.push({ path: [...path, index], value: item });
      return text ?? '';
    });
  }
  return 'fields' in node
    ? readFields(node.fields as Shape, value, path, left, exported)
    : readText(node as Field, value, exported);
}

/** The text that a person would have typed for a value, or nothing if the field cannot hold it. */
function readText(field: Field, value: unknown, exported: boolean): string | undefined {
  if (typeof value !== 'string' || exported) {
    const { success, data } = field.data.safeParse(value);
    if (success) return field.write(data);
  }
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n');
  if (typeof value === 'number') return String(value).replace('.', ',');
  return undefined;
}
