// The take-home edition: this script stands within its one HTML file, see rollup.config.mjs.
import './define.js';
import { openPage } from './offline/page.js';

openPage();
