import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mergeDrafts, settle } from '../../src/draft/merge.js';
import type { Conflict } from '../../src/draft/merge.js';
import { DraftStore } from '../../src/draft/store.js';
import { call2025 } from '../../src/model/call-2025.js';
import { emptyDraft, readDraft } from '../../src/model/draft.js';
import type { Draft, LeftOver, RawFields, Row } from '../../src/model/draft.js';
import type { PartName } from '../../src/model/part.js';
import { toApplication } from '../../src/model/validate.js';
import { typedDraft } from '../arbitrary.js';
import { manyRows, sampleApplication, sampleDraft } from '../sample.js';

const list = 'jointActivities';
const blank = emptyDraft(call2025.id);

/** The draft after somebody worked in it. */
function edited(draft: Draft, work: (store: DraftStore) => void): Draft {
  const store = new DraftStore(call2025, draft);
  work(store);
  return store.draft;
}

/** The same draft as it comes back from a device or a file: equal, and no object shared. */
const copied = (draft: Draft): Draft => structuredClone(draft);

function read(json: unknown): Draft {
  const result = readDraft(json, call2025.id);
  assert.ok(result.success);
  return result.data;
}

const rowsOf = (draft: Draft, part: PartName = list): readonly Row[] =>
  draft[part] as unknown as readonly Row[];
const keys = (draft: Draft, part: PartName = list): string[] => rowsOf(draft, part).map(({ key }) => key);
const withRows = (rows: readonly Row[], draft = sampleDraft): Draft => ({ ...draft, [list]: rows }) as Draft;
const activity = (key: string, activityName: string, more: RawFields = {}): Row => ({
  key,
  value: { activityName, ...more },
});

/** Merges without conflicts. */
function merged(base: Draft | undefined, mine: Draft, theirs: Draft): Draft {
  const { draft, conflicts } = mergeDrafts(base, mine, theirs);
  assert.deepEqual(conflicts, []);
  return draft;
}

/** Every text that is not empty, by its place: part, key of the row, names. */
function textsOf(draft: Draft): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (raw: unknown, at: string): void => {
    if (typeof raw === 'string') {
      if (raw) texts.set(at, raw);
    } else for (const [name, inner] of Object.entries(raw ?? {})) walk(inner, `${at}/${name}`);
  };
  for (const [name, part] of Object.entries(draft)) {
    if (!Array.isArray(part)) walk(part, name);
    else if (name !== 'leftOver') for (const { key, value } of part as Row[]) walk(value, `${name}/${key}`);
  }
  return texts;
}

const placeOf = ({ part, key, path }: Conflict & { kind: 'text' }): string =>
  [part, ...(key === undefined ? [] : [key]), ...path].join('/');

