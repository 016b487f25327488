import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { DraftDesk } from './draft-desk.js';

/** What a person should know of the drafts on this device. */
export function noticesTemplate(_desk: DraftDesk): TemplateResult {
  return html``;
}

/** Opens a file that somebody has chosen: an application or a draft. */
export async function openFile(_desk: DraftDesk, _file: Blob): Promise<void> {
  // Written next.
}

/** Opens the list of the drafts on this device. */
export function openDrafts(_desk: DraftDesk): void {
  // Written next.
}
