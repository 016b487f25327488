/** A clerk at the form: what such a person types, and hands that use only the keyboard and the mouse. */
import assert from 'node:assert/strict';

/** Picks the option so many places after the first of a radio group, by Space and the arrow keys. */
const option = (place) => ({ option: place });
/** Chooses the so-many-th entry of a list to open, by the arrow keys. */
const entry = (place) => ({ entry: place });

/**
 * A whole application of a municipality that does not exist: in the order of the form, for each field the words
 * by which the clerk knows it and what the clerk does there.
 */
export const answers = {
  'letter-fields': [
    ['Айыл өкмөт башчысынын же мэрдин аты-жөнү', 'Асанбеков Бакыт Өмүралиевич'],
    ['Кызматы', option(0)],
    ['Облус', 'Талас'],
    ['Район', 'Бакай-Ата'],
    ['жайгашкан жери', 'Кең-Төбө айылы, Үч-Булак көчөсү'],
    ['Жергиликтүү кеңештин аталышы', 'Кең-Төбө айылдык кеңеши'],
    ['төрагасынын аты-жөнү', 'Жээнбекова Гүлзат Эсеновна'],
    ['Дата', '20.02.2025'],
    ['Чечимдин номери', '№ 12-3'],
    ['Чечимдин датасы', '18.02.2025'],
    ['Уюлдук телефон номерлери', '0555 30-40-50\n0777 112 233'],
    ['Стационардык телефон номерлери', '(03457) 2-11-22'],
    ['Почталык даректер', '724100, Талас облусу, Бакай-Ата району, Кең-Төбө айылы'],
    ['Электрондук даректер', 'kengtobo.ao@mail.kg'],
  ],
  'municipality-info-table': [
    ['Айыл аймагы же шаар', option(0)],
    ['Айыл аймагынын/шаардын аталышы', 'Кең-Төбө'],
    ['почталык дареги', '724100, Талас облусу, Бакай-Ата району, Кең-Төбө айылы'],
    ['Телефон/факс номери', '03457 21122'],
    ['Электрондук почта', 'kengtobo.ao@mail.kg'],
    ['сайты (бар болсо)', 'www.kengtobo.kg'],
    ['Аянт, га', '31 870,5'],
    ['Сумма', '4 215,6'],
    ['Бирдиги', option(1)],
    ['Жылы', '2024'],
    ['Сумма', '2 900 000'],
    ['Бирдиги', option(0)],
    ['Жылы', '2024'],
    ['райондук борбордон', '12'],
    ['облустук борбордон', '57,5'],
    ['КРдин борборунан', '310'],
    ['Айылдардын саны', '4'],
    ['Калктын саны', '7 215'],
    ['мамлекеттик сатып алуулар', option(0)],
    ['аты-жөнү', 'Төлөгөнов Үсөн Жапарович'],
    ['кызматы', 'экономист, сатып алуулар боюнча адис'],
  ],
  'self-assessment-questions': [
    ['өз ара кызматташуу деңгээлин', option(3)],
    [
      'түшүндүрүп бериңиз',
      'Кеңеш менен ай сайын жыйын өткөрөбүз, бюджет чогуу каралат.\nТалаш маселелер азайды.',
    ],
    ['калкы канчалык активдүү', option(2)],
    ['түшүндүрүп бериңиз', 'Айылдык жыйындарга келишет, бирок жаштар аз катышат.'],
    ['1-көйгөй', 'Ичүүчү суу үч көчөгө жетпейт.'],
    ['2-көйгөй', 'Мектепке баруучу жолдо жарык жок.'],
    ['3-көйгөй', 'Фельдшердик пунктка оңдоо керек.'],
    ['4-көйгөй', 'Таштанды чыгарылбай, төгүлүп жатат.'],
    ['5-көйгөй', 'Сугат арыгы эскирип, суу жоготуп жатат.'],
    ['тажрыйба алмашуу', option(0)],
    ['кыскача сүрөттөп', 'Манас районунда, 2024-жылдын октябрында, «Айылдык демилгелер» темасында.'],
  ],
};

