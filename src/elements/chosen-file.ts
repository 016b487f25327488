import { msg } from '../language/message.js';

/** Whether a file is an archive, full or empty. */
export async function isZip(file: Blob): Promise<boolean> {
  const [p, k, one, two] = new Uint8Array(
    await file
      .slice(0, 4)
      .arrayBuffer()
      .catch(() => []),
  );
  return p === 0x50 && k === 0x4b && ((one === 3 && two === 4) || (one === 5 && two === 6));
}

/** What is said first of a file that was not opened. */
export const refused = (): string =>
  msg('Файл ачылган жок. Экрандагы жазуулар ордунда калды.', { id: 'u.refused' });
