import { foldText } from '../language/letters.js';

/**
 * Oblasts, each with its districts, as they stand before «облусунун» and «району» in the letter, in the order of
 * the alphabet.
 */
const oblasts = [
  'Баткен,Баткен,Кадамжай,Лейлек',
  'Жалал-Абад,Аксы,Ала-Бука,Базар-Коргон,Ноокен,Сузак,Тогуз-Торо,Токтогул,Чаткал',
  'Нарын,Ак-Талаа,Ат-Башы,Жумгал,Кочкор,Нарын',
  'Ош,Алай,Араван,Кара-Кулжа,Кара-Суу,Ноокат,Өзгөн,Чоң-Алай',
  'Талас,Айтматов,Бакай-Ата,Манас,Талас',
  'Чүй,Аламүдүн,Жайыл,Кемин,Москва,Панфилов,Сокулук,Чүй,Ысык-Ата',
  'Ысык-Көл,Ак-Суу,Жети-Өгүз,Тоң,Түп,Ысык-Көл',
].map((names) => names.split(',')) as [oblast: string, ...districts: string[]][];

/** However it is typed: «чуй», «Чүй облусу», «Ысык-Көл обл.». */
const folded = (oblast: string): string =>
  foldText(oblast)
    .replace(/ обл\S*$/, '')
    .replace(/ /g, '');

/**
 * Names of the oblasts in the order of the alphabet, for a pick list that also takes free text: units are merged
 * and renamed, so nothing is checked against these. The letter is in Kyrgyz, and so are they in every language.
 */
export const oblastNames = (): string[] => oblasts.map(([oblast]) => oblast);

/** Names of the districts of an oblast; if it is not known, or is empty, of one oblast after another. */
export function districtNames(oblast: string): string[] {
  const found = oblasts.filter(([name]) => folded(name) === folded(oblast));
  return (found.length ? found : oblasts).flatMap(([, ...districts]) => districts);
}
