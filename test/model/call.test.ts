import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addCallTexts, call2025 } from '../../src/model/call-2025.js';
import { en } from '../../src/model/call-2025-en.js';
import { ky } from '../../src/model/call-2025-ky.js';
import { ru } from '../../src/model/call-2025-ru.js';
import { blankNames, fillBlanks } from '../../src/model/call-blanks.js';
import { criterionText, textsOf, type Call } from '../../src/model/call.js';
import { callSchema } from '../../src/model/call-schema.js';
import { limitsOf } from '../../src/model/evidence-limits.js';
import { districtNames, oblastNames } from '../../src/model/districts.js';

const document = resolve('../shared/call/call.ky.md');
const copy = readFileSync(resolve('test/model/call.ky.txt'), 'utf8').trimEnd().split('\n');

/** The passages of the call's document in order, but for the labels of fields. */
function passages(markdown: string): string[] {
  const lines = markdown.split('\n').filter((line) => line.trim());
  const questions = lines.findIndex((line) => line.startsWith('Ошондой эле, ЖӨБ органынын'));
  const lists = lines.findIndex((line) => line.startsWith('#### 2.'));
  return lines
    .filter((_, index) => index <= questions || index >= lists)
    .filter((line) => !line.startsWith('|') || line.includes('Калктын саны ('))
    .map((line) =>
      line
        .replace(/^(#+|-) /, '')
        .replace(/^\| | \|  \|$/g, '')
        .replaceAll('\\_', '_'),
    )
    .flatMap((line) => line.split(/ {8}| (?=Тизменин форматы)/));
}

/** Every text within, in order, a line each, with its blanks as they are on paper. */
function paper(texts: unknown): string[] {
  if (typeof texts === 'string') return texts.replace(/\{\w+\}/g, '___').split('\n');
  return Object.values(texts as object).flatMap(paper);
}

const shortBlanks = (line: string) => line.replace(/_{3,}/g, '___');

describe('texts of the 2025 call', () => {
  it('are those of its document, character for character, all of them and in its order', () => {
    const expected = existsSync(document) ? passages(readFileSync(document, 'utf8')) : copy;
    assert.deepEqual(paper(ky), expected.map(shortBlanks));
  });

  it('are copied faithfully for those who do not have the document', { skip: !existsSync(document) }, () => {
    assert.deepEqual(copy, passages(readFileSync(document, 'utf8')));
  });

  for (const [language, texts] of Object.entries({ ru, en })) {
    it(`have the same blanks and as many lines in ${language}`, () => {
      const shape = (value: unknown): unknown =>
        typeof value === 'string'
          ? fillBlanks(value).flatMap((piece) => ('blank' in piece ? piece.blank : []))
          : Object.entries(value as object).map(([key, inner]) => [key, shape(inner)]);
      assert.deepEqual(shape(texts), shape(ky));
    });
  }

  it('are in Kyrgyz until a translation is attached', () => {
    const call: Call = { ...structuredClone(call2025), texts: { ky } };
    assert.equal(textsOf(call, 'ru'), ky);
    assert.equal(
      criterionText(call, 'criterionBudgetReadiness', 'en'),
      'Жергиликтүү демилгелерди каржылоо үчүн жергиликтүү бюджеттен каражат бөлүүгө даяр ЖӨБ органдары.',
    );
    addCallTexts('ru', ru);
    addCallTexts('en', en);
    assert.equal(textsOf(call2025, 'ru').letter.heading, 'ПИСЬМО-ЗАИНТЕРЕСОВАННОСТЬ');
    assert.equal(
      criterionText(call2025, 'criterionBudgetReadiness', 'en'),
      'LSG bodies ready to allocate funds from the local budget to finance local initiatives.',
    );
  });

  it('name the contacts and dates that stand beside them as data', () => {
    const { officer, ...contacts } = call2025.contacts;
    const said = paper(ky.announcement).join('\n');
    for (const contact of [...Object.values(contacts), `${officer}го`])
      assert.ok(said.includes(contact), contact);
    assert.ok(said.includes('2025-жылдын 7-мартына чейин') && call2025.resultsDate === '2025-03-07');
    assert.ok(ky.formats.population.includes('01.01.2025') && call2025.populationAsOf === '2025-01-01');
    assert.ok(ky.formats.donorProjects.heading.includes(call2025.donorYears.join('–')));
    assert.ok(ky.formats.jointActivities.heading.includes(`Акыркы ${call2025.listMonths} ай`));
  });

  it('show the id of a criterion that the call does not have', () => {
    assert.equal(criterionText(call2025, 'constructor', 'ky'), 'constructor');
  });

  it('end at 18:00 in Bishkek', () => {
    assert.equal(new Date(call2025.submissionDeadline).toISOString(), '2025-02-28T12:00:00.000Z');
  });
});

describe('blanks', () => {
  it('split the heading of the letter', () => {
    assert.deepEqual(fillBlanks(ky.letter.from), [
      { text: 'кимден: ' },
      { blank: 'senderName' },
      { text: ' (Айыл өкмөт башчысынын же мэрдин аты-жөнү) ' },
      { blank: 'district' },
      { text: ' району ' },
      { blank: 'oblast' },
      { text: ' облусунун\n' },
      { blank: 'municipalityName' },
    ]);
  });

  it('lose no character of any text', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(...blankNames.map((name) => `{${name}}`), '{', '}', '{x}'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const back = fillBlanks(text).map((part) => ('blank' in part ? `{${part.blank}}` : part.text));
        assert.equal(back.join(''), text);
        assert.ok(!back.includes(''));
      }),
    );
  });
});

