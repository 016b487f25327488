import * as z from 'zod/mini';
import type { IssueCode } from '../language/issue.js';

/** The closed vocabulary of fields. A control, a column of a list and a line of the documentation follow from it. */
export type Kind =
  | 'text'
  | 'longText'
  | 'phones'
  | 'email'
  | 'url'
  | 'hectares'
  | 'kilometres'
  | 'count'
  | 'amount'
  | 'date'
  | 'score'
  | 'choice'
  | 'yesNo'
  | 'file';

export type Finding = { readonly code: IssueCode; readonly params?: Readonly<Record<string, unknown>> };
export type Reading<Value> = { readonly value: Value } | Finding;

export interface FieldOptions {
  /** The words of the call for this field, in the language being spoken. */
  readonly label: () => string;
  readonly hint?: () => string;
  /** Empty is an error. */
  readonly required?: boolean;
  /** Empty is a warning. */
  readonly recommended?: boolean;
  /** Longest text in characters, or greatest number. */
  readonly max?: number;
  /** Outside of this range a number is a warning: our estimates, see the facts page. */
  readonly usual?: readonly [min: number, max: number];
  /** An HTML autofill token. */
  readonly autocomplete?: string;
  /** One item a line; exported as an array. */
  readonly lines?: boolean;
}

export type Schema<Value> = z.ZodMiniType<Value, Value>;

/** A leaf: one text as it is typed, one value as it is exported. */
export interface Field<Value = unknown, Required extends boolean = boolean> extends FieldOptions {
  readonly kind: Kind;
  readonly required: Required;
  /** What is exported, or nothing where the field may stay empty. */
  readonly schema: Required extends true ? Schema<Value> : z.ZodMiniOptional<Schema<Value>>;
  /** What is exported. */
  readonly data: Schema<Value>;
  /** The value that a text says, still to be judged by `data`. The text is never blank. */
  readonly read: (text: string) => Reading<Value>;
  /** The text that says a value: the inverse of `read` on canonical texts. */
  readonly write: (value: Value) => string;
  readonly choices?: Readonly<Record<string, () => string>>;
  readonly warn?: (value: Value) => Finding | undefined;
}

/** Fields that belong together under one name. Not required: all of it may stay empty, but not a part. */
export interface Group<Fields extends Shape = Shape, Required extends boolean = boolean> {
  readonly kind: 'group' | 'amount';
  readonly label: () => string;
  readonly fields: Fields;
  readonly required: Required;
  readonly recommended?: boolean;
  readonly schema: Required extends true ? ObjectOf<Fields> : z.ZodMiniOptional<ObjectOf<Fields>>;
  readonly warn?: (value: Record<string, unknown>) => (Finding & { readonly path: string }) | undefined;
}

/** A fixed number of answers to one question. */
export interface Repeat<Value = unknown> {
  readonly kind: 'repeat';
  readonly label: () => string;
  readonly required: true;
  readonly times: number;
  readonly field: Field<Value>;
  readonly schema: Schema<Value[]>;
}

// The declared `schema` is what inference reads; variance of the rest does not matter to it.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a Field<string> must be usable as a Node
export type Node = Field<any> | Group<any> | Repeat<any>;
export type Shape = { readonly [name: string]: Node };
export type ObjectOf<Fields extends Shape> = z.ZodMiniObject<
  { -readonly [Name in keyof Fields]: Fields[Name]['schema'] },
  z.core.$strict
>;

/** What is typed, in the shape of the fields: texts, never numbers. */
export type RawOf<N> = N extends { kind: 'repeat' }
  ? readonly string[]
  : N extends { fields: infer Fields }
    ? { readonly [Name in keyof Fields]?: RawOf<Fields[Name]> }
    : string;

export type Need<Options> = Options extends { required: true } ? true : false;

/** A zod/mini object of fields that refuses what it does not know. */
export function objectOf<Fields extends Shape>(fields: Fields): ObjectOf<Fields> {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, node]) => [name, node.schema]));
  return z.strictObject(shape) as unknown as ObjectOf<Fields>;
}

/** Makes a leaf of a kind: its schema, and how a typed text becomes a value and back. */
export function field<Value, const Options extends FieldOptions>(
  kind: Kind,
  options: Options,
  data: Schema<Value>,
  read: (text: string) => Reading<Value>,
  write: (value: Value) => string,
  more?: Partial<Field<Value>>,
): Field<Value, Need<Options>> {
  return {
    ...options,
    ...more,
    kind,
    data,
    read,
    write,
    required: !!options.required,
    schema: options.required ? data : z.optional(data),
  } as unknown as Field<Value, Need<Options>>;
}

/** A whole number. `z.int()` would say the same in three times the bytes; the JSON Schema says `integer`. */
export const integer = (min: number, max: number): Schema<number> =>
  z.number().check(
    z.refine((value) => Number.isInteger(value), { error: 'notInteger', abort: true }),
    z.gte(min),
    z.lte(max),
  );

/** Fields under one name. */
export const group = <
  Fields extends Shape,
  const O extends { label: () => string; required?: boolean; recommended?: boolean },
>(
  o: O,
  fields: Fields,
  more?: Partial<Group>,
): Group<Fields, Need<O>> => {
  const schema = objectOf(fields);
  return {
    kind: 'group',
    ...o,
    ...more,
    fields,
    required: !!o.required,
    schema: o.required ? schema : z.optional(schema),
  } as unknown as Group<Fields, Need<O>>;
};

/** The same question several times, all to be answered. */
export const repeat = <Value, Required extends boolean>(
  o: { label: () => string; times: number },
  each: Field<Value, Required>,
): Repeat<Value> => ({
  ...o,
  kind: 'repeat',
  required: true,
  field: each as Field<Value>,
  schema: z.array(each.schema as Schema<Value>).check(z.minLength(o.times), z.maxLength(o.times)),
});
