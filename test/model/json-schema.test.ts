import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { applicationSchema } from '../../src/model/application.js';
import { call2025 } from '../../src/model/call-2025.js';
import { callSchema } from '../../src/model/call-schema.js';
import { applicationJsonSchema, callJsonSchema } from '../../src/model/json-schema.js';
import { toApplication } from '../../src/model/validate.js';
import { typedDraft } from '../arbitrary.js';
import { longDraft, manyRows, sampleApplication, sampleDraft } from '../sample.js';

type Json = Record<string | number, unknown>;

const ajv = new Ajv2020({ strict: true, allErrors: true });
const accepts = ajv.compile(applicationJsonSchema());
const sample = (): Json => JSON.parse(JSON.stringify(sampleApplication())) as Json;

/** The values of a keyword wherever it stands in a schema, but for properties of that name. */
function keyword(schema: unknown, name: string): unknown[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((inner) => keyword(inner, name));
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties'
      ? Object.values(value as object).flatMap((inner) => keyword(inner, name))
      : [...(key === name ? [value] : []), ...keyword(value, name)],
  );
}

function withValue(path: string, value: unknown): Json {
  const json = sample();
  const names = path.split('.');
  const last = names.pop() as string;
  const holder = names.reduce<Json>((at, name) => at[name] as Json, json);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return json;
}

