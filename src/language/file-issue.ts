import { msg, spokenLanguage, str } from './message.js';
import { formatNumber } from './numbers.js';

type Params = Readonly<Record<string, unknown>>;

const number = (value: unknown): string => formatNumber(Number(value), spokenLanguage());

/** One sentence a code for what can be wrong with a file. They load with what reads files. */
export const fileWords = {
  invalidJson: () => msg('Бул файл окулган жок: ал JSON эмес же бузулган.', { id: 'i.invalidJson' }),
  tooBig: (p: Params) => msg(str`Файл өтө чоң: эң көбү ${number(p['max'])} МБ.`, { id: 'i.tooBig' }),
  tooDeep: () => msg('Файлдын түзүлүшү өтө терең.', { id: 'i.tooDeep' }),
  wrongType: (p: Params) =>
    msg(str`Маанинин түрү туура эмес: ${String(p['expected'])} болушу керек.`, { id: 'i.wrongType' }),
  unknownKey: (p: Params) => msg(str`Белгисиз талаа: ${String(p['key'])}.`, { id: 'i.unknownKey' }),
  forbiddenKey: (p: Params) => msg(str`Тыюу салынган талаа: ${String(p['key'])}.`, { id: 'i.forbiddenKey' }),
  newerVersion: (p: Params) =>
    msg(str`Файл жаңыраак форманыкы (${String(p['version'])}-версия). Баракты жаңыртып көрүңүз.`, {
      id: 'i.newerVersion',
    }),
  notTable: () =>
    msg('Мында таблица табылган жок. Word же Excel таблицасын белгилеп, көчүрүп алыңыз.', {
      id: 'i.notTable',
    }),
  tableTooBig: (p: Params) =>
    msg(
      str`Таблица өтө чоң: эң көбү ${number(p['rows'])} сап, ${number(p['columns'])} тилке. Бөлүп алып келиңиз.`,
      { id: 'i.tableTooBig' },
    ),
  notXlsx: () =>
    msg('Бул файлды форма окуй албайт. Аны .xlsx же .csv түрүндө, сырсөзсүз сактап, кайра тандаңыз.', {
      id: 'i.notXlsx',
    }),
} satisfies Record<string, (params: Params) => string>;
