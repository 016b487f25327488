import { formatInstant } from '../language/dates.js';
import { languages, msg, speak, str } from '../language/message.js';
import type { Language } from '../language/message.js';
import type { Application } from '../model/application.js';
import { readJson } from '../model/json.js';
import { safeName, uniquePaths } from './package-names.js';
import { sha256 } from './sha256.js';
import { openZip, ZipError } from './zip-read.js';
import type { Member, ZipTrouble } from './zip-read.js';
import { writeZip } from './zip-write.js';
import type { NewEntry, WritingOptions } from './zip-write.js';

/** A finished application for those who send it by e-mail or by post. */
export interface NewPackage {
  readonly application: Application | string;
  /** The letter with its annexes, as DOCX. */
  readonly letter?: { readonly name: string; readonly content: Blob } | undefined;
  /** The bytes of every file that the application names, by their sha256. */
  readonly files: ReadonlyMap<string, Blob>;
  /** What the criteria are called, by their ids: for people who read the folders. */
  readonly headings?: Readonly<Record<string, string>>;
}

/** How much evidence may be in a package, in bytes. */
export interface PackageLimits {
  readonly file: number;
  readonly all: number;
  readonly files: number;
}

export interface OpenedPackage {
  /** The JSON as it stands there. */
  readonly application: string;
  /** What the application names and the package has, by sha256. `name` is that in the application. */
  readonly files: ReadonlyMap<string, { readonly name: string; readonly content: Blob }>;
  /** Files that the application wants and the package does not have. */
  readonly missing: readonly { readonly name: string; readonly sha256: string }[];
  /** Paths of files that the application does not want. */
  readonly extra: readonly string[];
}

/** Why a package was not opened; `document` is one of Word, Excel and their like, which are archives too. */
export type PackageTrouble = ZipTrouble | 'document' | 'noApplication' | 'twoApplications' | 'unreadable';

const applicationName = 'application.json';
const readMeName = 'README.txt';
const folder = 'evidence';
/** What becomes smaller; pictures, PDF and the newer files of offices are packed in themselves. */
const isLoose = (name: string): boolean => /\.(?:json|txt|doc|xls|tiff?)$/i.test(name);
/** Asia/Bishkek, in minutes. */
const zone = 360;

/**
 * The package as a ZIP archive: `application.json`, the letter, `evidence/<criterion>/<file>`, and a text that says
 * what is what. The same package gives the same bytes. Rejects with an Error where a file that the application names
 * is not in `files`, with an AbortError when told to, or with a NotReadableError.
 */
export async function writePackage(
  { application, letter, files, headings = {} }: NewPackage,
  options: WritingOptions = {},
): Promise<Blob> {
  const json = typeof application === 'string' ? application : JSON.stringify(application, null, 2);
  const { evidence, language, exportedAt, name } = factsOf(json);
  const unique = uniquePaths();
  const entry = (path: string, content: Blob): NewEntry => ({
    name: unique(path),
    content,
    isStored: !isLoose(path),
  });
  const first = entry(applicationName, new Blob([json]));
  unique(readMeName);
  const letters = letter ? [entry(safeName(letter.name, 'letter.docx'), letter.content)] : [];
  const folders = new Map<string, NewEntry[]>();
  for (const row of evidence) {
    const content = files.get(row.sha256);
    if (!content) throw new Error(`no file ${row.name}`);
    const own = folders.get(row.criterion) ?? [];
    folders.set(row.criterion, own);
    own.push(entry(`${folder}/${safeName(row.criterion, 'other')}/${safeName(row.name, 'file')}`, content));
  }
  const readMe = speak(language, () => [
    msg('КЫЗЫКДАРЛЫК КАТЫ', { id: 's.readMeTitle' }),
    name,
    ...(exportedAt
      ? [
          msg(str`Түзүлдү: ${formatInstant(exportedAt, language, zone)} (Бишкек убактысы)`, {
            id: 's.readMeAt',
          }),
        ]
      : []),
    '',
    `${applicationName} – ${msg('өтүнмөнүн бардык жооптору. Аларды окуш үчүн ушул архивди толугу менен өтүнмөнүн формасында ачыңыз («Файлды ачуу»).', { id: 's.readMeJson' })}`,
    ...letters.map(
      (each) => `${each.name} – ${msg('кат тиркемелери менен, Word файлы.', { id: 's.readMeLetter' })}`,
    ),
    ...[...folders].flatMap(([criterion, own]) => [
      '',
      ...(headings[criterion] ? [headings[criterion]] : []),
      ...own.map((each) => `  ${each.name}`),
    ]),
    '',
  ]);
  return writeZip(
    [
      first,
      // A mark at its beginning and these ends of lines: Notepad of old Windows needs both.
      { name: readMeName, content: new Blob(['\ufeff', readMe.join('\r\n')]), isStored: false },
      ...letters,
      ...[...folders.values()].flat(),
    ],
    new Date((Date.parse(exportedAt) || 0) + zone * 60_000),
    options,
  );
}

