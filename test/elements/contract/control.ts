import { isAccessible } from './accessibility.js';
import { readsItsCall } from './call.js';
import { speaksWithItsHost } from './events.js';
import { leadsToItsFields } from './focus.js';
import { takesPartInForms } from './form-participation.js';
import { followsTheLanguage } from './language.js';
import { saysWhatIsWrong } from './messages.js';
import { keepsWhatWasTyped } from './raw-text.js';
import type { Subject } from './subject.js';
import { keepsItsValue } from './value.js';

/** What every element that is filled in keeps to: the sections alone, and the whole form. */
export function isAControl(subject: Subject): void {
  takesPartInForms(subject);
  keepsItsValue(subject);
  keepsWhatWasTyped(subject);
  speaksWithItsHost(subject);
  saysWhatIsWrong(subject);
  followsTheLanguage(subject);
  leadsToItsFields(subject);
  readsItsCall(subject);
  isAccessible(subject);
}
