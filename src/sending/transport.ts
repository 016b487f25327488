import type { OutboxRecord, Why } from './outbox.js';
import type { ServerClock } from './clock.js';
import { emptyReceipt, issuesOf, receiptOf } from './receipt.js';
import type { Receipt, ServerIssue } from './receipt.js';

/** How far an attempt is, in bytes. Where a browser cannot tell, `sent` stays 0 until all has been taken. */
export interface Progress {
  readonly sent: number;
  readonly total: number;
}

/** A request as either way of carrying it takes it. */
export interface Carriage {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData;
  readonly signal: AbortSignal;
  /** Something was sent: so many bytes by now, of so many where that is known. */
  readonly onSent: (sent: number, total?: number) => void;
}

export interface Answer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  /** The address that answered, which may be another than was asked. */
  readonly url: string;
  readonly text: string;
}

/** Carries a request and brings the whole answer. Rejects where there is none, or only a part of one. */
export type Carry = (carriage: Carriage) => Promise<Answer>;

/** What comes of an attempt to post. */
export type Outcome =
  | { readonly kind: 'sent'; readonly receipt: Receipt }
  /** It was read, and this is wrong with it. Without a status where it did not leave the device. */
  | { readonly kind: 'issues'; readonly status?: number; readonly issues: readonly ServerIssue[] }
  /** `after`: for how long the server asks not to be asked again, in ms. */
  | { readonly kind: 'later'; readonly why: Why; readonly status?: number; readonly after?: number }
  | { readonly kind: 'refused'; readonly status: number; readonly issues?: readonly ServerIssue[] };

export interface PostOptions {
  readonly carry: Carry;
  /** By sha256: every file of the record, checked. */
  readonly files: ReadonlyMap<string, Blob>;
  readonly clock: ServerClock;
  readonly signal?: AbortSignal;
  /** How long nothing may move, in ms. */
  readonly timeout?: number;
  readonly onProgress?: (progress: Progress) => void;
}

const defaultTimeout = 120_000;
/** The slowest line that is worth waiting for: bytes in a ms, which is kB in a second. */
const slowest = 8;
/** What a device may hold back of what it calls sent, in bytes. */
const mostHeldBack = 4_194_304;
/** Longest pause that a server may ask for, in ms. */
const longestPause = 3_600_000;

