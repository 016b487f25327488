import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { cleanName } from '../../src/elements/evidence-names.js';
import type { Call } from '../../src/model/call.js';
import {
  applicationPart,
  applicationWith,
  beginPost,
  boundary,
  exported,
  filePart,
  get,
  multipart,
  newFolder,
  onDisk,
  openCall,
  partsBody,
  pdf,
  post,
  postRaw,
  sha256,
  startReceiver,
} from './receiver.js';
import type { Answer, Receiver, SampleApplication, SampleFile } from './receiver.js';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const keyOf = ({ applicationId }: SampleApplication) => ({ 'Idempotency-Key': `${applicationId}-1` });

const sendParts = (
  receiver: Receiver,
  application: SampleApplication,
  parts: Parameters<typeof partsBody>[0],
): Promise<Answer> => postRaw(receiver, partsBody(parts), { ...multipart, ...keyOf(application) });

/** Refused with this status and these codes, and nothing is left of it. */
function refused({ status, body }: Answer, wanted: number, ...codes: string[]): void {
  assert.deepEqual(
    [status, ...(body.issues ?? []).map(({ code }: { code: string }) => code)],
    [wanted, ...codes],
    JSON.stringify(body).slice(0, 500),
  );
  for (const { message } of body.issues) assert.ok(message.length > 10 && message.length <= 600, message);
}
async function nothingIsLeft({ folder, url }: Receiver): Promise<void> {
  assert.deepEqual(onDisk(folder), { files: [], incoming: [] });
  assert.deepEqual(await exported(folder), {});
  assert.equal((await get(`${url}/health`)).status, 200);
}

describe('names of files', () => {
  it('with ways to other folders, NUL, what cannot be seen, of Windows or of 4 kB are refused', async (t) => {
    const receiver = await startReceiver(t);
    const names: [string, string][] = [
      ['../../etc/passwd.pdf', 'badFileName'],
      ['..', 'badFileName'],
      ['..\\..\\boot.pdf', 'badFileName'],
      ['/etc/passwd', 'badFileName'],
      ['a\nb.pdf', 'badFileName'],
      // It reads as «токтомexe.pdf».
      ['токтом\u202efdp.exe', 'badFileName'],
      ['ток\u2066том.pdf', 'badFileName'],
      ['ток\u200bтом.pdf', 'badFileName'],
      ['а\u2028б.pdf', 'badFileName'],
      ['CON', 'badFileName'],
      ['nul.pdf', 'badFileName'],
      ['Com1 .tar.pdf', 'badFileName'],
      ['lpt¹.pdf', 'badFileName'],
      ['a\0.pdf', 'controlCharacter'],
      [`${'a'.repeat(4096)}.pdf`, 'tooLong'],
      ['\ud800.pdf', 'loneSurrogate'],
      ['   ', 'required'],
    ];
    for (const [name, code] of names) {
      const file = pdf('x', name);
      const answer = await post(receiver, applicationWith([file]), [file]);
      refused(answer, 422, code);
      assert.deepEqual(answer.body.issues[0].path, ['evidence', 0, 'fileName']);
    }
    await nothingIsLeft(receiver);
  });

  it('as the form makes them, of whatever a file is called, are taken', async (t) => {
    const receiver = await startReceiver(t);
    const kind = { mediaType: 'application/pdf', extensions: ['pdf'] } as const;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.constantFrom(
            'con.pdf',
            'токтом\u202efdp.exe',
            '../..',
            'a\0.pdf',
            'конверт.pdf',
            'Com10.pdf',
            ' .',
          ),
        ),
        async (called) => {
          const name = cleanName(called, kind, 'file');
          // Without its file, that is all that is wrong.
          refused(await post(receiver, applicationWith([pdf('x', name)])), 422, 'fileMissing');
        },
      ),
      { numRuns: 60 },
    );
    await nothingIsLeft(receiver);
  });

  it('that two different files share are refused, in any case and form', async (t) => {
    const receiver = await startReceiver(t);
    const files = [pdf('1', 'Кай й.pdf'.normalize('NFC')), pdf('2', 'КАЙ Й.PDF'.normalize('NFD'))];
    refused(await post(receiver, applicationWith(files), files), 422, 'fileNameRepeats');
    await nothingIsLeft(receiver);
  });

  it('in the parts of a post are never used', async (t) => {
    const receiver = await startReceiver(t);
    const content = '%PDF-1.7 x';
    for (const name of [
      '../../../x',
      'a\0b',
      'x'.repeat(4000),
      'con',
      '%2e%2e%2fx',
      '"; name="application',
    ]) {
      const application = applicationWith([pdf('', 'ok.pdf')]);
      const [evidence] = application.evidence;
      Object.assign(evidence ?? {}, { size: content.length, sha256: sha256(content) });
      const { status } = await sendParts(receiver, application, [
        applicationPart(application),
        filePart(content, sha256(content), name),
      ]);
      assert.equal(status, 201, name);
    }
    assert.deepEqual(onDisk(receiver.folder), { files: [sha256(content)], incoming: [] });
    for (const files of Object.values(await exported(receiver.folder)))
      assert.deepEqual(Object.keys(files), ['01 ok.pdf', 'application.json']);
  });

  it('that a disk cannot hold are made so that it can, when they are exported', async (t) => {
    const receiver = await startReceiver(t);
    const files = [pdf('1', `${'ө'.repeat(200)}.pdf`), pdf('2', 'a:b*?"<>|.pdf'), pdf('3', '.pdf')];
    const { body } = await post(receiver, applicationWith(files), files);
    assert.deepEqual(
      body.files.map(({ name }: { name: string }) => name),
      files.map(({ name }) => name),
    );
    const names = Object.keys((await exported(receiver.folder))[body.receipt] ?? {});
    assert.deepEqual(names, [`01 ${'ө'.repeat(80)}.pdf`, '02 a_b______.pdf', '03 .pdf', 'application.json']);
  });
});

