import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { partNames, partOf } from '../../src/model/application.js';
import type { Application } from '../../src/model/application.js';
import { call2025 } from '../../src/model/call-2025.js';
import { describeFields } from '../../src/model/describe.js';
import { emptyDraft, readDraft } from '../../src/model/draft.js';
import type { Draft } from '../../src/model/draft.js';
import type { Result } from '../../src/model/json.js';
import { parseApplication } from '../../src/model/parse.js';
import { toApplication } from '../../src/model/validate.js';
import { typedDraft } from '../arbitrary.js';
import { longDraft, manyRows, sampleApplication, sampleDraft } from '../sample.js';

const exportedAt = new Date('2025-02-14T05:30:00Z');

function data<Data>(result: Result<Data>): Data {
  if (!result.success) assert.fail(JSON.stringify(result.issues, null, 1));
  return result.data;
}

const exported = (draft: Draft): Application =>
  data(toApplication(draft, call2025, { language: 'ky', exportedAt }));
const reopened = (json: unknown): Draft => data(readDraft(JSON.stringify(json), 'other-call'));

describe('the sample', () => {
  it('has nothing to remark on', () => {
    const { issues } = toApplication(sampleDraft, call2025, { language: 'ky' });
    assert.deepEqual(issues, []);
  });

  it('fills every field of the form', () => {
    const filled = (draft: unknown, path: string): unknown =>
      path.split('.').reduce((at, name) => (at as Record<string, unknown> | undefined)?.[name], draft);
    for (const name of partNames) {
      const part: unknown = sampleDraft[name];
      const record = Array.isArray(part) ? (part[0] as { value: unknown }).value : part;
      for (const { path } of describeFields(name)) {
        // The call's own day, which is not typed.
        if (path !== 'populationAsOf') assert.ok(filled(record, path), `${name}.${path}`);
      }
    }
  });

  it('exports what was typed, as values', () => {
    const { letter, municipality, selfAssessment, jointActivities, evidence, ...rest } = sampleApplication();
    assert.deepEqual(letter.jointDecision, { number: '№ 7/1', date: '2025-02-12' });
    assert.deepEqual(letter.contactInfo, {
      mobilePhones: [
        { text: '0555 12-34-56', e164: ['+996555123456'] },
        { text: '+996 700 654 321', e164: ['+996700654321'] },
      ],
      landlinePhones: [{ text: '(03946) 5-12-34', e164: ['+996394651234'] }],
      postalAddresses: ['722115, Ысык-Көл облусу, Жети-Өгүз району, Көк-Төбө айылы, Манас көчөсү, 1'],
      emails: ['koktobo.ao@mail.kg'],
    });
    assert.equal(municipality.areaHa, 48250.5);
    assert.deepEqual(municipality.ownRevenues, { amount: 6872.4, unit: 'thousandSom', year: 2024 });
    assert.equal(municipality.populationAsOf, '2025-01-01');
    assert.equal(municipality.hasProcurementSpecialist, true);
    assert.equal(selfAssessment.priorityProblems.length, 5);
    assert.equal(selfAssessment.keneshCooperationRating, 4);
    assert.equal(jointActivities[0]?.citizensReached, 2340);
    assert.equal('note' in (evidence[1] ?? {}), false);
    assert.deepEqual(
      {
        language: rest.language,
        exportedAt: rest.exportedAt,
        callId: rest.callId,
        schemaVersion: rest.schemaVersion,
      },
      { language: 'ky', exportedAt: '2025-02-14T05:30:00.000Z', callId: 'dpi-lsg-2025', schemaVersion: 1 },
    );
  });

  it('is valid when its texts are as long as may be, and with thousands of rows', () => {
    exported(longDraft);
    const lists = { jointActivities: manyRows(2000), donorProjects: manyRows(2000, 'donorProjects') };
    const { jointActivities } = exported({
      ...sampleDraft,
      ...lists,
      civicGroups: manyRows(2000, 'civicGroups'),
    });
    assert.equal(new Set(jointActivities.map((row) => JSON.stringify(row))).size, 2000);
  });
});

