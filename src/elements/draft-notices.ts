import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isBlankDraft } from '../draft/keeper.js';
import type { DraftKeeper } from '../draft/keeper.js';
import { msg, str } from '../language/message.js';
import { compareVersions } from './compare-versions.js';
import type { DraftDesk } from './draft-desk.js';
import { draftName } from './draft-facts.js';
import { deviceRefused, newsOf, notSaved } from './draft-news.js';
import type { DraftNews } from './draft-news.js';
import { noticeStyles } from './notice-styles.js';
import { paperWords, watchOf } from './paper-watch.js';
import { persistQuietly } from './persist.js';
import { downloadUnreadable } from './unreadable.js';
import { when } from './when.js';

interface Notice {
  readonly name: string;
  readonly kind?: 'warning' | 'refused' | 'done';
  readonly words: string;
  readonly acts: readonly (readonly [words: string, act: () => unknown])[];
  readonly shut?: () => unknown;
}

/** What a person should know of the drafts on this device, a line each, above the bar. */
export function noticesTemplate(desk: DraftDesk): TemplateResult {
  const news = newsOf(desk);
  const root = desk.form.renderRoot as ShadowRoot;
  const sheet = noticeStyles.styleSheet;
  if (sheet && !root.adoptedStyleSheets.includes(sheet))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const notices = noticesOf(desk, news);
  return html`<div class="notices">
      ${repeat(
        notices,
        ({ name }) => name,
        ({ name, kind, words, acts, shut }) =>
          html`<div class="word ${kind ?? ''}" data-notice=${name}>
            <p>${words}</p>
            ${acts.map(
              ([label, act]) =>
                html`<button type="button" @click=${() => after(desk, act)}>${label}</button>`,
            )}
            ${
              shut
                ? html`<button
                    type="button"
                    class="shut"
                    aria-label=${msg('Билдирүүнү жабуу', { id: 'd.shut' })}
                    @click=${() => after(desk, shut)}
                  >
                    ×
                  </button>`
                : nothing
            }
          </div>`,
      )}
    </div>
    <p class="unseen" role="status">${news.spoken}</p>`;
}

/** Where the button that had the focus is gone, the focus stays beside it, in the bar. */
async function after(desk: DraftDesk, act: () => unknown): Promise<void> {
  const { form } = desk;
  await act();
  form.requestUpdate();
  await form.updateComplete;
  const root = form.renderRoot as ShadowRoot;
  if (!root.activeElement && (!document.activeElement || document.activeElement === document.body))
    root.querySelector<HTMLElement>('.bar button:last-of-type')?.focus();
}

/** The newest stand at the foot, save those that come by themselves: they must not move a button that is being pressed. */
function noticesOf(desk: DraftDesk, news: DraftNews): Notice[] {
  const { keeper, form } = desk;
  const file = [msg('Файлга сактоо', { id: 'u.saveFile' }), () => form.downloadDraft()] as const;
  const notices = [...paperNotice(desk), ...(keeper ? noticesOfKeeper(desk, keeper, news, file) : [])];
  const { latest } = news;
  if (latest) {
    const { undo } = latest;
    notices.push({
      name: 'latest',
      kind: latest.kind,
      words: latest.words(),
      acts: [
        ...(undo && form.store.canUndo
          ? [
              [
                msg('Кайтаруу', { id: 'u.undo' }),
                () => {
                  form.store.undo();
                  news.latest = undefined;
                  news.speak(undone);
                },
              ] as const,
            ]
          : []),
        ...(latest.file ? [file] : []),
      ],
      shut: () => (news.latest = undefined),
    });
  }
  return notices;
}

/** A printed paper says something else than the screen. */
function paperNotice(desk: DraftDesk): Notice[] {
  const watch = watchOf(desk);
  const { notice } = watch;
  if (!notice) return [];
  return [
    {
      name: 'paper',
      kind: 'warning',
      words: paperWords(notice, desk),
      acts: [[msg('Катты ачуу', { id: 'p.openLetter' }), () => desk.panels?.onPaper(desk, 'open')]],
      shut: () => watch.shut(),
    },
  ];
}

