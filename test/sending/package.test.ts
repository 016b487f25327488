import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { addTranslations } from '../../src/language/message.js';
import { templates as ru } from '../../src/language/translations/ru.js';
import type { Application } from '../../src/model/application.js';
import { readPackage, writePackage } from '../../src/sending/package.js';
import type { OpenedPackage } from '../../src/sending/package.js';
import { sampleApplication } from '../sample.js';
import { bomb, forgedZip, zipOfTexts } from '../tables/zip-of.js';
import type { Entry } from '../tables/zip-of.js';

const MB = 1_048_576;
const limits = { file: 20 * MB, all: 100 * MB, files: 60 };

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (blob: Blob): Promise<Buffer> => Buffer.from(await blob.arrayBuffer());
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

interface File {
  criterion: string;
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** An application that names files, and their bytes. */
function applicationWith(files: readonly File[], more: Partial<Application> = {}): Application {
  return {
    ...sampleApplication(),
    evidence: files.map(({ criterion, name, bytes }) => ({
      criterion,
      fileName: name,
      mediaType: 'application/pdf',
      size: bytes.length,
      sha256: hashOf(bytes),
    })),
    ...more,
  };
}
const contentsOf = (files: readonly File[]): Map<string, Blob> =>
  new Map(files.map(({ bytes }) => [hashOf(bytes), new Blob([bytes])]));

const scan: File = { criterion: 'jointDecision', name: 'Токтом № 7.pdf', bytes: utf8('%PDF-1.7 чечим') };
const photo: File = {
  criterion: 'criterionJointProjects',
  name: 'Ашар.jpg',
  bytes: Uint8Array.from({ length: 70_000 }, (_, at) => (at * at) >> 7),
};
const letter = { name: 'letter-of-interest-Көк-Төбө.docx', content: new Blob(['PK кат']) };

async function made(files: readonly File[] = [scan, photo], more: Partial<Application> = {}): Promise<Blob> {
  return writePackage({ application: applicationWith(files, more), letter, files: contentsOf(files) });
}
const entriesOf = async (zip: Blob): Promise<Record<string, Uint8Array>> =>
  unzipSync(new Uint8Array(await zip.arrayBuffer()));

async function open(zip: Blob | Uint8Array, some = limits): Promise<OpenedPackage> {
  const read = await readPackage(
    zip instanceof Blob ? zip : new Blob([zip as Uint8Array<ArrayBuffer>]),
    some,
  );
  assert.ok(read.success, read.success ? '' : read.code);
  return read.data;
}
async function trouble(zip: Blob | Uint8Array, some = limits): Promise<string> {
  const read = await readPackage(
    zip instanceof Blob ? zip : new Blob([zip as Uint8Array<ArrayBuffer>]),
    some,
  );
  return read.success ? 'opened' : read.code;
}
const has = async ({ files }: OpenedPackage, { bytes }: File): Promise<boolean> => {
  const found = files.get(hashOf(bytes));
  return !!found && (await bytesOf(found.content)).equals(Buffer.from(bytes));
};

test('a package has the application, the letter and the evidence in their places', async () => {
  const application = applicationWith([scan, photo]);
  const entries = await entriesOf(await made());
  assert.deepEqual(Object.keys(entries), [
    'application.json',
    'README.txt',
    'letter-of-interest-Көк-Төбө.docx',
    'evidence/jointDecision/Токтом № 7.pdf',
    'evidence/criterionJointProjects/Ашар.jpg',
  ]);
  assert.deepEqual(JSON.parse(new TextDecoder().decode(entries['application.json'])), application);
  assert.deepEqual(entries['evidence/jointDecision/Токтом № 7.pdf'], scan.bytes);
  assert.deepEqual(entries['evidence/criterionJointProjects/Ашар.jpg'], photo.bytes);
});

test('the text in it says what is what, in the language of the application', async () => {
  addTranslations('ru', ru);
  const readMe = async (language: 'ky' | 'ru'): Promise<string> => {
    const zip = await writePackage({
      application: applicationWith([scan], { language, exportedAt: '2026-11-23T20:30:00Z' }),
      letter,
      files: contentsOf([scan]),
      headings: { jointDecision: 'Биргелешкен чечим' },
    });
    return new TextDecoder().decode((await entriesOf(zip))['README.txt']);
  };
  const kyrgyz = await readMe('ky');
  for (const words of ['application.json', letter.name, 'Биргелешкен чечим', 'Токтом № 7.pdf', 'Көк-Төбө'])
    assert.ok(kyrgyz.includes(words), `${words} is not in\n${kyrgyz}`);
  // By the clock of Bishkek it is the next day already.
  assert.match(kyrgyz, /2026-жылдын 24-ноябры саат 02:30/);
  assert.match(await readMe('ru'), /24 ноября 2026 года/);
});

test('the same application gives the same bytes', async () => {
  assert.ok((await bytesOf(await made())).equals(await bytesOf(await made())));
});

test('a file that two criteria share stands in both folders and is read once', async () => {
  const twice = { ...scan, criterion: 'criterionBudgetReadiness' };
  const zip = await made([scan, twice]);
  assert.equal(Object.keys(await entriesOf(zip)).filter((path) => path.endsWith(scan.name)).length, 2);
  const opened = await open(zip);
  assert.equal(opened.files.size, 1);
  assert.deepEqual([opened.missing, opened.extra], [[], []]);
});

test('a file that is named and not there is no package', async () => {
  const files = contentsOf([scan]);
  await assert.rejects(writePackage({ application: applicationWith([scan, photo]), files }), /Ашар\.jpg/);
});

test('making it can be stopped, and says how far it is', async () => {
  const stop = new AbortController();
  const shares: number[] = [];
  const application = applicationWith([photo]);
  const files = contentsOf([photo]);
  await writePackage({ application, files }, { onProgress: (share) => shares.push(share) });
  assert.deepEqual(
    shares,
    [...shares].sort((a, b) => a - b),
  );
  assert.equal(shares.at(-1), 1);
  stop.abort();
  await assert.rejects(writePackage({ application, files }, { signal: stop.signal }), { name: 'AbortError' });
});

test('any files come back byte for byte, under paths that every system takes', async () => {
  const name = fc.oneof(
    fc.constantFrom(
      '../../etc/passwd.pdf',
      'C:\\Windows\\a.pdf',
      'CON.pdf',
      'nul',
      'а\0б.pdf',
      'скан.pdf',
      'СКАН.PDF',
      'a.',
      '...',
      '',
      'кат\u202egpj.exe.pdf',
      `${'ө'.repeat(3000)}.pdf`,
      '🏔️'.repeat(200),
      'application.json',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const file = fc.record({
    criterion: fc.oneof(fc.constantFrom('jointDecision', '../up', 'A', 'a', ''), fc.string({ maxLength: 8 })),
    name: fc.tuple(name, fc.constantFrom('', '.doc', '.jpg')).map(([stem, ending]) => stem + ending),
    bytes: fc.uint8Array({ maxLength: 100 }) as fc.Arbitrary<Uint8Array<ArrayBuffer>>,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { maxLength: 12 }),
      fc.integer({ min: 0, max: 1_200_000 }),
      async (some, large) => {
        const files = [...some, { criterion: 'A', name: 'a.doc', bytes: new Uint8Array(large).fill(7) }];
        const zip = await made(files);
        const paths = Object.keys(await entriesOf(zip));
        assert.equal(paths.length, files.length + 3);
        assert.equal(new Set(paths.map((path) => path.toLowerCase())).size, paths.length);
        for (const path of paths.slice(3)) {
          const [root, ...folders] = path.split('/');
          assert.equal(root, 'evidence');
          assert.equal(folders.length, 2);
          for (const part of folders) {
            // eslint-disable-next-line no-control-regex -- what must not be there
            assert.doesNotMatch(part, /[\0-\x1f\x7f<>:"|?*\\\u202a-\u202e]|^\.|[. ]$|^$/u);
            assert.doesNotMatch(part, /^(?:con|nul)(?:\.|$)/i);
            assert.ok(Buffer.byteLength(part) <= 255);
          }
        }
        const opened = await open(zip);
        assert.deepEqual([opened.missing, opened.extra], [[], []]);
        for (const each of files) assert.ok(await has(opened, each));
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});

test('the application comes back as it was written', async () => {
  const text = `{"a": "ө",\n"evidence":[]}`;
  assert.equal((await open(await writePackage({ application: text, files: new Map() }))).application, text);
});

/** As people and their programs pack it: what stands where, and how it is compressed, is left to them. */
const json = (files: readonly File[]): Uint8Array => utf8(JSON.stringify(applicationWith(files)));

test('a package packed anew by hand opens: other names, a folder around it, what systems leave behind', async () => {
  const opened = await open(
    zipSync({
      'Көк-Төбө/application.json': json([scan, photo]),
      'Көк-Төбө/кат.docx': utf8('кат'),
      'Көк-Төбө/README.txt': utf8(''),
      'Көк-Төбө/.DS_Store': utf8('x'),
      '__MACOSX/Көк-Төбө/._application.json': utf8('{}'),
      'Көк-Төбө/Thumbs.db': utf8('x'),
      'Көк-Төбө/скан0001.pdf': scan.bytes,
      'Көк-Төбө/сүрөттөр/IMG_1.jpg': photo.bytes,
      'Көк-Төбө/видео.mp4': utf8('видео'),
    }),
  );
  assert.ok((await has(opened, scan)) && (await has(opened, photo)));
  assert.deepEqual(opened.extra, ['Көк-Төбө/видео.mp4']);
  assert.equal(opened.files.get(hashOf(scan.bytes))?.name, scan.name);
});

const entry = (name: string, content: Uint8Array, more: Partial<Entry> = {}): Entry => ({
  name,
  packed: deflateRawSync(content),
  size: content.length,
  ...more,
});
/** With the CRC that `forgedZip` leaves at zero. */
function crcOf(bytes: Uint8Array): number {
  const made = Buffer.from(zipSync({ a: bytes }));
  return made.readUInt32LE(14);
}
/** Sets the CRC-32 of the n-th entry in both its headers. */
function withCrc(zip: Uint8Array, contents: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.from(zip);
  let [local, central] = [0, 0];
  for (const content of contents) {
    local = bytes.indexOf('PK\x03\x04', local, 'latin1');
    central = bytes.indexOf('PK\x01\x02', central, 'latin1');
    bytes.writeUInt32LE(crcOf(content), local + 14);
    bytes.writeUInt32LE(crcOf(content), central + 16);
    local += 4;
    central += 4;
  }
  return bytes;
}

test('backslashes between folders, and names in the alphabet of DOS', async () => {
  const content = json([scan]);
  const zip = withCrc(
    forgedZip([
      entry('Kok-Tobo\\application.json', content),
      entry('Kok-Tobo\\XXXX.pdf', scan.bytes),
      entry('Kok-Tobo\\other.json', scan.bytes),
    ]),
    [content, scan.bytes, scan.bytes],
  );
  // «скан» in CP866.
  const dos = Buffer.from([0xe1, 0xaa, 0xa0, 0xad]);
  for (let at = zip.indexOf('XXXX'); at >= 0; at = zip.indexOf('XXXX')) dos.copy(zip, at);
  assert.ok(await has(await open(zip), scan));
  const strange = withCrc(
    forgedZip([entry('application.json', json([])), entry('XXXX.pdf', utf8('башка'))]),
    [json([]), utf8('башка')],
  );
  for (let at = strange.indexOf('XXXX'); at >= 0; at = strange.indexOf('XXXX')) dos.copy(strange, at);
  assert.deepEqual((await open(strange)).extra, ['скан.pdf']);
});

test('a JSON file put together with the evidence by hand is a package too', async () => {
  const opened = await open(
    zipSync({ 'letter-of-interest-Көк-Төбө-2026-11-23.json': json([scan]), 'скан.pdf': scan.bytes }),
  );
  assert.ok(await has(opened, scan));
});

test('a draft in a package brings its files too', async () => {
  const draft = {
    evidence: [
      {
        key: 'a',
        value: { fileName: 'скан.pdf', size: String(scan.bytes.length), sha256: hashOf(scan.bytes) },
      },
    ],
  };
  const opened = await open(
    zipSync({ 'application.json': utf8(JSON.stringify(draft)), 'скан.pdf': scan.bytes }),
  );
  assert.ok(await has(opened, scan));
});

test('what is named and absent, and what is there with other bytes, is missing', async () => {
  const other = Uint8Array.from(scan.bytes, (byte, at) => (at ? byte : byte + 1));
  const opened = await open(zipSync({ 'application.json': json([scan, photo]), [scan.name]: other }));
  assert.equal(opened.files.size, 0);
  assert.deepEqual(
    opened.missing.map(({ name }) => name),
    [scan.name, photo.name],
  );
  assert.deepEqual(opened.extra, [scan.name]);
});

test('an archive without an application, or with two, is refused; so are documents of an office', async () => {
  assert.equal(await trouble(zipOfTexts({ 'скан.pdf': '%PDF' })), 'noApplication');
  assert.equal(
    await trouble(zipOfTexts({ 'a/application.json': '{}', 'b/application.json': '{}' })),
    'twoApplications',
  );
  assert.equal(await trouble(zipOfTexts({ '[Content_Types].xml': '', 'word/document.xml': '' })), 'document');
  assert.equal(await trouble(zipOfTexts({ mimetype: '', 'META-INF/manifest.xml': '' })), 'document');
  assert.equal(await trouble(zipOfTexts({ '[Content_Types].xml': '', 'xl/workbook.xml': '' })), 'document');
  // A package in an archive is no package.
  assert.equal(
    await trouble(zipSync({ 'application.zip': new Uint8Array(await (await made()).arrayBuffer()) })),
    'noApplication',
  );
});

test('two entries of one name are two applications', async () => {
  const content = json([]);
  const zip = withCrc(forgedZip([entry('application.json', content), entry('application.json', content)]), [
    content,
    content,
  ]);
  assert.equal(await trouble(zip), 'twoApplications');
});

test('an archive cut anywhere is refused, and so is one with any byte of its content changed', async () => {
  const whole = await bytesOf(await made());
  for (let length = 0; length < whole.length; length += 997)
    assert.ok(['truncated', 'damaged'].includes(await trouble(whole.subarray(0, length))), `${length}`);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: whole.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, change) => {
        const broken = Buffer.from(whole);
        broken[at] = (broken[at] as number) ^ change;
        const read = await readPackage(new Blob([broken]), limits);
        // What is opened in spite of it is what was put in, whole; or it is said that it is not there.
        if (!read.success) return;
        for (const [hash, { content }] of read.data.files) assert.equal(hashOf(await bytesOf(content)), hash);
        const wanted = (JSON.parse(read.data.application) as Application).evidence.length;
        assert.equal(read.data.files.size + read.data.missing.length, wanted);
      },
    ),
    { numRuns: 400, endOnFailure: true },
  );
});

test('a wrong CRC-32 is refused', async () => {
  assert.equal(await trouble(forgedZip([entry('application.json', json([]))])), 'damaged');
});

test('so is one of what stands in the archive as it is', async () => {
  const content = json([]);
  const stored = { name: 'application.json', packed: content, size: content.length, method: 0 };
  assert.equal(await trouble(forgedZip([stored])), 'damaged');
  assert.equal(await trouble(withCrc(forgedZip([stored]), [content])), 'opened');
});

test('what is hidden behind the end of an entry is not read through', async () => {
  const content = json([]);
  const hidden = Buffer.concat([deflateRawSync(content), Buffer.alloc(MB)]);
  const zip = forgedZip([{ name: 'application.json', packed: hidden, size: content.length }]);
  assert.equal(await trouble(withCrc(zip, [content])), 'damaged');
});

test('a password is told', async () => {
  for (const flags of [1, 0x2000, 0x40])
    assert.equal(await trouble(forgedZip([entry('application.json', json([]), { flags })])), 'locked');
  assert.equal(await trouble(forgedZip([entry('application.json', json([]), { method: 99 })])), 'locked');
});

test('any bytes at all are refused without an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => {
      const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), noise]);
      assert.equal(await trouble(zip), 'truncated');
      const ended = Buffer.concat([zip, Buffer.from('PK\x05\x06', 'latin1'), noise, Buffer.alloc(22)]);
      assert.notEqual(await trouble(ended), 'opened');
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

/** The most that is held in memory while work is done: what a bomb would fill. */
async function refusedCheaply(zip: Uint8Array, code: string, some = limits): Promise<void> {
  const { arrayBuffers: before } = process.memoryUsage();
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers - before)), 1);
  assert.equal(await trouble(zip, some), code);
  clearInterval(watch);
  assert.ok(most < 120 * MB, `${most} bytes`);
}

