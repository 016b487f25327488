import { isBlankDraft } from '../draft/keeper.js';
import { mergeDrafts } from '../draft/merge.js';
import { fileWords } from '../language/file-issue.js';
import { addWords, issueMessage } from '../language/issue.js';
import type { Issue } from '../language/issue.js';
import { writeDate } from '../language/dates.js';
import { msg, str } from '../language/message.js';
import { partNames, schemaVersion } from '../model/application.js';
import type { Call } from '../model/call.js';
import { readDraft } from '../model/draft.js';
import type { Draft } from '../model/draft.js';
import { readJson, refuse } from '../model/json.js';
import type { Result } from '../model/json.js';
import { migrateApplication } from '../model/migrate.js';
import { pathLabel } from '../model/path-label.js';
import { ComparePanel } from './compare-panel.js';
import type { DraftDesk } from './draft-desk.js';
import { gain } from './draft-facts.js';
import { newsOf } from './draft-news.js';
import type { News } from './draft-news.js';
import { isZip, refused } from './chosen-file.js';
import { ApplicationErrorEvent } from './events.js';
import { OpenPanel } from './open-panel.js';
import { setAside } from './set-aside.js';

addWords(fileWords);

/**
 * Opens a file that somebody has chosen: a draft or an application, finished or not, of this version or an older one,
 * or a package with its files.
 */
export async function openFile(desk: DraftDesk, chosen: Blob): Promise<void> {
  const { form } = desk;
  const news = newsOf(desk);
  const { store } = form;
  let file = chosen;
  /** What else is to be said when it is open. */
  let remark = (): string => '';
  if (await isZip(chosen)) {
    const content = await import('./open-package.js').then(
      ({ openPackage }) => openPackage(desk, chosen),
      () => tellImport(desk, refuse('notLoaded')),
    );
    if (!content) return;
    ({ application: file, remark } = content);
  }
  const withRemark = (words: () => string) => (): string => [words(), remark()].filter(Boolean).join('\n');
  const read = await readFile(file, store.call);
  if (!read.success) {
    form.dispatchEvent(new ApplicationErrorEvent(read.issues));
    return tellImport(desk, read);
  }
  if (!read.data) return news.tell({ kind: 'refused', words: noApplication });
  const { draft, at } = read.data;

  const screen = store.draft;
  if (isBlankDraft(screen)) return take(desk, draft, withRemark(opened));
  const merge = mergeDrafts(undefined, draft, screen);
  if (
    merge.draft === screen &&
    mergeDrafts(undefined, screen, draft).draft === draft &&
    !merge.conflicts.length
  ) {
    return news.tell({
      kind: 'done',
      words: withRemark(() => msg('Файлдагы жазуулардын баары экранда бар.', { id: 'd.allThere' })),
    });
  }
  new OpenPanel(form, {
    file: draft,
    at,
    added: gain(screen, merge.draft),
    conflicts: merge.conflicts.length,
    isKept: !!desk.keeper,
    merge: () =>
      new ComparePanel(form, {
        base: undefined,
        from: 'file',
        other: draft,
        done: (merged) => {
          const { fields, rows } = gain(store.draft, merged);
          take(
            desk,
            merged,
            withRemark(() =>
              msg(
                str`Файл экрандагы менен бириктирилди. Өзгөргөн жазуулар: ${fields}, жаңы саптар: ${rows}.`,
                { id: 'd.merged' },
              ),
            ),
          );
        },
      }).ask(),
    replace: () => replace(desk, draft, withRemark),
  }).open();
}

const opened = (): string => msg('Файл ачылды.', { id: 'u.imported' });

/** Says what came of a file or a value that a page has opened. */
export function tellImport(desk: DraftDesk, { success, issues }: Result<unknown>): void {
  newsOf(desk).tell(
    success
      ? { kind: 'done', words: opened, undo: true }
      : { kind: 'refused', words: () => refusal(issues, desk) },
  );
}

const noApplication = (): string =>
  [refused(), msg('Бул файлда толтурулган өтүнмө жок.', { id: 'd.noApplication' })].join(' ');

/** How many reasons are given at once. */
const most = 5;

const refusal = (issues: readonly Issue[], { form: { language } }: DraftDesk): string =>
  [
    refused(),
    ...issues
      .slice(0, most)
      .map((issue) =>
        [pathLabel(issue.path, language) || issue.path.join('.'), issueMessage(issue, language)]
          .filter(Boolean)
          .join(': '),
      ),
    ...(issues.length > most ? [msg(str`… дагы ${issues.length - most}`, { id: 'u.more' })] : []),
  ].join('\n');

interface Content {
  readonly draft: Draft;
  /** When it was exported. */
  readonly at: string | undefined;
}

/** What a file holds; nothing where it is JSON but no application. */
async function readFile(file: Blob, call: Call): Promise<Result<Content | undefined>> {
  // 20 million characters are twice as many bytes where they are Kyrgyz.
  if (file.size > 40e6) return refuse('tooBig', [], { max: 20 });
  const text = await file.text().catch(() => '');
  const json = readJson(text, { torn: true });
  if (!json.success) return json;
  let data = json.data as Record<string, unknown> | null;
  const version = data?.['schemaVersion'];
  if (typeof version === 'number' && version < schemaVersion) {
    const migrated = migrateApplication(data);
    // A draft is no application: it is read as far as it has a place, and the rest is left over.
    if (migrated.success) data = migrated.data;
  }
  const read = readDraft(data, call.id);
  if (!read.success) return read;
  const { populationAsOf, ...municipality } = read.data.municipality;
  // The call says that day of itself, and only an export writes it down: it is no difference.
  const draft =
    populationAsOf === writeDate(call.populationAsOf) ? { ...read.data, municipality } : read.data;
  const known = partNames.some((name) => name in (data ?? {}));
  const at = data?.['exportedAt'];
  return {
    success: true,
    data:
      !known || isBlankDraft(draft)
        ? undefined
        : { draft, at: typeof at === 'string' && Date.parse(at) ? at : undefined },
    issues: [],
  };
}

/** Puts a draft on the screen, in one step that undo takes back. */
function take(desk: DraftDesk, draft: Draft, words: News['words']): void {
  const news = newsOf(desk);
  desk.form.store.replace(draft);
  news.tell({ kind: 'done', words, undo: true });
}

/** The file in the place of what is on the screen, which stays among the drafts of this device. */
async function replace(
  desk: DraftDesk,
  draft: Draft,
  withRemark: (words: () => string) => () => string,
): Promise<void> {
  if (!desk.keeper) return take(desk, draft, withRemark(opened));
  const trouble = await setAside(desk, draft, () => msg('файл ачылганга чейин', { id: 'd.beforeFile' }));
  if (trouble) return newsOf(desk).tell(trouble);
  take(
    desk,
    draft,
    withRemark(() =>
      msg('Файл ачылды. Мурунку өтүнмө сакталгандардын арасында калды.', { id: 'd.openedKept' }),
    ),
  );
}