describe('a call definition', () => {
  /** The 2025 call as a programme would write it, changed. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- to break it at will
  const changed = (change: (call: any) => void) => {
    const call = JSON.parse(JSON.stringify({ ...call2025, texts: { ky, ru, en } }));
    change(call);
    return callSchema.safeParse(call);
  };

  it('passes in three languages, and in Kyrgyz alone', () => {
    assert.deepEqual(changed(() => {}).error, undefined);
    assert.deepEqual(
      changed((call) => {
        delete call.texts.ru;
        delete call.texts.en;
        call.$schema = './schema/call-1.schema.json';
      }).error,
      undefined,
    );
  });

  it('may be the next one, with other criteria and dates', () => {
    const next = changed((call) => {
      call.id = 'dpi-lsg-2028';
      call.submissionDeadline = '2028-02-29T12:00Z';
      call.late = 'allow';
      call.donorYears = [2027, 2027];
      call.criteria = ['criterionYouth'];
      for (const texts of Object.values<typeof ky>(call.texts)) texts.announcement.criteria.items = ['…'];
    });
    assert.deepEqual(next.error, undefined);
  });

  it('may say how much evidence there can be and of which kinds; what it leaves out is as ever', () => {
    const MB = 1_048_576;
    const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const limits = (evidence: Call['evidence']) => {
      const { data, error } = changed((call) => (call.evidence = evidence));
      assert.deepEqual(error, undefined);
      const { file, all, files, kinds, takes } = limitsOf(data as Call);
      const types = ['application/pdf', 'image/heic', docx, 'application/vnd.ms-excel', 'text/html'];
      return [file / MB, all / MB, files, kinds.length, types.map((type) => (takes(type) ? 1 : 0)).join('')];
    };
    assert.deepEqual(limits(undefined), [20, 100, 60, 5, '11111']);
    assert.deepEqual(limits({ types: ['pdf', 'word'] }), [20, 100, 60, 2, '10100']);
    assert.deepEqual(limits({ fileMB: 5, totalMB: 30, files: 10 }), [5, 30, 10, 5, '11111']);
    assert.deepEqual(limits({ totalMB: 8, types: ['image', 'excel'] }), [8, 8, 60, 2, '01010']);
    assert.deepEqual(limits({ types: ['opendocument'] }), [20, 100, 60, 1, '00000']);
  });

  const megabyte = 'ө'.repeat(2 ** 20);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  const hostile: [what: string, path: string, code: string, change: (call: any) => void][] = [
    ['an unknown key', '', 'unrecognized_keys', (c) => (c.html = '<b>')],
    [
      'an unknown key deep within',
      'texts.ky.letter.notice',
      'unrecognized_keys',
      (c) => (c.texts.ky.letter.notice.x = 1),
    ],
    ['an unknown language', 'texts', 'unrecognized_keys', (c) => (c.texts.de = c.texts.en)],
    ['no Kyrgyz texts', 'texts.ky', 'invalid_type', (c) => delete c.texts.ky],
    ['a later schema version', 'schemaVersion', 'invalid_value', (c) => (c.schemaVersion = 2)],
    ['a path as id', 'id', 'notId', (c) => (c.id = '../../x')],
    ['a criterion that is no name', 'criteria.0', 'notId', (c) => (c.criteria[0] = '__proto__')],
    ['the same criterion twice', 'criteria', 'criteriaRepeat', (c) => (c.criteria[1] = c.criteria[0])],
    ['no criteria', 'criteria', 'too_small', (c) => (c.criteria = [])],
    [
      '13 criteria',
      'criteria',
      'too_big',
      (c) => (c.criteria = Array.from({ length: 13 }, (_, n) => `c${n}`)),
    ],
    [
      'a criterion without a text',
      'texts.ky.announcement.criteria.items',
      'criteriaCount',
      (c) => ((c.texts = { ky: c.texts.ky }), c.criteria.push('more')),
    ],
    [
      'a text without a criterion',
      'texts.en.announcement.criteria.items',
      'criteriaCount',
      (c) => c.texts.en.announcement.criteria.items.push('x'),
    ],
    ['an empty list', 'texts.ru.letter.paragraphs', 'too_small', (c) => (c.texts.ru.letter.paragraphs = [])],
    [
      '31 items',
      'texts.ky.announcement.closing',
      'too_big',
      (c) => (c.texts.ky.announcement.closing = Array(31).fill('x')),
    ],
    [
      'an unknown blank',
      'texts.ky.letter.from',
      'unknownBlank',
      (c) => (c.texts.ky.letter.from += ' {constructor}'),
    ],
    [
      'a blank with a slip',
      'texts.ky.letter.paragraphs.0',
      'unknownBlank',
      (c) => (c.texts.ky.letter.paragraphs[0] = '{municipality айылы'),
    ],
    [
      'a blank that nothing fills',
      'texts.ky.announcement.title',
      'unknownBlank',
      (c) => (c.texts.ky.announcement.title = '{district}'),
    ],
    [
      'an invisible character',
      'texts.ky.formats.heading',
      'controlCharacter',
      (c) => (c.texts.ky.formats.heading += '\u0000'),
    ],
    ['an empty text', 'texts.ky.letter.heading', 'too_small', (c) => (c.texts.ky.letter.heading = '')],
    [
      'a text of a megabyte',
      'texts.ky.letter.contactInfo',
      'too_big',
      (c) => (c.texts.ky.letter.contactInfo = megabyte),
    ],
    ['an e-mail of a megabyte', 'contacts.email', 'too_big', (c) => (c.contacts.email = megabyte)],
    ['a script as e-mail', 'contacts.email', 'notEmail', (c) => (c.contacts.email = 'javascript:alert(1)')],
    [
      'a script with an at sign as e-mail',
      'contacts.email',
      'notEmail',
      (c) => (c.contacts.email = 'javascript:a@b.kg'),
    ],
    [
      'an e-mail with a subject',
      'contacts.email',
      'notEmail',
      (c) => (c.contacts.email = 'a@b.kg?bcc=c@d.kg'),
    ],
    [
      'an e-mail with a name',
      'contacts.email',
      'notEmail',
      (c) => (c.contacts.email = 'DPI <office@dpi.kg>'),
    ],
    ['30 February', 'resultsDate', 'noSuchDate', (c) => (c.resultsDate = '2025-02-30')],
    [
      '29 February of a common year',
      'populationAsOf',
      'noSuchDate',
      (c) => (c.populationAsOf = '2025-02-29'),
    ],
    ['a date of another order', 'populationAsOf', 'notDate', (c) => (c.populationAsOf = '01.01.2025')],
    [
      'a deadline on 31 April',
      'submissionDeadline',
      'noSuchDate',
      (c) => (c.submissionDeadline = '2025-04-31T18:00:00+06:00'),
    ],
    [
      'a deadline without an offset',
      'submissionDeadline',
      'notInstant',
      (c) => (c.submissionDeadline = '2025-02-28T18:00:00'),
    ],
    [
      'a deadline at 25:00',
      'submissionDeadline',
      'notInstant',
      (c) => (c.submissionDeadline = '2025-02-28T25:00:00+06:00'),
    ],
    ['years the wrong way round', 'donorYears', 'yearsOrder', (c) => (c.donorYears = [2024, 2022])],
    ['half a month', 'listMonths', 'notInteger', (c) => (c.listMonths = 0.5)],
    ['files of half a megabyte', 'evidence.fileMB', 'notInteger', (c) => (c.evidence = { fileMB: 0.5 })],
    ['files of nothing', 'evidence.totalMB', 'too_small', (c) => (c.evidence = { totalMB: 0 })],
    ['files of a terabyte', 'evidence.totalMB', 'too_big', (c) => (c.evidence = { totalMB: 1_048_576 })],
    ['501 files', 'evidence.files', 'too_big', (c) => (c.evidence = { files: 501 })],
    ['no kind of files', 'evidence.types', 'too_small', (c) => (c.evidence = { types: [] })],
    [
      'a kind of files that there is not',
      'evidence.types.1',
      'invalid_value',
      (c) => (c.evidence = { types: ['pdf', 'exe'] }),
    ],
    ['an unknown limit', 'evidence', 'unrecognized_keys', (c) => (c.evidence = { fileKB: 1 })],
    ['another word for late', 'late', 'invalid_value', (c) => (c.late = 'maybe')],
  ];

  for (const [what, path, code, change] of hostile) {
    it(`with ${what} is refused, and says where`, () => {
      const issues = changed(change).error?.issues.map((issue) => ({
        path: issue.path.join('.'),
        code: issue.code === 'custom' ? issue.params?.['code'] : issue.code,
      }));
      assert.deepEqual(issues, [{ path, code }]);
    });
  }

  it('with __proto__ is refused, and says where', () => {
    const json = (path: string) =>
      JSON.stringify({ ...call2025, texts: { ky } }).replace(path, `"__proto__":{"late":"allow"},${path}`);
    for (const [before, path] of [
      ['"schemaVersion"', ''],
      ['"postalAddress"', 'contacts'],
      ['"annex"', 'texts.ky.letter'],
    ] as const) {
      const { success, error } = callSchema.safeParse(JSON.parse(json(before)));
      assert.equal(success, false);
      assert.deepEqual(
        error?.issues.map((issue) => issue.path.join('.')),
        [path],
      );
    }
  });

  it('of any JSON is read without an exception', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => assert.equal(callSchema.safeParse(json).success, false)));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(call2025)), fc.jsonValue(), (key, json) => {
        changed((call) => (call[key] = json));
      }),
    );
  });
});

describe('districts', () => {
  it('are the 40 districts of 7 oblasts, under their present names', () => {
    assert.deepEqual(oblastNames(), ['Баткен', 'Жалал-Абад', 'Нарын', 'Ош', 'Талас', 'Чүй', 'Ысык-Көл']);
    assert.equal(new Set(oblastNames().flatMap((oblast) => districtNames(oblast))).size, 40);
    assert.equal(districtNames('').length, 40);
    assert.deepEqual(districtNames('Талас'), ['Айтматов', 'Бакай-Ата', 'Манас', 'Талас']);
  });

  it('are in the order of the Kyrgyz alphabet', () => {
    const ofOsh = ['Алай', 'Араван', 'Кара-Кулжа', 'Кара-Суу', 'Ноокат', 'Өзгөн', 'Чоң-Алай'];
    assert.deepEqual(districtNames('Ош'), ofOsh);
  });

  it('follow an oblast however it is typed', () => {
    for (const typed of ['  ыСЫК-көл ', 'Ысык-Көл обл.', 'Ысык-Кол облусу', 'ысык көл'])
      assert.equal(districtNames(typed)[1], 'Жети-Өгүз', typed);
    for (const typed of ['Чуй', 'чүй облусу', 'Чүй облусунун'])
      assert.equal(districtNames(typed)[0], 'Аламүдүн', typed);
  });

  it('are all of them for an oblast that is not known', () => {
    for (const typed of ['Манас облусу', 'Ош шаары', 'облусу', 'constructor'])
      assert.equal(districtNames(typed).length, 40, typed);
  });
});
