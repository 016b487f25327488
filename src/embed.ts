// Registers every element. The first imports only set the order of the file: like beside like, because gzip
// sees 32 kB back and no farther. It saves half a kilobyte.
import './elements/tokens.js';
import './elements/form-styles.js';
import './elements/info-table-styles.js';
import './elements/letter-paper-styles.js';
import './elements/problem-styles.js';
import './elements/row-table-styles.js';
import './elements/section-styles.js';
import 'lit';
import 'zod/mini';
import './model/kinds.js';
import './model/part.js';
import './model/call-2025-ky.js';
import './model/districts.js';
import './language/issue.js';
import './draft/store.js';
import './define.js';
