import { speak } from '../language/message.js';
import type { Language } from '../language/message.js';
import { partOf } from '../model/application.js';
import type { Row } from '../model/draft.js';
import type { Field } from '../model/field.js';
import { pathLabel } from '../model/path-label.js';
import { filledRows } from '../model/validate.js';
import { guard } from './formula.js';
import { cleanCell } from './grid.js';
import type { ListName } from './targets.js';

/** A list as texts: the labels of its columns, then its rows as they were typed, each with its number in front. */
function tableOf(part: ListName, rows: readonly Row[], language: Language): string[][] {
  const fields = Object.entries(partOf(part).fields) as [string, Field][];
  return speak(language, () => [
    ['№', ...fields.map(([, field]) => field.label())],
    ...filledRows(rows).map(({ value }, index) => [
      String(index + 1),
      ...fields.map(([name, { choices }]) => {
        const text = value[name];
        if (typeof text !== 'string') return '';
        return cleanCell(choices && Object.hasOwn(choices, text) ? (choices[text]?.() ?? text) : text);
      }),
    ]),
  ]);
}

/**
 * A list as CSV that Excel opens with a double click: UTF-8 with its mark, ';', CRLF, every cell quoted. Texts that
 * look like a formula have an apostrophe in front; `readDelimited` takes it off.
 */
export function writeCsv(part: ListName, rows: readonly Row[], language: Language): Uint8Array {
  const cell = (text: string): string => `"${guard(text).replaceAll('"', '""')}"`;
  const lines = tableOf(part, rows, language).map((texts) => texts.map(cell).join(';') + '\r\n');
  return new TextEncoder().encode('\ufeff' + lines.join(''));
}

/** A list as an XLSX workbook of one sheet. Its code is loaded when it is called; rejects if that fails. */
export async function writeXlsx(
  part: ListName,
  rows: readonly Row[],
  language: Language,
): Promise<Uint8Array> {
  const { workbookOf } = await import('./write-xlsx.js');
  return workbookOf(pathLabel([part], language), tableOf(part, rows, language));
}
