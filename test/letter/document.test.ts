import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { annexBlocks } from '../../src/letter/annex-2.js';
import { blockText } from '../../src/letter/blocks.js';
import { letterDocument } from '../../src/letter/document.js';
import { letterHtml } from '../../src/letter/html.js';
import { letterMarkup, markupText } from '../../src/letter/markup.js';
import { call2025 } from '../../src/model/call-2025.js';
import '../../src/model/all-languages.js';
import { partNames, partOf } from '../../src/model/application.js';
import { emptyDraft, newRow } from '../../src/model/draft.js';
import type { Draft } from '../../src/model/draft.js';
import type { Node } from '../../src/model/field.js';
import { toApplication } from '../../src/model/validate.js';
import { sampleDraft } from '../sample.js';

const empty = emptyDraft(call2025.id);
const textOf = (draft: Draft, language: 'ky' | 'ru' | 'en' = 'ky'): string =>
  markupText(letterMarkup(letterDocument(draft, call2025, language)));
const lines = (draft: Draft): string[] => textOf(draft).split('\n');

/** Annex 2 of call.ky.md, sentence by sentence in its order. */
const annex2 = `2-тиркеме.
Маалыматты берүү форматтары
1. Айыл аймагы же шаар тууралуу жалпы маалымат:
Айыл аймагынын/шаардын аталышы
Айыл өкмөттүн/мэриянын почталык дареги
Телефон/факс номери
Электрондук почта, АӨ/мэриянын сайты (бар болсо)
Аянт, га
Жергиликтүү бюджет: жергиликтүү бюджеттин өз кирешелеринин суммасы
Жергиликтүү бюджет: Теңдештирүүчү гранттын суммасы
Аралыгы: райондук борбордон  км, облустук борбордон  км, КРдин борборунан  км.
Айылдардын саны:
Калктын саны (01.01.2025ке карата)
АӨ штатында мамлекеттик сатып алуулар боюнча сертификаты бар адис барбы? (бар болсо –аты-жөнү, кызматы көрсөтүлсүн)
Ошондой эле, ЖӨБ органынын жетекчиси төмөнкү суроолорго эркин формада жооп бериши керек
АӨ/мэрия менен жергиликтүү кеңештин ортосундагы өз ара кызматташуу деңгээлин кантип баалайсыз? (5 баллдык шкала боюнча).
Сураныч, бааңызды түшүндүрүп бериңиз.
Айыл аймагыңыздын/шаарыңыздын калкы канчалык активдүү? (5 баллдык шкала боюнча)
Сураныч, бааңызды түшүндүрүп бериңиз.
Айыл аймагыңыздын/шаарыңыздын азыркы учурда эң маанилүү жана тез арада чечүүнү талап кылган беш көйгөйүн атаңыз:
Айыл аймагыңызда же шаарыңызда кесиптештер менен тажрыйба алмашуу иш-чараларын уюштуруу же башка муниципалитеттердин аймагында ушундай иш-чараларга катышуу практикасы барбы? Эгер бар болсо, кыскача сүрөттөп бериңиз (кайда, качан, кайсы тема боюнча):
2. Акыркы 12 ай ичинде ЖӨБ органдары жарандардын топтору, уюмдар жана жеке адамдар менен биргеликте жашоо шарттарын жакшыртуу багытында ишке ашырган иш-чаралардын же долбоорлордун тизмеси. Тизменин форматы (көңүл буруңуз: Бул ЖӨБ органы өткөргөн иш-чаралардын тизмеси ошол эле мезгилде айылда/шаарда иштеген башка долбоорлордун тизмесин толугу менен кайталабашы керек):
№
Иш-чаранын же долбоордун аталышы
Долбоордун демилгечиси жана аткаруучулары
Камтылган жарандардын саны
Жыйынтыктар
3. Айыл аймагында/шаарда иш алып барган расмий уюмдардын же бейрасмий жарандык топтордун тизмеси. Тизменин форматы:
№
Топтун же уюмдун аталышы, анын лидеринын аты-жөнү жана байланыш маалыматтары
Максаттуу аудитория (Бул топ же уюм ким менен иштейт?)
Туруктуу ишмердүүлүгүнүн багыттары
Айыл өкмөтү/мэрия жана кеңеш менен кызматташуу формалары
4. 2022–2024-жылдары айыл аймагында/шаарда иштеген эл аралык донордук уюмдардын тизмеси. Тизменин форматы (көңүл буруңуз: бул тизме ЖӨБ органдарынын иш-чараларынын тизмесин толугу менен кайталабашы керек):
№
Донордук уюмдун аталышы
Долбоордун аталышы
Камтылган жарандардын саны
Ишке ашыруунун статусу (аяктаган, ишке ашырылууда)`.split('\n');

