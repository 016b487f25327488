import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  applicationPart,
  applicationWith,
  beginPost,
  filePart,
  get,
  newFolder,
  onDisk,
  openCall,
  partsBody,
  pdf,
  post,
  startChild,
  startReceiver,
} from './receiver.js';

const start = fileURLToPath(new URL('../../docs/examples/receiver/start.js', import.meta.url));
const ownPackage = new URL('./own-package.mjs', import.meta.url).href;

describe('the receiver as a program', () => {
  it('listens to this computer alone unless it is told otherwise', async () => {
    const child = await startChild(newFolder());
    assert.match(child.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal);
    if (outside) {
      const socket = createConnection({ host: outside.address, port: Number(new URL(child.url).port) });
      await assert.rejects(once(socket, 'connect'), { code: 'ECONNREFUSED' });
    }
    child.process.kill('SIGTERM');
    assert.equal(await child.ended, 0);
  });

  it('says what is wrong with its settings, and does not start', () => {
    const generous = join(newFolder(), 'call.json');
    mkdirSync(dirname(generous));
    writeFileSync(generous, JSON.stringify({ ...openCall, evidence: { fileMB: 50 } }));
    const wrong: Record<string, string>[] = [
      { MAX_FILE_MB: '49', CALLS: generous },
      { PORT: 'http' },
      { PORT: '70000' },
      { ALLOWED_ORIGINS: 'https://a.example/' },
      { TIME_ZONE: 'Asia/Nowhere' },
      { CALLS: '/nowhere/call.json' },
      { CALLS: fileURLToPath(new URL('../../package.json', import.meta.url)) },
      { MAX_FILE_MB: '-1' },
      { DATA_FOLDER: '/dev/null/x' },
    ];
    for (const env of wrong) {
      const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', ownPackage, start], {
        encoding: 'utf8',
        env: { ...process.env, DATA_FOLDER: newFolder(), PORT: '0', ...env },
        // One that starts after all does not end by itself.
        timeout: 60_000,
      });
      assert.equal(status, 1, JSON.stringify(env));
      assert.match(stderr, /^The receiver did not start: .+\n$/);
      const [name, value] = Object.entries(env)[0] ?? [];
      assert.ok(stderr.includes(String(name)) || stderr.includes(String(value)), stderr);
      assert.equal(stdout, '');
    }
  });

  it('finishes what is under way when it is stopped', async (t) => {
    const folder = newFolder();
    const child = await startChild(folder);
    const file = pdf('x'.repeat(300_000), 'a.pdf');
    const application = applicationWith([file]);
    const body = partsBody([applicationPart(application), filePart(file.content)]);
    const { socket, closed } = await beginPost(child, application, body.length, body.subarray(0, 200_000));
    await get(`${child.url}/health`);
    child.process.kill('SIGTERM');
    // It takes no new connection from then on; that is how to know that it has heard.
    for (let open = true; open;)
      open = await get(`${child.url}/health`).then(
        () => true,
        () => false,
      );
    socket.write(body.subarray(200_000));
    const heard = await closed;
    assert.match(heard, /^HTTP\/1.1 201 /);
    // Or its end would wait for that of the connection.
    assert.match(heard, /\r\nconnection: close\r\n/i);
    assert.equal(await child.ended, 0);
    const again = await startReceiver(t, { folder });
    assert.equal((await post(again, application, [file])).status, 200);
  });

  it('cuts off at last what does not end when it is stopped', async (t) => {
    const receiver = await startReceiver(t, { closeTimeout: 20 });
    const file = pdf('x');
    const { closed } = await beginPost(receiver, applicationWith([file]), 10_000, Buffer.from('--'));
    await get(`${receiver.url}/health`);
    await receiver.close();
    await closed;
    assert.deepEqual(onDisk(receiver.folder), { files: [], incoming: [] });
  });
});

describe('the log', () => {
  it('has a line for each request, and nothing of the people', async (t) => {
    const receiver = await startReceiver(t);
    const file = pdf('x', 'Жашыруун.pdf');
    const application = applicationWith([file]);
    const id = application.applicationId;
    const { body } = await post(receiver, application, [file]);
    await post(receiver, { ...application, language: 'ru' }, [file]);
    await post(receiver, { ...application, callId: 'x' }, [], { revision: 2 });
    await get(`${receiver.url}/applications/${id}/receipt?key=${id}-1`);
    await get(`${receiver.url}/${id}`, { 'User-Agent': 'Secret/1.0' });
    await receiver.close();
    const log = receiver.log();
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.filter(({ route }) => route).map(({ method, route, status }) => `${method} ${route} ${status}`),
      [
        'POST /applications 201',
        'POST /applications 422',
        'POST /applications 422',
        'GET /applications/:id/receipt 200',
        'GET none 404',
      ],
    );
    assert.ok(
      lines.some(({ receipt, files, created }) => receipt === body.receipt && files === 1 && created),
    );
    const { letter, municipality } = application;
    const personal = [
      id,
      '127.0.0.1',
      'Secret',
      'Жашыруун',
      letter.senderName,
      letter.contactInfo.emails?.[0],
      letter.contactInfo.mobilePhones?.[0]?.text,
      municipality.municipalityName,
    ];
    // Where it listens, it says once.
    const said = lines
      .filter(({ msg }) => !msg?.startsWith('Server listening'))
      .map((line) => JSON.stringify(line));
    for (const text of personal) assert.ok(text && !said.join('\n').includes(text), text);
  });
});
