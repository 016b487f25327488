import './activity-list-table.js';
import './call-announcement.js';
import './civic-group-table.js';
import './donor-project-table.js';
import './error-summary.js';
import './evidence-list.js';
import './letter-fields.js';
import './letter-preview.js';
import './municipality-info-table.js';
import './self-assessment-questions.js';
import { InterestLetterForm } from '../elements/interest-letter-form.js';

// The script may stand on a page twice.
if (!customElements.get('interest-letter-form'))
  customElements.define('interest-letter-form', InterestLetterForm);
