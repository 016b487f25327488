import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/error-summary.js';
import '../src/define/letter-fields.js';
import type { ErrorSummary } from '../src/elements/error-summary.js';
import { emptyDraft } from '../src/model/draft.js';
import { validateDraft } from '../src/model/validate.js';
import { manyRows, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const meta: Meta<ErrorSummary> = {
  title: 'Parts/error-summary',
  component: 'error-summary',
  render: (args) => html`<error-summary ${members(args)}></error-summary>`,
};
export default meta;

type Story = StoryObj<ErrorSummary>;

const blank = validateDraft(emptyDraft('dpi-lsg-2025'));
const errors = blank.filter(({ severity }) => severity === 'error');
const warnings = blank.filter(({ severity }) => severity === 'warning');

/** Nothing is shown where nothing is wrong. */
export const Empty: Story = {};

export const WithErrors: Story = { args: { issues: errors.slice(0, 6) } };

export const WithWarnings: Story = { args: { issues: warnings } };

/** Of an application that nobody has begun. */
export const WithErrorsAndWarnings: Story = { args: { issues: blank } };

/** The words of a finding repeat what was typed. */
export const LongTexts: Story = {
  args: {
    issues: validateDraft({
      ...sampleDraft,
      letter: {
        ...sampleDraft.letter,
        contactInfo: { mobilePhones: 'телефон номерин кийинчерээк жазабыз '.repeat(12) },
      },
    }),
  },
};

/** More than fifty are mended in steps. */
export const ManyRows: Story = {
  args: {
    issues: validateDraft({
      ...sampleDraft,
      jointActivities: manyRows(100).map(({ key, value: { activityName = '' } }) => ({
        key,
        value: { activityName },
      })),
    }),
  },
};

/** With `for`, its links lead into the element of that id. */
export const BesideASection: Story = {
  args: { issues: errors.filter(({ path }) => path[0] === 'letter'), for: 'letter' },
  tags: ['!autodocs'],
  render: (args) =>
    html`<error-summary ${members(args)}></error-summary>
      <letter-fields id="letter" ${members({}, { parameters: { showIssues: true } })}></letter-fields>`,
};
