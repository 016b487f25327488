import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/evidence-list.js';
import { deviceFiles } from '../src/elements/evidence-files.js';
import type { EvidenceList } from '../src/elements/evidence-list.js';
import { sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const meta: Meta<EvidenceList> = {
  title: 'Lists/evidence-list',
  component: 'evidence-list',
  args: { name: 'evidence', disabled: false, readonly: false, required: false },
  render: (args, context) => html`<evidence-list ${members(args, context)}></evidence-list>`,
};
export default meta;

type Story = StoryObj<EvidenceList>;

export const Empty: Story = {};

/** A scan, a photograph with a note, a table, and a file of another call. */
export const WithFiles: Story = {
  loaders: [stored],
  render: (args, context) =>
    html`<evidence-list
      ${members({ ...args, value: context.loaded['value'] as never }, context)}
    ></evidence-list>`,
};

/** The draft came from another computer: the files are named, and are not here. */
export const Missing: Story = { args: { value: sampleDraft.evidence } };

/** What cannot be taken is said at its card, and how to mend it. */
export const Refused: Story = {
  play: async ({ canvasElement }) => {
    const list = canvasElement.querySelector('evidence-list') as EvidenceList;
    await list.load();
    await list.updateComplete;
    const data = new DataTransfer();
    for (const [name, content] of [
      ['видео.mp4', '\0\0\0\x18ftypmp42'],
      ['документтер.zip', 'PK\x03\x04'],
      ['бош.pdf', ''],
    ] as const)
      data.items.add(new File([content], name));
    list.renderRoot
      .querySelector('[data-criterion]')
      ?.dispatchEvent(
        new DragEvent('drop', { bubbles: true, composed: true, cancelable: true, dataTransfer: data }),
      );
    while ((list.renderRoot.querySelectorAll('.refusal').length ?? 0) < 3)
      await new Promise(requestAnimationFrame);
  },
};

export const ReadOnly: Story = { ...WithFiles, args: { readonly: true } };

export const Disabled: Story = { ...WithFiles, args: { disabled: true } };

/** As on a phone. */
export const Narrow: Story = { ...WithFiles, globals: { viewport: { value: 'phone' } } };

async function stored(): Promise<{ value: unknown }> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 300 });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const sky = context.createLinearGradient(0, 0, 0, 300);
  sky.addColorStop(0, '#7cc0ea');
  sky.addColorStop(1, '#e5f0f6');
  context.fillStyle = sky;
  context.fillRect(0, 0, 400, 300);
  context.fillStyle = '#14693d';
  context.beginPath();
  context.moveTo(0, 300);
  context.lineTo(150, 110);
  context.lineTo(240, 220);
  context.lineTo(300, 150);
  context.lineTo(400, 300);
  context.fill();
  const photograph = await new Promise<Blob>((resolve) =>
    canvas.toBlob((blob) => resolve(blob as Blob), 'image/jpeg'),
  );
  const files = [
    [
      'criterionCitizenInvolvement',
      'Айылдык жыйындын протоколу.pdf',
      'application/pdf',
      '2024-жылдын 14-ноябры',
    ],
    ['criterionCitizenInvolvement', 'Жыйын.jpg', 'image/jpeg', ''],
    [
      'criterionJointProjects',
      'Биргелешкен долбоорлордун тизмеси жана алардын каржылоо булактары 2022-2024.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      '',
    ],
    ['jointDecision', 'Токтом № 7.pdf', 'application/pdf', ''],
    ['criterionOfAnotherCall', 'Мурунку чакырууга.pdf', 'application/pdf', ''],
  ] as const;
  const value = await Promise.all(
    files.map(async ([criterion, fileName, mediaType, note]) => {
      const content = mediaType === 'image/jpeg' ? photograph : `${fileName} `.repeat(9000);
      const { sha256, size } = await deviceFiles().add(new Blob([content]), { mediaType });
      return { criterion, fileName, mediaType, size: String(size), sha256, ...(note && { note }) };
    }),
  );
  return { value };
}
