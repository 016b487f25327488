import { readPhones } from '../language/phones.js';

/** Telephone numbers, addresses of e-mail, or a word that announces them. */
const contactStart =
  /(?:^|[\s,;(])(?:тел|моб|уюлдук|байл|конт|дарег|дарек|адрес|эл\.? ?почта|e-?mail|whats|phone|mob|tel)[\p{L}\p{M}]*[.:\s№-]*(?=[+(\dОоO]|[^\s,;]+@)|[^\s,;:()]+@[^\s,;()]+|[+(]{0,2}[\dОоO][\dОоO ()\u00a0./\u2010-\u2015-]{6,}\d/iu;

const label =
  /^(?:лидер|жетекчи|төрага|башчы|руководител|председател|директор|координатор|контактное лицо|аты-жөнү|ф\.? ?и\.? ?о|leader|head|chair|director|contact person)[\p{L}\p{M}]*\.?\s*(?:[:–—-]|\p{Lu})/iu;
/** Two to four words with capitals, initials among them; «уулу» and «кызы» belong to names. */
const person =
  /^\p{Lu}[\p{L}\p{M}’'-]*\.?(?:(?:\s+|(?<=\.))(?:\p{Lu}[\p{L}\p{M}’'-]*\.?|уулу|кызы|оглы|кизи)){1,4}$/u;
/** Words that begin with a capital in the names of groups. */
const group =
  /тоб|топ|кеңеш|комитет|бирикме|фонд|уюм|коом|клуб|борбор|мектеп|совет|групп|объедин|организац|союз|центр|council|group|club|committee|union/iu;

const isPerson = (text: string): boolean => label.test(text) || (person.test(text) && !group.test(text));

/** Without what parted it from its neighbours. */
const trim = (text: string): string => text.replace(/^[\s,;:–—-]+|[\s,;:–—(-]+$/g, '');

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/**
 * The name of a group, its leader and the contacts, or the last two, that stand in one cell: by lines and by the
 * first telephone number, else by commas and dashes. What cannot be told apart for sure stays with the first of
 * `fields`; no word is lost.
 */
export function splitCell(text: string, fields: readonly string[]): Record<string, string> {
  const [first = '', ...rest] = fields;
  if (!rest.length || !text.trim()) return { [first]: text };
  const at = contactsAt(text);
  const head = trim(text.slice(0, at));
  const contacts = text.slice(at).replace(/^[\s,;]+|\s+$/g, '');
  if (!head) return { [first]: text };
  const withContacts = (parts: Record<string, string>): Record<string, string> =>
    contacts ? { ...parts, leaderContacts: contacts } : parts;
  if (first === 'leaderName') return withContacts({ leaderName: head });

  const rows = lines(head);
  const pieces = rows.length > 1 ? rows : head.split(/\s*[,;]\s+|\s+[–—-]\s+/);
  const people = pieces.flatMap((piece, index) => (index && isPerson(trim(piece)) ? [index] : []));
  // Of two lines before the contacts the second can only be the leader.
  const leader =
    people.length === 1 ? people[0] : rows.length === 2 && contacts && !people.length ? 1 : undefined;
  if (leader === undefined || leader !== pieces.length - 1) return withContacts({ groupName: head });
  const leaderName = trim(pieces[leader] as string);
  const groupName = trim(head.slice(0, head.lastIndexOf(pieces[leader] as string)));
  return withContacts({ groupName, leaderName });
}

/** Where the contacts begin; the length of the text if there are none. */
function contactsAt(text: string): number {
  for (let from = 0; from < text.length;) {
    const found = contactStart.exec(text.slice(from));
    if (!found) break;
    const at = from + found.index;
    const rest = text.slice(at);
    // Numbers of members and years look like telephones from afar.
    if (found[0].includes('@') || /^[^\n]*@/.test(rest.slice(found[0].length).slice(0, 60))) return at;
    if (readPhones(lines(rest)[0] ?? '').numbers.length) return at;
    from = at + Math.max(1, found[0].length);
  }
  return text.length;
}