describe('two tabs on one draft', () => {
  it('that worked in different places come together', () => {
    const mine = edited(sampleDraft, (store) => {
      store.set('letter', undefined, ['contactInfo', 'emails'], 'new@mail.kg');
      store.set('selfAssessment', undefined, ['priorityProblems', '0'], 'Суу');
      store.set(list, 'activity-1', ['results'], 'Бүттү');
    });
    const theirs = edited(copied(sampleDraft), (store) => {
      store.set('letter', undefined, ['contactInfo', 'mobilePhones'], '');
      store.set('selfAssessment', undefined, ['priorityProblems', '4'], 'Жарык');
      store.set(list, 'activity-1', ['citizensReached'], '99');
      store.set(list, 'activity-3', ['results'], 'Башталды');
    });
    const draft = merged(sampleDraft, mine, theirs);
    assert.deepEqual(draft.letter.contactInfo, {
      ...sampleDraft.letter.contactInfo,
      emails: 'new@mail.kg',
      mobilePhones: '',
    });
    assert.equal(draft.selfAssessment.priorityProblems?.[0], 'Суу');
    assert.equal(draft.selfAssessment.priorityProblems?.[4], 'Жарык');
    const [first, second, third] = draft[list];
    assert.deepEqual(first?.value, {
      ...sampleDraft[list][0]?.value,
      results: 'Бүттү',
      citizensReached: '99',
    });
    assert.equal(second, theirs[list][1]);
    assert.equal(third, theirs[list][2]);
    assert.equal(draft.municipality, theirs.municipality);
  });

  it('that wrote different texts in one place leave theirs, and the conflict has both', () => {
    const mine = edited(sampleDraft, (store) => {
      store.set('municipality', undefined, ['ownRevenues', 'amount'], '7 000');
      store.set('selfAssessment', undefined, ['priorityProblems', '1'], '');
      store.set(list, 'activity-2', ['results'], 'Мен жаздым');
    });
    const theirs = edited(sampleDraft, (store) => {
      store.set('municipality', undefined, ['ownRevenues', 'amount'], '8 000');
      store.set('selfAssessment', undefined, ['priorityProblems', '1'], 'Жол');
      store.set(list, 'activity-2', ['results'], 'Алар жазды');
    });
    const { draft, conflicts } = mergeDrafts(sampleDraft, mine, theirs);
    assert.equal(draft, theirs);
    assert.deepEqual(conflicts, [
      {
        kind: 'text',
        part: 'municipality',
        path: ['ownRevenues', 'amount'],
        mine: '7 000',
        theirs: '8 000',
      },
      { kind: 'text', part: 'selfAssessment', path: ['priorityProblems', '1'], mine: '', theirs: 'Жол' },
      {
        kind: 'text',
        part: list,
        key: 'activity-2',
        path: ['results'],
        mine: 'Мен жаздым',
        theirs: 'Алар жазды',
      },
    ]);
    const settled = conflicts.reduce((now, conflict) => settle(now, conflict, 'mine'), draft);
    assert.deepEqual(settled, mine);
    assert.equal(
      conflicts.reduce((now, conflict) => settle(now, conflict, 'theirs'), draft),
      draft,
    );
  });

  it('that wrote the same do not differ', () => {
    const work = (store: DraftStore): void =>
      store.set('letter', undefined, ['senderName'], 'Асан уулу Бакыт');
    const theirs = edited(sampleDraft, work);
    assert.equal(merged(sampleDraft, copied(edited(sampleDraft, work)), theirs), theirs);
  });

  it('may have emptied a field or left it out: that is the same, and makes no fields', () => {
    const mine = edited(blank, (store) => {
      store.set('letter', undefined, ['contactInfo', 'emails'], '');
      store.set('selfAssessment', undefined, ['priorityProblems', '2'], '');
    });
    assert.equal(merged(blank, mine, blank), blank);
    assert.equal(merged(undefined, mine, blank), blank);
    const theirs = edited(blank, (store) =>
      store.set('letter', undefined, ['contactInfo', 'landlinePhones'], '1'),
    );
    assert.equal(merged(blank, mine, theirs), theirs);
  });

  it('where one emptied what the other left alone stay empty', () => {
    const mine = edited(sampleDraft, (store) => store.set('municipality', undefined, ['website'], ''));
    assert.equal(merged(sampleDraft, mine, copied(sampleDraft)).municipality.website, '');
    const { website, ...rest } = sampleDraft.municipality;
    assert.ok(website);
    const draft = merged(sampleDraft, { ...sampleDraft, municipality: rest }, copied(sampleDraft));
    assert.equal('website' in draft.municipality, false);
    const theirs = edited(sampleDraft, (store) =>
      store.set('municipality', undefined, ['email'], 'a@mail.kg'),
    );
    const both = merged(sampleDraft, { ...sampleDraft, municipality: rest }, theirs);
    assert.deepEqual(both.municipality, { ...rest, email: 'a@mail.kg' });
  });

  it('that typed the same texts in another order do not differ', () => {
    const turned = (draft: Draft): Draft =>
      withRows(
        rowsOf(draft).map(({ key, value }) => ({
          key,
          value: Object.fromEntries(Object.entries(value).reverse()),
        })),
        draft,
      );
    assert.equal(merged(sampleDraft, turned(sampleDraft), sampleDraft), sampleDraft);
    const removed = edited(sampleDraft, (store) => void store.removeRow(list, 'activity-2'));
    assert.equal(merged(sampleDraft, turned(sampleDraft), removed), removed);
    const exported = { ...sampleDraft, [list]: read(sampleApplication())[list] };
    assert.equal(merged(undefined, turned(exported), sampleDraft), sampleDraft);
  });

  it('both begin answers that nobody had begun', () => {
    const mine = edited(blank, (store) => {
      store.set('selfAssessment', undefined, ['priorityProblems', '2'], 'Суу');
    });
    const theirs = edited(blank, (store) =>
      store.set('selfAssessment', undefined, ['priorityProblems', '0'], 'Жол'),
    );
    assert.deepEqual(merged(blank, mine, theirs).selfAssessment, { priorityProblems: ['Жол', '', 'Суу'] });
  });

  it('where one took a whole question away, its text can still be chosen', () => {
    const base = edited(blank, (store) =>
      store.set('selfAssessment', undefined, ['priorityProblems', '1'], 'Жол'),
    );
    const mine = edited(base, (store) =>
      store.set('selfAssessment', undefined, ['priorityProblems', '1'], 'Суу'),
    );
    const { draft, conflicts } = mergeDrafts(base, mine, { ...base, selfAssessment: {} });
    assert.equal(conflicts.length, 1);
    assert.deepEqual(settle(draft, conflicts[0] as Conflict, 'mine').selfAssessment, mine.selfAssessment);
    const more = edited(mine, (store) =>
      store.set('selfAssessment', undefined, ['priorityProblems', '2'], 'Жарык'),
    );
    const { selfAssessment } = mergeDrafts(base, more, { ...base, selfAssessment: {} }).draft;
    assert.deepEqual(selfAssessment, { priorityProblems: ['', '', 'Жарык'] });
  });

  it('keep the rows that either added, and lose those that either removed', () => {
    let added = ['', ''];
    const mine = edited(sampleDraft, (store) => {
      added = [store.addRow(list, 1, { activityName: 'Ашар' }), store.addRow(list)];
      store.removeRow(list, 'activity-3');
    });
    const theirs = edited(copied(sampleDraft), (store) => {
      store.removeRow(list, 'activity-1');
      store.addRow('civicGroups', 0);
    });
    const draft = merged(sampleDraft, mine, theirs);
    assert.deepEqual(keys(draft), [added[0], 'activity-2', added[1]]);
    assert.equal(draft.civicGroups, theirs.civicGroups);
  });

  it('keep a row that one removed and the other changed, until somebody decides', () => {
    const removed = edited(sampleDraft, (store) => void store.removeRow(list, 'activity-2'));
    const changed = edited(sampleDraft, (store) => store.set(list, 'activity-2', ['results'], 'Жаңы'));
    const row = changed[list][1] as Row;

    const one = mergeDrafts(sampleDraft, removed, changed);
    assert.equal(one.draft, changed);
    assert.deepEqual(one.conflicts, [{ kind: 'row', part: list, key: 'activity-2', theirs: row }]);
    const [conflict] = one.conflicts as [Conflict];
    assert.deepEqual(settle(one.draft, conflict, 'mine'), removed);
    assert.equal(settle(one.draft, conflict, 'theirs'), changed);
    assert.deepEqual(keys(settle(settle(one.draft, conflict, 'mine'), conflict, 'theirs')), [
      'activity-1',
      'activity-3',
      'activity-2',
    ]);

    const other = mergeDrafts(sampleDraft, changed, removed);
    assert.deepEqual(other.draft, changed);
    assert.deepEqual(other.conflicts, [{ kind: 'row', part: list, key: 'activity-2', mine: row }]);
  });

  it('settle nothing in a row that has gone since', () => {
    const mine = edited(sampleDraft, (store) => store.set(list, 'activity-2', ['results'], 'а'));
    const theirs = edited(sampleDraft, (store) => store.set(list, 'activity-2', ['results'], 'б'));
    const { draft, conflicts } = mergeDrafts(sampleDraft, mine, theirs);
    const gone = edited(draft, (store) => void store.removeRow(list, 'activity-2'));
    assert.equal(settle(gone, conflicts[0] as Conflict, 'mine'), gone);
  });

  const base = withRows(['а', 'б', 'в', 'г'].map((key) => activity(key, key)));
  const inOrder = (order: string): Draft =>
    withRows([...order].map((key) => rowsOf(base).find((row) => row.key === key) ?? activity(key, key)));
  for (const [title, mine, theirs, expected] of [
    ['mine moved a row, theirs none', 'габв', 'абвг', 'габв'],
    ['theirs moved a row, mine none', 'абвг', 'багв', 'багв'],
    ['both moved rows: theirs', 'гвба', 'бавг', 'бавг'],
    ['mine added rows: after the row before them', 'аxyбвгz', 'абвг', 'аxyбвгz'],
    ['mine added at the beginning', 'xyабвг', 'абвг', 'xyабвг'],
    ['mine added after a row that theirs removed', 'абxвг', 'авг', 'аxвг'],
    ['both added in one place', 'аxбвг', 'аtбвг', 'аxtбвг'],
    ['mine moved, theirs added and removed', 'габв', 'абtг', 'габt'],
    ['theirs moved, mine added and removed', 'аxбг', 'гвба', 'гбаx'],
  ] as const) {
    it(`order their rows: ${title}`, () => {
      assert.equal(keys(merged(base, inOrder(mine), inOrder(theirs))).join(''), expected);
    });
  }

  it('agree on what no form has a place for, and on whose application it is', () => {
    const left = (name: string): LeftOver => ({ path: ['annex3', name], value: { [name]: null } });
    const base: Draft = { ...sampleDraft, leftOver: [left('a'), left('b')] };
    const mine: Draft = { ...sampleDraft, callId: 'dpi-2028', leftOver: [left('b'), left('m'), left('n')] };
    const theirs: Draft = { ...base, leftOver: [left('a'), left('b'), left('n')] };
    const draft = merged(base, mine, theirs);
    assert.deepEqual(new Set(draft.leftOver), new Set([left('b'), left('m'), left('n')]));
    assert.equal(draft.callId, 'dpi-2028');
    assert.equal(merged(base, base, mine), mine);
    assert.equal(merged(base, copied(mine), mine), mine);
    const doubled = { ...base, leftOver: [left('a'), left('a')] };
    assert.equal(merged(base, base, doubled), doubled);
    assert.deepEqual(merged(base, copied(base), doubled).leftOver, [left('a')]);
    assert.equal('leftOver' in merged(base, sampleDraft, copied(base)), false);
    const united = merged(undefined, mine, { ...base, callId: 'other' });
    assert.deepEqual(united.leftOver, [left('a'), left('b'), left('m'), left('n')]);
    assert.equal(united.callId, 'other');
  });
});

