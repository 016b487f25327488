import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/civic-group-table.js';
import type { CivicGroupTable } from '../src/elements/civic-group-table.js';
import { longDraft, manyRows, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const meta: Meta<CivicGroupTable> = {
  title: 'Lists/civic-group-table',
  component: 'civic-group-table',
  args: { name: 'civicGroups', disabled: false, readonly: false, required: false },
  render: (args, context) => html`<civic-group-table ${members(args, context)}></civic-group-table>`,
};
export default meta;

type Story = StoryObj<CivicGroupTable>;

const { civicGroups } = sampleDraft;

export const Empty: Story = {};

export const Filled: Story = { args: { value: civicGroups } };

/** As after the check: what is missing and what cannot be read. */
export const WithErrors: Story = {
  args: {
    value: [
      ...civicGroups.slice(0, 1),
      {
        key: 'wrong',
        value: { ...civicGroups[1]?.value, leaderName: '', targetAudience: 'узун сөз '.repeat(700) },
      },
      { key: 'begun', value: { groupName: 'Мугалимдер бирикмеси' } },
    ],
  },
  parameters: { showIssues: true },
};

/** What deserves a second look and stops nothing. */
export const WithWarnings: Story = {
  args: { value: [] },
  parameters: { showIssues: true },
};

export const Disabled: Story = { args: { value: civicGroups, disabled: true } };

export const ReadOnly: Story = { args: { value: civicGroups, readonly: true } };

/** Every text as long as its field takes; thirty rows. */
export const LongTexts: Story = { args: { value: longDraft.civicGroups }, tags: ['!autodocs'] };

export const ManyRows: Story = { args: { value: manyRows(100, 'civicGroups') }, tags: ['!autodocs'] };
