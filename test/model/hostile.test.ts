import '../../src/model/all-languages.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isIssueCode } from '../../src/language/issue.js';
import { call2025 } from '../../src/model/call-2025.js';
import { readDraft } from '../../src/model/draft.js';
import type { Result } from '../../src/model/json.js';
import { migrateApplication } from '../../src/model/migrate.js';
import { parseApplication } from '../../src/model/parse.js';
import { sampleApplication } from '../sample.js';

type Json = Record<string, unknown>;
type Reader = (json: unknown) => Result<unknown>;

const draftOf: Reader = (json) => readDraft(json, 'dpi-lsg-2025');
const readers: Record<string, Reader> = { parseApplication, migrateApplication, readDraft: draftOf };
const sample = (): Json => JSON.parse(JSON.stringify(sampleApplication())) as Json;
const text = JSON.stringify(sampleApplication());

/** Codes and paths, after a look at what every refusal must be. */
function refusal(result: Result<unknown>): string[] {
  assert.equal(result.success, false);
  assert.ok(result.issues.length);
  for (const { code, path, severity } of result.issues) {
    assert.ok(isIssueCode(code), code);
    assert.ok(Array.isArray(path));
    assert.equal(severity, 'error');
  }
  assert.deepEqual(Reflect.ownKeys({}.constructor.prototype as object), objectPrototype);
  return result.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
}
const objectPrototype = Reflect.ownKeys(Object.prototype);

/** Every leaf and every branch of a value, by its path. */
function paths(value: unknown, at: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [at];
  const own = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [at, ...own.flatMap((name) => paths((value as Json)[name], [...at, name]))];
}

const valueAt = (json: unknown, path: (string | number)[]): unknown =>
  path.reduce((at, name) => (at as Record<string | number, unknown>)[name], json);

const typeOf = (value: unknown): string =>
  Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;

