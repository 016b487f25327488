import type { Path } from '../language/issue.js';

/** A file of a post. */
export interface PostFile {
  /** In hexadecimal, small letters. */
  readonly sha256: string;
  readonly name: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

/** What a server says when it has stored a post. */
export interface Receipt {
  /** The number; missing where the server gives none. */
  readonly receipt?: string;
  /** ISO instant, by the server's clock if it says one. */
  readonly receivedAt: string;
  readonly revision: number;
  /** What was sent with it. */
  readonly files: readonly PostFile[];
  /** Whether the server marked it as come after the deadline. */
  readonly late?: boolean;
}

/** What a server finds wrong: its own words, and where in the application that was sent. */
export interface ServerIssue {
  readonly path: Path;
  readonly message: string;
  /** Of this device: `fileMissing` or `fileDiffers`, without a message. Of a server: its own. */
  readonly code?: string;
}

type Loose = Partial<Record<string, unknown>>;
const loose = (value: unknown): Loose => (typeof value === 'object' && value ? (value as Loose) : {});
const short = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim().slice(0, most) : undefined;
const mostIssues = 100;

export const isPostFile = (value: unknown): value is PostFile => {
  const { sha256, name, type, size } = loose(value);
  return (
    /^[0-9a-f]{64}$/.test(String(sha256)) &&
    typeof name === 'string' &&
    typeof type === 'string' &&
    Number.isSafeInteger(size) &&
    (size as number) >= 0
  );
};

/** The receipt that an answer is, if it is one; the number may be a number. */
export function receiptOf(
  body: unknown,
  sent: { readonly revision: number; readonly files: readonly PostFile[] },
  now: number,
): Receipt | undefined {
  const { receipt, receivedAt, late } = loose(body);
  const number = short(typeof receipt === 'number' ? String(receipt) : receipt, 200);
  const at = typeof receivedAt === 'string' ? Date.parse(receivedAt) : NaN;
  return number
    ? { ...emptyReceipt(sent, isNaN(at) ? now : at), receipt: number, ...(late === true && { late }) }
    : undefined;
}

/** The receipt of a server that answers without words. */
export const emptyReceipt = (
  { revision, files }: { readonly revision: number; readonly files: readonly PostFile[] },
  at: number,
): Receipt => ({ receivedAt: new Date(at).toISOString(), revision, files });

export const isReceipt = (value: unknown): value is Receipt => {
  const { receipt, receivedAt, revision, files, late } = loose(value);
  return (
    (receipt === undefined || typeof receipt === 'string') &&
    !isNaN(Date.parse(String(receivedAt))) &&
    Number.isInteger(revision) &&
    Array.isArray(files) &&
    files.every(isPostFile) &&
    (late === undefined || typeof late === 'boolean')
  );
};

/** What an answer finds wrong; nothing where it does not say. */
export function issuesOf(body: unknown): ServerIssue[] | undefined {
  const { issues } = loose(body);
  if (!Array.isArray(issues)) return undefined;
  const read = issues.slice(0, mostIssues).flatMap((issue) => {
    const { path, message, code } = loose(issue);
    const words = short(message, 600) ?? '';
    const name = short(code, 64);
    return words || name ? [{ path: pathOf(path), message: words, ...(name && { code: name }) }] : [];
  });
  return read.length ? read : undefined;
}

/** A place as servers write it (a list, `a.0.b`, `a[0].b`, `/a/0/b`) as ours. */
function pathOf(path: unknown): Path {
  const steps = Array.isArray(path) ? path : typeof path === 'string' ? path.split(/[./[\]]+/) : [];
  return steps
    .slice(0, 32)
    .map((step) => String(step).slice(0, 100))
    .filter((step) => step && step !== '$')
    .map((step) => (/^[0-9]{1,6}$/.test(step) ? Number(step) : step));
}

export const isServerIssue = (value: unknown): value is ServerIssue => {
  const { path, message, code } = loose(value);
  return (
    Array.isArray(path) &&
    path.every((step) => typeof step === 'string' || typeof step === 'number') &&
    typeof message === 'string' &&
    (code === undefined || typeof code === 'string')
  );
};