/** Three rows of each list, column by column. */
export const rows = {
  'activity-list-table': [
    [
      ['Иш-чаранын же долбоордун аталышы', 'Үч-Булак көчөсүнө суу түтүгүн тартуу'],
      ['демилгечиси жана аткаруучулары', 'Көчө комитети, айыл өкмөтү'],
      ['Камтылган жарандардын саны', '1 120'],
      ['Жыйынтыктар', '900 метр түтүк тартылды.\n210 үй суу менен камсыз болду.'],
    ],
    [
      ['Иш-чаранын же долбоордун аталышы', 'Китепкананы оңдоо'],
      ['демилгечиси жана аткаруучулары', '«Билим» аялдар тобу, мектеп'],
      ['Камтылган жарандардын саны', '430'],
      ['Жыйынтыктар', 'Чатыры жабылып, терезелери алмаштырылды.'],
    ],
    [
      ['Иш-чаранын же долбоордун аталышы', 'Жазгы көчөт тигүү ашары'],
      ['демилгечиси жана аткаруучулары', 'Жаштар комитети, айыл өкмөтү'],
      ['Камтылган жарандардын саны', '275'],
      ['Жыйынтыктар', '1 500 көчөт тигилди.'],
    ],
  ],
  'civic-group-table': [
    [
      ['Топтун же уюмдун аталышы', '«Билим» аялдар тобу'],
      ['аты-жөнү', 'Сатарова Айнура Кубанычевна'],
      ['байланыш маалыматтары', '0700 445566'],
      ['Максаттуу аудитория', 'Аялдар жана мектеп окуучулары'],
      ['ишмердүүлүгүнүн багыттары', 'Китеп окуу кечелери, кол өнөрчүлүк'],
      ['кызматташуу формалары', 'Айыл өкмөтү менен биргелешкен пландар'],
    ],
    [
      ['Топтун же уюмдун аталышы', 'Кең-Төбө жаштар комитети'],
      ['аты-жөнү', 'Орозбеков Нурбек Үсөнович'],
      ['байланыш маалыматтары', '0500 998877'],
      ['Максаттуу аудитория', '14–28 жаштагы жаштар'],
      ['ишмердүүлүгүнүн багыттары', 'Спорт, ашар, көчөт тигүү'],
      ['кызматташуу формалары', 'Кеңештин жыйындарына катышуу'],
    ],
    [
      ['Топтун же уюмдун аталышы', 'Сугат суусун пайдалануучулар бирикмеси'],
      ['аты-жөнү', 'Эшимов Турдубек Абдыевич'],
      ['байланыш маалыматтары', '0772 010203'],
      ['Максаттуу аудитория', 'Дыйкан чарбалары'],
      ['ишмердүүлүгүнүн багыттары', 'Арыктарды тазалоо, кезек түзүү'],
      ['кызматташуу формалары', 'Айыл өкмөтү менен келишим'],
    ],
  ],
  'donor-project-table': [
    [
      ['Донордук уюмдун аталышы', 'Бүткүл дүйнөлүк банк'],
      ['Долбоордун аталышы', 'Айылдык суу менен камсыздоо долбоору'],
      ['Камтылган жарандардын саны', '3 400'],
      ['статусу', entry(1)],
    ],
    [
      ['Донордук уюмдун аталышы', 'Ага Хан фонду'],
      ['Долбоордун аталышы', 'Эрте өнүктүрүү борборлору'],
      ['Камтылган жарандардын саны', '180'],
      ['статусу', entry(2)],
    ],
    [
      ['Донордук уюмдун аталышы', 'JICA'],
      ['Долбоордун аталышы', 'Бир айыл – бир өндүрүм'],
      ['Камтылган жарандардын саны', '95'],
      ['статусу', entry(2)],
    ],
  ],
};

