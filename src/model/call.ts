import type { Call, CallTexts } from './call-schema.js';
import type { Language } from '../language/message.js';

export type { Call, CallTexts };

/** The texts of a call in a language; in Kyrgyz, the language of the call, where there is no translation. */
export function textsOf(call: Call, language: Language): CallTexts {
  return call.texts[language] ?? call.texts.ky;
}

/** The words of a criterion (section II of the call); the id itself where the call has no such criterion. */
export function criterionText(call: Call, id: string, language: Language): string {
  return textsOf(call, language).announcement.criteria.items[call.criteria.indexOf(id)] ?? id;
}
