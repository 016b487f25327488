import { msg, speak } from '../language/message.js';
import type { Language } from '../language/message.js';
import type { Block, Cell } from '../letter/blocks.js';
import type { LetterDocument } from '../letter/document.js';
import { letterHtml } from '../letter/html.js';
import { formatCode, paperCode } from '../letter/paper-code.js';
import { paperCss } from '../letter/paper-css.js';
import { partOf } from '../model/application.js';
import type { Application } from '../model/application.js';
import { textsOf } from '../model/call.js';
import type { Call } from '../model/call.js';
import type { Field } from '../model/field.js';
import type { OutboxRecord } from '../sending/outbox.js';
import type { Receipt } from '../sending/receipt.js';
import { sizeWords } from './evidence-words.js';
import { filesLabel, lateWords, noNumber, receiptFacts, sentWith } from './receipt-facts.js';
import type { Fact } from './receipt-facts.js';

/** The looks of a receipt on paper, above those of the letter: its number is large, and no page is one of the letter. */
export const receiptCss = `
.letter h2 { margin-block: 0 6mm; font-size: 20pt; text-align: center; }
.letter .list td { block-size: auto; }
.letter .foot :is(svg, .code) { display: none; }
`;

/** Around it where it is a file. */
const fileCss = `
body { max-width: 190mm; margin: 0 auto; padding: 8mm 5mm; background: #fff; }
@page { size: A4; margin: 15mm; }
@media print { body { padding: 0; } }
`;

/** Who has sent what. */
export function senderFacts(record: OutboxRecord, call: Call, language: Language): Fact[] {
  const application = sentWith(record);
  const { callId = '' } = application;
  const { intro, title } = textsOf(call, language).announcement;
  const name = application.municipality?.municipalityName;
  const code = codeOf(application);
  const facts: (Fact | undefined | false | '')[] = [
    typeof name === 'string' && [(partOf('municipality').fields['municipalityName'] as Field).label(), name],
    [
      msg('Чакырык', { id: 's.call' }),
      callId === call.id ? `${intro} ${title} (${callId})` : String(callId || '–'),
    ],
    [msg('Өтүнмөнүн белгиси', { id: 's.applicationId' }), record.applicationId],
    code && [msg('Кагаздагы маалыматтын коду', { id: 's.paperCode' }), formatCode(code)],
  ];
  return facts.filter((fact): fact is Fact => !!fact);
}

function codeOf(application: Partial<Application>): string {
  try {
    return 'exportedAt' in application ? paperCode(application as Application) : '';
  } catch {
    // What this device holds of it is broken.
    return '';
  }
}

/** The receipt of a post that was received as a paper, to print it as the letter is printed. */
export function receiptPaper(record: OutboxRecord, call: Call, language: Language): LetterDocument {
  const receipt = record.receipt as Receipt;
  return speak(language, () => {
    const application = sentWith(record);
    const cell = (text: string): Cell => [[{ text }]];
    const heading = msg('Өтүнмө кабыл алынганы жөнүндө дүмүрчөк', { id: 's.receiptHeading' });
    const numero = msg('№', { id: 'p.number' });
    const late = lateWords(record, call, language);
    const blocks: Block[] = [
      { kind: 'heading', level: 1, runs: [{ text: heading }] },
      receipt.receipt
        ? { kind: 'heading', level: 2, runs: [{ text: `${numero}\u00a0${receipt.receipt}` }] }
        : { kind: 'paragraph', runs: [{ text: noNumber() }] },
      ...(late ? [{ kind: 'paragraph' as const, runs: [{ text: late }] }] : []),
      {
        kind: 'facts',
        label: heading,
        rows: [...receiptFacts(receipt, language), ...senderFacts(record, call, language)].map((fact) =>
          fact.map(cell),
        ),
      },
      { kind: 'paragraph', runs: [{ text: filesLabel(receipt) }] },
    ];
    if (receipt.files.length)
      blocks.push({
        kind: 'list',
        label: filesLabel(receipt),
        columns: [
          { heading: numero, width: 6 },
          { heading: msg('Файлдын аты', { id: 'fileName' }), width: 42 },
          { heading: msg('Көлөмү', { id: 's.size' }), width: 14, number: true },
          { heading: 'SHA-256', width: 38 },
        ],
        rows: receipt.files.map(({ name, size, sha256 }, index) =>
          [String(index + 1), name, sizeWords(size), sha256].map(cell),
        ),
      });
    return {
      language,
      title: msg('Дүмүрчөк', { id: 's.receipt' }),
      sender: String(application.municipality?.municipalityName ?? ''),
      code: codeOf(application),
      blocks,
    };
  });
}

/** The receipt as a page of its own that any browser opens from a disk; whatever came from outside is text in it. */
export function receiptHtml(record: OutboxRecord, call: Call, language: Language): string {
  const paper = receiptPaper(record, call, language);
  // The title is ours, and so there is nothing in it to escape.
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${paper.title}</title>
<style>${paperCss}${receiptCss}${fileCss}</style>
</head>
<body>${letterHtml(paper)}</body>
</html>
`;
}

/** `receipt-<number>.html`; without a number the key of the post stands for it. */
export const receiptFileName = ({ key, receipt }: OutboxRecord): string =>
  `receipt-${
    (receipt?.receipt ?? key)
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .slice(0, 60)
      .replace(/^-|-$/g, '') || 'letter-of-interest'
  }.html`;
