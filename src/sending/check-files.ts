import type { OutboxRecord } from './outbox.js';
import type { ServerIssue } from './receipt.js';
import { sha256 } from './sha256.js';

/** Finds a file by its sha256; undefined where it is not there. */
export type FindFile = (sha256: string) => Promise<Blob | undefined>;

/** Every file of a post, or what is wrong with them. Rejects where the device does not answer. */
export async function checkFiles(
  { application, files }: OutboxRecord,
  find: FindFile,
  /** Those whose content was looked at before: reading costs time and battery. */
  known: Set<string>,
): Promise<{ readonly contents: ReadonlyMap<string, Blob> } | { readonly issues: readonly ServerIssue[] }> {
  const contents = new Map<string, Blob>();
  const wrong = new Map<string, string>();
  for (const { sha256: expected, size } of files) {
    const blob = await find(expected);
    if (!blob) wrong.set(expected, 'fileMissing');
    else if (blob.size !== size) wrong.set(expected, 'fileDiffers');
    else if (!known.has(expected)) {
      // What the device has in its list and cannot read is not there.
      const found = await sha256(blob).catch(() => undefined);
      if (found === expected) known.add(expected);
      else wrong.set(expected, found ? 'fileDiffers' : 'fileMissing');
    }
    if (blob) contents.set(expected, blob);
  }
  if (!wrong.size) return { contents };
  const { evidence } = JSON.parse(application) as { evidence: readonly { sha256: string }[] };
  return {
    issues: evidence.flatMap(({ sha256: name }, index) => {
      const code = wrong.get(name);
      return code ? [{ path: ['evidence', index], message: '', code }] : [];
    }),
  };
}
