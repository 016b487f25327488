import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Path } from '../language/issue.js';
import { msg, str } from '../language/message.js';
import { textsOf } from '../model/call.js';
import { isBlank } from '../model/draft.js';
import type { RawValue } from '../model/draft.js';
import type { PartName } from '../model/part.js';
import { checkPart } from '../model/validate.js';
import type { DraftDesk } from './draft-desk.js';
import { sectionHeading } from './draft-facts.js';
import { watchOf } from './paper-watch.js';

/** One thing that a step of the call asks for. */
interface Task {
  readonly state: 'done' | 'open' | 'wrong';
  readonly words: string;
  /** How far it is. */
  readonly fact: string;
  /** The field where it goes on. */
  readonly path?: Path;
  /** What else opens there. */
  readonly act?: () => void;
}

const partsOfStep = [
  ['letter'],
  ['municipality', 'selfAssessment', 'jointActivities', 'civicGroups', 'donorProjects'],
] as const satisfies readonly (readonly PartName[])[];

/** The steps of the call with what each still lacks, and where that is mended. `last` is what the last one is about. */
export function checklistTemplate(desk: DraftDesk, last: TemplateResult): TemplateResult {
  const { call, language } = { call: desk.form.store.call, language: desk.form.language };
  const { items } = textsOf(call, language).announcement.steps;
  const tasks = [firstStep(desk), secondStep(desk)];
  return html`<ol class="steps">
    ${items.map((sentence, index) => {
      const own = tasks[index] ?? [];
      const isDone = own.length > 0 && own.every(({ state }) => state === 'done');
      return html`<li class="step ${isDone ? 'done' : ''}">
        <p class="sentence">${sentence}</p>
        ${
          own.length
            ? html`<ul class="tasks" role="list">
                ${own.map((task) => taskTemplate(task, desk))}
              </ul>`
            : nothing
        }
        ${index === items.length - 1 ? last : nothing}
      </li>`;
    })}
  </ol>`;
}

function taskTemplate({ state, words, fact, path, act }: Task, { form }: DraftDesk): TemplateResult {
  const go = act ?? (path && (() => void form.focusField(path)));
  const content = html`<span class="what">${words}</span> <span class="fact">${fact}</span>`;
  return html`<li class="task ${state}">
    ${go && state !== 'done' ? html`<button type="button" class="go" @click=${go}>${content}</button>` : html`<div class="go">${content}</div>`}
  </li>`;
}

/** Step 1: the joint decision, and the letter that both have signed. */
function firstStep(desk: DraftDesk): Task[] {
  const { store } = desk.form;
  const { jointDecision } = store.draft.letter;
  const isDecided = !!jointDecision?.number?.trim() && !!jointDecision.date?.trim();
  const watch = watchOf(desk);
  const isPrinted = !!watch.papers?.prints.length;
  return [
    {
      state: isDecided ? 'done' : 'open',
      words: msg('Биргелешкен чечимдин номери жана күнү', { id: 's.decision' }),
      fact: isDecided ? '' : lacking(),
      path: ['letter', 'jointDecision', jointDecision?.number?.trim() ? 'date' : 'number'],
    },
    fileTask(desk, 'jointDecision', msg('Биргелешкен чечимдин көчүрмөсү', { id: 's.decisionCopy' })),
    ...partsOfStep[0].map((name) => partTask(desk, name)),
    {
      state: isPrinted && !watch.outdated ? 'done' : watch.outdated ? 'wrong' : 'open',
      words: msg('Катты басып чыгаруу, кол койдуруу, мөөр басуу', { id: 's.printed' }),
      fact: watch.outdated
        ? msg('басылгандан кийин өзгөргөн', { id: 's.printedOld' })
        : isPrinted
          ? msg('басылган', { id: 's.printedDone' })
          : '',
      act: () => void desk.load().then((panels) => panels?.onPaper(desk, 'open')),
    },
    fileTask(desk, 'signedLetter', msg('Кол коюлган каттын сканы же сүрөтү', { id: 's.signedCopy' })),
  ];
}

/** Step 2: the evidence for each criterion, and the annexes. */
function secondStep(desk: DraftDesk): Task[] {
  const { call } = desk.form.store;
  const { items } = textsOf(call, desk.form.language).announcement.criteria;
  return [
    ...partsOfStep[1].map((name) => partTask(desk, name)),
    ...call.criteria.map((id, index) => fileTask(desk, id, items[index] ?? id)),
  ];
}

const lacking = (): string => msg('толтурула элек', { id: 's.lacking' });

function partTask({ form: { store } }: DraftDesk, name: PartName): Task {
  const words = sectionHeading(name, store.call).replace(/:$/, '');
  const errors = checkPart(store.draft, name).filter(({ severity }) => severity === 'error');
  const isEmpty = isBlank(store.draft[name] as RawValue | readonly never[]);
  const path = errors[0]?.path ?? store.issues.find((issue) => issue.path[0] === name)?.path ?? [name];
  if (errors.length && !isEmpty)
    return {
      state: 'wrong',
      words,
      fact: msg(str`толуктоо керек: ${errors.length}`, { id: 's.errors' }),
      path,
    };
  return isEmpty ? { state: 'open', words, fact: lacking(), path } : { state: 'done', words, fact: '' };
}

function fileTask({ form: { store } }: DraftDesk, criterion: string, words: string): Task {
  const rows = store.rows('evidence');
  const own = rows.flatMap(({ value }, index) => (value['criterion'] === criterion ? [index] : []));
  const missing = store.issues.find(
    ({ code, path: [part, index] }) =>
      code === 'fileMissing' && part === 'evidence' && own.includes(Number(index)),
  );
  if (missing)
    return {
      state: 'wrong',
      words,
      fact: msg('файл бул түзмөктө жок', { id: 's.fileLost' }),
      path: missing.path,
    };
  return own.length
    ? { state: 'done', words, fact: msg(str`файлдар: ${own.length}`, { id: 's.fileCount' }) }
    : { state: 'open', words, fact: msg('файл жок', { id: 's.noFile' }), path: ['evidence', criterion] };
}
