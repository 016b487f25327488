import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { ServerClock } from '../../src/sending/clock.js';
import type { OutboxRecord } from '../../src/sending/outbox.js';
import { askTime, byFetch, byXhr, post } from '../../src/sending/transport.js';
import type { Answer, Carriage, Outcome } from '../../src/sending/transport.js';
import { application, contents, endpoint, fileBy, randomFrom, World } from './world.js';

const now = Date.parse('2027-01-10T03:00:00Z');
const record = (files: readonly number[] = []): OutboxRecord => {
  const posted = application(0, 'Өмүрбеков', files, now);
  return {
    key: `${posted.applicationId}-3`,
    applicationId: posted.applicationId,
    revision: 3,
    slot: 'form',
    endpoint,
    application: JSON.stringify(posted),
    files: posted.evidence.map(({ sha256, fileName: name, mediaType: type, size }) => ({
      sha256: String(sha256),
      name: String(name),
      type: String(type),
      size: Number(size),
    })),
    queuedAt: now,
    attempts: 1,
    nextAt: now,
    state: 'waiting',
  };
};

interface Given {
  readonly status?: number;
  readonly text?: string;
  readonly headers?: Record<string, string>;
  readonly url?: string;
}

const clock = (): ServerClock => new ServerClock(() => now);
const answered = ({ status = 200, text = '', headers = {}, url = endpoint }: Given): Promise<Outcome> =>
  post(record(), {
    carry: async (): Promise<Answer> => ({ status, text, url, headers: new Headers(headers) }),
    files: new Map(),
    clock: clock(),
  });
const receipt = '{"receipt":"2027-7F3K-03","receivedAt":"2027-01-10T03:00:05.000Z"}';

describe('a post', () => {
  const carried = async (files: readonly number[]): Promise<Carriage> => {
    let given: Carriage | undefined;
    const carry = async (carriage: Carriage): Promise<Answer> => {
      given = carriage;
      return { status: 201, headers: new Headers(), url: endpoint, text: receipt };
    };
    await post(record(files), { carry, files: fileBy, clock: clock() });
    assert.ok(given);
    return given;
  };

  it('without files is the JSON alone, with its key and when it was queued', async () => {
    const { headers, body } = await carried([]);
    assert.equal(body, record().application);
    assert.equal(headers['Idempotency-Key'], record().key);
    assert.equal(headers['Queued-At'], '2027-01-10T03:00:00.000Z');
    assert.equal(headers['Content-Type'], 'application/json');
  });

  it('with files has the application first, then every file under its sha256, byte for byte', async () => {
    const { headers, body } = await carried([2, 0]);
    assert.equal(headers['Content-Type'], undefined);
    const parts = [...(body as FormData)] as [string, File][];
    const sums = record([2, 0]).files.map(({ sha256 }) => sha256);
    assert.deepEqual(
      parts.map(([name]) => name),
      ['application', ...sums],
    );
    const bytes = await Promise.all(parts.map(async ([, file]) => Buffer.from(await file.arrayBuffer())));
    assert.deepEqual(bytes, [Buffer.from(record([2, 0]).application), contents[2], contents[0]]);
    assert.equal(parts[0]?.[1].type, 'application/json');
    assert.ok(
      parts.every(([, { name }]) => /^[0-9a-z.]+$/.test(name)),
      'no name that a person gave',
    );
  });
});