function noticesOfKeeper(
  desk: DraftDesk,
  keeper: DraftKeeper,
  news: DraftNews,
  file: Notice['acts'][number],
): Notice[] {
  const { form } = desk;
  const notices: Notice[] = [];
  const { restored, offered, trouble, unreadable, rival } = keeper;
  news.isTold ||= !!restored;
  if (!news.isTold && !trouble && keeper.record && !isBlankDraft(form.store.draft)) {
    const words = (): string =>
      form.draft === 'session'
        ? msg(
            'Жазууларыңыз ушул терезе жабылганга чейин гана сакталат. Калсын десеңиз, файлга сактап алыңыз.',
            {
              id: 'd.onlySession',
            },
          )
        : msg(
            'Жазууларыңыз ушул түзмөктө, ушул браузерде гана сакталат. Башка жерде да болсун десеңиз, файлга сактап алыңыз.',
            {
              id: 'd.onlyHere',
            },
          );
    if (!saved.has(desk)) {
      saved.add(desk);
      if (form.draft !== 'session') persistQuietly();
      queueMicrotask(() => news.speakToo(words));
    }
    notices.push({ name: 'only', words: words(), acts: [file], shut: () => (news.isTold = true) });
  }
  if (trouble) {
    notices.push({
      name: 'trouble',
      kind: 'warning',
      words:
        trouble === 'full'
          ? msg(
              'Түзмөктө бош орун жок, жазууларыңыз сакталбай жатат. Толтура бериңиз, бирок баракты жабардан мурун файлга сактап алыңыз.',
              { id: 'd.full' },
            )
          : msg(
              'Браузер жазууларды бул түзмөккө сактоого жол бербей жатат (жашыруун терезеде ушундай болот). Толтура бериңиз, бирок баракты жабардан мурун файлга сактап алыңыз.',
              { id: 'd.denied' },
            ),
      acts: [file],
    });
  }
  if (rival !== undefined) {
    const words = (): string =>
      msg('Бул өтүнмө башка терезеде да өзгөртүлдү. Эки варианты тең сакталды.', { id: 'd.conflict' });
    if (news.rival !== rival && !restored) queueMicrotask(() => news.speak(words));
    notices.push({
      name: 'conflict',
      kind: 'warning',
      words: words(),
      acts: [[msg('Салыштыруу', { id: 'd.compare' }), () => compareVersions(desk)]],
    });
  }
  news.rival = rival;
  for (const found of unreadable) {
    notices.push(
      news.doomed === found.id
        ? {
            name: `unreadable ${found.id}`,
            kind: 'warning',
            words: msg('Окулбай калган жазуу биротоло өчүрүлсүнбү?', { id: 'd.sureUnreadable' }),
            acts: [
              [
                msg('Биротоло өчүрүү', { id: 'd.deleteForEver' }),
                async () => {
                  try {
                    await keeper.device.remove(found.id);
                    keeper.unreadable = keeper.unreadable.filter(({ id }) => id !== found.id);
                  } catch {
                    news.tell({ kind: 'refused', words: deviceRefused });
                  }
                },
              ],
              [msg('Жокко чыгаруу', { id: 'd.cancel' }), () => (news.doomed = undefined)],
            ],
          }
        : {
            name: `unreadable ${found.id}`,
            kind: 'warning',
            words: msg(
              'Сакталган бир өтүнмө окулбай жатат, бирок ордунда турат. Аны программанын кызматкерлерине жөнөтсөңүз болот.',
              { id: 'd.unreadableNotice' },
            ),
            acts: [
              [msg('Жүктөп алуу', { id: 'd.download' }), () => downloadUnreadable(found)],
              [msg('Өчүрүү', { id: 'd.delete' }), () => (news.doomed = found.id)],
            ],
            shut: () => (keeper.unreadable = keeper.unreadable.filter((each) => each !== found)),
          },
    );
  }
  if (offered) {
    const name = draftName(offered.draft, offered.record);
    notices.push({
      name: 'offered',
      words: msg(str`Бул түзмөктө башка өтүнмө да сакталган: «${name}», ${when(offered.record.savedAt)}.`, {
        id: 'd.offered',
      }),
      acts: [
        [
          msg('Аны ачуу', { id: 'd.openIt' }),
          async () => {
            if (await keeper.turnTo(offered)) news.isTold = true;
            else news.tell(notSaved());
          },
        ],
      ],
      shut: () => (keeper.offered = undefined),
    });
  }
  if (restored) {
    notices.push({
      name: 'restored',
      words: msg(str`Сакталган жазууларыңыз ачылды: ${when(restored.savedAt)}.`, { id: 'd.restored' }),
      acts:
        restored.focus === undefined
          ? []
          : [
              [
                msg('Токтогон жерден улантуу', { id: 'd.goOn' }),
                async () => {
                  keeper.restored = undefined;
                  await form.focusField(restored.focus as string);
                },
              ],
            ],
      shut: () => (keeper.restored = undefined),
    });
  }
  return notices;
}

/** The forms whose first save has been seen. */
const saved = new WeakSet<DraftDesk>();

export const undone = (): string => msg('Акыркы өзгөртүү кайтарылды.', { id: 'd.undone' });
