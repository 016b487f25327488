/** Finds the browsers of this machine, and installs a Chromium where there is none. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const installed = (...names) =>
  names
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find((file) => existsSync(file));

/** Files at a path in which `*` stands for any one name or part of it. */
function matching(pattern) {
  let found = [''];
  for (const part of pattern.split('/')) {
    const name = new RegExp(`^${part.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    found = found.flatMap((path) =>
      namesIn(path || '/')
        .filter((entry) => name.test(entry))
        .map((entry) => `${path}/${entry}`),
    );
  }
  return found;
}

function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function findChromium() {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH && existsSync(CHROME_PATH)) return CHROME_PATH;
  const home = homedir().replace(/^\//, '');
  const caches = [
    `${home}/.cache/ms-playwright/chromium-*/chrome-linux*/chrome`,
    `${home}/Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*`,
    `${home}/.cache/puppeteer/chrome/*/chrome-*/chrome`,
    'Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return (
    installed(
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
      'chrome.exe',
    ) ?? caches.flatMap((pattern) => matching(pattern)).at(-1)
  );
}

const isRoot = () => process.getuid?.() === 0;

/**
 * The path of a Chromium (or Chrome) that runs here; installs one when there is none.
 * Ends the process with one sentence when that is not to be had either.
 */
export function chromium() {
  const found = findChromium();
  if (found) return found;
  console.log('No Chromium found (CHROME_PATH, PATH, Playwright, Puppeteer): installing one.');
  const attempts = [
    isRoot() &&
      installed('apt-get') &&
      'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium',
    'npx --no-install playwright install chromium',
  ];
  for (const attempt of attempts) {
    if (!attempt) continue;
    spawnSync('sh', ['-c', attempt], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const path = findChromium();
    if (path) return path;
  }
  console.error(
    'The tests need Chromium or Chrome: install one and set CHROME_PATH to its program, then run again.',
  );
  process.exit(1);
}

/** The path of Firefox, or undefined. */
export function firefox() {
  const { FIREFOX_PATH } = process.env;
  if (FIREFOX_PATH && existsSync(FIREFOX_PATH)) return FIREFOX_PATH;
  return installed('firefox-esr', 'firefox');
}

/** The program of WebKitGTK's small browser, or undefined when it, its driver or a virtual screen is missing. */
export function webkit() {
  if (!installed('WebKitWebDriver') || !installed('xvfb-run')) return undefined;
  return matching('usr/lib/*/webkit2gtk-4.*/MiniBrowser').at(-1);
}

/** Arguments without which Chromium does not start here: the sandbox refuses root. */
export const chromiumArgs = () => (isRoot() ? ['--no-sandbox'] : []);

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/**
 * Starts the WebDriver of WebKitGTK on a virtual screen.
 * Resolves to its port and a function that stops it, once it answers.
 */
export async function startWebkitDriver() {
  const port = await freePort();
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    // A group of its own, so that stopping ends the screen and the browser with the driver.
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: '1' },
  });
  const stop = () => {
    try {
      process.kill(-driver.pid, 'SIGTERM');
    } catch {
      // It is gone already.
    }
  };
  process.once('exit', stop);
  let ended = false;
  driver.once('exit', () => (ended = true)).once('error', () => (ended = true));
  const giveUpAt = Date.now() + 30_000;
  while (!ended && Date.now() < giveUpAt) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (answer?.ok) return { port, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop();
  throw new Error('The WebKit driver did not start.');
}
