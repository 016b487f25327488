// What is wrong with a post: a status, and issues that become sentences only in the answer, in the sender's language.
import { issueMessage } from 'interest-letter/model';
import { words } from './words.js';

/**
 * @typedef {{ code: string, path?: readonly (string | number)[], params?: Record<string, unknown> }} Finding
 * @typedef {'ky' | 'ru' | 'en'} Language
 */

export class Refusal extends Error {
  /**
   * @param {number} status HTTP status; 4xx are final except 408 and 429
   * @param {string | readonly Finding[]} found one code, or several findings
   * @param {{ path?: readonly (string | number)[], params?: Record<string, unknown>, retryAfter?: number }} [more]
   *   of one code; `retryAfter` in seconds
   */
  constructor(status, found, { path = [], params, retryAfter } = {}) {
    super('refused');
    this.status = status;
    /** @type {readonly Finding[]} */
    this.issues = typeof found === 'string' ? [{ code: found, path, params }] : found;
    this.retryAfter = retryAfter;
    /** @type {Language | undefined} known once the application could be read */
    this.language = undefined;
  }

  /**
   * The body of the answer. Hostile input can name endless keys and wrong values: the answer stays short.
   * @param {Language} language
   */
  body(language) {
    const short = (/** @type {string} */ text, /** @type {number} */ most) =>
      text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
    return {
      issues: this.issues.slice(0, 100).map(({ code, path = [], params }) => ({
        path: path.slice(0, 32).map((step) => (typeof step === 'string' ? short(step, 100) : step)),
        code,
        message: short(
          words[code]?.[language](params ?? {}) ??
            issueMessage(/** @type {any} */ ({ code, severity: 'error', path, params }), language),
          600,
        ),
      })),
    };
  }
}

/**
 * The first of our languages that a browser asks for; Kyrgyz, the language of the call, if none.
 * @param {string | undefined} acceptLanguage
 * @returns {Language}
 */
export function preferredLanguage(acceptLanguage = '') {
  const asked = acceptLanguage.split(',').map((range) => range.trim().slice(0, 2).toLowerCase());
  return /** @type {Language} */ (asked.find((code) => ['ky', 'ru', 'en'].includes(code)) ?? 'ky');
}
