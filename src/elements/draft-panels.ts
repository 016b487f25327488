import { msg } from '../language/message.js';
import type { Done, DraftDesk } from './draft-desk.js';
import { newsOf } from './draft-news.js';
import { noticesTemplate as template, undone } from './draft-notices.js';
import { DraftsPanel } from './drafts-panel.js';
import { persistAsked } from './persist.js';
import type * as SendView from './send-view.js';

export { onPaper } from './on-paper.js';
export { openFile, tellImport } from './open-file.js';

const listening = new WeakSet<DraftDesk>();
let view: typeof SendView | undefined;

/** The last section of the form, once it is loaded. */
export const sendTemplate = (desk: DraftDesk): unknown => view?.sendTemplate(desk);

/** What waits to be sent goes now. Where there is no network, it is loaded when there is. */
async function loadView(desk: DraftDesk): Promise<void> {
  try {
    view = await import('./send-view.js');
    desk.form.requestUpdate();
    // Files can be chosen without a network too.
    void desk.form.renderRoot.querySelector('evidence-list')?.load();
    await (await import('./kept-files.js')).letGoOfFiles(desk);
  } catch {
    addEventListener('online', () => void loadView(desk), { once: true });
  }
}

/** What a person should know of the drafts on this device. */
export function noticesTemplate(desk: DraftDesk): ReturnType<typeof template> {
  if (!listening.has(desk)) {
    listening.add(desk);
    desk.form.addEventListener('keydown', (event) => onKey(desk, event));
    void desk.form.updateComplete.then(() => keepInSight(desk.form.renderRoot));
    void loadView(desk);
    // A browser that prints does not wait for a file.
    void import('./letter-desk.js').then(
      ({ letterDesk }) => letterDesk(desk),
      () => undefined,
    );
  }
  return template(desk);
}

/** Says what went well. */
export function tell(desk: DraftDesk, what: Done): void {
  newsOf(desk).tell({
    kind: 'done',
    words: () => {
      switch (what) {
        case 'cleared':
          return msg('Форма тазаланды.', { id: 'u.cleared' });
        case 'downloaded':
          return msg('Файл жүктөлүп алынды.', { id: 'u.downloaded' });
        case 'complete':
          return msg('Баары толтурулган.', { id: 'u.allGood' });
      }
    },
    undo: what === 'cleared',
  });
}

/** The field with the focus stays above the line at the foot, however many notices that has. */
function keepInSight(root: HTMLElement | DocumentFragment): void {
  const foot = root.querySelector('.foot');
  if (!foot) return;
  new ResizeObserver(() => {
    root.querySelector<HTMLElement>('.root')?.style.setProperty('--_foot', `${foot.clientHeight}px`);
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (!active?.matches('[data-path]') || !root.contains(rootOf(active, root))) return;
    // Only what the line covers: a page must not jump to a field that was scrolled away.
    const [field, line] = [active, foot].map((element) => element.getBoundingClientRect()) as [
      DOMRect,
      DOMRect,
    ];
    if (field.bottom > line.top && field.top < line.bottom) active.scrollIntoView({ block: 'nearest' });
  }).observe(foot);
}

/** What stands for an element in a shadow root around it. */
function rootOf(element: Element, root: Node): Element {
  const own = element.getRootNode();
  return own === root || !(own instanceof ShadowRoot) ? element : rootOf(own.host, root);
}

/** Opens the list of the drafts on this device. */
export function openDrafts(desk: DraftDesk): void {
  if (!desk.keeper) return;
  if (desk.form.draft !== 'session') void persistAsked();
  new DraftsPanel(desk).open();
}

/** Undo and redo by keys, wherever the browser has none of its own. */
function onKey(desk: DraftDesk, event: KeyboardEvent): void {
  const { form } = desk;
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
  if (form.readonly || form.matches(':disabled')) return;
  // On a Cyrillic keyboard the key of Z says 'я'.
  const key = (/^[a-z]$/i.test(event.key) ? event.key : event.code.slice(3)).toLowerCase();
  const back = key === 'z' && !event.shiftKey;
  if (!back && key !== 'y' && key !== 'z') return;
  const [target] = event.composedPath() as HTMLElement[];
  if (event.composedPath().some((each) => each instanceof HTMLDialogElement) || isText(target)) return;
  const { store } = form;
  if (!(back ? store.canUndo : store.canRedo)) return;
  event.preventDefault();
  if (back) store.undo();
  else store.redo();
  newsOf(desk).speak(back ? undone : () => msg('Кайтарылган өзгөртүү кайра жасалды.', { id: 'd.redone' }));
}

const isText = (target: HTMLElement | undefined): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['radio', 'checkbox', 'file', 'button'].includes(target.type)) ||
  !!target?.isContentEditable;
