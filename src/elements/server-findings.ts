import { addWords } from '../language/issue.js';
import type { Issue, Path } from '../language/issue.js';
import { serverWords } from '../language/server-issue.js';
import { partNames, partOf } from '../model/application.js';
import type { Draft, RawFields, Row } from '../model/draft.js';
import type { Node } from '../model/field.js';
import type { PartName } from '../model/part.js';
import { checkRecord, filledRows } from '../model/validate.js';
import type { OutboxRecord } from '../sending/outbox.js';
import type { ServerIssue } from '../sending/receipt.js';

addWords(serverWords);

type Loose = Partial<Record<string | number, unknown>>;

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((found, name) => (found as Loose | undefined)?.[name], value);

/** The part of a path that leads to a field which is on the screen. */
function fieldPath(node: Node | undefined, path: Path): Path {
  const [name, ...rest] = path;
  if (!node || name === undefined) return [];
  if (node.kind === 'repeat') return Number(name) < (node as { times: number }).times ? [name] : [];
  if (!('fields' in node)) return [];
  const next = (node.fields as Record<string, Node>)[String(name)];
  return next ? [name, ...fieldPath(next, rest)] : [];
}

/** What a server or this device refuses, split into what has a place in the form and what is of all of it. */
export interface ServerFindings {
  readonly of: (draft: Draft) => readonly Issue[];
  readonly general: readonly ServerIssue[];
}

const nothing: ServerFindings = { of: () => [], general: [] };

/** What was posted; nothing where the device has broken it. */
function postedIn({ application }: OutboxRecord): Loose | undefined {
  try {
    return JSON.parse(application) as Loose;
  } catch {
    return undefined;
  }
}

/**
 * Finds the fields that a refused post is about. A finding holds for as long as the draft says there what was sent:
 * after a reload and after undo too. Paths of the application count the rows that were sent, those of the draft also
 * blank ones.
 */
export function serverFindings(post: OutboxRecord | undefined): ServerFindings {
  if (post?.state !== 'refused' || !post.issues) return nothing;
  const posted = postedIn(post);
  if (!posted) return { ...nothing, general: post.issues };
  const isPlaced = ({ path: [part] }: ServerIssue): boolean => partNames.includes(part as PartName);
  const placed = post.issues.filter(isPlaced);
  return {
    general: post.issues.filter((issue) => !isPlaced(issue)),
    of: (draft) =>
      placed.flatMap(({ path: [name, ...rest], message, code }) => {
        const part = partOf(name as PartName);
        const issue = (path: Path): Issue[] => [
          {
            code: code === 'fileMissing' || code === 'fileDiffers' ? code : 'fromServer',
            severity: 'error',
            path: [name as PartName, ...path],
            params: { message: message || code },
          },
        ];
        const holds = (raw: RawFields, sent: unknown, path: Path): boolean =>
          JSON.stringify(at(checkRecord(part, raw).values, path)) === JSON.stringify(at(sent, path));
        const fields = { kind: 'group', fields: part.fields } as unknown as Node;
        if (!part.list) {
          const path = fieldPath(fields, rest);
          const raw = draft[name as PartName] as RawFields;
          return holds(raw, posted[name as PartName], path) ? issue(path) : [];
        }
        const rows = draft[name as PartName] as unknown as readonly Row[];
        const [index, ...within] = rest;
        const row = filledRows(rows)[Number(index)];
        if (!row) return issue([]);
        const path = fieldPath(fields, within);
        return holds(row.value, at(posted, [name as PartName, Number(index)]), path)
          ? issue([rows.indexOf(row), ...path])
          : [];
      }),
  };
}
