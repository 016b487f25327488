import { defineElement } from '../elements/define-element.js';
import { SelfAssessmentQuestions } from '../elements/self-assessment-questions.js';

defineElement('self-assessment-questions', SelfAssessmentQuestions);
