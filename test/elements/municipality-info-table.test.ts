import { expect } from '@open-wc/testing';
import { sampleDraft } from '../sample.js';
import { isAControl } from './contract/control.js';
import { offersKyrgyzLetters } from './contract/kyrgyz-letters.js';
import { warns } from './contract/messages.js';
import { showsAnUnknownAnswer } from './contract/raw-text.js';
import { showSubject, subjects } from './contract/subject.js';
import { write } from './page.js';

const subject = subjects.municipality;

describe('municipality-info-table', () => {
  isAControl(subject);
  offersKyrgyzLetters(subject, [
    'municipality.areaHa',
    'municipality.population',
    'municipality.phoneFax',
    'municipality.email',
    'municipality.website',
  ]);
  warns(subject, { path: 'municipality.areaHa', text: '12' });
  showsAnUnknownAnswer(
    subject,
    'municipality.ownRevenues.unit',
    { ...sampleDraft.municipality, ownRevenues: { amount: '1', unit: 'dollar', year: '2024' } },
    'dollar',
  );

  it('asks for the specialist where there is one, and hides no answer', async () => {
    const element = await showSubject(subject);
    const name = 'municipality.procurementSpecialistName';
    expect(await element.focusField(name)).to.equal(false);
    await write(element, 'municipality.hasProcurementSpecialist', 'yes');
    expect(await element.focusField(name)).to.equal(true);
    await write(element, name, 'Асанова Жылдыз');
    await write(element, 'municipality.hasProcurementSpecialist', 'no');
    expect(await element.focusField(name)).to.equal(true);
    expect(element.issues.map(({ code, path }) => `${code} ${path.join('.')}`)).to.include(
      `answerIsNo ${name}`,
    );
    await write(element, name, '');
    expect(await element.focusField(name)).to.equal(false);
  });
});