function withValue(json: Json, path: (string | number)[], value: unknown): Json {
  const copy = structuredClone(json);
  const holder = valueAt(copy, path.slice(0, -1)) as Record<string | number, unknown>;
  const last = path[path.length - 1] as string | number;
  if (value === undefined) delete holder[last];
  else Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

const nested = (opening: string, inner: string, closing: string, times: number): string =>
  opening.repeat(times) + inner + closing.repeat(times);

describe('what is no JSON or could hurt', () => {
  const cyclic: Json = sample();
  cyclic['letter'] = cyclic;
  const many: unknown[] = [];
  many.push(many, many, many);
  let shared: unknown = 'ө';
  for (let level = 0; level < 30; level++) shared = [shared, shared];
  const cases: Record<string, [json: () => unknown, expected: string]> = {
    nothing: [() => undefined, 'wrongType '],
    'an empty text': [() => '', 'invalidJson '],
    'half a file': [() => text.slice(0, text.length / 2), 'invalidJson '],
    'a spreadsheet': [() => 'PK\u0003\u0004\u0000', 'invalidJson '],
    'NaN as text': [() => text.replace('48250.5', 'NaN'), 'invalidJson '],
    'a number beyond all': [() => text.replace('48250.5', '1e999'), 'notNumber municipality.areaHa'],
    NaN: [() => withValue(sample(), ['municipality', 'areaHa'], NaN), 'notNumber municipality.areaHa'],
    Infinity: [
      () => withValue(sample(), ['municipality', 'areaHa'], -Infinity),
      'notNumber municipality.areaHa',
    ],
    __proto__: [
      () => text.replace('"letter":', '"__proto__":{"hacked":1},"letter":'),
      'forbiddenKey __proto__',
    ],
    '__proto__ within': [
      () => text.replace('"number":', '"__proto__":{"toString":1},"number":'),
      'forbiddenKey letter.jointDecision.__proto__',
    ],
    'constructor in a row': [
      () => text.replace('"results":', '"constructor":{"prototype":{"hacked":1}},"results":'),
      'forbiddenKey jointActivities.0.constructor',
    ],
    prototype: [
      () => text.replace('"areaHa":', '"prototype":[],"areaHa":'),
      'forbiddenKey municipality.prototype',
    ],
    'torn characters in a key': [() => `{"schemaVersion":1,"\\ud800":1}`, 'loneSurrogate \ud800'],
    'a cycle': [() => cyclic, `tooDeep ${Array(32).fill('letter').join('.')}`],
    'a cycle of lists': [
      () => ({ schemaVersion: 1, many }),
      `tooDeep ${['many', ...Array(31).fill(0)].join('.')}`,
    ],
    'a list with two billion members in thirty shared ones': [() => ({ schemaVersion: 1, shared }), 'tooBig'],
    'a list without end': [() => ({ schemaVersion: 1, letter: new Array(2 ** 32 - 1) }), 'tooBig letter'],
    'ten megabytes of nested lists': [() => nested('[', '', ']', 5_000_000), 'tooDeep'],
    'ten megabytes of nested objects': [() => nested('{"a":', '1', '}', 1_600_000), 'tooDeep'],
    'ten megabytes of empty lists': [() => `{"letter":[${'[],'.repeat(3_300_000)}[]]}`, 'tooBig letter'],
    'ten megabytes of rows': [
      () => `{"jointActivities":[${'{},'.repeat(3_300_000)}{}]}`,
      'tooBig jointActivities',
    ],
    'too long a text': [() => ' '.repeat(20_000_001), 'tooBig '],
    'a getter that throws': [
      () =>
        Object.defineProperty(sample(), 'letter', {
          enumerable: true,
          get() {
            throw new Error('host');
          },
        }),
      'invalidJson ',
    ],
    'a proxy that throws': [
      () =>
        new Proxy(sample(), {
          ownKeys() {
            throw new Error('host');
          },
        }),
      'invalidJson ',
    ],
    'a revoked proxy': [
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return { schemaVersion: 1, proxy };
      },
      'invalidJson ',
    ],
    'a proxy of a list that lies about its length': [
      () => ({ letter: new Proxy([], { get: () => -1 }) }),
      'tooBig letter',
    ],
    'a function': [
      () => withValue(sample(), ['letter', 'senderName'], () => 'Үсөн'),
      'wrongType letter.senderName',
    ],
    'a symbol': [
      () => withValue(sample(), ['letter', 'senderName'], Symbol('Үсөн')),
      'wrongType letter.senderName',
    ],
    'a BigInt': [
      () => withValue(sample(), ['municipality', 'population'], 9417n),
      'wrongType municipality.population',
    ],
    'a Date': [
      () => withValue(sample(), ['letter', 'letterDate'], new Date()),
      'wrongType letter.letterDate',
    ],
    'a Map': [() => withValue(sample(), ['letter'], new Map()), 'wrongType letter'],
    'a boxed text': [
      () => withValue(sample(), ['letter', 'senderName'], Object('Үсөн')),
      'wrongType letter.senderName',
    ],
    null: [() => null, 'wrongType '],
    'a list': [() => [sample()], 'wrongType '],
    'a number': [() => 1, 'wrongType '],
    'a newer version': [() => ({ ...sample(), schemaVersion: 2 }), 'newerVersion schemaVersion'],
    'version -1e300': [() => ({ ...sample(), schemaVersion: -1e300 }), 'notChoice schemaVersion'],
    'version 1e300': [() => ({ ...sample(), schemaVersion: 1e300 }), 'newerVersion schemaVersion'],
    'a version in words': [() => ({ ...sample(), schemaVersion: '1' }), 'wrongType schemaVersion'],
  };

  for (const [what, [json, expected]] of Object.entries(cases)) {
    for (const [name, read] of Object.entries(readers)) {
      // All read by the same function, and parsing so much takes a second.
      if (what.startsWith('ten megabytes') && name !== 'parseApplication') continue;
      it(`is refused by ${name}, with its place: ${what}`, () => {
        const [found = ''] = refusal(read(json()));
        if (expected.includes(' ')) assert.equal(found, expected);
        else assert.ok(found.startsWith(expected), found);
      });
    }
  }

  it('includes an application of a version that never was; a draft of one opens, with the rest left over', () => {
    const json = {
      ...sample(),
      schemaVersion: 0,
      annex3: ['план'],
      letter: { senderName: 'Үсөн', fax: '5' },
    };
    for (const read of [parseApplication, migrateApplication])
      assert.deepEqual(refusal(read(json)), ['notChoice schemaVersion']);
    const draft = readDraft(json, call2025.id);
    assert.ok(draft.success);
    assert.equal(draft.data.schemaVersion, 1);
    assert.deepEqual(draft.data.letter, { senderName: 'Үсөн' });
    assert.deepEqual(draft.data.leftOver, [
      { path: ['letter', 'fax'], value: '5' },
      { path: ['annex3'], value: ['план'] },
    ]);
  });

  it('includes torn characters in the texts of an application', () => {
    const torn = text.replace('Көк-Төбө айылы"', 'Көк-Төбө \\ud83c"');
    for (const read of [parseApplication, migrateApplication])
      assert.deepEqual(refusal(read(torn)), ['loneSurrogate letter.municipalityLocation']);
  });

  it('includes an application that does not say its version', () => {
    const { schemaVersion: _, ...json } = sample();
    for (const read of [parseApplication, migrateApplication])
      assert.deepEqual(refusal(read(json)), ['required schemaVersion']);
    for (const read of [parseApplication, migrateApplication])
      assert.deepEqual(refusal(read({ ...json, schemaVersion: 0.5 })), ['wrongType schemaVersion']);
  });

  it('includes too many rows, without a word on each', () => {
    const found = refusal(parseApplication(text.replace('"civicGroups":[', `$&${'{},'.repeat(190_000)}`)));
    assert.deepEqual(found, ['tooMany civicGroups']);
  });

  it('is anything that a generator thinks of', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
    });
    const key = fc.constantFrom('letter', 'jointActivities', 'leftOver', 'schemaVersion', '__proto__');
    fc.assert(
      fc.property(fc.oneof(anything, fc.string(), fc.json()), key, (json, name) => {
        refusal(parseApplication(json));
        refusal(migrateApplication(json));
        const inside = { ...sample(), [name]: json };
        for (const read of Object.values(readers)) {
          const result = read(inside);
          if (!result.success) refusal(result);
        }
      }),
    );
  });
});

