import { sha256 as slowSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** How much is read at once, in bytes: often enough to show progress and to stop. */
const step = 1_048_576;

/** Missing on pages without HTTPS. */
const subtle = (): SubtleCrypto | undefined => globalThis.crypto?.subtle;

/** The sha256 of bytes in hexadecimal. */
export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = await subtle()?.digest('SHA-256', bytes);
  return bytesToHex(digest ? new Uint8Array(digest) : slowSha256(new Uint8Array(bytes)));
}

/**
 * Reads a file slice by slice. `onProgress` gets the share from 0 to 1. Rejects with an AbortError when `signal` says
 * so, with a NotReadableError where the file went away or is shorter now.
 */
export async function readBytes(
  file: Blob,
  signal?: AbortSignal,
  onProgress?: (share: number) => void,
): Promise<{ bytes: ArrayBuffer; sha256: string }> {
  const bytes = new Uint8Array(file.size);
  // Without the browser's own, hashing goes along with reading, so that the page stays at hand.
  const slow = subtle() ? undefined : slowSha256.create();
  for (let at = 0; at < file.size;) {
    stopIf(signal);
    const slice = new Uint8Array(await file.slice(at, at + step).arrayBuffer());
    if (!slice.length) throw new DOMException('', 'NotReadableError');
    bytes.set(slice, at);
    slow?.update(slice);
    at += slice.length;
    onProgress?.(at / file.size);
  }
  stopIf(signal);
  const sha256 = slow ? bytesToHex(slow.digest()) : await sha256Of(bytes.buffer);
  stopIf(signal);
  return { bytes: bytes.buffer, sha256 };
}

function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new DOMException('', 'AbortError');
}
