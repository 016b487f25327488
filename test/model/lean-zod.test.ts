import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as zod from 'zod/mini';
import * as lean from '../../src/model/lean-zod.js';

type Any = typeof zod;
type Build = (z: Any) => zod.ZodMiniType;

const runs = Number(process.env.INTEREST_LETTER_FUZZ ?? 1) * 3000;

const params = fc.constantFrom(undefined, 'wrong', { error: 'stop', abort: true }, { abort: true });
const ofString = fc.oneof(
  params.map((p) => (z: Any) => z.regex(/^[aб]*$/u, p)),
  params.map((p) => (z: Any) => z.refine((value: unknown) => String(value).length % 2 === 0, p as never)),
  fc.tuple(fc.nat(4), params).map(
    ([max, p]) =>
      (z: Any) =>
        z.maxLength(max, p),
  ),
  fc.tuple(fc.nat(3), params).map(
    ([min, p]) =>
      (z: Any) =>
        z.minLength(min, p),
  ),
);
const ofNumber = fc.oneof(
  fc.tuple(fc.integer({ min: -3, max: 3 }), params).map(
    ([value, p]) =>
      (z: Any) =>
        z.gte(value, p),
  ),
  fc.tuple(fc.integer({ min: -3, max: 3 }), params).map(
    ([value, p]) =>
      (z: Any) =>
        z.lte(value, p),
  ),
  fc.constant((z: Any) => z.refine(Number.isInteger, { error: 'notInteger', abort: true, params: { a: 1 } })),
);
const ofList = fc.oneof(
  fc.tuple(fc.nat(3), params).map(
    ([max, p]) =>
      (z: Any) =>
        z.maxLength(max, p),
  ),
  fc.tuple(fc.nat(2), params).map(
    ([min, p]) =>
      (z: Any) =>
        z.minLength(min, p),
  ),
  fc.constant((z: Any) => z.refine((value: unknown) => (value as unknown[]).length !== 2, 'two')),
);
const ofObject = fc.constant((_: Any) => (payload: { value: unknown; issues: unknown[] }) => {
  if ((payload.value as { a?: unknown }).a === undefined)
    payload.issues.push({ code: 'custom', message: 'a', params: {}, path: ['a'], input: payload.value });
});

const checked = (make: Build, checks: readonly ((z: Any) => unknown)[]): Build =>
  checks.length
    ? (z) => make(z).check(...(checks.map((check) => check(z)) as Parameters<zod.ZodMiniType['check']>))
    : make;

const { schema } = fc.letrec<{ schema: Build }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.array(ofString, { maxLength: 4 }).map((checks) => checked((z) => z.string(), checks)),
    fc.array(ofNumber, { maxLength: 3 }).map((checks) => checked((z) => z.number(), checks)),
    fc.constant<Build>((z) => z.boolean()),
    fc.constant<Build>((z) => z.enum(['a', 'б'])),
    fc.constant<Build>((z) => z.enum({ now: 1 } as never)),
    tie('schema').map<Build>((inner) => (z) => z.optional(inner(z))),
    fc
      .tuple(tie('schema'), fc.array(ofList, { maxLength: 3 }))
      .map(([item, checks]) => checked((z) => z.array(item(z)), checks)),
    fc
      .tuple(
        fc.dictionary(fc.constantFrom('a', 'b', 'в'), tie('schema'), { noNullPrototype: true }),
        fc.array(ofObject, { maxLength: 1 }),
      )
      .map(([shape, checks]) =>
        checked(
          (z) =>
            z.strictObject(Object.fromEntries(Object.entries(shape).map(([name, make]) => [name, make(z)]))),
          checks,
        ),
      ),
  ),
}));

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.string({ unit: fc.constantFrom('a', 'б', '🏔', '\ud83c', 'x'), maxLength: 6 }),
    fc.constantFrom(-4, -1, 0, 1, 2.5, 3, NaN, Infinity, true, false, null, undefined, 'a', 'б'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'в', 'г', '__proto__'), tie('value'), { noNullPrototype: true }),
  ),
}));

const said = (result: unknown): unknown => {
  const { success, data, error } = result as {
    success: boolean;
    data: unknown;
    error?: { issues: object[] };
  };
  if (success) return { data };
  return (error?.issues ?? []).map((issue) => {
    // What a number was instead of one is never said.
    const { received: _, ...rest } = issue as Record<string, unknown>;
    return rest;
  });
};

describe('what stands in for zod in the embed', () => {
  it('finds in any value, by any schema, what zod finds', () => {
    fc.assert(
      fc.property(schema, value, fc.boolean(), (make, input, reportInput) => {
        const [real, ours] = [zod, lean as unknown as Any].map((z) =>
          said(make(z).safeParse(input, { reportInput })),
        );
        assert.deepEqual(ours, real);
      }),
      { numRuns: runs },
    );
  });

  it('leaves what it was given as it was, and shares no object with it', () => {
    const make: Build = (z) => z.strictObject({ a: z.array(z.strictObject({ b: z.string() })) });
    const input = { a: [{ b: 'в' }] };
    const result = make(lean as unknown as Any).safeParse(input) as { data: typeof input };
    assert.deepEqual(result.data, input);
    assert.notEqual(result.data, input);
    assert.notEqual(result.data.a, input.a);
    assert.notEqual(result.data.a[0], input.a[0]);
  });
});
