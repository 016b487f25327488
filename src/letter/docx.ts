import {
  AlignmentType,
  Document,
  Footer,
  Header,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TextRun,
} from 'docx';
import type { IParagraphOptions } from 'docx';
import encodeQR from 'qr';
import { msg, speak, str } from '../language/message.js';
import { runText } from './blocks.js';
import type { Block, Run } from './blocks.js';
import type { LetterDocument } from './document.js';
import { ownParts, twips } from './docx-parts.js';
import { factsTable, listTable, roomTable, sealTable, signatureTable } from './docx-tables.js';
import { oneLine, paragraph, textRuns } from './docx-text.js';
import { letterheadHeight, page } from './page.js';
import { formatCode } from './paper-code.js';

export interface Letterhead {
  /** Room on the first page below the upper margin, in mm; 0: none. */
  readonly height?: number;
  /** The sender's letterhead, shown within that room; its size is in pixels. */
  readonly image?: {
    readonly data: Uint8Array;
    readonly type: 'png' | 'jpg' | 'gif' | 'bmp';
    readonly width: number;
    readonly height: number;
  };
}

export interface DocxOptions {
  readonly letterhead?: Letterhead;
}

/**
 * The paper as a Word file (.docx), which an office puts on its own letterhead and edits. Whatever was typed stands
 * in it as text. Characters that no XML can hold are shown as `U+FFFD`.
 */
export async function letterDocx(
  letter: LetterDocument,
  { letterhead = {} }: DocxOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { language, title, blocks } = letter;
  const [head, firstFoot, foot] = speak(language, () => [
    letterhead.height === 0 ? undefined : header(letterhead, '1'),
    footer(letter, '2'),
    footer(letter, '3'),
  ]);
  const document = new Document({
    numbering: {
      config: [
        { reference: dash, levels: [level(LevelFormat.BULLET, '–', 5, 5)] },
        { reference: count, levels: [level(LevelFormat.DECIMAL, '%1.', 11, 7)] },
      ],
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(page.width), height: twips(page.height) },
            margin: {
              top: twips(page.top),
              right: twips(page.right),
              bottom: twips(page.bottom),
              left: twips(page.left),
              header: twips(page.top),
              footer: twips(6),
            },
          },
        },
        ...(head && { headers: { first: head } }),
        footers: { default: foot, first: firstFoot },
        children: body(letter.remark, blocks),
      },
    ],
  });
  const parts = ownParts(oneLine(title), language);
  return new Uint8Array(await Packer.pack(document, 'arraybuffer', false, parts));
}

const dash = 'dash';
const count = 'count';
const level = (
  format: (typeof LevelFormat)[keyof typeof LevelFormat],
  text: string,
  left: number,
  hanging: number,
) => ({
  level: 0,
  format,
  text,
  alignment: AlignmentType.LEFT,
  style: { paragraph: { indent: { left: twips(left), hanging: twips(hanging) } } },
});

const gap = (): Paragraph => new Paragraph({ style: 'Gap' });

function body(remark: string | undefined, blocks: readonly Block[]): (Paragraph | Table)[] {
  const signatures = blocks.findIndex(({ kind }) => kind === 'signatures');
  const seal = blocks.findIndex(({ kind }) => kind === 'seal');
  const made: (Paragraph | Table)[] = remark === undefined ? [] : [paragraph('Note', [{ text: remark }])];
  blocks.forEach((block, index) => {
    const afterTable = made.at(-1) instanceof Table;
    const startsPage = block.kind === 'annex' && index > 0;
    // The seal belongs to the signatures, and a request to its answer.
    const keepNext = (index > signatures && index < seal) || asks(block, blocks[index + 1]);
    const next = wordBlock(block, index, {
      ...(keepNext && { keepNext }),
      ...(startsPage ? { pageBreakBefore: true } : afterTable && { spacing: { before: twips(5) } }),
    });
    // Word takes two tables without a paragraph between them for one.
    if (afterTable && next[0] instanceof Table) made.push(gap());
    made.push(...next);
  });
  if (made.at(-1) instanceof Table) made.push(gap());
  return made;
}

