import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  applicationWith,
  exported,
  get,
  newId,
  onDisk,
  openCall,
  pdf,
  post,
  postRaw,
  sha256,
  startReceiver,
} from './receiver.js';

const photo = {
  name: 'Спорт аянтчасы.jpg',
  mediaType: 'image/jpeg',
  content: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(300_000, 7)]),
};
const codes = (body: { issues: { code: string }[] }): string[] => body.issues.map(({ code }) => code);
const json = { 'Content-Type': 'application/json' };

describe('an application that is posted', () => {
  it('is stored and has a receipt that a person can read out', async (t) => {
    const receiver = await startReceiver(t);
    const application = applicationWith();
    const before = Date.now();
    const { status, headers, body } = await post(receiver, application);
    assert.equal(status, 201);
    assert.match(body.receipt, /^20\d\d-[0-9A-HJKMNP-TV-Z]{4}-01$/);
    assert.deepEqual(body, {
      receipt: body.receipt,
      receivedAt: new Date(body.receivedAt).toISOString(),
      revision: 1,
      late: false,
      files: [],
    });
    assert.ok(Date.parse(body.receivedAt) >= before && Date.parse(body.receivedAt) <= Date.now());
    const date = Date.parse(headers.get('Date') ?? '');
    assert.ok(date >= before - 1000 && date <= Date.now());
    const folders = await exported(receiver.folder);
    assert.deepEqual(JSON.parse(String(folders[body.receipt]?.['application.json'])), application);
  });

  it('brings its files, byte for byte', async (t) => {
    const receiver = await startReceiver(t);
    const files = [photo, pdf('Токтом')];
    const { status, body } = await post(receiver, applicationWith(files), files);
    assert.equal(status, 201);
    assert.deepEqual(
      body.files,
      files.map(({ name, content }) => ({ name, size: content.length, sha256: sha256(content) })),
    );
    const folder = (await exported(receiver.folder))[body.receipt];
    assert.deepEqual(folder?.['01 Спорт аянтчасы.jpg'], photo.content);
    assert.deepEqual(folder?.['02 Токтом.pdf'], files[1]?.content);
    assert.deepEqual(onDisk(receiver.folder), {
      files: files.map(({ content }) => sha256(content)).sort(),
      incoming: [],
    });
  });

  it('may name one file for two criteria, and then brings it once', async (t) => {
    const receiver = await startReceiver(t);
    const file = pdf('Протокол');
    const application = applicationWith([file, file]);
    const { status, body } = await post(receiver, application, [file]);
    assert.equal(status, 201);
    assert.equal(body.files.length, 1);
  });

  it('has the same receipt however often it comes, in whatever order its keys stand, and after a restart', async (t) => {
    const folder = (await startReceiver(t)).folder;
    const first = await startReceiver(t, { folder });
    const file = pdf('a');
    const application = applicationWith([file]);
    const once = await post(first, application, [file]);
    const again = await post(first, application, [file]);
    const turned = Object.fromEntries(Object.entries(application).reverse()) as typeof application;
    const another = await post(first, turned, [file]);
    await first.close();
    const second = await startReceiver(t, { folder });
    const later = await post(second, application, [file]);
    assert.deepEqual([once.status, again.status, another.status, later.status], [201, 200, 200, 200]);
    for (const { body } of [again, another, later]) assert.deepEqual(body, once.body);
    assert.equal(Object.keys(await exported(folder)).length, 1);
  });

  it('is stored once when it comes many times at the same moment', async (t) => {
    const receiver = await startReceiver(t);
    const application = applicationWith([photo]);
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(receiver, application, [photo])));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 200, 200, 201]);
    assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
    assert.deepEqual(onDisk(receiver.folder), { files: [sha256(photo.content)], incoming: [] });
  });

  it('does not take the place of another of the same revision', async (t) => {
    const receiver = await startReceiver(t);
    const application = applicationWith();
    const first = await post(receiver, application);
    const changed = { ...application, language: 'en' as const };
    const second = await post(receiver, changed);
    assert.equal(second.status, 422);
    assert.deepEqual(codes(second.body), ['keyReused']);
    assert.match(second.body.issues[0].message, /new revision/);
    const folders = await exported(receiver.folder);
    assert.equal(JSON.parse(String(folders[first.body.receipt]?.['application.json'])).language, 'ky');
  });

  it('is replaced by a higher revision, and not by a lower one that comes late', async (t) => {
    const receiver = await startReceiver(t);
    const [one, two, three] = [pdf('1'), pdf('2'), pdf('3')];
    const { applicationId } = applicationWith();
    const revision = (file: typeof one) => applicationWith([file], { applicationId });
    const first = await post(receiver, revision(one), [one], { revision: 1 });
    const third = await post(receiver, revision(three), [three], { revision: 3 });
    const second = await post(receiver, revision(two), [two], { revision: 2 });
    assert.deepEqual([first.status, third.status, second.status], [201, 201, 201]);
    const number = first.body.receipt.slice(0, -3);
    assert.deepEqual(
      [first, second, third].map(({ body }) => body.receipt),
      [`${number}-01`, `${number}-02`, `${number}-03`],
    );
    const folders = await exported(receiver.folder);
    assert.deepEqual(Object.keys(folders), [`${number}-03`]);
    assert.deepEqual(Object.keys(folders[`${number}-03`] ?? {}), ['01 3.pdf', 'application.json']);
    const kept = await get(`${receiver.url}/applications/${applicationId}/receipt?key=${applicationId}-2`);
    assert.deepEqual(kept.body, second.body);
  });

  it('needs the key of this application', async (t) => {
    const receiver = await startReceiver(t);
    const application = applicationWith();
    const id = application.applicationId;
    for (const key of ['', id, `${id}-0`, `${id}-x`, `${id}-1.5`, `${id}-1-1`, `${id}-9999999`]) {
      const { status, body } = await post(receiver, application, [], { key });
      assert.equal(status, 400, key);
      assert.deepEqual(codes(body), ['badKey']);
    }
    const other = await post(receiver, application, [], { key: `${newId()}-1` });
    assert.equal(other.status, 422);
    assert.deepEqual(other.body.issues[0].path, ['applicationId']);
    assert.deepEqual(await exported(receiver.folder), {});
  });

  it('shows its receipt again to whoever knows the key, and nobody else', async (t) => {
    const receiver = await startReceiver(t);
    const application = applicationWith();
    const id = application.applicationId;
    const { body } = await post(receiver, application, [], { revision: 2 });
    const other = applicationWith();
    await post(receiver, other);
    const ask = (path: string) => get(`${receiver.url}/applications${path}`);
    assert.deepEqual((await ask(`/${id}/receipt?key=${id}-2`)).body, body);
    assert.deepEqual((await ask(`/${id.toUpperCase()}/receipt?key=${id}-2`)).body, body);
    const closed = [
      '',
      `/${id}`,
      `/${id}/receipt`,
      `/${id}/receipt?key=${id}`,
      `/${id}/receipt?key=${id}-1`,
      `/${id}/receipt?key=${other.applicationId}-1`,
      `/${id}/receipt?key=${id}-2&key=${id}-2`,
      `/%00/receipt?key=${id}-2`,
    ];
    for (const path of closed) {
      const { status, body: said } = await ask(path);
      assert.equal(status, 404, path);
      assert.deepEqual(codes(said), ['notFound']);
    }
  });
});

