import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DraftStore } from '../../src/draft/store.js';
import { call2025 } from '../../src/model/call-2025.js';
import { readDraft } from '../../src/model/draft.js';
import type { RawFields } from '../../src/model/draft.js';
import { parseApplication } from '../../src/model/parse.js';
import type { PartName } from '../../src/model/part.js';
import { sampleApplication, sampleDraft } from '../sample.js';

/** Every text of a record with its path. */
const texts = (value: unknown, path: string[] = []): [path: string[], text: string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([name, inner]) => texts(inner, [...path, name]));

const once = ['letter', 'municipality', 'selfAssessment'] as const;
const lists = ['jointActivities', 'civicGroups', 'donorProjects', 'evidence'] as const;

it('a clerk fills in the form over two days, with the power failing in between, and exports it', () => {
  const monday = new DraftStore(call2025);
  const fill = (store: DraftStore, part: PartName, key: string | undefined, record: RawFields): void =>
    texts(record).forEach(([path, text]) => store.set(part, key, path, text));
  for (const part of once) fill(monday, part, undefined, sampleDraft[part] as RawFields);
  const [first] = sampleDraft.jointActivities;
  const row = monday.addRow('jointActivities');
  fill(monday, 'jointActivities', row, { ...first?.value, citizensReached: '2 34o' } as RawFields);
  assert.deepEqual(
    monday.issues.filter(({ severity }) => severity === 'error').map(({ code, path }) => [code, path]),
    [['notNumber', ['jointActivities', 0, 'citizensReached']]],
  );
  assert.equal(monday.exportApplication('ky').success, false);

  const saved = JSON.stringify(monday.draft);
  const opened = readDraft(saved, call2025.id);
  assert.ok(opened.success);
  const tuesday = new DraftStore(call2025, opened.data);
  assert.deepEqual(tuesday.draft, monday.draft);
  assert.equal(tuesday.rows('jointActivities')[0]?.value['citizensReached'], '2 34o');

  const mistaken = tuesday.addRow('jointActivities');
  tuesday.removeRow('jointActivities', mistaken);
  tuesday.set('jointActivities', row, ['citizensReached'], '2 340');
  for (const list of lists)
    sampleDraft[list].forEach(({ value }, index) => {
      if (list === 'jointActivities' && index === 0) return;
      const key = tuesday.addRow(list);
      assert.notEqual(key, row);
      fill(tuesday, list, key, value as RawFields);
    });

  assert.deepEqual(tuesday.issues, []);
  const exported = tuesday.exportApplication('ky');
  assert.ok(exported.success);
  const { applicationId, exportedAt, ...data } = exported.data;
  const { applicationId: _, exportedAt: __, ...expected } = sampleApplication();
  assert.deepEqual(data, expected);
  assert.equal(applicationId, monday.draft.applicationId);
  assert.ok(Date.parse(exportedAt) > 0);
  assert.ok(parseApplication(JSON.stringify(exported.data)).success);
});