/** LibreOffice leaves half a page empty before a long answer that is kept with what stands above it. */
function asks({ kind }: Block, next: Block | undefined): boolean {
  if (kind !== 'paragraph' && kind !== 'question') return false;
  const isLong = (...runs: Run[]): boolean => runText(runs).length > 1000;
  if (next?.kind === 'answer') return !isLong(...next.runs);
  if (next?.kind === 'numbered') return !next.items.some((item) => isLong(item));
  return next?.kind === 'question';
}

function wordBlock(block: Block, index: number, options: IParagraphOptions): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [paragraph(`Heading${block.level}`, block.runs)];
    case 'question':
      return [
        paragraph('Question', block.runs, {
          ...options,
          numbering: { reference: dash, level: 0, custom: true },
        }),
      ];
    case 'answer':
      return answer(block, options);
    case 'numbered':
      return block.items.map((item) =>
        paragraph('ListNumber', [item], {
          numbering: { reference: count, level: 0, instance: index, custom: true },
          ...(!item.text && { children: [ruledLine()] }),
        }),
      );
    case 'signatures':
      return [signatureTable(block)];
    case 'seal':
      return [sealTable(block.runs)];
    case 'facts':
      return [factsTable(block)];
    case 'list':
      return [listTable(block)];
    default:
      return [paragraph(styles[block.kind], block.runs, options)];
  }
}

const styles = { annex: 'Annex', note: 'Note', addressee: 'Addressee', paragraph: 'Normal' };

/** A line up to the margin, which gives way to what is written on it. */
const ruledLine = (): TextRun => new TextRun({ children: [new Tab()] });

function answer(
  { runs, lines }: Extract<Block, { kind: 'answer' }>,
  options: IParagraphOptions,
): Paragraph[] {
  if (runs.some(({ text }) => text)) {
    const said = runs.flatMap((run, index): Run[] => (index ? [{ text: '. ' }, run] : [run]));
    return [paragraph('Answer', said, options)];
  }
  return Array.from({ length: lines }, (_, line) =>
    paragraph('RuledLine', [], { children: [ruledLine()], keepNext: line < lines - 1 }),
  );
}

/** Pixels of a picture so many mm wide. */
const pixels = (mm: number): number => Math.round((mm / 25.4) * 96);

/** In the header of the first page: what an office puts there does not move the letter. */
function header({ height = letterheadHeight, image }: Letterhead, id: string): Header {
  const children: ImageRun[] = [];
  if (image) {
    const scale = Math.min(
      1,
      pixels(page.width - page.left - page.right) / image.width,
      pixels(height) / image.height,
    );
    const side = (length: number): number => Math.max(1, Math.round(length * scale));
    const name = msg('Фирмалык бланк', { id: 'p.letterhead' });
    children.push(
      new ImageRun({
        type: image.type,
        data: image.data,
        transformation: { width: side(image.width), height: side(image.height) },
        altText: { id, name, description: name },
      }),
    );
  }
  const content = new Paragraph({ style: 'Header', alignment: AlignmentType.CENTER, children });
  return new Header({ children: [roomTable(twips(height), content), gap()] });
}

/** The code as a QR and in words, whose letter it is, and the number of the page. */
function footer({ code, title, sender }: LetterDocument, id: string): Footer {
  const side = pixels(11);
  const whose = [...oneLine([title, sender].filter(Boolean).join(' · '))];
  const words = [
    msg(str`Код ${formatCode(code)}`, { id: 'p.code' }),
    whose.length > 56 ? `${whose.slice(0, 55).join('')}…` : whose.join(''),
  ];
  const mark = new ImageRun({
    type: 'gif',
    // A page of a Word file does not know its number in time: the code alone.
    data: encodeQR(`IL1:${code}:`, 'gif', { ecc: 'medium', border: 4, scale: 6 }),
    transformation: { width: side, height: side },
    altText: { id, name: 'QR', description: `QR: ${code}` },
  });
  const page = new TextRun({ children: [new Tab(), PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] });
  const children = [mark, ...textRuns(`\u2003${words.join('\u2003')}`), page];
  return new Footer({ children: [new Paragraph({ style: 'Footer', children })] });
}