describe('two files of which nobody knows the beginning', () => {
  it('of two clerks who filled different parts are the whole application', () => {
    const { applicationId, callId } = sampleDraft;
    const head = { ...emptyDraft(callId), applicationId };
    const { letter, municipality, selfAssessment, ...rest } = sampleDraft;
    const { ownRevenues, ...table } = municipality;
    const mine = { ...head, letter, municipality: { ownRevenues: { amount: ownRevenues?.amount ?? '' } } };
    const theirs = {
      ...head,
      ...rest,
      municipality: { ...table, ownRevenues: { unit: 'thousandSom', year: '2024' } },
      selfAssessment,
    };
    assert.deepEqual(merged(undefined, mine, theirs), sampleDraft);
    assert.deepEqual(merged(undefined, theirs, mine), sampleDraft);
  });

  it('hold both rows of each, and ask where they differ', () => {
    const mine = withRows([activity('m', 'Ашар'), activity('s', 'Суу', { results: 'а' })], blank);
    const theirs = withRows([activity('s', 'Суу', { results: 'б' }), activity('t', 'Жол')], blank);
    const { draft, conflicts } = mergeDrafts(undefined, mine, theirs);
    assert.deepEqual(keys(draft), ['m', 's', 't']);
    assert.deepEqual(conflicts, [
      { kind: 'text', part: list, key: 's', path: ['results'], mine: 'а', theirs: 'б' },
    ]);
  });

  for (const [part, path, mine, theirs] of [
    ['municipality', ['population'], '1 250', '1250'],
    ['municipality', ['ownRevenues', 'amount'], '6 872,40', '6872.4'],
    ['letter', ['letterDate'], '2025-02-14', '14.02.2025'],
    ['letter', ['senderName'], ' Асан \n', 'Асан'],
    ['selfAssessment', ['priorityProblems', '0'], 'Суу', 'Суу '],
    ['municipality', ['population'], ' көп', 'көп'],
    ['municipality', ['population'], ' ', '1250'],
  ] as const) {
    it(`do not differ where ${JSON.stringify(mine)} says what ${JSON.stringify(theirs)} says`, () => {
      const [one, other] = [mine, theirs].map((text) =>
        edited(blank, (store) => store.set(part, undefined, path, text)),
      );
      assert.equal(merged(undefined, one as Draft, other as Draft), other);
    });
  }

  it('differ where a text cannot be read, or says something else', () => {
    for (const [mine, theirs] of [
      ['1250', '1260'],
      ['көп', 'аз'],
      ['көп', '1250'],
    ] as const) {
      const [one, other] = [mine, theirs].map((population) => ({ ...blank, municipality: { population } }));
      const { draft, conflicts } = mergeDrafts(undefined, one as Draft, other as Draft);
      assert.equal(draft, other);
      assert.deepEqual(conflicts, [
        { kind: 'text', part: 'municipality', path: ['population'], mine, theirs },
      ]);
    }
  });

  it('may be the application that was exported from the draft: its rows are the same rows', () => {
    const exported = read(sampleApplication());
    const draft = merged(undefined, exported, sampleDraft);
    // The export says the day of the population, which nobody types.
    const { populationAsOf, ...municipality } = draft.municipality;
    assert.ok(populationAsOf);
    assert.deepEqual({ ...draft, municipality }, sampleDraft);
    for (const part of [
      'letter',
      'selfAssessment',
      list,
      'civicGroups',
      'donorProjects',
      'evidence',
    ] as const)
      assert.equal(draft[part], sampleDraft[part]);
    assert.equal(merged(undefined, sampleDraft, exported), exported);
  });

  it('count rows that are equal: two and one are two', () => {
    const row = (key: string, reached: string): Row => activity(key, 'Ашар', { citizensReached: reached });
    const mine = withRows([row('m1', '1 000'), row('m2', '1000')]);
    assert.deepEqual(keys(merged(undefined, mine, withRows([row('t', '1000')]))), ['t', 'm2']);
    const theirs = withRows([row('t1', '1000'), row('t2', '1000'), row('t3', '1000')]);
    assert.equal(merged(undefined, mine, theirs), theirs);
    // A row that has its own in theirs by key is no other's.
    const known = withRows([row('m1', '1000')]);
    assert.deepEqual(keys(merged(undefined, mine, known)), ['m1', 'm2']);
  });

  it('have one row where the key is one, whatever another row says', () => {
    const theirs = withRows([activity('k', 'Жол'), activity('t', 'Суу')], blank);
    const { draft, conflicts } = mergeDrafts(undefined, withRows([activity('k', 'Суу')], blank), theirs);
    assert.equal(draft, theirs);
    assert.deepEqual(conflicts, [
      { kind: 'text', part: list, key: 'k', path: ['activityName'], mine: 'Суу', theirs: 'Жол' },
    ]);
  });

  it('do not take rows for one whose unreadable texts differ', () => {
    const row = (key: string, reached: string): Row => activity(key, 'Ашар', { citizensReached: reached });
    const draft = merged(undefined, withRows([row('m', 'көп')]), withRows([row('t', 'аз')]));
    assert.deepEqual(keys(draft), ['t', 'm']);
  });

  it('do not get blank rows from one another', () => {
    const theirs = withRows([activity('t', 'Суу')]);
    const mine = withRows([activity('m1', ' '), activity('m2', 'Жол'), { key: 'm3', value: {} }]);
    assert.deepEqual(keys(merged(undefined, mine, theirs)), ['t', 'm2']);
    assert.equal(merged(undefined, withRows([{ key: 'm', value: {} }]), theirs), theirs);
  });
});

