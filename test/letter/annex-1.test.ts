import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { letterBlocks } from '../../src/letter/annex-1.js';
import { runText } from '../../src/letter/blocks.js';
import type { LetterBlock, Run } from '../../src/letter/blocks.js';
import { ky } from '../../src/model/call-2025-ky.js';
import { call2025 } from '../../src/model/call-2025.js';
import { emptyDraft } from '../../src/model/draft.js';
import type { Draft } from '../../src/model/draft.js';
import { sampleDraft } from '../sample.js';

const runsOf = (block: LetterBlock): (readonly Run[])[] =>
  block.kind === 'signatures' ? block.signatures.flatMap(({ runs, name }) => [runs, [name]]) : [block.runs];
const linesOf = (draft: Draft): string[] => letterBlocks(draft, call2025, 'ky').flatMap(runsOf).map(runText);
const blanksOf = (draft: Draft) =>
  letterBlocks(draft, call2025, 'ky')
    .flatMap(runsOf)
    .flat()
    .filter((run) => 'blank' in run);

const rule = /_{5,}/g;
/** The texts of the call's letter in the order of its paper, blanks as `_`. */
const { letter } = ky;
const paper = [
  letter.letterhead,
  letter.addressee,
  ...letter.from.split('\n'),
  letter.heading,
  ...letter.paragraphs,
  ...letter.attachments,
  letter.headSignature,
  '_',
  letter.keneshSignature,
  '_',
  `${letter.date} _`,
  letter.seal,
  letter.contactInfo,
  letter.notice.heading,
  letter.notice.text,
].map((line) => line.replace(/\{\w+\}/g, '_'));

describe('the letter of interest', () => {
  it('of an empty draft is the call’s, word for word and in its order, with ruled blanks', () => {
    assert.deepEqual(
      linesOf(emptyDraft(call2025.id)).map((line) => line.replace(rule, '_').trim()),
      paper,
    );
    assert.ok(blanksOf(emptyDraft(call2025.id)).every(({ text }) => text === ''));
    assert.doesNotThrow(() => linesOf({} as Draft));
  });

  it('has in its blanks what was typed, and is the same letter around them', () => {
    const lines = linesOf(sampleDraft);
    for (const line of lines) assert.doesNotMatch(line, rule);
    assert.deepEqual(
      lines.filter((line) => !paper.includes(line)),
      [
        'кимден: Өмүрбеков Үсөн Төлөгөнович (Айыл өкмөт башчысынын же мэрдин аты-жөнү) Жети-Өгүз району Ысык-Көл облусунун',
        'Көк-Төбө',
        letter.paragraphs[0]?.replace('{municipality}', 'Көк-Төбө, Көк-Төбө айылы'),
        'Көк-Төбө айыл аймагынын башчысы (мэр)',
        'Өмүрбеков Үсөн Төлөгөнович',
        'Көк-Төбө айылдык кеңеши жергиликтүү кеңештин төрагасы',
        'Эсеналиева Айгүл Жээнбековна',
        'Дата 2025-жылдын 14-февралы',
        `${letter.contactInfo} 0555 12-34-56, +996 700 654 321; (03946) 5-12-34; ` +
          '722115, Ысык-Көл облусу, Жети-Өгүз району, Көк-Төбө айылы, Манас көчөсү, 1; koktobo.ao@mail.kg',
      ],
    );
  });

  it('keeps each name as it was typed: none is inflected or otherwise changed', () => {
    const typed = {
      senderName: 'АСАН уулу Үсөн-бай',
      district: 'Тоң р-ну',
      oblast: 'ысык-көл',
      keneshName: 'Төрт-Күл АК',
      keneshChairName: 'Ө. Эсен кызы',
    };
    const draft = {
      ...sampleDraft,
      letter: { ...sampleDraft.letter, ...typed, letterDate: 'эртең' },
      municipality: { ...sampleDraft.municipality, municipalityName: 'Төрт-Күл' },
    };
    const blanks = blanksOf(draft);
    for (const [name, text] of Object.entries(typed))
      for (const blank of blanks.filter(({ path }) => path.at(-1) === name)) assert.equal(blank.text, text);
    const seen = (name: string): number => blanks.filter(({ path }) => path.join('.') === name).length;
    assert.equal(seen('letter.senderName'), 2);
    assert.equal(seen('letter.district'), 1);
    assert.equal(seen('letter.oblast'), 1);
    assert.equal(seen('letter.keneshName'), 1);
    assert.equal(seen('letter.keneshChairName'), 1);
    assert.equal(seen('municipality.municipalityName'), 3);
    assert.ok(linesOf(draft).includes('Дата эртең'));
  });

  it('says of each blank which field fills it', () => {
    for (const { caption, path } of blanksOf(sampleDraft)) assert.ok(caption.length > 2, path.join('.'));
    const district = blanksOf(emptyDraft('x')).find(({ path }) => path.at(-1) === 'district');
    assert.equal(district?.caption, 'Район');
  });

  it('takes markup that was typed for plain text', () => {
    const draft = { ...sampleDraft, letter: { ...sampleDraft.letter, senderName: '<b>{oblast}</b> & "Ко"' } };
    assert.equal(blanksOf(draft)[0]?.text, '<b>{oblast}</b> & "Ко"');
    assert.equal(blanksOf(draft).length, blanksOf(sampleDraft).length);
  });

  it('is that of the call which is given', () => {
    const other = { ...letter, heading: 'ӨТҮНМӨ', paragraphs: ['{keneshName} макул.', 'Бүттү.'] };
    const call = { ...call2025, texts: { ky: { ...ky, letter: other } } };
    const lines = letterBlocks(sampleDraft, call, 'en').flatMap(runsOf).map(runText);
    const at = lines.indexOf('ӨТҮНМӨ');
    assert.deepEqual(lines.slice(at + 1, at + 3), ['Көк-Төбө айылдык кеңеши макул.', 'Бүттү.']);
  });
});
