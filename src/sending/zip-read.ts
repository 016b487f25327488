import { Inflate } from 'fflate';
import { crc32 } from './zip-crc.js';
import { piecesOf } from './zip-pieces.js';

/** Why an archive is not opened: it ends too early, contradicts itself, has a password, or is too much. */
export type ZipTrouble = 'truncated' | 'damaged' | 'locked' | 'tooBig';

export class ZipError extends Error {
  constructor(readonly code: ZipTrouble) {
    super(code);
  }
}

/** A file in an archive. */
export interface Member {
  /** Its path, with slashes. Whatever somebody wrote there: nothing may be stored under it. */
  readonly path: string;
  /** What the archive says of its size; {@link Member.read} gives neither more nor less. */
  readonly size: number;
  readonly crc: number;
  /** Its bytes, compared with size and CRC-32. Rejects with a ZipError, or where the archive cannot be read. */
  read(signal?: AbortSignal): Promise<Blob>;
}

const mostEntries = 2000;
/** Of the list of what is in an archive, in bytes. */
const longestDirectory = 2_000_000;
/** Bytes that are inflated at a time: they become 4 MB at most. */
const step = 4096;
/** Bytes that are made in one go. */
const stretch = 1_048_576;
/** Steps in a row that give nothing: only what is made to keep a reader busy has more. */
const idle = 80;
/** Deflate makes nothing smaller than this. */
const smallest = 1040;

/**
 * What is in an archive, by its central directory alone. Nothing is inflated before it is asked for. Throws a
 * {@link ZipError}; what overlaps, is said to be longer than the archive, or smaller than can be, is damaged.
 */
export async function openZip(zip: Blob): Promise<readonly Member[]> {
  const tailAt = Math.max(0, zip.size - 65_557);
  const tail = await viewOf(zip, tailAt, zip.size);
  let at = tail.byteLength - 22;
  // A comment may have the signature in it: then the archive would have to end elsewhere.
  while (
    at >= 0 &&
    !(tail.getUint32(at, true) === 0x06054b50 && at + 22 + tail.getUint16(at + 20, true) <= tail.byteLength)
  )
    at--;
  if (at < 0) throw new ZipError('truncated');
  const [disk, count, length, offset] = [
    tail.getUint32(at + 4, true),
    tail.getUint16(at + 10, true),
    tail.getUint32(at + 12, true),
    tail.getUint32(at + 16, true),
  ];
  // ZIP64 has the highest numbers here, and what is in it would be too much anyway.
  if (count > mostEntries || length > longestDirectory) throw new ZipError('tooBig');
  if (disk || offset + length > tailAt + at) throw new ZipError('damaged');

  const directory = await viewOf(zip, offset, offset + length);
  const members: (Member & { readonly start: number; readonly end: number })[] = [];
  for (let next = 0, n = 0; n < count; n++) {
    if (next + 46 > length || directory.getUint32(next, true) !== 0x02014b50) throw new ZipError('damaged');
    const u16 = (place: number): number => directory.getUint16(next + place, true);
    const u32 = (place: number): number => directory.getUint32(next + place, true);
    const [flags, method, crc, packed, size, start] = [u16(8), u16(10), u32(16), u32(20), u32(24), u32(42)];
    const end = next + 46 + u16(28);
    const after = end + u16(30) + u16(32);
    if (after > length) throw new ZipError('damaged');
    if (flags & 0x2041 || method === 99) throw new ZipError('locked');
    const name = new Uint8Array(directory.buffer, next + 46, u16(28));
    next = after;
    if (start + 30 + packed > offset) throw new ZipError('damaged');
    const local = await viewOf(zip, start, start + 30);
    if (local.getUint32(0, true) !== 0x04034b50) throw new ZipError('damaged');
    const from = start + 30 + local.getUint16(26, true) + local.getUint16(28, true);
    if (from + packed > offset || (method ? size > packed * smallest : size !== packed))
      throw new ZipError('damaged');
    const content = zip.slice(from, from + packed);
    members.push({
      path: decode(name).replace(/\\/g, '/'),
      size,
      crc,
      read: (signal) => {
        if (method !== 0 && method !== 8) throw new ZipError('damaged');
        return method ? inflated(content, size, crc, signal) : checked(content, crc, signal);
      },
      start,
      end: from + packed,
    });
  }
  // One piece of an archive that stands for many files is a trap.
  const sorted = [...members].sort((one, other) => one.start - other.start);
  if (sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0))) throw new ZipError('damaged');
  return members.filter(({ path }) => !path.endsWith('/'));
}

async function viewOf(zip: Blob, from: number, to: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await zip.slice(from, to).arrayBuffer());
}

/** Old archivers write names in the alphabet of DOS. */
function decode(name: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return new TextDecoder('ibm866').decode(name);
  }
}

async function checked(content: Blob, crc: number, signal?: AbortSignal): Promise<Blob> {
  let found = 0;
  for await (const piece of piecesOf(content, signal)) found = crc32(piece, found);
  if (found !== crc) throw new ZipError('damaged');
  return content;
}

async function inflated(content: Blob, size: number, crc: number, signal?: AbortSignal): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let [found, total, silent] = [0, 0, 0];
  const inflate = new Inflate((chunk) => {
    if ((total += chunk.length) > size) throw new ZipError('damaged');
    found = crc32(chunk, found);
    if (chunk.length) chunks.push(chunk as Uint8Array<ArrayBuffer>);
  });
  const push = (bytes: Uint8Array, isLast: boolean): void => {
    const before = total;
    try {
      inflate.push(bytes, isLast);
    } catch {
      throw new ZipError('damaged');
    }
    silent = total > before ? 0 : silent + 1;
    if (silent > idle) throw new ZipError('damaged');
  };
  let rested = 0;
  for await (const piece of piecesOf(content, signal))
    for (let at = 0; at < piece.length; at += step) {
      push(piece.subarray(at, at + step), false);
      if (total - rested < stretch) continue;
      // A little may become much: the page is let draw meanwhile.
      await new Promise((resolve) => setTimeout(resolve));
      rested = total;
    }
  push(new Uint8Array(), true);
  if (total !== size || found !== crc) throw new ZipError('damaged');
  return new Blob(chunks);
}