test('zeros without end are refused, whatever the headers say of them', async () => {
  // 1.6 GB.
  const zeros = bomb(100);
  const size = 1.6e9;
  await refusedCheaply(forgedZip([{ name: 'application.json', packed: zeros, size }]), 'tooBig');
  await refusedCheaply(forgedZip([{ name: 'application.json', packed: zeros, size: 1000 }]), 'damaged');
  await refusedCheaply(forgedZip([{ name: 'application.json', packed: zeros, size: 0 }]), 'damaged');
  // As evidence that is said to be small.
  const said = { ...applicationWith([scan]) };
  const content = utf8(JSON.stringify(said));
  const zip = withCrc(
    forgedZip([
      entry('application.json', content),
      { name: 'a.pdf', packed: zeros, size: scan.bytes.length },
    ]),
    [content, scan.bytes],
  );
  await refusedCheaply(zip, 'damaged');
});

test('what is said to be far more than may be is refused at once', async () => {
  const content = json([]);
  const entries = [
    entry('application.json', content),
    { name: 'a.bin', packed: bomb(14), size: 14 * 16 * MB },
  ];
  await refusedCheaply(withCrc(forgedZip(entries), [content]), 'tooBig');
});

test('what nobody names is not inflated', async () => {
  const content = json([]);
  const zip = withCrc(
    forgedZip([entry('application.json', content), { name: 'a.bin', packed: bomb(5), size: 50 * MB }]),
    [content],
  );
  assert.deepEqual((await open(zip)).extra, ['a.bin']);
});

