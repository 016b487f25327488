// The receiver of docs/examples in this process, so that the form on the demo page really sends.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The example has a package.json of its own, for whoever copies it: from there `interest-letter` is to be this tree.
const hooks = `
  let here;
  export const initialize = (url) => { here = url; };
  export const resolve = (specifier, context, next) =>
    next(specifier, specifier.startsWith('interest-letter/') ? { ...context, parentURL: here } : context);`;

let isModelFindable = false;

/**
 * Starts it without a port of its own.
 * @param {string | undefined} dataFolder where to keep what arrives; a temporary folder, deleted at the end, if none
 * @returns {Promise<{ handle: (request, response) => void, close: () => Promise<void> }>} rejects where it cannot run
 */
export async function startReceiver(dataFolder) {
  if (!isModelFindable)
    register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data: import.meta.url });
  isModelFindable = true;
  const { createReceiver } = await import('../examples/receiver/receiver.js');
  const { call2025, parseCall } = await import('interest-letter/model');
  const current = parseCall(readFileSync(new URL('call-current.json', import.meta.url), 'utf8'));
  if (!current.success) throw new Error('call-current.json is not a call definition');

  const temporary = dataFolder ? undefined : mkdtempSync(join(tmpdir(), 'letter-demo-'));
  const remove = () => {
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  };
  try {
    const app = await createReceiver({
      dataFolder: dataFolder ?? temporary,
      // To the past one it answers that the deadline has passed.
      calls: [current.data, call2025],
      postsPerMinute: 600,
      logLevel: 'error',
    });
    await app.ready();
    // However the program ends, but for a kill.
    process.once('exit', remove);
    return {
      handle: app.routing,
      async close() {
        await app.close();
        process.off('exit', remove);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
