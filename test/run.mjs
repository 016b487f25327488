/**
 * `npm test`: every test there is, and one last line `N passed, N failed` from what the runners counted.
 *
 *   npm test                                      all, in every engine that this machine has
 *   npm test -- --only=node                       language, model, draft, letter: plain Node, seconds
 *   npm test -- --only=chromium,node              of node, chromium, firefox, webkit, e2e
 *   npm test -- --only=chromium error-summary     only test files whose path has this in it
 *   npm test -- --only=e2e --no-build             with the dist/ that is there already
 *
 * Fails when a test failed, and when a runner ran none. Chromium is a must (see browsers.mjs); Firefox and
 * WebKitGTK run where they are installed, and what is left out is named at the end.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { run as runNodeTests } from 'node:test';
import { spec as SpecReporter } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import { startTestRunner, summaryReporter } from '@web/test-runner';
import { build } from 'esbuild';
import { chromium, firefox, startWebkitDriver, webkit } from './browsers.mjs';
import { configFor } from './web-test-runner.config.mjs';

const runners = ['node', 'chromium', 'firefox', 'webkit', 'e2e'];
const args = process.argv.slice(2);
const only =
  args
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',') ?? runners;
const filters = args.filter((arg) => !arg.startsWith('--'));
const unknown = only.filter((name) => !runners.includes(name));
if (unknown.length) {
  console.error(`No such runner: ${unknown.join(', ')}. There are ${runners.join(', ')}.`);
  process.exit(1);
}

const testFiles = (folder, ending) =>
  readdirSync('test', { recursive: true })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.startsWith(`test/${folder}/`) && path.endsWith(ending))
    .filter((path) => !filters.length || filters.some((filter) => path.includes(filter)))
    .sort();

/** Tests and sources may read files beside themselves: each keeps its own address although bundled into one file. */
const ownAddress = {
  name: 'own-address',
  setup({ onLoad }) {
    onLoad({ filter: /\/(src|test)\/.*\.ts$/ }, async ({ path }) => {
      const contents = await readFile(path, 'utf8');
      return {
        loader: 'ts',
        contents: contents.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      };
    });
  },
};

/** The embed has a stand-in for zod: what judges data is tested with either. */
const leanZod = {
  name: 'lean-zod',
  setup({ onResolve }) {
    onResolve({ filter: /^zod\/mini$/ }, ({ importer }) =>
      importer.includes('/src/') ? { path: resolve('src/model/lean-zod.ts') } : undefined,
    );
  },
};
/** JSON Schemas are made by zod alone, and the stand-in is compared with it. */
const zodAlone = /json-schema|lean-zod/;