describe('what is wrong with an application', () => {
  it('is said with path and code, in the language of the application', async (t) => {
    const receiver = await startReceiver(t);
    const said = new Set<string>();
    for (const language of ['ky', 'ru', 'en'] as const) {
      const application = applicationWith([], { language });
      const letter = { ...application.letter, senderName: 5 as unknown as string };
      const { status, body } = await post(
        receiver,
        { ...application, letter, extra: 1 } as typeof application,
        [],
      );
      assert.equal(status, 422);
      assert.deepEqual(
        body.issues.map(({ path, code }: { path: string[]; code: string }) => [path.join('.'), code]).sort(),
        [
          ['extra', 'unknownKey'],
          ['letter.senderName', 'wrongType'],
        ],
      );
      said.add(body.issues[0].message);
    }
    assert.equal(said.size, 3);
  });

  it('is said in the language of the browser when the application cannot be read', async (t) => {
    const receiver = await startReceiver(t);
    const key = `${newId()}-1`;
    const said = async (language: string) => {
      const { status, body } = await postRaw(receiver, '{"language": ', {
        ...json,
        'Idempotency-Key': key,
        'Accept-Language': language,
      });
      assert.equal(status, 400);
      assert.deepEqual(codes(body), ['invalidJson']);
      return body.issues[0].message;
    };
    assert.match(await said('ru-RU,ru;q=0.9,en;q=0.8'), /повреждён/);
    assert.match(await said('de,en;q=0.8'), /JSON/);
    assert.equal(await said('de'), await said('ky'));
  });

  it('is also what it is sent as', async (t) => {
    const receiver = await startReceiver(t);
    const application = applicationWith();
    const key = { 'Idempotency-Key': `${application.applicationId}-1` };
    const as = async (headers: Record<string, string>) =>
      (await postRaw(receiver, JSON.stringify(application), { ...key, ...headers })).status;
    assert.equal(await as({ 'Content-Type': 'text/plain' }), 415);
    assert.equal(await as({ 'Content-Type': 'application/x-www-form-urlencoded' }), 415);
    assert.equal(await as({ ...json, 'Content-Encoding': 'gzip' }), 415);
    assert.equal(await as({ 'Content-Type': 'multipart/form-data' }), 415);
    assert.equal(await as({ 'Content-Type': 'multipart/form-data; x=y' }), 400);
    assert.equal(await as({ 'Content-Type': 'application/json; charset=utf-8' }), 201);
  });

  it('is also a call that is not received here', async (t) => {
    const receiver = await startReceiver(t);
    const { status, body } = await post(receiver, applicationWith([], { callId: 'another-call' }));
    assert.equal(status, 422);
    assert.deepEqual(body.issues[0].path, ['callId']);
    assert.deepEqual(codes(body), ['unknownCall']);
  });
});

