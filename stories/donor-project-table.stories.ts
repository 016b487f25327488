import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/donor-project-table.js';
import type { DonorProjectTable } from '../src/elements/donor-project-table.js';
import { longDraft, manyRows, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const meta: Meta<DonorProjectTable> = {
  title: 'Lists/donor-project-table',
  component: 'donor-project-table',
  args: { name: 'donorProjects', disabled: false, readonly: false, required: false },
  render: (args, context) => html`<donor-project-table ${members(args, context)}></donor-project-table>`,
};
export default meta;

type Story = StoryObj<DonorProjectTable>;

const { donorProjects } = sampleDraft;

export const Empty: Story = {};

export const Filled: Story = { args: { value: donorProjects } };

/** As after the check: what is missing and what cannot be read. */
export const WithErrors: Story = {
  args: {
    value: [
      ...donorProjects.slice(0, 1),
      {
        key: 'wrong',
        value: { ...donorProjects[1]?.value, citizensReached: 'көп', implementationStatus: '' },
      },
      { key: 'begun', value: { projectName: 'Айыл клубун оңдоо' } },
    ],
  },
  parameters: { showIssues: true },
};

/** What deserves a second look and stops nothing. */
export const WithWarnings: Story = {
  args: { value: [] },
  parameters: { showIssues: true },
};

export const Disabled: Story = { args: { value: donorProjects, disabled: true } };

export const ReadOnly: Story = { args: { value: donorProjects, readonly: true } };

/** Every text as long as its field takes; thirty rows. */
export const LongTexts: Story = { args: { value: longDraft.donorProjects }, tags: ['!autodocs'] };

export const ManyRows: Story = { args: { value: manyRows(100, 'donorProjects') }, tags: ['!autodocs'] };
