/** A browser with a profile on the disk, which can be killed as the power kills it. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, chromiumArgs, firefox } from '../browsers.mjs';

// The test runner brings it along.
const require = createRequire(createRequire(import.meta.url).resolve('@web/test-runner-puppeteer'));
const puppeteer = require('puppeteer');

/**
 * @param {'chromium' | 'firefox'} name
 * @param {string} profile folder
 */
export async function start(name, profile) {
  const browser = await puppeteer.launch({
    browser: name === 'chromium' ? 'chrome' : 'firefox',
    executablePath: name === 'chromium' ? chromium() : firefox(),
    userDataDir: profile,
    headless: true,
    args:
      name === 'chromium'
        ? [...chromiumArgs(), '--disable-gpu', '--no-first-run', '--disable-background-networking']
        : [],
  });
  return {
    browser,
    /** Kills every process of it at once. Resolves, when they are gone, to the time at which it happened. */
    async kill() {
      const { pid } = browser.process();
      const at = Date.now();
      // Puppeteer starts it as the leader of a group.
      process.kill(-pid, 'SIGKILL');
      while (isRunning(pid, profile)) await new Promise((resolve) => setTimeout(resolve, 5));
      return at;
    },
  };
}

/** Whether a process with this profile, or of this group, is still there. */
function isRunning(pid, profile) {
  try {
    process.kill(-pid, 0);
    // Those that are dead but not yet buried do no harm.
    if (process.platform !== 'linux') return true;
  } catch {
    if (process.platform !== 'linux') return false;
  }
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name) || name === String(process.pid)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(profile);
    } catch {
      return false;
    }
  });
}