describe('a draft', () => {
  it('comes through its export and an import as the same application', () => {
    fc.assert(
      fc.property(typedDraft, (draft) => {
        const first = exported(draft);
        const received = data(parseApplication(JSON.stringify(first)));
        assert.deepEqual(received, first);
        assert.deepEqual(exported(reopened(received)), first);
      }),
      { numRuns: 200 },
    );
  });

  it('is, when saved and opened again, what it was', () => {
    const inner = { schemaVersion: 1, letter: { senderPosition: 'mayor' } };
    const leftOver = [{ path: ['letter', 'fax'], value: { old: ['1', 2, null, inner] } }];
    for (const draft of [sampleDraft, longDraft, emptyDraft('dpi-lsg-2025'), { ...sampleDraft, leftOver }])
      assert.deepEqual(reopened(draft), draft);
    const oneLineBreak = (text: string): string => text.replaceAll('\\r\\n', '\\n');
    fc.assert(
      fc.property(typedDraft, (draft) => {
        assert.deepEqual(reopened(draft), JSON.parse(oneLineBreak(JSON.stringify(draft))));
      }),
    );
  });

  it('keeps what cannot be read, as it was typed', () => {
    const letter = { letterDate: '31.02.2025', senderName: '  Ысак\u0001 ', senderPosition: 'президент' };
    const municipality = { population: '1 2o0', ownRevenues: { amount: 'көп' }, email: 'жок' };
    const draft = { ...emptyDraft('dpi-lsg-2025'), letter, municipality };
    assert.deepEqual(reopened(draft), draft);
  });

  it('with half an emoji in a text opens again, and its field says what is wrong', () => {
    const draft = { ...sampleDraft, letter: { ...sampleDraft.letter, keneshName: 'Кеңеш \ud83c' } };
    assert.deepEqual(reopened(draft), draft);
    const { issues } = toApplication(draft, call2025, { language: 'ky' });
    assert.deepEqual(issues, [{ code: 'loneSurrogate', severity: 'error', path: ['letter', 'keneshName'] }]);
  });

  it('exports texts without marks from Word and with mended letters', () => {
    const fields = {
      senderName: ' \u0001Ѳмүрбеков\u000bҮсѳн\ufeff ',
      contactInfo: {
        ...sampleDraft.letter.contactInfo,
        postalAddresses: 'Манас кѳчѳсү, 1\u000b\u0007\r\n  Ош\u2028',
        landlinePhones: '03946 51234\u0007',
      },
    };
    const { letter, municipality } = exported({
      ...sampleDraft,
      letter: { ...sampleDraft.letter, ...fields },
      municipality: { ...sampleDraft.municipality, phoneFax: '\u0001 03946 51234\u0007' },
    });
    assert.deepEqual(municipality.phoneFax, { text: '03946 51234', e164: ['+996394651234'] });
    assert.equal(letter.senderName, 'Өмүрбеков\nҮсөн');
    assert.deepEqual(letter.contactInfo.postalAddresses, ['Манас көчөсү, 1', 'Ош']);
    assert.deepEqual(letter.contactInfo.landlinePhones, [{ text: '03946 51234', e164: ['+996394651234'] }]);
  });

  it('leaves out rows in which nothing but space was typed', () => {
    const blank = { key: 'blank', value: { activityName: ' ', results: '\n' } };
    const draft = { ...sampleDraft, jointActivities: [blank, ...sampleDraft.jointActivities] };
    assert.equal(exported(draft).jointActivities.length, 3);
  });

  it('gives the day of the population from the call', () => {
    const call = { ...call2025, populationAsOf: '2027-01-01' };
    const { municipality } = data(toApplication(sampleDraft, call, { language: 'ky' }));
    assert.equal(municipality.populationAsOf, '2027-01-01');
  });
});

