import type { Issue, Path } from '../language/issue.js';
import {
  applicationSchema,
  issuesOf,
  partNames,
  partOf,
  schemaAddress,
  schemaVersion,
} from './application.js';
import type { Application } from './application.js';
import type { Call } from './call.js';
import { isBlank, readDraft } from './draft.js';
import type { Draft, RawFields, RawValue, Row } from './draft.js';
import type { Field, Group, Node, Repeat, Shape } from './field.js';
import type { Result } from './json.js';
import { overlap } from './overlap.js';
import { mostRows } from './part.js';
import type { Part, PartName } from './part.js';
import type { Language } from '../language/message.js';

/** A record as far as it could be read, and what was found. Paths are relative to the record. */
export interface Checked {
  readonly values: Readonly<Record<string, unknown>>;
  readonly issues: readonly Issue[];
}

const records = new WeakMap<object, Checked & { readonly part: Part }>();
const lists = new WeakMap<object, { readonly name: PartName; readonly issues: readonly Issue[] }>();

/** Judges one record: a part, or a row of a list. The same unchanged record is judged once only. */
export function checkRecord(part: Part, raw: RawFields): Checked {
  let checked = records.get(raw);
  if (checked?.part !== part) {
    const issues: Issue[] = [];
    const values = checkFields(part.fields, raw, [], issues);
    // A field that holds something wrong is not called empty as well.
    const wrong = new Set(issues.filter(isError).map(({ path }) => path.join('.')));
    for (const rule of part.rules)
      issues.push(...rule(values).filter(({ path }) => !wrong.has(path.join('.'))));
    const order = Object.keys(part.fields);
    const place = ({ path: [name] }: Issue): number => order.indexOf(String(name));
    issues.sort((a, b) => place(a) - place(b));
    records.set(raw, (checked = { part, values, issues }));
  }
  return checked;
}

function checkFields(fields: Shape, raw: RawFields, path: Path, issues: Issue[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name in fields) {
    const value = checkNode(fields[name] as Node, raw[name], [...path, name], issues);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function checkNode(node: Node, raw: RawValue | undefined, path: Path, issues: Issue[]): unknown {
  if (node.kind === 'repeat') {
    const { field, times } = node as Repeat;
    const texts = (raw ?? []) as readonly string[];
    return Array.from({ length: times }, (_, index) =>
      checkNode(field, texts[index], [...path, index], issues),
    );
  }
  const warn = (code: Issue['code'], at = path, params?: Issue['params']): void => {
    issues.push({ code, severity: 'warning', path: at, ...(params && { params }) });
  };
  if (isBlank(raw) && !(node.required && 'fields' in node)) {
    if (node.required) {
      const chosen = ['choice', 'yesNo', 'score'].includes(node.kind);
      issues.push({ code: chosen ? 'choose' : 'required', severity: 'error', path });
    } else if (node.recommended) warn('recommended', path);
    return undefined;
  }
  if ('fields' in node) {
    const { fields, warn: judge } = node as Group;
    const values = checkFields(fields, (raw ?? {}) as RawFields, path, issues);
    const found = judge?.(values);
    if (found) warn(found.code, [...path, found.path], found.params);
    return values;
  }
  const { data, read, warn: judge } = node as Field;
  const reading = read(raw as string);
  if ('code' in reading) {
    issues.push({ ...reading, severity: 'error', path });
    return undefined;
  }
  const parsed = data.safeParse(reading.value, { reportInput: true });
  if (!parsed.success) {
    // An item of several lines in one field is shown at the field.
    issues.push(...issuesOf(parsed.error).map((issue) => ({ ...issue, path })));
    return undefined;
  }
  const found = judge?.(parsed.data);
  if (found) warn(found.code, path, found.params);
  return parsed.data;
}

/** The rows of a list that hold something; a row left blank is no row. */
export const filledRows = (rows: readonly Row[]): Row[] => rows.filter(({ value }) => !isBlank(value));

/** What was found in one part of a draft, without the rules between parts. Paths begin with the part. */
export function checkPart(draft: Draft, name: PartName): readonly Issue[] {
  const part = partOf(name);
  const raw = draft[name] as RawFields | readonly Row[];
  let known = lists.get(raw);
  if (known?.name !== name) {
    const at = (path: Path, found: readonly Issue[]): Issue[] =>
      found.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
    const found: Issue[] = [];
    if (!part.list) found.push(...at([name], checkRecord(part, raw as RawFields).issues));
    else {
      const rows = raw as readonly Row[];
      let filled = 0;
      for (let index = 0; index < rows.length; index++) {
        const { value } = rows[index] as Row;
        if (isBlank(value)) continue;
        filled++;
        const { issues: own } = checkRecord(part, value);
        if (own.length) found.push(...at([name, index], own));
      }
      if (!filled && name !== 'evidence')
        found.push({ code: 'emptyList', severity: 'warning', path: [name] });
      if (filled > mostRows)
        found.push({ code: 'tooMany', severity: 'error', path: [name], params: { max: mostRows } });
    }
    lists.set(raw, (known = { name, issues: found }));
  }
  return known.issues;
}

/**
 * Every error and warning of a draft, or of anything that {@link readDraft} takes for one: parts may be missing,
 * rows may stand without keys. Errors stop an export, warnings never do. Never throws.
 *
 * The call is not needed by any rule of today's schema; rules that depend on it will read it from here.
 */
export function validateDraft(draft: unknown, call?: Call): Issue[] {
  const read = readDraft(draft, call?.id ?? '');
  return read.success ? judgeDraft(read.data) : [...read.issues];
}

/** The same for a draft that is one for sure; what has not changed since is not judged again. */
export function judgeDraft(draft: Draft): Issue[] {
  const names = (list: 'jointActivities' | 'donorProjects', field: string): { row: number; name: string }[] =>
    (draft[list] as readonly Row[]).flatMap(({ value }, row) => {
      const name = value[field];
      return typeof name === 'string' && name.trim() ? [{ row, name }] : [];
    });
  return [
    ...partNames.flatMap((name) => checkPart(draft, name)),
    ...overlap(names('jointActivities', 'activityName'), names('donorProjects', 'projectName')),
  ];
}

const isError = ({ severity }: Issue): boolean => severity === 'error';

export const hasErrors = (issues: readonly Issue[]): boolean => issues.some(isError);

/** The application that a draft says, or every reason why it is none yet. Never throws. */
export function toApplication(
  typed: Draft,
  call: Call,
  { language, exportedAt = new Date() }: { language: Language; exportedAt?: Date },
): Result<Application> {
  const read = readDraft(typed, call.id);
  if (!read.success) return read;
  const draft = read.data;
  const issues = judgeDraft(draft);
  if (hasErrors(issues)) return { success: false, issues };
  const data: Record<string, unknown> = {
    $schema: schemaAddress('application'),
    schemaVersion,
    applicationId: draft.applicationId,
    callId: draft.callId,
    language,
    // Of an invalid Date, null: refused below.
    exportedAt: exportedAt.toJSON(),
  };
  for (const name of partNames) {
    const part = partOf(name);
    const raw = draft[name] as RawFields | readonly Row[];
    data[name] = part.list
      ? filledRows(raw as readonly Row[]).map(({ value }) => checkRecord(part, value).values)
      : checkRecord(part, raw as RawFields).values;
  }
  data['municipality'] = { populationAsOf: call.populationAsOf, ...(data['municipality'] as object) };
  const parsed = applicationSchema.safeParse(data, { reportInput: true });
  return parsed.success
    ? { success: true, data: parsed.data, issues }
    : { success: false, issues: issuesOf(parsed.error) };
}
