import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { call2025 } from '../../src/model/call-2025.js';
import type { Call } from '../../src/model/call.js';
import { sampleApplication } from '../sample.js';

const example = new URL('../../docs/examples/receiver/', import.meta.url);
const ownPackage = new URL('./own-package.mjs', import.meta.url).href;
const temporary = mkdtempSync(join(tmpdir(), 'receiver-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

// The model of the sources, so that no built package is needed and none can be out of date.
const model = join(temporary, 'model.mjs');
await build({
  entryPoints: ['src/model.ts'],
  outfile: model,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'error',
});
process.env['INTEREST_LETTER_MODEL'] = pathToFileURL(model).href;
await import(ownPackage);

/** A call whose deadline is far away. */
export const openCall: Call = {
  ...call2025,
  id: 'dpi-lsg-open',
  submissionDeadline: '2999-02-26T18:00:00+06:00',
};

let folders = 0;
export const newFolder = (): string => join(temporary, `data-${(folders += 1)}`);

export interface Receiver {
  url: string;
  folder: string;
  /** Lines of its log so far. */
  log: () => string;
  close: () => Promise<void>;
}

/** Starts the example in this process, in a folder of its own unless one is given. It is closed after the test. */
export async function startReceiver(
  t: { after: (work: () => Promise<void>) => void },
  { folder = newFolder(), ...settings }: { folder?: string; [setting: string]: unknown } = {},
): Promise<Receiver> {
  const { createReceiver } = await import(new URL('receiver.js', example).href);
  let log = '';
  const logStream = { write: (line: string) => void (log += line) };
  const app = await createReceiver({
    dataFolder: folder,
    calls: [openCall],
    postsPerMinute: 10_000,
    logStream,
    ...settings,
  });
  const url: string = await app.listen({ host: '127.0.0.1', port: 0 });
  const close = (): Promise<void> => app.close();
  t.after(close);
  return { url, folder, log: () => log, close };
}

export interface Child {
  url: string;
  process: ChildProcess;
  /** Settles when it has ended, with its exit code or signal. */
  ended: Promise<number | string>;
}

/** Starts a receiver in a process of its own: the example's start.js, or a file beside this one. */
export async function startChild(
  folder: string,
  { file, env = {} }: { file?: string; env?: Record<string, string> } = {},
): Promise<Child> {
  const callFile = join(temporary, 'call.json');
  writeFileSync(callFile, JSON.stringify(openCall));
  const program = fileURLToPath(file ? new URL(file, import.meta.url) : new URL('start.js', example));
  const child = spawn(process.execPath, ['--import', ownPackage, program, folder, callFile], {
    env: { ...process.env, DATA_FOLDER: folder, CALLS: callFile, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | string>((settle) =>
    child.once('exit', (code, signal) => settle(signal ?? code ?? -1)),
  );
  after(() => void child.kill('SIGKILL'));
  for await (const line of createInterface(child.stdout)) {
    const [address] = /http:\S+(?=\/applications)/.exec(line) ?? [];
    if (address) {
      child.stdout.resume();
      return { url: address, process: child, ended };
    }
  }
  throw new Error(`The receiver ended: ${await ended}`);
}

/** Runs export.js on a folder of data and gives what came out: the names and contents below each receipt. */
export async function exported(folder: string): Promise<Record<string, Record<string, Buffer>>> {
  const target = newFolder();
  const child = spawn(
    process.execPath,
    ['--import', ownPackage, fileURLToPath(new URL('export.js', example)), target],
    { env: { ...process.env, DATA_FOLDER: folder }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const code = await new Promise((settle) => child.once('exit', settle));
  if (code !== 0) throw new Error(`export.js ended with ${code}`);
  const list = (path: string): string[] => {
    try {
      return readdirSync(path);
    } catch {
      return [];
    }
  };
  return Object.fromEntries(
    list(target).map((receipt) => [
      receipt,
      Object.fromEntries(
        list(join(target, receipt)).map((name) => [name, readFileSync(join(target, receipt, name))]),
      ),
    ]),
  );
}

/** What lies in the folders of the data, by name. */
export const onDisk = (folder: string): { files: string[]; incoming: string[] } => ({
  files: readdirSync(join(folder, 'files')).sort(),
  incoming: readdirSync(join(folder, 'incoming')),
});

export const sha256 = (content: Buffer | string): string =>
  createHash('sha256').update(content).digest('hex');

export interface SampleFile {
  name: string;
  mediaType: string;
  content: Buffer;
}

export const pdf = (text: string, name = `${text}.pdf`): SampleFile => ({
  name,
  mediaType: 'application/pdf',
  content: Buffer.from(`%PDF-1.7\n${text}`),
});

// Applications of these tests differ in their id.
let ids = 0;
export const newId = (): string => `6f1c2b5e-3a47-4d0b-9c1e-${String((ids += 1)).padStart(12, '0')}`;

/** The sample application to {@link openCall}, with an id of its own and these files as its evidence. */
export function applicationWith(files: readonly SampleFile[] = [], more: Record<string, unknown> = {}) {
  return {
    ...sampleApplication(),
    applicationId: newId(),
    callId: openCall.id,
    evidence: files.map(({ name, mediaType, content }) => ({
      criterion: openCall.criteria[0],
      fileName: name,
      mediaType,
      size: content.length,
      sha256: sha256(content),
    })),
    ...more,
  };
}
export type SampleApplication = ReturnType<typeof applicationWith>;

export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of any of the answers
  body: any;
}

export interface Post {
  revision?: number;
  key?: string;
  headers?: Record<string, string>;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

export const get = async (url: string, headers: Record<string, string> = {}): Promise<Answer> =>
  answerOf(await fetch(url, { headers }));

const keyOf = (application: { applicationId: string }, { key, revision = 1 }: Post): string =>
  key ?? `${application.applicationId}-${revision}`;

/** Posts as the form does: JSON, or multipart when there are files, each under its sha256. */
export async function post(
  { url }: { url: string },
  application: SampleApplication,
  files: readonly SampleFile[] = [],
  how: Post = {},
): Promise<Answer> {
  const json = JSON.stringify(application);
  const form = new FormData();
  form.set('application', new Blob([json], { type: 'application/json' }));
  for (const { content, mediaType } of files) {
    form.append(sha256(content), new Blob([new Uint8Array(content)], { type: mediaType }), 'file');
  }
  const response = await fetch(`${url}/applications`, {
    method: 'POST',
    headers: {
      'Idempotency-Key': keyOf(application, how),
      ...(!files.length && { 'Content-Type': 'application/json' }),
      ...how.headers,
    },
    body: files.length ? form : json,
  });
  return answerOf(response);
}

/** Posts a text or bytes as they are. */
export async function postRaw(
  { url }: { url: string },
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<Answer> {
  return answerOf(
    await fetch(`${url}/applications`, { method: 'POST', headers, body: new Uint8Array(Buffer.from(body)) }),
  );
}

export const boundary = 'a-boundary-of-the-tests';
export const multipart = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };

/** A multipart body, byte for byte as given: names are not escaped. */
export const partsBody = (
  parts: readonly { disposition: string; type?: string; content: Buffer | string }[],
): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ disposition, type = 'application/octet-stream', content }) => [
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\n`,
        'utf8',
      ),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);

export const applicationPart = (application: unknown) => ({
  disposition: 'form-data; name="application"',
  type: 'application/json',
  content: typeof application === 'string' ? application : JSON.stringify(application),
});

export const filePart = (content: Buffer | string, name = sha256(content), fileName = 'file') => ({
  disposition: `form-data; name="${name}"; filename="${fileName}"`,
  content,
});

/** The beginning of a post on a bare connection; the rest, and the end of it, are the test's. */
export async function beginPost(
  { url }: { url: string },
  application: SampleApplication,
  contentLength: number,
  begin: Buffer,
) {
  const { port } = new URL(url);
  const socket = createConnection({ port: Number(port), host: '127.0.0.1' });
  socket.on('error', () => {});
  let heard = '';
  socket.setEncoding('utf8').on('data', (text) => (heard += text));
  const closed = new Promise<string>((settle) => socket.once('close', () => settle(heard)));
  const head = [
    'POST /applications HTTP/1.1',
    'Host: receiver',
    `Idempotency-Key: ${application.applicationId}-1`,
    `Content-Type: ${multipart['Content-Type']}`,
    `Content-Length: ${contentLength}`,
  ];
  await new Promise<void>((settle) =>
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), begin]), () => settle()),
  );
  return { socket, closed };
}
