import type { Language } from '../language/message.js';
import { page } from './page.js';

/** Twentieths of a point, which Word measures in. */
export const twips = (mm: number): number => Math.round((mm / 25.4) * 1440);

/** Between the margins. */
export const textWidth = twips(page.width - page.left - page.right);

/**
 * Noto Serif has ң ө ү, Liberation Serif, which stands for Times New Roman on Linux, has not. Where Noto Serif is
 * missing, as on Windows, the font table names Times New Roman in its place; there it has them.
 */
const font = 'Noto Serif';

const tags: Record<Language, string> = { ky: 'ky-KG', ru: 'ru-RU', en: 'en-GB' };
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const escape = (text: string): string =>
  text.replace(/[&<>]/g, (char) => (char === '&' ? '&amp;' : char === '<' ? '&lt;' : '&gt;'));

const size = (points: number): string => `<w:sz w:val="${points * 2}"/><w:szCs w:val="${points * 2}"/>`;
const bold = '<w:b/><w:bCs/>';
const grey = (hex: string): string => `<w:color w:val="${hex}"/>`;
const whole = '<w:keepNext/><w:keepLines/>';
/** Lines at least so high: fonts of different heights give the same pages. */
const spacing = (before: number, after: number, line = 16.5): string =>
  `<w:spacing w:before="${twips(before)}" w:after="${twips(after)}" w:line="${line * 20}" w:lineRule="atLeast"/>`;
const align = (side: string): string => `<w:jc w:val="${side}"/>`;
const ruled = `<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="${textWidth}"/></w:tabs>`;
const cellSides = (sides: Record<string, number>): string =>
  `<w:tblCellMar>${Object.entries(sides)
    .map(([side, mm]) => `<w:${side} w:w="${twips(mm)}" w:type="dxa"/>`)
    .join('')}</w:tblCellMar>`;

const style = (id: string, name: string, paragraph: string, run = '', base = 'Normal'): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"${/^[a-z]/.test(name) ? '' : ' w:customStyle="1"'}>` +
  `<w:name w:val="${name}"/><w:basedOn w:val="${base}"/>` +
  `${/^heading/.test(name) ? '<w:next w:val="Normal"/>' : ''}<w:qFormat/>` +
  `<w:pPr>${paragraph}</w:pPr>${run && `<w:rPr>${run}</w:rPr>`}</w:style>`;

/** How the letter looks: one style for each kind of block. Word's own styles have names in small letters. */
const stylesXml = (
  language: Language,
): string => `${prolog}<w:styles ${w}><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="${font}" w:eastAsia="${font}" w:hAnsi="${font}" w:cs="${font}"/>${size(12)}\
<w:lang w:val="${tags[language]}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>\
<w:pPrDefault><w:pPr>${spacing(0, 2.6)}</w:pPr></w:pPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>\
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>\
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>${cellSides({ top: 0, left: 0, bottom: 0, right: 0 })}</w:tblPr>\
</w:style>\
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:qFormat/>\
<w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('')}</w:tblBorders>${cellSides({ top: 1.3, left: 1.8, bottom: 1.3, right: 1.8 })}</w:tblPr></w:style>\
${[
  style(
    'Heading1',
    'heading 1',
    `${whole}${spacing(7, 5, 19)}${align('center')}<w:outlineLvl w:val="0"/>`,
    bold + size(14),
  ),
  style('Heading2', 'heading 2', `${whole}${spacing(6, 3)}<w:outlineLvl w:val="1"/>`, bold),
  style('Heading3', 'heading 3', `${whole}${spacing(5, 2)}<w:outlineLvl w:val="2"/>`, bold + size(11)),
  style('Annex', 'Annex', `<w:keepNext/>${align('right')}`),
  style('Note', 'Note', align('center'), grey('4A555D') + size(10)),
  style('Addressee', 'Addressee', `${spacing(0, 1)}<w:ind w:left="${Math.round(textWidth * 0.4)}"/>`),
  style('Question', 'Question', `<w:keepLines/>${spacing(4, 2.6)}`),
  style('Answer', 'Answer', `${spacing(0, 3)}<w:ind w:left="${twips(5)}"/>`),
  style('RuledLine', 'Ruled Line', `${ruled}${spacing(0, 0, 23)}`, '', 'Answer'),
  style('ListNumber', 'List Number', `${ruled}${spacing(0, 1.6)}`),
  style('TableText', 'Table Text', spacing(0, 0, 14), size(10.5)),
  style('TableHeading', 'Table Heading', `<w:keepNext/>${spacing(0, 0, 12)}`, bold + size(8.5), 'TableText'),
  style('Signatory', 'Signatory', whole),
  style(
    'SignatureLine',
    'Signature Line',
    `${whole}<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>${spacing(0, 1, 37)}`,
  ),
  style('Seal', 'Seal', `${spacing(0, 0)}${align('center')}`, grey('6B767E') + size(10)),
  style('Gap', 'Gap', '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/>', size(1)),
  style('Header', 'header', spacing(0, 0, 1)),
  style(
    'Footer',
    'footer',
    `<w:tabs><w:tab w:val="right" w:pos="${textWidth}"/></w:tabs>${spacing(0, 0, 11)}`,
    grey('333333') + size(8.5),
  ),
].join('')}</w:styles>`;

const fontTableXml = `${prolog}<w:fonts ${w}><w:font w:name="${font}"><w:altName w:val="Times New Roman"/>\
<w:panose1 w:val="02020600060500020200"/><w:charset w:val="CC"/><w:family w:val="roman"/><w:pitch w:val="variable"/>\
</w:font></w:fonts>`;

/** No author: who filled in the letter stands in it, and who exported it is nobody's business. */
const coreXml = (title: string, language: Language): string => {
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const date = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${now}</dcterms:${name}>`;
  return `${prolog}<cp:coreProperties\
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escape(title)}</dc:title>\
${date('created')}${date('modified')}<dc:language>${tags[language]}</dc:language></cp:coreProperties>`;
};

/** The parts of the package that the docx library does not write as the letter needs them. */
export const ownParts = (title: string, language: Language): { path: string; data: string }[] => [
  { path: 'word/styles.xml', data: stylesXml(language) },
  { path: 'word/fontTable.xml', data: fontTableXml },
  { path: 'docProps/core.xml', data: coreXml(title, language) },
];
