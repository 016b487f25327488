import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parts, partNames, partOf } from '../../src/model/application.js';
import { call2025 } from '../../src/model/call-2025.js';
import { describeFields } from '../../src/model/describe.js';
import { emptyDraft } from '../../src/model/draft.js';
import type { Draft, RawFields } from '../../src/model/draft.js';
import { checkRecord, toApplication, validateDraft } from '../../src/model/validate.js';
import { manyRows, sampleDraft } from '../sample.js';

/** The sample with one thing changed; without it where the value is undefined. Paths are those of issues. */
function changed(changes: Record<string, unknown>): Draft {
  const draft = structuredClone(sampleDraft) as unknown as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const names = path.split('.');
    const last = names.pop() as string;
    let at = draft as Record<string, unknown>;
    for (const name of names) {
      at = at[name] as Record<string, unknown>;
      if (/^\d+$/.test(name) && 'value' in at) at = at['value'] as Record<string, unknown>;
    }
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return draft as unknown as Draft;
}

/** Issues as `severity code path`. */
const found = (draft: unknown): string[] =>
  validateDraft(draft, call2025).map(({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`);

const exports = (draft: Draft): boolean => toApplication(draft, call2025, { language: 'ky' }).success;

/** Exactly these warnings, and an export all the same. */
function warns(changes: Record<string, unknown>, ...expected: string[]): void {
  const draft = changed(changes);
  assert.deepEqual(
    found(draft),
    expected.map((line) => `warning ${line}`),
    JSON.stringify(changes),
  );
  assert.ok(exports(draft), JSON.stringify(changes));
}

/** Exactly these errors, and no export. */
function refuses(changes: Record<string, unknown>, ...expected: string[]): void {
  const draft = changed(changes);
  assert.deepEqual(
    found(draft),
    expected.map((line) => `error ${line}`),
    JSON.stringify(changes),
  );
  assert.equal(exports(draft), false, JSON.stringify(changes));
}

describe('a required field', () => {
  const chosen = ['choice', 'yesNo', 'score'];
  for (const name of partNames) {
    for (const { path, kind, required } of describeFields(name)) {
      // The halves of the joint decision are required of each other only.
      if (!required || path.startsWith('jointDecision')) continue;
      const at = partOf(name).list ? `${name}.1.${path}` : `${name}.${path}`;
      it(`${at} is asked for when it is empty, and nothing else is said`, () => {
        const code = chosen.includes(kind) ? 'choose' : 'required';
        // An item of five is emptied: it cannot be missing from between the others.
        if (!path.startsWith('priorityProblems')) refuses({ [at]: undefined }, `${code} ${at}`);
        refuses({ [at]: '' }, `${code} ${at}`);
        refuses({ [at]: ' \n\u00a0' }, `${code} ${at}`);
      });
    }
  }
});

describe('an empty draft', () => {
  it('asks for every required field once, and warns of what is recommended', () => {
    const lines = found(emptyDraft(call2025.id));
    const required = (['letter', 'municipality', 'selfAssessment'] as const).flatMap((part) =>
      describeFields(part)
        .filter((field) => field.required && !field.path.startsWith('jointDecision'))
        .map(({ path }) => `${part}.${path}`),
    );
    const errors = lines.filter((line) => line.startsWith('error')).map((line) => line.split(' ')[2]);
    assert.deepEqual(
      [...errors].sort(),
      [...required, 'letter.oblast', 'letter.district', 'letter.contactInfo.mobilePhones'].sort(),
    );
    assert.deepEqual(
      lines.filter((line) => line.startsWith('warning')),
      [
        'warning recommended letter.jointDecision',
        'warning recommended letter.contactInfo.emails',
        'warning recommended municipality.email',
        'warning emptyList jointActivities',
        'warning emptyList civicGroups',
        'warning emptyList donorProjects',
      ],
    );
  });
});

describe('rules', () => {
  it('ask a head of ayil okmotu, but not a mayor, for oblast and district', () => {
    const none = { 'letter.oblast': undefined, 'letter.district': '' };
    refuses(none, 'required letter.oblast', 'required letter.district');
    warns({ ...none, 'letter.senderPosition': 'mayor' });
  });

  it('ask for one telephone number at least, of either kind', () => {
    warns({ 'letter.contactInfo.mobilePhones': undefined });
    warns({ 'letter.contactInfo.landlinePhones': undefined });
    refuses(
      { 'letter.contactInfo.mobilePhones': '', 'letter.contactInfo.landlinePhones': '' },
      'phoneRequired letter.contactInfo.mobilePhones',
    );
  });

  it('want the joint decision whole or not at all', () => {
    warns({ 'letter.jointDecision': undefined }, 'recommended letter.jointDecision');
    warns({ 'letter.jointDecision': { number: ' ', date: '' } }, 'recommended letter.jointDecision');
    refuses({ 'letter.jointDecision.number': '' }, 'required letter.jointDecision.number');
    refuses({ 'letter.jointDecision.date': '' }, 'required letter.jointDecision.date');
  });

  it('want amounts with unit and year', () => {
    for (const name of ['ownRevenues', 'equalizationGrant']) {
      const at = `municipality.${name}`;
      refuses({ [at]: undefined }, `required ${at}.amount`, `choose ${at}.unit`, `required ${at}.year`);
      refuses({ [at]: { amount: '5 000', year: '2024' } }, `choose ${at}.unit`);
      refuses({ [`${at}.year`]: '24' }, `tooSmall ${at}.year`);
      refuses({ [`${at}.unit`]: 'dollar' }, `notChoice ${at}.unit`);
      refuses({ [`${at}.amount`]: '-5' }, `tooSmall ${at}.amount`);
      refuses({ [`${at}.amount`]: '6 872 миң' }, `notNumber ${at}.amount`);
      refuses({ [`${at}.amount`]: '1.250' }, `ambiguousNumber ${at}.amount`);
    }
  });

  it('ask an ayil aimak, but not a city, for villages and the distance to the district', () => {
    const none = { 'municipality.villageCount': '', 'municipality.distanceToDistrictCentreKm': '' };
    refuses(none, 'required municipality.distanceToDistrictCentreKm', 'required municipality.villageCount');
    warns({ ...none, 'municipality.municipalityType': 'city' });
  });

  it('ask who the procurement specialist is where there is one', () => {
    const none = {
      'municipality.procurementSpecialistName': undefined,
      'municipality.procurementSpecialistPosition': undefined,
    };
    refuses(
      none,
      'required municipality.procurementSpecialistName',
      'required municipality.procurementSpecialistPosition',
    );
    warns({ ...none, 'municipality.hasProcurementSpecialist': 'no' });
    refuses(
      { 'municipality.hasProcurementSpecialist': 'ооба' },
      'notChoice municipality.hasProcurementSpecialist',
    );
  });

  it('ask about the exchange of experience where there was some', () => {
    const none = { 'selfAssessment.experienceExchangeDescription': undefined };
    refuses(none, 'required selfAssessment.experienceExchangeDescription');
    warns({ ...none, 'selfAssessment.hasExperienceExchange': 'no' });
  });

  it('want five problems, all of them', () => {
    const at = 'selfAssessment.priorityProblems';
    const all = [0, 1, 2, 3, 4].map((index) => `required ${at}.${index}`);
    refuses({ [at]: undefined }, ...all);
    refuses({ [at]: ['Суу'] }, ...all.slice(1));
  });

  it('do not call empty what holds something wrong', () => {
    const long = 'ө'.repeat(301);
    refuses({ 'letter.oblast': long }, 'tooLong letter.oblast');
    refuses(
      { 'municipality.procurementSpecialistName': long },
      'tooLong municipality.procurementSpecialistName',
    );
    refuses({ 'municipality.villageCount': 'беш' }, 'notNumber municipality.villageCount');
    refuses(
      { 'letter.contactInfo.mobilePhones': long, 'letter.contactInfo.landlinePhones': '' },
      'tooLong letter.contactInfo.mobilePhones',
    );
  });

  it('judge each row of a list by itself', () => {
    refuses(
      { 'jointActivities.2.citizensReached': '1 2o0', 'donorProjects.0.implementationStatus': 'бүттү' },
      'notNumber jointActivities.2.citizensReached',
      'notChoice donorProjects.0.implementationStatus',
    );
    refuses({ 'civicGroups.0.leaderName': '' }, 'required civicGroups.0.leaderName');
  });

  it('say how much is too much', () => {
    const cases: [path: string, value: string, code: string][] = [
      ['letter.letterDate', '31.02.2025', 'noSuchDate'],
      ['letter.letterDate', 'эртең', 'notDate'],
      ['letter.contactInfo.emails', 'a@mail.kg, жок', 'notEmail'],
      ['letter.contactInfo.mobilePhones', '0555 123456\n'.repeat(21), 'tooMany'],
      ['municipality.email', 'koktobo.mail.kg', 'notEmail'],
      ['municipality.website', 'сайт жок', 'notUrl'],
      ['municipality.website', 'javascript:alert(1)', 'notUrl'],
      ['municipality.areaHa', '20 000 001', 'tooLarge'],
      ['municipality.distanceToCapitalKm', '10 001', 'tooLarge'],
      ['municipality.population', '9 417,5', 'notInteger'],
      ['municipality.population', '10 000 001', 'tooLarge'],
      ['selfAssessment.keneshCooperationRating', '6', 'tooLarge'],
      ['selfAssessment.keneshCooperationRating', '0', 'tooSmall'],
      ['selfAssessment.keneshCooperationComment', 'ө'.repeat(5001), 'tooLong'],
      ['jointActivities.0.results', 'ө'.repeat(2001), 'tooLong'],
    ];
    for (const [path, value, code] of cases) refuses({ [path]: value }, `${code} ${path}`);
    refuses({ jointActivities: manyRows(2001) }, 'tooMany jointActivities');
  });
});

describe('warnings', () => {
  it('come for a population, an area or a number of villages that is out of the ordinary', () => {
    const cases: [name: string, code: string, usual: string[], unusual: string[]][] = [
      ['population', 'unusual', ['300', '250 000'], ['299', '250 001']],
      ['areaHa', 'unusualArea', ['200', '1 600 000'], ['199,9 га', '1 600 000,1']],
      ['villageCount', 'unusual', ['1', '60'], ['0', '61']],
    ];
    for (const [name, code, usual, unusual] of cases) {
      for (const value of usual) warns({ [`municipality.${name}`]: value });
      for (const value of unusual) warns({ [`municipality.${name}`]: value }, `${code} municipality.${name}`);
    }
  });

  it('come for a distance over 1,500 km', () => {
    for (const name of ['distanceToOblastCentreKm', 'distanceToCapitalKm']) {
      warns({ [`municipality.${name}`]: '1 500' });
      warns({ [`municipality.${name}`]: '1 500,5' }, `unusual municipality.${name}`);
    }
    const far = {
      'municipality.distanceToDistrictCentreKm': '1 501',
      'municipality.distanceToOblastCentreKm': '1 501',
    };
    warns(
      far,
      'unusual municipality.distanceToDistrictCentreKm',
      'unusual municipality.distanceToOblastCentreKm',
    );
  });

  it('come for a district centre that is farther than that of the oblast', () => {
    warns({ 'municipality.distanceToDistrictCentreKm': '42,5' });
    warns(
      { 'municipality.distanceToDistrictCentreKm': '42,6' },
      'districtFarther municipality.distanceToDistrictCentreKm',
    );
  });

  it('come for som that look like thousands, and for more than a billion', () => {
    const cases: [amount: string, unit: string, warning?: string][] = [
      ['6 872,0', 'som', 'maybeThousandSom municipality.ownRevenues.unit'],
      ['99 999,99', 'som', 'maybeThousandSom municipality.ownRevenues.unit'],
      ['100 000', 'som'],
      ['6 872,0', 'thousandSom'],
      ['1 000 000 000', 'som'],
      ['1 000 000 001', 'som', 'unusual municipality.ownRevenues.amount'],
      ['1 000 000', 'thousandSom'],
      ['1 000 001', 'thousandSom', 'unusual municipality.ownRevenues.amount'],
    ];
    for (const [amount, unit, warning] of cases)
      warns({ 'municipality.ownRevenues': { amount, unit, year: '2024' } }, ...(warning ? [warning] : []));
  });

  it('come for telephone numbers that cannot be read, which are kept as they are', () => {
    warns({ 'municipality.phoneFax': '03946 512' }, 'phoneUnread municipality.phoneFax');
    warns({ 'letter.contactInfo.mobilePhones': '0555 123456\nкатчыда' });
    warns({ 'letter.contactInfo.mobilePhones': 'катчыда' }, 'phoneUnread letter.contactInfo.mobilePhones');
    const [issue] = validateDraft(changed({ 'municipality.phoneFax': '0555 123456, 51-23' }), call2025);
    assert.deepEqual(issue?.params, { text: '51-23' });
  });

  it('come for what is recommended and empty', () => {
    warns({ 'municipality.email': '' }, 'recommended municipality.email');
    warns({ 'letter.contactInfo.emails': undefined }, 'recommended letter.contactInfo.emails');
    warns({ 'municipality.website': '' });
    for (const list of ['jointActivities', 'civicGroups', 'donorProjects'])
      for (const rows of [[], [{ key: 'a', value: {} }]]) warns({ [list]: rows }, `emptyList ${list}`);
    warns({ evidence: [] });
  });

  it('come for a place that is filled although the answer is no', () => {
    warns(
      { 'municipality.hasProcurementSpecialist': 'no' },
      'answerIsNo municipality.procurementSpecialistName',
      'answerIsNo municipality.procurementSpecialistPosition',
    );
    warns(
      { 'selfAssessment.hasExperienceExchange': 'no' },
      'answerIsNo selfAssessment.experienceExchangeDescription',
    );
  });
});

describe('lists 2 and 4', () => {
  const activity = (activityName: string) => ({ ...sampleDraft.jointActivities[0]?.value, activityName });
  const project = (projectName: string) => ({ ...sampleDraft.donorProjects[0]?.value, projectName });
  const lists = (activities: string[], projects: string[]): Record<string, unknown> => ({
    jointActivities: activities.map((name, index) => ({ key: `a${index}`, value: activity(name) })),
    donorProjects: projects.map((name, index) => ({ key: `p${index}`, value: project(name) })),
  });
  const both = ['repeatsProjects jointActivities', 'repeatsActivities donorProjects'];

  it('are remarked on when one repeats the other fully, with the rows that are alike', () => {
    warns(lists(['Көпүрө', 'Мектеп'], ['Мектеп', 'Көпүрө']), ...both);
    const issues = validateDraft(changed(lists(['Көпүрө', 'Мектеп'], ['Мектеп', 'Көпүрө'])), call2025);
    assert.deepEqual(issues[0]?.params?.['rows'], '1 = 2; 2 = 1');
    assert.deepEqual(issues[1]?.params?.['pairs'], ['1 = 2', '2 = 1']);
  });

  it('are compared without regard to case, marks and the letters that a Russian keyboard lacks', () => {
    warns(lists(['«Чоң көпүрө» куруу'], ['чон копуро куруу']), ...both);
    warns(lists(['Үч-Терек: жол'], ['уч-терек жол']), ...both);
  });

  it('may overlap in part', () => {
    warns(lists(['Көпүрө', 'Мектеп'], ['Көпүрө', 'Бала бакча']));
    warns(lists(['Көпүрө'], ['Көпүрө', 'Мектеп']), 'repeatsProjects jointActivities');
    warns(lists(['Көпүрө', 'Мектеп'], ['Көпүрө']), 'repeatsActivities donorProjects');
  });

  it('are counted with the rows as they are numbered on the screen', () => {
    const draft = lists(['', 'Көпүрө'], ['Көпүрө']);
    const [blank, row] = draft['jointActivities'] as { key: string; value: unknown }[];
    draft['jointActivities'] = [{ ...blank, value: { activityName: ' ' } }, row];
    const issues = validateDraft(changed(draft), call2025);
    assert.equal(issues[0]?.params?.['rows'], '2 = 1');
  });
});

describe('validateDraft', () => {
  const names = (fields: object): string[] => Object.keys(fields);

  it('says where: each path is a part, a row that is there, a field of the form', () => {
    const broken = fc.oneof(fc.constant(''), fc.constant('?'), fc.string(), fc.constant('9'.repeat(400)));
    const record = (fields: object): fc.Arbitrary<RawFields> =>
      fc.record(
        Object.fromEntries(
          Object.entries(fields as Record<string, { kind: string; fields?: object; times?: number }>).map(
            ([name, node]) => [
              name,
              node.kind === 'repeat'
                ? fc.array(broken, { maxLength: 5 })
                : node.fields
                  ? fc.oneof(record(node.fields), fc.constant({}))
                  : broken,
            ],
          ),
        ),
        { requiredKeys: [] },
      ) as fc.Arbitrary<RawFields>;
    const draft = fc.record(
      Object.fromEntries(
        partNames.map((name) => {
          const { fields, list } = partOf(name);
          return [name, list ? fc.array(record(fields), { maxLength: 3 }) : record(fields)];
        }),
      ),
    );
    fc.assert(
      fc.property(draft, (raw) => {
        for (const { path } of validateDraft(raw, call2025)) {
          const [name, ...rest] = path as [keyof typeof parts, ...(string | number)[]];
          assert.ok(names(parts).includes(name), String(name));
          if (partOf(name).list && rest.length) {
            const index = rest.shift() as number;
            assert.ok(index < (raw[name] as unknown[]).length);
          }
          let node: unknown = partOf(name);
          for (const step of rest) {
            const { fields, times, field } = node as {
              fields?: Record<string, unknown>;
              times?: number;
              field?: unknown;
            };
            node = times ? (assert.ok(Number(step) < times), field) : fields?.[step];
            assert.ok(node, path.join('.'));
          }
        }
      }),
    );
  });

  it('takes rows without keys, and drafts that are not whole', () => {
    const plain = { ...sampleDraft, jointActivities: sampleDraft.jointActivities.map(({ value }) => value) };
    assert.deepEqual(found(plain), []);
    assert.deepEqual(found({}), found(emptyDraft('x')));
    assert.deepEqual(found(JSON.stringify(sampleDraft)), []);
    assert.deepEqual(found({ jointActivities: [{ results: 'Жакшы' }] }).slice(-5, -2), [
      'error required jointActivities.0.activityName',
      'error required jointActivities.0.initiatorAndImplementers',
      'error required jointActivities.0.citizensReached',
    ]);
    assert.ok(exports(plain as unknown as Draft));
  });

  it('refuses what is no draft, and never throws', () => {
    assert.deepEqual(found('{'), ['error invalidJson ']);
    assert.deepEqual(found(null), ['error wrongType ']);
    assert.deepEqual(found({ schemaVersion: 2 }), ['error newerVersion schemaVersion']);
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (any) => void found(any)),
    );
  });

  it('sees what the caller has changed in the same object since', () => {
    const draft = changed({}) as unknown as { letter: { senderName: string } };
    assert.deepEqual(found(draft), []);
    draft.letter.senderName = '';
    assert.deepEqual(found(draft), ['error required letter.senderName']);
  });

  it('judges a record by its own part though the same object stands in another', () => {
    const record = { citizensReached: '5' };
    const fields = (name: 'jointActivities' | 'donorProjects') =>
      checkRecord(partOf(name), record).issues.map(({ path }) => path.join('.'));
    assert.deepEqual(fields('jointActivities'), ['activityName', 'initiatorAndImplementers', 'results']);
    assert.deepEqual(fields('donorProjects'), ['donorName', 'projectName', 'implementationStatus']);
  });

  it('lets every export through that has no error, and no other', () => {
    const texts = fc.constantFrom('', '?', '12', 'Өзгөн', '31.02.2025');
    const paths = fc.constantFrom(
      ...(['letter', 'municipality', 'selfAssessment'] as const).flatMap((part) =>
        describeFields(part).map(({ path }) => `${part}.${path}`),
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(paths, texts), { maxLength: 2 }), (changes) => {
        const draft = changed(Object.fromEntries(changes));
        const errors = found(draft).filter((line) => line.startsWith('error'));
        assert.equal(exports(draft), errors.length === 0);
      }),
    );
  });
});

describe('toApplication', () => {
  it('never throws', () => {
    const exportedAt = new Date(NaN);
    const { success, issues } = toApplication(sampleDraft, call2025, { language: 'ky', exportedAt });
    assert.equal(success, false);
    assert.deepEqual(
      issues.map(({ path }) => path.join('.')),
      ['exportedAt'],
    );
    assert.equal(toApplication({} as Draft, call2025, { language: 'ky' }).success, false);
  });
});