describe('whatever comes', () => {
  it('nothing is written beside the folder of the data', async (t) => {
    const above = newFolder();
    const receiver = await startReceiver(t, { folder: join(above, 'data') });
    const paths = ['../out', '../../out', join(above, 'out'), '..\\out', 'a/../../out', '%2e%2e/out'];
    for (const path of paths) {
      const file = pdf('x', path);
      const application = applicationWith([file]);
      const evidence = application.evidence.map((each) => ({ ...each, criterion: path }));
      await post(receiver, application, [file]);
      await post(
        receiver,
        { ...application, evidence: evidence.map((each) => ({ ...each, fileName: 'x.pdf' })) },
        [file],
      );
      await post(receiver, { ...application, applicationId: path } as SampleApplication, [file], {
        key: `${path}-1`,
      });
      await sendParts(receiver, application, [
        applicationPart(application),
        filePart(file.content, path),
        filePart(file.content, sha256(file.content), path),
      ]);
    }
    assert.deepEqual(readdirSync(above), ['data']);
    const inside = readdirSync(join(above, 'data')).filter(
      (name) => !/^receiver\.sqlite(-wal|-shm)?$/.test(name),
    );
    assert.deepEqual(inside.sort(), ['files', 'incoming']);
    assert.ok(onDisk(receiver.folder).files.every((name) => /^[0-9a-f]{64}$/.test(name)));
  });

  it('that is no HTTP, has too long a head or no address is answered with issues too', async (t) => {
    const receiver = await startReceiver(t);
    const { applicationId } = applicationWith();
    const head = (more: string): string =>
      `POST /applications HTTP/1.1\r\nHost: receiver\r\nIdempotency-Key: ${applicationId}-1\r\n` +
      `Content-Type: application/json\r\n${more}\r\n\r\n`;
    const wrong: [text: string, status: number, code: string][] = [
      [head(`X-Long: ${'x'.repeat(100_000)}`), 431, 'headTooLarge'],
      [head('Content-Length: 5\r\nTransfer-Encoding: chunked') + '0\r\n\r\n', 400, 'badRequest'],
      [head('Content-Length: 2\r\nContent-Length: 3') + '{}', 400, 'badRequest'],
      ['ачык\r\n\r\n', 400, 'badRequest'],
    ];
    for (const [text, status, code] of wrong) {
      const socket = createConnection({ port: Number(new URL(receiver.url).port), host: '127.0.0.1' });
      socket.on('error', () => {}).write(text);
      const [heard] = await once(socket.setEncoding('utf8'), 'data');
      const [top, body] = String(heard).split('\r\n\r\n');
      assert.match(top ?? '', new RegExp(`^HTTP/1.1 ${status} [^]*\r\nDate: .+`));
      refused({ status, headers: new Headers(), body: JSON.parse(body ?? '') }, status, code);
      socket.destroy();
    }
    for (const [path, status] of [
      ['%zz', 400],
      ['x'.repeat(10_000), 414],
    ] as const)
      refused(await get(`${receiver.url}/applications/${path}/receipt`), status, 'badRequest');
    await nothingIsLeft(receiver);
  });
});