describe('Annex 2 on paper', () => {
  it('of an empty draft is the call’s, word for word and in its order', () => {
    const all = lines(empty);
    assert.deepEqual(all.slice(all.indexOf('2-тиркеме.')), annex2);
  });

  it('has the answers in their places, in the way of the language', () => {
    const all = lines(sampleDraft);
    const after = (label: string): string | undefined => all[all.indexOf(label) + 1];
    assert.equal(after('Айыл аймагынын/шаардын аталышы'), 'Көк-Төбө (айыл аймагы)');
    assert.match(after('Аянт, га') ?? '', /^48\u00a0250,5$/);
    assert.match(
      after('Жергиликтүү бюджет: жергиликтүү бюджеттин өз кирешелеринин суммасы') ?? '',
      /^6\u00a0872,4\u00a0миң сом, 2024$/,
    );
    assert.ok(all.some((line) => /^Аралыгы: райондук борбордон \d+.* км, облустук/.test(line)));
    assert.ok(textOf(sampleDraft, 'en').includes('som'));
  });

  it('says what was typed where it cannot be read', () => {
    const draft = {
      ...sampleDraft,
      municipality: { ...sampleDraft.municipality, areaHa: '1 2o0', population: '?' },
    };
    const all = lines(draft);
    assert.equal(all[all.indexOf('Аянт, га') + 1], '1 2o0');
  });

  it('leaves out rows in which nothing was typed, and counts without them', () => {
    const row = (activityName: string) => newRow({ activityName });
    const draft = { ...empty, jointActivities: [row(' '), row('Көпүрө'), row(''), row('Арык')] } as Draft;
    const text = textOf(draft);
    assert.match(text, /1\nКөпүрө\n2\nАрык/);
    const paths = [
      ...letterHtml(letterDocument(draft, call2025, 'ky')).matchAll(/data-path="(jointActivities\.\d)/g),
    ];
    assert.deepEqual([...new Set(paths.map(([, path]) => path))], ['jointActivities.1', 'jointActivities.3']);
  });
});

describe('the paper', () => {
  it('says every field that is filled in', () => {
    /** A draft in which each field says its own path. */
    const filled = (fields: Readonly<Record<string, Node>>, path: string): Record<string, unknown> =>
      Object.fromEntries(
        Object.entries(fields).map(([name, node]) => [
          name,
          node.kind === 'repeat'
            ? Array.from({ length: 5 }, (_, index) => `${path}.${name}.${index}`)
            : 'fields' in node
              ? filled(node.fields, `${path}.${name}`)
              : `${path}.${name}`,
        ]),
      );
    // The sender's position is in the letter's own words; the day of the population is in the label of the call.
    const unsaid = ['letter.senderPosition', 'municipality.populationAsOf'];
    const papers = partNames.filter((name) => name !== 'evidence');
    const draft = Object.fromEntries(
      papers.map((name) => {
        const { fields, list } = partOf(name);
        return [name, list ? [newRow(filled(fields, name) as never)] : filled(fields, name)];
      }),
    );
    const text = textOf({ ...empty, ...draft });
    const leaves = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leaves);
    const said = papers.flatMap((name) => {
      const value = draft[name];
      return leaves(Array.isArray(value) ? (value[0] as { value: unknown }).value : value);
    });
    assert.ok(said.length > 40);
    for (const path of said) assert.equal(text.includes(path), !unsaid.includes(path), path);
  });

  it('of an application is that of the draft from which it was exported', () => {
    const application = toApplication(sampleDraft, call2025, { language: 'ky' });
    assert.ok(application.success);
    for (const language of ['ky', 'ru', 'en'] as const) {
      const draft = letterDocument(sampleDraft, call2025, language);
      const exported = letterDocument(application.data, call2025, language);
      assert.equal(exported.code, draft.code);
      assert.equal(blockText(exported.blocks), blockText(draft.blocks));
    }
  });

  it('says of a translation that it is one', () => {
    assert.equal(letterDocument(empty, call2025, 'ky').remark, undefined);
    for (const language of ['ru', 'en'] as const) {
      const { remark } = letterDocument(empty, call2025, language);
      assert.ok(remark);
      assert.equal(textOf(empty, language).split('\n')[0], remark);
    }
  });

  it('is the same as blocks, as HTML and as markup, whatever was typed', () => {
    const plain = (html: string): string =>
      html
        .replace(/<\/(p|h\d|li|td|th)>/g, '\n')
        .replace(/<[^>]*>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&');
    const words = (text: string): string =>
      text
        .replace(/_{5,}|\s+/g, ' ')
        .replace(/ +/g, ' ')
        .trim();
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('ky', 'ru', 'en' as const),
        (typed, language) => {
          const draft = {
            ...sampleDraft,
            letter: { ...sampleDraft.letter, senderName: typed },
            selfAssessment: {
              ...sampleDraft.selfAssessment,
              keneshCooperationComment: `${typed}<b>&"\n${typed}`,
            },
            donorProjects: [newRow({ donorName: typed, projectName: '</td><script>' })],
          } as Draft;
          const letter = letterDocument(draft, call2025, language as 'ky');
          const markup = words(markupText(letterMarkup(letter)));
          assert.equal(words(plain(letterHtml(letter))), markup);
          const html = letterHtml(letter);
          assert.doesNotMatch(html, /<script|<b>|style=|on\w+=/);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads what is no draft of this form without a fault', () => {
    assert.doesNotThrow(() => annexBlocks({} as Draft, call2025, 'ky'));
    assert.ok(blockText(letterDocument({ applicationId: 'x', callId: 'y' } as Draft, call2025, 'ky').blocks));
  });
});
