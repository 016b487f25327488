import { expect } from '@open-wc/testing';
import { PaperLog } from '../../src/draft/papers.js';
import type { Print } from '../../src/draft/papers.js';
import { sampleDraft } from '../sample.js';

const name = 'interest-letter-papers';

const ended = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** What another version, or another hand, has left on the device. */
async function put(id: string, value: unknown): Promise<void> {
  const database = await ended(indexedDB.open(name, 1));
  await ended(database.transaction('papers', 'readwrite').objectStore('papers').put(value, id));
  database.close();
}

const print = (code: string, at = 1): Print => ({
  code,
  parts: { letter: code },
  at,
  language: 'ky',
  draft: sampleDraft,
});

let logs: PaperLog[] = [];

/** As another page of this device opens it. */
function open(): PaperLog {
  const log = new PaperLog(() => indexedDB);
  logs.push(log);
  return log;
}

const codes = async (log: PaperLog, id = 'a'): Promise<string[] | undefined> =>
  (await log.find(id))?.prints.map(({ code }) => code);

beforeEach(async () => {
  await open().clear();
});

afterEach(() => {
  for (const log of logs) log.close();
  logs = [];
});

describe('papers on the device', () => {
  it('are known to another page, the newest last', async () => {
    const log = open();
    await log.notePrint('a', print('1', 1));
    await log.notePrint('a', print('2', 2));
    await log.notePrint('b', print('3', 3));
    const other = open();
    expect(await other.find('a')).to.deep.equal({ id: 'a', prints: [print('1', 1), print('2', 2)] });
    expect(await other.find('c')).to.equal(undefined);
    const found = await other.findCode('3');
    expect([found?.papers.id, found?.print.at]).to.deep.equal(['b', 3]);
  });

  it('are one paper where the same was printed twice, with the later time', async () => {
    const log = open();
    for (const [code, at] of [
      ['1', 1],
      ['2', 2],
      ['1', 3],
    ] as const)
      await log.notePrint('a', print(code, at));
    expect((await open().find('a'))?.prints.map(({ code, at }) => [code, at])).to.deep.equal([
      ['2', 2],
      ['1', 3],
    ]);
  });

  it('are the last ten of an application', async () => {
    const log = open();
    for (let at = 1; at <= 12; at++) await log.notePrint('a', print(String(at), at));
    expect(await codes(open())).to.deep.equal(['3', '4', '5', '6', '7', '8', '9', '10', '11', '12']);
  });

  it('are those of sixty applications: the one whose last print is the oldest gives way', async () => {
    const log = open();
    for (let at = 1; at <= 60; at++) await log.notePrint(`a${at}`, print(String(at), at));
    await log.notePrint('a1', print('again', 61));
    await log.notePrint('new', print('new', 0));
    const other = open();
    expect(await codes(other, 'a2')).to.equal(undefined);
    expect(await codes(other, 'a1')).to.deep.equal(['1', 'again']);
    expect(await codes(other, 'a3')).to.deep.equal(['3']);
    expect(await codes(other, 'new')).to.deep.equal(['new']);
  });

  it('keep the letterhead with its picture', async () => {
    const picture = new TextEncoder().encode('<svg/>').buffer;
    await open().setLetterhead('a', { height: 40, image: picture, type: 'image/svg+xml' });
    const log = open();
    await log.notePrint('a', print('1'));
    const { letterhead } = (await open().find('a')) ?? {};
    expect([letterhead?.height, letterhead?.type]).to.deep.equal([40, 'image/svg+xml']);
    expect(new TextDecoder().decode(letterhead?.image as ArrayBuffer)).to.equal('<svg/>');
    await log.setLetterhead('a', undefined);
    expect(await open().find('a')).to.deep.equal({ id: 'a', prints: [print('1')] });
  });

  it('are forgotten one by one and all together', async () => {
    const log = open();
    await log.notePrint('a', print('1'));
    await log.notePrint('b', print('2'));
    await log.forget('a');
    expect([await codes(open(), 'a'), await codes(open(), 'b')]).to.deep.equal([undefined, ['2']]);
    await log.clear();
    expect(await codes(open(), 'b')).to.equal(undefined);
  });

  it('go on beside broken records, which are as if they were not there', async () => {
    const log = open();
    await log.notePrint('a', print('1'));
    const broken: unknown[] = [
      null,
      'text',
      7,
      [],
      { id: 'x' },
      { id: 'x', prints: 'none' },
      { id: 'another', prints: [print('9')] },
    ];
    for (const [at, value] of broken.entries()) {
      await put(`x${at}`, value);
      expect(await log.find(`x${at}`), JSON.stringify(value)).to.equal(undefined);
    }
    await put('half', {
      id: 'half',
      prints: [
        null,
        { code: 5 },
        { ...print('2'), language: 'fr' },
        { ...print('2'), at: '1' },
        { ...print('2'), slot: 3 },
        print('7'),
      ],
      letterhead: { height: 'high' },
    });
    expect(await log.find('half')).to.deep.equal({ id: 'half', prints: [print('7')] });
    expect((await log.findCode('1'))?.papers.id).to.equal('a');
    expect((await log.findCode('7'))?.papers.id).to.equal('half');
    await log.notePrint('x0', print('8'));
    expect(await codes(open(), 'x0')).to.deep.equal(['8']);
  });

  it('are reached again after the browser has closed the database', async () => {
    const log = open();
    await log.notePrint('a', print('1'));
    await ended(indexedDB.deleteDatabase(name));
    await log.notePrint('a', print('2'));
    expect(await codes(open())).to.deep.equal(['2']);
  });

  it('stay known in this page when the device is full', async () => {
    const log = open();
    await log.notePrint('a', print('1'));
    const { put: before } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    try {
      await log.notePrint('a', print('2'));
    } finally {
      IDBObjectStore.prototype.put = before;
    }
    expect(await codes(log)).to.deep.equal(['1', '2']);
    expect((await log.findCode('2'))?.papers.id).to.equal('a');
    expect(await codes(open())).to.deep.equal(['1']);
    await log.notePrint('a', print('3'));
    expect(await codes(open())).to.deep.equal(['1', '2', '3']);
  });
});
