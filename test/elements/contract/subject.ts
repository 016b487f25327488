import type { ControlElement } from '../../../src/elements/control-element.js';
import type { Language } from '../../../src/language/message.js';
import type { Draft } from '../../../src/model/draft.js';
import type { PartName } from '../../../src/model/part.js';
import { sampleApplication, sampleDraft } from '../../sample.js';
import { showElement } from '../page.js';

export type Tag =
  | 'letter-fields'
  | 'municipality-info-table'
  | 'self-assessment-questions'
  | 'activity-list-table'
  | 'civic-group-table'
  | 'donor-project-table'
  | 'interest-letter-form';

/** An element that a contract is tried on. Paths are of the draft: they begin with the part. */
export interface Subject {
  readonly tag: Tag;
  /** The parts that it shows. */
  readonly parts: readonly PartName[];
  /** A value without errors, as typed, and the same as an application has it. */
  readonly filled: unknown;
  readonly typed: unknown;
  readonly blank: unknown;
  /** A value with a blank in which `words` and `wrong` can be typed. */
  readonly begun: unknown;
  /** A field of free words. */
  readonly words: string;
  /** A text that its field cannot take, what is said about it, and one that it can. */
  readonly wrong: {
    readonly path: string;
    readonly text: string;
    readonly code: string;
    readonly mended: string;
  };
  /** The part of a value that compares: without ids made at random. */
  content(value: unknown): unknown;
}

const application = sampleApplication();
const tooLong = 'узун сөз '.repeat(700).trim();

const section = (tag: Tag, part: PartName, rest: Pick<Subject, 'words' | 'wrong'>): Subject => {
  const list = Array.isArray(sampleDraft[part]);
  return {
    tag,
    parts: [part],
    filled: sampleDraft[part],
    typed: application[part],
    blank: list ? [] : {},
    begun: list
      ? [
          { key: 'first', value: {} },
          { key: 'second', value: {} },
        ]
      : {},
    content: (value) => value,
    ...rest,
  };
};

export const subjects = {
  letter: section('letter-fields', 'letter', {
    words: 'letter.senderName',
    wrong: { path: 'letter.letterDate', text: '31.02.2025', code: 'noSuchDate', mended: '28.02.2025' },
  }),
  municipality: section('municipality-info-table', 'municipality', {
    words: 'municipality.municipalityName',
    wrong: { path: 'municipality.areaHa', text: '1 2o0', code: 'notNumber', mended: '1 200' },
  }),
  selfAssessment: section('self-assessment-questions', 'selfAssessment', {
    words: 'selfAssessment.priorityProblems.1',
    wrong: {
      path: 'selfAssessment.keneshCooperationComment',
      text: tooLong,
      code: 'tooLong',
      mended: 'Жакшы',
    },
  }),
  jointActivities: section('activity-list-table', 'jointActivities', {
    words: 'jointActivities.0.activityName',
    wrong: { path: 'jointActivities.1.citizensReached', text: '1 2o0', code: 'notNumber', mended: '1 200' },
  }),
  civicGroups: section('civic-group-table', 'civicGroups', {
    words: 'civicGroups.0.groupName',
    wrong: { path: 'civicGroups.1.targetAudience', text: tooLong, code: 'tooLong', mended: 'Жаштар' },
  }),
  donorProjects: section('donor-project-table', 'donorProjects', {
    words: 'donorProjects.0.donorName',
    wrong: { path: 'donorProjects.1.citizensReached', text: 'көп', code: 'notNumber', mended: '640' },
  }),
} satisfies Partial<Record<PartName, Subject>>;

export type ListName = 'jointActivities' | 'civicGroups' | 'donorProjects';

const blankParts = {
  letter: {},
  municipality: {},
  selfAssessment: {},
  jointActivities: [],
  civicGroups: [],
  donorProjects: [],
  evidence: [],
};

export const wholeForm: Subject = {
  tag: 'interest-letter-form',
  parts: Object.keys(subjects) as PartName[],
  filled: sampleDraft,
  typed: application,
  blank: blankParts,
  begun: { jointActivities: subjects.jointActivities.begun },
  words: subjects.jointActivities.words,
  wrong: subjects.jointActivities.wrong,
  content: (value) => {
    const { letter, municipality, selfAssessment, jointActivities, civicGroups, donorProjects, evidence } =
      value as Draft;
    return { letter, municipality, selfAssessment, jointActivities, civicGroups, donorProjects, evidence };
  },
};

export type Shown = ControlElement & { lang: string; language: Language };

/** A subject in the page, empty or with a value. */
export const showSubject = async (
  { tag }: Subject,
  value?: unknown,
  members: Partial<Pick<Shown, 'name' | 'disabled' | 'readonly' | 'required' | 'lang'>> = {},
  into?: Element,
): Promise<Shown> => {
  const element = (await showElement(
    tag,
    { ...members, ...(value !== undefined && { value }) } as never,
    into,
  )) as Shown;
  return element;
};

/** What the value of an element holds at a path of the draft. */
export function rawAt({ tag }: Subject, value: unknown, path: string): unknown {
  const [part, ...names] = path.split('.');
  let found = tag === 'interest-letter-form' ? (value as Record<string, unknown>)[part as string] : value;
  for (const name of names) {
    if (Array.isArray(found) && found[Number(name)] instanceof Object) {
      found = (found as { value: unknown }[])[Number(name)]?.value;
    } else found = (found as Record<string, unknown> | undefined)?.[name];
  }
  return found;
}
