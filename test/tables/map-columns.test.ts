// No language but Kyrgyz is loaded here, as on a page where nobody has chosen another: Russian and English
// headers are known all the same.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isLoaded, speak } from '../../src/language/message.js';
import { decodeText } from '../../src/tables/decode-text.js';
import type { Grid } from '../../src/tables/grid.js';
import { mapColumns } from '../../src/tables/map-columns.js';
import { readDelimited } from '../../src/tables/read-delimited.js';
import { readHtmlTable } from '../../src/tables/read-html.js';
import { rowsFrom } from '../../src/tables/rows-from-grid.js';
import { targetsOf } from '../../src/tables/targets.js';
import type { ListName } from '../../src/tables/targets.js';
import { bytesOf, dataOf, textOf } from './fixture.js';

const lists: ListName[] = ['jointActivities', 'civicGroups', 'donorProjects'];
const activities = ['activityName', 'initiatorAndImplementers', 'citizensReached', 'results'];
const projects = ['donorName', 'projectName', 'citizensReached', 'implementationStatus'];
const groups = [
  'groupName',
  'leaderName',
  'leaderContacts',
  'targetAudience',
  'activityAreas',
  'cooperationForms',
];
const combined = ['groupColumn', 'targetAudience', 'activityAreas', 'cooperationForms'];

const headers = (part: ListName, header: string): (string | undefined)[] => {
  const names = header.split('|');
  const { header: rows, columns } = mapColumns([names, names.map((_, index) => `маани ${index}`)], part);
  assert.equal(rows, 1, header);
  return [...columns];
};
const no = undefined;

describe('what a column may be taken for', () => {
  it('every field, and for civic groups the columns that hold several', () => {
    assert.deepEqual(
      lists.map((part) => targetsOf(part).map(({ name }) => name)),
      [activities, [...groups, 'groupColumn', 'leaderColumn'], projects],
    );
    assert.equal(targetsOf('civicGroups').at(-1)?.label(), 'анын лидеринын аты-жөнү, байланыш маалыматтары');
  });
});