/** What has to come out of it. */
export const application = {
  callId: 'dpi-lsg-2025',
  language: 'ky',
  letter: {
    senderName: 'Асанбеков Бакыт Өмүралиевич',
    senderPosition: 'headOfAyilOkmotu',
    oblast: 'Талас',
    district: 'Бакай-Ата',
    municipalityLocation: 'Кең-Төбө айылы, Үч-Булак көчөсү',
    keneshName: 'Кең-Төбө айылдык кеңеши',
    keneshChairName: 'Жээнбекова Гүлзат Эсеновна',
    letterDate: '2025-02-20',
    jointDecision: { number: '№ 12-3', date: '2025-02-18' },
    contactInfo: {
      mobilePhones: [
        { text: '0555 30-40-50', e164: ['+996555304050'] },
        { text: '0777 112 233', e164: ['+996777112233'] },
      ],
      landlinePhones: [{ text: '(03457) 2-11-22', e164: ['+996345721122'] }],
      postalAddresses: ['724100, Талас облусу, Бакай-Ата району, Кең-Төбө айылы'],
      emails: ['kengtobo.ao@mail.kg'],
    },
  },
  municipality: {
    municipalityType: 'ayilAimak',
    municipalityName: 'Кең-Төбө',
    postalAddress: '724100, Талас облусу, Бакай-Ата району, Кең-Төбө айылы',
    phoneFax: { text: '03457 21122', e164: ['+996345721122'] },
    email: 'kengtobo.ao@mail.kg',
    website: 'www.kengtobo.kg',
    areaHa: 31870.5,
    ownRevenues: { amount: 4215.6, unit: 'thousandSom', year: 2024 },
    equalizationGrant: { amount: 2900000, unit: 'som', year: 2024 },
    distanceToDistrictCentreKm: 12,
    distanceToOblastCentreKm: 57.5,
    distanceToCapitalKm: 310,
    villageCount: 4,
    population: 7215,
    populationAsOf: '2025-01-01',
    hasProcurementSpecialist: true,
    procurementSpecialistName: 'Төлөгөнов Үсөн Жапарович',
    procurementSpecialistPosition: 'экономист, сатып алуулар боюнча адис',
  },
  selfAssessment: {
    keneshCooperationRating: 4,
    keneshCooperationComment:
      'Кеңеш менен ай сайын жыйын өткөрөбүз, бюджет чогуу каралат.\nТалаш маселелер азайды.',
    populationActivityRating: 3,
    populationActivityComment: 'Айылдык жыйындарга келишет, бирок жаштар аз катышат.',
    priorityProblems: [
      'Ичүүчү суу үч көчөгө жетпейт.',
      'Мектепке баруучу жолдо жарык жок.',
      'Фельдшердик пунктка оңдоо керек.',
      'Таштанды чыгарылбай, төгүлүп жатат.',
      'Сугат арыгы эскирип, суу жоготуп жатат.',
    ],
    hasExperienceExchange: true,
    experienceExchangeDescription: 'Манас районунда, 2024-жылдын октябрында, «Айылдык демилгелер» темасында.',
  },
  jointActivities: [
    {
      activityName: 'Үч-Булак көчөсүнө суу түтүгүн тартуу',
      initiatorAndImplementers: 'Көчө комитети, айыл өкмөтү',
      citizensReached: 1120,
      results: '900 метр түтүк тартылды.\n210 үй суу менен камсыз болду.',
    },
    {
      activityName: 'Китепкананы оңдоо',
      initiatorAndImplementers: '«Билим» аялдар тобу, мектеп',
      citizensReached: 430,
      results: 'Чатыры жабылып, терезелери алмаштырылды.',
    },
    {
      activityName: 'Жазгы көчөт тигүү ашары',
      initiatorAndImplementers: 'Жаштар комитети, айыл өкмөтү',
      citizensReached: 275,
      results: '1 500 көчөт тигилди.',
    },
  ],
  civicGroups: [
    {
      groupName: '«Билим» аялдар тобу',
      leaderName: 'Сатарова Айнура Кубанычевна',
      leaderContacts: '0700 445566',
      targetAudience: 'Аялдар жана мектеп окуучулары',
      activityAreas: 'Китеп окуу кечелери, кол өнөрчүлүк',
      cooperationForms: 'Айыл өкмөтү менен биргелешкен пландар',
    },
    {
      groupName: 'Кең-Төбө жаштар комитети',
      leaderName: 'Орозбеков Нурбек Үсөнович',
      leaderContacts: '0500 998877',
      targetAudience: '14–28 жаштагы жаштар',
      activityAreas: 'Спорт, ашар, көчөт тигүү',
      cooperationForms: 'Кеңештин жыйындарына катышуу',
    },
    {
      groupName: 'Сугат суусун пайдалануучулар бирикмеси',
      leaderName: 'Эшимов Турдубек Абдыевич',
      leaderContacts: '0772 010203',
      targetAudience: 'Дыйкан чарбалары',
      activityAreas: 'Арыктарды тазалоо, кезек түзүү',
      cooperationForms: 'Айыл өкмөтү менен келишим',
    },
  ],
  donorProjects: [
    {
      donorName: 'Бүткүл дүйнөлүк банк',
      projectName: 'Айылдык суу менен камсыздоо долбоору',
      citizensReached: 3400,
      implementationStatus: 'completed',
    },
    {
      donorName: 'Ага Хан фонду',
      projectName: 'Эрте өнүктүрүү борборлору',
      citizensReached: 180,
      implementationStatus: 'ongoing',
    },
    {
      donorName: 'JICA',
      projectName: 'Бир айыл – бир өндүрүм',
      citizensReached: 95,
      implementationStatus: 'ongoing',
    },
  ],
  evidence: [],
};

