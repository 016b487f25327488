import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { changedParts, formatCode, paperCode, paperParts, readCode } from '../../src/letter/paper-code.js';
import { pageMark, qrPath } from '../../src/letter/qr.js';
import { call2025 } from '../../src/model/call-2025.js';
import { emptyDraft, newApplicationId, readDraft } from '../../src/model/draft.js';
import type { Draft, RawFields, RawValue } from '../../src/model/draft.js';
import { partNames } from '../../src/model/application.js';
import { toApplication } from '../../src/model/validate.js';
import { typedDraft } from '../arbitrary.js';
import { manyRows, sampleApplication, sampleDraft } from '../sample.js';

const exported = (draft: Draft) => {
  const result = toApplication(draft, call2025, { language: 'ru' });
  assert.ok(result.success, JSON.stringify(result.issues));
  return result.data;
};
const reopened = (json: unknown): Draft => {
  const read = readDraft(JSON.parse(JSON.stringify(json)), 'another-call');
  assert.ok(read.success);
  return read.data;
};
const withMunicipality = (fields: RawFields): Draft => ({
  ...sampleDraft,
  municipality: { ...sampleDraft.municipality, ...fields },
});
const withLetter = (fields: RawFields): Draft => ({
  ...sampleDraft,
  letter: { ...sampleDraft.letter, ...fields },
});

/** Every text of a draft with the way to it. */
function* textsOf(raw: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof raw === 'string') yield path;
  else if (raw && typeof raw === 'object')
    for (const [name, inner] of Object.entries(raw)) yield* textsOf(inner, [...path, name]);
}

function changed(
  raw: unknown,
  [name, ...rest]: readonly string[],
  change: (text: string) => string,
): unknown {
  if (name === undefined) return change(raw as string);
  if (Array.isArray(raw))
    return raw.map((item, index) => (String(index) === name ? changed(item, rest, change) : item));
  return { ...(raw as object), [name]: changed((raw as Record<string, unknown>)[name], rest, change) };
}

const reversed = (raw: unknown): unknown =>
  Array.isArray(raw)
    ? raw.map(reversed)
    : raw && typeof raw === 'object'
      ? Object.fromEntries(
          Object.entries(raw)
            .reverse()
            .map(([name, inner]) => [name, reversed(inner)]),
        )
      : raw;

