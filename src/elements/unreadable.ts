import type { Found } from '../draft/device.js';
import { download } from './download.js';

/** Gives what was found in the place of a draft as a file, as well as it can be written down. */
export function downloadUnreadable({ id, content }: Found): void {
  let text: string | undefined;
  try {
    text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  } catch {
    // It holds itself, or a number that JSON cannot say.
  }
  download(
    new Blob([text ?? String(content)], { type: 'application/json' }),
    `letter-of-interest-unreadable-${id.replace(/[^\w-]+/g, '-').slice(0, 60)}.json`,
  );
}
