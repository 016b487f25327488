import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { importApplication } from '../../src/draft/import-application.js';
import { DraftStore } from '../../src/draft/store.js';
import type { Change } from '../../src/draft/store.js';
import { call2025 } from '../../src/model/call-2025.js';
import type { Draft } from '../../src/model/draft.js';
import { checkRecord } from '../../src/model/validate.js';
import { partOf } from '../../src/model/application.js';
import { manyRows, sampleApplication, sampleDraft } from '../sample.js';

const list = 'jointActivities';

/** A store with the sample, and what it told its listener. */
function open(draft: Draft = sampleDraft): { store: DraftStore; told: Change[] } {
  const store = new DraftStore(call2025, draft);
  const told: Change[] = [];
  store.subscribe((change) => told.push(change));
  return { store, told };
}

/** The parts of two drafts that are not the same object. */
const replaced = (before: Draft, after: Draft): string[] =>
  (Object.keys(after) as (keyof Draft)[]).filter((name) => before[name] !== after[name]);

const inserted = (items: readonly string[], at: number, item: string): string[] => [
  ...items.slice(0, at),
  item,
  ...items.slice(at),
];

const keys = (store: DraftStore): string[] => store.rows(list).map(({ key }) => key);

describe('typing', () => {
  it('is kept exactly, and tells once what has changed', () => {
    const { store, told } = open();
    store.set('letter', undefined, ['senderName'], '  Үсөн\u0000 ');
    store.set('letter', undefined, ['jointDecision', 'number'], '8');
    store.set('municipality', undefined, ['ownRevenues', 'amount'], '1 2o0');
    store.set('selfAssessment', undefined, ['priorityProblems', '3'], 'Жол');
    store.set(list, 'activity-2', ['results'], '');
    const { letter, municipality, selfAssessment, jointActivities } = store.draft;
    assert.equal(letter.senderName, '  Үсөн\u0000 ');
    assert.deepEqual(letter.jointDecision, { number: '8', date: '12.02.2025' });
    assert.deepEqual(municipality.ownRevenues, { amount: '1 2o0', unit: 'thousandSom', year: '2024' });
    assert.equal(selfAssessment.priorityProblems?.[3], 'Жол');
    assert.equal(selfAssessment.priorityProblems?.length, 5);
    assert.equal(jointActivities[1]?.value.results, '');
    assert.deepEqual(told, [
      { kind: 'text', part: 'letter' },
      { kind: 'text', part: 'letter' },
      { kind: 'text', part: 'municipality' },
      { kind: 'text', part: 'selfAssessment' },
      { kind: 'text', part: list, key: 'activity-2' },
    ]);
  });

  it('begins groups and answers that were not there', () => {
    const { store } = open(new DraftStore(call2025).draft);
    store.set('letter', undefined, ['contactInfo', 'emails'], 'a@mail.kg');
    store.set('selfAssessment', undefined, ['priorityProblems', '2'], 'Суу');
    assert.deepEqual(store.draft.letter, { contactInfo: { emails: 'a@mail.kg' } });
    assert.deepEqual(store.draft.selfAssessment, { priorityProblems: ['', '', 'Суу'] });
  });

  it('makes a new draft that shares all that has not changed', () => {
    const { store } = open();
    const before = store.draft;
    store.set('letter', undefined, ['jointDecision', 'number'], '8');
    assert.deepEqual(replaced(before, store.draft), ['letter']);
    assert.equal(before.letter.jointDecision?.number, '№ 7/1');
    assert.equal(store.draft.letter.contactInfo, before.letter.contactInfo);
    const then = store.draft;
    store.set(list, 'activity-2', ['results'], 'Жакшы');
    assert.deepEqual(replaced(then, store.draft), [list]);
    assert.deepEqual(
      store.draft[list].map((row, index) => row === then[list][index]),
      [true, false, true],
    );
  });

  it('into a row that is gone changes nothing and tells nobody', () => {
    const { store, told } = open();
    const before = store.draft;
    store.set(list, 'gone', ['results'], 'x');
    assert.equal(store.draft, before);
    assert.deepEqual(told, []);
  });

  it('cannot reach prototypes', () => {
    const { store } = open();
    store.set('letter', undefined, ['__proto__', 'hacked'], 'x');
    store.set('letter', undefined, ['constructor', 'prototype', 'hacked'], 'x');
    assert.equal(({} as Record<string, unknown>)['hacked'], undefined);
    assert.equal((store.draft.letter as Record<string, unknown>)['hacked'], undefined);
  });

  it('has only the changed row judged again', () => {
    const { store } = open({ ...sampleDraft, jointActivities: manyRows(50) });
    assert.deepEqual(store.issues, []);
    const judged = (index: number) => checkRecord(partOf(list), store.rows(list)[index]?.value ?? {});
    const [first, second] = [judged(0), judged(1)];
    store.set(list, 'jointActivities-2', ['results'], '');
    assert.deepEqual(store.issues, [{ code: 'required', severity: 'error', path: [list, 1, 'results'] }]);
    assert.equal(judged(0), first);
    assert.notEqual(judged(1), second);
    assert.equal(store.issues, store.issues);
  });
});

