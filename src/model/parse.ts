import { applicationSchema, issuesOf } from './application.js';
import type { Application } from './application.js';
import { refuse } from './json.js';
import type { Result } from './json.js';
import { callSchema } from './call.js';
import type { Call } from './call.js';
import { readJson } from './json.js';
import { migrateApplication } from './migrate.js';

/**
 * Untrusted JSON (its text or its value) as an application of the present version, or the reasons why it is
 * none, each with its path. Never throws; what is returned shares nothing with what was given.
 */
export function parseApplication(json: unknown): Result<Application> {
  const migrated = migrateApplication(json);
  if (!migrated.success) return migrated;
  const parsed = applicationSchema.safeParse(migrated.data, { reportInput: true });
  return parsed.success
    ? { success: true, data: parsed.data, issues: [] }
    : { success: false, issues: issuesOf(parsed.error) };
}

/** Untrusted JSON as a call definition. */
export function parseCall(json: unknown): Result<Call> {
  const read = readJson(json);
  if (!read.success) return read;
  const parsed = callSchema.safeParse(read.data, { reportInput: true });
  if (!parsed.success) return { success: false, issues: issuesOf(parsed.error) };
  return parsed.data ? { success: true, data: parsed.data as Call, issues: [] } : refuse('badText');
}