describe('what has not changed', () => {
  it('of three thousand rows is the same row, for one changed', () => {
    const base: Draft = {
      ...sampleDraft,
      jointActivities: manyRows(1000),
      civicGroups: manyRows(1000, 'civicGroups'),
      donorProjects: manyRows(1000, 'donorProjects'),
    };
    const mine = edited(base, (store) => store.set(list, `${list}-500`, ['results'], 'Жаңы'));
    const theirs = copied(base);
    for (const from of [base, undefined]) {
      const given = from ? mine : edited(mine, (store) => store.set(list, `${list}-1`, ['results'], ''));
      const start = from
        ? theirs
        : edited(theirs, (store) => store.set(list, `${list}-500`, ['results'], ''));
      const draft = merged(from, given, start);
      assert.equal(draft.civicGroups, start.civicGroups);
      assert.equal(draft.donorProjects, start.donorProjects);
      assert.deepEqual(
        draft[list].flatMap((row, index) => (row === start[list][index] ? [] : [row.key, row.value.results])),
        [`${list}-500`, 'Жаңы'],
      );
    }
  });

  it('of any draft is the draft itself', () => {
    fc.assert(
      fc.property(typedDraft, typedDraft, (base, other) => {
        assert.equal(merged(base, other, other), other);
        assert.equal(merged(base, copied(other), other), other);
        assert.equal(merged(base, base, other), other);
        assert.equal(merged(base, copied(base), other), other);
        assert.deepEqual(merged(base, other, base), other);
        assert.equal(merged(undefined, other, other), other);
        assert.equal(merged(undefined, copied(other), other), other);
        assert.equal(merged(undefined, emptyDraft(other.callId), other), other);
      }),
      { numRuns: 50 },
    );
  });

  it('of any draft and its application is the draft, but for what the application adds', () => {
    fc.assert(
      fc.property(typedDraft, (draft) => {
        const exported = toApplication(draft, call2025, { language: 'ky' });
        if (!exported.success) return;
        const joined = merged(undefined, read(exported.data), draft);
        for (const part of ['letter', 'selfAssessment', list, 'civicGroups', 'donorProjects'] as const)
          assert.equal(joined[part], draft[part]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('whatever two sides do to one draft', () => {
  const text = fc.constantFrom('', ' ', 'а', 'б', 'в', '1 250', '1250');
  const at = fc.nat(6);
  const lists = fc.constantFrom<PartName[]>(list, 'civicGroups');
  const leaf = fc.constantFrom<[PartName, string[]][]>(
    ['letter', ['senderName']],
    ['letter', ['contactInfo', 'emails']],
    ['letter', ['contactInfo', 'mobilePhones']],
    ['municipality', ['ownRevenues', 'amount']],
    ['municipality', ['ownRevenues', 'unit']],
    ['municipality', ['population']],
    ['selfAssessment', ['priorityProblems', '0']],
    ['selfAssessment', ['priorityProblems', '3']],
  );
  const fields: Partial<Record<PartName, string[]>> = {
    [list]: ['activityName', 'results'],
    civicGroups: ['groupName', 'leaderName'],
  };
  type Edit = (store: DraftStore) => void;
  const inRow = (part: PartName, index: number, act: (store: DraftStore, key: string) => void): Edit => {
    return (store) => {
      const row = store.rows(part)[index];
      if (row) act(store, row.key);
    };
  };
  const typing: fc.Arbitrary<Edit> = fc.tuple(leaf, text).map(
    ([[part, path], typed]) =>
      (store) =>
        store.set(part, undefined, path, typed),
  );
  const typingInRow: fc.Arbitrary<Edit> = fc
    .tuple(lists, at, fc.nat(1), text)
    .map(([part, index, field, typed]) =>
      inRow(part, index, (store, key) => store.set(part, key, [fields[part]?.[field] as string], typed)),
    );
  const removing: fc.Arbitrary<Edit> = fc
    .tuple(lists, at)
    .map(([part, index]) => inRow(part, index, (store, key) => store.removeRow(part, key)));
  const moving: fc.Arbitrary<Edit> = fc
    .tuple(lists, at, fc.constantFrom(-1, 1, 2))
    .map(([part, index, by]) => inRow(part, index, (store, key) => store.moveRow(part, key, by)));
  const adding: fc.Arbitrary<Edit> = fc.tuple(lists, at, text).map(([part, index, typed]) => (store) => {
    store.addRow(part, index, typed ? { [fields[part]?.[0] as string]: typed } : {});
  });
  const script = fc.array(fc.oneof(typing, typingInRow, typingInRow, removing, moving, adding), {
    maxLength: 12,
  });
  const run = (base: Draft, edits: readonly Edit[]): Draft =>
    edited(base, (store) => edits.forEach((edit) => edit(store)));

  const begin: Draft = {
    ...sampleDraft,
    selfAssessment: { priorityProblems: ['Жол'] },
    jointActivities: manyRows(4),
    civicGroups: manyRows(2, 'civicGroups'),
  };
  /** Where both begin, and what became of it on either side; some as they come back from storage. */
  const versions = fc
    .tuple(script, script, script, fc.boolean())
    .map(([first, second, third, stored]): [Draft, Draft, Draft] => {
      const base = run(begin, first);
      return [base, run(base, second), run(stored ? copied(base) : base, third)];
    });
  const each = (judge: (base: Draft, mine: Draft, theirs: Draft) => void): void =>
    fc.assert(
      fc.property(versions, (drafts) => judge(...drafts)),
      { numRuns: 500 },
    );

  it('no text and no row that either changed is lost', () => {
    each((base, mine, theirs) => {
      const { draft, conflicts } = mergeDrafts(base, mine, theirs);
      const [before, after] = [textsOf(base), textsOf(draft)];
      for (const side of ['mine', 'theirs'] as const) {
        const told = new Map<string, string>();
        for (const conflict of conflicts)
          if (conflict.kind === 'text') told.set(placeOf(conflict), conflict[side]);
        const version = side === 'mine' ? mine : theirs;
        for (const [place, typed] of textsOf(version))
          if (typed !== before.get(place) && typed !== after.get(place))
            assert.equal(told.get(place), typed, place);
        for (const part of [list, 'civicGroups'] as const) {
          const known = new Set(keys(base, part));
          const now = new Set(keys(draft, part));
          for (const key of keys(version, part)) assert.ok(known.has(key) || now.has(key), key);
        }
      }
      // What is emptied stays empty, unless the other side wrote there.
      for (const place of after.keys()) {
        const [was, now] = [before.get(place), after.get(place)];
        if (now === was) continue;
        assert.ok(textsOf(theirs).get(place) === now || textsOf(mine).get(place) === now, place);
      }
    });
  });

  it('texts and rows that neither changed stay, those that one changed are as there', () => {
    each((base, mine, theirs) => {
      const { draft, conflicts } = mergeDrafts(base, mine, theirs);
      const [was, my, their, now] = [base, mine, theirs, draft].map(textsOf) as [
        Map<string, string>,
        Map<string, string>,
        Map<string, string>,
        Map<string, string>,
      ];
      const disputed = new Set(
        conflicts.flatMap(({ part, key }) => (key === undefined ? [] : [`${part}/${key}`])),
      );
      for (const place of new Set([...was.keys(), ...my.keys(), ...their.keys()])) {
        if (disputed.has(place.split('/', 2).join('/'))) continue;
        if (my.get(place) === was.get(place)) assert.equal(now.get(place), their.get(place), place);
        else if (their.get(place) === was.get(place)) assert.equal(now.get(place), my.get(place), place);
        else assert.equal(now.get(place), their.get(place), place);
      }
    });
  });

  it('no row comes twice, and rows that nobody moved stay in order', () => {
    each((base, mine, theirs) => {
      const { draft } = mergeDrafts(base, mine, theirs);
      for (const part of [list, 'civicGroups'] as const) {
        const now = keys(draft, part);
        assert.equal(new Set(now).size, now.length);
        const common = (one: Draft, other: Draft): string =>
          keys(one, part)
            .filter((key) => keys(other, part).includes(key))
            .join();
        const moved = (version: Draft): boolean => common(base, version) !== common(version, base);
        const like = moved(mine) && !moved(theirs) ? mine : theirs;
        assert.equal(common(draft, like), common(like, draft));
      }
    });
  });

  it('settling every conflict for mine holds what mine says there, for theirs what theirs says', () => {
    each((base, mine, theirs) => {
      const { draft, conflicts } = mergeDrafts(base, mine, theirs);
      for (const [side, version] of [
        ['mine', mine],
        ['theirs', theirs],
      ] as const) {
        const settled = conflicts.reduce((now, conflict) => settle(now, conflict, side), draft);
        const [now, wanted] = [textsOf(settled), textsOf(version)];
        for (const conflict of conflicts) {
          if (conflict.kind === 'text') {
            assert.equal(now.get(placeOf(conflict)), wanted.get(placeOf(conflict)));
            assert.equal(now.get(placeOf(conflict)) ?? '', conflict[side]);
          } else {
            const find = (where: Draft): unknown =>
              rowsOf(where, conflict.part).find(({ key }) => key === conflict.key)?.value;
            assert.deepEqual(find(settled), find(version));
          }
        }
      }
    });
  });

  it('the same again changes nothing more', () => {
    each((base, mine, theirs) => {
      const { draft } = mergeDrafts(base, mine, theirs);
      assert.equal(merged(mine, mine, draft), draft);
      assert.equal(merged(copied(mine), mine, draft), draft);
      const again = mergeDrafts(undefined, mine, theirs).draft;
      assert.equal(mergeDrafts(undefined, mine, again).draft, again);
    });
  });

  it('no text of two unrelated files is lost, but for another way to type the same', () => {
    each((_, mine, theirs) => {
      const { draft, conflicts } = mergeDrafts(undefined, mine, theirs);
      const words = (...texts: string[]): string[] =>
        texts.map((each) => each.replace(/\s/g, '')).filter(Boolean);
      const kept = new Set([
        ...words(...textsOf(draft).values()),
        ...conflicts.flatMap((found) => (found.kind === 'text' ? words(found.mine, found.theirs) : [])),
      ]);
      for (const version of [mine, theirs])
        for (const typed of words(...textsOf(version).values())) assert.ok(kept.has(typed), typed);
      for (const part of [list, 'civicGroups'] as const) {
        const now = new Set(keys(draft, part));
        assert.ok(keys(theirs, part).every((key) => now.has(key)));
      }
    });
  });

  it('two sides in different places never conflict, whichever is mine', () => {
    // One side has the even rows and the letter, the other the odd rows and the rest; one of them may move rows.
    const place = fc.record({ at, field: fc.nat(1), text, drop: fc.boolean() });
    const own = fc.record({
      places: fc.array(place, { maxLength: 8 }),
      adds: fc.array(text, { maxLength: 3 }),
    });
    const work = (
      side: 0 | 1,
      {
        places,
        adds,
      }: { places: { at: number; field: number; text: string; drop: boolean }[]; adds: string[] },
    ) =>
      edited(begin, (store) => {
        for (const { at, field, text, drop } of places) {
          const row = begin[list][(at % 2) * 2 + side];
          if (drop && row) store.removeRow(list, row.key);
          else if (row && at < 4) store.set(list, row.key, [fields[list]?.[field] as string], text);
          else if (side)
            store.set('municipality', undefined, ['ownRevenues', field ? 'amount' : 'year'], text);
          else store.set('municipality', undefined, ['ownRevenues', 'unit'], text);
          store.set('selfAssessment', undefined, ['priorityProblems', String(field * 2 + side)], text);
        }
        for (const each of adds) store.addRow(list, undefined, { activityName: each });
      });
    fc.assert(
      fc.property(own, own, fc.array(moving, { maxLength: 3 }), (first, second, moves) => {
        const one = run(work(0, first), moves);
        const other = work(1, second);
        const [draft, swapped] = [merged(begin, one, other), merged(begin, other, one)];
        const sorted = (rows: Draft): Row[] =>
          rowsOf(rows)
            .slice()
            .sort((a, b) => (a.key < b.key ? -1 : 1));
        assert.deepEqual(textsOf(draft), textsOf(swapped));
        assert.deepEqual(sorted(draft), sorted(swapped));
        const old = (rows: Draft): string[] => keys(rows).filter((key) => key.startsWith(list));
        assert.deepEqual(old(draft), old(swapped));
      }),
      { numRuns: 300 },
    );
  });
});

describe('drafts of an unexpected shape', () => {
  it('are merged without throwing and without losing a text', () => {
    const shapes: unknown[] = [{}, 'x', ['x', ''], { a: 'y' }, { a: { b: 'z' } }, { a: ['w'] }];
    for (const mine of shapes)
      for (const theirs of shapes)
        for (const base of [undefined, ...shapes]) {
          const [one, other, before] = [mine, theirs, base].map(
            (letter) => ({ ...blank, letter: { senderName: letter } }) as unknown as Draft,
          );
          const { draft, conflicts } = mergeDrafts(base ? before : undefined, one as Draft, other as Draft);
          for (const conflict of conflicts) settle(settle(draft, conflict, 'mine'), conflict, 'theirs');
          const found = JSON.stringify([draft, conflicts]);
          for (const typed of JSON.stringify(mine).match(/[w-z]/g) ?? [])
            assert.ok(base === mine || found.includes(typed));
        }
  });

  it('cannot reach prototypes', () => {
    const hostile = JSON.parse(
      '{"__proto__":{"hacked":"x"},"constructor":{"prototype":{"hacked":"x"}},"toString":"y"}',
    ) as RawFields;
    const mine = { ...blank, letter: hostile, [list]: [{ key: 'm', value: hostile }] } as unknown as Draft;
    for (const base of [undefined, blank]) {
      const { draft } = mergeDrafts(base, mine, { ...blank, letter: { senderName: 'Асан' } });
      assert.equal(({} as Record<string, unknown>)['hacked'], undefined);
      assert.equal((draft.letter as Record<string, unknown>)['hacked'], undefined);
      assert.equal(draft.letter.senderName, 'Асан');
    }
    const known = { ...blank, letter: { toString: 'y', district: 'Тоң' } } as unknown as Draft;
    const theirs = { ...blank, letter: { toString: 'y', district: 'Жети-Өгүз' } } as unknown as Draft;
    assert.deepEqual(merged(known, { ...blank, letter: { district: 'Тоң' } }, theirs).letter, {
      district: 'Жети-Өгүз',
    });
  });
});
