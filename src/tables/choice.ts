import { foldText } from '../language/letters.js';
import { isLoaded, languages, speak } from '../language/message.js';
import type { Field } from '../model/field.js';
import { choiceWords, negation } from './synonyms.js';

const fold = (text: string): string => foldText(text.replace(/[^\p{L}\p{M}\p{N}\s]/gu, ' '));

/**
 * The choice that a text says: by its name, by its words in a loaded language, or by usual words such as
 * «завершён», «уланууда». Nothing for other words, and where two choices or a «not» stand in the text.
 */
export function readChoice(text: string, choices?: Field['choices']): string | undefined {
  const folded = fold(text);
  for (const [name, words] of Object.entries(choices ?? {})) {
    if (text.trim() === name) return name;
    for (const language of languages.filter(isLoaded))
      if (folded && folded === fold(speak(language, words))) return name;
  }
  if (negation.test(folded)) return undefined;
  const meant = Object.keys(choiceWords).filter((name) => choiceWords[name]?.test(folded));
  return meant.length === 1 && (!choices || Object.hasOwn(choices, meant[0] as string))
    ? meant[0]
    : undefined;
}
