import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define/municipality-info-table.js';
import type { MunicipalityInfoTable } from '../src/elements/municipality-info-table.js';
import { longDraft, sampleDraft } from '../test/sample.js';
import { members } from './show.js';

const meta: Meta<MunicipalityInfoTable> = {
  title: 'Sections/municipality-info-table',
  component: 'municipality-info-table',
  args: { name: 'municipality', disabled: false, readonly: false, required: false },
  render: (args, context) =>
    html`<municipality-info-table ${members(args, context)}></municipality-info-table>`,
};
export default meta;

type Story = StoryObj<MunicipalityInfoTable>;

const { municipality } = sampleDraft;

export const Empty: Story = {};

export const Filled: Story = { args: { value: municipality } };

/** As after the check: what is missing and what cannot be read. */
export const WithErrors: Story = {
  args: {
    value: {
      ...municipality,
      municipalityType: '',
      areaHa: '1 2o0',
      ownRevenues: { amount: 'көп', unit: '', year: '24' },
      distanceToOblastCentreKm: '-5',
      population: '9,4',
      hasProcurementSpecialist: 'yes',
      procurementSpecialistName: '',
    },
  },
  parameters: { showIssues: true },
};

/** What deserves a second look and stops nothing. */
export const WithWarnings: Story = {
  args: {
    value: {
      ...municipality,
      email: '',
      areaHa: '12',
      ownRevenues: { amount: '6 872,4', unit: 'som', year: '2024' },
      distanceToDistrictCentreKm: '90',
      hasProcurementSpecialist: 'no',
    },
  },
  parameters: { showIssues: true },
};

export const Disabled: Story = { args: { value: municipality, disabled: true } };

export const ReadOnly: Story = { args: { value: municipality, readonly: true } };

/** Every text as long as its field takes. */
export const LongTexts: Story = { args: { value: longDraft.municipality } };
