import { msg, speak } from '../language/message.js';
import type { Language } from '../language/message.js';
import { formatDate, readDate } from '../language/dates.js';
import { textsOf } from '../model/call.js';
import type { Application } from '../model/application.js';
import type { Call } from '../model/call.js';
import type { Draft, RawFields } from '../model/draft.js';
import { letterBlocks } from './annex-1.js';
import { annexBlocks } from './annex-2.js';
import type { Blank, Block } from './blocks.js';
import { draftOf, paperCode } from './paper-code.js';
import { plain } from './printed.js';

/** The letter of interest with its annexes as it goes on paper. */
export interface LetterDocument {
  readonly language: Language;
  readonly title: string;
  /** Whose letter it is, in a line. */
  readonly sender: string;
  /** Says of a translation that it is one. */
  readonly remark?: string;
  /** Of the data on it, in digits; see `paperCode`. */
  readonly code: string;
  /** Annex 1, then Annex 2; each begins with its `annex` block, on a page of its own. */
  readonly blocks: readonly Block[];
}

/**
 * The whole paper of a draft, finished or not: blanks that nobody has filled are ruled lines. An application does
 * as well: what it says is read as a draft first.
 */
export function letterDocument(paper: Draft | Application, call: Call, language: Language): LetterDocument {
  const draft = draftOf(paper);
  const { letter } = textsOf(call, language);
  const annex1 = letterBlocks(draft, call, language);
  const decision = speak(language, () => decisionBlock(draft, language));
  const seal = annex1.findIndex(({ kind }) => kind === 'seal');
  const remark =
    language === 'ky'
      ? undefined
      : speak(language, () => msg('Жумушчу котормо. Расмий текст кыргыз тилинде.', { id: 'p.translation' }));
  return {
    language,
    title: letter.heading,
    sender: plain(((draft.municipality ?? {}) as RawFields)['municipalityName']).replace(/\s+/g, ' '),
    ...(remark !== undefined && { remark }),
    code: paperCode(draft),
    blocks: [
      { kind: 'annex', runs: [{ text: letter.annex }] },
      ...annex1.slice(0, seal),
      ...(decision ? [decision] : []),
      ...annex1.slice(seal),
      ...annexBlocks(draft, call, language),
    ],
  };
}

/** The joint decision of step 1. The call's letter has no place for it: it stands by the date where it was filled in. */
function decisionBlock(draft: Draft, language: Language): Block | undefined {
  const raw = (((draft.letter ?? {}) as RawFields)['jointDecision'] ?? {}) as RawFields;
  const day = readDate(plain(raw['date']));
  const number = plain(raw['number']);
  const date = 'value' in day ? formatDate(day.value, language) : plain(raw['date']);
  const caption = msg('Биргелешкен чечим', { id: 'jointDecision' });
  const blank = (name: string, text: string): Blank => ({
    blank: true,
    path: ['letter', 'jointDecision', name],
    text,
    caption,
  });
  if (!number && !date) return undefined;
  return {
    kind: 'paragraph',
    runs: [
      { text: `${caption}: ` },
      ...(number ? [{ text: number.startsWith('№') ? '' : '№\u00a0' }, blank('number', number)] : []),
      ...(number && date ? [{ text: ', ' }] : []),
      ...(date ? [blank('date', date)] : []),
    ],
  };
}
