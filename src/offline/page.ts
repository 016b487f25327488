import type { DraftRestoreEvent } from '../elements/events.js';
import { languages } from '../language/message.js';
import type { Language } from '../language/message.js';

/**
 * Makes the page around the form speak the language that its address asks for (`#ru`), else the one in which the
 * draft was last shown. The words of all three stand in the page itself, and the form follows the page.
 */
export function openPage(): void {
  const root = document.documentElement;
  const links = document.querySelectorAll<HTMLAnchorElement>('.languages a');
  let restored: Language = 'ky';

  const speak = (): void => {
    const asked = location.hash.slice(1);
    const language = languages.find((one) => one === asked) ?? restored;
    root.lang = language;
    document.title = document.querySelector(`h1 > [lang=${language}]`)?.textContent ?? '';
    for (const link of links) {
      if (link.lang === language) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };

  addEventListener('hashchange', speak);
  document.addEventListener('draft-restore', ((event: DraftRestoreEvent) => {
    restored = event.language;
    speak();
  }) as EventListener);
  speak();
}
