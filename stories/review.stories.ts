import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/interest-letter-form.js';
import { DraftDesk } from '../src/elements/draft-desk.js';
import type { InterestLetterForm } from '../src/elements/interest-letter-form.js';
import { ReviewPanel } from '../src/elements/review-panel.js';
import type { Draft } from '../src/model/draft.js';
import { longDraft, manyRows, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

/** All answers on one page, to be read before they are sent. */
const meta: Meta<InterestLetterForm> = {
  title: 'Form/review',
  component: 'interest-letter-form',
  args: { draft: 'none', value: sampleDraft },
  render: (args, context) => html`<interest-letter-form ${members(args, context)}></interest-letter-form>`,
  async play({ canvasElement }) {
    const form = canvasElement.querySelector('interest-letter-form') as InterestLetterForm;
    await form.updateComplete;
    const desk = new DraftDesk(form, () => Promise.reject(new Error()));
    new ReviewPanel(desk, form.readonly ? {} : { send: () => undefined }).open();
  },
  tags: ['!autodocs'],
};
export default meta;

type Story = StoryObj<InterestLetterForm>;

export const Whole: Story = {};

/** What is missing, wrong or unusual stands at its answer and leads to its field. */
export const WithGaps: Story = {
  args: {
    value: {
      ...sampleDraft,
      letter: { ...sampleDraft.letter, oblast: '', jointDecision: {} },
      municipality: {
        ...sampleDraft.municipality,
        areaHa: '48',
        website: '',
        population: 'көп',
        ownRevenues: { amount: '6 872,4', year: '2024' },
      },
      jointActivities: [],
      civicGroups: sampleDraft.civicGroups.map(({ key, value }) => ({
        key,
        value: { ...value, leaderName: '' },
      })),
    } as unknown as Draft,
  },
};

export const Empty: Story = { args: { value: {} as Draft } };

export const LongTexts: Story = { args: { value: longDraft } };

export const LongLists: Story = {
  args: {
    value: {
      ...sampleDraft,
      jointActivities: manyRows(60, 'jointActivities'),
      donorProjects: manyRows(60, 'donorProjects'),
    },
  },
};

/** Nothing can be changed or sent. */
export const Readonly: Story = { args: { readonly: true } };

/** As on a phone: each answer below its question. */
export const Narrow: Story = { ...WithGaps, globals: { viewport: { value: 'phone' } } };
