import { isHeic } from './evidence-kinds.js';

/** The longest side of a picture that is sent, in pixels: A4 at 200 dpi, on which small print can be read. */
const longest = 2400;
const quality = 0.82;
/** Smaller ones are sent as they are, in bytes. */
const small = 600_000;
/** It has to become this much smaller to be worth it. */
const notable = 0.8;

/** The picture as it is to be seen: turned as the camera says. Rejects where the browser cannot read it. */
async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (error) {
    // Browsers that do not know the word turn pictures by themselves.
    if (error instanceof TypeError) return createImageBitmap(file);
    throw error;
  }
}

/**
 * A smaller JPEG of a picture; nothing where that is not worth it. A HEIC picture becomes a JPEG whatever its size,
 * because few can open it. Rejects where the browser cannot read the picture.
 *
 * Decoding and encoding happen off the main thread by themselves. Not in a worker: that would need a `worker-src`,
 * which the host's policy does not give.
 */
export async function shrinkPicture(file: Blob): Promise<Blob | undefined> {
  if (file.size < small && !isHeic(file.type)) return undefined;
  const bitmap = await decode(file);
  try {
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    const result = await encode(bitmap, Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
    return result && (isHeic(file.type) || result.size < file.size * notable) ? result : undefined;
  } finally {
    bitmap.close();
  }
}

async function encode(bitmap: ImageBitmap, width: number, height: number): Promise<Blob | null> {
  const isOff = typeof OffscreenCanvas === 'function' && 'convertToBlob' in OffscreenCanvas.prototype;
  const canvas = isOff
    ? new OffscreenCanvas(width, height)
    : Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D | null;
  if (!context) return null;
  // JPEG has no holes.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  const type = 'image/jpeg';
  return canvas instanceof HTMLCanvasElement
    ? new Promise((resolve) => canvas.toBlob(resolve, type, quality))
    : canvas.convertToBlob({ type, quality });
}

/** Draws the middle of a picture into a canvas. Resolves to whether the browser can read it. */
export async function drawThumbnail(file: Blob, canvas: HTMLCanvasElement): Promise<boolean> {
  try {
    const bitmap = await decode(file);
    const side = Math.min(bitmap.width, bitmap.height);
    canvas
      .getContext('2d')
      ?.drawImage(
        bitmap,
        (bitmap.width - side) / 2,
        (bitmap.height - side) / 2,
        side,
        side,
        0,
        0,
        canvas.width,
        canvas.height,
      );
    bitmap.close();
    return true;
  } catch {
    return false;
  }
}