describe('the code of a paper', () => {
  it('is twelve digits that fit together', () => {
    fc.assert(
      fc.property(typedDraft, (draft) => {
        const code = paperCode(draft);
        assert.match(code, /^\d{12}$/);
        assert.deepEqual(readCode(code), { code });
      }),
    );
  });

  it('is that of the draft, of the application exported from it, and of that one opened elsewhere', () => {
    fc.assert(
      fc.property(typedDraft, (draft) => {
        const application = exported(draft);
        assert.equal(paperCode(application), paperCode(draft));
        assert.equal(paperCode(reopened(application)), paperCode(draft));
        assert.deepEqual(paperParts(reopened(application)), paperParts(draft));
        assert.equal(paperCode(reopened(draft)), paperCode(draft));
      }),
    );
  });

  it('stays for ever: a paper of the first release is known again', () => {
    const { letter, ...rest } = emptyDraft('dpi-lsg-2025');
    const draft: Draft = {
      ...rest,
      applicationId: '6f1c2b5e-3a47-4d0b-9c1e-8b2f5d7a9e10',
      letter: {
        ...letter,
        senderName: 'Үсөнов',
        letterDate: '14.2.2025',
        contactInfo: { mobilePhones: '0555 12' },
      },
      municipality: { population: '9 417', ownRevenues: { amount: '6 872,4', unit: 'som' } },
      donorProjects: [{ key: 'a', value: { donorName: 'SDC' } }],
    };
    assert.equal(paperCode(draft), '799715573326');
  });

  it('does not depend on the order in which things stand in a file', () => {
    assert.equal(paperCode(reversed(sampleDraft) as Draft), paperCode(sampleDraft));
  });

  it('is the same however one value was typed', () => {
    const code = paperCode(sampleDraft);
    assert.equal(paperCode(withMunicipality({ population: '9417' })), code);
    assert.equal(paperCode(withMunicipality({ areaHa: ' 48250,50 га ' })), code);
    assert.equal(paperCode(withLetter({ letterDate: '2025-жылдын 14-февралы' })), code);
    assert.equal(paperCode(withLetter({ district: ' Жети-Өгүз\u00a0'.normalize('NFD') })), code);
  });

  it('holds with texts that cannot be read yet, in each way of writing the same letters', () => {
    const code = paperCode(withMunicipality({ population: '9 4l7 й' }));
    assert.notEqual(code, paperCode(sampleDraft));
    assert.equal(paperCode(withMunicipality({ population: ' 9 4l7 й\n'.normalize('NFD') })), code);
    assert.notEqual(paperCode(withMunicipality({ population: '9 4l8 й' })), code);
    assert.equal(paperCode(reopened(withMunicipality({ population: '9 4l7 й' }))), code);
  });

  it('passes over what is not on the paper: keys of rows, evidence, leftovers, the day of the call, blanks', () => {
    const code = paperCode(sampleDraft);
    const others: Draft[] = [
      {
        ...sampleDraft,
        jointActivities: sampleDraft.jointActivities.map((row, at) => ({ ...row, key: `x${at}` })),
      },
      {
        ...sampleDraft,
        evidence: [{ key: 'e', value: { criterion: 'a' } }],
        leftOver: [{ path: ['a'], value: 1 }],
      },
      withMunicipality({ populationAsOf: '31.12.2024' }),
      { ...sampleDraft, civicGroups: [{ key: 'b', value: { groupName: ' ' } }, ...sampleDraft.civicGroups] },
      { ...withLetter({ unknown: 'x' }), selfAssessment: { ...sampleDraft.selfAssessment } },
    ];
    for (const other of others) assert.equal(paperCode(other), code);
    const { website: _, ...municipality } = sampleDraft.municipality;
    assert.equal(paperCode(withMunicipality({ website: '' })), paperCode({ ...sampleDraft, municipality }));
  });

  it('is another after any change of an answer, and its part is named', () => {
    const code = paperCode(sampleDraft);
    const before = paperParts(sampleDraft);
    const codes = new Set([code]);
    let count = 0;
    for (const name of partNames) {
      if (name === 'evidence') continue;
      for (const path of textsOf(sampleDraft[name])) {
        if (path.at(-1) === 'key') continue;
        const draft = changed(sampleDraft, [name, ...path], (text) =>
          // Another value that the field takes, or one that it does not.
          /^\d+$/.test(text) ? String((Number(text) % 5) + 1) : `${text}ө`,
        ) as Draft;
        codes.add(paperCode(draft));
        count++;
        assert.deepEqual(changedParts(before, paperParts(draft)), [name], path.join('.'));
      }
    }
    assert.ok(count > 60, `${count} answers`);
    assert.equal(codes.size, count + 1);
  });

  it('is another when a row comes, goes or moves', () => {
    const rows = sampleDraft.jointActivities;
    const lists = [rows, rows.slice(1), [...rows].reverse(), [...rows, ...manyRows(1)]];
    assert.equal(
      new Set(lists.map((jointActivities) => paperCode({ ...sampleDraft, jointActivities }))).size,
      4,
    );
  });

  it('is another for another place of the same answer', () => {
    const [a, b, ...more] = sampleDraft.selfAssessment.priorityProblems as readonly string[];
    const draft = (...priorityProblems: RawValue[]): Draft => ({
      ...sampleDraft,
      selfAssessment: { ...sampleDraft.selfAssessment, priorityProblems: priorityProblems as string[] },
    });
    assert.notEqual(paperCode(draft(b as string, a as string, ...more)), paperCode(sampleDraft));
    assert.notEqual(paperCode(draft('', 'Жол')), paperCode(draft('Жол')));
    assert.equal(paperCode(draft('Жол', '', '')), paperCode(draft('Жол')));
  });

  it('belongs to one application and one call', () => {
    const of = (more: Partial<Draft>): string => paperCode({ ...sampleDraft, ...more });
    assert.notEqual(of({ applicationId: newApplicationId() }), of({}));
    assert.notEqual(of({ callId: 'dpi-lsg-2026' }), of({}));
    assert.deepEqual(changedParts(paperParts(sampleDraft), paperParts({ ...sampleDraft, callId: 'x' })), []);
  });

  it('is made of empty drafts, torn characters and parts that are missing', () => {
    const { letter: _, civicGroups: __, ...rest } = emptyDraft('c');
    assert.match(paperCode(rest as Draft), /^\d{12}$/);
    const torn = withLetter({ senderName: 'а\ud800' });
    assert.notEqual(paperCode(torn), paperCode(withLetter({ senderName: 'а\ud801' })));
  });

  it('refuses what is no application', () => {
    assert.throws(() => paperCode({ ...sampleApplication(), schemaVersion: 99 as 1 }), TypeError);
  });
});

