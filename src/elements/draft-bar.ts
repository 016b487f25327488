import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../language/message.js';
import { clock } from './clock.js';
import type { DraftDesk } from './draft-desk.js';

/** The line at the foot of the screen: what is saved and where, undo and redo, the drafts of this device. */
export function draftBar(desk: DraftDesk): TemplateResult {
  const { keeper, form } = desk;
  const { store } = form;
  const off = form.readonly || form.matches(':disabled');
  const savedAt = keeper?.record?.savedAt;
  const words = keeper?.trouble
    ? msg('Бул түзмөккө сакталбай жатат. Файлга сактап алыңыз.', { id: 'u.unsaved' })
    : !keeper || savedAt === undefined
      ? ''
      : keeper.saved
        ? msg(str`Ушул түзмөктө сакталды: ${clock(new Date(savedAt))}`, { id: 'u.saved' })
        : msg('Сакталып жатат…', { id: 'u.saving' });
  return html`<div class="foot screen ${keeper?.trouble ? 'trouble' : ''}" part="drafts">
    ${desk.panels?.noticesTemplate(desk)}
    <div class="bar">
      <span class="kept">${words}</span>
      <span class="unseen" role="status">${keeper?.trouble ? words : nothing}</span>
      <button
        type="button"
        aria-label=${msg('Акыркы өзгөртүүнү кайтаруу', { id: 'u.undoLast' })}
        ?disabled=${off || !store.canUndo}
        @click=${() => store.undo()}
      >
        ↶
      </button>
      <button
        type="button"
        aria-label=${msg('Кайтарылганды кайра жасоо', { id: 'u.redoLast' })}
        ?disabled=${off || !store.canRedo}
        @click=${() => store.redo()}
      >
        ↷
      </button>
      <button type="button" class="to-file" @click=${() => form.downloadDraft()}>
        ${msg('Файлга сактоо', { id: 'u.saveFile' })}
      </button>
      ${
        keeper
          ? html`<button type="button" @click=${async () => (await desk.load())?.openDrafts(desk)}>
              ${msg('Сакталгандар', { id: 'u.drafts' })}
            </button>`
          : nothing
      }
    </div>
  </div>`;
}