describe('rows', () => {
  it('come, move and go, and tell once what has changed', () => {
    const { store, told } = open();
    const key = store.addRow(list);
    const first = store.addRow(list, 0, { activityName: 'Ашар' });
    assert.deepEqual(keys(store), [first, 'activity-1', 'activity-2', 'activity-3', key]);
    store.moveRow(list, key, -1);
    assert.deepEqual(keys(store), [first, 'activity-1', 'activity-2', key, 'activity-3']);
    store.removeRow(list, 'activity-1');
    assert.deepEqual(keys(store), [first, 'activity-2', key, 'activity-3']);
    assert.deepEqual(store.rows(list)[0]?.value, { activityName: 'Ашар' });
    assert.deepEqual(told, Array(4).fill({ kind: 'rows', part: list }));
  });

  it('stay as they are at the ends and where there is no such row', () => {
    const { store, told } = open();
    const before = store.draft;
    store.moveRow(list, 'activity-1', -1);
    store.moveRow(list, 'activity-3', 1);
    store.moveRow(list, 'activity-2', 0);
    store.moveRow(list, 'gone', 1);
    store.removeRow(list, 'gone')();
    assert.equal(store.draft, before);
    assert.deepEqual(told, []);
    assert.equal(store.canUndo, false);
  });

  it('come back where they were with what was typed in them', () => {
    const { store, told } = open();
    store.set(list, 'activity-2', ['results'], 'Жаңы');
    store.removeRow(list, 'activity-2');
    store.undo();
    assert.deepEqual(keys(store), ['activity-1', 'activity-2', 'activity-3']);
    assert.equal(store.draft[list][1]?.value.results, 'Жаңы');
    assert.equal(told.length, 3);
    store.redo();
    assert.deepEqual(keys(store), ['activity-1', 'activity-3']);
  });

  it('come back one by one, in any order', () => {
    const { store } = open();
    const backs = ['activity-1', 'activity-2', 'activity-3'].map((key) => store.removeRow(list, key));
    store.addRow(list);
    backs[1]?.();
    backs[1]?.();
    assert.deepEqual(
      keys(store).filter((key) => key.startsWith('activity')),
      ['activity-2'],
    );
    backs[0]?.();
    backs[2]?.();
    assert.deepEqual(
      keys(store)
        .filter((key) => key.startsWith('activity'))
        .sort(),
      ['activity-1', 'activity-2', 'activity-3'],
    );
  });

  it('do not come back into another draft, nor are lost by it', () => {
    const { store } = open();
    const back = store.removeRow(list, 'activity-2');
    store.clear();
    back();
    assert.deepEqual(keys(store), []);
    store.undo();
    back();
    assert.deepEqual(keys(store), ['activity-1', 'activity-2', 'activity-3']);
  });

  type Action =
    | { do: 'add' | 'remove' | 'undo' | 'redo'; at: number }
    | { do: 'move'; at: number; by: number }
    | { do: 'type'; at: number; text: string };
  const at = fc.nat(5);
  const action: fc.Arbitrary<Action> = fc.oneof(
    fc.record({ do: fc.constantFrom('add', 'remove', 'undo', 'redo'), at }),
    fc.record({ do: fc.constant('move' as const), at, by: fc.constantFrom(-1, 1, 2) }),
    fc.record({ do: fc.constant('type' as const), at, text: fc.string({ maxLength: 3 }) }),
  );

  it('behave as a plain array with a history does, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const { store, told } = open({ ...sampleDraft, jointActivities: manyRows(3) });
        // What is typed is not part of the history: texts by key, orders of keys by time.
        const texts = new Map(store.rows(list).map(({ key, value }) => [key, value['results']]));
        let orders = [keys(store)];
        let now = 0;
        const order = (): string[] => orders[now] as string[];
        const happen = (next: string[]): void => {
          orders = [...orders.slice(0, ++now), next];
        };
        for (const step of actions) {
          const before = told.length;
          const key = order()[step.at] ?? 'none';
          let changes = 0;
          if (step.do === 'add') {
            const added = store.addRow(list, step.at, { results: 'жаңы' });
            assert.equal(texts.has(added), false);
            texts.set(added, 'жаңы');
            happen(inserted(order(), step.at, added));
            changes = 1;
          } else if (step.do === 'remove') {
            store.removeRow(list, key);
            if (key !== 'none') happen(order().filter((other) => other !== key));
            changes = Number(key !== 'none');
          } else if (step.do === 'move') {
            store.moveRow(list, key, step.by);
            const to = step.at + step.by;
            const moves = key !== 'none' && to >= 0 && to < order().length;
            if (moves)
              happen(
                inserted(
                  order().filter((other) => other !== key),
                  to,
                  key,
                ),
              );
            changes = Number(moves);
          } else if (step.do === 'type') {
            store.set(list, key, ['results'], step.text);
            if (key !== 'none') texts.set(key, step.text);
            changes = Number(key !== 'none');
          } else if (step.do === 'undo') {
            assert.equal(store.canUndo, now > 0);
            changes = Number(now > 0);
            store.undo();
            now = Math.max(0, now - 1);
          } else {
            assert.equal(store.canRedo, now < orders.length - 1);
            changes = Number(now < orders.length - 1);
            store.redo();
            now = Math.min(orders.length - 1, now + 1);
          }
          assert.equal(told.length - before, changes);
          assert.deepEqual(
            store.rows(list).map((row) => [row.key, row.value['results']]),
            order().map((each) => [each, texts.get(each)]),
          );
        }
        while (store.canUndo) store.undo();
        assert.deepEqual(keys(store), orders[0]);
        while (store.canRedo) store.redo();
        assert.deepEqual(keys(store), orders.at(-1));
      }),
      { numRuns: 500 },
    );
  });
});