/** What an application or a draft says of a file. */
interface Wanted {
  readonly criterion: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

interface Facts {
  readonly evidence: readonly Wanted[];
  readonly language: Language;
  readonly exportedAt: string;
  /** Of the municipality. */
  readonly name: string;
}

type Loose = Partial<Record<string, unknown>>;
const loose = (value: unknown): Loose => (typeof value === 'object' && value ? (value as Loose) : {});
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** What can be read of a finished application or of a draft, whose rows have their texts one level deeper. */
function factsOf(json: string): Facts {
  const read = readJson(json, { torn: true });
  const data = loose(read.success ? read.data : undefined);
  const rows = Array.isArray(data['evidence']) ? (data['evidence'] as unknown[]) : [];
  return {
    evidence: rows.flatMap((row) => {
      const { criterion, fileName, size, sha256 } = { ...loose(loose(row)['value']), ...loose(row) };
      const hash = text(sha256);
      return /^[0-9a-f]{64}$/.test(hash)
        ? [{ criterion: text(criterion), name: text(fileName), size: Number(text(size)), sha256: hash }]
        : [];
    }),
    language: languages.find((each) => each === data['language']) ?? 'ky',
    exportedAt: text(data['exportedAt']),
    name: text(loose(data['municipality'])['municipalityName']),
  };
}

export type PackageReading =
  | { readonly success: true; readonly data: OpenedPackage }
  | { readonly success: false; readonly code: PackageTrouble };

/** The largest application that is read, in bytes. */
const largestJson = 40e6;

/**
 * Opens a package that was made here or packed anew by hand: files are known by their sha256 and not by where they
 * stand. Untrusted: what is more than `limits` allow is never inflated. Never throws.
 */
export async function readPackage(zip: Blob, limits: PackageLimits): Promise<PackageReading> {
  try {
    return { success: true, data: await opened(zip, limits) };
  } catch (error) {
    return {
      success: false,
      code: error instanceof Refusal || error instanceof ZipError ? error.code : 'unreadable',
    };
  }
}

class Refusal extends Error {
  constructor(readonly code: PackageTrouble) {
    super(code);
  }
}

async function opened(zip: Blob, limits: PackageLimits): Promise<OpenedPackage> {
  // Twice: the letter, and what people put in besides.
  if (zip.size > 2 * limits.all) throw new ZipError('tooBig');
  const members = (await openZip(zip)).filter(({ path }) => !isLitter(path));
  if (members.reduce((sum, { size }) => sum + size, 0) > 2 * limits.all) throw new ZipError('tooBig');
  const json = applicationIn(members);
  if (json.size > Math.min(largestJson, limits.all)) throw new ZipError('tooBig');
  const application = await (await json.read()).text();

  const { evidence } = factsOf(application);
  const bySize = new Map<number, Map<string, string>>();
  for (const { size, sha256, name } of evidence) {
    if (size > limits.file) continue;
    const same = bySize.get(size) ?? new Map<string, string>();
    bySize.set(size, same.set(sha256, name));
  }
  const files = new Map<string, { name: string; content: Blob }>();
  const known = new Set<string>();
  const extra: string[] = [];
  let left = limits.all;
  for (const member of members) {
    if (member === json) continue;
    const wanted = bySize.get(member.size);
    const mark = `${member.size} ${member.crc}`;
    if (wanted?.size && !known.has(mark)) {
      if ((left -= member.size) < 0 || files.size >= limits.files) throw new ZipError('tooBig');
      const content = await member.read();
      const hash = await sha256(content);
      const name = wanted.get(hash);
      if (name !== undefined) {
        files.set(hash, { name, content });
        known.add(mark);
        wanted.delete(hash);
        continue;
      }
    }
    if (!known.has(mark) && !(depthOf(member) === depthOf(json) && isOurs(member.path)))
      extra.push(member.path);
  }
  return {
    application,
    files,
    missing: evidence.filter(({ sha256: hash }) => !files.has(hash)),
    extra,
  };
}

/** What Windows and macOS put into folders by themselves. */
const isLitter = (path: string): boolean =>
  /(?:^|\/)(?:__MACOSX\/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(path);

/** The letter and the text about the package, which stand beside the application. */
const isOurs = (path: string): boolean => /(?:(?:^|\/)README\.txt|\.docx)$/i.test(path);

const depthOf = ({ path }: Member): number => path.split('/').length;

function applicationIn(members: readonly Member[]): Member {
  const named = (pattern: RegExp): Member[] => members.filter(({ path }) => pattern.test(path));
  const applications = named(/(?:^|\/)application\.json$/i);
  // Somebody may have put a file from «JSON файлын жүктөп алуу» together with the evidence.
  const all = applications.length ? applications : named(/\.json$/i);
  // What lies deeper is evidence.
  const top = Math.min(...all.map(depthOf));
  const [json, ...more] = all.filter((member) => depthOf(member) === top);
  if (more.length) throw new Refusal('twoApplications');
  if (json) return json;
  const isDocument = named(/^(?:word\/document|xl\/workbook|META-INF\/manifest)\.(?:xml|bin)$/).length;
  throw new Refusal(isDocument ? 'document' : 'noApplication');
}
