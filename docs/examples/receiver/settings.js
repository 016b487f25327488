// Everything that may differ between two places where the receiver runs, from the environment.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { call2025, limitsOf, parseCall } from 'interest-letter/model';

const MB = 1_048_576;

/**
 * @typedef {object} Settings
 * @property {string} host where to listen; only this computer unless said otherwise
 * @property {number} port 0 takes any free one
 * @property {string} dataFolder
 * @property {readonly import('interest-letter/model').Call[]} calls applications to others are refused
 * @property {string} timeZone of the programme: the year of a receipt, the deadline in a message
 * @property {number} grace ms after the deadline in which is received what was queued before it
 * @property {readonly string[]} allowedOrigins of pages elsewhere that may post; `*` is every page
 * @property {string} trustProxy addresses of proxies whose X-Forwarded-For is believed
 * @property {number} postsPerMinute from one address
 * @property {number} maxApplication bytes of JSON
 * @property {number} maxFile bytes; a call may allow less than these three, never more
 * @property {number} maxFiles
 * @property {number} maxPost bytes of all files together
 * @property {number} idleTimeout ms without a byte before a post is given up
 * @property {number} requestTimeout ms in which a whole post must arrive
 * @property {number} closeTimeout ms that posts under way are given when the receiver is stopped
 * @property {number} orphanAge ms after which a content that no application names is removed at start
 * @property {string} logLevel of pino: silent, error, warn, info, debug
 * @property {NodeJS.WritableStream} [logStream] instead of stdout
 * @property {() => number} now instant in ms
 */

/** @type {Settings} */
export const defaults = {
  host: '127.0.0.1',
  port: 8080,
  dataFolder: 'data',
  calls: [call2025],
  timeZone: 'Asia/Bishkek',
  grace: 24 * 3_600_000,
  allowedOrigins: [],
  trustProxy: '',
  postsPerMinute: 30,
  maxApplication: 2 * MB,
  maxFile: 20 * MB,
  maxFiles: 60,
  maxPost: 100 * MB,
  // A village's link gives perhaps 256 kbit/s: 100 MB take an hour.
  idleTimeout: 60_000,
  requestTimeout: 90 * 60_000,
  closeTimeout: 30_000,
  orphanAge: 24 * 3_600_000,
  logLevel: 'info',
  now: Date.now,
};

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 * @throws {Error} that names the variable which makes no sense
 */
export function settingsFrom(env) {
  /** @param {string} name @param {number} fallback @param {number} [unit] */
  const number = (name, fallback, unit = 1) => {
    const text = env[name]?.trim();
    if (!text) return fallback;
    if (!/^\d{1,9}(\.\d{1,3})?$/.test(text)) throw new Error(`${name} must be a number, not “${text}”.`);
    return Math.round(Number(text) * unit);
  };
  const list = (/** @type {string | undefined} */ text = '') =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  const origins = list(env.ALLOWED_ORIGINS);
  for (const origin of origins) {
    if (origin !== '*' && (!URL.canParse(origin) || new URL(origin).origin !== origin))
      throw new Error(`ALLOWED_ORIGINS: “${origin}” is not an origin such as https://partner.example.`);
  }
  const callFiles = list(env.CALLS);
  const settings = {
    ...defaults,
    host: env.HOST?.trim() || defaults.host,
    port: number('PORT', defaults.port),
    dataFolder: resolve(env.DATA_FOLDER?.trim() || defaults.dataFolder),
    calls: callFiles.length ? callFiles.map(readCall) : defaults.calls,
    timeZone: env.TIME_ZONE?.trim() || defaults.timeZone,
    grace: number('GRACE_HOURS', defaults.grace, 3_600_000),
    allowedOrigins: origins,
    trustProxy: env.TRUST_PROXY?.trim() ?? defaults.trustProxy,
    postsPerMinute: number('POSTS_PER_MINUTE', defaults.postsPerMinute),
    maxFile: number('MAX_FILE_MB', defaults.maxFile, MB),
    maxFiles: number('MAX_FILES', defaults.maxFiles),
    maxPost: number('MAX_POST_MB', defaults.maxPost, MB),
    idleTimeout: number('IDLE_SECONDS', defaults.idleTimeout, 1000),
    requestTimeout: number('REQUEST_MINUTES', defaults.requestTimeout, 60_000),
    logLevel: env.LOG_LEVEL?.trim() || defaults.logLevel,
  };
  for (const call of settings.calls) {
    if (!call.evidence) continue;
    // The form would let in what is refused here.
    const { file, files, all } = limitsOf(call);
    for (const [name, asked, given, unit] of /** @type {const} */ ([
      ['MAX_FILE_MB', file, settings.maxFile, MB],
      ['MAX_FILES', files, settings.maxFiles, 1],
      ['MAX_POST_MB', all, settings.maxPost, MB],
    ])) {
      if (asked > given)
        throw new Error(`${name} must be at least ${asked / unit}: the call “${call.id}” allows as much.`);
    }
  }
  if (settings.port > 65535) throw new Error('PORT must be at most 65535.');
  try {
    new Intl.DateTimeFormat('en', { timeZone: settings.timeZone });
  } catch {
    throw new Error(`TIME_ZONE: “${settings.timeZone}” is not a zone such as Asia/Bishkek.`);
  }
  return settings;
}

/** @param {string} path */
function readCall(path) {
  const read = parseCall(readFileSync(path, 'utf8'));
  if (read.success) return read.data;
  const [{ code, path: at }] = read.issues;
  throw new Error(`CALLS: ${path} is not a call definition (${code} at “${at.join('.')}”).`);
}
