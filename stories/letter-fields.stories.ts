import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/letter-fields.js';
import type { LetterFields } from '../src/elements/letter-fields.js';
import { longDraft, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const meta: Meta<LetterFields> = {
  title: 'Sections/letter-fields',
  component: 'letter-fields',
  args: { name: 'letter', disabled: false, readonly: false, required: false },
  render: (args, context) => html`<letter-fields ${members(args, context)}></letter-fields>`,
};
export default meta;

type Story = StoryObj<LetterFields>;

const { letter } = sampleDraft;

export const Empty: Story = {};

export const Filled: Story = { args: { value: letter } };

/** As after the check: what is missing and what cannot be read. */
export const WithErrors: Story = {
  args: {
    value: {
      ...letter,
      senderName: '',
      senderPosition: 'аким',
      letterDate: '31.02.2025',
      contactInfo: { ...letter.contactInfo, emails: 'koktobo.ao@mail' },
    },
  },
  parameters: { showIssues: true },
};

/** What deserves a second look and stops nothing. */
export const WithWarnings: Story = {
  args: {
    value: {
      ...letter,
      jointDecision: {},
      contactInfo: { ...letter.contactInfo, mobilePhones: 'кийин жазам', emails: '' },
    },
  },
  parameters: { showIssues: true },
};

export const Disabled: Story = { args: { value: letter, disabled: true } };

export const ReadOnly: Story = { args: { value: letter, readonly: true } };

/** Every text as long as its field takes. */
export const LongTexts: Story = { args: { value: longDraft.letter } };
