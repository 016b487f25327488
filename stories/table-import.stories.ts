import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/activity-list-table.js';
import type { ActivityListTable } from '../src/elements/activity-list-table.js';
import { describeFields } from '../src/model/describe.js';
import { manyRows, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

/** The panel in which a table of Word or Excel becomes rows of a list. */
const meta: Meta<ActivityListTable> = {
  title: 'Lists/table from Word or Excel',
  component: 'activity-list-table',
  args: { value: sampleDraft.jointActivities },
  parameters: { docs: { story: { inline: false, height: '640px' } } },
  tags: ['!autodocs'],
  render: (args, context) => html`<activity-list-table ${members(args, context)}></activity-list-table>`,
};
export default meta;

type Story = StoryObj<ActivityListTable>;

const heads = ['№', ...describeFields('jointActivities').map(({ label }) => label.ky)];
const cells = (count: number): string[][] =>
  manyRows(count, 'jointActivities').map(({ value }, index) => [String(index + 1), ...Object.values(value)]);

async function listIn(canvas: HTMLElement): Promise<ActivityListTable> {
  const list = canvas.querySelector('activity-list-table') as ActivityListTable;
  await list.updateComplete;
  return list;
}

/** Opens the panel by its button. */
async function open(canvas: HTMLElement): Promise<void> {
  const list = await listIn(canvas);
  list.shadowRoot?.querySelector<HTMLButtonElement>('[part=table-button]')?.click();
}

/** Pastes a table into the first field of the list. */
const paste =
  (rows: readonly (readonly string[])[]) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    const list = await listIn(canvasElement);
    await list.focusField('jointActivities.0');
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', rows.map((row) => row.join('\t')).join('\n'));
    list.shadowRoot?.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }),
    );
  };

/** Where the table is: the clipboard or a file; and the list as a file. */
export const Source: Story = { play: ({ canvasElement }) => open(canvasElement) };

/** Nothing to save yet. */
export const SourceOfEmptyList: Story = {
  args: { value: [] },
  play: ({ canvasElement }) => open(canvasElement),
};

/** Every column is known. */
export const Preview: Story = { play: paste([heads, ...cells(6)]) };

/** The list holds nothing: it is not asked where the rows go. */
export const PreviewForEmptyList: Story = {
  args: { value: [{ key: 'blank', value: {} }] },
  play: paste([heads, ...cells(6)]),
};

/** Cells that cannot be read, a column and a row that are left. */
export const WithProblems: Story = {
  play: paste([
    [...heads, 'Эскертүү'],
    ...cells(5).map((row, index) => [
      ...row.map((text, column) => (column === 3 && index % 2 ? `болжол менен ${text}` : text)),
      index === 2 ? 'Сүрөтү бар' : '',
    ]),
    ['', '', '', '', '', 'Жалпысы 2 340'],
  ]),
};

/** Words above the columns that nobody knows. */
export const UnknownHeads: Story = {
  play: paste([['А', 'Б', 'В', 'Г', 'Д', 'Е'], ...cells(3).map((row) => [...row, 'х'])]),
};

/** Three hundred rows: the first are drawn, and those in which something is wrong. */
export const ManyRows: Story = {
  play: paste([
    heads,
    ...cells(300).map((row, index) =>
      index === 212 ? row.map((text, column) => (column === 3 ? 'көп' : text)) : row,
    ),
  ]),
};
