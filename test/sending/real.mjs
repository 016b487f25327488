/**
 * `npm run test:sending`: the sending of src/ against the receiver of docs/examples/receiver over HTTP, through a
 * proxy that cuts, delays and answers in its place. Random schedules, of which each prints its seed if it fails.
 *
 *   npm run test:sending -- --rounds=500 --seed=1
 *
 * Time runs 200 times as fast for whoever sends, so that hours of pauses fit into seconds.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const option = (name, fallback) =>
  Number(process.argv.find((each) => each.startsWith(`--${name}=`))?.split('=')[1] ?? fallback);
const rounds = option('rounds', 500);
const firstSeed = option('seed', Math.floor(Math.random() * 1e9));
const beside = 12;
const speed = 200;

const temporary = mkdtempSync(join(tmpdir(), 'sending-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

// Beside node_modules, or the bundles would not find their packages.
const folder = resolve('.build/sending');
mkdirSync(folder, { recursive: true });
const bundle = (contents, outfile, banner = '') =>
  build({
    stdin: { contents, resolveDir: resolve('.'), loader: 'ts' },
    outfile,
    banner: { js: banner },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
const model = join(folder, `model-${process.pid}.mjs`);
const sending = join(folder, `sending-${process.pid}.mjs`);
process.on('exit', () => [model, sending].forEach((path) => rmSync(path, { force: true })));
await bundle(`export * from './src/model.ts'`, model);
await bundle(
  `export * from './src/sending/clock.ts';
   export * from './src/sending/outbox.ts';
   export * from './src/sending/sender.ts';
   export * from './src/sending/transport.ts';
   export * from './test/sending/disk.ts';
   export { randomFrom } from './test/sending/world.ts';
   export { sampleApplication } from './test/sample.ts';`,
  sending,
  `const startedAt = globalThis.Date.now();
   class Date extends globalThis.Date {
     static now() { return startedAt + (globalThis.Date.now() - startedAt) * ${speed}; }
   }
   const setTimeout = (work, ms = 0) => globalThis.setTimeout(work, ms / ${speed});`,
);
process.env.INTEREST_LETTER_MODEL = pathToFileURL(model).href;
await import('../receiver/own-package.mjs');
const { createReceiver } = await import('../../docs/examples/receiver/receiver.js');
const { openStore } = await import('../../docs/examples/receiver/store.js');
const { call2025 } = await import(pathToFileURL(model).href);
const { byFetch, Disk, Outbox, randomFrom, sampleApplication, Sender, ServerClock } = await import(
  pathToFileURL(sending).href
);

const call = { ...call2025, id: 'dpi-lsg-open', submissionDeadline: '2999-02-26T18:00:00+06:00' };
const dataFolder = join(temporary, 'data');
const receiver = await createReceiver({ dataFolder, calls: [call], postsPerMinute: 1e9, logLevel: 'silent' });
const upstream = new URL(await receiver.listen({ host: '127.0.0.1', port: 0 }));

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** What the network does, by round, for its next posts. */
const faults = new Map();
const counts = {};
/** How often each key was stored: 201 of the receiver itself. */
const created = new Map();
const kinds = [
  'resetBefore',
  'resetAfter',
  'lateReply',
  'failed',
  'tooBig',
  'tooMany',
  'truncated',
  'cutShort',
  'portal',
];

const proxy = createServer(async (ask, reply) => {
  const [, round, path] = /^\/(\d+)(\/.*)$/.exec(ask.url);
  const fault = faults.get(round)?.shift() ?? 'none';
  counts[fault] = (counts[fault] ?? 0) + 1;
  ask.on('error', () => undefined);
  const refuse = (status, text, headers = {}) => {
    ask.resume();
    ask.on('end', () => reply.writeHead(status, headers).end(text));
  };
  if (fault === 'resetBefore') return void ask.once('data', () => ask.socket.destroy());
  if (fault === 'failed') return refuse(500, 'oops');
  if (fault === 'tooBig') return refuse(413, '<html>413</html>', { 'Content-Type': 'text/html' });
  if (fault === 'tooMany') return refuse(429, '', { 'Retry-After': '20' });
  if (fault === 'portal') return refuse(200, '<html>Wi-Fi</html>', { 'Content-Type': 'text/html' });
  const forward = request(
    new URL(path, upstream),
    { method: ask.method, headers: ask.headers },
    async (answer) => {
      const chunks = [];
      for await (const chunk of answer) chunks.push(chunk);
      const text = Buffer.concat(chunks);
      const key = ask.headers['idempotency-key'];
      if (answer.statusCode === 201) created.set(key, (created.get(key) ?? 0) + 1);
      if (fault === 'resetAfter') return void ask.socket.destroy();
      // Two minutes and more.
      if (fault === 'lateReply') await sleep((150 * 1000) / speed);
      if (fault === 'truncated') {
        const { 'content-length': _, ...headers } = answer.headers;
        return void reply.writeHead(answer.statusCode, headers).end(text.subarray(0, text.length / 2));
      }
      reply.writeHead(answer.statusCode, answer.headers);
      if (fault !== 'cutShort') return void reply.end(text);
      reply.write(text.subarray(0, text.length / 2), () => ask.socket.destroy());
    },
  );
  forward.on('error', () => ask.socket.destroy());
  ask.pipe(forward);
  ask.on('aborted', () => forward.destroy());
});
await new Promise((done) => proxy.listen(0, '127.0.0.1', done));
const { port } = proxy.address();

