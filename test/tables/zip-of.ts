import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

/** An archive of texts, as a program would make it. */
export const zipOfTexts = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

export interface Entry {
  name: string;
  /** As it stands in the archive. */
  packed: Uint8Array;
  /** What the headers say of its size. */
  size: number;
  method?: number;
  flags?: number;
}

/** An archive whose headers say what they are told to. */
export function forgedZip(entries: readonly Entry[], said = entries.length): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, size, method = 8, flags = 0 } of entries) {
    const nameBytes = Buffer.from(name);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(flags, 2);
    fixed.writeUInt16LE(method, 4);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(size, 18);
    fixed.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fixed, nameBytes, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), fixed, tail, nameBytes]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(said, 4);
  end.writeUInt16LE(said, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

export const packed = (text: string | Uint8Array): Uint8Array => deflateRawSync(text);

/** Deflated zeros: `times` 16 MB, a thousandth of that here. */
export function bomb(times: number): Uint8Array {
  // A full flush ends on a byte and refers to nothing before, so that it can be repeated.
  const block = deflateRawSync(Buffer.alloc(16 * 1024 * 1024), { finishFlush: 3 });
  return Buffer.concat([...Array.from({ length: times }, () => block), deflateRawSync('')]);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageOf = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface BookParts {
  sheets: Record<string, string>;
  strings?: string;
  styles?: string;
  /** Attributes of `workbookPr`. */
  properties?: string;
  /** Attributes of the sheets by their names. */
  states?: Record<string, string>;
}

/** The files of a workbook from the inner XML of its parts. */
export function bookFiles({
  sheets,
  strings,
  styles,
  properties = '',
  states = {},
}: BookParts): Record<string, string> {
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    '_rels/.rels': `<Relationships xmlns="${packageOf}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><workbookPr ${properties}/><sheets>${names
      .map(
        (name, index) =>
          `<sheet name="${name}" sheetId="${index + 1}" ${states[name] ?? ''} r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageOf}">${names
      .map(
        (_, index) =>
          `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="s" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="t" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  };
  names.forEach((name, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`;
  });
  if (strings) files['xl/sharedStrings.xml'] = `<sst xmlns="${main}">${strings}</sst>`;
  if (styles) files['xl/styles.xml'] = `<styleSheet xmlns="${main}">${styles}</styleSheet>`;
  return files;
}

export const bookOf = (parts: BookParts): Uint8Array => zipOfTexts(bookFiles(parts));
