import { addTranslations } from '../language/message.js';
import type { Translations } from '../language/message.js';
import { addCallTexts } from './call-2025.js';
import type { CallTexts } from './call.js';

/** Makes a language ready. The texts are data without imports, so that they can come from another file or network. */
export function addLanguage(
  language: 'ru' | 'en',
  texts: { templates: Translations; callTexts: CallTexts },
): void {
  addTranslations(language, texts.templates);
  addCallTexts(language, texts.callTexts);
}
