/**
 * The text of a file: UTF-8, or UTF-16 that says so by its mark (Excel's "Unicode Text"), else windows-1251,
 * the Russian Windows code page, which has no ң ө ү. Never throws; the mark is taken off.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}
