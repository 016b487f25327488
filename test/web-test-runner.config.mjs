/**
 * The browser tests, test/elements/**\/*.test.ts, in one engine. `npm test` runs them in all; to watch in Chromium:
 *
 *   npx wtr --config test/web-test-runner.config.mjs --watch
 */
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { chromium, chromiumArgs, firefox, webkit } from './browsers.mjs';

const page = (framework) =>
  `<!doctype html><html lang="ky"><head><title>interest-letter</title></head>
  <body><script type="module" src="${framework}"></script></body></html>`;

const launchers = {
  // Background tabs never get an animation frame: one page at a time.
  chromium: () =>
    chromeLauncher({ concurrency: 1, launchOptions: { executablePath: chromium(), args: chromiumArgs() } }),
  firefox: () =>
    puppeteerLauncher({ concurrency: 1, launchOptions: { browser: 'firefox', executablePath: firefox() } }),
  webkit: (port) =>
    webdriverLauncher({
      hostname: '127.0.0.1',
      port,
      path: '/',
      capabilities: {
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: webkit(), args: ['--automation'] },
        'wdio:enforceWebDriverClassic': true,
      },
    }),
};

/** The runner's configuration for one engine; WebKit needs the port of its driver. */
export const configFor = (engine, { port, files = ['test/elements/**/*.test.ts'] } = {}) => ({
  rootDir: '.',
  files,
  browsers: [launchers[engine](port)],
  concurrency: 1,
  concurrentBrowsers: 1,
  staticLogging: true,
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [esbuildPlugin({ ts: true, json: true, tsconfig: 'tsconfig.json', target: 'es2022' })],
  testRunnerHtml: page,
  testFramework: { config: { timeout: 20_000 } },
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  browserStartTimeout: 60_000,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
});

export default configFor('chromium');
