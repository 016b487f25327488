import { SelfAssessmentQuestions } from '../elements/self-assessment-questions.js';

// The script may stand on a page twice.
if (!customElements.get('self-assessment-questions'))
  customElements.define('self-assessment-questions', SelfAssessmentQuestions);
