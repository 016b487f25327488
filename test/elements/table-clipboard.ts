/** A clipboard as other programs fill it, and the panel that opens on it. */
import { describeFields } from '../../src/model/describe.js';
import { all, until } from './page.js';
import type { ListName } from './contract/subject.js';

/** The words that the call has above the columns of a list. */
export const labels = (part: ListName): string[] => describeFields(part).map(({ label }) => label.ky);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export const tableHtml = (rows: readonly (readonly string[])[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</table>`;

export const tsv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) =>
      row.map((cell) => (/[\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
    )
    .join('\n');

interface Content {
  readonly html?: string;
  readonly text?: string;
}

/** What a page is given of a clipboard; a made event carries none in Firefox and WebKit. */
export const clipboard = ({ html = '', text = '' }: Content, files: readonly File[] = []): object => ({
  files,
  dropEffect: 'none',
  getData: (kind: string) => ({ 'text/html': html, 'text/plain': text })[kind] ?? '',
});

/** A paste as it reaches the page. */
export function pasteInto(target: Element, content: Content): Event {
  const event = new Event('paste', { bubbles: true, cancelable: true, composed: true });
  Object.defineProperty(event, 'clipboardData', { value: clipboard(content) });
  target.dispatchEvent(event);
  return event;
}

export const dialogOf = (host: Element): HTMLDialogElement | undefined =>
  all<HTMLDialogElement>(host, 'dialog[open]')[0];

/** The panel of a list, once it is open. */
export async function panelOf(host: Element): Promise<HTMLDialogElement> {
  await until(() => dialogOf(host));
  return dialogOf(host) as HTMLDialogElement;
}
