import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/interest-letter-form.js';
import { DraftDesk } from '../src/elements/draft-desk.js';
import type { InterestLetterForm } from '../src/elements/interest-letter-form.js';
import { ReceiptPanel } from '../src/elements/receipt-panel.js';
import type { OutboxRecord } from '../src/sending/outbox.js';
import type { Receipt } from '../src/sending/receipt.js';
import { sampleApplication } from '../test/sample.js';

const application = sampleApplication();
const files = application.evidence.map(({ sha256, fileName: name, mediaType: type, size }) => ({
  sha256,
  name,
  type,
  size,
})) as Receipt['files'];

function received(revision: number, receipt: Partial<Receipt>): OutboxRecord {
  const { applicationId } = application;
  return {
    key: `${applicationId}-${revision}`,
    applicationId,
    revision,
    slot: 'dpi-lsg-2025',
    endpoint: 'https://example.kg/applications',
    application: JSON.stringify(application),
    files,
    queuedAt: 0,
    attempts: 1,
    nextAt: 0,
    state: 'sent',
    receipt: { receivedAt: '2025-02-27T05:31:40Z', revision, files, ...receipt },
  };
}

interface Args {
  readonly posts: readonly OutboxRecord[];
}

/** What a server has said when it received an application. */
const meta: Meta<Args> = {
  title: 'Form/receipt',
  component: 'interest-letter-form',
  render: () => html`<interest-letter-form draft="none"></interest-letter-form>`,
  async play({ canvasElement, args }) {
    const form = canvasElement.querySelector('interest-letter-form') as InterestLetterForm;
    await form.updateComplete;
    new ReceiptPanel(new DraftDesk(form, () => Promise.reject(new Error())), args.posts).open();
  },
  tags: ['!autodocs'],
};
export default meta;

type Story = StoryObj<Args>;

export const Received: Story = { args: { posts: [received(1, { receipt: 'DPI-2025-0417' })] } };

/** Each change after sending is a revision with a receipt of its own. */
export const SeveralRevisions: Story = {
  args: {
    posts: [
      received(3, { receipt: 'DPI-2025-0421', late: true, receivedAt: '2025-02-28T12:04:00Z' }),
      received(2, { receipt: 'DPI-2025-0418' }),
      received(1, { receipt: 'DPI-2025-0417' }),
    ],
  },
};

export const WithoutNumber: Story = { args: { posts: [received(1, { files: [] })] } };

export const Narrow: Story = { ...SeveralRevisions, globals: { viewport: { value: 'phone' } } };
