import { defineElement } from '../elements/define-element.js';
import { CallAnnouncement } from '../elements/call-announcement.js';

defineElement('call-announcement', CallAnnouncement);