describe('the deadline', () => {
  const deadline = Date.parse('2027-02-26T18:00:00+06:00');
  const hour = 3_600_000;
  const call = (late: 'refuse' | 'allow') => ({
    ...openCall,
    submissionDeadline: '2027-02-26T18:00:00+06:00',
    late,
  });
  const at = async (
    t: Parameters<typeof startReceiver>[0],
    now: number,
    {
      late = 'refuse',
      queuedAt,
      ...settings
    }: { late?: 'refuse' | 'allow'; queuedAt?: number; grace?: number } = {},
  ) => {
    const receiver = await startReceiver(t, { ...settings, calls: [call(late)], now: () => now });
    return post(receiver, applicationWith(), [], {
      headers: queuedAt === undefined ? {} : { 'Queued-At': new Date(queuedAt).toISOString() },
    });
  };

  it('is one instant by the clock of the server', async (t) => {
    const last = await at(t, deadline - 1);
    assert.deepEqual([last.status, last.body.late], [201, false]);
    const { status, body } = await at(t, deadline);
    assert.equal(status, 422);
    assert.deepEqual(codes(body), ['deadlinePassed']);
    assert.match(body.issues[0].message, /26\.02\.2027 18:00 \(Asia\/Bishkek\)/);
  });

  it('lets in later what was ready before, marked as late', async (t) => {
    const queuedAt = deadline - hour;
    const { status, body } = await at(t, deadline + 23 * hour, { queuedAt });
    assert.equal(status, 201);
    assert.deepEqual([body.late, body.queuedAt], [true, new Date(queuedAt).toISOString()]);
    assert.equal((await at(t, deadline + 24 * hour, { queuedAt })).status, 422);
    assert.equal((await at(t, deadline + hour, { queuedAt: deadline })).status, 422);
    assert.equal((await at(t, deadline, { queuedAt, grace: 0 })).status, 422);
  });

  it('marks as late what comes after it where the call allows that', async (t) => {
    const { status, body } = await at(t, deadline + 99 * hour, { late: 'allow' });
    assert.deepEqual([status, body.late, body.queuedAt], [201, true, undefined]);
  });

  it('does not take back a receipt', async (t) => {
    let now = deadline - 1;
    const receiver = await startReceiver(t, { calls: [call('refuse')], now: () => now });
    const application = applicationWith();
    const first = await post(receiver, application);
    now = deadline + 99 * hour;
    const again = await post(receiver, application);
    assert.deepEqual([again.status, again.body], [200, first.body]);
    assert.equal((await post(receiver, application, [], { revision: 2 })).status, 422);
  });

  it('is judged when a post begins, however long it takes', async (t) => {
    let asked = 0;
    const now = () => ((asked += 1) === 1 ? deadline - 1 : deadline + hour);
    const receiver = await startReceiver(t, { calls: [call('refuse')], now });
    const { status, body } = await post(receiver, applicationWith());
    assert.deepEqual([status, body.late, body.receivedAt], [201, false, '2027-02-26T13:00:00.000Z']);
  });
});

