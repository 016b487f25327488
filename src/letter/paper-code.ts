import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Application } from '../model/application.js';
import { partNames, partOf } from '../model/application.js';
import { isBlank, readDraft } from '../model/draft.js';
import type { Draft, RawFields, RawValue, Row } from '../model/draft.js';
import type { Field, Node, Repeat, Shape } from '../model/field.js';
import type { PartName } from '../model/part.js';
import { filledRows } from '../model/validate.js';

/** A part that stands on the paper. */
export type PaperPart = Exclude<PartName, 'evidence'>;

/** A digest for each part of the paper. Equal digests: the same is said there. */
export type PaperParts = Readonly<Record<PaperPart, string>>;

const paperPartNames = partNames.filter((name): name is PaperPart => name !== 'evidence');

/**
 * The code of the data on a paper: 12 digits, the last one a check digit. It is made of what is said and not of how
 * it was typed, so that a draft, the application exported from it and that application opened elsewhere have one
 * code. Language, evidence and everything that is not on the paper do not matter. Throws a TypeError for what is
 * no application.
 */
export function paperCode(paper: Draft | Application): string {
  const draft = draftOf(paper);
  const digests = Object.entries(paperParts(draft)).flat();
  const hash = sha256(utf8ToBytes(JSON.stringify([draft.applicationId, draft.callId, ...digests])));
  // Six bytes are 2800 times as many numbers as there are codes, and still exact.
  const number = hash.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0) % 1e11;
  const digits = String(number).padStart(11, '0');
  return digits + checkDigit(digits);
}

/** A digest for each part, to say where a paper differs from another. */
export function paperParts(paper: Draft | Application): PaperParts {
  const draft = draftOf(paper);
  return Object.fromEntries(
    paperPartNames.map((name) => [name, partDigest(draft, name)]),
  ) as unknown as PaperParts;
}

/** The parts in which two papers differ, in the order of the form. */
export const changedParts = (before: Readonly<Record<string, string>>, after: PaperParts): PaperPart[] =>
  paperPartNames.filter((name) => before[name] !== after[name]);

/** A code in groups of four, which a line break does not tear apart: '4821 0937 5561'. */
export const formatCode = (code: string): string => code.replace(/\d{4}(?=\d)/g, '$&\u00a0');

/** What a typed or scanned text says; `digits`: as many as there should be, but they do not fit together. */
export type CodeReading =
  | { readonly code: string }
  | { readonly problem: 'length'; readonly count: number }
  | { readonly problem: 'digits' };

/** Reads a code as a person types it from the paper, in groups, with dashes, with О for 0, or the text of its QR. */
export function readCode(text: string): CodeReading {
  const plain = text.normalize('NFKC');
  const [, scanned] = /^\s*IL1:(\d+):/i.exec(plain) ?? [];
  const digits =
    scanned ??
    plain
      // The word «код» before it.
      .replace(/[oо]*(?![oо])\p{L}\p{L}*/giu, ' ')
      .replace(/[oо]/gi, '0')
      .replace(/\D/g, '');
  if (digits.length !== 12) return { problem: 'length', count: digits.length };
  return checkDigit(digits) === '0' ? { code: digits } : { problem: 'digits' };
}

/** Damm's quasigroup: it finds every wrong digit and every two that have changed places. */
const damm =
  '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';

/** The digit that makes a number whole; 0 of a number that is. */
const checkDigit = (digits: string): string =>
  [...digits].reduce((interim, digit) => damm.charAt(Number(interim) * 10 + Number(digit)), '0');

/** What an application says, as a draft. Throws a `TypeError` where it cannot be read. */
export function draftOf(paper: Draft | Application): Draft {
  if (!('exportedAt' in paper)) return paper;
  const read = readDraft(paper, paper.callId);
  if (!read.success) throw new TypeError(JSON.stringify(read.issues));
  return read.data;
}

const digest = (said: unknown): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(said))).slice(0, 16));

/** It is asked for after every save, and most parts and rows are still the same. */
const known: Partial<Record<PaperPart, WeakMap<object, string>>> = {};

function once(name: PaperPart, raw: object, work: () => string): string {
  const digests = (known[name] ??= new WeakMap());
  let found = digests.get(raw);
  if (found === undefined) digests.set(raw, (found = work()));
  return found;
}

function partDigest(draft: Draft, name: PaperPart): string {
  const { fields, list } = partOf(name);
  const record = (raw: RawFields): string => once(name, raw, () => digest(saidFields(fields, raw)));
  const raw = (draft[name] ?? (list ? [] : {})) as RawFields | readonly Row[];
  if (!list) return record(raw as RawFields);
  return once(name, raw, () => digest(filledRows(raw as readonly Row[]).map(({ value }) => record(value))));
}

/** The call says it of itself, and only an export writes it down. */
const ofCall = 'populationAsOf';

/** Names and what they say, in an order that does not depend on the file. What nobody has filled in is left out. */
const saidFields = (fields: Shape, raw: RawFields): unknown[] =>
  Object.keys(fields)
    .sort()
    .filter((name) => name !== ofCall && !isBlank(raw[name]))
    .map((name) => [name, said(fields[name] as Node, raw[name])]);

function said(node: Node, raw: RawValue | undefined): unknown {
  if (isBlank(raw)) return null;
  if (node.kind === 'repeat') {
    const { field, times } = node as Repeat;
    // The place of an answer is its number on the paper.
    return Array.from({ length: times }, (_, index) => said(field, (raw as readonly RawValue[])[index]));
  }
  if ('fields' in node) return saidFields(node.fields as Shape, raw as RawFields);
  const { data, read, write } = node as Field;
  const text = String(raw);
  const reading = read(text);
  const parsed = 'value' in reading && data.safeParse(reading.value);
  // Its canonical text: what else is read out of a text today may be another tomorrow, and papers stay.
  return parsed && parsed.success ? write(parsed.data) : text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}
