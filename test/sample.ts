import { call2025 } from '../src/model/call-2025.js';
import type { Application } from '../src/model/application.js';
import type { Draft, RawFields, Row } from '../src/model/draft.js';
import { toApplication } from '../src/model/validate.js';

const rows = <Value>(name: string, ...values: Value[]): Row<Value>[] =>
  values.map((value, index) => ({ key: `${name}-${index + 1}`, value }));

/** A whole and valid application of a municipality that does not exist, typed as people type. No issue at all. */
export const sampleDraft: Draft = {
  schemaVersion: 1,
  applicationId: '6f1c2b5e-3a47-4d0b-9c1e-8b2f5d7a9e10',
  callId: call2025.id,
  letter: {
    senderName: 'Өмүрбеков Үсөн Төлөгөнович',
    senderPosition: 'headOfAyilOkmotu',
    oblast: 'Ысык-Көл',
    district: 'Жети-Өгүз',
    municipalityLocation: 'Көк-Төбө айылы',
    keneshName: 'Көк-Төбө айылдык кеңеши',
    keneshChairName: 'Эсеналиева Айгүл Жээнбековна',
    letterDate: '14.02.2025',
    jointDecision: { number: '№ 7/1', date: '12.02.2025' },
    contactInfo: {
      mobilePhones: '0555 12-34-56\n+996 700 654 321',
      landlinePhones: '(03946) 5-12-34',
      postalAddresses: '722115, Ысык-Көл облусу, Жети-Өгүз району, Көк-Төбө айылы, Манас көчөсү, 1',
      emails: 'koktobo.ao@mail.kg',
    },
  },
  municipality: {
    municipalityType: 'ayilAimak',
    municipalityName: 'Көк-Төбө',
    postalAddress: '722115, Ысык-Көл облусу, Жети-Өгүз району, Көк-Төбө айылы, Манас көчөсү, 1',
    phoneFax: '03946 51234, 0555123456',
    email: 'koktobo.ao@mail.kg',
    website: 'www.koktobo.kg',
    areaHa: '48 250,5',
    ownRevenues: { amount: '6 872,4', unit: 'thousandSom', year: '2024' },
    equalizationGrant: { amount: '3 150 000', unit: 'som', year: '2024' },
    distanceToDistrictCentreKm: '18',
    distanceToOblastCentreKm: '42,5',
    distanceToCapitalKm: '385',
    villageCount: '5',
    population: '9 417',
    hasProcurementSpecialist: 'yes',
    procurementSpecialistName: 'Бөлөкбаева Гүлнур Асановна',
    procurementSpecialistPosition: 'каржы-экономика бөлүмүнүн башкы адиси',
  },
  selfAssessment: {
    keneshCooperationRating: '4',
    keneshCooperationComment:
      'Айыл өкмөтү менен айылдык кеңеш бюджетти чогуу талкуулайт, кварталына бир жолу биргелешкен отурум өтөт.\nТуруктуу комиссиялардын сунуштары жылдык планга киргизилет.',
    populationActivityRating: '3',
    populationActivityComment:
      'Жашоочулар ашарга жана айылдык жыйындарга жакшы келишет, бирок жаштар менен аялдардын катышуусу дагы эле аз.',
    priorityProblems: [
      'Үч айылда таза суу түтүктөрү эскирип, жайкысын суу жетпейт.',
      'Көк-Төбө айылындагы бала бакчада орун жетишсиз.',
      'Ички жолдордун 12 чакырымы оңдоону талап кылат.',
      'Таштанды төгүүчү жай талапка жооп бербейт.',
      'Көчө жарыгы борбордук көчөдө гана бар.',
    ],
    hasExperienceExchange: 'yes',
    experienceExchangeDescription:
      '2024-жылдын май айында Тоң районунун айыл өкмөттөрү менен «Жарандык бюджет» темасында тажрыйба алмаштык.',
  },
  jointActivities: rows(
    'activity',
    {
      activityName: 'Көк-Төбө айылында таза суу түтүгүн жаңылоо',
      initiatorAndImplementers:
        'Демилгечи: «Таза булак» суу пайдалануучулар бирикмеси; аткаруучулар: айыл өкмөтү, жашоочулар',
      citizensReached: '2 340',
      results: '1,8 чакырым түтүк алмаштырылды, 412 үй таза суу менен камсыз болду.',
    },
    {
      activityName: 'Мектептин спорт аянтчасын куруу',
      initiatorAndImplementers:
        'Демилгечи: ата-энелер комитети; аткаруучулар: айыл өкмөтү жана «Үмүт» жаштар тобу',
      citizensReached: '860',
      results: 'Ашар жолу менен аянтча курулуп, жарык орнотулду.\nАйылдык бюджеттен 450 миң сом бөлүндү.',
    },
    {
      activityName: 'Айылдык бюджет боюнча коомдук угуулар',
      initiatorAndImplementers: 'Демилгечи: айылдык кеңеш; аткаруучулар: айыл өкмөтү, айыл башчылары',
      citizensReached: '315',
      results: '5 айылда угуу өтүп, жашоочулардын 11 сунушунун 4өө бюджетке киргизилди.',
    },
  ),
  civicGroups: rows(
    'group',
    {
      groupName: '«Таза булак» айылдык ичүүчү суу керектөөчүлөрүнүн коомдук бирикмеси',
      leaderName: 'Жумабеков Эркин Сүйүнбекович',
      leaderContacts: '0500/779 334455, Көк-Төбө айылы',
      targetAudience: 'Беш айылдын тургундары',
      activityAreas: 'Таза суу түйүндөрүн күтүү, тарифтерди талкуулоо',
      cooperationForms: 'Биргелешкен пландоо, айыл өкмөтү менен келишим',
    },
    {
      groupName: '«Үмүт» жаштар тобу (бейрасмий)',
      leaderName: 'Токтосунова Мээрим Улановна',
      leaderContacts: '0707 112233',
      targetAudience: '14 жаштан 28 жашка чейинки өспүрүмдөр жана жаштар',
      activityAreas: 'Спорттук иш-чаралар, ашар, көчөттөрдү тигүү',
      cooperationForms: 'Айылдык кеңештин жаштар боюнча комиссиясы менен иш-чара планы',
    },
    {
      groupName: 'Көк-Төбө аялдар кеңеши',
      leaderName: 'Сыдыкова Чынаркүл Мамбетовна',
      leaderContacts: '0555 40-50-60',
      targetAudience: 'Аялдар, көп балалуу үй-бүлөлөр, улгайган жашоочулар',
      activityAreas: 'Социалдык колдоо, кол өнөрчүлүк, маданий кечелер',
      cooperationForms: 'Коомдук угууларга катышуу, айыл өкмөтүнүн жумушчу топторуна мүчөлүк',
    },
  ),
  donorProjects: rows(
    'project',
    {
      donorName: 'Бүткүл дүйнөлүк банк / АРИС',
      projectName: 'Айылдарды туруктуу өнүктүрүү долбоору',
      citizensReached: '4 120',
      implementationStatus: 'completed',
    },
    {
      donorName: 'Швейцария Өкмөтү (SDC)',
      projectName: 'Ысык-Көл облусунда айылдык ичүүчү суу менен камсыздоо',
      citizensReached: '2 900',
      implementationStatus: 'ongoing',
    },
    {
      donorName: 'БУУнун Өнүктүрүү программасы',
      projectName: 'Айыл жаштарынын демилгелерин колдоо',
      citizensReached: '640',
      implementationStatus: 'ongoing',
    },
  ),
  evidence: rows(
    'evidence',
    {
      criterion: 'criterionCitizenInvolvement',
      fileName: 'Жыйындын протоколу.pdf',
      mediaType: 'application/pdf',
      size: '184320',
      sha256: 'fcff42856e66268ea339b6cc22328033e00529cc09794c20a750638fd05d44da',
      note: '2024-жылдын ноябрындагы айылдык жыйын',
    },
    {
      criterion: 'criterionJointProjects',
      fileName: 'Спорт аянтчасы.jpg',
      mediaType: 'image/jpeg',
      size: '2411724',
      sha256: 'ccd0dbc3a0555ba270278404c147e57df16e7cfb0b1527986721409850c2eb88',
    },
    {
      criterion: 'criterionBudgetReadiness',
      fileName: 'Кеңештин токтому № 7.docx',
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      size: '40960',
      sha256: '166586f95ebd70e05f893bc9c1212fbdaf757be79aef4c2f9efaebe10452d18e',
      note: 'Жергиликтүү демилгелерге 500 миң сом бөлүү жөнүндө',
    },
  ),
};