describe('parts of a post', () => {
  it('are known by their name alone: what else a part says of itself counts for nothing', async (t) => {
    const receiver = await startReceiver(t);
    const part = (content: Buffer, more: string, value = content) => ({
      ...filePart(value, sha256(content)),
      type: `application/pdf\r\n${more}`,
    });
    const send = (content: Buffer, ...parts: Parameters<typeof partsBody>[0]) => {
      const application = applicationWith([{ ...pdf(''), name: 'a.pdf', content }]);
      return sendParts(receiver, application, [applicationPart(application), ...parts]);
    };
    const taken = [
      (content: Buffer) => ({ disposition: `form-data; name="${sha256(content)}"`, content }),
      (content: Buffer) => ({ ...filePart(content), type: 'multipart/mixed; boundary=inner' }),
      (content: Buffer) => ({ ...filePart(content), type: 'text/html' }),
      (content: Buffer) => part(content, `X-Long: ${'x'.repeat(200_000)}`),
    ];
    for (const [index, make] of taken.entries()) {
      const content = Buffer.from(`%PDF-1.7 taken ${index}`);
      const { status, body } = await send(content, make(content));
      assert.equal(status, 201, `${index}`);
      assert.equal(body.files[0].sha256, sha256(content));
    }
    const before = onDisk(receiver.folder);
    const content = Buffer.from('%PDF-1.7 refused');
    const packed = gzipSync(content);
    refused(await send(content, part(content, 'Content-Encoding: gzip', packed)), 422, 'fileDiffers');
    const base64 = Buffer.from(content.toString('base64'));
    refused(
      await send(content, part(content, 'Content-Transfer-Encoding: base64', base64)),
      422,
      'fileDiffers',
    );
    const hidden = { ...filePart(content), disposition: `attachment; name="${sha256(content)}"` };
    refused(await send(content, hidden), 422, 'fileMissing');
    const many = Array.from({ length: 50 }, (_, n) => `\r\nX-${n}: 1`).join('');
    const late = `form-data; name="x"${many}\r\nContent-Disposition: form-data; name="${sha256(content)}"`;
    refused(await send(content, { disposition: late, content }), 422, 'fileUnexpected', 'fileMissing');
    assert.deepEqual(onDisk(receiver.folder), before);
  });

  it('end where the boundary says, whatever the files have in them', async (t) => {
    const receiver = await startReceiver(t);
    const contents = [
      `one line --${boundary} and --${boundary}-- of text`,
      `\n--${boundary}\n\n--${boundary}--\n`,
      `\r\n--${boundary.slice(0, -1)}\r\n\r\n--\r\n`,
      `\r\n\r\n--`,
      `\r\n`,
    ].map((text) => Buffer.from(`%PDF-1.7 ${text}`));
    for (const content of contents) {
      const application = applicationWith([{ ...pdf(''), name: 'a.pdf', content }]);
      const body = partsBody([applicationPart(application), filePart(content)]);
      // What stands before the first and after the last is nobody's.
      const more = partsBody([filePart('%PDF-1.7 smuggled')]);
      const whole = Buffer.concat([Buffer.from('preamble\r\n'), body, more]);
      const answer = await postRaw(receiver, whole, { ...multipart, ...keyOf(application) });
      assert.equal(answer.status, 201, String(content));
      const files = (await exported(receiver.folder))[answer.body.receipt];
      assert.deepEqual(files?.['01 a.pdf'], content);
    }
    assert.deepEqual(onDisk(receiver.folder).files, contents.map(sha256).sort());

    const split = pdf(`\r\n--${boundary}\r\nContent-Disposition: form-data; name="x"\r\n\r\n`, 'a.pdf');
    const application = applicationWith([split]);
    refused(
      await sendParts(receiver, application, [applicationPart(application), filePart(split.content)]),
      422,
      'fileDiffers',
      'fileUnexpected',
    );
    const body = partsBody([applicationPart(application), filePart(split.content)]);
    for (const bad of ['', '"', '""', 'x'.repeat(71), 'x'.repeat(8000), '(.*)+', `a; boundary=${boundary}`]) {
      const type = { 'Content-Type': `multipart/form-data; boundary=${bad}` };
      refused(await postRaw(receiver, body, { ...type, ...keyOf(application) }), 400, 'unreadable');
    }
    assert.equal(onDisk(receiver.folder).files.length, contents.length);
  });

  it('that are packed are not unpacked', async (t) => {
    const receiver = await startReceiver(t);
    const bomb = gzipSync(Buffer.alloc(60_000_000, ' '));
    const application = applicationWith([pdf('x')]);
    const before = process.memoryUsage().rss;
    for (const type of [multipart['Content-Type'], 'application/json']) {
      const headers = { 'Content-Type': type, ...keyOf(application) };
      for (const encoding of ['gzip', 'x-gzip', 'GZIP', 'br', 'deflate', 'identity, gzip', 'gzip, gzip'])
        refused(
          await postRaw(receiver, bomb, { ...headers, 'Content-Encoding': encoding }),
          415,
          'badMediaType',
        );
      const silent = await postRaw(receiver, bomb, headers);
      assert.equal(silent.status, 400);
    }
    assert.ok(process.memoryUsage().rss - before < 50_000_000);
    await nothingIsLeft(receiver);
  });

  it('are those that the application names: each once, none missing, none besides', async (t) => {
    const receiver = await startReceiver(t);
    const file = pdf('x');
    const application = applicationWith([file]);
    const first = applicationPart(application);
    const send = (...parts: Parameters<typeof partsBody>[0]) => sendParts(receiver, application, parts);
    refused(await send(first), 422, 'fileMissing');
    refused(await send(first, filePart(file.content), filePart(file.content)), 422, 'fileRepeats');
    refused(await send(first, filePart(file.content), filePart('%PDF-more')), 422, 'fileUnexpected');
    refused(await send(first, filePart(file.content, '../../x')), 422, 'fileUnexpected', 'fileMissing');
    refused(
      await send(first, filePart(file.content, sha256(file.content).toUpperCase())),
      422,
      'fileUnexpected',
      'fileMissing',
    );
    refused(await send(first, first, filePart(file.content)), 422, 'fileUnexpected');
    refused(
      await send(first, { disposition: 'form-data', content: 'no name' }, filePart(file.content)),
      422,
      'fileUnexpected',
    );
    refused(await send(filePart(file.content), first), 400, 'applicationMissing');
    refused(await send(filePart(file.content)), 400, 'applicationMissing');
    refused(await send(), 400, 'applicationMissing');
    const inEnglish = { ...application, language: 'en' as const };
    const missing = await post(receiver, inEnglish, [], { headers: { 'Accept-Language': 'ru' } });
    refused(missing, 422, 'fileMissing');
    assert.equal(missing.body.issues[0].message, 'The file did not arrive: x.pdf.');
    await nothingIsLeft(receiver);
    assert.equal((await send(first, filePart(file.content))).status, 201);
  });

  it('are counted', async (t) => {
    const receiver = await startReceiver(t, { maxFiles: 3 });
    const files = ['1', '2', '3', '4'].map((text) => pdf(text));
    refused(await post(receiver, applicationWith(files), files), 413, 'tooManyFiles');
    const application = applicationWith();
    const parts = [applicationPart(application), ...files.map(({ content }) => filePart(content))];
    refused(await sendParts(receiver, application, parts), 413, 'tooManyFiles');
    const endless = Array.from({ length: 5000 }, () => ({ disposition: 'form-data; name="a"', content: '' }));
    refused(await sendParts(receiver, application, [parts[0]!, ...endless]), 413, 'tooManyFiles');
    await nothingIsLeft(receiver);
    const three = files.slice(0, 3);
    assert.equal((await post(receiver, applicationWith(three), three)).status, 201);
  });
});

