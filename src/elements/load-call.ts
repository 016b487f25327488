import type { Call } from '../model/call.js';
import { refuse } from '../model/json.js';
import type { Result } from '../model/json.js';

/** Untrusted JSON as a call definition. What checks it is loaded on demand: the call of 2025 needs no check. */
export async function readCall(json: unknown): Promise<Result<Call>> {
  try {
    const { parseCall } = await import('../model/call-definition.js');
    return parseCall(json);
  } catch {
    return refuse('notLoaded');
  }
}
