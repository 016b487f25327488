import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { action } from 'storybook/actions';
import '../src/define/interest-letter-form.js';
import type { InterestLetterForm } from '../src/elements/interest-letter-form.js';
import { longDraft, manyRows, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const meta: Meta<InterestLetterForm> = {
  title: 'Form/interest-letter-form',
  component: 'interest-letter-form',
  args: { name: 'application', disabled: false, readonly: false, required: false },
  render: (args, context) => html`<interest-letter-form ${members(args, context)}></interest-letter-form>`,
};
export default meta;

type Story = StoryObj<InterestLetterForm>;

const { letter, municipality, jointActivities } = sampleDraft;
const aside = ['!autodocs'];

export const Empty: Story = {};

export const Filled: Story = { args: { value: sampleDraft }, tags: aside };

/** As after the check: the list of errors, and each at its field. */
export const WithErrors: Story = {
  args: {
    value: {
      ...sampleDraft,
      letter: { ...letter, senderName: '', letterDate: '31.02.2025' },
      municipality: { ...municipality, areaHa: '1 2o0' },
      jointActivities: [
        ...jointActivities,
        { key: 'begun', value: { activityName: 'Көчө жарыгын орнотуу' } },
      ],
    },
  },
  parameters: { showIssues: true },
  tags: aside,
};

/** Both lists name the same projects, and a list is empty: the application can be sent all the same. */
export const WithWarnings: Story = {
  args: {
    value: {
      ...sampleDraft,
      letter: { ...letter, jointDecision: {} },
      civicGroups: [],
      donorProjects: jointActivities.map(({ key, value }) => ({
        key,
        value: {
          donorName: 'АРИС',
          projectName: value.activityName ?? '',
          citizensReached: value.citizensReached ?? '',
          implementationStatus: 'ongoing',
        },
      })),
    },
  },
  parameters: { showIssues: true },
  tags: aside,
};

export const Disabled: Story = { args: { value: sampleDraft, disabled: true }, tags: aside };

export const ReadOnly: Story = { args: { value: sampleDraft, readonly: true }, tags: aside };

/** Every text as long as its field takes; thirty rows a list. */
export const LongTexts: Story = { args: { value: longDraft }, tags: aside };

export const ManyRows: Story = {
  args: {
    value: {
      ...sampleDraft,
      jointActivities: manyRows(50),
      civicGroups: manyRows(50, 'civicGroups'),
      donorProjects: manyRows(50, 'donorProjects'),
    },
  },
  tags: aside,
};

/** Among the native controls of a partner's form: what it sends is in the actions panel. */
export const InHostForm: Story = {
  args: { value: sampleDraft },
  tags: aside,
  render: (args, context) =>
    html`<form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        action('submit')(Object.fromEntries(new FormData(event.target as HTMLFormElement)));
      }}
    >
      <interest-letter-form ${members(args, context)}></interest-letter-form>
      <p><button>Submit</button> <button type="reset">Reset</button></p>
    </form>`,
};
