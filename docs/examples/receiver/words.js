// The sentences of the receiver itself. Those about the fields of an application come from interest-letter/model.

/** @typedef {Record<'ky' | 'ru' | 'en', (params: any) => string>} Sentence */

/** 26.02.2027 18:00 where the programme is. @param {number} instant @param {string} zone */
const dayAndTime = (instant, zone) => {
  // Numbers only: not every system knows the names of Kyrgyz months.
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.day}.${parts.month}.${parts.year} ${parts.hour}:${parts.minute}`;
};

/** @param {number} bytes */
const megabytes = (bytes) => String(Math.round((bytes / 1_048_576) * 10) / 10).replace('.', ',');

/** @type {Record<string, Sentence>} */
export const words = {
  badKey: {
    ky: () => 'Жөнөтүүнүн ачкычы (Idempotency-Key) жок же бул өтүнмөгө туура келбейт.',
    ru: () => 'Ключ отправки (Idempotency-Key) отсутствует или не подходит к этой заявке.',
    en: () => 'The key of the post (Idempotency-Key) is missing or does not fit this application.',
  },
  keyReused: {
    ky: () => 'Бул редакция мурда башка мазмунда кабыл алынган. Өтүнмөнү жаңы редакция катары жөнөтүңүз.',
    ru: () => 'Эта редакция уже принята с другим содержанием. Отправьте заявку как новую редакцию.',
    en: () =>
      'This revision was already received with other content. Send the application as a new revision.',
  },
  badMediaType: {
    ky: () => 'Өтүнмө application/json же multipart/form-data түрүндө гана кабыл алынат.',
    ru: () => 'Заявка принимается только как application/json или multipart/form-data.',
    en: () => 'An application is received as application/json or multipart/form-data only.',
  },
  unreadable: {
    ky: () => 'Жөнөтүлгөн маалымат окулган жок: ал бузулган же толук эмес.',
    ru: () => 'Отправленное не прочитано: оно повреждено или неполно.',
    en: () => 'What was sent could not be read: it is damaged or incomplete.',
  },
  applicationMissing: {
    ky: () => 'Биринчи бөлүк өтүнмөнүн өзү («application») болушу керек.',
    ru: () => 'Первой частью должна быть сама заявка («application»).',
    en: () => 'The first part must be the application itself (“application”).',
  },
  applicationTooLarge: {
    ky: ({ max }) => `Өтүнмө өтө чоң: эң көбү ${megabytes(max)} МБ.`,
    ru: ({ max }) => `Заявка слишком большая: не более ${megabytes(max)} МБ.`,
    en: ({ max }) => `The application is too large: at most ${megabytes(max)} MB.`,
  },
  unknownCall: {
    ky: () => 'Бул чакыруу боюнча өтүнмөлөр мында кабыл алынбайт.',
    ru: () => 'Заявки по этому объявлению здесь не принимаются.',
    en: () => 'Applications to this call are not received here.',
  },
  deadlinePassed: {
    ky: ({ deadline, zone }) =>
      `Өтүнмө кабыл алуунун мөөнөтү бүттү: ${dayAndTime(deadline, zone)} (${zone}).`,
    ru: ({ deadline, zone }) => `Срок приёма заявок истёк: ${dayAndTime(deadline, zone)} (${zone}).`,
    en: ({ deadline, zone }) => `The deadline has passed: ${dayAndTime(deadline, zone)} (${zone}).`,
  },
  badFileName: {
    ky: () =>
      'Файлдын атында «/», «\\» же көрүнбөгөн белгилер болбошу керек, Windows өзүнө алган аттар (CON, NUL) да жарабайт. Атын өзгөртүңүз.',
    ru: () =>
      'В имени файла не должно быть «/», «\\» и невидимых знаков, не годятся и имена, занятые Windows (CON, NUL). Переименуйте файл.',
    en: () =>
      'A file name must not contain “/”, “\\” or characters that cannot be seen, nor be one that Windows keeps for itself (CON, NUL). Rename the file.',
  },
  fileNameRepeats: {
    ky: ({ name }) => `Эки башка файлдын аты бирдей: ${name}. Бирин өзгөртүңүз.`,
    ru: ({ name }) => `Два разных файла с одним именем: ${name}. Переименуйте один из них.`,
    en: ({ name }) => `Two different files have one name: ${name}. Rename one of them.`,
  },
  fileTypeRefused: {
    ky: ({ name }) => `Мындай түрдөгү файл кабыл алынбайт: ${name}.`,
    ru: ({ name }) => `Файлы такого типа не принимаются: ${name}.`,
    en: ({ name }) => `Files of this type are not received: ${name}.`,
  },
  fileTypeDiffers: {
    ky: ({ name }) => `Файлдын мазмуну анын түрүнө туура келбейт: ${name}.`,
    ru: ({ name }) => `Содержание файла не соответствует его типу: ${name}.`,
    en: ({ name }) => `The content of the file is not of its type: ${name}.`,
  },
  fileTooLarge: {
    ky: ({ name, max }) => `Файл өтө чоң: ${name}. Эң көбү ${megabytes(max)} МБ.`,
    ru: ({ name, max }) => `Файл слишком большой: ${name}. Не более ${megabytes(max)} МБ.`,
    en: ({ name, max }) => `The file is too large: ${name}. At most ${megabytes(max)} MB.`,
  },
  fileMissing: {
    ky: ({ name }) => `Файл келген жок: ${name}.`,
    ru: ({ name }) => `Файл не пришёл: ${name}.`,
    en: ({ name }) => `The file did not arrive: ${name}.`,
  },
  fileDiffers: {
    ky: ({ name }) => `Файл жолдо бузулган же өзгөргөн: ${name}. Аны кайра тиркеңиз.`,
    ru: ({ name }) => `Файл повреждён или изменился: ${name}. Приложите его заново.`,
    en: ({ name }) => `The file is damaged or has changed: ${name}. Attach it again.`,
  },
  fileUnexpected: {
    ky: () => 'Өтүнмөдө көрсөтүлбөгөн файл бар.',
    ru: () => 'Есть файл, которого нет в заявке.',
    en: () => 'There is a file that the application does not name.',
  },
  fileRepeats: {
    ky: ({ name }) => `Файл эки жолу жөнөтүлгөн: ${name}.`,
    ru: ({ name }) => `Файл отправлен дважды: ${name}.`,
    en: ({ name }) => `The file was sent twice: ${name}.`,
  },
  tooManyFiles: {
    ky: ({ max }) => `Файлдар өтө көп: эң көбү ${max}.`,
    ru: ({ max }) => `Слишком много файлов: не более ${max}.`,
    en: ({ max }) => `There are too many files: at most ${max}.`,
  },
  postTooLarge: {
    ky: ({ max }) => `Файлдардын жалпы көлөмү өтө чоң: эң көбү ${megabytes(max)} МБ.`,
    ru: ({ max }) => `Общий объём файлов слишком велик: не более ${megabytes(max)} МБ.`,
    en: ({ max }) => `All files together are too large: at most ${megabytes(max)} MB.`,
  },
  tooSlow: {
    ky: () => 'Байланыш үзүлдү: маалымат толук келген жок.',
    ru: () => 'Связь прервалась: данные пришли не полностью.',
    en: () => 'The connection stalled: not everything arrived.',
  },
  tooManyRequests: {
    ky: () => 'Бир даректен өтө көп жөнөтүү болду. Бир аздан кийин кайталаңыз.',
    ru: () => 'Слишком много отправок с одного адреса. Повторите немного позже.',
    en: () => 'Too many posts from one address. Try again a little later.',
  },
  notFound: {
    ky: () => 'Мындай дарек же дүмүрчөк жок.',
    ru: () => 'Нет такого адреса или квитанции.',
    en: () => 'There is no such address or receipt.',
  },
  headTooLarge: {
    ky: () => 'Сурамдын башы өтө узун.',
    ru: () => 'Заголовки запроса слишком длинные.',
    en: () => 'The headers of the request are too long.',
  },
  badRequest: {
    ky: () => 'Сурам туура эмес.',
    ru: () => 'Неверный запрос.',
    en: () => 'The request is not valid.',
  },
  failed: {
    ky: () => 'Серверде ката кетти. Өтүнмө сакталган жок, кийинчерээк кайра жөнөтүңүз.',
    ru: () => 'Ошибка на сервере. Заявка не сохранена, отправьте её позже ещё раз.',
    en: () => 'The server failed. The application was not stored; send it again later.',
  },
};
