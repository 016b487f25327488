import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/interest-letter-form.js';
import type { InterestLetterForm } from '../src/elements/interest-letter-form.js';
import { call2025 } from '../src/model/call-2025.js';
import { emptyDraft, newApplicationId } from '../src/model/draft.js';
import { sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const values = new Map<string, object>();

/** The last section of the form: the steps of the call, sending, and what has become of it. */
const meta: Meta<InterestLetterForm> = {
  title: 'Sending/Steps and outcome',
  component: 'interest-letter-form',
  args: {
    draft: 'none',
    endpoint: '/applications',
    call: { ...call2025, submissionDeadline: '2090-02-28T18:00:00+06:00' },
    value: { ...sampleDraft, evidence: [] },
  },
  render: ({ value, ...args }, context) => {
    // Each story is an application of its own: all of a page have one outbox.
    const own = values.get(context.id) ?? { ...value, applicationId: newApplicationId() };
    values.set(context.id, own);
    return html`<interest-letter-form ${members({ ...args, value: own }, context)}></interest-letter-form>`;
  },
};
export default meta;

type Story = StoryObj<InterestLetterForm>;

/** Brings the section into sight and presses the button whose name begins so. */
const press =
  (name?: string) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    const form = canvasElement.querySelector('interest-letter-form') as InterestLetterForm;
    await form.updateComplete;
    const last = form.renderRoot.querySelector('.finish') as HTMLElement;
    while (!last.querySelector('.send')) {
      last.scrollIntoView();
      await new Promise(requestAnimationFrame);
    }
    if (name)
      [...last.querySelectorAll('button')].find((button) => button.textContent?.trim() === name)?.click();
    else last.scrollIntoView({ block: 'end' });
  };

/** Answers every post with the same. */
const answered = (answer: () => Promise<Response>) => () => {
  const real = window.fetch;
  window.fetch = (address, request) =>
    String(address).endsWith('/applications') ? answer() : real(address, request);
  return () => {
    window.fetch = real;
  };
};
const json = (status: number, body: unknown) => () =>
  Promise.resolve(
    new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } }),
  );

export const Ready: Story = { play: press() };

export const NothingTyped: Story = { args: { value: emptyDraft(call2025.id) }, play: press() };

export const DeadlinePassed: Story = { args: { call: call2025 }, play: press() };

export const LateAllowed: Story = { args: { call: { ...call2025, late: 'allow' } }, play: press() };

export const WithoutEndpoint: Story = { args: { endpoint: null }, play: press() };

export const Sending: Story = {
  beforeEach: answered(() => new Promise(() => undefined)),
  play: press('Жөнөтүү'),
};

export const NoNetwork: Story = {
  beforeEach: answered(() => Promise.reject(new TypeError())),
  play: press('Жөнөтүү'),
};

export const Refused: Story = {
  beforeEach: answered(
    json(422, {
      issues: [
        { path: ['letter', 'senderName'], message: 'Аты-жөнү тизмеде жок.' },
        { path: [], message: 'Муниципалитет мурда эле катталган.' },
      ],
    }),
  ),
  play: press('Жөнөтүү'),
};

export const Received: Story = {
  beforeEach: answered(json(201, { receipt: '2026-K7QX-01', receivedAt: '2026-11-23T10:00:00Z' })),
  play: press('Жөнөтүү'),
};

/** As on a phone. */
export const Narrow: Story = { ...Received, globals: { viewport: { value: 'phone' } } };