describe('a content', () => {
  it('that is not what the application says is refused: other bytes, shorter, longer', async (t) => {
    const receiver = await startReceiver(t);
    const file = pdf('content', 'Токтом.pdf');
    const application = applicationWith([file]);
    const name = sha256(file.content);
    const other = Buffer.from(file.content);
    other[12]! ^= 1;
    const wrong = [
      other,
      file.content.subarray(1),
      Buffer.concat([file.content, Buffer.alloc(1e6)]),
      Buffer.alloc(0),
    ];
    for (const content of wrong) {
      const answer = await sendParts(receiver, application, [
        applicationPart(application),
        filePart(content, name),
      ]);
      refused(answer, 422, 'fileDiffers');
      assert.deepEqual(answer.body.issues[0].path, ['evidence', 0]);
      assert.match(answer.body.issues[0].message, /Токтом\.pdf/);
    }
    await nothingIsLeft(receiver);
  });

  it('that is followed by more, in a piece of its own, is refused', async (t) => {
    const receiver = await startReceiver(t);
    const file = pdf('content');
    const application = applicationWith([file]);
    const more = 'x'.repeat(100);
    const whole = Buffer.concat([file.content, Buffer.from(more)]);
    const body = partsBody([applicationPart(application), filePart(whole, sha256(file.content))]);
    const end = body.lastIndexOf(more);
    const { socket } = await beginPost(receiver, application, body.length, body.subarray(0, end));
    await get(`${receiver.url}/health`);
    socket.write(body.subarray(end));
    const [heard] = await once(socket, 'data');
    assert.match(heard, /^HTTP\/1.1 422 [^]*fileDiffers/);
    socket.destroy();
    await nothingIsLeft(receiver);
  });

  it('begins as its type does', async (t) => {
    const receiver = await startReceiver(t);
    const bytes = (text: string) => Buffer.from(text, 'latin1');
    const heads: [mediaType: string, content: Buffer, taken: boolean][] = [
      ['application/pdf', bytes('%PDF-1.4'), true],
      ['application/pdf', bytes('\xef\xbb\xbf\r\n%PDF-1.4'), true],
      ['application/pdf', bytes('<html>%PDF-1.4'), false],
      ['application/pdf', bytes('MZ\x90\0'), false],
      ['image/jpeg', bytes('\xff\xd8\xff\xe1'), true],
      ['image/jpeg', bytes('\x89PNG\r\n\x1a\n'), false],
      ['image/png', bytes('\x89PNG\r\n\x1a\n'), true],
      ['image/webp', bytes('RIFF\x10\0\0\0WEBPVP8 '), true],
      ['image/webp', bytes('RIFF\x10\0\0\0WAVEfmt '), false],
      ['image/heic', bytes('\0\0\0\x18ftypheic\0\0\0\0'), true],
      ['image/heic', bytes('\0\0\0\x18ftypisom\0\0\0\0'), false],
      [docx, bytes('PK\x03\x04'), true],
      [docx, bytes('PK'), false],
      [docx, bytes(''), false],
      ['application/msword', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), true],
    ];
    for (const [index, [mediaType, content, taken]] of heads.entries()) {
      const file = { name: `${index}`, mediaType, content };
      const answer = await post(receiver, applicationWith([file]), [file]);
      if (taken) assert.equal(answer.status, 201, `${mediaType} ${index}`);
      else refused(answer, 422, 'fileTypeDiffers');
    }
  });

  it('of a type that a browser would run, or that nobody knows, is refused', async (t) => {
    const receiver = await startReceiver(t);
    for (const mediaType of ['text/html', 'image/svg+xml', 'application/x-msdownload', 'constructor/x']) {
      const file = { name: 'x', mediaType, content: Buffer.from('<svg onload="alert(1)"/>') };
      refused(await post(receiver, applicationWith([file]), [file]), 422, 'fileTypeRefused');
    }
    const noType = { ...pdf('x'), mediaType: '__proto__' };
    refused(await post(receiver, applicationWith([noType]), [noType]), 422, 'badText');
    await nothingIsLeft(receiver);
  });

  it('that is a bomb when it is unpacked is stored and never unpacked', async (t) => {
    const receiver = await startReceiver(t);
    // A zip whose one entry says that it is 4 GB, with a stream of deflate that would never end.
    const entry = Buffer.alloc(30);
    entry.writeUInt32LE(0x04034b50, 0);
    entry.writeUInt16LE(8, 8);
    entry.writeUInt32LE(0xfffffffe, 18);
    entry.writeUInt32LE(0xfffffffe, 22);
    entry.writeUInt16LE(19, 26);
    const content = Buffer.concat([entry, Buffer.from('[Content_Types].xml'), Buffer.alloc(200_000, 0xff)]);
    const file = { name: 'bomb.docx', mediaType: docx, content };
    const before = process.memoryUsage().rss;
    const { status, body } = await post(receiver, applicationWith([file]), [file]);
    assert.equal(status, 201);
    assert.deepEqual((await exported(receiver.folder))[body.receipt]?.['01 bomb.docx'], content);
    assert.ok(process.memoryUsage().rss - before < 500e6);
  });
});

