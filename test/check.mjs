/**
 * `npm run check`: everything that is not a test. Each step prints one line, and all run even when one fails;
 * the last line is `N passed, N failed`. `npm run check -- types lint` runs only the named steps.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const filesBelow = (folder, ending) =>
  readdirSync(folder, { recursive: true })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((path) => path.endsWith(ending) && !path.includes('/translations/'));

/** Runs a program of node_modules/.bin (or npm); its output is the reason when it fails. */
const program = (name, ...args) =>
  new Promise((resolve, reject) => {
    const file = name === 'npm' ? name : join('node_modules', '.bin', name);
    execFile(file, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      error ? reject(new Error(`${stdout}\n${stderr}`.trim())) : resolve(stdout),
    );
  });

const failIf = (problems) => {
  if (problems.length) throw new Error(problems.join('\n'));
};

/** Messages of an XLIFF file by id: source and target as they stand there. */
function readXliff(path) {
  const units = [
    ...readFileSync(path, 'utf8').matchAll(/<trans-unit id="([^"]+)">([\s\S]*?)<\/trans-unit>/g),
  ];
  const element = (text, name) => new RegExp(`<${name}[^>]*>([\\s\\S]*?)</${name}>`).exec(text)?.[1];
  return new Map(
    units.map(([, id, text]) => [id, { source: element(text, 'source'), target: element(text, 'target') }]),
  );
}

/** Extracts the messages anew, beside the tree, and compares: nothing missing, empty, out of date or left over. */
async function translations() {
  const config = json('src/language/lit-localize.json');
  rmSync('.build/xliff', { recursive: true, force: true });
  mkdirSync('.build', { recursive: true });
  cpSync('src/language/xliff', '.build/xliff', { recursive: true });
  config.tsConfig = '../tsconfig.json';
  config.interchange.xliffDir = './xliff';
  config.output.outputDir = './translations';
  writeFileSync('.build/lit-localize.json', JSON.stringify(config));
  await program('lit-localize', '--config', '.build/lit-localize.json', 'extract');
  const problems = [];
  for (const locale of config.targetLocales) {
    const [tracked, extracted] = ['src/language/xliff', '.build/xliff'].map(
      (folder) => `${folder}/${locale}.xlf`,
    );
    const before = readXliff(tracked);
    const now = readXliff(extracted);
    if (!now.size) problems.push(`${locale}: no message was found in src`);
    for (const [id, { source, target }] of now) {
      if (!before.has(id)) problems.push(`${locale}: ${id} is missing`);
      else if (!target?.trim()) problems.push(`${locale}: ${id} has no translation`);
      else if (before.get(id).source !== source)
        problems.push(`${locale}: ${id} was changed in src after it was translated`);
    }
    for (const id of before.keys()) if (!now.has(id)) problems.push(`${locale}: ${id} is no longer in src`);
    if (readFileSync(tracked, 'utf8') !== readFileSync(extracted, 'utf8')) {
      problems.push(`${locale}: \`npm run extract\` would change ${tracked}`);
    }
  }
  failIf(problems);
}

/** No two files of src import each other, however long the way round. (ESLint sees to the floors.) */
function cycles() {
  const imports = new Map();
  for (const file of filesBelow('src', '.ts')) {
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
    const relative = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
    imports.set(
      file,
      relative.map((name) => posix.join(dirname(file), name).replace(/\.js$/, '.ts')),
    );
  }
  const problems = [];
  const done = new Set();
  const visit = (file, path) => {
    const start = path.indexOf(file);
    if (start >= 0) problems.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  failIf(problems);
}

/** Every tag that src/define registers stands in the manifest with its class and a summary, and no other does. */
function manifest() {
  const { modules } = json('dist/custom-elements.json');
  const elements = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  const problems = [];
  const tags = filesBelow('src/define', '.ts').map((file) => posix.basename(file, '.ts'));
  for (const tag of tags) {
    const element = elements.find(({ tagName }) => tagName === tag);
    if (!element) problems.push(`${tag} is not in the manifest`);
    else if (!element.summary && !element.description) problems.push(`${tag} has no summary`);
  }
  for (const { tagName } of elements)
    if (!tags.includes(tagName)) problems.push(`${tagName} has no src/define/${tagName}.ts`);
  failIf(problems);
}

/** The files of dist/ that test/budgets.json names stay below its bytes, gzipped. */
function sizes() {
  const lines = Object.entries(json('test/budgets.json')).map(([file, budget]) => {
    const size = gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;
    return { text: `${file} ${size} of ${budget} bytes gzip`, over: size > budget };
  });
  failIf(lines.filter(({ over }) => over).map(({ text }) => text));
  return lines.map(({ text }) => text).join('; ');
}

/** Registries differ from place to place: the lock names versions and hashes, and no address. */
function lock() {
  failIf(
    readFileSync('package-lock.json', 'utf8').includes('"resolved"')
      ? ['package-lock.json names addresses ("resolved")']
      : [],
  );
}

/** In order: what stands below `build` looks at the dist/ that it made. */
const steps = {
  localize: () => program('npm', 'run', '--silent', 'localize'),
  translations,
  types: () => program('tsc', '-p', 'tsconfig.json'),
  lint: () => program('eslint', '--max-warnings=0', '.'),
  cycles,
  format: () => program('prettier', '--check', '--log-level=warn', '.'),
  lock,
  build: () => program('npm', 'run', '--silent', 'build'),
  // The stories read the manifest.
  'types of tests': () => program('tsc', '-p', 'test/tsconfig.json'),
  manifest,
  sizes,
  publint: () => program('publint', '--strict'),
  'package types': () =>
    program(
      'attw',
      '--pack',
      '.',
      '--profile',
      'esm-only',
      '--no-emoji',
      '--exclude-entrypoints',
      './schema/application-1.schema.json',
      './schema/call-1.schema.json',
      './custom-elements.json',
      './offline/interest-letter.html',
    ),
};

const named = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const [name, step] of Object.entries(steps)) {
  if (named.length && !named.includes(name)) continue;
  try {
    const result = await step();
    passed += 1;
    console.log(`pass  ${name}${name === 'sizes' ? `: ${result}` : ''}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n${error.message.replace(/^/gm, '      ')}`);
  }
}
if (passed + failed === 0) failed = 1;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
