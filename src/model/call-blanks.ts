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

const blanks = new RegExp(`(\\{(?:${blankNames.join('|')})\\})`);

/** Splits a text of the letter at its blanks, in order; texts between them are never empty. */
export function fillBlanks(text: string): ({ text: string } | { blank: BlankName })[] {
  return text
    .split(blanks)
    .map((piece, index) => (index % 2 ? { blank: piece.slice(1, -1) as BlankName } : { text: piece }))
    .filter((piece) => 'blank' in piece || piece.text !== '');
}