describe('headers', () => {
  it('of the call, in the three languages', () => {
    assert.deepEqual([isLoaded('ru'), isLoaded('en')], [false, false]);
    const expected = { jointActivities: activities, civicGroups: combined, donorProjects: projects };
    const call = {
      ky: {
        jointActivities:
          '№|Иш-чаранын же долбоордун аталышы|Долбоордун демилгечиси жана аткаруучулары|Камтылган жарандардын саны|Жыйынтыктар',
        civicGroups:
          '№|Топтун же уюмдун аталышы, анын лидеринын аты-жөнү жана байланыш маалыматтары|Максаттуу аудитория\n(Бул топ же уюм ким менен иштейт?)|Туруктуу ишмердүүлүгүнүн багыттары|Айыл өкмөтү/мэрия жана кеңеш менен кызматташуу формалары',
        donorProjects:
          '№|Донордук уюмдун аталышы|Долбоордун аталышы|Камтылган жарандардын саны|Ишке ашыруунун статусу (аяктаган, ишке ашырылууда)',
      },
      ru: {
        jointActivities:
          '№|Название мероприятия или проекта|Инициатор и исполнители проекта|Количество охваченных граждан|Результаты',
        civicGroups:
          '№|Название группы или организации, Ф. И. О. и контактные данные её лидера|Целевая аудитория\n(С кем работает эта группа или организация?)|Направления постоянной деятельности|Формы сотрудничества с айыл окмоту/мэрией и кенешем',
        donorProjects:
          '№|Название донорской организации|Название проекта|Количество охваченных граждан|Статус реализации (завершён, реализуется)',
      },
      en: {
        jointActivities:
          '№|Name of the activity or project|Initiator and implementers of the project|Number of citizens reached|Results',
        civicGroups:
          "№|Name of the group or organisation, full name and contact details of its leader|Target audience (Whom does this group or organisation work with?)|Areas of regular activity|Forms of cooperation with the ayil okmotu/mayor's office and the kenesh",
        donorProjects:
          '№|Name of the donor organisation|Name of the project|Number of citizens reached|Implementation status (completed, ongoing)',
      },
    };
    for (const byList of Object.values(call))
      for (const part of lists)
        assert.deepEqual(headers(part, byList[part]), [no, ...expected[part]], byList[part]);
  });

  it('of lists that exist already', () => {
    const cases: [ListName, string, (string | undefined)[]][] = [
      ['jointActivities', 'Название мероприятия|Инициатор|Охват|Результаты', activities],
      [
        'jointActivities',
        '№ п/п|Наименование|Исполнители|Охват/Количество граждан|Итоги|Бюджет',
        [no, ...activities, no],
      ],
      ['jointActivities', 'ИШ-ЧАРАЛАРДЫН АТАЛЫШЫ|ДЕМИЛГЕЧИЛЕР|КАТЫШУУЧУЛАРДЫН САНЫ|НАТЫЙЖАЛАР', activities],
      ['jointActivities', 'Дата|Мероприятия|Организаторы|Кол-во участников|Результат', [no, ...activities]],
      ['jointActivities', 'Event|Organiser|Participants|Outcomes', activities],
      [
        'jointActivities',
        'т/б|Жыйынтыгы|Иш чаранын аталышы|Аткаруучулар|Камтылган жарандын саны',
        [no, 'results', 'activityName', 'initiatorAndImplementers', 'citizensReached'],
      ],
      ['donorProjects', '#|Донор|Наименование проекта|Охват населения|Статус', [no, ...projects]],
      ['donorProjects', 'No|Доноры|Проекты|Бенефициары|Статус проекта', [no, ...projects]],
      [
        'donorProjects',
        'Долбоор|Каржылоочу уюм|Камтуу|Абалы',
        ['projectName', 'donorName', 'citizensReached', 'implementationStatus'],
      ],
      ['donorProjects', 'К/н|Донордун аталышы|Долбоордун аты|Жарандардын саны|Статус', [no, ...projects]],
      [
        'civicGroups',
        'Название|Руководитель|Телефон|Целевая группа|Сфера деятельности|Формы сотрудничества',
        groups,
      ],
      [
        'civicGroups',
        'Топтун аталышы|Лидеринин аты-жөнү|Байланыш телефону|Максаттуу топ|Ишмердүүлүгү|Кызматташуу',
        groups,
      ],
      [
        'civicGroups',
        'Организация|ФИО лидера|Контакты|С кем работает|Направления|Взаимодействие с ОМСУ',
        groups,
      ],
      [
        'civicGroups',
        'Название группы|Лидер (ФИО, телефон)|Целевая группа|Направления|Формы взаимодействия',
        ['groupName', 'leaderColumn', ...groups.slice(3)],
      ],
      [
        'civicGroups',
        'Топтун аты, жетекчиси, телефону|Максаттуу топ|Багыттары|Кызматташуу формалары',
        combined,
      ],
      [
        'civicGroups',
        'Топтун/уюмдун аталышы|Контактные данные лидера|Руководитель группы/организации',
        ['groupName', 'leaderContacts', 'leaderName'],
      ],
      ['civicGroups', 'Group|Leader|Phone|Target group|Areas|Cooperation', groups],
    ];
    for (const [part, header, expected] of cases) assert.deepEqual(headers(part, header), expected, header);
  });

  it('typed without the letters ө ү ң, with soft hyphens, in Latin look-alikes', () => {
    assert.deepEqual(
      headers('donorProjects', 'Донордук уюмдун аталышы|Долбоордун ата\u00adлышы|Oхват|Cтатус'),
      projects,
    );
    assert.deepEqual(
      headers(
        'civicGroups',
        'Топ|Максаттуу топ|Туруктуу ишмердуулугунун багыттары|Айыл окмоту жана кенеш менен кызматташуу',
      ),
      ['groupName', ...groups.slice(3)],
    );
  });

  it('of two rows, a row of column numbers under them, a title above', () => {
    const html = dataOf(readHtmlTable(textOf('donors-ru.html')));
    const csv = dataOf(readDelimited(decodeText(bytesOf('donors-ru-windows-1251.csv'))));
    for (const grid of [html, csv])
      assert.deepEqual(mapColumns(grid, 'donorProjects'), {
        header: 3,
        columns: [no, 'donorName', 'projectName', 'citizensReached', no, 'implementationStatus'],
      });
    assert.deepEqual(mapColumns(dataOf(readHtmlTable(textOf('calc.html'))), 'jointActivities'), {
      header: 3,
      columns: [no, ...activities, no, no],
    });
    assert.deepEqual(
      mapColumns(
        [
          ['№', 'Топ жөнүндө маалымат', '', '', 'Максаттуу топ', 'Багыттары'],
          ['', 'аталышы', 'лидери', 'телефону', '', ''],
          ['1', 'Үмүт', 'Асан', '0555123456', 'Жаштар', 'спорт'],
        ],
        'civicGroups',
      ),
      {
        header: 2,
        columns: [no, 'groupName', 'leaderName', 'leaderContacts', 'targetAudience', 'activityAreas'],
      },
    );
  });

  it('data are no header', () => {
    const rows: [ListName, string][] = [
      ['donorProjects', 'АРИС|Айылдык инвестициялар долбоору|1 250|ишке ашырылууда'],
      ['jointActivities', 'Мектеп куруу долбоору|Айыл өкмөтү|300|Мектеп курулду'],
      [
        'civicGroups',
        'Аялдар тобу|Жаштар менен аялдар|Жаштардын ишмердүүлүгүн колдоо|Айыл өкмөтү менен келишим',
      ],
    ];
    for (const [part, row] of rows)
      assert.equal(mapColumns([row.split('|'), row.split('|')], part).header, 0, row);
  });

  it('a column of names with telephone numbers in it holds more than its header says', () => {
    const grid = [
      ['Аталышы', 'Багыттары'],
      ['Үмүт тобу\nАсанов Бакыт\n0555 123456', 'спорт'],
    ];
    assert.deepEqual(mapColumns(grid, 'civicGroups').columns, ['groupColumn', 'activityAreas']);
    assert.deepEqual(
      mapColumns(
        [
          ['Аталышы', 'Лидери'],
          ['Үмүт', 'Асанов Бакыт, 0555 123456'],
        ],
        'civicGroups',
      ).columns,
      ['groupName', 'leaderColumn'],
    );
  });
});

