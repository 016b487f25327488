import type { Path } from '../language/issue.js';
import { msg, speak } from '../language/message.js';
import type { Language } from '../language/message.js';
import { partOf } from '../model/application.js';
import { textsOf } from '../model/call.js';
import type { Call } from '../model/call.js';
import { distances, emailAndWebsite } from '../model/municipality.js';
import { isBlank } from '../model/draft.js';
import { groupHeading } from '../model/civic-group.js';
import type { Draft, RawFields, Row } from '../model/draft.js';
import type { Field, Group, Repeat } from '../model/field.js';
import type { Blank, Block, Cell, Run } from './blocks.js';
import { plain, printed, printedAmount } from './printed.js';

/** How many blank rows the call prints in an empty list. */
const blankRows = 3;

/** Annex 2 of the call: its formats, filled with what has been typed, in the call's words and order. */
export function annexBlocks(draft: Draft, call: Call, language: Language): Block[] {
  return speak(language, () => {
    const { formats } = textsOf(call, language);
    return [
      { kind: 'annex', runs: [{ text: formats.annex }] },
      { kind: 'heading', level: 1, runs: [{ text: formats.heading }] },
      { kind: 'heading', level: 2, runs: [{ text: formats.municipality }] },
      facts(draft, formats.municipality, formats.population, language),
      { kind: 'paragraph', runs: [{ text: formats.questions }] },
      ...questions(draft, language),
      ...list(draft, 'jointActivities', formats.jointActivities, language),
      ...list(draft, 'civicGroups', formats.civicGroups, language),
      ...list(draft, 'donorProjects', formats.donorProjects, language),
    ];
  });
}

const at = (raw: unknown, path: Path): unknown =>
  path.reduce((found, name) => (found as RawFields | undefined)?.[name as string], raw);

/** Format 1, row by row as the call prints it. */
function facts(draft: Draft, label: string, population: string, language: Language): Block {
  const { fields } = partOf('municipality');
  const raw = (draft.municipality ?? {}) as RawFields;
  const caption = (name: string): string => (fields[name] as Field).label();
  const blank = (name: string, text = printed(fields[name] as Field, raw[name], language)): Blank => ({
    blank: true,
    path: ['municipality', name],
    text,
    caption: caption(name),
  });
  const row = (name: string, words = caption(name), answer: Cell = [[blank(name)]]): Cell[] => [
    [[{ text: words }]],
    answer,
  ];
  const amount = (name: string): Cell[] =>
    row(name, undefined, [
      [blank(name, printedAmount(fields[name] as Group, (raw[name] ?? {}) as RawFields, language))],
    ]);
  const kilometres = msg('км', { id: 'u.kilometre' });
  const type = printed(fields['municipalityType'] as Field, raw['municipalityType'], language);
  const specialist = ['procurementSpecialistName', 'procurementSpecialistPosition'].filter((name) =>
    plain(raw[name]),
  );
  const filled = (name: string): Run[][] => (plain(raw[name]) ? [[blank(name)]] : []);
  return {
    kind: 'facts',
    label,
    rows: [
      row('municipalityName', undefined, [
        [
          blank('municipalityName'),
          ...(type ? [{ text: ' (' }, blank('municipalityType'), { text: ')' }] : []),
        ],
      ]),
      row('postalAddress'),
      row('phoneFax'),
      row('email', emailAndWebsite(), [[blank('email')], ...filled('website')]),
      row('areaHa'),
      amount('ownRevenues'),
      amount('equalizationGrant'),
      [
        [
          [
            { text: distances() },
            ...['distanceToDistrictCentreKm', 'distanceToOblastCentreKm', 'distanceToCapitalKm'].flatMap(
              (name, index): Run[] => [
                { text: ` ${caption(name)} ` },
                blank(name),
                { text: ` ${kilometres}${index < 2 ? ',' : '.'}` },
              ],
            ),
          ],
        ],
      ],
      row('villageCount'),
      row('population', population),
      row('hasProcurementSpecialist', undefined, [
        [
          blank('hasProcurementSpecialist'),
          ...specialist.flatMap((name, index): Run[] => [{ text: index ? ', ' : ': ' }, blank(name)]),
        ],
      ]),
    ],
  };
}