describe('readDraft', () => {
  it('takes an application, and says its numbers and answers as they are typed', () => {
    const draft = reopened(sampleApplication());
    assert.equal(draft.municipality.areaHa, '48250,5');
    assert.equal(draft.municipality.hasProcurementSpecialist, 'yes');
    assert.equal(draft.letter.contactInfo?.mobilePhones, '0555 12-34-56\n+996 700 654 321');
    assert.equal(draft.leftOver, undefined);
    assert.equal(draft.callId, 'dpi-lsg-2025');
    assert.equal(draft.applicationId, sampleDraft.applicationId);
  });

  it('gives each row a key of its own', () => {
    const row = { key: 'a', value: {} };
    const draft = reopened({
      jointActivities: [row, row, { key: '', value: {} }, {}, { activityName: 'Ашар' }],
    });
    const keys = draft.jointActivities.map(({ key }) => key);
    assert.equal(keys[0], 'a');
    assert.equal(new Set(keys).size, 5);
    assert.ok(keys.every(Boolean));
    assert.deepEqual(draft.jointActivities[4]?.value, { activityName: 'Ашар' });
  });

  it('keeps all that has no place, and says where it was', () => {
    const json = {
      fax: '1',
      applicationId: 7,
      callId: '../x',
      leftOver: [{ path: ['old'], value: 1 }, { path: [{}], value: 2 }, 'stray'],
      letter: { fax: '2', senderName: { first: 'Үсөн' }, contactInfo: { telegram: '@x', emails: 5 } },
      municipality: 'Көк-Төбө',
      selfAssessment: { priorityProblems: ['а', ['б'], 3, null, 'г', 'алтынчы'] },
      jointActivities: [{ budget: 5 }, 'сап'],
      civicGroups: { 0: {} },
    };
    const { leftOver = [], ...draft } = reopened(json);
    assert.deepEqual(Object.fromEntries(leftOver.map(({ path, value }) => [path.join('.'), value])), {
      old: 1,
      'leftOver.1': { path: [{}], value: 2 },
      'leftOver.2': 'stray',
      applicationId: 7,
      callId: '../x',
      fax: '1',
      'letter.fax': '2',
      'letter.senderName': { first: 'Үсөн' },
      'letter.contactInfo.telegram': '@x',
      municipality: 'Көк-Төбө',
      'selfAssessment.priorityProblems.1': ['б'],
      'selfAssessment.priorityProblems.5': 'алтынчы',
      'jointActivities.0.budget': 5,
      'jointActivities.1': 'сап',
      civicGroups: { 0: {} },
    });
    assert.deepEqual(draft.selfAssessment.priorityProblems, ['а', '', '3', '', 'г']);
    assert.equal(draft.letter.contactInfo?.emails, '5');
    assert.equal(draft.callId, 'other-call');
    assert.match(
      draft.applicationId,
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.deepEqual(reopened({ ...draft, leftOver }), { ...draft, leftOver });
    assert.deepEqual(reopened({ leftOver: 'x' }).leftOver, [{ path: ['leftOver'], value: 'x' }]);
  });

  it('opens again what it kept, however deep that lay', () => {
    let deep: unknown = 1;
    for (let level = 1; level < 31; level++) deep = [deep];
    const draft = reopened({ deep });
    assert.deepEqual(draft.leftOver, [{ path: ['deep'], value: deep }]);
    assert.deepEqual(reopened(draft), draft);
  });

  it('loses nothing of any JSON that it takes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...partNames, 'x'), fc.jsonValue({ maxDepth: 4 }), (name, value) => {
        const read = readDraft(JSON.stringify({ [name]: value }), 'c');
        if (!read.success) return;
        const again = reopened(read.data);
        assert.deepEqual(again, read.data);
        if (name === 'x' && value !== null)
          assert.deepEqual(again.leftOver?.[0]?.value, JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('describeFields', () => {
  it('names every leaf of the exported application, and no other', () => {
    for (const name of partNames) {
      const shape = describeFields(name).map(({ path }) => path.split('.')[0]);
      assert.deepEqual([...new Set(shape)], Object.keys(partOf(name).fields));
    }
    const paths = describeFields('letter').map(({ path }) => path);
    assert.ok(paths.includes('contactInfo.emails') && paths.includes('jointDecision.number'));
    assert.equal(
      describeFields('selfAssessment').filter(({ path }) => path.startsWith('priorityProblems.')).length,
      5,
    );
  });
});
