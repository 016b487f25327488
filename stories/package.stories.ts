import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/interest-letter-form.js';
import { DraftDesk } from '../src/elements/draft-desk.js';
import { pageFiles } from '../src/elements/evidence-files.js';
import type { InterestLetterForm } from '../src/elements/interest-letter-form.js';
import { letterDesk } from '../src/elements/letter-desk.js';
import { openPackagePanel } from '../src/elements/package-panel.js';
import { deadlineOf } from '../src/sending/clock.js';
import { sampleDraft, sampleFiles } from '../test/sample.js';
import { members } from './show.js';

/** The application as one file for e-mail or post, where a site has no endpoint. */
const meta: Meta<InterestLetterForm> = {
  title: 'Form/package',
  component: 'interest-letter-form',
  args: { draft: 'none', value: sampleDraft },
  render: (args, context) => html`<interest-letter-form ${members(args, context)}></interest-letter-form>`,
  loaders: [() => Promise.all(sampleFiles().map((file) => pageFiles().add(file)))],
  tags: ['!autodocs'],
};
export default meta;

type Story = StoryObj<InterestLetterForm>;

interface Showing {
  /** How the device stands to its letter, before the panel opens. */
  prepare?(desk: DraftDesk): void;
  /** When it is, in days before the deadline of the call. */
  days?: number;
}

async function openIn(canvas: HTMLElement, { prepare, days = 12 }: Showing = {}): Promise<void> {
  const form = canvas.querySelector('interest-letter-form') as InterestLetterForm;
  await form.updateComplete;
  const desk = new DraftDesk(form, () => import('../src/elements/draft-panels.js'));
  prepare?.(desk);
  const { call } = form.store;
  const now = Date.parse(call.submissionDeadline) - days * 864e5;
  await openPackagePanel(desk, deadlineOf(call, { now: () => now }));
}

export const Ready: Story = { play: ({ canvasElement }) => openIn(canvasElement) };

/** The deadline has passed. */
export const Late: Story = { play: ({ canvasElement }) => openIn(canvasElement, { days: -3 }) };

/** Many mail services refuse such an attachment. */
export const Large: Story = {
  loaders: [
    async () => {
      const bytes = new Uint8Array(19 * 1_048_576).map((_, at) => (at * 31) >> 3);
      const { sha256, size } = await pageFiles().add(new Blob([bytes]), { mediaType: 'application/pdf' });
      const value = {
        criterion: 'jointDecision',
        fileName: 'Чечимдин сканы.pdf',
        mediaType: 'application/pdf',
        size: String(size),
        sha256,
      };
      return { value: { ...sampleDraft, evidence: [{ key: 'large', value }] } };
    },
  ],
  render: (args, context) =>
    html`<interest-letter-form
      ${members({ ...args, value: context.loaded['value'] as never }, context)}
    ></interest-letter-form>`,
  play: ({ canvasElement }) => openIn(canvasElement),
};

/** Files that the draft names are not on this device. */
export const Missing: Story = {
  args: {
    value: {
      ...sampleDraft,
      evidence: sampleDraft.evidence.map(({ key, value }, index) => ({
        key,
        value: { ...value, sha256: `a${index}`.repeat(32) },
      })),
    },
  },
  play: ({ canvasElement }) => openIn(canvasElement),
};

/** What makes the letter could not be loaded. */
export const WithoutLetter: Story = {
  play: ({ canvasElement }) =>
    openIn(canvasElement, {
      prepare: (desk) => {
        letterDesk(desk).docx = () => Promise.reject(new TypeError('no network'));
      },
    }),
};

/** As on a phone. */
export const Narrow: Story = { ...Ready, globals: { viewport: { value: 'phone' } } };
