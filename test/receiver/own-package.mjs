/**
 * `node --import ./test/receiver/own-package.mjs docs/examples/receiver/start.js`: lets the example, which has a
 * package.json of its own for whoever copies it, find `interest-letter` in this tree: dist/, or for the model the
 * file that INTEREST_LETTER_MODEL names.
 */
import { register } from 'node:module';

const hooks = `
  let given;
  export const initialize = (data) => { given = data; };
  export const resolve = (specifier, context, next) =>
    specifier === 'interest-letter/model' && given.model
      ? { url: given.model, shortCircuit: true }
      : next(specifier, specifier.startsWith('interest-letter') ? { ...context, parentURL: given.here } : context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`, {
  data: { model: process.env.INTEREST_LETTER_MODEL, here: import.meta.url },
});
