import * as z from 'zod/mini';
import type { Issue } from '../language/issue.js';
import type { Call } from './call.js';
import { objectOf } from './field.js';
import type { ObjectOf, Shape } from './field.js';

export type PartName =
  | 'letter'
  | 'municipality'
  | 'selfAssessment'
  | 'jointActivities'
  | 'civicGroups'
  | 'donorProjects'
  | 'evidence';

/**
 * A rule between the fields of a part, over the values that could be read. Paths are relative to the part.
 * The same rule judges a draft and a finished application.
 */
export type Rule = (values: Readonly<Record<string, unknown>>, call?: Call) => readonly Issue[];

export interface Part<Name extends PartName = PartName, Fields extends Shape = Shape> {
  readonly name: Name;
  readonly fields: Fields;
  readonly rules: readonly Rule[];
  /** Whether the part is a list of rows with these fields. */
  readonly list: boolean;
  /** One record, or one row of a list. */
  readonly schema: ObjectOf<Fields>;
}

const make = <Name extends PartName, Fields extends Shape>(
  name: Name,
  fields: Fields,
  list: boolean,
  rules: readonly Rule[],
): Part<Name, Fields> => ({ name, fields, rules, list, schema: withRules(objectOf(fields), rules) });

/** A part that is filled in once. */
export const part = <Name extends PartName, Fields extends Shape>(
  name: Name,
  fields: Fields,
  ...rules: Rule[]
) => make(name, fields, false, rules);

/** A part that is a list. */
export const listPart = <Name extends PartName, Fields extends Shape>(
  name: Name,
  fields: Fields,
  ...rules: Rule[]
) => make(name, fields, true, rules);

function withRules<Fields extends Shape>(schema: ObjectOf<Fields>, rules: readonly Rule[]): ObjectOf<Fields> {
  if (!rules.length) return schema;
  return schema.check((payload) => {
    for (const rule of rules)
      for (const { severity, path, code, params } of rule(payload.value as Record<string, unknown>))
        if (severity === 'error')
          payload.issues.push({
            code: 'custom',
            message: code,
            params: { ...params },
            path: [...path],
            input: payload.value,
          });
  }) as ObjectOf<Fields>;
}

/** An error where `name` is empty though `when` says that it is needed. */
export const requiredWhen =
  (name: string, when: (values: Readonly<Record<string, unknown>>) => boolean): Rule =>
  (values) =>
    when(values) && values[name] === undefined ? [{ code: 'required', severity: 'error', path: [name] }] : [];

/** Most rows of a list. */
export const mostRows = 2000;

export const rows = <Fields extends Shape>(list: Part<PartName, Fields>) =>
  z.array(list.schema).check(z.maxLength(mostRows));
