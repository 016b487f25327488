import { schemaVersion } from './application.js';
import { readJson, refuse } from './json.js';
import type { Result } from './json.js';

type Json = Record<string, unknown>;

/** One step a version: from the shape of that version to the next. */
const steps: Readonly<Record<number, (json: Json) => Json>> = {};

/**
 * Untrusted JSON of any version of the shape, brought to the present one. It is not validated here beyond what
 * {@link readJson} refuses; `parseApplication` does that.
 */
export function migrateApplication(json: unknown): Result<Record<string, unknown>> {
  const read = readJson(json);
  if (!read.success) return read;
  if (typeof read.data !== 'object' || read.data === null || Array.isArray(read.data)) {
    return refuse('wrongType', [], { expected: 'object' });
  }
  let data = read.data as Json;
  if (typeof data['schemaVersion'] !== 'number' || !Number.isInteger(data['schemaVersion'])) {
    return refuse(data['schemaVersion'] === undefined ? 'required' : 'wrongType', ['schemaVersion'], {
      expected: 'int',
    });
  }
  for (let version = data['schemaVersion']; version !== schemaVersion; version++) {
    const step = steps[version];
    if (version > schemaVersion) return refuse('newerVersion', ['schemaVersion'], { version });
    if (!step) return refuse('notChoice', ['schemaVersion']);
    data = { ...step(data), schemaVersion: version + 1 };
  }
  return { success: true, data, issues: [] };
}
