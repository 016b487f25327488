/** Registers an element, unless this page has one of that name already: the script may stand on it twice. */
export function defineElement(tag: string, constructor: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, constructor);
}
