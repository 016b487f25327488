import { isAControl } from './contract/control.js';
import { offersKyrgyzLetters } from './contract/kyrgyz-letters.js';
import { isARowTable } from './contract/row-table.js';
import { subjects } from './contract/subject.js';

const subject = subjects.civicGroups;

describe('civic-group-table', () => {
  isAControl(subject);
  isARowTable({ ...subject, parts: ['civicGroups'] });
  offersKyrgyzLetters(subject, []);
});
