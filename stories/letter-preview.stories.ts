import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/letter-preview.js';
import type { LetterPreview } from '../src/elements/letter-preview.js';
import { longDraft, manyRows, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const meta: Meta<LetterPreview> = {
  title: 'Parts/letter-preview',
  component: 'letter-preview',
  render: (args, context) => html`<letter-preview ${members(args, context)}></letter-preview>`,
};
export default meta;

type Story = StoryObj<LetterPreview>;

/** The call's own form, with lines to write on. */
export const Empty: Story = {};

export const Filled: Story = { args: { value: sampleDraft } };

/** A working translation, and marked so. */
export const Translation: Story = { args: { value: sampleDraft, lang: 'ru' } };

/** Tables over several sheets, each with its headings. */
export const LongLists: Story = {
  args: {
    value: {
      ...sampleDraft,
      jointActivities: manyRows(60, 'jointActivities'),
      civicGroups: manyRows(40, 'civicGroups'),
      donorProjects: manyRows(40, 'donorProjects'),
    },
  },
};

/** Every text as long as its field takes. */
export const LongTexts: Story = { args: { value: longDraft } };

/** Room for paper that has a letterhead of its own. */
export const HighLetterhead: Story = { args: { value: sampleDraft, letterhead: { height: 70 } } };

/** The sender's own letterhead. */
export const WithPicture: Story = {
  args: { value: sampleDraft },
  loaders: [async () => ({ image: await createImageBitmap(drawnLetterhead()) })],
  render: (args, context) =>
    html`<letter-preview
      ${members({ ...args, letterhead: { height: 35, image: context.loaded['image'] as ImageBitmap } }, context)}
    ></letter-preview>`,
};

/** As on a phone: the same sheets, smaller. */
export const Narrow: Story = {
  args: { value: sampleDraft },
  globals: { viewport: { value: 'phone' } },
};

function drawnLetterhead(): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1700, height: 330 });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = '#9f1d20';
  context.beginPath();
  context.arc(850, 90, 70, 0, 2 * Math.PI);
  context.fill();
  context.fillRect(0, 316, 1700, 5);
  context.fillStyle = '#000';
  context.font = '52px "Noto Serif", serif';
  context.textAlign = 'center';
  context.fillText('КЫРГЫЗ РЕСПУБЛИКАСЫ', 850, 222);
  context.fillText('Көк-Төбө айыл өкмөтү', 850, 290);
  return canvas;
}