describe('another draft', () => {
  it('takes the place of this one, and undo brings this one back', () => {
    const { store, told } = open();
    store.showIssues('letter');
    store.clear();
    assert.deepEqual(store.draft.letter, {});
    assert.notEqual(store.draft.applicationId, sampleDraft.applicationId);
    assert.equal(store.isShown('letter', undefined, 'senderName'), false);
    let shownWhenTold: boolean | undefined;
    store.subscribe(() => (shownWhenTold = store.isShown('letter', undefined, 'senderName')));
    store.undo();
    assert.equal(store.draft, sampleDraft);
    assert.equal(shownWhenTold, true);
    store.redo();
    assert.deepEqual(store.draft.letter, {});
    assert.deepEqual(told, Array(4).fill({ kind: 'all' }));
  });

  it('that cannot be read changes nothing', async () => {
    const { store, told } = open();
    for (const json of ['{', null, { schemaVersion: 2 }, '{"letter":{"__proto__":{}}}', { leftOver: NaN }])
      assert.equal(store.read(json).success, false);
    for (const json of [
      '{',
      sampleDraft,
      { ...sampleApplication(), letter: {} },
      { ...sampleApplication(), schemaVersion: 2 },
    ])
      assert.equal((await importApplication(store, json)).success, false);
    assert.equal(store.draft, sampleDraft);
    assert.equal(store.canUndo, false);
    assert.deepEqual(told, []);
  });

  it('may be one part only', () => {
    const { store, told } = open();
    store.readPart('civicGroups', [{ groupName: 'Ынтымак', budget: 5 }]);
    assert.deepEqual(replaced(sampleDraft, store.draft), ['civicGroups', 'leftOver']);
    assert.deepEqual(store.draft.leftOver, [{ path: ['civicGroups', 0, 'budget'], value: 5 }]);
    assert.equal(told.length, 1);
    store.undo();
    assert.equal(store.draft, sampleDraft);
  });

  it('may be a finished application; what the form does not know is kept beside it', async () => {
    const application = sampleApplication();
    const foreign = {
      ...application,
      annex3: { план: [1] },
      letter: { ...application.letter, fax: '5' },
      jointActivities: [{ ...application.jointActivities[0], budget: 7, donor: null }],
    };
    const { store, told } = open(new DraftStore(call2025).draft);
    const result = await importApplication(store, '\ufeff' + JSON.stringify(foreign));
    assert.ok(result.success);
    assert.equal(result.data.jointActivities.length, 1);
    assert.equal(told.length, 1);
    assert.equal(store.draft.letter.senderName, 'Өмүрбеков Үсөн Төлөгөнович');
    assert.equal(store.draft.applicationId, sampleDraft.applicationId);
    const left = Object.fromEntries(
      (store.draft.leftOver ?? []).map(({ path, value }) => [path.join('.'), value]),
    );
    assert.deepEqual(left, {
      annex3: { план: [1] },
      'letter.fax': '5',
      'jointActivities.0.budget': 7,
      'jointActivities.0.donor': null,
    });
    assert.ok(store.exportApplication('ky').success);
    store.undo();
    assert.equal(store.draft.letter.senderName, undefined);
  });

  it('may bring thousands of columns that the form does not know', async () => {
    const rows = manyRows(2000).map(({ value }) => ({
      ...value,
      citizensReached: 1,
      кошумча: value.citizensReached,
    }));
    const { store } = open();
    assert.ok((await importApplication(store, { ...sampleApplication(), jointActivities: rows })).success);
    assert.equal(store.draft.leftOver?.length, 2000);
    assert.equal(store.rows(list).length, 2000);
  });
});

