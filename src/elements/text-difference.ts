/** A stretch of a text, and whether the other text has it too. */
export interface Stretch {
  readonly text: string;
  readonly same: boolean;
}

/** Most comparisons of word with word; beyond them only the common beginning and end are found. */
const most = 250_000;

const words = (text: string): string[] => text.match(/\s+|[^\s]+/gu) ?? [];

/** Two texts, each cut where they differ, by words. */
export function textDifference(one: string, other: string): readonly [Stretch[], Stretch[]] {
  const [a, b] = [words(one), words(other)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const common = longestCommon(middleA, middleB);
  return [
    stretches(a, start, middleA, new Set(common.map(([index]) => index))),
    stretches(b, start, middleB, new Set(common.map(([, index]) => index))),
  ];
}

function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > most) return [];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] as number;
  for (let i = a.length; i--;)
    for (let j = b.length; j--;)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) found.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return found;
}

function stretches(
  all: readonly string[],
  start: number,
  middle: readonly string[],
  common: ReadonlySet<number>,
): Stretch[] {
  const found: { text: string; same: boolean }[] = [];
  const isSame = (index: number): boolean =>
    index < start || index >= start + middle.length || common.has(index - start);
  all.forEach((text, index) => {
    // A blank between two words that differ differs with them.
    const same = isSame(index) && (!!text.trim() || isSame(index - 1) || isSame(index + 1));
    const last = found.at(-1);
    if (last?.same === same) last.text += text;
    else found.push({ text, same });
  });
  return found;
}