function questions(draft: Draft, language: Language): Block[] {
  const { fields } = partOf('selfAssessment');
  const raw = (draft.selfAssessment ?? {}) as RawFields;
  const caption = (name: string): string => (fields[name] as Field).label();
  const blank = (name: string): Blank => ({
    blank: true,
    path: ['selfAssessment', name],
    text: printed(fields[name] as Field, raw[name], language),
    caption: caption(name),
  });
  const question = (text: string): Block => ({ kind: 'question', runs: [{ text }] });
  const answer = (lines: number, ...names: string[]): Block => {
    const runs = names.map(blank);
    const given = runs.filter(({ text }) => text);
    return { kind: 'answer', runs: given.length ? given : runs.slice(0, 1), lines };
  };
  const rating = (name: string, comment: string): Block[] => [
    question(caption(name)),
    answer(1, name),
    { kind: 'paragraph', runs: [{ text: caption(comment) }] },
    answer(3, comment),
  ];
  const { field, times } = fields['priorityProblems'] as Repeat;
  return [
    ...rating('keneshCooperationRating', 'keneshCooperationComment'),
    ...rating('populationActivityRating', 'populationActivityComment'),
    question(caption('priorityProblems')),
    {
      kind: 'numbered',
      items: Array.from({ length: times }, (_, index): Blank => ({
        blank: true,
        path: ['selfAssessment', 'priorityProblems', index],
        text: printed(field, at(raw, ['priorityProblems', index]), language),
        caption: field.label(),
      })),
    },
    question(`${caption('hasExperienceExchange')} ${caption('experienceExchangeDescription')}`),
    answer(4, 'hasExperienceExchange', 'experienceExchangeDescription'),
  ];
}

interface Column {
  readonly fields: readonly string[];
  /** Of the width of the table, in parts. */
  readonly width: number;
  readonly heading?: () => string;
}

const columns: Record<'jointActivities' | 'civicGroups' | 'donorProjects', readonly Column[]> = {
  jointActivities: [
    { fields: ['activityName'], width: 25 },
    { fields: ['initiatorAndImplementers'], width: 25 },
    { fields: ['citizensReached'], width: 17 },
    { fields: ['results'], width: 27 },
  ],
  civicGroups: [
    {
      fields: ['groupName', 'leaderName', 'leaderContacts'],
      width: 27,
      heading: groupHeading,
    },
    { fields: ['targetAudience'], width: 21 },
    { fields: ['activityAreas'], width: 25 },
    { fields: ['cooperationForms'], width: 21 },
  ],
  donorProjects: [
    { fields: ['donorName'], width: 26 },
    { fields: ['projectName'], width: 29 },
    { fields: ['citizensReached'], width: 17 },
    { fields: ['implementationStatus'], width: 22 },
  ],
};

function list(
  draft: Draft,
  name: keyof typeof columns,
  { heading, format }: { heading: string; format: string },
  language: Language,
): Block[] {
  const { fields } = partOf(name);
  // A row in which nothing was typed is none.
  const rows = ((draft[name] ?? []) as readonly Row[])
    .map(({ value }, index) => ({ value, index }))
    .filter(({ value }) => !isBlank(value));
  const cells = (value: RawFields, index: number, number = ''): Cell[] => [
    [[{ text: number }]],
    ...columns[name].map((column): Cell => {
      const blanks = column.fields.map((each): Blank => {
        const field = fields[each] as Field;
        return {
          blank: true,
          path: [name, index, each],
          text: printed(field, value[each], language),
          caption: field.label(),
        };
      });
      const given = blanks.filter(({ text }) => text);
      return (given.length ? given : blanks.slice(0, 1)).map((blank) => [blank]);
    }),
  ];
  return [
    { kind: 'heading', level: 2, runs: [{ text: `${heading} ` }, { text: format }] },
    {
      kind: 'list',
      label: heading,
      columns: [
        { heading: msg('№', { id: 'p.number' }), width: 6 },
        ...columns[name].map((column) => {
          const [first = ''] = column.fields;
          const field = fields[first] as Field;
          return {
            heading: (column.heading ?? field.label)(),
            width: column.width,
            ...(field.kind === 'count' && { number: true }),
          };
        }),
      ],
      rows: rows.length
        ? rows.map(({ value, index }, count) => cells(value, index, String(count + 1)))
        : Array.from({ length: blankRows }, (_, index) => cells({}, index)),
    },
  ];
}
