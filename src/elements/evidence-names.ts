import { repairLetters } from '../language/letters.js';
import { extensionOf } from './evidence-kinds.js';
import type { FileKind } from './evidence-kinds.js';

/** A name that every file system takes: 100 letters of Kyrgyz and an ending are less than 255 bytes. */
const longest = 100;

/**
 * The name of a file without what a name of a file must not have (paths, characters that cannot be seen, names that
 * Windows keeps for itself), with the ending of its kind. `spare` is a name for a file without any.
 */
export function cleanName(name: string, { extensions }: FileKind, spare: string): string {
  const last = name.split(/[/\\]/).pop() ?? '';
  const plain = repairLetters(last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, ''))
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ');
  const extension = extensionOf(plain);
  const isKnown = extensions.includes(extension);
  // Another ending of the same look makes way; what only looks like one, as in «токтом №7.2024», stays.
  const stem =
    isKnown || /^(?:pdf|jpe?g|jfif|png|webp|hei[cf]|tiff?|docx?|xlsx?|od[ts])$/.test(extension)
      ? plain.slice(0, -extension.length - 1)
      : plain;
  const short = Array.from(stem.replace(/^[.\s]+|[.\s]+$/g, ''))
    .slice(0, longest)
    .join('')
    .trim();
  const safe = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(short) ? `_${short}` : short;
  return `${safe || spare}.${isKnown ? extension : extensions[0]}`;
}

/** The name, or with a number behind it the first that is not taken: «скан (2).pdf». */
export function uniqueName(name: string, taken: Iterable<string>): string {
  const fold = (text: string): string => text.normalize('NFC').toLowerCase();
  const all = new Set(Array.from(taken, fold));
  const dot = name.lastIndexOf('.');
  const [stem, ending] = [name.slice(0, dot), name.slice(dot)];
  let unique = name;
  for (let number = 2; all.has(fold(unique)); number++) unique = `${stem} (${number})${ending}`;
  return unique;
}
