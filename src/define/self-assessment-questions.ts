import { SelfAssessmentQuestions } from '../elements/self-assessment-questions.js';

customElements.get('self-assessment-questions') ??
  customElements.define('self-assessment-questions', SelfAssessmentQuestions);
