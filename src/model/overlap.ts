import type { Issue } from '../language/issue.js';
import { foldText } from '../language/letters.js';

interface Named {
  readonly row: number;
  readonly name: string;
}

/**
 * The notes of lists 2 and 4: neither may repeat the other fully (`толугу менен кайталабашы керек`). We read it
 * so that a partial overlap is allowed and a complete copy is not, and warn, never block. Names are compared
 * without regard to case, punctuation and the letters that a Russian keyboard lacks.
 */
export function overlap(activities: readonly Named[], projects: readonly Named[]): Issue[] {
  return [
    ...copied('jointActivities', 'repeatsProjects', activities, projects),
    ...copied('donorProjects', 'repeatsActivities', projects, activities),
  ];
}

function copied(list: string, code: Issue['code'], own: readonly Named[], other: readonly Named[]): Issue[] {
  if (!own.length || !other.length) return [];
  const rows = new Map(other.map(({ row, name }) => [folded(name), row + 1]));
  const pairs: string[] = [];
  for (const { row, name } of own) {
    const twin = rows.get(folded(name));
    if (twin === undefined) return [];
    pairs.push(`${row + 1} = ${twin}`);
  }
  const shown = pairs.slice(0, 20).join('; ') + (pairs.length > 20 ? '; …' : '');
  return [{ code, severity: 'warning', path: [list], params: { rows: shown, pairs } }];
}

let cache = new Map<string, string>();

/** Typing changes one name of thousands, so the keys of the others are kept. */
function folded(name: string): string {
  const known = cache.get(name);
  if (known !== undefined) return known;
  if (cache.size > 5000) cache = new Map();
  const key = foldText(name);
  cache.set(name, key);
  return key;
}
