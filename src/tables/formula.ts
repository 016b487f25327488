/** A text that a spreadsheet may take for a formula, full-width signs included. */
const formulaLike = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * A text for a CSV cell that no spreadsheet runs as a formula: such a text gets an apostrophe in front. So does
 * one that has an apostrophe before the sign already, or {@link unguard} would take away what was typed.
 */
export const guard = (text: string): string => (formulaLike.test(text) ? `'${text}` : text);

/** The same for a cell that is text by its type and can be no formula: only what {@link unguard} would change. */
export const guardText = (text: string): string => (text.startsWith("'") ? guard(text) : text);

/** The text that was guarded; any other text stays as it is. */
export const unguard = (text: string): string =>
  text.startsWith("'") && formulaLike.test(text) ? text.slice(1) : text;
