import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/call-announcement.js';
import type { CallAnnouncement } from '../src/elements/call-announcement.js';
import type { CallTexts } from '../src/model/call.js';
import { call2025 } from '../src/model/call-2025.js';
import { members } from './show.js';

const meta: Meta<CallAnnouncement> = {
  title: 'Parts/call-announcement',
  component: 'call-announcement',
  render: (args) => html`<call-announcement ${members(args)}></call-announcement>`,
};
export default meta;

type Story = StoryObj<CallAnnouncement>;

const texts = call2025.texts.ky;
const announcing = (announcement: Partial<CallTexts['announcement']>): Story => ({
  args: {
    call: {
      ...call2025,
      texts: { ky: { ...texts, announcement: { ...texts.announcement, ...announcement } } },
    },
  },
});

/** The call of 2025, character for character. */
export const Filled: Story = {};

/** A call that says as little as a call can: in Kyrgyz only, whatever the language of the page. */
export const Brief: Story = announcing({
  subject: 'кызматташуу маселеси: ачык бюджет.',
  benefits: { heading: 'I. Эмне алышат?', items: ['тажрыйба'] },
  criteria: {
    heading: 'II. Ким катыша алат?',
    items: call2025.criteria.map(() => 'Бардык муниципалитеттер.'),
  },
  steps: { heading: 'III. Кантип?', items: ['Кат жазыңыз.'] },
  closing: [],
});

/** A title and headings of several lines, and a word that no line can hold. */
export const LongTexts: Story = announcing({
  title: `${texts.announcement.title} `.repeat(4) + 'муниципалитеттеринибиздегилерденсиздерби'.repeat(3),
  benefits: {
    heading: `${texts.announcement.benefits.heading} `.repeat(4),
    items: texts.announcement.benefits.items.flatMap((item) => [item, `${item} `.repeat(5)]),
  },
});
