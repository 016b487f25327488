import type { callSchemaOf } from './call-schema.js';
import type { Language } from '../language/message.js';

/** What a programme says anew in each call: its dates, years, contacts, criteria and texts. */
export type Call = Schemas['callSchema']['_zod']['output'];
/** The texts of a call in one language, character for character those of its document. */
export type CallTexts = Schemas['callTextsSchema']['_zod']['output'];
type Schemas = ReturnType<typeof callSchemaOf>;

/** Blanks of the letter that values fill, written in braces in its texts: `кимден: {senderName} (…)`. */
export const blankNames = [
  'senderName',
  'district',
  'oblast',
  'municipalityName',
  /** Composed: name and location. */
  'municipality',
  'keneshName',
] as const;

export type BlankName = (typeof blankNames)[number];

/** The texts of a call in a language; in Kyrgyz, the language of the call, where there is no translation. */
export function textsOf(call: Call, language: Language): CallTexts {
  return call.texts[language] ?? call.texts.ky;
}

/** The words of a criterion (section II of the call); the id itself where the call has no such criterion. */
export function criterionText(call: Call, id: string, language: Language): string {
  return textsOf(call, language).announcement.criteria.items[call.criteria.indexOf(id)] ?? id;
}

const blanks = new RegExp(`(\\{(?:${blankNames.join('|')})\\})`);

/** Splits a text of the letter at its blanks, in order; texts between them are never empty. */
export function fillBlanks(text: string): ({ text: string } | { blank: BlankName })[] {
  return text
    .split(blanks)
    .map((piece, index) => (index % 2 ? { blank: piece.slice(1, -1) as BlankName } : { text: piece }))
    .filter((piece) => 'blank' in piece || piece.text !== '');
}
