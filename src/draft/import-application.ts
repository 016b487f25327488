import { fileWords } from '../language/file-issue.js';
import { addWords } from '../language/issue.js';
import type { Application } from '../model/application.js';
import { readDraft } from '../model/draft.js';
import type { LeftOver } from '../model/draft.js';
import { refuse } from '../model/json.js';
import type { Result } from '../model/json.js';
import { migrateApplication } from '../model/migrate.js';
import { parseApplication } from '../model/parse.js';
import type { DraftStore } from './store.js';

/** The largest file that is read, in bytes. */
const largest = 40e6;

/**
 * A finished application as the draft of a store: JSON as a value, a text or a file. What the form does not know
 * is kept as left over. What is refused changes nothing.
 */
export async function importApplication(store: DraftStore, json: unknown): Promise<Result<Application>> {
  addWords(fileWords);
  let data = json;
  if (json instanceof Blob) {
    if (json.size > largest) return refuse('tooBig', [], { max: largest / 2e6 });
    try {
      data = await json.text();
    } catch {
      return refuse('invalidJson');
    }
  }
  const migrated = migrateApplication(data);
  if (!migrated.success) return migrated;
  const left: LeftOver[] = [];
  moveUnknown(migrated.data, left);
  const strict = parseApplication(migrated.data);
  if (!strict.success) return strict;
  const read = readDraft(strict.data, store.call.id);
  if (!read.success) return read;
  store.replace(left.length ? { ...read.data, leftOver: left } : read.data);
  return strict;
}

/** Takes out of the JSON what the strict schema would refuse as unknown, and puts it into `left`. */
function moveUnknown(json: Record<string, unknown>, left: LeftOver[]): void {
  for (const { code, path } of parseApplication(json).issues) {
    if (code !== 'unknownKey') continue;
    let holder = json as Record<string | number, unknown>;
    for (const name of path.slice(0, -1)) holder = holder[name] as Record<string | number, unknown>;
    const name = path[path.length - 1] as string;
    left.push({ path, value: holder[name] });
    delete holder[name];
  }
}
