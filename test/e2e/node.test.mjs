import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';

/** Runs a module in a Node of its own, from the package's root, and gives what it printed as JSON. */
function inNode(program, given) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    input: JSON.stringify(given ?? null),
  });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

/** A server, on which asking for a page or a browser is a mistake. */
const noBrowser = `
  for (const name of ['document', 'window', 'HTMLElement', 'customElements', 'navigator', 'localStorage'])
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() { throw new Error(name + ' was asked for'); },
    });`;

describe('the package on a server', () => {
  it('judges and words applications without a browser, in three languages at once', () => {
    const said = inNode(`${noBrowser}
      const { call2025, emptyDraft, issueMessage, parseApplication, parseCall, validateDraft } =
        await import('interest-letter/model');
      const refused = parseApplication('{"schemaVersion": 1, "letter": {"senderName": 5}}');
      const name = refused.issues.find(({ path }) => path.join('.') === 'letter.senderName');
      const draft = emptyDraft(call2025.id);
      const population = validateDraft({ ...draft, municipality: { population: '7 2л5' } }, call2025)
        .find(({ path }) => path.join('.') === 'municipality.population');
      console.log(JSON.stringify({
        success: refused.success,
        name,
        population: ['ky', 'ru', 'en'].map((language) => issueMessage(population, language)),
        call: parseCall(call2025).success,
        never: [undefined, 7, '{', [], { letter: null }].map((json) => parseApplication(json).success),
      }));`);
    assert.equal(said.success, false);
    assert.equal(said.name.code, 'wrongType');
    assert.deepEqual(said.never, [false, false, false, false, false]);
    assert.equal(said.call, true);
    const [ky, ru, en] = said.population;
    assert.match(ky, /^Санды гана жазыңыз/);
    assert.match(ru, /^Напишите только число/);
    assert.match(en, /^[A-Z][a-z ]+ number/);
    assert.equal(new Set(said.population).size, 3);
  });

  it('composes the letter without a browser, in three languages', () => {
    const letters = inNode(`${noBrowser}
      const { call2025, emptyDraft } = await import('interest-letter/model');
      const { letterBlocks, runText } = await import('interest-letter/letter');
      const draft = { ...emptyDraft(call2025.id), letter: { senderName: 'Асанбеков Бакыт' } };
      console.log(JSON.stringify(['ky', 'ru', 'en'].map((language) =>
        letterBlocks(draft, call2025, language)
          .flatMap((block) => block.runs ?? block.signatures.flatMap(({ runs, name }) => [...runs, name]))
          .map((run) => runText([run])).join(''))));`);
    const [ky, ru, en] = letters;
    assert.match(ky, /КЫЗЫКДАРЛЫК КАТЫ/);
    assert.match(ru, /Программ/);
    assert.match(en, /Programme/);
    for (const letter of letters) assert.match(letter, /Асанбеков Бакыт/);
  });

  it('lets a page that is built on a server import the elements', () => {
    const said = inNode(`
      const { InterestLetterForm } = await import('interest-letter');
      await import('interest-letter/define');
      console.log(JSON.stringify({ name: InterestLetterForm.name, document: typeof document }));`);
    assert.deepEqual(said, { name: 'InterestLetterForm', document: 'undefined' });
  });

  it('gives the schemas to validators of any language', () => {
    const said = inNode(`
      import { readFileSync } from 'node:fs';
      const titles = ['application-1', 'call-1'].map((name) =>
        JSON.parse(readFileSync(new URL(import.meta.resolve('interest-letter/schema/' + name + '.schema.json')))).$schema);
      console.log(JSON.stringify(titles));`);
    assert.deepEqual(said, Array(2).fill('https://json-schema.org/draft/2020-12/schema'));
  });
});
