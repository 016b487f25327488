import { CallAnnouncement } from '../elements/call-announcement.js';

customElements.get('call-announcement') ?? customElements.define('call-announcement', CallAnnouncement);
