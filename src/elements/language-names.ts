import type { Language } from '../language/message.js';

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { ky: 'Кыргызча', ru: 'Русский', en: 'English' };
