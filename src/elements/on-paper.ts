import { issueMessage } from '../language/issue.js';
import type { DraftDesk } from './draft-desk.js';
import { newsOf } from './draft-news.js';

/** Shows the letter as paper, prints it, or gives it as DOCX. */
export async function onPaper(desk: DraftDesk, what: 'open' | 'print' | 'download'): Promise<void> {
  try {
    const letter = await (await import('./letter-desk.js')).letterDesk(desk).ready();
    if (what === 'open') new (await import('./letter-panel.js')).LetterPanel(desk, letter).open();
    else await letter[what]();
  } catch {
    newsOf(desk).tell({
      kind: 'refused',
      words: () => issueMessage({ code: 'notLoaded', severity: 'error', path: [] }, desk.form.language),
    });
  }
}