describe('no header', () => {
  it('by place, with or without numbers', () => {
    const rows = [
      ['Көпүрө', 'Айыл өкмөтү', '1 250', 'Курулду'],
      ['Жол', 'Үмүт тобу', '300', 'Оңдолду'],
    ];
    assert.deepEqual(mapColumns(rows, 'jointActivities'), { header: 0, columns: activities });
    assert.deepEqual(
      mapColumns(
        rows.map((row, index) => [`${index + 1}.`, ...row]),
        'jointActivities',
      ),
      { header: 0, columns: [no, ...activities] },
    );
  });

  it('by content: numbers, words of a status', () => {
    const grid = [
      ['завершён', 'АРИС', 'Вода', '300'],
      ['в процессе', 'USAID', 'Дороги', ''],
    ];
    assert.deepEqual(mapColumns(grid, 'donorProjects').columns, [
      'implementationStatus',
      'donorName',
      'projectName',
      'citizensReached',
    ]);
    assert.deepEqual(
      mapColumns(
        [
          ['АРИС', '300'],
          ['USAID', '20'],
        ],
        'donorProjects',
      ).columns,
      [no, 'citizensReached'],
    );
  });

  it('four, five or six columns of civic groups', () => {
    const row = (width: number) => Array.from({ length: width }, (_, index) => `сөз ${index}`);
    assert.deepEqual(mapColumns([row(4)], 'civicGroups').columns, combined);
    assert.deepEqual(mapColumns([row(5)], 'civicGroups').columns, [
      'groupName',
      'leaderColumn',
      ...groups.slice(3),
    ]);
    assert.deepEqual(mapColumns([row(6)], 'civicGroups').columns, groups);
    assert.deepEqual(mapColumns([row(3)], 'civicGroups').columns, [no, no, no]);
  });
});

