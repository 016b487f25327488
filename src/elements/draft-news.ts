import { msg } from '../language/message.js';
import type { DraftDesk } from './draft-desk.js';

/** What has just come of something that a person did. */
export interface News {
  readonly kind: 'done' | 'refused';
  /** Worded when it is drawn, so that it follows a change of language. */
  readonly words: () => string;
  /** Whether the last step of the history takes it back. */
  readonly undo?: boolean;
  /** Whether saving to a file helps. */
  readonly file?: boolean;
}

/** What is said above the bar of one form, beside what its keeper knows. */
export class DraftNews {
  latest: News | undefined;
  /** The broken record about whose deletion a person is asked. */
  doomed: string | undefined;
  /** Whether the person has been told where the drafts live, or knows it. */
  isTold = false;
  /** Another version that a screen reader has been told of. */
  rival: string | undefined;
  #spoken: (() => string) | undefined;
  #times = 0;

  constructor(readonly desk: DraftDesk) {
    desk.form.store.subscribe(({ kind }) => {
      if (kind !== 'text' && kind !== 'rows') return;
      // Who types needs no way back to where he was, and undo would take back another step by now.
      if (desk.keeper) desk.keeper.restored = undefined;
      if (kind === 'rows') this.latest = undefined;
    });
  }

  /** For a screen reader. The same words twice are said twice. */
  get spoken(): string {
    return this.#spoken ? this.#spoken() + '\u00a0'.repeat(this.#times % 2) : '';
  }

  speak(words: (() => string) | undefined): void {
    this.#spoken = words;
    this.#times++;
    this.desk.form.requestUpdate();
  }

  /** For what comes by itself: it does not cut off what was being said. */
  speakToo(words: () => string): void {
    const before = this.#spoken;
    this.speak(before ? () => `${before()} ${words()}` : words);
  }

  tell(news: News): void {
    this.latest = news;
    this.speak(news.words);
  }
}

const all = new WeakMap<DraftDesk, DraftNews>();

export function newsOf(desk: DraftDesk): DraftNews {
  let news = all.get(desk);
  if (!news) all.set(desk, (news = new DraftNews(desk)));
  return news;
}

/** The browser did not let the device be read or written. */
export const deviceRefused = (): string =>
  msg('Браузер муну аткарууга жол берген жок. Эч нерсе өзгөргөн жок.', { id: 'd.failed' });

/** Another draft would have pushed one from the screen that cannot be saved. */
export const notSaved = (): News => ({
  kind: 'refused',
  words: () =>
    msg('Экрандагы өтүнмө сакталбай жатат, ошондуктан башкасы ачылган жок. Адегенде файлга сактап алыңыз.', {
      id: 'd.notSaved',
    }),
  file: true,
});
