import { Deflate } from 'fflate';
import { crc32 } from './zip-crc.js';
import { piecesOf } from './zip-pieces.js';

export interface NewEntry {
  /** The path within the archive, with slashes. */
  readonly name: string;
  readonly content: Blob;
  /** Whether it stands as it is: a picture or a PDF does not become smaller. */
  readonly isStored: boolean;
}

export interface WritingOptions {
  readonly signal?: AbortSignal | undefined;
  /** How much is done, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/**
 * A ZIP archive. What is stored is not copied, so that an archive of 100 MB does not need them as memory. The same
 * entries give the same bytes; `at` is the time of them all, of which the UTC day and hour are written.
 */
export async function writeZip(
  entries: readonly NewEntry[],
  at: Date,
  { signal, onProgress }: WritingOptions = {},
): Promise<Blob> {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const day =
    (Math.max(0, at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const all = entries.reduce((sum, { content }) => sum + content.size, 1);
  const parts: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let [offset, done] = [0, 0];
  for (const { name, content, isStored } of entries) {
    let crc = 0;
    const packed: Uint8Array<ArrayBuffer>[] = [];
    const deflate = new Deflate({ level: 6 }, (chunk) => packed.push(chunk as Uint8Array<ArrayBuffer>));
    for await (const piece of piecesOf(content, signal)) {
      crc = crc32(piece, crc);
      if (!isStored) deflate.push(piece);
      onProgress?.((done += piece.length) / all);
    }
    if (!isStored) deflate.push(new Uint8Array(), true);
    const body = isStored ? [content] : packed;
    const size = isStored ? content.size : packed.reduce((sum, { length }) => sum + length, 0);
    const path = new TextEncoder().encode(name);
    // Version 2.0; names are UTF-8.
    const facts = [20, 0x0800, isStored ? 0 : 8, time, day];
    const sizes = [crc, size, content.size];
    const local = record(0x04034b50, facts, sizes, [path.length, 0]);
    directory.push(
      // As from Unix, a plain file: of one from DOS, Info-ZIP does not believe that its name is UTF-8.
      record(0x02014b50, [0x0314, ...facts], sizes, [path.length, 0, 0, 0, 0], [0x81a40000, offset]),
      path as Uint8Array<ArrayBuffer>,
    );
    parts.push(local, path as Uint8Array<ArrayBuffer>, ...body);
    offset += local.length + path.length + size;
  }
  const length = directory.reduce((sum, bytes) => sum + bytes.length, 0);
  const end = record(0x06054b50, [0, 0, entries.length, entries.length], [length, offset], [0]);
  onProgress?.(1);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

/** A signature, then numbers of two bytes, of four, of two, of four. */
function record(
  signature: number,
  shorts: readonly number[],
  longs: readonly number[],
  moreShorts: readonly number[],
  moreLongs: readonly number[] = [],
): Uint8Array<ArrayBuffer> {
  const sized = [
    [4, [signature]],
    [2, shorts],
    [4, longs],
    [2, moreShorts],
    [4, moreLongs],
  ] as const;
  const bytes = new Uint8Array(sized.reduce((sum, [size, numbers]) => sum + size * numbers.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, numbers] of sized)
    for (const number of numbers) {
      if (size === 2) view.setUint16(at, number, true);
      else view.setUint32(at, number, true);
      at += size;
    }
  return bytes;
}