/** Posts a record once. Never rejects. `sent` comes only with the server's own answer in hand. */
export async function post(record: OutboxRecord, options: PostOptions): Promise<Outcome> {
  const { carry, files, clock, signal, timeout = defaultTimeout, onProgress } = options;
  if (signal?.aborted) return { kind: 'later', why: 'stopped' };
  const size = new Blob([record.application, ...files.values()]).size;
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLate = false;
  const wait = (bytes: number): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        isLate = true;
        stop.abort();
      },
      timeout + bytes / slowest,
    );
  };
  const onAbort = (): void => stop.abort();
  signal?.addEventListener('abort', onAbort);
  // As long as nobody tells how far it is, all of it must have the time to go.
  wait(size);
  onProgress?.({ sent: 0, total: size });
  const askedAt = clock.device();
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', reject);
  });
  stopped.catch(() => undefined);
  try {
    const carried = carry({
      endpoint: record.endpoint,
      headers: {
        Accept: 'application/json',
        'Idempotency-Key': record.key,
        'Queued-At': new Date(record.queuedAt).toISOString(),
        ...(!record.files.length && { 'Content-Type': 'application/json' }),
      },
      body: bodyOf(record, files),
      signal: stop.signal,
      onSent: (sent, total = size) => {
        // What was taken may still stand in line on the device.
        wait(Math.min(sent, mostHeldBack));
        onProgress?.({ sent: Math.min(sent, total), total });
      },
    });
    return judge(await Promise.race([carried, stopped]), record, clock, askedAt);
  } catch {
    return { kind: 'later', why: isLate ? 'timeout' : stop.signal.aborted ? 'stopped' : 'network' };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Parts keep every byte as it is: a text field's line ends would be changed. Nobody's file name is in a header. */
function bodyOf(
  { application, files }: OutboxRecord,
  contents: ReadonlyMap<string, Blob>,
): string | FormData {
  if (!files.length) return application;
  const form = new FormData();
  form.append('application', new Blob([application], { type: 'application/json' }), 'application.json');
  for (const { sha256 } of files) form.append(sha256, contents.get(sha256) as Blob, sha256);
  return form;
}

function judge(answer: Answer, record: OutboxRecord, clock: ServerClock, askedAt: number): Outcome {
  const { status, headers, text, url } = answer;
  if (url && new URL(url).origin !== new URL(record.endpoint).origin)
    return { kind: 'later', why: 'foreign' };
  const body = jsonOf(text);
  const issues = issuesOf(body);
  const learn = (): void => clock.learn(headers, askedAt, clock.device());

  if (status >= 200 && status < 300) {
    const receipt = receiptOf(body, record, clock.now());
    const isEmpty =
      status === 204 || ([200, 201, 202].includes(status) && headers.get('Content-Length') === '0' && !text);
    // A page that wants a password, half an answer, or a server that has not understood: nothing has arrived.
    if (!receipt && !isEmpty) return { kind: 'later', why: 'foreign', status };
    learn();
    return { kind: 'sent', receipt: receipt ?? emptyReceipt(record, clock.now()) };
  }
  if (issues) learn();
  const why = whyLater(status);
  if (why) {
    const after = pauseOf(headers, clock);
    return { kind: 'later', why, status, ...(after !== undefined && { after }) };
  }
  if ((status === 400 || status === 422) && issues) return { kind: 'issues', status, issues };
  return { kind: 'refused', status, ...(issues && { issues }) };
}

/** Why an answer is none that lasts; nothing where the server means it. */
function whyLater(status: number): Why | undefined {
  if ([409, 425, 429, 503].includes(status)) return 'busy';
  if (status === 408) return 'timeout';
  // 407 and 511 are somebody between who wants a password; what is below 200 or above 299 is no answer to a post.
  if (status === 407 || status === 511 || status < 400) return 'foreign';
  return status >= 500 ? 'server' : undefined;
}

/** `Retry-After`, in ms: seconds, or a date by the server's clock. */
function pauseOf(headers: Pick<Headers, 'get'>, clock: ServerClock): number | undefined {
  const text = headers.get('Retry-After')?.trim() ?? '';
  const date = Date.parse(headers.get('Date') ?? '');
  const pause = /^[0-9]+$/.test(text)
    ? Number(text) * 1000
    : (/GMT$/.test(text) ? Date.parse(text) : NaN) - (isNaN(date) ? clock.now() : date);
  return isNaN(pause) ? undefined : Math.min(Math.max(pause, 0), longestPause);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** By `fetch`, which says nothing of how far it is: for what is small. */
export const byFetch =
  (fetch: typeof globalThis.fetch): Carry =>
  async ({ endpoint, headers, body, signal }) => {
    const response = await fetch(endpoint, { method: 'POST', headers, body, signal, cache: 'no-store' });
    return {
      status: response.status,
      headers: response.headers,
      url: response.url,
      text: await response.text(),
    };
  };

/**
 * By `XMLHttpRequest`, the one thing in browsers that tells how far an upload is: without it neither an honest bar
 * nor a slow line could be told from a dead one.
 */
export const byXhr =
  (make: () => XMLHttpRequest): Carry =>
  ({ endpoint, headers, body, signal, onSent }) =>
    new Promise((resolve, reject) => {
      const request = make();
      const fail = (): void => reject(new TypeError('no answer'));
      const abort = (): void => request.abort();
      signal.addEventListener('abort', abort);
      request.open('POST', endpoint);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total, lengthComputable }) =>
        onSent(loaded, lengthComputable ? total : undefined);
      request.onload = () =>
        resolve({
          status: request.status,
          headers: { get: (name) => request.getResponseHeader(name) },
          url: request.responseURL,
          text: request.responseText,
        });
      request.onerror = request.onabort = request.ontimeout = fail;
      request.onloadend = () => signal.removeEventListener('abort', abort);
      if (signal.aborted) fail();
      else request.send(body);
    });

/** Each post by what suits it: what has files, where it can be watched. */
export const carryBy =
  (fetch: typeof globalThis.fetch, makeXhr?: () => XMLHttpRequest): Carry =>
  (carriage) =>
    (makeXhr && typeof carriage.body !== 'string' ? byXhr(makeXhr) : byFetch(fetch))(carriage);

/**
 * Asks an endpoint what time it is, without posting anything. What comes from elsewhere, or looks like the page of a
 * network that wants a password, teaches nothing. Never rejects.
 */
export async function askTime(
  endpoint: string,
  { fetch, clock, signal }: { fetch: typeof globalThis.fetch; clock: ServerClock; signal?: AbortSignal },
): Promise<void> {
  const askedAt = clock.device();
  try {
    const { headers, redirected } = await fetch(endpoint, {
      method: 'HEAD',
      cache: 'no-store',
      ...(signal && { signal }),
    });
    if (!redirected && !/html/i.test(headers.get('Content-Type') ?? ''))
      clock.learn(headers, askedAt, clock.device());
  } catch {
    // Then the device's clock has to do.
  }
}
