import { expect } from '@open-wc/testing';
import { sampleDraft } from '../sample.js';
import { isAControl } from './contract/control.js';
import { offersKyrgyzLetters } from './contract/kyrgyz-letters.js';
import { showsAnUnknownAnswer } from './contract/raw-text.js';
import { showSubject, subjects } from './contract/subject.js';
import { enter, focused, press, settled, write } from './page.js';

const subject = subjects.selfAssessment;
const rating = 'selfAssessment.keneshCooperationRating';

describe('self-assessment-questions', () => {
  isAControl(subject);
  offersKyrgyzLetters(subject, [rating]);
  showsAnUnknownAnswer(subject, rating, { ...sampleDraft.selfAssessment, keneshCooperationRating: '9' }, '9');

  it('a mark is given with the arrow keys', async () => {
    const element = await showSubject(subject);
    await write(element, rating, '3');
    expect(element.value).to.deep.equal({ keneshCooperationRating: '3' });
    expect((await enter(element, rating)).value).to.equal('3');
    await press('ArrowRight');
    await settled(element);
    expect((focused() as HTMLInputElement).value).to.equal('4');
    expect(element.value).to.deep.equal({ keneshCooperationRating: '4' });
  });

  it('keeps the five problems apart', async () => {
    const element = await showSubject(subject);
    await write(element, 'selfAssessment.priorityProblems.4', 'Жол');
    await write(element, 'selfAssessment.priorityProblems.1', 'Суу');
    expect(element.value).to.deep.equal({ priorityProblems: ['', 'Суу', '', '', 'Жол'] });
  });
});