/** Bundles the tests of the floors without DOM to .build/test and runs them there. */
async function inNode() {
  const all = ['language', 'model', 'draft', 'letter', 'tables', 'sending', 'scenario', 'receiver'].flatMap(
    (folder) => testFiles(folder, '.test.ts'),
  );
  if (!all.length) return { passed: 0, failed: 0 };
  rmSync('.build/test', { recursive: true, force: true });
  rmSync('.build/lean', { recursive: true, force: true });
  const judging = all.filter((path) => /^test\/(model|draft)\//.test(path) && !zodAlone.test(path));
  const bundle = (entryPoints, outdir, plugins) =>
    build({
      entryPoints,
      outdir,
      outbase: 'test',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: 'inline',
      logLevel: 'error',
      plugins,
    });
  await bundle(all, '.build/test', [ownAddress]);
  await bundle(judging, '.build/lean', [leanZod, ownAddress]);
  const built = (path, folder) =>
    resolve(path.replace('test/', `.build/${folder}/`).replace(/\.ts$/, '.mjs'));
  return nodeTests([
    ...all.map((path) => built(path, 'test')),
    ...judging.map((path) => built(path, 'lean')),
  ]);
}

/** The built package in a page of a partner. */
async function endToEnd() {
  const files = testFiles('e2e', '.test.mjs').map((path) => resolve(path));
  if (!files.length) return { passed: 0, failed: 0 };
  process.env.CHROME_PATH = chromium();
  return nodeTests(files, { concurrency: 1 });
}

async function nodeTests(files, options) {
  const counts = { passed: 0, failed: 0 };
  const events = runNodeTests({ files, timeout: 600_000, ...options });
  // Suites come on top of the tests in them.
  const counted = ({ details, skip, todo }) =>
    details?.type !== 'suite' && skip === undefined && todo === undefined;
  events.on('test:pass', (event) => {
    if (!counted(event)) return;
    // Node reports a file in which there is no test as one passed test.
    const empty = files.some((file) => file === resolve(event.name));
    if (empty) console.error(`There is no test in ${event.name}.`);
    counts[empty ? 'failed' : 'passed'] += 1;
  });
  let failures = 0;
  events.on('test:fail', (event) => {
    failures += event.todo === undefined ? 1 : 0;
    if (counted(event)) counts.failed += 1;
  });
  const report = events.compose(new SpecReporter());
  for await (const text of report) process.stdout.write(text);
  // A hook of a suite that is left with no test of its own.
  if (failures && !counts.failed) counts.failed = 1;
  return counts;
}

/** The tests of the elements in one engine. */
async function inBrowser(engine) {
  const files = testFiles('elements', '.test.ts');
  const counts = { passed: 0, failed: 0 };
  if (!files.length) return counts;
  const driver = engine === 'webkit' ? await startWebkitDriver() : undefined;
  const countSuite = ({ tests, suites }) => {
    for (const test of tests) if (!test.skipped) counts[test.passed ? 'passed' : 'failed'] += 1;
    suites.forEach(countSuite);
  };
  const counting = {
    onTestRunFinished({ sessions }) {
      for (const session of sessions) {
        if (session.testResults) countSuite(session.testResults);
        // Such as a file that could not be loaded: no test of it failed, for none ran.
        if (!session.passed && (session.errors.length || !session.testResults)) counts.failed += 1;
      }
    },
  };
  try {
    const config = {
      ...configFor(engine, { port: driver?.port, files }),
      reporters: [summaryReporter(), counting],
    };
    const runner = await startTestRunner({
      config,
      readCliArgs: false,
      readFileConfig: false,
      autoExitProcess: false,
    });
    const passed = await new Promise((settle) => runner.on('stopped', settle));
    if (!passed && !counts.failed) counts.failed = 1;
  } finally {
    driver?.stop();
  }
  return counts;
}

const work = {
  node: inNode,
  chromium: () => inBrowser('chromium'),
  firefox: () => inBrowser('firefox'),
  webkit: () => inBrowser('webkit'),
  e2e: endToEnd,
};
const missing = {
  firefox: () => !firefox() && 'Firefox is not installed (Debian: firefox-esr; or set FIREFOX_PATH)',
  webkit: () =>
    !webkit() &&
    'WebKitGTK with its driver and xvfb-run is not installed (Debian: webkit2gtk-driver xvfb xauth)',
};

const script = only.includes('e2e') && !args.includes('--no-build') ? 'build' : 'localize';
if (spawnSync('npm', ['run', '--silent', script], { stdio: 'inherit' }).status !== 0) {
  console.error(`\nThe tests did not start: \`npm run ${script}\` failed.\n0 passed, 1 failed`);
  process.exit(1);
}

const total = { passed: 0, failed: 0 };
const summary = [];
for (const name of runners.filter((runner) => only.includes(runner))) {
  const why = missing[name]?.();
  if (why) {
    summary.push(`!!! ${name.padEnd(8)} LEFT OUT: ${why}`);
    continue;
  }
  console.log(`\n=== ${name}`);
  let counts;
  try {
    counts = await work[name]();
  } catch (error) {
    console.error(error);
    counts = { passed: 0, failed: 1 };
  }
  if (counts.passed + counts.failed === 0 && !filters.length) {
    console.error(`${name} ran no test at all.`);
    counts.failed = 1;
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  summary.push(`    ${name.padEnd(8)} ${counts.passed} passed, ${counts.failed} failed`);
}
if (total.passed + total.failed === 0) {
  summary.push(`!!! No test file matches ${filters.join(' ')}`);
  total.failed = 1;
}
console.log(`\n${summary.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);