describe('reading a code', () => {
  const code = paperCode(sampleDraft);

  it('takes what people type', () => {
    const [a, b, c] = [code.slice(0, 4), code.slice(4, 8), code.slice(8)] as [string, string, string];
    const ways = [
      formatCode(code),
      `${a} ${b} ${c}`,
      `${a}-${b}–${c}`,
      `Код: ${a}\u2009${b}\u202f${c}.`,
      ` код ${code}\n`,
      [...code].join(' '),
      code.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
      code.replace(/0/g, 'О'),
      code.replace(/0/g, 'о'),
      code.replace(/0/g, 'O'),
    ];
    for (const way of ways) assert.deepEqual(readCode(way), { code }, way);
    assert.deepEqual(readCode('ооо0 OOОО оoоO'), { code: '000000000000' });
  });

  it('shows it in groups that no line break tears apart', () => {
    assert.equal(formatCode('482109375561'), '4821\u00a00937\u00a05561');
  });

  it('takes the text of a QR, and nothing else of it', () => {
    assert.deepEqual(readCode(pageMark(code, 12, 17)), { code });
    assert.deepEqual(readCode(`il1:${code}:1/1 `), { code });
  });

  it('says how many digits there are where there are too few or too many', () => {
    assert.deepEqual(readCode(code.slice(1)), { problem: 'length', count: 11 });
    assert.deepEqual(readCode(`${code}1`), { problem: 'length', count: 13 });
    assert.deepEqual(readCode(''), { problem: 'length', count: 0 });
    assert.deepEqual(readCode('Кат'), { problem: 'length', count: 0 });
  });

  it('finds every wrong digit and every two that have changed places', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const right = paperCode({ ...sampleDraft, applicationId: id });
        for (let at = 0; at < 12; at++) {
          for (const digit of '0123456789') {
            if (digit === right[at]) continue;
            const wrong = right.slice(0, at) + digit + right.slice(at + 1);
            assert.deepEqual(readCode(wrong), { problem: 'digits' }, wrong);
          }
          const [one, two] = [right.charAt(at), right.charAt(at + 1)];
          if (one === two || !two) continue;
          const swapped = right.slice(0, at) + two + one + right.slice(at + 2);
          assert.deepEqual(readCode(swapped), { problem: 'digits' }, swapped);
        }
      }),
    );
  });
});

describe('the QR of a page', () => {
  /** Draws the path as a browser does and reads the picture. */
  const scanned = ({ size, path }: { size: number; path: string }, scale = 4): string => {
    const width = size * scale;
    const data = new Uint8ClampedArray(width * width * 4).fill(255);
    for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
      for (let row = 0; row < scale; row++)
        for (let column = 0; column < Number(length) * scale; column++)
          data.fill(
            0,
            ((Number(y) * scale + row) * width + Number(x) * scale + column) * 4,
            ((Number(y) * scale + row) * width + Number(x) * scale + column) * 4 + 3,
          );
    return decodeQR({ width, height: width, data });
  };

  it('is read again as it was written', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 200 }), (id, page) => {
        const code = paperCode({ ...sampleDraft, applicationId: id });
        const mark = pageMark(code, page, 200);
        assert.equal(scanned(qrPath(mark)), mark);
        assert.deepEqual(readCode(mark), { code });
      }),
      { numRuns: 20 },
    );
  });

  it('has the fewest modules that a page of nine can have, and a clear edge', () => {
    const { size, path } = qrPath(pageMark('482109375561', 2, 7));
    assert.equal(size, 21 + 8);
    assert.match(path, /^(M\d+ \d+h\d+v1h-\d+z)+$/);
    for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)/g))
      assert.ok(Number(x) >= 4 && Number(y) >= 4 && Number(x) + Number(length) <= 25 && Number(y) < 25);
  });
});
