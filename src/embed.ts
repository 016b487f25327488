// Registers every element. The imports before the last only set the order of the file: like beside like, because
// gzip sees 32 kB back and no farther.
import './model/call-2025.js';
import './language/issue.js';
import './model/districts.js';
import './model/kinds.js';
import './draft/store.js';
import './elements/tokens.js';
import './elements/field-styles.js';
import './elements/form-styles.js';
import './elements/info-table-styles.js';
import './elements/letter-paper-styles.js';
import './elements/problem-styles.js';
import './elements/row-table-styles.js';
import './elements/section-styles.js';
import './define.js';
