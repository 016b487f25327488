import { refuse } from '../model/json.js';
import type { Result } from '../model/json.js';
import { decodeText } from './decode-text.js';
import type { Grid } from './grid.js';
import { readDelimited } from './read-delimited.js';
import { readHtmlTables } from './read-html.js';

export interface NamedGrid {
  /** The name of a sheet; empty where the file has none. */
  readonly name: string;
  readonly grid: Grid;
}

const mostBytes = 10_000_000;
const begins = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/**
 * The tables of a chosen file, told by its content and not by its name: XLSX (the code for it is loaded only
 * then), HTML, which some programs write under the name .xls, or CSV. Refusals: those of the readers; `notLoaded`
 * if the code for XLSX cannot be had; `notXlsx` for old .xls files and other binary ones. Never throws.
 */
export async function readTableFile(bytes: Uint8Array): Promise<Result<readonly NamedGrid[]>> {
  if (bytes.length > mostBytes) return refuse('tooBig', [], { max: mostBytes / 1e6 });
  if (begins(bytes, 0x50, 0x4b)) {
    try {
      return (await import('./read-xlsx.js')).readXlsx(bytes);
    } catch {
      return refuse('notLoaded');
    }
  }
  // OLE: .xls, .doc, and everything of Office under a password. PDF.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0) || begins(bytes, 0x25, 0x50, 0x44, 0x46))
    return refuse('notXlsx');
  const text = decodeText(bytes);
  if (text.includes('\0')) return refuse('notXlsx');
  if (/^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|meta|style|table)\b/i.test(text)) {
    const read = readHtmlTables(text);
    return read.success ? { ...read, data: read.data.map((grid) => ({ name: '', grid })) } : read;
  }
  if (/^\s*<\?xml|^%PDF|^\{\\rtf/.test(text)) return refuse('notXlsx');
  const read = readDelimited(text);
  return read.success ? { ...read, data: [{ name: '', grid: read.data }] } : read;
}
