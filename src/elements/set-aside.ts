import { speak } from '../language/message.js';
import { newApplicationId, newKey } from '../model/draft.js';
import type { Draft } from '../model/draft.js';
import type { DraftDesk } from './draft-desk.js';
import { draftName } from './draft-facts.js';
import { deviceRefused, notSaved } from './draft-news.js';
import type { News } from './draft-news.js';

/**
 * Keeps what is on the screen among the drafts of this device before `next` takes its place: where both are of one
 * application, as a copy, named with the reason. Resolves to what to say where that cannot be.
 */
export async function setAside(
  desk: DraftDesk,
  next: Draft,
  reason: () => string,
): Promise<News | undefined> {
  const { keeper, form } = desk;
  if (!keeper) return undefined;
  await keeper.keep();
  if (!keeper.saved) return notSaved();
  const screen = form.store.draft;
  if (screen.applicationId !== next.applicationId) return undefined;
  const record = {
    ...desk.circumstances(),
    id: newKey(),
    slot: desk.slot,
    revision: 1,
    savedAt: Date.now(),
    name: speak(form.language, () => `${draftName(screen, keeper.record)} (${reason()})`),
  };
  const copy = { ...screen, applicationId: newApplicationId() };
  const isKept = await keeper.device.save(record, copy, undefined).catch(() => false);
  return isKept ? undefined : { kind: 'refused', words: deviceRefused };
}
