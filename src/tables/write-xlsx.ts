import { strToU8, zipSync } from 'fflate';
import { guardText } from './formula.js';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const escape = (text: string): string =>
  text
    // What would be read as an escaped character.
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\ufffe\uffff]/g, '');

const relationsOf = (...targets: [type: string, target: string][]): string =>
  `<Relationships xmlns="${packaged}/relationships">${targets
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** Styles: 0 general; 1 text, wrapped; 2 the header. 49 is the format "text": nothing typed becomes a formula. */
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

/**
 * A workbook with one sheet of texts, the first row its header and the first column numbers; never a formula.
 * Written here rather than with write-excel-file, which zips in a worker from a blob address, against the content
 * security policies of partner pages, and is ten times as large.
 */
export function workbookOf(name: string, table: readonly (readonly string[])[]): Uint8Array {
  const width = table[0]?.length ?? 1;
  const column = (index: number): string => String.fromCharCode(65 + index);
  const rows = table.map((texts, row) => {
    const cells = texts.map((text, index) => {
      const place = `r="${column(index)}${row + 1}"`;
      if (row && !index) return `<c ${place}><v>${Number(text)}</v></c>`;
      const style = row ? 1 : 2;
      return text
        ? `<c ${place} s="${style}" t="inlineStr"><is><t xml:space="preserve">${escape(guardText(text))}</t></is></c>`
        : `<c ${place} s="${style}"/>`;
    });
    return `<row r="${row + 1}">${cells.join('')}</row>`;
  });
  const all = `A1:${column(width - 1)}${table.length}`;
  const sheet = `<worksheet xmlns="${main}"><dimension ref="${all}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="5" customWidth="1"/><col min="2" max="${width}" width="32" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData><ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
  const title = escape(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)) || '1';
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    '_rels/.rels': relationsOf(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets><sheet name="${title}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsOf(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ),
    'xl/styles.xml': styles,
    'xl/worksheets/sheet1.xml': sheet,
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([path, xml]) => [path, strToU8(declaration + xml)])),
    // The same rows give the same bytes. ZIP counts years from 1980.
    { mtime: '1980-01-02' },
  );
}