describe('findings', () => {
  it('are shown at a field once it was left, in a part or everywhere when they are asked for', () => {
    const { store, told } = open();
    const shown = (): boolean[] => [
      store.isShown('letter', undefined, 'senderName'),
      store.isShown('letter', undefined, 'district'),
      store.isShown(list, 'activity-1', 'results'),
      store.isShown(list, 'activity-2', 'results'),
    ];
    assert.deepEqual(shown(), [false, false, false, false]);
    store.leave('letter', undefined, 'senderName');
    store.leave('letter', undefined, 'senderName');
    store.leave(list, 'activity-2', 'results');
    assert.deepEqual(shown(), [true, false, false, true]);
    store.showIssues('letter');
    assert.deepEqual(shown(), [true, true, false, true]);
    store.showIssues();
    assert.deepEqual(shown(), [true, true, true, true]);
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['shown', 'shown', 'all', 'all'],
    );
  });

  it('stay with their row when it moves', () => {
    const { store } = open();
    store.leave(list, 'activity-2', 'results');
    store.moveRow(list, 'activity-2', -1);
    assert.deepEqual(
      store.rows(list).map(({ key }) => store.isShown(list, key, 'results')),
      [true, false, false],
    );
  });
});

describe('listeners', () => {
  it('hear nothing more once they have left, even while all are being told', () => {
    const { store } = open();
    const heard: string[] = [];
    const leave = store.subscribe(() => {
      heard.push('first');
      leave();
    });
    store.subscribe(() => heard.push('second'));
    store.set('letter', undefined, ['senderName'], 'а');
    store.set('letter', undefined, ['senderName'], 'б');
    assert.deepEqual(heard, ['first', 'second', 'second']);
  });

  it('hear of another call, to which the draft then belongs', () => {
    const { store, told } = open();
    store.call = call2025;
    assert.deepEqual(told, []);
    store.call = { ...call2025, id: 'dpi-lsg-2028' };
    assert.deepEqual(told, [{ kind: 'all' }]);
    assert.equal(store.draft.callId, 'dpi-lsg-2028');
    const other = open({ ...sampleDraft, callId: 'other' }).store;
    other.call = { ...call2025, id: 'dpi-lsg-2028' };
    assert.equal(other.draft.callId, 'other');
  });
});