/** The files that {@link sampleDraft} names: as large as it says, and blank. */
export const sampleFiles = (): Blob[] =>
  sampleDraft.evidence.map(
    ({ value }) => new Blob([' '.repeat(Number(value['size']))], { type: String(value['mediaType']) }),
  );

/** What {@link sampleDraft} says, as exported. */
export function sampleApplication(): Application {
  const exported = toApplication(sampleDraft, call2025, {
    language: 'ky',
    exportedAt: new Date('2025-02-14T05:30:00Z'),
  });
  if (!exported.success) throw new Error(JSON.stringify(exported.issues));
  return exported.data;
}

const story =
  'Айыл өкмөтү менен айылдык кеңеш жашоочулардын сунуштарын чогултуп, көйгөйлөрдү биргелешип талкуулап, ' +
  'жылдык бюджетти ачык угууларда бекитип, аткарылышын ар бир айылда отчёт менен түшүндүрүп турат. ';

/** Kyrgyz prose of exactly so many characters. */
const prose = (length: number): string =>
  story
    .repeat(Math.ceil(length / story.length))
    .slice(0, length)
    .replace(/\s$/, '.');

const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;
const villages = ['Көк-Төбө', 'Ак-Өлөң', 'Жаңы-Үркүт', 'Чоң-Булуң', 'Үч-Терек', 'Төмөнкү Суу', 'Кең-Өзөн'];
const works = ['көчө жарыгын орнотуу', 'таза суу түтүгүн тартуу', 'бала бакчаны оңдоо', 'арыктарды тазалоо'];
const people = ['Асанова Жылдыз', 'Үсөнов Мирлан', 'Өмүралиев Бакыт', 'Төрөбекова Нургүл', 'Эсенов Тынчтык'];