test('many files of one size together are no more than may be', async () => {
  const files = Array.from({ length: 12 }, (_, index): File => ({
    criterion: 'jointDecision',
    name: `${index}.pdf`,
    bytes: new Uint8Array(randomBytes(1000)),
  }));
  const zip = await made(files);
  const opened = await open(zip);
  assert.equal(opened.files.size, 12);
  assert.equal(await trouble(zip, { ...limits, files: 11 }), 'tooBig');
  assert.equal(await trouble(zip, { ...limits, all: 11_999 }), 'tooBig');
  // One that is too large by itself is missing: nothing could be sent with it.
  assert.equal((await open(zip, { ...limits, file: 999 })).missing.length, 12);
});

test('thousands of entries are refused', async () => {
  const entries = Array.from({ length: 2001 }, (_, index) => entry(`${index}`, new Uint8Array()));
  assert.equal(await trouble(forgedZip(entries)), 'tooBig');
  assert.equal(await trouble(forgedZip([entry('application.json', json([]))], 0xffff)), 'tooBig');
});

/** Where the number of two or four bytes in the central directory's entry for `name` stands. */
function centralOf(zip: Buffer, name: string): number {
  for (
    let at = zip.indexOf('PK\x01\x02', 0, 'latin1');
    at >= 0;
    at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')
  )
    if (zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString() === name) return at;
  throw new Error(`no ${name}`);
}