describe('rows of a list', () => {
  const rowsOf = (part: ListName, grid: Grid) => rowsFrom(grid, mapColumns(grid, part), part);

  it('the call’s table 3 from Writer: one cell holds three fields', () => {
    const { rows, problems, skipped } = rowsOf('civicGroups', dataOf(readHtmlTable(textOf('writer.html'))));
    assert.deepEqual(rows, [
      {
        groupName: '«Үмүт» жаштар тобу',
        leaderName: 'Токтосунова Мээрим Улановна',
        leaderContacts: '0707 112233',
        targetAudience: 'Жаштар',
        activityAreas: 'спорт\nашар',
        cooperationForms: 'Иш-чара планы',
      },
      {
        groupName: 'Көк-Төбө аялдар кеңеши',
        leaderName: 'төрагасы Сыдыкова Ч. М.',
        leaderContacts: 'тел.: 0555 40-50-60',
        targetAudience: 'Аялдар',
        activityAreas: 'Социалдык колдоо',
        cooperationForms: 'Угууларга катышуу',
      },
    ]);
    assert.deepEqual([problems, skipped], [[], []]);
  });

  it('from Excel: choices by their words, what cannot be read is named and kept', () => {
    const { rows, from, problems } = rowsOf(
      'donorProjects',
      dataOf(readHtmlTable(textOf('excel-clipboard.html'))),
    );
    assert.deepEqual(
      rows.map((row) => [row['citizensReached'], row['implementationStatus']]),
      [
        ['1\u00a0250', 'completed'],
        ['1.250,5', 'ongoing'],
        ['640', 'пландалууда'],
      ],
    );
    assert.deepEqual(from, [1, 2, 3]);
    assert.deepEqual(
      problems.map(({ row, column, path, issue, text, missing }) => [
        row,
        column,
        path.join('.'),
        issue.code,
        text,
        missing,
      ]),
      [
        [2, 3, '1.citizensReached', 'notInteger', '1.250,5', false],
        [3, 4, '2.implementationStatus', 'notChoice', 'пландалууда', false],
      ],
    );
  });

  it('words of a status, and what is none', () => {
    const { rows, reworded } = rowsOf('donorProjects', [
      ['Долбоор', 'Статусу'],
      ...[
        'Аяктаган',
        'бүткөн',
        'ишке ашырылган',
        'ЗАВЕРШЕН',
        'Завершён в 2023 г.',
        'реализован',
        'Completed',
        'completed',
      ].map((word) => ['a', word]),
      ...[
        'улантылууда',
        'Ишке ашырылып жатат',
        'идёт',
        'в процессе',
        'реализуется',
        'продолжается',
        'Ongoing',
        'in progress',
      ].map((word) => ['b', word]),
      ...[
        'аяктаган жок',
        'бүтө элек',
        'не завершён',
        'завершается',
        'планируется',
        'аяктаган, ишке ашырылууда',
        '—',
      ].map((word) => ['c', word]),
    ]);
    for (const row of rows) {
      const status = row['implementationStatus'] as string;
      const expected = { a: 'completed', b: 'ongoing', c: undefined }[row['projectName'] as string];
      assert.ok(
        expected ? status === expected : !['completed', 'ongoing'].includes(status),
        JSON.stringify(row),
      );
    }
    assert.ok(reworded.some(({ text }) => text === 'Завершён в 2023 г.'));
    assert.ok(!reworded.some(({ text }) => text === 'Аяктаган'));
  });

  it('blank rows and repeated headers are left out, columns that are not taken over are named', () => {
    const head = ['№', 'Донор', 'Долбоор', 'Бюджет'];
    const { rows, problems, skipped } = rowsOf('donorProjects', [
      head,
      ['1', 'АРИС', 'Суу', '5'],
      head,
      ['2', '', ' ', ''],
      ['', '', '', 'жалпы'],
      ['3', 'SDC', 'Жол', ''],
    ]);
    assert.deepEqual(rows, [
      { donorName: 'АРИС', projectName: 'Суу' },
      { donorName: 'SDC', projectName: 'Жол' },
    ]);
    assert.deepEqual(skipped, [{ column: 3, header: 'Бюджет', cells: 2 }]);
    assert.ok(
      problems.length === 4 && problems.every(({ missing, column }) => missing && column === undefined),
    );
  });

  it('a mapping of a person: any column, any number of rows above; a field given twice counts once', () => {
    const grid = [
      ['x', 'y', 'z'],
      ['Көпүрө', '12', 'узун'],
    ];
    const { rows, skipped } = rowsFrom(
      grid,
      { header: 1, columns: ['results', 'results', 'activityName'] },
      'jointActivities',
    );
    assert.deepEqual(rows, [{ results: 'Көпүрө', activityName: 'узун' }]);
    assert.deepEqual(skipped, [{ column: 1, header: 'y', cells: 1 }]);
    assert.equal(
      rowsFrom(grid, { header: 0, columns: ['nothing', 'constructor', no] }, 'jointActivities').rows.length,
      0,
    );
  });
});