describe('sizes', () => {
  const limits = { maxApplication: 100_000, maxFile: 50_000, maxPost: 120_000 };

  it('of a file, and of all files, have a limit that is said', async (t) => {
    const receiver = await startReceiver(t, limits);
    const big = pdf('x'.repeat(60_000), 'чоң.pdf');
    const one = await post(receiver, applicationWith([big]), [big]);
    refused(one, 413, 'fileTooLarge');
    assert.match(one.body.issues[0].message, /чоң\.pdf/);
    assert.deepEqual(one.body.issues[0].path, ['evidence', 0, 'size']);
    const many = ['1', '2', '3'].map((text) => pdf(text.repeat(45_000), `${text}.pdf`));
    refused(await post(receiver, applicationWith(many), many), 413, 'postTooLarge');
    await nothingIsLeft(receiver);
    const two = many.slice(0, 2);
    assert.equal((await post(receiver, applicationWith(two), two)).status, 201);
  });

  it('of the application have one too, alone and with files, said before it comes or not', async (t) => {
    const receiver = await startReceiver(t, limits);
    const application = applicationWith();
    const text = Buffer.from(JSON.stringify(application));
    const long = Buffer.concat([text, Buffer.alloc(100_001 - text.length, ' ')]);
    const json = { 'Content-Type': 'application/json', ...keyOf(application) };
    refused(await postRaw(receiver, long, json), 413, 'applicationTooLarge');
    refused(
      await sendParts(receiver, application, [applicationPart(String(long))]),
      413,
      'applicationTooLarge',
    );
    const chunked = await fetch(`${receiver.url}/applications`, {
      method: 'POST',
      headers: json,
      body: new Blob([long]).stream(),
      duplex: 'half',
    } as RequestInit);
    refused(
      { status: chunked.status, headers: chunked.headers, body: await chunked.json() },
      413,
      'applicationTooLarge',
    );
    await nothingIsLeft(receiver);
    assert.equal((await postRaw(receiver, long.subarray(0, 100_000), json)).status, 201);
  });

  it('of a whole post that says it is endless are refused at once', async (t) => {
    const receiver = await startReceiver(t, limits);
    const { socket, closed } = await beginPost(receiver, applicationWith(), 1e12, Buffer.alloc(0));
    const heard = await new Promise<string>((settle) => socket.once('data', (text) => settle(String(text))));
    assert.match(heard, /^HTTP\/1.1 413 /);
    // It goes on sending all the same, and is cut off.
    const more = Buffer.alloc(65_536);
    const pump = () => {
      while (!socket.destroyed && socket.write(more));
    };
    socket.on('drain', pump);
    pump();
    await closed;
    await nothingIsLeft(receiver);
  });

  it('of a refusal stay small, whatever the post names', async (t) => {
    const receiver = await startReceiver(t);
    const extra = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`${n}${'к'.repeat(200)}`, n]));
    const { status, body } = await post(receiver, applicationWith([], extra));
    assert.equal(status, 422);
    assert.equal(body.issues.length, 100);
    assert.ok(JSON.stringify(body).length < 100_000);
  });
});

