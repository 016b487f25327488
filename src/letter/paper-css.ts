import { page } from './page.js';

/**
 * How the letter looks, in preview, on paper and in the HTML of a server. It stands alone: no rule of a page
 * around it is needed. `.letter` is the paper, `.page` a sheet of it where the paper is cut into sheets.
 */
export const paperCss = `
.letter {
  --_rule: #5b6770;
  font: 12pt / 1.4 var(--letter-paper-font, 'PT Serif', 'Noto Serif', Tinos, 'DejaVu Serif', 'Times New Roman', serif);
  text-rendering: geometricPrecision;
  font-synthesis-style: none;
  color: #000;
  overflow-wrap: anywhere;
  text-align: start;
}
.letter * {
  box-sizing: border-box;
}
.letter p, .letter h1, .letter h2, .letter ol, .letter table {
  margin: 0 0 2.6mm;
}
.letter h1 {
  margin-block: 7mm 5mm;
  font-size: 14pt;
  font-weight: 700;
  line-height: 1.3;
  text-align: center;
}
.letter h2 {
  margin-block: 6mm 3mm;
  font-size: 12pt;
  font-weight: 700;
  line-height: 1.35;
}
.letter .format {
  font-weight: 400;
}
.letter .annex {
  text-align: end;
}
.letter .remark, .letter .note {
  color: #4a555d;
  font-size: 10pt;
  text-align: center;
}
.letter .addressee {
  margin-block-end: 1mm;
  margin-inline-start: 40%;
}
.letter .question {
  position: relative;
  margin-block-start: 4mm;
  padding-inline-start: 5mm;
}
.letter .question::before {
  content: '–';
  position: absolute;
  inset-inline-start: 0;
}
.letter .question[data-continued]::before {
  content: none;
}
.letter .answer {
  margin-block-end: 3mm;
  padding-inline-start: 5mm;
}
.letter .line {
  block-size: 8mm;
  margin: 0;
  border-block-end: 0.25mm solid var(--_rule);
}
.letter .blank {
  unicode-bidi: isolate;
  white-space: pre-line;
}
.letter .rule {
  display: inline-block;
  inline-size: 42mm;
  max-inline-size: 100%;
  block-size: 1em;
  border-block-end: 0.25mm solid var(--_rule);
}
.letter .wide {
  inline-size: 100%;
}
.letter ol {
  padding-inline-start: 11mm;
}
.letter li {
  margin-block-end: 1.6mm;
  padding-inline-start: 1mm;
}
.letter li[data-continued] {
  list-style: none;
}
.letter .body > :first-child {
  margin-block-start: 0;
}
.letter table {
  inline-size: 100%;
  border-collapse: collapse;
  table-layout: fixed;
  font-size: 10.5pt;
  line-height: 1.32;
}
.letter th, .letter td {
  padding: 1.3mm 1.8mm;
  border: 0.25mm solid #000;
  font-weight: 400;
  text-align: start;
  vertical-align: top;
}
.letter .list td {
  block-size: 9mm;
}
.letter td p, .letter th p {
  min-block-size: 1.32em;
  margin: 0;
}
.letter thead th {
  font-weight: 700;
  font-size: 9pt;
  line-height: 1.25;
  overflow-wrap: break-word;
  hyphens: none;
}
.letter .count, .letter .number {
  text-align: end;
  font-variant-numeric: tabular-nums;
}
.letter .count {
  padding-inline: 1mm;
}
.letter .signatures {
  display: grid;
  grid-template-columns: 1fr 1fr;
  gap: 10mm;
  margin-block: 9mm 6mm;
}
.letter .signature {
  display: flex;
  flex-direction: column;
  justify-content: space-between;
}
.letter .sign {
  display: block;
  block-size: 13mm;
  margin-block-end: 1mm;
  border-block-end: 0.25mm solid #000;
}
.letter .name {
  margin: 0;
}
.letter .seal {
  display: grid;
  place-content: center;
  inline-size: 38mm;
  block-size: 38mm;
  margin-block: 2mm 5mm;
  border: 0.25mm dashed #98a2a9;
  border-radius: 50%;
  color: #6b767e;
  font-size: 10pt;
}
.letter .page {
  position: relative;
  inline-size: ${page.width}mm;
  block-size: ${page.height}mm;
  padding: ${page.top}mm ${page.right}mm ${page.bottom}mm ${page.left}mm;
  background: #fff;
}
.letter .letterhead {
  padding-block-end: 3mm;
  overflow: hidden;
}
.letter .letterhead canvas {
  display: block;
  max-inline-size: 100%;
  max-block-size: 100%;
  margin-inline: auto;
}
.letter .foot {
  position: absolute;
  inset: auto ${page.right}mm 6mm ${page.left}mm;
  display: flex;
  align-items: flex-end;
  gap: 4mm;
  color: #333;
  font-size: 8.5pt;
  line-height: 1.3;
}
.letter .foot svg {
  flex: none;
  inline-size: 11mm;
  block-size: 11mm;
  margin-inline-start: -1.5mm;
}
.letter .foot .whose {
  flex: 1;
  min-inline-size: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.letter .foot .of {
  font-variant-numeric: tabular-nums;
}
@media print {
  .letter {
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  .letter h1, .letter h2, .letter .question, .letter [data-keep-next] {
    break-after: avoid;
  }
  .letter tr, .letter .signatures, .letter .seal, .letter li {
    break-inside: avoid;
  }
  .letter .page {
    block-size: ${page.height - 0.2}mm;
    break-after: page;
    break-inside: avoid;
  }
  .letter .page:last-of-type {
    break-after: auto;
  }
  .letter [data-new-page]:not(.page *, :first-child) {
    break-before: page;
  }
}
`;