/** Locks of one device. */
function makeLocks() {
  let holder;
  let line = [];
  const next = () => {
    holder = line.shift();
    holder?.grant();
  };
  return {
    of: (page) => ({
      request: (_, { signal }, work) =>
        new Promise((done, refuse) => {
          const waiting = {
            page,
            grant: () =>
              work()
                .then(done, refuse)
                .finally(() => holder === waiting && next()),
          };
          signal?.addEventListener('abort', () => {
            line = line.filter((each) => each !== waiting);
            refuse(new DOMException('', 'AbortError'));
          });
          line.push(waiting);
          if (!holder) next();
        }),
    }),
    drop(page) {
      line = line.filter((each) => each.page !== page);
      if (holder?.page === page) next();
    },
  };
}

async function run(round, seed) {
  const random = randomFrom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const applicationId = `${String(round).padStart(8, '0')}-0000-4000-8000-${String(seed % 1e12).padStart(12, '0')}`;
  const endpoint = `http://127.0.0.1:${port}/${round}/applications`;
  const files = [0, 1, 2].map((n) => {
    const bytes = Buffer.alloc(500 + Math.floor(random() * 60_000), 0);
    for (let at = 0; at < bytes.length; at += 7) bytes[at] = Math.floor(random() * 256);
    bytes.write(`%PDF-1.7\n${round}-${n}\n`);
    return { bytes, sha256: sha256(bytes), name: `${n}.pdf` };
  });
  faults.set(
    String(round),
    Array.from({ length: Math.floor(random() * 9) }, () => (random() < 0.8 ? pick(kinds) : 'none')),
  );
  const disk = new Disk(random);
  const locks = makeLocks();
  const hasLocks = random() < 0.5;
  const pages = [];

  const open = () => {
    const page = { inbox: [], isDead: false, gone: new AbortController() };
    const outbox = new Outbox(() => disk.factory(page));
    const sender = new Sender({
      outbox,
      clock: new ServerClock(),
      carry: byFetch((url, init) =>
        page.isDead
          ? new Promise(() => undefined)
          : fetch(url, { ...init, signal: AbortSignal.any([init.signal, page.gone.signal]) }),
      ),
      files: async (name) => {
        const found = files.find((each) => each.sha256 === name);
        return found && new Blob([found.bytes]);
      },
      locks: hasLocks ? locks.of(page) : undefined,
      random,
    });
    sender.subscribe(({ kind, record }) => {
      if (kind !== 'settled' || record.state !== 'sent' || page.isDead) return;
      if (!record.receipt.receipt || !created.get(record.key))
        throw new Error(`${record.key} is shown as sent, and was not stored`);
    });
    sender.start();
    pages.push(Object.assign(page, { outbox, sender }));
    return page;
  };
  const kill = (page) => {
    page.isDead = true;
    page.gone.abort();
    page.sender.stop();
    disk.drop(page);
    locks.drop(page);
    pages.splice(pages.indexOf(page), 1);
  };
  let isOver = false;
  const pump = () => {
    for (const page of [...pages]) page.inbox.shift()?.();
    disk.serve();
    const isBusy = disk.queue.length || pages.some(({ inbox }) => inbox.length);
    if (!isOver) (isBusy ? setImmediate : setTimeout)(pump, 1);
  };
  pump();

  /** What a person was told is safe, the latest last, and what was wished since then without an answer. */
  let allowed = [];
  let isPromised = true;
  const queue = async (page, application) => {
    allowed.push(application);
    isPromised = false;
    const queued = await Promise.race([
      page.sender.queue({ application, slot: 'form', endpoint }, call),
      sleep(3000),
    ]);
    if (queued && page.outbox.isKept) {
      allowed = [application];
      isPromised = true;
    }
    return queued;
  };
  try {
    open();
    for (let deeds = 2 + Math.floor(random() * 6); deeds > 0; deeds--) {
      const what = random();
      if (what < 0.5 || !allowed.length) {
        const application = {
          ...sampleApplication(),
          applicationId,
          callId: call.id,
          exportedAt: new Date().toISOString(),
          evidence: files
            .filter(() => random() < 0.5)
            .map(({ bytes, sha256: sum, name }) => ({
              criterion: 'criterionJointProjects',
              fileName: name,
              mediaType: 'application/pdf',
              size: bytes.length,
              sha256: sum,
            })),
        };
        application.letter = { ...application.letter, senderName: `Үсөн ${Math.floor(random() * 4)}` };
        await queue(pick(pages), application);
      } else if (what < 0.75) {
        kill(pick(pages));
        if (!pages.length) open();
      } else if (what < 0.85 && pages.length < 3) open();
      else pick(pages).sender.wake('hand');
      await sleep(random() * 60);
    }
    // All is well again, and the form is open. A person who was told that nothing is kept sends once more.
    faults.delete(String(round));
    if (!isPromised) await queue(pages[0], allowed.at(-1));
    const [page] = pages;
    page.sender.wake('hand');
    for (let tries = 0; ; tries++) {
      const { state } = page.sender.latest(applicationId) ?? {};
      const open = page.sender.posts.filter((post) => post.state === 'waiting');
      if (state === 'sent' && !open.length) break;
      if (state === 'refused') await queue(page, JSON.parse(page.sender.latest(applicationId).application));
      if (tries > 3000)
        throw new Error(
          `it waits for ever: ${JSON.stringify(page.sender.posts.map(({ application: _, ...post }) => post))}`,
        );
      await sleep(10);
    }
    return { applicationId, allowed, files, receipts: page.sender.posts };
  } finally {
    isOver = true;
    for (const page of [...pages]) kill(page);
  }
}

