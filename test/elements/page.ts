/** A partner's page, driven as a person drives it: by labels, roles, keys and the mouse. */
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { assert } from '@open-wc/testing';
import '../../src/define.js';
import type { ControlElement } from '../../src/elements/control-element.js';
import { pageFiles } from '../../src/elements/evidence-files.js';
import { issueMessage } from '../../src/language/issue.js';
import type { Issue } from '../../src/language/issue.js';
import type { Language } from '../../src/language/message.js';
import { sampleFiles } from '../sample.js';

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Updating = Element & { updateComplete: Promise<boolean>; isUpdatePending: boolean };

// The files that the sample names are here; those of any other draft are not.
before(async () => {
  for (const file of sampleFiles()) await pageFiles().add(file);
});

const shown: Element[] = [];
afterEach(() => {
  for (const element of shown.splice(0)) element.remove();
  document.documentElement.lang = 'ky';
  window.scrollTo(0, 0);
});

/** Puts an element into the page until the test ends, and waits until it is drawn. */
export async function show<Shown extends Element>(
  element: Shown,
  into: Element = document.body,
): Promise<Shown> {
  shown.push(element);
  into.append(element);
  await settled(element);
  return element;
}

/** An element of the letter in the page. `members` are set before it is put there. */
export async function showElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  members: Partial<HTMLElementTagNameMap[Tag]> = {},
  into: Element = document.body,
): Promise<HTMLElementTagNameMap[Tag]> {
  const element = document.createElement(tag);
  // What one test leaves on the device must not meet another; tests of drafts say which they mean.
  if ('draft' in element) element.draft = 'none';
  return show(Object.assign(element, members), into);
}

/** A form of the host page, empty. */
export async function hostForm(): Promise<HTMLFormElement> {
  const form = document.createElement('form');
  form.addEventListener('submit', (event) => event.preventDefault());
  return show(form);
}

/** A native button of the host page, below what is there. */
export async function hostButton(): Promise<HTMLButtonElement> {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Кийинки';
  return show(button);
}

/** The shadow roots of an element and of all that stands in it. */
export function* roots(within: Element): Generator<ShadowRoot> {
  const { shadowRoot } = within;
  if (!shadowRoot) {
    for (const child of within.children) yield* roots(child);
    return;
  }
  yield shadowRoot;
  for (const child of shadowRoot.children) yield* rootsBelow(child);
}

function* rootsBelow(element: Element): Generator<ShadowRoot> {
  if (element.shadowRoot) yield* roots(element);
  else for (const child of element.children) yield* rootsBelow(child);
}

export const all = <Found extends Element = HTMLElement>(host: Element, selector: string): Found[] =>
  [...roots(host)].flatMap((root) => [...root.querySelectorAll<Found>(selector)]);

/** Every control that takes an answer. */
export const controls = (host: Element): Control[] =>
  all<Control>(host, 'input:not([type=file]), textarea, select');

/** The element that really has the focus, in whichever shadow root. */
export function focused(): HTMLElement {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active as HTMLElement;
}

/** Waits until everything in `host` is drawn. */
export async function settled(host: Element): Promise<void> {
  for (;;) {
    const updating = [host, ...all<Element>(host, '*')].filter(
      (element): element is Updating => 'updateComplete' in element,
    );
    await Promise.all(updating.map((element) => element.updateComplete));
    if (!updating.some((element) => element.isUpdatePending)) return;
  }
}

/** Waits for a condition, from frame to frame; the runner's own limit ends what never comes. */
export async function until(condition: () => unknown): Promise<void> {
  while (!condition()) await frame();
}

export const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** What is said of an issue, as it reads on the screen. */
export const wording = (issue: Issue | undefined, language: Language = 'ky'): string => {
  assert(issue, 'no such issue');
  return words(issueMessage(issue, language));
};

const byIds = (element: Element, attribute: string): (HTMLElement | null)[] =>
  words(element.getAttribute(attribute))
    .split(' ')
    .filter(Boolean)
    .map((id) => (element.getRootNode() as ShadowRoot).getElementById(id));

/** The name by which a person finds an element. */
export function nameOf(element: Element): string {
  const by = byIds(element, 'aria-labelledby');
  if (by.length) return words(by.map((label) => label?.textContent).join(' '));
  const label = element.getAttribute('aria-label');
  if (label) return label;
  return words(((element as HTMLInputElement).labels?.[0] ?? element).textContent);
}