describe('an application', () => {
  it('is read with a byte order mark and with spaces around', () => {
    for (const read of Object.values(readers)) assert.ok(read(`\ufeff\n ${text} \n`).success);
  });

  it('of another realm, without a prototype, or with members left undefined is read', () => {
    const bare = Object.assign(Object.create(null) as Json, sample());
    assert.ok(parseApplication(bare).success);
    const loose = withValue(sample(), ['municipality', 'website'], undefined);
    const result = parseApplication({
      ...loose,
      municipality: { ...(loose['municipality'] as Json), website: undefined },
    });
    assert.ok(result.success);
    assert.equal('website' in result.data.municipality, false);
  });

  it('is copied: what comes back shares nothing with what was given', () => {
    const given = sample();
    const result = parseApplication(given);
    const before = JSON.stringify(result);
    for (const path of paths(given).reverse()) {
      const at = valueAt(given, path);
      if (Array.isArray(at)) at.length = 0;
      else if (typeof at === 'object' && at) for (const name of Object.keys(at)) delete (at as Json)[name];
    }
    assert.equal(JSON.stringify(result), before);
  });

  it('cannot change its mind between two looks', () => {
    let looks = 0;
    const json = Object.defineProperty(sample(), 'language', {
      enumerable: true,
      get: () => (looks++ ? 7 : 'ru'),
    });
    const result = parseApplication(json);
    assert.ok(result.success);
    assert.equal(result.data.language, 'ru');
  });

  it('with a wrong type anywhere is refused there, or above or beneath', () => {
    const json = sample();
    const wrong = [null, true, 0.5, -1, '', 'мага', [], {}, [[]], { a: 1 }, ['x'], 1e300];
    for (const path of paths(json).slice(1)) {
      for (const value of wrong) {
        const changed = withValue(json, path, value);
        const result = parseApplication(changed);
        const at = path.join('.');
        if (typeOf(value) !== typeOf(valueAt(json, path))) assert.equal(result.success, false, at);
        if (result.success) continue;
        refusal(result);
        assert.ok(
          result.issues.some((issue) => `${issue.path.join('.')}.`.startsWith(`${at}.`)) ||
            // Rules between fields point at the field that they miss.
            result.issues.every((issue) => issue.path[0] === path[0]),
          `${at} = ${JSON.stringify(value)}: ${JSON.stringify(result.issues)}`,
        );
        // Whatever it was, a draft can be made of it or it is refused; then nothing is thrown either.
        draftOf(changed);
      }
    }
  });

  it('with a member of no JSON type anywhere is refused just there', () => {
    const json = sample();
    for (const path of paths(json).slice(1))
      for (const value of [() => 1, 1n, Symbol('x'), new Date(0), NaN, /x/])
        for (const read of Object.values(readers))
          assert.equal(refusal(read(withValue(json, path, value)))[0]?.split(' ')[1], path.join('.'));
  });

  it('with anything missing that must be there is refused', () => {
    const json = sample();
    const optional = [
      '$schema',
      'jointDecision',
      'mobilePhones',
      'landlinePhones',
      'emails',
      'email',
      'website',
      'note',
    ];
    for (const path of paths(json).slice(1)) {
      const last = path[path.length - 1] as string | number;
      if (typeof last === 'number' || optional.includes(last) || last === 'populationAsOf') continue;
      const found = refusal(parseApplication(withValue(json, path, undefined)));
      assert.deepEqual(found, [`required ${path.join('.')}`]);
    }
  });

  it('with an unknown key anywhere is refused with its path, and nothing else', () => {
    const json = sample();
    for (const path of paths(json)) {
      const at = valueAt(json, path);
      if (typeof at !== 'object' || Array.isArray(at)) continue;
      const result = parseApplication(withValue(json, [...path, 'жаңы'], { a: [1] }));
      assert.deepEqual(refusal(result), [`unknownKey ${[...path, 'жаңы'].join('.')}`]);
      assert.deepEqual(result.issues[0]?.params, { key: 'жаңы' });
    }
  });

  it('is judged by the rules between fields too', () => {
    const cases: [path: (string | number)[], value: unknown, expected: string][] = [
      [['letter', 'oblast'], undefined, 'required letter.oblast'],
      [['municipality', 'villageCount'], undefined, 'required municipality.villageCount'],
      [
        ['selfAssessment', 'experienceExchangeDescription'],
        undefined,
        'required selfAssessment.experienceExchangeDescription',
      ],
      [
        ['selfAssessment', 'priorityProblems'],
        ['а', 'б', 'в', 'г'],
        'tooFew selfAssessment.priorityProblems',
      ],
      [
        ['letter', 'contactInfo'],
        { postalAddresses: ['Көк-Төбө'], emails: ['a@mail.kg'] },
        'phoneRequired letter.contactInfo.mobilePhones',
      ],
      [['letter', 'letterDate'], '2025-02-30', 'noSuchDate letter.letterDate'],
      [['letter', 'letterDate'], '28.02.2025', 'notDate letter.letterDate'],
      [['letter', 'senderName'], 'Үсөн\u0007', 'controlCharacter letter.senderName'],
      [['letter', 'senderName'], ' ', 'required letter.senderName'],
      [['exportedAt'], '2025-02-31T99:00:00Z', 'badText exportedAt'],
      [['applicationId'], '../../etc/passwd', 'badText applicationId'],
      [['callId'], '<script>', 'badText callId'],
      [['language'], 'kg', 'notChoice language'],
      [['evidence', 0, 'sha256'], 'ff', 'badText evidence.0.sha256'],
    ];
    for (const [path, value, expected] of cases)
      assert.deepEqual(refusal(parseApplication(withValue(sample(), path, value))), [expected]);
  });
});
