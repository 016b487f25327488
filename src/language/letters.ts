/** The Kyrgyz letters that a Russian keyboard lacks. */
export const kyrgyzLetters = ['ң', 'ө', 'ү'] as const;

const cyrillic = /[\u0400-\u052f]/;
const lookalikes: Record<string, string> = { ѳ: 'ө', ɵ: 'ө', ӊ: 'ң', Ѳ: 'Ө', Ɵ: 'Ө', Ӊ: 'Ң' };
const folded: Record<string, string> = { ө: 'о', ү: 'у', ң: 'н', ё: 'е' };
const latin = 'aceopxykmthb';
const latinAsCyrillic = 'асеорхукмтнв';

/** The text in NFC, with look-alikes of ө and ң in Cyrillic words made into these letters; nothing else changes. */
export const repairLetters = (text: string): string =>
  text
    .replace(/[\p{L}\p{M}\p{N}]+/gu, (word) =>
      cyrillic.test(word) ? word.replace(/[ѳɵӊѲƟӉ]/g, (letter) => lookalikes[letter] ?? letter) : word,
    )
    .normalize('NFC');

/** A lenient key for search and for finding duplicates; never for display. Idempotent. */
export const foldText = (text: string): string =>
  repairLetters(
    text
      .toLowerCase()
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}\s]/gu, ''),
  )
    .replace(/[өүңё]/g, (letter) => folded[letter] ?? letter)
    .replace(/\S+/g, (word) =>
      cyrillic.test(word)
        ? word.replace(/[aceopxykmthb]/g, (letter) => latinAsCyrillic[latin.indexOf(letter)] ?? letter)
        : word,
    )
    .replace(/\s+/g, ' ')
    .trim();

let collator: Intl.Collator | undefined;

/** Orders texts as a Kyrgyz dictionary does: ң after н, ө after о, ү after у. */
export function compareText(a: string, b: string): number {
  // Chromium has no 'ky'; 'ru' orders these letters rightly on every engine.
  collator ??= new Intl.Collator('ru');
  return collator.compare(a, b);
}

/** Whether half of a surrogate pair stands alone, which JSON and UTF-8 cannot carry. */
export const loneSurrogate = (text: string): boolean => /\p{Cs}/u.test(text);
