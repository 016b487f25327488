import { isStrTagged, joinStringsAndValues, str } from '@lit/localize/internal/str-tag.js';
import type { StrResult } from '@lit/localize/internal/str-tag.js';
import type { TemplateMap } from '@lit/localize/internal/types.js';

export { str };

/** Languages of the screen. Kyrgyz is the source; the other two are working translations. */
export type Language = 'ky' | 'ru' | 'en';

export const languages: readonly Language[] = ['ky', 'ru', 'en'];

/** Translations by message id, as `lit-localize build` writes them. */
export type Translations = TemplateMap;

interface MsgOptions {
  id: string;
  desc?: string;
}

const catalogues: Partial<Record<Language, Translations>> = {};
let spoken: Language = 'ky';

/** Makes a language ready for {@link speak}; Kyrgyz always is. */
export function addTranslations(language: Language, translations: Translations): void {
  catalogues[language] = translations;
}

/** Whether texts of this language are here; if not, {@link speak} falls back to Kyrgyz. */
export function isLoaded(language: Language): boolean {
  return language === 'ky' || language in catalogues;
}

/**
 * Runs `work` with every `msg` in it worded in `language`.
 *
 * The language is a matter of the call and not of the page: two forms in two languages, a Kyrgyz letter
 * beneath a Russian screen, or a server that words one issue three times need no global switch.
 */
export function speak<Result>(language: Language, work: () => Result): Result {
  const before = spoken;
  spoken = language;
  try {
    return work();
  } finally {
    spoken = before;
  }
}

/** The language of the innermost {@link speak}. */
export function spokenLanguage(): Language {
  return spoken;
}

/** The branding by which lit-localize's tools recognise `msg`, wherever it is imported from. */
type Msg = ((template: string | StrResult, options: MsgOptions) => string) & { _LIT_LOCALIZE_MSG_?: never };

/**
 * A text of the interface in the language being spoken. Stands only in a thunk or a render, never at module
 * load. The runtime of `@lit/localize` is not used because it holds one language for the whole page and may be
 * configured once only, by the host.
 */
export const msg: Msg = (template, { id }) => {
  const found = catalogues[spoken]?.[id] as string | StrResult | undefined;
  const values = isStrTagged(template) ? template.values : [];
  const text = found ?? template;
  return isStrTagged(text)
    ? joinStringsAndValues(text.strings, values, found ? (text.values as number[]) : undefined)
    : text;
};