describe('the limits of a call', () => {
  const MB = 1_048_576;
  const call = (evidence: Call['evidence']): Call => ({ ...openCall, evidence });

  it('hold for number, sizes and kinds of files', async (t) => {
    const evidence = { fileMB: 1, totalMB: 2, files: 3, types: ['pdf' as const] };
    const receiver = await startReceiver(t, { calls: [call(evidence)] });
    const send = (...files: SampleFile[]) => post(receiver, applicationWith(files), files);
    const large = (name: string) => pdf(name.repeat(MB - 9), `${name}.pdf`);
    const one = await send(pdf('x'.repeat(MB), 'чоң.pdf'));
    refused(one, 413, 'fileTooLarge');
    assert.match(one.body.issues[0].message, /чоң\.pdf.* 1 МБ/);
    refused(await send(large('1'), large('2'), pdf('3')), 413, 'postTooLarge');
    refused(await send(...['1', '2', '3', '4'].map((text) => pdf(text))), 413, 'tooManyFiles');
    const picture = {
      name: 'x.jpg',
      mediaType: 'image/jpeg',
      content: Buffer.from('\xff\xd8\xff\xe1', 'latin1'),
    };
    refused(await send(picture), 422, 'fileTypeRefused');
    await nothingIsLeft(receiver);
    assert.equal((await send(large('1'), large('2'))).status, 201);
    assert.equal((await send(pdf('1'), pdf('2'), pdf('3'))).status, 201);
  });

  it('are never above those of the receiver', async (t) => {
    const limits = { maxFile: 50_000, maxFiles: 2, maxPost: 80_000 };
    const receiver = await startReceiver(t, {
      calls: [call({ fileMB: 900, totalMB: 900, files: 400 })],
      ...limits,
    });
    const send = (...files: SampleFile[]) => post(receiver, applicationWith(files), files);
    refused(await send(pdf('x'.repeat(50_000), 'x.pdf')), 413, 'fileTooLarge');
    const files = ['1', '2'].map((text) => pdf(text.repeat(45_000), `${text}.pdf`));
    refused(await send(...files), 413, 'postTooLarge');
    refused(await send(pdf('1'), pdf('2'), pdf('3')), 413, 'tooManyFiles');
    await nothingIsLeft(receiver);
  });
});