describe('the JSON Schema of an application', () => {
  it('has an address, a title and no keyword that validators read differently', () => {
    for (const [schema, name] of [
      [applicationJsonSchema(), 'application'],
      [callJsonSchema(), 'call'],
    ] as const) {
      assert.equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema');
      assert.ok(String(schema['$id']).endsWith(`/${name}-1.schema.json`));
      assert.ok(schema['title']);
      assert.deepEqual(keyword(schema, 'format'), []);
      for (const pattern of keyword(schema, 'pattern')) {
        // Flags, lookarounds and classes of Unicode are not read alike everywhere.
        assert.doesNotMatch(String(pattern), /\(\?[^:]|\\[pPbBdDwW]/);
        new RegExp(String(pattern), 'u');
      }
    }
  });

  it('knows every field, and leaves no object open', () => {
    const objects = (schema: unknown): Json[] =>
      typeof schema !== 'object' || schema === null
        ? []
        : [
            ...((schema as Json)['type'] === 'object' ? [schema as Json] : []),
            ...Object.values(schema).flatMap(objects),
          ];
    const all = objects(applicationJsonSchema());
    assert.ok(all.length > 10);
    for (const schema of all) assert.equal(schema['additionalProperties'], false);
  });

  it('accepts what the form exports', () => {
    const lists = { jointActivities: manyRows(2000), civicGroups: [], donorProjects: [], evidence: [] };
    for (const draft of [sampleDraft, longDraft, { ...sampleDraft, ...lists }]) {
      const exported = toApplication(draft, call2025, { language: 'ru' });
      assert.ok(
        exported.success && accepts(JSON.parse(JSON.stringify(exported.data))),
        ajv.errorsText(accepts.errors),
      );
    }
    fc.assert(
      fc.property(typedDraft, (draft) => {
        const exported = toApplication(draft, call2025, { language: 'ky' });
        assert.ok(
          exported.success && accepts(JSON.parse(JSON.stringify(exported.data))),
          ajv.errorsText(accepts.errors),
        );
      }),
    );
  });

  const refused: [what: string, path: string, value: unknown][] = [
    ['a missing part', 'letter', undefined],
    ['a missing field', 'letter.senderName', undefined],
    ['a missing field of a row', 'donorProjects.1.projectName', undefined],
    ['half a joint decision', 'letter.jointDecision.date', undefined],
    ['an amount without its unit', 'municipality.ownRevenues.unit', undefined],
    ['an unknown part', 'annex', {}],
    ['an unknown field', 'municipality.fax', '1'],
    ['an unknown field of a row', 'jointActivities.0.key', 'a'],
    ['null for what is empty', 'municipality.website', null],
    ['an empty text', 'letter.keneshName', ''],
    ['a text of spaces', 'letter.keneshName', ' \n'],
    ['a text with an invisible character', 'letter.keneshName', 'Кеңеш\u0000'],
    ['too long a text', 'letter.keneshName', 'ө'.repeat(301)],
    ['a number for a text', 'letter.keneshName', 7],
    ['a text for a number', 'municipality.areaHa', '48250.5'],
    ['a negative number', 'municipality.areaHa', -1],
    ['too great a number', 'municipality.areaHa', 20_000_001],
    ['half a person', 'municipality.population', 9417.5],
    ['a sixth mark', 'selfAssessment.keneshCooperationRating', 6],
    ['four problems', 'selfAssessment.priorityProblems', ['а', 'б', 'в', 'г']],
    ['six problems', 'selfAssessment.priorityProblems', ['а', 'б', 'в', 'г', 'д', 'е']],
    ['a word for yes', 'municipality.hasProcurementSpecialist', 'yes'],
    ['another choice', 'letter.senderPosition', 'governor'],
    ['a day as it is typed', 'letter.letterDate', '28.02.2025'],
    ['no e-mail address', 'municipality.email', 'жок'],
    ['no web address', 'municipality.website', 'javascript:alert(1)'],
    ['an empty list of lines', 'letter.contactInfo.emails', []],
    ['a telephone without its text', 'municipality.phoneFax', { e164: [] }],
    ['a telephone number of letters', 'municipality.phoneFax', { text: 'а', e164: ['+996abc'] }],
    ['2001 rows', 'evidence', Array.from({ length: 2001 }, () => sampleApplication().evidence[0])],
    ['a list that is none', 'evidence', {}],
    ['a later version', 'schemaVersion', 2],
    ['another language', 'language', 'kg'],
    ['an instant without its zone', 'exportedAt', '2025-02-14T05:30:00'],
    ['an id that is none', 'applicationId', 'x'],
    ['a digest cut short', 'evidence.0.sha256', 'ff'],
  ];
  for (const [what, path, value] of refused) {
    it(`refuses, as zod does, ${what}`, () => {
      const json = withValue(path, value);
      assert.equal(applicationSchema.safeParse(json).success, false);
      assert.equal(accepts(json), false);
      // It says where: at the place, or at what holds it where a key is the matter.
      const places = (accepts.errors ?? []).map(({ instancePath }) =>
        instancePath.slice(1).replaceAll('/', '.'),
      );
      assert.ok(
        places.every((place) => path.startsWith(place) || place.startsWith(path)),
        places.join(),
      );
    });
  }

  it('refuses nothing that zod accepts', () => {
    const leaves = (value: unknown, at: string): string[] =>
      typeof value === 'object' && value
        ? Object.entries(value).flatMap(([name, inner]) => [
            `${at}${name}`,
            ...leaves(inner, `${at}${name}.`),
          ])
        : [];
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.constantFrom<unknown>(
        undefined,
        null,
        [],
        {},
        true,
        'yes',
        '2025-02-28',
        'A@b.cd',
        'ЖОЛ.кг/ө',
        ['ө'],
        5,
        1e13,
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...leaves(sample(), '')), value, (path, changed) => {
        const json = withValue(path, changed);
        if (applicationSchema.safeParse(json).success)
          assert.ok(accepts(json), ajv.errorsText(accepts.errors));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the JSON Schema of a call', () => {
  it('accepts the call of 2025 and refuses what zod does', () => {
    const acceptsCall = ajv.compile(callJsonSchema());
    const call = JSON.parse(JSON.stringify(call2025)) as Json;
    assert.ok(acceptsCall(call), ajv.errorsText(acceptsCall.errors));
    assert.ok(acceptsCall({ ...call, evidence: { fileMB: 10, types: ['pdf'] } }));
    for (const change of [
      { late: 'maybe' },
      { id: '../x' },
      { donorYears: [2022] },
      { html: '' },
      { contacts: null },
      { evidence: { files: 0 } },
      { evidence: { totalMB: 1.5 } },
      { evidence: { types: ['exe'] } },
    ]) {
      assert.equal(callSchema.safeParse({ ...call, ...change }).success, false);
      assert.equal(acceptsCall({ ...call, ...change }), false, JSON.stringify(change));
    }
  });
});