test('entries that overlap are refused: one kernel that is many files, and one within another', async () => {
  const content = json([]);
  const whole = withCrc(
    forgedZip([entry('application.json', content), entry('a.pdf', scan.bytes), entry('b.pdf', scan.bytes)]),
    [content, scan.bytes, scan.bytes],
  );
  assert.equal(await trouble(whole), 'opened');
  // b.pdf is the very bytes of a.pdf.
  const same = Buffer.from(whole);
  const first = same.readUInt32LE(centralOf(same, 'a.pdf') + 42);
  same.writeUInt32LE(first, centralOf(same, 'b.pdf') + 42);
  assert.equal(await trouble(same), 'damaged');
  // a.pdf quotes the header of b.pdf as its own content, as Fifield's bomb does.
  const quoting = Buffer.from(whole);
  const [a, b] = [centralOf(quoting, 'a.pdf'), centralOf(quoting, 'b.pdf')];
  const longer = quoting.readUInt32LE(a + 20) + 30;
  quoting.writeUInt32LE(longer, a + 20);
  assert.ok(quoting.readUInt32LE(b + 42) < first + 30 + 5 + longer);
  assert.equal(await trouble(quoting), 'damaged');
});

test('headers that point outside of the archive, or want ZIP64, are refused', async () => {
  const whole = await bytesOf(await made());
  const at = centralOf(whole, 'application.json');
  for (const [place, value] of [
    [20, 0xffffffff],
    [24, 0xffffffff],
    [42, 0xffffffff],
    [42, whole.length],
    [20, whole.length],
  ] as const) {
    const zip = Buffer.from(whole);
    zip.writeUInt32LE(value, at + place);
    assert.ok(['damaged', 'tooBig'].includes(await trouble(zip)), `${place}`);
  }
  const end = whole.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  for (const place of [12, 16]) {
    const zip = Buffer.from(whole);
    zip.writeUInt32LE(0xffffffff, end + place);
    assert.ok(['damaged', 'tooBig'].includes(await trouble(zip)), `${place}`);
  }
  const parts = Buffer.from(whole);
  parts.writeUInt16LE(1, end + 4);
  assert.equal(await trouble(parts), 'damaged');
});

test('a file that cannot be read any more is told', async () => {
  const gone = new Blob(['PK']);
  gone.slice = () =>
    ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }) as never;
  assert.equal(await trouble(gone), 'unreadable');
});
