/** Of a name in UTF-8, with its ending: file systems take 255 bytes, and Windows whole paths of 260 characters. */
const longest = 180;
const reserved = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;
const bytesIn = (text: string): number => new TextEncoder().encode(text).length;

/** The name of a file or folder as every file system takes it. `spare` stands where nothing is left of it. */
export function safeName(name: string, spare: string): string {
  const plain = (name.split(/[/\\]/).pop() ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(plain)?.[0] ?? '';
  const letters = Array.from(ending ? plain.slice(0, -ending.length) : plain);
  while (bytesIn(letters.join('') + ending) > longest) letters.pop();
  const safe = letters.join('').replace(/[.\s]+$/, '') + ending;
  return !letters.length ? spare + ending : reserved.test(safe) ? `_${safe}` : safe;
}

/** Gives every path once; that which is taken, in whichever letters, gets a number: «скан (2).pdf». */
export function uniquePaths(): (path: string) => string {
  const taken = new Set<string>();
  // What Windows and macOS hold for the same name.
  const fold = (path: string): string => path.normalize('NFKC').toUpperCase().toLowerCase();
  return (path) => {
    const [, stem = '', ending = ''] = /^(.*?)(\.[^./]*)?$/su.exec(path) ?? [];
    let unique = path;
    for (let number = 2; taken.has(fold(unique)); number++) unique = `${stem} (${number})${ending}`;
    taken.add(fold(unique));
    return unique;
  };
}
