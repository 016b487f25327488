import type { fileWords } from './file-issue.js';
import { formatNumber } from './numbers.js';
import { msg, speak, spokenLanguage, str, type Language } from './message.js';
import type { serverWords } from './server-issue.js';

export type Severity = 'error' | 'warning';

/** Where in an application: names of parts and fields, 0-based numbers of rows. */
export type Path = readonly (string | number)[];

/** A finding about what was typed or read. Data, not words: {@link issueMessage} words it when it is shown. */
export interface Issue {
  readonly code: IssueCode;
  /** An error stops an export, a warning never does. */
  readonly severity: Severity;
  readonly path: Path;
  readonly params?: Readonly<Record<string, unknown>>;
}

export type IssueCode = keyof typeof words | keyof typeof fileWords | keyof typeof serverWords;

type Params = Readonly<Record<string, unknown>>;

const number = (value: unknown): string =>
  typeof value === 'number' ? formatNumber(value, spokenLanguage()) : String(value);

/** One sentence a code: what is wrong and how to mend it. */
const words = {
  required: () => msg('Бул жерди толтуруңуз.', { id: 'i.required' }),
  choose: () => msg('Бирин тандаңыз.', { id: 'i.choose' }),
  recommended: () => msg('Мүмкүн болсо, муну да толтуруңуз.', { id: 'i.recommended' }),
  tooLong: (p: Params) =>
    msg(str`Өтө узун: эң көбү ${number(p['max'])} белги. Кыскартыңыз.`, { id: 'i.tooLong' }),
  tooSmall: (p: Params) =>
    msg(str`Өтө кичине: ${number(p['min'])} же андан чоң сан жазыңыз.`, { id: 'i.tooSmall' }),
  tooLarge: (p: Params) =>
    msg(str`Өтө чоң: ${number(p['max'])} же андан кичине сан жазыңыз.`, { id: 'i.tooLarge' }),
  tooMany: (p: Params) => msg(str`Өтө көп: эң көбү ${number(p['max'])}.`, { id: 'i.tooMany' }),
  tooFew: (p: Params) => msg(str`Аз болуп калды: эң азы ${number(p['min'])}.`, { id: 'i.tooFew' }),
  notNumber: () => msg('Санды гана жазыңыз, мисалы: 1 250 же 12,5.', { id: 'i.notNumber' }),
  notInteger: () => msg('Бүтүн сан жазыңыз, мисалы: 1 250.', { id: 'i.notInteger' }),
  ambiguousNumber: (p: Params) =>
    msg(
      str`Муну эки түрдүү окуса болот: ${String(p['a'])} же ${String(p['b'])}. Туурасын дал ушундай жазыңыз.`,
      { id: 'i.ambiguousNumber' },
    ),
  numberTooLong: () => msg('Бул сан өтө узун. Цифраларын текшериңиз.', { id: 'i.numberTooLong' }),
  notDate: () => msg('Күнүн, айын, жылын жазыңыз, мисалы: 28.02.2025.', { id: 'i.notDate' }),
  noSuchDate: () => msg('Мындай күн жок. Күнүн жана айын текшериңиз.', { id: 'i.noSuchDate' }),
  notEmail: () =>
    msg('Электрондук дарек ушундай болот: ayil@mail.kg. Латын тамгалары менен жазыңыз.', {
      id: 'i.notEmail',
    }),
  notUrl: () => msg('Сайттын дареги ушундай болот: www.ayil.kg.', { id: 'i.notUrl' }),
  notChoice: () => msg('Сунушталгандардын бирин тандаңыз.', { id: 'i.notChoice' }),
  phoneRequired: () =>
    msg('Жок дегенде бир телефон номерин жазыңыз: уюлдук же стационардык.', { id: 'i.phoneRequired' }),
  controlCharacter: () => msg('Көрүнбөгөн белги бар. Текстти кайра териңиз.', { id: 'i.controlCharacter' }),
  loneSurrogate: () => msg('Бузулган белги бар. Текстти кайра териңиз.', { id: 'i.loneSurrogate' }),

  phoneUnread: (p: Params) =>
    msg(str`Номер катары окулган жок: ${String(p['text'])}. Текшериңиз, мисалы: 0555 123456.`, {
      id: 'i.phoneUnread',
    }),
  unusual: () => msg('Бул сан адаттагыдан башкача. Туура экенин текшериңиз.', { id: 'i.unusual' }),
  unusualArea: () =>
    msg('Аянт адаттагыдан башкача. Гектар менен жазылганын текшериңиз (1 км² = 100 га).', {
      id: 'i.unusualArea',
    }),
  maybeThousandSom: () => msg('Сумма өтө аз. Балким, «миң сом» болушу керек.', { id: 'i.maybeThousandSom' }),
  districtFarther: () =>
    msg(
      'Райондук борборго чейинки аралык облустук борборго чейинки аралыктан узун болуп калды. Текшериңиз.',
      { id: 'i.districtFarther' },
    ),
  answerIsNo: () => msg('Жооп «жок», бирок бул жер толтурулган. Текшериңиз.', { id: 'i.answerIsNo' }),
  emptyList: () => msg('Тизме бош. Жаза турган нерсе жок болсо, ушундай калтырыңыз.', { id: 'i.emptyList' }),
  repeatsProjects: (p: Params) =>
    msg(str`Бул тизме 4-тизмени толугу менен кайталап жатат (саптары: ${String(p['rows'])}).`, {
      id: 'i.repeatsProjects',
    }),
  repeatsActivities: (p: Params) =>
    msg(str`Бул тизме 2-тизмени толугу менен кайталап жатат (саптары: ${String(p['rows'])}).`, {
      id: 'i.repeatsActivities',
    }),

  fileMissing: () => msg('Файл ушул түзмөктө жок. Аны кайра тандаңыз.', { id: 'i.fileMissing' }),
  notLoaded: () =>
    msg('Байланыш жок: керектүү файл жүктөлгөн жок. Кийинчерээк кайталап көрүңүз.', { id: 'i.notLoaded' }),
  badText: () => msg('Маани күтүлгөн түрдө эмес.', { id: 'i.badText' }),
} satisfies Record<string, (params: Params) => string>;

const known: Readonly<Record<string, (params: Params) => string>> = { ...words };

/** Makes sentences known that are not needed to fill in a form, such as those about files or of a server. */
export const addWords = (more: typeof fileWords | typeof serverWords): unknown => Object.assign(known, more);

export const isIssueCode = (code: string): code is IssueCode => Object.hasOwn(known, code);

/** Words an issue in a language, as one sentence that says how to mend it. */
export function issueMessage(issue: Issue, language: Language): string {
  return speak(language, () => (known[issue.code] ?? words.badText)(issue.params ?? {}));
}
