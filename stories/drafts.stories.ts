import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/interest-letter-form.js';
import type { InterestLetterForm } from '../src/elements/interest-letter-form.js';
import type { Draft } from '../src/model/draft.js';
import { newApplicationId } from '../src/model/draft.js';
import { sampleDraft } from '../test/sample.js';
import { members } from './show.js';

/** What is said and asked about drafts, above the bar and in panels. The drafts live as long as the window. */
const meta: Meta<InterestLetterForm> = {
  title: 'Form/drafts',
  component: 'interest-letter-form',
  args: { draft: 'session' },
  render: (args, context) => html`<interest-letter-form ${members(args, context)}></interest-letter-form>`,
  tags: ['!autodocs'],
};
export default meta;

type Story = StoryObj<InterestLetterForm>;

const named = (municipalityName: string, more: Partial<Draft> = {}): Draft => ({
  ...sampleDraft,
  applicationId: newApplicationId(),
  municipality: { ...sampleDraft.municipality, municipalityName },
  ...more,
});

/** A draft as a session keeps it; `days` ago. */
function keep(slot: string, id: string, content: unknown, more: object = {}, days = 0): void {
  const record = { id, slot, revision: 1, savedAt: Date.now() - days * 864e5, language: 'ky', ...more };
  sessionStorage.setItem(`interest-letter:${id}`, JSON.stringify({ record, content }));
}

const begin =
  (seed: () => void = () => undefined) =>
  (): void => {
    sessionStorage.clear();
    seed();
  };

async function found<Found extends Node>(find: () => Found | null | undefined): Promise<Found> {
  for (;;) {
    const element = find();
    if (element) return element;
    await new Promise(requestAnimationFrame);
  }
}

const rootOf = (canvas: HTMLElement): ShadowRoot | null =>
  canvas.querySelector('interest-letter-form')?.shadowRoot ?? null;
const dialogIn = (canvas: HTMLElement, heading: string): HTMLDialogElement | undefined =>
  [...(rootOf(canvas)?.children ?? [])]
    .map((child) => child.shadowRoot?.querySelector('dialog'))
    .find((dialog): dialog is HTMLDialogElement => !!dialog?.textContent?.includes(heading));

/** The form, once its drafts are open: the last button of the bar is then theirs. */
const opened = (canvas: HTMLElement): Promise<ShadowRoot> =>
  found(() => ((rootOf(canvas)?.querySelectorAll('.bar button').length ?? 0) > 3 ? rootOf(canvas) : null));

async function openList(canvas: HTMLElement): Promise<void> {
  const root = await opened(canvas);
  root.querySelector<HTMLElement>('.bar button:last-of-type')?.click();
  await found(() => dialogIn(canvas, 'Сакталган өтүнмөлөр')?.querySelector('.none, article'));
}

async function openFile(canvas: HTMLElement, json: object): Promise<void> {
  const root = await opened(canvas);
  const input = root.querySelector<HTMLInputElement>('.finish input[type=file]') as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(new File([JSON.stringify(json)], 'application.json', { type: 'application/json' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await found(() => dialogIn(canvas, 'Файлды ачуу'));
}

/** What was saved earlier is on the screen again. */
export const Restored: Story = {
  args: { draftKey: 'restored' },
  beforeEach: begin(() =>
    keep('restored', 'restored', sampleDraft, { focus: 'jointActivities.1.results' }, 1),
  ),
};

/** The page brought an application while the device holds another. */
export const Offered: Story = {
  args: { draftKey: 'offered', value: named('Кең-Суу') },
  beforeEach: begin(() => keep('offered', 'offered', named('Ак-Суу'))),
};

/** The same application was changed in two windows at the same place, and a record cannot be read. */
export const ConflictAndUnreadable: Story = {
  args: { draftKey: 'conflict' },
  beforeEach: begin(() => {
    keep('conflict', 'conflict', sampleDraft);
    const letter = { ...sampleDraft.letter, senderName: 'Башка Киши' };
    keep('conflict', 'branch', { ...sampleDraft, letter }, { branchOf: 'conflict' }, 0.1);
    sessionStorage.setItem('interest-letter:broken', '{"letter": {"senderName": "Үсөнов');
  }),
};

export const List: Story = {
  args: { draftKey: 'list' },
  beforeEach: begin(() => {
    keep('list', 'list', sampleDraft);
    keep('list', 'second', named('Ак-Суу', { letter: {}, selfAssessment: {} }), {}, 1);
    keep('list', 'third', named(''), {}, 5);
    const name =
      'Айыл аймагынын абдан узун аталышы, анын ичинде көптөгөн айылдар жана алардын жаңы аталыштары бар';
    keep('list', 'fourth', named(''), { name }, 40);
    sessionStorage.setItem('interest-letter:broken', '{"letter": {"senderName": "Үсөнов');
  }),
  play: ({ canvasElement }) => openList(canvasElement),
};

export const EmptyList: Story = {
  args: { draftKey: 'empty' },
  beforeEach: begin(),
  play: ({ canvasElement }) => openList(canvasElement),
};

/** A file was chosen while there is something on the screen. */
export const OpeningAFile: Story = {
  args: { draftKey: 'file', value: named('Кең-Суу') },
  beforeEach: begin(),
  play: ({ canvasElement }) => openFile(canvasElement, named('Ак-Суу', { civicGroups: [] })),
};

/** Where both say something else a person chooses. */
export const Comparing: Story = {
  args: { draftKey: 'compare', value: sampleDraft },
  beforeEach: begin(),
  async play({ canvasElement }) {
    const [row, ...rest] = sampleDraft.jointActivities;
    await openFile(canvasElement, {
      ...sampleDraft,
      letter: { ...sampleDraft.letter, senderName: 'Башка Киши', senderPosition: 'mayor' },
      selfAssessment: {
        ...sampleDraft.selfAssessment,
        keneshCooperationComment: sampleDraft.selfAssessment.keneshCooperationComment?.replace(
          'чогуу талкуулайт',
          'биргелешип карап чыгат',
        ),
      },
      jointActivities: [{ key: row?.key, value: { ...row?.value, results: 'Башка жыйынтык' } }, ...rest],
    });
    dialogIn(canvasElement, 'Файлды ачуу')?.querySelector<HTMLElement>('.primary')?.click();
    await found(() => dialogIn(canvasElement, 'салыштыруу'));
  },
};
