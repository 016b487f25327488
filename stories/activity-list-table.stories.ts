import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/activity-list-table.js';
import type { ActivityListTable } from '../src/elements/activity-list-table.js';
import { longDraft, manyRows, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const meta: Meta<ActivityListTable> = {
  title: 'Lists/activity-list-table',
  component: 'activity-list-table',
  args: { name: 'jointActivities', disabled: false, readonly: false, required: false },
  render: (args, context) => html`<activity-list-table ${members(args, context)}></activity-list-table>`,
};
export default meta;

type Story = StoryObj<ActivityListTable>;

const { jointActivities } = sampleDraft;

export const Empty: Story = {};

export const Filled: Story = { args: { value: jointActivities } };

/** As after the check: what is missing and what cannot be read. */
export const WithErrors: Story = {
  args: {
    value: [
      ...jointActivities.slice(0, 1),
      { key: 'wrong', value: { ...jointActivities[1]?.value, citizensReached: '1 2o0', results: '' } },
      { key: 'begun', value: { activityName: 'Көчө жарыгын орнотуу' } },
    ],
  },
  parameters: { showIssues: true },
};

/** What deserves a second look and stops nothing. */
export const WithWarnings: Story = {
  args: { value: [] },
  parameters: { showIssues: true },
};

export const Disabled: Story = { args: { value: jointActivities, disabled: true } };

export const ReadOnly: Story = { args: { value: jointActivities, readonly: true } };

/** Every text as long as its field takes; thirty rows. */
export const LongTexts: Story = { args: { value: longDraft.jointActivities }, tags: ['!autodocs'] };

export const ManyRows: Story = { args: { value: manyRows(100, 'jointActivities') }, tags: ['!autodocs'] };
