import type { DraftRecord } from '../draft/device.js';
import { msg, spokenLanguage } from '../language/message.js';
import { partNames } from '../model/application.js';
import { textsOf } from '../model/call.js';
import type { Call } from '../model/call.js';
import { isBlank } from '../model/draft.js';
import type { Draft, Row } from '../model/draft.js';
import type { PartName } from '../model/part.js';
import { checkPart, hasErrors } from '../model/validate.js';

/** The parts that have a section in the form. */
export const sectionNames = partNames.filter((name) => name !== 'evidence');

/** What a section is called where there is little room. */
export function sectionHeading(name: PartName, call: Call): string {
  switch (name) {
    case 'letter':
      return msg('Кызыкдарлык каты', { id: 'u.letter' });
    case 'municipality':
      return textsOf(call, spokenLanguage()).formats.municipality;
    case 'selfAssessment':
      return msg('Жетекчиге суроолор', { id: 'u.questions' });
    case 'jointActivities':
      return msg('2. Иш-чаралар жана долбоорлор', { id: 'u.list2' });
    case 'civicGroups':
      return msg('3. Уюмдар жана топтор', { id: 'u.list3' });
    case 'donorProjects':
      return msg('4. Донордук долбоорлор', { id: 'u.list4' });
    case 'evidence':
      return name;
  }
}

/** What a draft is called: as a person named it, else as its municipality. */
export function draftName({ municipality: { municipalityName = '' } }: Draft, record?: DraftRecord): string {
  const name = record?.name?.trim() || municipalityName.trim();
  // A whole sentence in the place of a name would push everything else away.
  return name.length > 100
    ? `${name.slice(0, 99)}…`
    : name || msg('Аталышы жок өтүнмө', { id: 'd.untitled' });
}

/** How many of the sections are finished. */
export const finished = (draft: Draft): number =>
  sectionNames.filter((name) => !isBlank(draft[name]) && !hasErrors(checkPart(draft, name))).length;

const leaves = (before: unknown, after: unknown): number => {
  if (before === after) return 0;
  if (typeof before === 'string' || typeof after === 'string')
    return Number(String(before ?? '').trim() !== String(after ?? '').trim());
  const [a, b] = [before ?? {}, after ?? {}] as Record<string, unknown>[];
  return [...new Set(Object.keys({ ...a, ...b }))].reduce(
    (sum, name) => sum + leaves(a?.[name], b?.[name]),
    0,
  );
};

/** How many texts are new or other in `after`, and how many rows `before` does not have. */
export function gain(before: Draft, after: Draft): { readonly fields: number; readonly rows: number } {
  let fields = 0;
  let rows = 0;
  for (const name of partNames) {
    const [was, is] = [before[name], after[name]] as unknown[];
    if (was === is) continue;
    if (!Array.isArray(is)) {
      fields += leaves(was, is);
      continue;
    }
    const known = new Map((was as readonly Row[]).map(({ key, value }) => [key, value]));
    for (const { key, value } of is as readonly Row[]) {
      if (known.has(key)) fields += leaves(known.get(key), value);
      else rows++;
    }
  }
  return { fields, rows };
}