describe('JSON', () => {
  const send = (receiver: Receiver, json: string | Buffer) => {
    const application = applicationWith();
    return postRaw(receiver, json, { 'Content-Type': 'application/json', ...keyOf(application) });
  };

  it('that is deep, endless or torn is refused', async (t) => {
    const receiver = await startReceiver(t);
    refused(await send(receiver, '['.repeat(1e6)), 400, 'invalidJson');
    const deep = await send(receiver, `{"schemaVersion":1,"letter":${'['.repeat(5e5)}${']'.repeat(5e5)}}`);
    refused(deep, 422, 'tooDeep');
    assert.ok(deep.body.issues[0].path.length <= 32);
    refused(await send(receiver, ''), 400, 'invalidJson');
    refused(await send(receiver, '{"a":1}{"b":2}'), 400, 'invalidJson');
    refused(await send(receiver, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 400, 'unreadable');
    refused(await send(receiver, 'null'), 422, 'wrongType');
    await nothingIsLeft(receiver);
  });

  it('with keys of prototypes is refused, and changes none', async (t) => {
    const receiver = await startReceiver(t);
    const text = JSON.stringify(applicationWith()).slice(0, -1);
    for (const key of ['__proto__', 'constructor', 'prototype'])
      refused(await send(receiver, `${text},"${key}":{"polluted":true}}`), 422, 'forbiddenKey');
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    await nothingIsLeft(receiver);
  });
});

describe('a post that breaks off', () => {
  const file = pdf('x'.repeat(400_000), 'a.pdf');

  it('in its last bytes, though its length seems right, is refused', async (t) => {
    const receiver = await startReceiver(t);
    const application = applicationWith([file]);
    const body = partsBody([applicationPart(application), filePart(file.content)]);
    for (const length of [
      body.length - 3,
      body.length - 4,
      body.length - 8,
      body.length - 60,
      body.length - 200_000,
      600,
      40,
    ]) {
      const cut = await postRaw(receiver, body.subarray(0, length), { ...multipart, ...keyOf(application) });
      assert.equal(cut.status, 400, `${body.length - length} bytes less`);
    }
    await nothingIsLeft(receiver);
  });

  it('by a reset in the middle leaves nothing, and can come again', async (t) => {
    const receiver = await startReceiver(t);
    const application = applicationWith([file]);
    const body = partsBody([applicationPart(application), filePart(file.content)]);
    for (const part of [0.001, 0.01, 0.3, 0.6, 0.99]) {
      const { socket, closed } = await beginPost(
        receiver,
        application,
        body.length,
        body.subarray(0, Math.floor(body.length * part)),
      );
      socket.resetAndDestroy();
      await closed;
    }
    // Closing waits for what is under way.
    await receiver.close();
    assert.doesNotMatch(receiver.log(), /"level":50/, 'it is no failure of the receiver');
    assert.deepEqual(onDisk(receiver.folder), { files: [], incoming: [] });
    const again = await startReceiver(t, { folder: receiver.folder });
    assert.equal((await post(again, application, [file])).status, 201);
  });

  it('by silence is answered after a while, and leaves nothing', async (t) => {
    const receiver = await startReceiver(t, { idleTimeout: 50 });
    const application = applicationWith([file]);
    const body = partsBody([applicationPart(application), filePart(file.content)]);
    const { closed } = await beginPost(receiver, application, body.length, body.subarray(0, 100_000));
    const heard = await closed;
    assert.match(heard, /^HTTP\/1.1 408 /);
    assert.match(heard, /\r\nretry-after: \d+\r\n/i);
    await nothingIsLeft(receiver);
  });
});

describe('any bytes at all', () => {
  it('are refused or stored whole, and the receiver goes on', async (t) => {
    const receiver = await startReceiver(t);
    const file = pdf('қыска'.repeat(20), 'a.pdf');
    const template = applicationWith([file]);
    const body = partsBody([applicationPart(template), filePart(file.content)]);
    const change = fc.record({
      at: fc.nat(body.length),
      cut: fc.nat(40),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 20 }),
        fc
          .constantFrom('\r\n', '--', '--a-boundary-of-the-tests', '\r\n\r\n', '"', '\0', ';')
          .map((text) => Buffer.from(text)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let changed = body;
        for (const { at, cut, insert } of changes)
          changed = Buffer.concat([changed.subarray(0, at), insert, changed.subarray(at + cut)]);
        const { status, body: said } = await postRaw(receiver, changed, { ...multipart, ...keyOf(template) });
        assert.ok([200, 201, 400, 413, 422].includes(status), `${status}`);
        if (status >= 400) assert.ok(said.issues.length);
        else assert.equal(said.files[0].sha256, sha256(file.content));
      }),
      { numRuns: 150 },
    );
    assert.equal((await get(`${receiver.url}/health`)).status, 200);
    assert.deepEqual(onDisk(receiver.folder).incoming, []);
    for (const files of Object.values(await exported(receiver.folder)))
      assert.deepEqual(files['01 a.pdf'], file.content);
  });
});
