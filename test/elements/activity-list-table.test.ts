import { isAControl } from './contract/control.js';
import { offersKyrgyzLetters } from './contract/kyrgyz-letters.js';
import { isARowTable } from './contract/row-table.js';
import { subjects } from './contract/subject.js';

const subject = subjects.jointActivities;

describe('activity-list-table', () => {
  isAControl(subject);
  isARowTable({ ...subject, parts: ['jointActivities'] });
  offersKyrgyzLetters(subject, ['jointActivities.0.citizensReached']);
});