describe('an answer', () => {
  it('is a success with a receipt, whatever its type is called', async () => {
    const outcome = await answered({ status: 201, text: receipt, headers: { 'Content-Type': 'text/html' } });
    assert.deepEqual(outcome, {
      kind: 'sent',
      receipt: { receipt: '2027-7F3K-03', receivedAt: '2027-01-10T03:00:05.000Z', revision: 3, files: [] },
    });
    const number = await answered({ text: '{"receipt":17,"receivedAt":"soon","late":true}' });
    assert.ok(number.kind === 'sent');
    assert.deepEqual(
      [number.receipt.receipt, number.receipt.receivedAt, number.receipt.late],
      ['17', '2027-01-10T03:00:00.000Z', true],
    );
  });

  it('is a success without a number where it is empty on purpose', async () => {
    for (const given of [
      { status: 204 },
      ...[200, 201, 202].map((status) => ({ status, headers: { 'Content-Length': '0' } })),
    ]) {
      const outcome = await answered(given);
      assert.ok(outcome.kind === 'sent');
      assert.deepEqual(outcome.receipt, { receivedAt: '2027-01-10T03:00:00.000Z', revision: 3, files: [] });
    }
  });

  it('is none where somebody else gives it, or half of it came', async () => {
    const foreign: Given[] = [
      { text: '<!doctype html><title>Wi-Fi</title>', headers: { 'Content-Type': 'text/html' } },
      { text: receipt.slice(0, 30), headers: { 'Content-Type': 'application/json' } },
      { text: receipt, url: 'https://login.example/applications' },
      { text: receipt, url: 'http://receiver.example/applications' },
      { text: '' },
      { status: 201, text: '' },
      { text: '{}' },
      { text: '{"success":true}' },
      { text: '{"receipt":""}' },
      { text: '{"receipt":{"a":1}}' },
      { text: '["receipt"]' },
      { text: 'null' },
      { text: '"receipt"' },
      { status: 511 },
      { status: 407 },
      { status: 304 },
      { status: 302 },
    ];
    for (const given of foreign) {
      const outcome = await answered(given);
      assert.ok(outcome.kind === 'later' && outcome.why === 'foreign', JSON.stringify(given));
    }
  });

  it('says what is wrong, and where, in whatever way a server writes a place', async () => {
    const text = JSON.stringify({
      issues: [
        { path: ['jointActivities', 2, 'results'], message: 'one', code: 'tooLong' },
        { path: 'jointActivities.2.results', message: 'two' },
        { path: '/jointActivities/2/results', message: 'three' },
        { path: '$.jointActivities[2].results', message: 'four' },
        { message: 'five' },
        { path: ['x'], message: { html: '<b>' } },
        'six',
      ],
    });
    const at = ['jointActivities', 2, 'results'];
    for (const status of [400, 422]) {
      assert.deepEqual(await answered({ status, text }), {
        kind: 'issues',
        status,
        issues: [
          { path: at, message: 'one', code: 'tooLong' },
          { path: at, message: 'two' },
          { path: at, message: 'three' },
          { path: at, message: 'four' },
          { path: [], message: 'five' },
        ],
      });
    }
  });

  it('of endless issues is read in part', async () => {
    const issues = Array.from({ length: 5000 }, () => ({
      path: 'a.'.repeat(500),
      message: 'x'.repeat(9000),
    }));
    const outcome = await answered({ status: 422, text: JSON.stringify({ issues }) });
    assert.ok(outcome.kind === 'issues');
    assert.equal(outcome.issues.length, 100);
    assert.ok(outcome.issues.every(({ path, message }) => path.length <= 32 && message.length <= 600));
  });

  it('refuses for good with other statuses from 400', async () => {
    for (const status of [400, 401, 403, 404, 405, 410, 413, 415, 422])
      assert.deepEqual(await answered({ status, text: 'No.' }), { kind: 'refused', status });
    const text = '{"issues":[{"path":["evidence",0],"message":"Too large.","code":"fileTooLarge"}]}';
    const outcome = await answered({ status: 413, text });
    assert.ok(outcome.kind === 'refused');
    assert.deepEqual(outcome.issues, [
      { path: ['evidence', 0], message: 'Too large.', code: 'fileTooLarge' },
    ]);
  });

  it('asks to come again with these', async () => {
    const why = {
      408: 'timeout',
      409: 'busy',
      425: 'busy',
      429: 'busy',
      500: 'server',
      502: 'server',
      503: 'busy',
      504: 'server',
    };
    for (const [status, expected] of Object.entries(why))
      assert.deepEqual(await answered({ status: Number(status) }), {
        kind: 'later',
        why: expected,
        status: Number(status),
      });
  });

  it('says when to come again, in seconds or with a date by the server’s clock, an hour at most', async () => {
    const after = async (headers: Record<string, string>): Promise<number | undefined> => {
      const outcome = await answered({ status: 429, headers });
      return outcome.kind === 'later' ? outcome.after : NaN;
    };
    const server = now + 86_400_000;
    const date = { Date: new Date(server).toUTCString() };
    assert.equal(await after({ 'Retry-After': '120' }), 120_000);
    assert.equal(await after({ ...date, 'Retry-After': new Date(server + 30_000).toUTCString() }), 30_000);
    assert.equal(await after({ ...date, 'Retry-After': new Date(server - 30_000).toUTCString() }), 0);
    assert.equal(await after({ 'Retry-After': new Date(now + 30_000).toUTCString() }), 30_000);
    assert.equal(await after({ 'Retry-After': '999999999' }), 3_600_000);
    for (const nonsense of ['soon', '-5', '1e3', ''])
      assert.equal(await after({ 'Retry-After': nonsense }), undefined);
  });

  it('tells the time, but not where somebody else gives it', async () => {
    const learns = async (given: Given): Promise<boolean> => {
      const mine = clock();
      const headers = new Headers({ Date: new Date(now + 600_000).toUTCString() });
      await post(record(), {
        carry: async () => ({ status: 200, url: endpoint, text: '', ...given, headers }),
        files: new Map(),
        clock: mine,
      });
      return mine.isKnown;
    };
    assert.equal(await learns({ text: receipt }), true);
    assert.equal(await learns({ status: 429, text: '{"issues":[{"message":"Wait."}]}' }), true);
    assert.equal(await learns({ text: '<html>' }), false);
    assert.equal(await learns({ status: 502, text: '' }), false);
  });
});

