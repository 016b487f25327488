import { filesUsedIn } from '../draft/files-used.js';
import type { DraftDesk } from './draft-desk.js';
import { filesOf } from './evidence-files.js';
import { senderOf } from './page-sender.js';

/**
 * Lets go of the files that no draft of this device and no post that waits has named for long. Where not every draft
 * can be read, nothing is let go of.
 */
export async function letGoOfFiles({ form, keeper }: DraftDesk): Promise<void> {
  if (!keeper) return;
  try {
    await keeper.save();
    const drafts = await keeper.device.list();
    const used = [
      ...drafts.flatMap(({ content }) => filesUsedIn(content)),
      ...filesUsedIn(form.store.draft),
      ...(await senderOf(form.draft).outbox.needed()),
    ];
    await filesOf(form.draft).keepOnly(new Set(used));
  } catch {
    // Another time.
  }
}

/** Whether an application of this device has not been received yet. */
export const isSomethingWaiting = async ({ form }: DraftDesk): Promise<boolean> =>
  (await senderOf(form.draft).outbox.list()).some(({ state }) => state !== 'sent');

/** Forgets files, posts and receipts. */
export async function forgetSending({ form }: DraftDesk): Promise<void> {
  const { outbox, sender } = senderOf(form.draft);
  await outbox.forget();
  await sender.look();
  await filesOf(form.draft).clear();
}
