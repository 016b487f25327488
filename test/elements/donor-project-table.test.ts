import { isAControl } from './contract/control.js';
import { offersKyrgyzLetters } from './contract/kyrgyz-letters.js';
import { showsAnUnknownAnswer } from './contract/raw-text.js';
import { isARowTable } from './contract/row-table.js';
import { subjects } from './contract/subject.js';

const subject = subjects.donorProjects;

describe('donor-project-table', () => {
  isAControl(subject);
  isARowTable({ ...subject, parts: ['donorProjects'] });
  offersKyrgyzLetters(subject, ['donorProjects.0.citizensReached', 'donorProjects.0.implementationStatus']);
  showsAnUnknownAnswer(
    subject,
    'donorProjects.0.implementationStatus',
    [{ key: 'a', value: { implementationStatus: 'токтотулган' } }],
    'токтотулган',
  );
});
