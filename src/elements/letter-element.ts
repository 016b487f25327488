import { LitElement } from 'lit';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { isLoaded, languages, speak } from '../language/message.js';
import type { Language } from '../language/message.js';
import { loadLanguage } from './load-language.js';

/**
 * What every element of the letter does: it speaks the language of its `lang`, else of its nearest ancestor that
 * has one, and rewords itself in place whenever that changes.
 */
export abstract class LetterElement extends LitElement {
  static override properties: PropertyDeclarations = { lang: { reflect: true } };

  declare lang: string;

  /** The language on the screen. It lags behind `lang` until that language's texts have arrived. */
  language: Language = 'ky';
  #languageObserver: MutationObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observeLanguage();
    this.#chooseLanguage();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#languageObserver?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lang')) this.#chooseLanguage();
  }

  protected override update(changed: PropertyValues): void {
    speak(this.language, () => super.update(changed));
  }

  /** Called when the texts of a new language are here, before they are drawn. */
  protected languageChanged(): void {
    this.requestUpdate();
  }

  #observeLanguage(): void {
    this.#languageObserver ??= new MutationObserver(() => this.#chooseLanguage());
    let root: Node = this.getRootNode();
    for (;;) {
      this.#languageObserver.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
      if (!(root instanceof ShadowRoot)) break;
      root = root.host.getRootNode();
    }
  }

  #chooseLanguage(): void {
    const wanted = this.#wantedLanguage();
    if (isLoaded(wanted)) this.#show(wanted);
    else
      void loadLanguage(wanted).then((loaded) => {
        if (loaded && this.isConnected && this.#wantedLanguage() === wanted) this.#show(wanted);
      });
  }

  #show(language: Language): void {
    if (this.language === language) return;
    this.language = language;
    this.languageChanged();
  }

  #wantedLanguage(): Language {
    let element: Element | null = this; // eslint-disable-line @typescript-eslint/no-this-alias -- the walk begins here
    while (element) {
      const found = element.getAttribute('lang')?.toLowerCase().split('-')[0];
      if (found && (languages as string[]).includes(found)) return found as Language;
      const root = element.getRootNode();
      element = element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    }
    return 'ky';
  }
}
