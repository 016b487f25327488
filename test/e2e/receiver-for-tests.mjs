/**
 * A partner's site with the form under a strict policy, the receiver of docs/examples behind it, and between the two
 * a network that does what a test says.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import '../receiver/own-package.mjs';
import { call2025 } from '../../dist/model.js';
import { barePage } from './site.mjs';

const { createReceiver } = await import('../../docs/examples/receiver/receiver.js');
const { openStore } = await import('../../docs/examples/receiver/store.js');

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; " +
  "form-action 'none'; require-trusted-types-for 'script'";
const html = barePage(
  '<script type="module" src="/embed/interest-letter.js"></script>' +
    '<interest-letter-form call-src="/call.json" endpoint="/applications"></interest-letter-form>',
);

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A file that is a PDF by its beginning, so many bytes long. */
export function pdf(name, size = 2000) {
  const bytes = Buffer.alloc(size);
  // Such as no compression makes short; the same each time.
  for (let at = 0, state = size + name.length; at < size; at++)
    bytes[at] = (state = (state * 48271) % 2147483647) & 255;
  bytes.write(`%PDF-1.7\n${name}\n`);
  return { name, bytes };
}

/**
 * What the network does with one post:
 * `answer`: takes it, and answers in the receiver's place; `cut`: lets it arrive, and breaks the connection within
 * the answer; `hold`: takes so many bytes of it, and the rest when it is let go.
 * @typedef {{ answer?: { status: number, headers?: Record<string, string>, body?: string }, cut?: true, hold?: number }} Fault
 */

/**
 * @param {{ call?: object, now?: () => number, settings?: object }} [options] `call`: what is other than in the call
 * of 2025, of which the deadline is far away here; `now`: the true time
 */
export async function openWorld({ call: other, now = Date.now, settings } = {}) {
  const call = { ...call2025, id: 'dpi-lsg-test', submissionDeadline: '2999-02-26T18:00:00+06:00', ...other };
  const dataFolder = mkdtempSync(join(tmpdir(), 'interest-letter-receiver-'));
  const receiver = await createReceiver({
    dataFolder,
    calls: [call],
    postsPerMinute: 10_000,
    logLevel: 'silent',
    now,
    ...settings,
  });
  const upstream = new URL(await receiver.listen({ host: '127.0.0.1', port: 0 }));

  /** @type {(Fault & { met: (go?: () => void) => void })[]} */
  const faults = [];
  /** Every post, when it is over: its key, and the status of the receiver's answer, if it was asked. */
  const posts = [];
  const watchers = new Set();
  const tell = () => watchers.forEach((watch) => watch());

  const take = (ask, reply, fault) => {
    const over = (status) => {
      const { 'idempotency-key': key, 'queued-at': queuedAt } = ask.headers;
      posts.push({ key, queuedAt, ...(status && { status }) });
      fault?.met();
      tell();
    };
    ask.on('error', () => {});
    if (fault?.answer) {
      const { status, headers, body = '' } = fault.answer;
      ask.resume().on('end', () => {
        over();
        reply.writeHead(status, { Date: new Date(now()).toUTCString(), ...headers }).end(body);
      });
      return;
    }
    const { method, headers } = ask;
    const forward = request(new URL('/applications', upstream), { method, headers }, (answer) => {
      if (method === 'POST') over(answer.statusCode);
      if (fault?.cut) {
        // Before its first byte browsers would ask once more by themselves.
        reply.writeHead(answer.statusCode, answer.headers);
        reply.write('{', () => ask.socket.destroy());
        answer.resume();
        return;
      }
      reply.writeHead(answer.statusCode, { ...answer.headers, date: new Date(now()).toUTCString() });
      answer.pipe(reply);
    });
    forward.on('error', () => ask.socket.destroy());
    ask.on('close', () => ask.complete || forward.destroy());
    ask.pipe(forward);
    if (!fault?.hold) return;
    let taken = 0;
    const count = ({ length }) => {
      taken += length;
      if (taken < fault.hold) return;
      ask.off('data', count).unpipe(forward).pause();
      fault.met(() => ask.pipe(forward));
    };
    ask.on('data', count);
  };

  const mediaTypes = { '.js': 'text/javascript; charset=utf-8', '.json': 'application/json; charset=utf-8' };
  const server = createServer((ask, reply) => {
    const { pathname } = new URL(ask.url, 'http://localhost');
    if (pathname === '/applications')
      return take(ask, reply, ask.method === 'POST' ? faults.shift() : undefined);
    const give = (type, body) =>
      reply
        .writeHead(200, {
          'Content-Type': type,
          'Content-Security-Policy': policy,
          Date: new Date(now()).toUTCString(),
        })
        .end(body);
    if (pathname === '/') return give('text/html; charset=utf-8', html);
    if (pathname === '/call.json') return give(mediaTypes['.json'], JSON.stringify(call));
    if (!/^\/embed\/[\w.-]+$/.test(pathname)) return reply.writeHead(204).end();
    return give(mediaTypes[extname(pathname)], readFileSync(join('dist', pathname)));
  });
  await new Promise((listening) => server.listen(0, listening));

  return {
    url: `http://localhost:${server.address().port}/`,
    call,
    posts,
    /** What happens to the next post of which nothing is said yet. Resolves when it has, to what lets go what is held. */
    next: (/** @type {Fault} */ fault) => new Promise((met) => faults.push({ ...fault, met })),
    /** Resolves when so many posts are over. */
    until: (count) =>
      new Promise((done) => {
        const watch = () => {
          if (posts.length < count) return;
          watchers.delete(watch);
          done();
        };
        watchers.add(watch);
        watch();
      }),
    /** Every application in its latest revision, with the bytes of its files; each revision must be stored once. */
    stored() {
      const store = openStore({ dataFolder, timeZone: 'Asia/Bishkek', orphanAge: Infinity, now: Date.now });
      const latest = store.latest();
      store.close();
      const created = posts.filter(({ status }) => status === 201).map(({ key }) => key);
      assert.deepEqual(created, [...new Set(created)]);
      return latest.map(({ text, files, ...receipt }) => {
        for (const file of files) assert.equal(sha256(readFileSync(file.path)), file.sha256);
        return { ...receipt, application: JSON.parse(text), files };
      });
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await receiver.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