describe('cells that hold several fields', () => {
  const split = (text: string, target = 'groupColumn') =>
    rowsFrom([[text]], { header: 0, columns: [target] }, 'civicGroups').rows[0] as Record<string, string>;

  it('by lines, by telephone numbers, by commas and dashes', () => {
    const expected = {
      groupName: '«Үмүт» тобу',
      leaderName: 'Асанов Бакыт Үсөнович',
      leaderContacts: '0555 123456',
    };
    for (const text of [
      '«Үмүт» тобу\nАсанов Бакыт Үсөнович\n0555 123456',
      '«Үмүт» тобу,\nАсанов Бакыт Үсөнович, 0555 123456',
      '«Үмүт» тобу, Асанов Бакыт Үсөнович, 0555 123456',
      '«Үмүт» тобу – Асанов Бакыт Үсөнович; 0555 123456',
      ' «Үмүт» тобу \n\n Асанов Бакыт Үсөнович: 0555 123456 ',
    ])
      assert.deepEqual(split(text), expected, text);
    assert.deepEqual(
      split('Ак-Суу аялдар кеңеши\nТоктогул кызы Айгүл\nтел. (0555) 40-50-60, aigul@mail.kg'),
      {
        groupName: 'Ак-Суу аялдар кеңеши',
        leaderName: 'Токтогул кызы Айгүл',
        leaderContacts: 'тел. (0555) 40-50-60, aigul@mail.kg',
      },
    );
    assert.deepEqual(split('ОФ «Булак», Асанов Б.К., +996 (312) 97-65-30'), {
      groupName: 'ОФ «Булак»',
      leaderName: 'Асанов Б.К.',
      leaderContacts: '+996 (312) 97-65-30',
    });
    assert.deepEqual(
      split('Жаштар комитети (2019-жылдан, 25 мүчө)\nЛидери: Асан\nасan@mail.kg').leaderName,
      'Лидери: Асан',
    );
  });

  it('what cannot be told apart stays with the name of the group', () => {
    assert.deepEqual(split('Жаштар Комитети'), { groupName: 'Жаштар Комитети' });
    assert.deepEqual(split('Ашар тобу, 25 мүчө, 2019-жылдан'), {
      groupName: 'Ашар тобу, 25 мүчө, 2019-жылдан',
    });
    assert.deepEqual(split('Ашар тобу Асан 0555 123456'), {
      groupName: 'Ашар тобу Асан',
      leaderContacts: '0555 123456',
    });
    assert.deepEqual(split('0555 123456'), { groupName: '0555 123456' });
  });

  it('leader and contacts', () => {
    assert.deepEqual(split('Асанов Бакыт, 0555 123456', 'leaderColumn'), {
      leaderName: 'Асанов Бакыт',
      leaderContacts: '0555 123456',
    });
    assert.deepEqual(split('Асанов Бакыт', 'leaderColumn'), { leaderName: 'Асанов Бакыт' });
  });

  it('no letter and no digit is lost', () => {
    const word = fc.constantFrom(
      'Үмүт',
      'тобу',
      'Асанов',
      'Бакыт',
      'Б.',
      '0555 123456',
      '(0312) 97-65-30',
      'a@b.kg',
      'тел.:',
      'Лидери:',
      '2019',
      ',',
      ';',
      '–',
      '\n',
      '(',
      ')',
      '+996',
      'О',
    );
    const signs = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' ')),
          fc.string({ unit: 'grapheme' }),
        ),
        fc.constantFrom('groupColumn', 'leaderColumn'),
        (text, target) => {
          fc.pre(text.trim() !== '');
          assert.equal(signs(Object.values(split(text, target)).join('')), signs(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('any table', () => {
  it('is mapped without a throw, and no field twice', () => {
    const text = fc.oneof(
      fc.constantFrom(
        '',
        '№',
        '1',
        '2',
        '3',
        'Донор',
        'Название',
        'Охват',
        'Топтун аталышы, лидери',
        'Телефон',
        '0555 123456',
        'завершён',
        'Жыйынтыктар',
        'ФИО, тел',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const grid = fc
      .nat({ max: 8 })
      .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { maxLength: 8 }));
    fc.assert(
      fc.property(grid, fc.constantFrom(...lists), (cells, part) => {
        const mapping = mapColumns(cells, part);
        const targets = targetsOf(part);
        const fields = mapping.columns.flatMap((name) =>
          name ? (targets.find((target) => target.name === name)?.fields ?? ['?']) : [],
        );
        assert.equal(new Set(fields).size, fields.length);
        assert.ok(!fields.includes('?'));
        assert.equal(mapping.columns.length, cells[0]?.length ?? 0);
        const { rows, from, problems } = speak('en', () => rowsFrom(cells, mapping, part));
        assert.equal(rows.length, from.length);
        for (const { path } of problems) assert.ok(rows[path[0] as number]);
      }),
      { numRuns: 2000 },
    );
  });
});
