/** More than this is not read into memory at once, in bytes. */
const mostAtOnce = 33_554_432;

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The sha256 of a file, in hexadecimal. Rejects where it cannot be read any more. */
export async function sha256(blob: Blob): Promise<string> {
  // Missing where a page came without encryption.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle && blob.size <= mostAtOnce)
    return hex(new Uint8Array(await subtle.digest('SHA-256', await blob.arrayBuffer())));
  const hash = (await import('@noble/hashes/sha2.js')).sha256.create();
  for (let at = 0; at < blob.size; at += 1_048_576)
    hash.update(new Uint8Array(await blob.slice(at, at + 1_048_576).arrayBuffer()));
  return hex(hash.digest());
}
