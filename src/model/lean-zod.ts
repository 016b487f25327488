/**
 * The part of `zod/mini` that our schemas use, with the same results to the letter: it stands in for zod in the
 * embed, where zod's 7 kB would be a sixth of the first load. Everywhere else, and in every type, zod is zod.
 * `npm test` compares the two on random schemas, and runs the tests of the model with either.
 */

type Found = Record<string, unknown> & { path?: (string | number)[]; continue?: boolean };
interface Payload {
  value: unknown;
  readonly issues: Found[];
}
interface Check {
  run(payload: Payload): void;
  /** Looks at a length only: it is also asked when something else was wrong already. */
  readonly ofLength?: boolean;
  /** Longer lists are refused before their items are looked at. */
  readonly most?: number;
}
type Params = string | { error?: string; abort?: boolean; params?: object } | undefined;
type Parse = (payload: Payload, checks: readonly Check[]) => void;

const wrongType = ({ value: input, issues }: Payload, expected: string): unknown =>
  issues.push({ code: 'invalid_type', expected, input });

class Schema {
  constructor(
    readonly def: Readonly<Record<string, unknown>>,
    readonly parse: Parse,
    readonly checks: readonly Check[] = [],
    readonly optional = false,
  ) {}

  check(...checks: (Check | Check['run'])[]): Schema {
    const all = checks.map((check) => (typeof check === 'function' ? { run: check } : check));
    return new Schema(this.def, this.parse, [...this.checks, ...all], this.optional);
  }

  run(payload: Payload): Payload {
    const { issues } = payload;
    this.parse(payload, this.checks);
    for (const check of this.checks) {
      const skipped = check.ofLength
        ? (payload.value as { length?: number } | null)?.length === undefined ||
          issues.some((issue) => issue.continue === false)
        : issues.some((issue) => issue.continue !== true);
      if (!skipped) check.run(payload);
    }
    return payload;
  }

  safeParse(value: unknown, { reportInput = false } = {}): unknown {
    const payload = this.run({ value, issues: [] });
    if (!payload.issues.length) return { success: true, data: payload.value };
    const issues = payload.issues.map(({ continue: _, input, ...issue }) => ({
      path: [],
      message: 'Invalid input',
      ...issue,
      ...(reportInput && { input }),
    }));
    return { success: false, error: { issues } };
  }
}

/** Tells what is found in a part of a whole. */
function tell(issues: Found[], name: string | number, found: readonly Found[]): void {
  for (const issue of found) {
    (issue.path ??= []).unshift(name);
    issues.push(issue);
  }
}

const ofType = (type: string, is: (value: unknown) => boolean) => (): Schema =>
  new Schema({ type }, (payload) => {
    if (!is(payload.value)) wrongType(payload, type);
  });

export const string = ofType('string', (value) => typeof value === 'string');
export const number = ofType('number', Number.isFinite);
export const boolean = ofType('boolean', (value) => typeof value === 'boolean');

const oneOf = (entries: object): Schema => {
  const values: unknown[] = Object.values(entries);
  return new Schema({ entries }, ({ value: input, issues }) => {
    if (!values.includes(input)) issues.push({ code: 'invalid_value', values, input });
  });
};
export { oneOf as enum };

export const optional = (inner: Schema): Schema =>
  new Schema(
    inner.def,
    (payload) => {
      if (payload.value !== undefined) inner.run(payload);
    },
    [],
    true,
  );

export const array = (item: Schema): Schema =>
  new Schema({ item }, (payload, checks) => {
    const { value, issues } = payload;
    if (!Array.isArray(value)) {
      wrongType(payload, 'array');
      return;
    }
    const end = checks.findIndex(({ ofLength }) => !ofLength);
    const sizes = end < 0 ? checks : checks.slice(0, end);
    const over = sizes.find(({ most }) => most !== undefined && value.length > most);
    if (over) {
      over.run(payload);
      (issues.at(-1) as Found).continue = false;
      return;
    }
    payload.value = Array.from(value, (each: unknown, index) => {
      const result = item.run({ value: each, issues: [] });
      tell(issues, index, result.issues);
      return result.value;
    });
  });

export const strictObject = (shape: Readonly<Record<string, Schema>>): Schema =>
  new Schema({ shape }, (payload) => {
    const { value, issues } = payload;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      wrongType(payload, 'object');
      return;
    }
    const input = value as Record<string, unknown>;
    const output: Record<string, unknown> = (payload.value = {});
    for (const name in shape) {
      const member = shape[name] as Schema;
      const present = name in input;
      if (!present && member.optional) continue;
      const result = member.run({ value: input[name], issues: [] });
      tell(issues, name, result.issues);
      if (present || result.value !== undefined) output[name] = result.value;
    }
    const keys: string[] = [];
    for (const key in input) if (!Object.hasOwn(shape, key)) keys.push(key);
    if (keys.length) issues.push({ code: 'unrecognized_keys', keys, input, continue: true });
  });

/** A check that tells `issue` of what does not hold. */
const holds = (
  is: (value: never) => boolean,
  issue: (value: unknown) => object,
  params: Params,
  more?: Partial<Check>,
): Check => {
  const { error, abort, params: own } = typeof params === 'string' ? { error: params } : (params ?? {});
  return {
    ...more,
    run({ value, issues }) {
      if (is(value as never)) return;
      issues.push({
        ...issue(value),
        input: value,
        continue: !abort,
        ...(error !== undefined && { message: error }),
        ...(own && { params: own }),
      });
    },
  };
};

export const refine = (is: (value: never) => boolean, params?: Params): Check =>
  holds(is, () => ({ code: 'custom' }), params);

export const regex = (pattern: RegExp, params?: Params): Check =>
  holds(
    (value: string) => pattern.test(value),
    () => ({ code: 'invalid_format', origin: 'string', format: 'regex', pattern: String(pattern) }),
    params,
  );

export const gte = (minimum: number, params?: Params): Check =>
  holds(
    (value: number) => value >= minimum,
    () => ({ code: 'too_small', origin: 'number', minimum, inclusive: true }),
    params,
  );

export const lte = (maximum: number, params?: Params): Check =>
  holds(
    (value: number) => value <= maximum,
    () => ({ code: 'too_big', origin: 'number', maximum, inclusive: true }),
    params,
  );

const originOf = (value: unknown): string => (Array.isArray(value) ? 'array' : 'string');
/** A string is as long as it has characters, however they are stored. */
const lengthOf = (value: string | unknown[]): number => Array.from(value).length;

export const maxLength = (maximum: number, params?: Params): Check =>
  holds(
    (value: string) => value.length <= maximum || lengthOf(value) <= maximum,
    (value) => ({ code: 'too_big', origin: originOf(value), maximum, inclusive: true }),
    params,
    { ofLength: true, most: maximum },
  );

export const minLength = (minimum: number, params?: Params): Check =>
  holds(
    (value: string) => lengthOf(value) >= minimum,
    (value) => ({ code: 'too_small', origin: originOf(value), minimum, inclusive: true }),
    params,
    { ofLength: true },
  );
