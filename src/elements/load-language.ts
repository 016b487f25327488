import { isLoaded } from '../language/message.js';
import type { Language } from '../language/message.js';
import { addLanguage } from '../model/add-language.js';

const loading: Partial<Record<Language, Promise<boolean>>> = {};

/**
 * Fetches the texts of a language once. Resolves to whether they are here; a failed fetch is tried again at the
 * next call, and until then the form goes on in the language it has.
 */
export function loadLanguage(language: Language): Promise<boolean> {
  if (language === 'ky' || isLoaded(language)) return Promise.resolve(true);
  return (loading[language] ??= (
    language === 'ru' ? import('../model/in-ru.js') : import('../model/in-en.js')
  ).then(
    (texts) => {
      addLanguage(language, texts);
      return true;
    },
    () => {
      delete loading[language];
      return false;
    },
  ));
}