describe('a page on another site', () => {
  const preflight = (url: string, origin: string) =>
    fetch(`${url}/applications`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,idempotency-key,queued-at',
      },
    });

  it('may post when it is one of the origins, and can read the time and when to try again', async (t) => {
    const receiver = await startReceiver(t, { allowedOrigins: ['https://partner.example'] });
    const { headers, status } = await preflight(receiver.url, 'https://partner.example');
    assert.equal(status, 204);
    assert.equal(headers.get('Access-Control-Allow-Origin'), 'https://partner.example');
    for (const name of ['Content-Type', 'Idempotency-Key', 'Queued-At'])
      assert.ok(headers.get('Access-Control-Allow-Headers')?.includes(name), name);
    assert.match(headers.get('Access-Control-Allow-Methods') ?? '', /POST/);
    const sent = await post(receiver, applicationWith(), [], {
      headers: { Origin: 'https://partner.example' },
    });
    assert.equal(sent.status, 201);
    assert.equal(sent.headers.get('Access-Control-Allow-Origin'), 'https://partner.example');
    assert.match(sent.headers.get('Access-Control-Expose-Headers') ?? '', /Date, ?Retry-After/);
  });

  it('hears a refusal too', async (t) => {
    const receiver = await startReceiver(t, { allowedOrigins: ['https://partner.example'] });
    const headers = { Origin: 'https://partner.example' };
    const refused = await post(receiver, applicationWith([], { callId: 'x' }), [], { headers });
    assert.equal(refused.status, 422);
    assert.equal(refused.headers.get('Access-Control-Allow-Origin'), 'https://partner.example');
  });

  it('is not let in otherwise', async (t) => {
    const receiver = await startReceiver(t, { allowedOrigins: ['https://partner.example'] });
    const { headers } = await preflight(receiver.url, 'https://partner.example.evil.example');
    assert.equal(headers.get('Access-Control-Allow-Origin'), null);
    const alone = await startReceiver(t);
    assert.equal(
      (await preflight(alone.url, 'https://a.example')).headers.get('Access-Control-Allow-Origin'),
      null,
    );
  });
});

describe('too many posts from one address', () => {
  it('are told when to come again', async (t) => {
    const receiver = await startReceiver(t, { postsPerMinute: 2 });
    const file = pdf('x');
    const statuses: number[] = [];
    for (let count = 0; count < 2; count += 1)
      statuses.push((await post(receiver, applicationWith())).status);
    const { status, headers, body } = await post(receiver, applicationWith([file]), [file]);
    assert.deepEqual([...statuses, status], [201, 201, 429]);
    assert.ok(Number(headers.get('Retry-After')) > 0 && Number(headers.get('Retry-After')) <= 60);
    assert.deepEqual(codes(body), ['tooManyRequests']);
    assert.equal((await get(`${receiver.url}/health`)).status, 200);
  });

  it('are told apart behind a proxy that is trusted', async (t) => {
    const trusting = await startReceiver(t, { postsPerMinute: 1, trustProxy: '127.0.0.1' });
    const from = (receiver: typeof trusting, address: string) =>
      post(receiver, applicationWith(), [], { headers: { 'X-Forwarded-For': address } });
    assert.deepEqual(
      [(await from(trusting, '192.0.2.1')).status, (await from(trusting, '192.0.2.2')).status],
      [201, 201],
    );
    const careful = await startReceiver(t, { postsPerMinute: 1 });
    assert.deepEqual(
      [(await from(careful, '192.0.2.1')).status, (await from(careful, '192.0.2.2')).status],
      [201, 429],
    );
  });
});