describe('without an answer', () => {
  let world: World | undefined;
  afterEach(() => world?.end());

  it('a post is for later: no network, or stopped', async () => {
    const refused = await post(record(), {
      carry: byFetch(async () => {
        throw new TypeError('fetch failed');
      }),
      files: new Map(),
      clock: clock(),
    });
    assert.deepEqual(refused, { kind: 'later', why: 'network' });
    const stop = new AbortController();
    const stopped = post(record(), {
      carry: () => new Promise(() => undefined),
      files: new Map(),
      clock: clock(),
      signal: stop.signal,
    });
    stop.abort();
    assert.deepEqual(await stopped, { kind: 'later', why: 'stopped' });
    const before = post(record(), {
      carry: () => assert.fail(),
      files: new Map(),
      clock: clock(),
      signal: stop.signal,
    });
    assert.deepEqual(await before, { kind: 'later', why: 'stopped' });
  });

  /** Carries `size` bytes at so many a second, as far as `until`, then says nothing any more. */
  async function slow(
    rate: number,
    size: number,
    until = size,
    tells = true,
  ): Promise<[Outcome | undefined, number]> {
    const at = (world = new World(randomFrom(1)));
    const begun = at.now;
    const big = { ...record([0]), files: [{ sha256: 'x', name: 'x', type: 'x', size }] };
    let outcome: Outcome | undefined;
    const work = post(big, {
      carry: ({ onSent, signal }) =>
        new Promise((answer, refuse) => {
          signal.addEventListener('abort', refuse);
          let sent = 0;
          const go = (): void => {
            sent = Math.min(until, sent + rate);
            if (tells) onSent(sent);
            if (sent < until) setTimeout(go, 1000);
            else if (until === size)
              answer({ status: 201, headers: new Headers(), url: endpoint, text: receipt });
          };
          go();
        }),
      files: new Map([['x', new Blob([new Uint8Array(size)])]]),
      clock: new ServerClock(),
    }).then((result) => {
      outcome = result;
      return at.now;
    });
    await at.pass(12 * 3_600_000);
    const took = (await work) - begun;
    at.end();
    return [outcome, took];
  }
  const size = 2_000_000;

  it('of a line that is slow but moves, a post goes on for hours', async () => {
    const [outcome, took] = await slow(300, size);
    assert.equal(outcome?.kind, 'sent');
    assert.ok(took > 6_000_000, 'longer than would be waited for a standstill');
  });

  it('of a line that stands still, a post is given up', async () => {
    const [outcome, took] = await slow(100_000, size, size / 2);
    assert.deepEqual(outcome, { kind: 'later', why: 'timeout' });
    assert.ok(took < 400_000);
  });

  it('is waited for by its size where nobody can tell how far it is', async () => {
    const [outcome] = await slow(10_000, size, size, false);
    assert.equal(outcome?.kind, 'sent');
    const [never] = await slow(10_000, size, size / 2, false);
    assert.deepEqual(never, { kind: 'later', why: 'timeout' });
  });
});

