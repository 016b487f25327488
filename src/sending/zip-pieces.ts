/** How much is read at once, in bytes: a page stays at hand in between. */
const step = 524_288;

/** The bytes of a blob, piece by piece. Throws where it cannot be read any more, or an AbortError when told to. */
export async function* piecesOf(blob: Blob, signal?: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < blob.size;) {
    signal?.throwIfAborted();
    const piece = new Uint8Array(await blob.slice(at, at + step).arrayBuffer());
    if (!piece.length) throw new DOMException('', 'NotReadableError');
    at += piece.length;
    yield piece;
  }
}
