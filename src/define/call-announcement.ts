import { CallAnnouncement } from '../elements/call-announcement.js';

// The script may stand on a page twice.
if (!customElements.get('call-announcement')) customElements.define('call-announcement', CallAnnouncement);
