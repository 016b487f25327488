import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PaperLog } from '../../src/draft/papers.js';
import type { Print } from '../../src/draft/papers.js';
import { sampleDraft } from '../sample.js';

const print = (code: string, at = 1): Print => ({
  code,
  parts: { letter: code },
  at,
  language: 'ky',
  draft: sampleDraft,
});

/** In a page that may keep nothing. */
const log = (): PaperLog =>
  new PaperLog(() => {
    throw new DOMException('', 'SecurityError');
  });
const codes = async (papers: PaperLog, id = 'a'): Promise<string[] | undefined> =>
  (await papers.find(id))?.prints.map(({ code }) => code);

describe('papers where the browser keeps nothing', () => {
  it('are known for as long as the page lives', async () => {
    const papers = log();
    assert.equal(await papers.find('a'), undefined);
    await papers.notePrint('a', print('1'));
    await Promise.all([papers.notePrint('a', print('2', 2)), papers.notePrint('b', print('3', 3))]);
    assert.deepEqual(await codes(papers), ['1', '2']);
    const found = await papers.findCode('3');
    assert.deepEqual([found?.papers.id, found?.print.at], ['b', 3]);
    assert.equal(await papers.findCode('4'), undefined);
    papers.close();
    assert.deepEqual(await codes(papers), ['1', '2']);
    assert.equal(await codes(log()), undefined);
  });

  it('keep the letterhead beside the prints, until it is taken away', async () => {
    const papers = log();
    await papers.setLetterhead('a', { height: 45 });
    await papers.notePrint('a', print('1'));
    assert.equal((await papers.find('a'))?.letterhead?.height, 45);
    await papers.setLetterhead('a', undefined);
    assert.deepEqual(await papers.find('a'), { id: 'a', prints: [print('1')] });
  });

  it('are forgotten one by one and all together, and brought back', async () => {
    const papers = log();
    await papers.notePrint('a', print('1'));
    await papers.notePrint('b', print('2'));
    const before = await papers.find('a');
    await papers.forget('a');
    assert.equal(await papers.find('a'), undefined);
    assert.deepEqual(await codes(papers, 'b'), ['2']);
    assert.ok(before);
    await papers.restore(before);
    assert.deepEqual(await codes(papers), ['1']);
    await papers.clear();
    assert.deepEqual([await papers.find('a'), await papers.find('b')], [undefined, undefined]);
  });
});