describe('an upload that is watched', () => {
  /** As much of XMLHttpRequest as is used. */
  class FakeXhr {
    static last: FakeXhr;
    upload: { onprogress?: (event: object) => void } = {};
    sent: unknown;
    headers: Record<string, string> = {};
    status = 201;
    responseURL = endpoint;
    responseText = receipt;
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    onloadend?: () => void;
    constructor() {
      FakeXhr.last = this;
    }
    open(...given: unknown[]): void {
      assert.deepEqual(given, ['POST', endpoint]);
    }
    setRequestHeader(name: string, value: string): void {
      this.headers[name] = value;
    }
    getResponseHeader(): string | null {
      return null;
    }
    send(body: unknown): void {
      this.sent = body;
    }
    abort(): void {
      this.onabort?.();
      this.onloadend?.();
    }
  }
  const carry = byXhr(() => new FakeXhr() as unknown as XMLHttpRequest);

  it('says how far it is', async () => {
    const seen: number[] = [];
    const work = post(record([0]), {
      carry,
      files: fileBy,
      clock: clock(),
      onProgress: ({ sent, total }) => seen.push(sent / total),
    });
    FakeXhr.last.upload.onprogress?.({ loaded: 50, total: 200, lengthComputable: true });
    FakeXhr.last.upload.onprogress?.({ loaded: 200, total: 200, lengthComputable: true });
    FakeXhr.last.onload?.();
    assert.equal((await work).kind, 'sent');
    assert.deepEqual(seen, [0, 0.25, 1]);
    assert.ok(FakeXhr.last.sent instanceof FormData);
    assert.equal(FakeXhr.last.headers['Idempotency-Key'], record().key);
  });

  it('ends when it is stopped or the network is gone', async () => {
    const stop = new AbortController();
    const stopped = post(record([0]), { carry, files: fileBy, clock: clock(), signal: stop.signal });
    stop.abort();
    assert.deepEqual(await stopped, { kind: 'later', why: 'stopped' });
    const cut = post(record([0]), { carry, files: fileBy, clock: clock() });
    FakeXhr.last.onerror?.();
    assert.deepEqual(await cut, { kind: 'later', why: 'network' });
  });
});

describe('asking the time', () => {
  const ask = async (response: object | undefined): Promise<number | undefined> => {
    const mine = clock();
    const fetch = (async () => {
      if (!response) throw new TypeError();
      return { redirected: false, headers: new Headers(), ...response };
    }) as unknown as typeof globalThis.fetch;
    await askTime(endpoint, { fetch, clock: mine });
    return mine.isKnown ? Math.round((mine.now() - now) / 60_000) : undefined;
  };
  const Date_ = new Date(now + 600_000).toUTCString();

  it('teaches it, unless somebody else answers or nobody does', async () => {
    assert.equal(
      await ask({ headers: new Headers({ Date: Date_, 'Content-Type': 'application/json' }) }),
      10,
    );
    assert.equal(
      await ask({ headers: new Headers({ Date: Date_, 'Content-Type': 'text/html' }) }),
      undefined,
    );
    assert.equal(await ask({ redirected: true, headers: new Headers({ Date: Date_ }) }), undefined);
    assert.equal(await ask(undefined), undefined);
  });
});