const varied = {
  jointActivities: (n: number) => ({
    activityName: `${n + 1}. ${pick(villages, n)} айылында ${pick(works, n)}`,
    initiatorAndImplementers: `Демилгечи: ${pick(people, n)}; аткаруучу: айыл өкмөтү`,
    citizensReached: String(40 + ((n * 137) % 4000)),
    results: prose(40 + ((n * 53) % 400)),
  }),
  civicGroups: (n: number) => ({
    groupName: `«${pick(villages, n)} демилгеси» тобу, № ${n + 1}`,
    leaderName: pick(people, n),
    leaderContacts: `0555 ${String(100000 + n)}`,
    targetAudience: `${pick(villages, n + 3)} айылынын жашоочулары`,
    activityAreas: prose(30 + ((n * 31) % 200)),
    cooperationForms: prose(30 + ((n * 47) % 200)),
  }),
  donorProjects: (n: number) => ({
    donorName: pick(['АРИС', 'SDC', 'USAID', 'JICA', 'БУУӨП', 'GIZ', 'Ага Хан фонду'], n),
    projectName: `${pick(villages, n)}: ${pick(works, n + 1)}, ${n + 1}-этап`,
    citizensReached: String(100 + ((n * 211) % 5000)),
    implementationStatus: pick(['completed', 'ongoing'], n),
  }),
} satisfies Record<string, (n: number) => RawFields>;

/** So many valid rows, each different, the same every time. */
export const manyRows = <List extends keyof typeof varied = 'jointActivities'>(
  count: number,
  list: List = 'jointActivities' as List,
): Row<ReturnType<(typeof varied)[List]>>[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `${list}-${index + 1}`,
    value: varied[list](index) as ReturnType<(typeof varied)[List]>,
  }));

/** The sample with every text as long as may be, and thirty rows in each list of Annex 2. Valid. */
export const longDraft: Draft = {
  ...sampleDraft,
  letter: {
    ...sampleDraft.letter,
    senderName: prose(300),
    municipalityLocation: prose(300),
    keneshName: prose(300),
    keneshChairName: prose(300),
    contactInfo: {
      ...sampleDraft.letter.contactInfo,
      mobilePhones: Array.from({ length: 20 }, (_, index) => `0555 ${123400 + index}`).join('\n'),
      postalAddresses: Array.from({ length: 20 }, () => prose(300)).join('\n'),
    },
  },
  municipality: {
    ...sampleDraft.municipality,
    municipalityName: prose(300),
    postalAddress: prose(500),
    procurementSpecialistName: prose(300),
    procurementSpecialistPosition: prose(300),
  },
  selfAssessment: {
    ...sampleDraft.selfAssessment,
    keneshCooperationComment: prose(5000),
    populationActivityComment: prose(5000),
    priorityProblems: Array.from({ length: 5 }, () => prose(1000)),
    experienceExchangeDescription: prose(5000),
  },
  jointActivities: manyRows(30).map(({ key, value }) => ({
    key,
    value: {
      ...value,
      activityName: `${value.activityName} ${prose(400)}`,
      initiatorAndImplementers: prose(1000),
      results: prose(2000),
    },
  })),
  civicGroups: manyRows(30, 'civicGroups').map(({ key, value }) => ({
    key,
    value: {
      ...value,
      groupName: `${value.groupName} ${prose(400)}`,
      leaderName: prose(300),
      leaderContacts: `${value.leaderContacts}\n${prose(480)}`,
      targetAudience: prose(1000),
      activityAreas: prose(2000),
      cooperationForms: prose(2000),
    },
  })),
  donorProjects: manyRows(30, 'donorProjects').map(({ key, value }) => ({
    key,
    value: {
      ...value,
      donorName: `${value.donorName} ${prose(450)}`,
      projectName: `${value.projectName} ${prose(400)}`,
    },
  })),
};
