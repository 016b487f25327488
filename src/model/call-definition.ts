import type { Call } from './call.js';
import { callSchema } from './call-schema.js';
import type { Result } from './json.js';
import { parseWith } from './parse.js';

/** Untrusted JSON (its text or its value) as a call definition, or the reasons why it is none. Never throws. */
export const parseCall = (json: unknown): Result<Call> => parseWith(callSchema, json);
