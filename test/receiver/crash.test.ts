import assert from 'node:assert/strict';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  applicationPart,
  applicationWith,
  beginPost,
  exported,
  filePart,
  get,
  newFolder,
  onDisk,
  partsBody,
  pdf,
  post,
  sha256,
  startChild,
  startReceiver,
} from './receiver.js';

const files = [pdf('a'.repeat(300_000), 'a.pdf'), pdf('b'.repeat(500_000), 'b.pdf')];

/** Every file that a stored application names is there, whole; gives how many applications there are. */
async function everyRowHasItsFiles(folder: string): Promise<number> {
  const applications = Object.values(await exported(folder));
  for (const contents of applications) {
    const { evidence } = JSON.parse(String(contents['application.json']));
    const there = Object.entries(contents).filter(([name]) => name !== 'application.json');
    assert.deepEqual(
      there.map(([, content]) => sha256(content)),
      evidence.map((file: { sha256: string }) => file.sha256),
    );
  }
  return applications.length;
}

describe('a receiver that is killed', () => {
  it('while a post comes has no part of it, and receives it when it comes again', async (t) => {
    const application = applicationWith(files);
    const body = partsBody([applicationPart(application), ...files.map(({ content }) => filePart(content))]);
    const folder = newFolder();
    for (const part of [0.002, 0.1, 0.4, 0.7, 0.999]) {
      const child = await startChild(folder);
      const { closed } = await beginPost(
        child,
        application,
        body.length,
        body.subarray(0, Math.floor(body.length * part)),
      );
      // By then it has had its turn at what came before.
      await get(`${child.url}/health`);
      child.process.kill('SIGKILL');
      assert.equal(await child.ended, 'SIGKILL');
      await closed;
      assert.equal(await everyRowHasItsFiles(folder), 0);
      for (const name of onDisk(folder).files)
        assert.equal(sha256(readFileSync(join(folder, 'files', name))), name);
    }
    const receiver = await startReceiver(t, { folder });
    assert.equal((await post(receiver, application, files)).status, 201);
    assert.equal(await everyRowHasItsFiles(folder), 1);
  });

  it('between the files and the row has no row, and sweeps the files when it starts', async (t) => {
    const folder = newFolder();
    const child = await startChild(folder, { file: 'crashing.mjs' });
    const application = applicationWith(files);
    await assert.rejects(post(child, application, files));
    assert.equal(await child.ended, 'SIGKILL');
    assert.deepEqual(onDisk(folder).files, files.map(({ content }) => sha256(content)).sort());
    assert.equal(await everyRowHasItsFiles(folder), 0);

    // The crash may have been a moment ago, and another process may be receiving: young files stay.
    const young = await startReceiver(t, { folder });
    assert.equal(onDisk(folder).files.length, 2);
    await young.close();
    const receiver = await startReceiver(t, { folder, orphanAge: 0 });
    assert.deepEqual(onDisk(folder), { files: [], incoming: [] });
    const { status, body } = await post(receiver, application, files);
    assert.equal(status, 201);
    assert.equal(await everyRowHasItsFiles(folder), 1);

    await receiver.close();
    const later = await startReceiver(t, { folder, orphanAge: 0 });
    assert.equal(await everyRowHasItsFiles(folder), 1);
    assert.deepEqual((await post(later, application, files)).body, body);
  });

  it('after it has answered has all that it answered for', async () => {
    const folder = newFolder();
    const child = await startChild(folder);
    const sent = [];
    for (let count = 0; count < 5; count += 1) {
      const application = applicationWith(files);
      sent.push({ application, answer: await post(child, application, files) });
    }
    child.process.kill('SIGKILL');
    await child.ended;
    assert.equal(await everyRowHasItsFiles(folder), 5);
    const again = await startChild(folder);
    for (const { application, answer } of sent) {
      const repeated = await post(again, application, files);
      assert.deepEqual([answer.status, repeated.status], [201, 200]);
      assert.deepEqual(repeated.body, answer.body);
    }
    again.process.kill('SIGKILL');
  });

  it('leaves old pieces of posts, which are swept without touching what is named', async (t) => {
    const folder = newFolder();
    const first = await startReceiver(t, { folder });
    await post(first, applicationWith(files), files);
    await first.close();
    const old = new Date('2020-01-01');
    const pieces = [join(folder, 'incoming', 'piece'), join(folder, 'files', sha256('orphan'))];
    for (const path of pieces) writeFileSync(path, 'orphan');
    for (const path of [...pieces, ...onDisk(folder).files.map((name) => join(folder, 'files', name))])
      utimesSync(path, old, old);
    await startReceiver(t, { folder });
    assert.deepEqual(onDisk(folder), {
      files: files.map(({ content }) => sha256(content)).sort(),
      incoming: [],
    });
  });
});

describe('two receivers on one folder, as when one release takes over from another', () => {
  it('store once what comes to both', async (t) => {
    const folder = newFolder();
    const receivers = [await startChild(folder), await startReceiver(t, { folder })];
    const applications = Array.from({ length: 8 }, () => applicationWith(files));
    const answers = await Promise.all(
      applications.map((application) =>
        Promise.all(receivers.map((receiver) => post(receiver, application, files))),
      ),
    );
    for (const both of answers) {
      assert.deepEqual(both.map(({ status }) => status).sort(), [200, 201]);
      assert.deepEqual(both[0]?.body, both[1]?.body);
    }
    assert.equal(await everyRowHasItsFiles(folder), 8);
  });
});
