// Files that came through other hands, other programs and broken sticks. INTEREST_LETTER_FUZZ multiplies the
// number of files; the longest time that one took is printed.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { importApplication } from '../../src/draft/import-application.js';
import { mergeDrafts } from '../../src/draft/merge.js';
import { DraftStore } from '../../src/draft/store.js';
import { isIssueCode } from '../../src/language/issue.js';
import { call2025 } from '../../src/model/call-2025.js';
import { readDraft } from '../../src/model/draft.js';
import { judgeDraft } from '../../src/model/validate.js';
import { sampleApplication, sampleDraft } from '../sample.js';

const numRuns = Number(process.env['INTEREST_LETTER_FUZZ'] ?? 1) * 300;

const files = [
  JSON.stringify(sampleApplication()),
  JSON.stringify(sampleApplication(), null, 2),
  JSON.stringify(sampleDraft),
  JSON.stringify({ ...sampleDraft, leftOver: [{ path: ['annex3', 0], value: { план: [1, null] } }] }),
];

/** Pieces that break readers. */
const piece = fc.oneof(
  fc.constantFrom(
    ...['"', '\\', '{', '}', '[', ']', ',', ':', 'null', 'true', '1e999', '-0', '0x1', '\u0000', '\ufeff'],
    ...['"__proto__":{"x":1},', '"constructor":{"prototype":{}},', '"schemaVersion":2,', '"letter":[],'],
    ...[
      '\\ud83c',
      '\\u0000',
      '[[[[[[[[',
      '{"a":'.repeat(60),
      '"'.repeat(99),
      '9'.repeat(400),
      'ң'.repeat(3000),
    ],
  ),
  fc.string({ maxLength: 8 }),
);

interface Cut {
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}
const cut: fc.Arbitrary<Cut> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.nat(3), fc.nat(2000)),
  piece: fc.oneof(fc.constant(''), piece),
});

/** Bytes lost, doubled and put in. */
const torn = fc
  .tuple(fc.constantFrom(...files), fc.array(cut, { minLength: 1, maxLength: 4 }))
  .map(([file, cuts]) =>
    cuts.reduce((text, { at, length, piece }) => {
      const from = Math.floor(at * text.length);
      return text.slice(0, from) + piece + text.slice(from + length);
    }, file),
  );

/** Well-formed, with other values where ours stand. */
const swapped = fc
  .tuple(
    fc.constantFrom(...files),
    fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 4 })), { minLength: 1, maxLength: 4 }),
  )
  .map(([file, swaps]) => {
    let json = JSON.parse(file) as unknown;
    for (const [seed, value] of swaps) {
      let count = 0;
      const walk = (node: unknown): number =>
        1 +
        (typeof node === 'object' && node ? Object.values(node).reduce((n: number, v) => n + walk(v), 0) : 0);
      const target = seed % walk(json);
      const put = (node: unknown): unknown => {
        if (count++ === target) return value;
        if (Array.isArray(node)) return node.map(put);
        if (typeof node === 'object' && node)
          return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, put(member)]));
        return node;
      };
      json = put(json);
    }
    return JSON.stringify(json);
  });

const file = fc.oneof(torn, swapped);

describe('mutated files', () => {
  let longest = 0;
  after(() => console.log(`# the slowest of ${2 * numRuns} files took ${Math.round(longest)} ms`));

  const timed = async (work: () => unknown): Promise<void> => {
    const start = performance.now();
    await work();
    longest = Math.max(longest, performance.now() - start);
  };

  it('as applications: opened, or refused with a reason and nothing changed', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        const store = new DraftStore(call2025, sampleDraft);
        await timed(async () => {
          const result = await importApplication(store, text);
          if (result.success) {
            assert.ok(store.canUndo);
            store.undo();
          } else {
            assert.ok(result.issues.length);
            for (const { code } of result.issues)
              assert.ok(isIssueCode(code) || code === 'invalidJson', code);
          }
          assert.equal(store.draft, sampleDraft);
        });
      }),
      { numRuns },
    );
  });

  it('as drafts: opened, judged and merged without a throw, or refused with a reason', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        await timed(() => {
          const read = readDraft(text, call2025.id);
          if (!read.success) {
            assert.ok(read.issues.length);
            return;
          }
          judgeDraft(read.data);
          const merged = mergeDrafts(undefined, read.data, sampleDraft).draft;
          for (const list of ['jointActivities', 'civicGroups', 'donorProjects'] as const)
            for (const { key } of sampleDraft[list]) assert.ok(merged[list].some((row) => row.key === key));
        });
      }),
      { numRuns },
    );
  });
});