/** The words by which a person, or a screen reader, knows what has the focus now. */
export const focusedName = (page) =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const named = active.closest('[role=radiogroup]') ?? active;
    const by = named.getAttribute('aria-labelledby');
    const label = (by && active.getRootNode().getElementById(by)) || named.labels?.[0] || active;
    return (named.getAttribute('aria-label') ?? label.textContent).replace(/\s+/g, ' ').trim();
  });

/** Presses Tab until something with these words has the focus; the clerk gives up after `most` presses. */
export async function tabTo(page, words, most = 8) {
  const seen = [];
  for (let press = 0; press < most; press++) {
    await page.keyboard.press('Tab');
    const name = await focusedName(page);
    if (name.includes(words)) return;
    seen.push(name);
  }
  assert.fail(`Tab did not come to «${words}» but to ${seen.map((name) => `«${name}»`).join(', ')}`);
}

/** Gives the answer in the field that has the focus. */
export async function give(page, answer) {
  if (typeof answer === 'string') return page.keyboard.type(answer);
  const { option: place, entry: number } = answer;
  if (number) for (let press = 0; press < number; press++) await page.keyboard.press('ArrowDown');
  else {
    await page.keyboard.press('Space');
    for (let press = 0; press < place; press++) await page.keyboard.press('ArrowRight');
  }
}

/** Goes into the first field with the mouse, and through all others by Tab. */
export async function fillSection(page, tag) {
  const [[first, answer], ...others] = answers[tag];
  const section = page.locator(tag);
  if (typeof answer === 'string') await section.getByLabel(first).first().click();
  else await section.getByRole('radio').first().click();
  await give(page, answer);
  for (const [words, next] of others) {
    await tabTo(page, words);
    await give(page, next);
  }
}

/** Fills the row whose first field has the focus. */
export async function fillRow(page, row) {
  const [[first, answer], ...others] = row;
  await page.waitForFunction((words) => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active.labels?.[0]?.textContent.includes(words) && !active.value;
  }, first);
  await give(page, answer);
  for (const [words, next] of others) {
    await tabTo(page, words);
    await give(page, next);
  }
}

/** Adds three rows: the first with the mouse, the others by the keyboard. */
export async function fillList(page, tag) {
  const [first, ...others] = rows[tag];
  await page.locator(tag).getByRole('button', { name: 'Сап кошуу' }).click();
  await fillRow(page, first);
  for (const row of others) {
    await tabTo(page, 'Сап кошуу');
    await page.keyboard.press('Enter');
    await fillRow(page, row);
  }
}

/** All that is typed, by the place of its field on the screen. */
export const valuesOnScreen = (page) =>
  page.evaluate(() => {
    const values = {};
    const walk = (root, section) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) walk(element.shadowRoot, element.localName);
        if (!element.matches('input:not([type=file]), textarea, select')) continue;
        const row = element.closest('[role=row]');
        const place = row ? [...row.parentNode.children].indexOf(row) + 1 : '';
        const label = element.closest('[role=radiogroup]')?.firstElementChild ?? element.labels[0];
        let key = `${section} ${place} ${label.textContent.replace(/\s+/g, ' ').trim()}`;
        if (element.type === 'radio') {
          key += ` = ${element.value}`;
          values[key] = element.checked;
        } else {
          // Two questions of the call have the same words.
          while (key in values) key += ' (2)';
          values[key] = element.value;
        }
      }
    };
    walk(document.querySelector('interest-letter-form').shadowRoot, 'interest-letter-form');
    return values;
  });

/** Presses the form's download button and reads the file that comes. */
export async function download(page) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('interest-letter-form').getByRole('button', { name: 'JSON файлын жүктөп алуу' }).click(),
  ]);
  return file;
}
