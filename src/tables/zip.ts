import { Inflate } from 'fflate';

/** What an archive holds is more than may be read. */
export class ZipTooBig extends Error {}

const mostEntries = 2000;
/** Compressed bytes that are inflated at a time: they become 4 MB at most. */
const step = 4096;
/** Steps in a row that give nothing: what follows the end of an entry whose size is not told. */
const idle = 40;

/**
 * The entries of a ZIP archive by their names in small letters, each inflated when it is asked for. All of them
 * together give at most `budget` bytes, whatever their headers say, or {@link ZipTooBig} is thrown; any other
 * error means that the archive is damaged or encrypted.
 */
export function openZip(bytes: Uint8Array, budget: number): Map<string, () => Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u16 = (at: number): number => view.getUint16(at, true);
  const u32 = (at: number): number => view.getUint32(at, true);
  let end = bytes.length - 22;
  while (u32(end) !== 0x06054b50) if (end-- < bytes.length - 65_558) throw new Error('no directory');
  const count = u16(end + 10);
  if (count > mostEntries) throw new ZipTooBig();
  let left = budget;

  function inflate(at: number, method: number, size: number): Uint8Array {
    if (u32(at) !== 0x04034b50) throw new Error('no entry');
    const from = at + 30 + u16(at + 26) + u16(at + 28);
    const packed = bytes.subarray(from, from + size);
    if (method === 0) {
      if ((left -= packed.length) < 0) throw new ZipTooBig();
      return packed;
    }
    if (method !== 8) throw new Error('unknown method');
    const chunks: Uint8Array[] = [];
    let total = 0;
    const stream = new Inflate((chunk) => {
      if ((left -= chunk.length) < 0) throw new ZipTooBig();
      if (chunk.length) chunks.push(chunk);
      total += chunk.length;
    });
    let silent = 0;
    for (let start = 0; start < packed.length && silent < idle; start += step) {
      const before = total;
      stream.push(packed.subarray(start, start + step), start + step >= packed.length);
      silent = total === before ? silent + 1 : 0;
    }
    const all = new Uint8Array(total);
    let filled = 0;
    for (const chunk of chunks) {
      all.set(chunk, filled);
      filled += chunk.length;
    }
    return all;
  }

  const entries = new Map<string, () => Uint8Array>();
  for (let at = u32(end + 16), n = 0; n < count; n++) {
    if (u32(at) !== 0x02014b50) throw new Error('no directory');
    const [method, size, offset] = [u16(at + 10), u32(at + 20), u32(at + 42)];
    const encrypted = u16(at + 8) & 1;
    const nameEnd = at + 46 + u16(at + 28);
    const name = new TextDecoder()
      .decode(bytes.subarray(at + 46, nameEnd))
      .replace(/\\/g, '/')
      .replace(/^\/+/, '')
      .toLowerCase();
    entries.set(name, () => {
      if (encrypted) throw new Error('encrypted');
      return inflate(offset, method, size);
    });
    at = nameEnd + u16(at + 30) + u16(at + 32);
  }
  return entries;
}
