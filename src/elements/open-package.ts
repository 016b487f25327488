import { importApplication } from '../draft/import-application.js';
import { msg, str } from '../language/message.js';
import type { Application } from '../model/application.js';
import { limitsOf } from '../model/evidence-limits.js';
import { refuse } from '../model/json.js';
import type { Result } from '../model/json.js';
import { readPackage } from '../sending/package.js';
import type { OpenedPackage, PackageTrouble } from '../sending/package.js';
import type { DraftDesk, DraftForm } from './draft-desk.js';
import { newsOf } from './draft-news.js';
import { ApplicationErrorEvent } from './events.js';
import { filesOf } from './evidence-files.js';
import { kindOf } from './evidence-kinds.js';
import { isZip, refused } from './chosen-file.js';

/** The application of a package; its files are kept already. */
export interface PackageContent {
  readonly application: Blob;
  /** What came of the files, where there is something to say. */
  readonly remark: () => string;
}

/** Opens a package and keeps its files. Where that cannot be, says so and resolves to nothing. */
export async function openPackage(desk: DraftDesk, zip: Blob): Promise<PackageContent | undefined> {
  const news = newsOf(desk);
  const opening = {
    kind: 'done',
    words: () => msg('Архив ачылып жатат…', { id: 's.opening' }),
  } as const;
  news.tell(opening);
  const { form } = desk;
  const refuseIt = (code: PackageTrouble): undefined => {
    form.dispatchEvent(new ApplicationErrorEvent(issuesOf(code, form)));
    news.tell({ kind: 'refused', words: () => [refused(), troubleWords(code)].join(' ') });
  };
  const read = await readPackage(zip, limitsOf(form.store.call));
  if (!read.success) return refuseIt(read.code);
  const { data } = read;
  const missing = await keepFiles(form, data).catch(() => undefined);
  if (!missing) return refuseIt('unreadable');
  if (news.latest === opening) news.latest = undefined;
  form.requestUpdate();
  return {
    application: new Blob([data.application]),
    remark: () => remarkOf(data, missing),
  };
}

/** As `importApplication` of the draft, with packages beside JSON. Their files are kept. */
export async function importFile(form: DraftForm, file: Blob): Promise<Result<Application>> {
  if (!(await isZip(file))) return importApplication(form.store, file);
  const read = await readPackage(file, limitsOf(form.store.call));
  if (!read.success) return { success: false, issues: issuesOf(read.code, form) };
  await keepFiles(form, read.data);
  return importApplication(form.store, read.data.application);
}

/**
 * Keeps the files of a package before a draft names them. Resolves to the names of those that the application wants
 * and that are neither in the package nor on this device.
 */
async function keepFiles(
  { draft }: DraftForm,
  { files, missing }: OpenedPackage,
): Promise<readonly string[]> {
  const store = filesOf(draft);
  for (const { name, content } of files.values()) {
    const kind = await kindOf(content, name);
    // What the package says of a type is not believed.
    const mediaType = typeof kind === 'string' ? 'application/octet-stream' : kind.mediaType;
    await store.add(content, { mediaType });
  }
  const absent = await Promise.all(missing.map(({ sha256 }) => store.has(sha256)));
  return missing.filter((_, index) => !absent[index]).map(({ name }) => name);
}

/** What a page is told; a person reads {@link troubleWords}. */
const issuesOf = (code: PackageTrouble, { store }: DraftForm): ReturnType<typeof refuse>['issues'] =>
  (code === 'tooBig'
    ? refuse('tooBig', [], { max: limitsOf(store.call).all / 1_048_576 })
    : refuse('invalidJson')
  ).issues;

/** How many names are told at once. */
const most = 5;

const list = (names: readonly string[]): string =>
  [
    ...names.slice(0, most),
    ...(names.length > most ? [msg(str`… дагы ${names.length - most}`, { id: 'u.more' })] : []),
  ].join(', ');

function remarkOf({ files, extra }: OpenedPackage, missing: readonly string[]): string {
  return [
    ...(files.size ? [msg(str`Архивден алынган файлдар: ${files.size}.`, { id: 's.filesTaken' })] : []),
    ...(missing.length
      ? [msg(str`Архивде жок, кайра тандоо керек: ${list(missing)}.`, { id: 's.filesMissing' })]
      : []),
    ...(extra.length
      ? [msg(str`Өтүнмөдө аты жок болгондуктан алынган жок: ${list(extra)}.`, { id: 's.filesExtra' })]
      : []),
  ].join('\n');
}

function troubleWords(code: PackageTrouble): string {
  switch (code) {
    case 'tooBig':
      return msg('Архив өтө чоң же анын ичинде файлдар өтө көп.', { id: 's.zipTooBig' });
    case 'truncated':
      return msg('Архив толук эмес: аны кайра жүктөп алыңыз же кайра көчүрүңүз.', { id: 's.zipTruncated' });
    case 'damaged':
      return msg('Архив бузулган: аны кайра жүктөп алыңыз же кайра көчүрүңүз.', { id: 's.zipDamaged' });
    case 'locked':
      return msg('Архив сырсөз менен жабылган. Аны сырсөзсүз кайра түзүңүз.', { id: 's.zipLocked' });
    case 'document':
      return msg(
        'Бул – Word, Excel же ушул сыяктуу документ, өтүнмө эмес. Тизмени анын бөлүгүндө «Excel же Word таблицасы» менен алыңыз, далилди «Далилдер жана документтер» бөлүгүндө тандаңыз.',
        { id: 's.zipDocument' },
      );
    case 'noApplication':
      return msg('Бул архивде өтүнмө (application.json) жок.', { id: 's.zipNoApplication' });
    case 'twoApplications':
      return msg('Бул архивде бирден көп өтүнмө бар. Ар бирин өзүнчө ачыңыз.', { id: 's.zipTwo' });
    case 'unreadable':
      return msg(
        'Файл окулган жок: ал жылдырылган, өчүрүлгөн же папка болушу мүмкүн. Файлды кайра тандаңыз.',
        { id: 'e.unreadable' },
      );
  }
}
