import {
  array,
  enum as oneOf,
  gte,
  lte,
  maxLength,
  minLength,
  number,
  optional,
  refine,
  regex,
  strictObject,
  string,
} from 'zod/mini';
import { blankNames } from '../model/call.js';
import type { Call } from '../model/call.js';
import { refuse } from '../model/json.js';
import type { Result } from '../model/json.js';
import { parseWith } from '../model/parse.js';

const makers = {
  array,
  enum: oneOf,
  gte,
  lte,
  maxLength,
  minLength,
  number,
  optional,
  refine,
  regex,
  strictObject,
  string,
};

/** Untrusted JSON as a call definition. What checks it is loaded on demand: the call of 2025 needs no check. */
export async function readCall(json: unknown): Promise<Result<Call>> {
  try {
    const { callSchemaOf } = await import('../model/call-schema.js');
    return parseWith(callSchemaOf(makers, blankNames).callSchema, json);
  } catch {
    return refuse('notLoaded');
  }
}