export function button(host: Element, name: RegExp): HTMLButtonElement {
  const found = all<HTMLButtonElement>(host, 'button').find((element) => name.test(nameOf(element)));
  assert(found, `no button ${name}`);
  return found;
}

/** What speaks for a control: of a choice, its radio group. */
export const spokesman = (control: Element): Element => control.closest('[role=radiogroup]') ?? control;

/** The label of a field as it is read out. */
export const labelOf = (control: Element): string => nameOf(spokesman(control));

/** All that is said about a control: its hint and messages. Each reference must be there. */
export function saidAbout(control: Element): string {
  const found = byIds(spokesman(control), 'aria-describedby');
  assert(!found.includes(null), `${spokesman(control).getAttribute('aria-describedby')} leads nowhere`);
  return words(found.map((element) => element?.textContent).join(' '));
}

export const isWrong = (control: Element): boolean =>
  spokesman(control).getAttribute('aria-invalid') === 'true';

/** The control of a field, with the focus in it. */
export async function enter(host: ControlElement, path: string): Promise<Control> {
  assert(await host.focusField(path), `no field ${path}`);
  await settled(host);
  return focused() as Control;
}

/** The controls of a field without a move of the focus, by the element's own account of where it is. */
export async function controlOf(host: ControlElement, path: string): Promise<Control> {
  const before = focused();
  const control = await enter(host, path);
  if (before === document.body) control.blur();
  else before.focus();
  return control;
}

/** Types with the keyboard into what has the focus. */
export const type = (text: string): Promise<unknown> => sendKeys({ type: text });
export const press = (key: string): Promise<unknown> => sendKeys({ press: key });

/** Enters a text at once in the place of what is selected, as a paste does: trusted, with undo. */
export const paste = (text: string): boolean =>
  text ? document.execCommand('insertText', false, text) : document.execCommand('delete');

/** Goes into a field and writes a text in the place of what is there. */
export async function write(host: ControlElement, path: string, text: string): Promise<Control> {
  const control = await enter(host, path);
  if (control instanceof HTMLSelectElement) {
    control.value = text;
    for (const name of ['input', 'change'])
      control.dispatchEvent(new Event(name, { bubbles: true, composed: name === 'input' }));
  } else if (control.type === 'radio') {
    all<HTMLInputElement>(host, 'input[type=radio]')
      .find(({ name, value }) => name === (control as HTMLInputElement).name && value === text)
      ?.click();
  } else {
    control.select();
    paste(text);
  }
  await settled(host);
  return control;
}

/** Leaves the field with Tab. */
export async function leave(host: Element): Promise<void> {
  await press('Tab');
  await settled(host);
}

/** Brings the last section of a form into sight, and waits for what it is filled with then. */
export const showLast = (within: Element): Promise<void> =>
  until(() => {
    const last = within.matches('.finish') ? within : all(within, '.finish')[0];
    // What comes above it pushes it away.
    last?.scrollIntoView({ behavior: 'instant' });
    return last?.querySelector('.send');
  });

/** Brings an element into sight and clicks on it with the mouse. */
export async function click(element: Element): Promise<void> {
  const last = element.closest('.finish');
  if (last) await showLast(last);
  let position: [number, number] = [-1, -1];
  // Firefox brings the caret back into sight a frame after something was typed.
  for (let still = 0; still < 2;) {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    await frame();
    const { x, y, width, height } = element.getBoundingClientRect();
    const [left, top] = [Math.round(x + width / 2), Math.round(y + height / 2)];
    still = left === position[0] && top === position[1] && top > 0 && top < innerHeight ? still + 1 : 0;
    position = [left, top];
  }
  // Slowly, as a hand does: what moves in between moves away from under the pointer.
  await sendMouse({ type: 'move', position });
  await sendMouse({ type: 'down' });
  await frame();
  await sendMouse({ type: 'up' });
}

export async function switchLanguage(
  host: Element & { lang: string; language: Language },
  lang: string,
  language = lang as Language,
): Promise<void> {
  host.lang = lang;
  await until(() => host.language === language);
  await settled(host);
}

/** The events of these names that reach the page, as they come. */
export function heard<Name extends string>(...names: Name[]): Event[] {
  const events: Event[] = [];
  const controller = new AbortController();
  for (const name of names) document.addEventListener(name, (event) => events.push(event), controller);
  stops.push(() => controller.abort());
  return events;
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

export const engine: 'chromium' | 'firefox' | 'webkit' = navigator.userAgent.includes('Firefox')
  ? 'firefox'
  : navigator.userAgent.includes('Chrome')
    ? 'chromium'
    : 'webkit';