const results = [];
const failures = [];
const begun = Date.now();
let next = 0;
process.on('uncaughtException', (error) => failures.push(error.message));
await Promise.all(
  Array.from({ length: beside }, async () => {
    while (next < rounds) {
      const round = next++;
      const seed = firstSeed + round;
      try {
        results.push(await run(round + 1, seed));
      } catch (error) {
        failures.push(`seed ${seed}: ${error.message}`);
      }
    }
  }),
);

proxy.closeAllConnections();
proxy.close();
await receiver.close();
const store = openStore({ dataFolder, timeZone: 'Asia/Bishkek', orphanAge: Infinity, now: Date.now });
const latest = new Map(store.latest().map((each) => [JSON.parse(each.text).applicationId, each]));
let filesChecked = 0;
const content = (text) => JSON.stringify({ ...JSON.parse(text), exportedAt: '' });
for (const { applicationId, allowed, files, receipts } of results) {
  const stored = latest.get(applicationId);
  const fail = (why) => failures.push(`${applicationId}: ${why}`);
  if (!stored) fail('not stored');
  else if (!allowed.some((each) => content(JSON.stringify(each)) === content(stored.text)))
    fail('not the latest revision');
  else {
    const newest = receipts.find(({ revision }) => revision === stored.revision);
    // One that a killed window had posted without its being kept is known to nobody here.
    if (newest && newest.receipt?.receipt !== stored.receipt) fail('another receipt is shown');
    for (const { path, sha256: sum } of stored.files) {
      const original = files.find((each) => each.sha256 === sum);
      if (!original?.bytes.equals(readFileSync(path))) fail('a file differs');
      filesChecked += 1;
    }
    if (stored.files.length !== JSON.parse(stored.text).evidence.length) fail('files are missing');
  }
}
for (const [key, times] of created) if (times !== 1) failures.push(`${key} was stored ${times} times`);
store.close();

const posts = Object.values(counts).reduce((sum, count) => sum + count, 0);
console.log(`${rounds} schedules in ${Math.round((Date.now() - begun) / 1000)} s, seeds from ${firstSeed}`);
console.log(
  `${posts} posts: ${Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')}`,
);
console.log(
  `${created.size} revisions stored, each once; ${latest.size} applications, ${filesChecked} files byte-identical`,
);
for (const failure of failures.slice(0, 20)) console.error(failure);
console.log(`${rounds - failures.length} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
