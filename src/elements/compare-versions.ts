import { msg } from '../language/message.js';
import { ComparePanel } from './compare-panel.js';
import type { DraftDesk } from './draft-desk.js';
import { deviceRefused, newsOf } from './draft-news.js';

/** Lets a person decide between the draft on the screen and the version that another window has saved. */
export async function compareVersions(desk: DraftDesk): Promise<void> {
  const { keeper, form } = desk;
  if (keeper?.rival === undefined) return;
  await keeper.save();
  const found = await keeper.device.find(keeper.rival).catch(() => null);
  const rival = found && keeper.read(found);
  if (!rival) {
    if (found === undefined) keeper.rival = undefined;
    newsOf(desk).tell({
      kind: found === undefined ? 'done' : 'refused',
      words: () =>
        found === undefined
          ? msg('Экинчи вариант бул түзмөктө жок. Экрандагысы гана калды.', { id: 'd.gone' })
          : deviceRefused(),
    });
    return;
  }
  new ComparePanel(form, {
    base: keeper.ancestor,
    from: 'window',
    other: rival.draft,
    done: async (draft) => {
      // Where the other version cannot be removed, it stays and is found again.
      await keeper.settle(draft, rival).catch(() => undefined);
      newsOf(desk).tell({
        kind: 'done',
        words: () => msg('Эки вариант бириктирилди.', { id: 'd.settled' }),
        undo: true,
      });
    },
  }).ask();
}
