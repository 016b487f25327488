import type { Call, CallTexts } from './call.js';
import { ky } from './call-2025-ky.js';

/** The call of 2025 of the Development Policy Institute: the default, and the example for the next ones. */
export const call2025: Call = {
  schemaVersion: 1,
  id: 'dpi-lsg-2025',
  submissionDeadline: '2025-02-28T18:00:00+06:00',
  resultsDate: '2025-03-07',
  late: 'refuse',
  populationAsOf: '2025-01-01',
  listMonths: 12,
  donorYears: [2022, 2024],
  contacts: {
    postalAddress: 'Бишкек ш., Шевченко көчөсү, 114',
    phones: '+(996 312) 976–530, 976-531, 976-532, 976-533, 976-534',
    email: 'office@dpi.kg',
    officer: 'Мирлан Молдобеков',
    officerPhones: '(0312) 97 65 30, кош. 107, же уюлдук тел.: (0500/779) 218883',
  },
  criteria: ['criterionCitizenInvolvement', 'criterionJointProjects', 'criterionBudgetReadiness'],
  texts: { ky },
};

/** Attaches a translation to {@link call2025}. Translations are apart so that a page loads one only if it is asked for. */
export function addCallTexts(language: 'ru' | 'en', texts: CallTexts): void {
  call2025.texts[language] = texts;
}
