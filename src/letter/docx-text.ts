import { Paragraph, TextRun } from 'docx';
import type { IParagraphOptions } from 'docx';
import { runText } from './blocks.js';
import type { Run } from './blocks.js';

/** Long enough to write a name on. */
const rule = '_'.repeat(20);

const rightToLeft =
  '[\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}]';
const stretches = new RegExp(`(${rightToLeft}(?:[^\\p{L}]*${rightToLeft})*)`, 'u');
const startsRight = new RegExp(`^\\P{L}*${rightToLeft}`, 'u');

/** Characters that XML 1.0 forbids: Word refuses a file with one of them. */
// eslint-disable-next-line no-control-regex -- no XML can hold them
const forbidden = /[\0-\x08\x0e-\x1f\ufffe\uffff\p{Cs}]/gu;
/** They would turn around the words behind the value; Word marks runs instead. */
const turns = /[\u202a-\u202e\u2066-\u2069]/g;
const lineBreak = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;

const linesOf = (text: string): string[] =>
  text.replace(forbidden, '\ufffd').replace(turns, '').replace(/\t/g, ' ').split(lineBreak);

/** A text in one line, as it may stand in the file. */
export const oneLine = (text: string): string => linesOf(text).join(' ');

/**
 * A text as runs of Word. It stays text, whatever it looks like: docx takes some strings for page numbers unless
 * they are given as `text`, and fills `{…}` with its own numbers unless the brace has a run of its own.
 */
export const textRuns = (text: string): TextRun[] =>
  linesOf(text).flatMap((line, index) => [
    ...(index ? [new TextRun({ break: 1 })] : []),
    ...line.split(stretches).flatMap((stretch, odd) =>
      stretch
        .split(/(\{)/)
        .filter(Boolean)
        .map((piece) => new TextRun(odd % 2 ? { text: piece, rightToLeft: true } : { text: piece })),
    ),
  ]);

/** Runs of the paper as runs of Word; an empty blank is a ruled line. */
const wordRuns = (runs: readonly Run[]): TextRun[] =>
  runs.flatMap((run) => textRuns('blank' in run && !run.text ? rule : run.text));

/** A paragraph in a style of docx-parts.ts. */
export const paragraph = (style: string, runs: readonly Run[], options: IParagraphOptions = {}): Paragraph =>
  new Paragraph({
    style,
    children: wordRuns(runs),
    ...(startsRight.test(runText(runs)) && { bidirectional: true }),
    ...options,
  });
