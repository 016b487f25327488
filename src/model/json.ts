import type { Issue, Path } from '../language/issue.js';
import { loneSurrogate } from '../language/letters.js';

/** A value, or the reasons why there is none. */
export type Result<Data> =
  | { readonly success: true; readonly data: Data; readonly issues: readonly Issue[] }
  | { readonly success: false; readonly issues: readonly Issue[] };

export const refuse = (
  code: Issue['code'],
  path: Path = [],
  params?: Issue['params'],
): { success: false; issues: Issue[] } => ({
  success: false,
  issues: [{ code, severity: 'error', path, ...(params && { params }) }],
});

/** Longest JSON text that is read, in characters. */
const longest = 20_000_000;
/** Most values in one: lists of 2000 rows have a tenth of this. */
const most = 500_000;
/** An application is six levels deep. What is left over of another one stands three levels deeper in a draft. */
const deepest = 32;
const leftOverDepth = 3;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Untrusted JSON as plain data: the text of it, or a copy of the value. Refuses, with the path, what no
 * application holds and what could hurt: too long, too deep, keys of prototypes, numbers that are none, anything
 * that JSON cannot say, and torn characters unless `torn` allows them.
 */
export function readJson(json: unknown, { torn = false } = {}): Result<unknown> {
  let data = json;
  if (typeof json === 'string') {
    if (json.length > longest) return refuse('tooBig', [], { max: longest / 1e6 });
    try {
      data = JSON.parse(json.replace(/^\uFEFF/, ''));
    } catch (error) {
      return refuse(error instanceof SyntaxError ? 'invalidJson' : 'tooDeep');
    }
  }
  try {
    return copy(data, torn);
  } catch {
    // A getter or a proxy of the host threw while it was looked at.
    return refuse('invalidJson');
  }
}

/** Reads every member once, so that a getter cannot change its mind. No recursion, so that depth cannot break it. */
function copy(root: unknown, torn: boolean): Result<unknown> {
  const result: Record<string, unknown> = {};
  const work: [value: unknown, path: Path, into: Record<string | number, unknown>, name: string | number][] =
    [[root, [], result, 'data']];
  let count = 0;
  for (let next; (next = work.pop());) {
    const [value, path, into, name] = next;
    // Typed code may leave an optional member undefined; JSON would not have it, and would fill a list with null.
    if (value === undefined && path.length) {
      if (typeof name === 'number') into[name] = null;
      continue;
    }
    into[name] = value;
    if (typeof value === 'string') {
      if (!torn && loneSurrogate(value)) return refuse('loneSurrogate', path);
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) return refuse('notNumber', path);
    } else if (typeof value === 'object' && value !== null) {
      if (path.length >= deepest + (path[0] === 'leftOver' ? leftOverDepth : 0))
        return refuse('tooDeep', path);
      const list = Array.isArray(value);
      // A value of another realm (an iframe's) has that realm's Object.prototype, so prototypes do not tell.
      if (!list && Object.prototype.toString.call(value) !== '[object Object]') {
        return refuse('wrongType', path, { expected: 'JSON' });
      }
      const names = list ? undefined : Object.keys(value);
      const size = names ? names.length : (value as unknown[]).length >>> 0;
      if ((count += size) > most) return refuse('tooBig', path, { max: longest / 1e6 });
      const inner = (into[name] = (list ? new Array(size) : {}) as Record<string | number, unknown>);
      for (let index = size; index--;) {
        const key = names ? (names[index] as string) : index;
        const at = [...path, key];
        if (forbidden.has(key as string)) return refuse('forbiddenKey', at, { key });
        if (names && loneSurrogate(key as string)) return refuse('loneSurrogate', at);
        work.push([(value as Record<string | number, unknown>)[key], at, inner, key]);
      }
    } else if (value !== null && typeof value !== 'boolean') {
      return refuse('wrongType', path, { expected: 'JSON' });
    }
  }
  return { success: true, data: result['data'], issues: [] };
}
