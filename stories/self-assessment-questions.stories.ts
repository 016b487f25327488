import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/self-assessment-questions.js';
import type { SelfAssessmentQuestions } from '../src/elements/self-assessment-questions.js';
import { longDraft, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const meta: Meta<SelfAssessmentQuestions> = {
  title: 'Sections/self-assessment-questions',
  component: 'self-assessment-questions',
  args: { name: 'selfAssessment', disabled: false, readonly: false, required: false },
  render: (args, context) =>
    html`<self-assessment-questions ${members(args, context)}></self-assessment-questions>`,
};
export default meta;

type Story = StoryObj<SelfAssessmentQuestions>;

const { selfAssessment } = sampleDraft;

export const Empty: Story = {};

export const Filled: Story = { args: { value: selfAssessment } };

/** As after the check: what is missing and what cannot be read. */
export const WithErrors: Story = {
  args: {
    value: {
      ...selfAssessment,
      keneshCooperationRating: '',
      populationActivityComment: 'узун сөз '.repeat(700),
      priorityProblems: [...(selfAssessment.priorityProblems ?? []).slice(0, 3), '', ''],
      experienceExchangeDescription: '',
    },
  },
  parameters: { showIssues: true },
};

/** What deserves a second look and stops nothing. */
export const WithWarnings: Story = {
  args: { value: { ...selfAssessment, hasExperienceExchange: 'no' } },
  parameters: { showIssues: true },
};

export const Disabled: Story = { args: { value: selfAssessment, disabled: true } };

export const ReadOnly: Story = { args: { value: selfAssessment, readonly: true } };

/** Every text as long as its field takes. */
export const LongTexts: Story = { args: { value: longDraft.selfAssessment } };
