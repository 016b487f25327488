import type * as z from 'zod/mini';
import { applicationSchema, issuesOf } from './application.js';
import type { Application } from './application.js';
import { readJson } from './json.js';
import type { Result } from './json.js';
import { migrateApplication } from './migrate.js';

/**
 * Untrusted JSON (its text or its value) as an application of the present version, or the reasons why it is
 * none, each with its path. Never throws; what is returned shares nothing with what was given.
 */
export function parseApplication(json: unknown): Result<Application> {
  const migrated = migrateApplication(json);
  return migrated.success ? parseWith(applicationSchema, migrated.data) : migrated;
}

/** Untrusted JSON as what a schema describes. */
export function parseWith<Data>(schema: z.ZodMiniType<Data>, json: unknown): Result<Data> {
  const read = readJson(json);
  if (!read.success) return read;
  const parsed = schema.safeParse(read.data, { reportInput: true });
  return parsed.success
    ? { success: true, data: parsed.data, issues: [] }
    : { success: false, issues: issuesOf(parsed.error) };
}
