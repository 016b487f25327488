/** A Chromium, and pages in which nothing goes wrong unseen. */
import { chromium as engine } from 'playwright';
import { chromium, chromiumArgs } from '../browsers.mjs';

/** Starts the browser that `npm test` found. */
export const launch = () => engine.launch({ executablePath: chromium(), args: chromiumArgs() });

/**
 * Opens a page that writes down every trouble: console errors, uncaught errors, requests that failed or were
 * refused, and violations of the content security policy.
 * @returns {Promise<{ page: import('playwright').Page, troubles: string[], requests: string[] }>} all addresses
 * asked for are in `requests`
 */
export async function openPage(browser, { viewport = { width: 1280, height: 900 }, ...options } = {}) {
  const context = await browser.newContext({ viewport, locale: 'en-US', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles = [];
  const requests = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('request', (request) => requests.push(request.url()));
  page.on('requestfailed', (request) => {
    // The address of a download or of a page that was left is given up by the browser itself.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  await page.exposeFunction('reportViolation', (text) => troubles.push(`policy: ${text}`));
  await page.addInitScript(() => {
    addEventListener(
      'securitypolicyviolation',
      ({ effectiveDirective, blockedURI, sample, sourceFile, lineNumber }) =>
        window.reportViolation(`${effectiveDirective} ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`),
      true,
    );
  });
  return { page, troubles, requests };
}

/** Waits until the form has registered and drawn itself and all its sections. */
export async function formReady(page) {
  await page.getByRole('button', { name: 'Файлды ачуу' }).first().waitFor();
  await page.evaluate(async () => {
    const form = document.querySelector('interest-letter-form');
    await form.updateComplete;
    for (const element of form.shadowRoot.querySelectorAll('*')) await element.updateComplete;
  });
}
