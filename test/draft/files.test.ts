import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { filesUsedIn } from '../../src/draft/files-used.js';
import { DraftFiles } from '../../src/draft/files.js';
import { sampleApplication, sampleDraft } from '../sample.js';

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** In a page that may keep nothing. */
const files = (): DraftFiles =>
  new DraftFiles(() => {
    throw new DOMException('', 'SecurityError');
  });

/** As on a page without HTTPS. */
async function withoutSubtle<Result>(work: () => Promise<Result>): Promise<Result> {
  Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
  try {
    return await work();
  } finally {
    Reflect.deleteProperty(crypto, 'subtle');
  }
}

describe('files where the browser keeps nothing', () => {
  it('come back byte for byte for as long as the page lives, and it is said that they are not kept', async () => {
    const kept = files();
    const bytes = randomBytes(2_500_000);
    const facts = await kept.add(new Blob([bytes], { type: 'application/pdf' }));
    assert.deepEqual(facts, { sha256: hashOf(bytes), size: bytes.length, mediaType: 'application/pdf' });
    assert.deepEqual([kept.isKept, kept.trouble], [false, 'denied']);
    assert.equal(await kept.has(facts.sha256), true);
    kept.close();
    const found = await kept.get(facts.sha256);
    assert.equal(found?.type, 'application/pdf');
    assert.deepEqual(Buffer.from((await found?.arrayBuffer()) as ArrayBuffer), bytes);
    assert.equal(await kept.has(hashOf(randomBytes(4))), false);
    assert.equal(await files().get(facts.sha256), undefined);
  });

  it('have the same hash by the browser and without it, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
        const kept = files();
        assert.equal((await kept.add(blob)).sha256, hashOf(bytes));
        assert.equal((await withoutSubtle(() => kept.add(blob))).sha256, hashOf(bytes));
      }),
      { numRuns: 60 },
    );
    const large = randomBytes(2_200_000);
    const slow = await withoutSubtle(() => files().add(new Blob([large])));
    assert.equal(slow.sha256, hashOf(large));
  });

  it('say how far they are, from slice to slice, and stop when they are told to', async () => {
    const shares: number[] = [];
    const blob = new Blob([randomBytes(3_500_000)]);
    await files().add(blob, { onProgress: (share) => shares.push(share) });
    assert.equal(shares.length, 4);
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => a - b),
    );
    assert.equal(shares.at(-1), 1);

    const kept = files();
    const stop = new AbortController();
    const seen: number[] = [];
    const adding = kept.add(blob, {
      signal: stop.signal,
      onProgress: (share) => {
        seen.push(share);
        stop.abort();
      },
    });
    await assert.rejects(adding, { name: 'AbortError' });
    assert.equal(seen.length, 1);
    assert.equal(kept.isKept, true);
  });

  it('that can no longer be read are refused, and nothing is kept of them', async () => {
    const kept = files();
    const gone = new Blob(['1234']);
    gone.slice = () => new Blob([]);
    await assert.rejects(kept.add(gone), { name: 'NotReadableError' });
    assert.equal(kept.isKept, true);
  });

  it('are let go of when nothing uses them, at once only by force', async () => {
    const kept = files();
    const [a, b] = [await kept.add(new Blob(['a'])), await kept.add(new Blob(['b']))];
    await kept.keepOnly(new Set([a.sha256]));
    assert.deepEqual([await kept.has(a.sha256), await kept.has(b.sha256)], [true, true]);
    await kept.keepOnly(new Set([a.sha256]), { force: true });
    assert.deepEqual([await kept.has(a.sha256), await kept.has(b.sha256)], [true, false]);
    await kept.clear();
    assert.equal(await kept.has(a.sha256), false);
  });
});

describe('the files that a draft uses', () => {
  it('are read of a draft and of an application, and of whatever else is found', () => {
    const hashes = sampleApplication().evidence.map(({ sha256 }) => sha256);
    assert.equal(hashes.length, 3);
    assert.deepEqual(filesUsedIn(sampleDraft), hashes);
    assert.deepEqual(filesUsedIn(sampleApplication()), hashes);
    const odd = [null, 7, { value: null }, { value: { sha256: 'ff' } }, { sha256: 'AB'.repeat(32) }];
    assert.deepEqual(filesUsedIn({ evidence: odd }), []);
    for (const content of [undefined, null, 'x', { evidence: {} }, []])
      assert.deepEqual(filesUsedIn(content), []);
  });
});
