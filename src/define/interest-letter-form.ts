import './activity-list-table.js';
import './call-announcement.js';
import './civic-group-table.js';
import './donor-project-table.js';
import './error-summary.js';
import './letter-fields.js';
import './municipality-info-table.js';
import './self-assessment-questions.js';
import { defineElement } from '../elements/define-element.js';
import { InterestLetterForm } from '../elements/interest-letter-form.js';

defineElement('interest-letter-form', InterestLetterForm);
