type Loose = Partial<Record<string, unknown>>;
const loose = (value: unknown): Loose => (typeof value === 'object' && value ? (value as Loose) : {});

/** The hashes of the files that a draft or an application names, as far as it can be read. Never throws. */
export function filesUsedIn(content: unknown): string[] {
  const { evidence } = loose(content);
  if (!Array.isArray(evidence)) return [];
  return evidence.flatMap((row: unknown) => {
    const { sha256 = loose(loose(row)['value'])['sha256'] } = loose(row);
    return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? [sha256] : [];
  });
}
