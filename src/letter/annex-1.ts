import { formatDate, readDate } from '../language/dates.js';
import type { Path } from '../language/issue.js';
import { speak } from '../language/message.js';
import type { Language } from '../language/message.js';
import { partOf } from '../model/application.js';
import { fillBlanks } from '../model/call-blanks.js';
import type { BlankName } from '../model/call-blanks.js';
import { textsOf } from '../model/call.js';
import type { Call } from '../model/call.js';
import type { Draft, RawFields } from '../model/draft.js';
import type { Group, Node } from '../model/field.js';
import type { LetterBlock, Run } from './blocks.js';

const paths: Readonly<Record<BlankName, Path>> = {
  senderName: ['letter', 'senderName'],
  district: ['letter', 'district'],
  oblast: ['letter', 'oblast'],
  keneshName: ['letter', 'keneshName'],
  municipalityName: ['municipality', 'municipalityName'],
  municipality: ['municipality', 'municipalityName'],
};

/**
 * Annex 1 of the call, the letter of interest, with what has been typed in its blanks. Names stand as they were
 * typed: the call's own words around a blank carry the grammar, nothing is inflected.
 */
export function letterBlocks(draft: Draft, call: Call, language: Language): LetterBlock[] {
  const { letter } = textsOf(call, language);
  const read = (path: Path): string => {
    let raw: unknown = draft;
    for (const name of path) raw = (raw as RawFields | undefined)?.[name];
    return typeof raw === 'string' ? raw.trim().replace(/\s*\n\s*/g, ', ') : '';
  };
  const blank = (path: Path, text = read(path)): Run => ({
    blank: true,
    path,
    text,
    caption: captionOf(path, language),
  });
  const runs = (text: string): Run[] =>
    fillBlanks(text).map((piece): Run => {
      if ('text' in piece) return piece;
      const path = paths[piece.blank];
      if (piece.blank !== 'municipality') return blank(path);
      return blank(path, [read(path), read(['letter', 'municipalityLocation'])].filter(Boolean).join(', '));
    });
  const date = read(['letter', 'letterDate']);
  const day = readDate(date);
  const contacts = ['mobilePhones', 'landlinePhones', 'postalAddresses', 'emails']
    .map((name): Path => ['letter', 'contactInfo', name])
    .filter((path) => read(path));
  return [
    { kind: 'note', runs: [{ text: letter.letterhead }] },
    { kind: 'addressee', runs: [{ text: letter.addressee }] },
    ...letter.from.split('\n').map((line): LetterBlock => ({ kind: 'addressee', runs: runs(line) })),
    { kind: 'heading', level: 1, runs: [{ text: letter.heading }] },
    ...letter.paragraphs.map((text): LetterBlock => ({ kind: 'paragraph', runs: runs(text) })),
    ...letter.attachments.map((text): LetterBlock => ({ kind: 'paragraph', runs: runs(text) })),
    {
      kind: 'signatures',
      signatures: [
        { runs: runs(letter.headSignature), name: blank(['letter', 'senderName']) },
        { runs: runs(letter.keneshSignature), name: blank(['letter', 'keneshChairName']) },
      ],
    },
    {
      kind: 'paragraph',
      runs: [
        { text: `${letter.date} ` },
        blank(['letter', 'letterDate'], 'value' in day ? formatDate(day.value, language) : date),
      ],
    },
    { kind: 'seal', runs: [{ text: letter.seal }] },
    {
      kind: 'paragraph',
      runs: [
        { text: letter.contactInfo },
        ...contacts.flatMap((path, index): Run[] => [{ text: index ? '; ' : ' ' }, blank(path)]),
      ],
    },
    { kind: 'heading', level: 2, runs: [{ text: letter.notice.heading }] },
    { kind: 'paragraph', runs: [{ text: letter.notice.text }] },
  ];
}

function captionOf([part, ...names]: Path, language: Language): string {
  let node: Node | undefined;
  let fields = partOf(part as 'letter').fields;
  for (const name of names) {
    node = fields[name];
    fields = (node as Group).fields ?? {};
  }
  return node ? speak(language, node.label) : '';
}
