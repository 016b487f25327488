/**
 * The kill test: a person works in the form, the whole browser is killed, it is started again on the same profile.
 * All that was typed longer than a second before must be there. In a third of the rounds the page is left as
 * people leave it, right after the last key: then nothing at all may be missing.
 *
 *   npm run test:crash -- --rounds=100 --browser=chromium|firefox --seed=1
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { barePage, serve } from '../e2e/site.mjs';
import { start } from './browser.mjs';
import { Journal } from './journal.mjs';
import * as form from './page.mjs';

/** What was typed longer ago than this must be there, in ms. */
const promised = 1000;
/** How long a draft may take to come back, in ms. */
const patience = 20_000;

/**
 * @param {{ rounds?: number, browser?: 'chromium' | 'firefox', seed?: number, log?: (line: string) => void }} options
 * @returns {Promise<{ rounds: number, kills: number, typed: number, lost: number, worstAge: number, failures: string[] }>}
 * `worstAge` is how long before a kill the oldest thing was done that is not there, in ms
 */
export async function crash({ rounds = 100, browser: name = 'chromium', seed = 1, log = () => {} } = {}) {
  const random = randomFrom(seed);
  const profile = mkdtempSync(join(tmpdir(), 'interest-letter-crash-'));
  const journal = new Journal();
  const ear = await listen(({ at, places = {}, all }) => {
    if (all) journal.noteAll(all, at);
    for (const [place, text] of Object.entries(places)) journal.note(place, text, at);
  });
  const site = await serve({
    pages: { '/': form.page(ear.url), '/elsewhere': barePage('Elsewhere') },
    folders: { '/embed/': 'dist/embed' },
  });
  const figures = { rounds: 0, kills: 0, typed: 0, lost: 0, worstAge: 0, failures: [] };
  let machine;
  /** When the page was killed; missing where nothing at all may be lost. */
  let killedAt;

  const check = async (tab, how) => {
    const trouble = (what) => figures.failures.push(`round ${figures.rounds}, ${how}: ${what}`);
    const isDue = journal.hadText(killedAt ? killedAt - promised : Infinity);
    if (isDue || journal.hadText(Infinity))
      await tab
        .waitForFunction(() => window.marks.restored > 0 || window.marks.kept, {
          timeout: isDue ? patience : promised,
          polling: 10,
        })
        .catch(() => isDue && trouble('no draft came back'));
    const { found, differences, marks } = await tab.evaluate(async () => {
      await document.querySelector('interest-letter-form').updateComplete;
      await new Promise((drawn) => setTimeout(drawn));
      return { found: window.everything(), differences: window.differences(), marks: window.marks };
    });
    const { lost, age, foreign } = journal.compare(found, killedAt ?? Date.now());
    if (killedAt ? age > promised : age > 0) trouble(`${lost} characters lost, the oldest ${age} ms old`);
    if (foreign.length) trouble(`never typed: ${foreign.join(', ')}`);
    if (differences.length) trouble(`the screen shows something else: ${differences.join(', ')}`);
    if (marks.conflicts) trouble('a conflict with itself');
    if (marks.errors.length) trouble(marks.errors.join('; '));
    figures.lost += lost;
    figures.worstAge = Math.max(figures.worstAge, age);
  };

  const visit = async (tab, how) => {
    await tab.goto(`${site.url}/`);
    await check(tab, how);
    return tab;
  };

  try {
    for (let how = 'first start'; figures.rounds < rounds;) {
      machine = await start(name, profile);
      let [tab] = await machine.browser.pages();
      await visit(tab, how);
      figures.rounds += 1;
      const leaves = random() < 1 / 3;
      const pause = 200 + random() * 2300;
      if (leaves) {
        how = ['closed', 'reloaded', 'left', 'left and came back'][Math.floor(random() * 4)];
        for (const end = Date.now() + pause / 2; Date.now() < end;) await form.act(tab, random);
        await form.type(tab, random, 1 + Math.floor(random() * 9));
        killedAt = undefined;
        tab = await leave(machine.browser, tab, how, site.url);
        await check(tab, how);
        await new Promise((later) => setTimeout(later, random() * 300));
      } else {
        const working = form.work(tab, random).catch((error) => error);
        const ended = await Promise.race([working, new Promise((later) => setTimeout(later, pause))]);
        if (ended) throw ended;
      }
      const at = await machine.kill();
      killedAt = leaves ? undefined : at;
      figures.kills += 1;
      how = leaves ? `${how} and killed` : 'killed';
      log(
        `${figures.rounds}/${rounds} ${how}: ${journal.typed} typed, ${figures.lost} lost, ${figures.worstAge} ms`,
      );
    }
    machine = await start(name, profile);
    await visit((await machine.browser.pages())[0], 'last start');
  } finally {
    await machine?.kill().catch(() => undefined);
    await Promise.all([site.close(), ear.close()]);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  figures.typed = journal.typed;
  return figures;
}

/** Goes away right after the last key, and comes back. */
async function leave(browser, tab, how, url) {
  // Said in the page in the same moment, so that nothing comes in between.
  const go = (way) => {
    window.tell({ all: window.everything() });
    if (way === 'reload') {
      window.marks.isLeft = true;
      location.reload();
    }
    if (way === 'leave') location.href = '/elsewhere';
  };
  if (how === 'closed') {
    const next = await browser.newPage();
    await tab.bringToFront();
    await tab.evaluate(go);
    await tab.close();
    await next.goto(`${url}/`);
    return next;
  }
  const isThere = async (path) => {
    const place = () => window.marks?.isLeft || location.pathname;
    while ((await tab.evaluate(place).catch(() => undefined)) !== path);
  };
  await tab.evaluate(go, how === 'reloaded' ? 'reload' : 'leave').catch(() => undefined);
  await isThere(how === 'reloaded' ? '/' : '/elsewhere');
  if (how === 'left') await tab.goto(`${url}/`);
  if (how === 'left and came back') {
    await tab.evaluate(() => history.back()).catch(() => undefined);
    await isThere('/');
  }
  return tab;
}

/** Receives what pages say, in the order in which they say it. */
async function listen(hear) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    if (body) hear(JSON.parse(body));
    response.writeHead(204, { 'Access-Control-Allow-Origin': '*' }).end();
  });
  await new Promise((listening) => server.listen(0, listening));
  return {
    url: `http://localhost:${server.address().port}`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

/** Numbers from 0 to 1 that a seed gives again (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function main() {
  const options = Object.fromEntries(process.argv.slice(2).map((arg) => arg.replace(/^--/, '').split('=')));
  if (!existsSync('dist/embed/interest-letter.js')) {
    const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
    if (status) process.exit(1);
  }
  const began = Date.now();
  const figures = await crash({
    ...options,
    rounds: Number(options.rounds ?? 100),
    seed: Number(options.seed ?? 1),
    log: console.log,
  });
  const { rounds, kills, typed, lost, worstAge, failures } = figures;
  failures.forEach((failure) => console.error(failure));
  console.log(`
rounds              ${rounds}, ${kills} kills, ${((Date.now() - began) / 1000 / rounds).toFixed(1)} s each
characters typed    ${typed}
characters lost     ${lost}
worst age of a loss ${worstAge} ms (allowed: ${promised})
${failures.length} failures`);
  process.exit(failures.length || !typed ? 1 : 0);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
