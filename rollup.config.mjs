/**
 * Everything in dist/. Four outputs, then files made from them:
 *
 *   embed/interest-letter.js   for partner pages: all in one module, minified; what loads on demand lies beside
 *                              it under a name with the hash of its content
 *   offline/interest-letter.html   the take-home edition: the same and all that loads on demand, in one HTML file
 *   index, define, model …     for npm: readable modules with lit and zod left outside, and source maps
 *   *.d.ts                     their types
 *   schema/*, custom-elements.json, embed/integrity.json
 *
 * Oldest browsers of the embed: Chrome and Edge 109 (the last on Windows 7), Firefox 115 ESR, Safari 16.4.
 * Their floor is ES2022; newer CSS (nesting) is brought down to them here.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cli as analyze } from '@custom-elements-manifest/analyzer/cli.js';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { minifyHTMLLiterals } from 'minify-literals';
import { Features, transform } from 'lightningcss';
import dts from 'rollup-plugin-dts';
import ts from 'typescript';

const oldest = { chrome: 109 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8) };

/** Translations are generated into src/; without them nothing that speaks Russian or English builds. */
if (!existsSync('src/language/translations/ru.ts')) {
  throw new Error('No translations: run `npm run localize` first (`npm run build` does).');
}

rmSync('dist', { recursive: true, force: true });

/** TypeScript by its own transpiler: `static properties` with `declare` come out as assignments, with no helpers. */
function typescript() {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    useDefineForClassFields: false,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    sourceMap: true,
  };
  return {
    name: 'typescript',
    resolveId(source, importer) {
      // The generated translations ask for the whole runtime of @lit/localize and use only its `str`.
      if (source === '@lit/localize') return resolve('src/language/message.ts');
      if (!importer || !source.startsWith('.') || !source.endsWith('.js')) return null;
      const file = resolve(dirname(importer), source.slice(0, -3) + '.ts');
      return existsSync(file) ? file : null;
    },
    transform(code, id) {
      if (id.endsWith('.json')) return { code: `export default ${code}`, map: null };
      if (!id.endsWith('.ts')) return null;
      const { outputText, sourceMapText } = ts.transpileModule(code, { compilerOptions, fileName: id });
      return { code: outputText.replace(/\n\/\/# sourceMappingURL=.*/, ''), map: sourceMapText };
    },
  };
}

/**
 * Shorter html`` and css``. Runs of blanks become one blank and none is removed, so that the embed reads and
 * wraps like the sources that the tests see.
 */
function minifyLiterals() {
  const html = {
    caseSensitive: true,
    collapseWhitespace: true,
    conservativeCollapse: true,
    decodeEntities: false,
    keepClosingSlash: false,
    minifyJS: false,
    minifyCSS: false,
    removeComments: true,
    removeEmptyAttributes: false,
    removeDefaultTypeAttributes: false,
  };
  return {
    name: 'minify-literals',
    async transform(code, id) {
      if (!id.endsWith('.ts') || !/(html|svg|css) ?`/.test(code)) return null;
      const result = await minifyHTMLLiterals(code, {
        fileName: id,
        html,
        css: { minify: true, targets: oldest, exclude: Features.LightDark },
      });
      // What the minifier cannot read it leaves alone without a word.
      if (/(html|svg|css) ?`\s*\n/.test(result?.code ?? code))
        this.error(`${id}: a template was not minified`);
      return result;
    },
  };
}

/** Calls of `msg` in a script, in the order of the text. */
function messagesIn(code, file) {
  const found = [];
  const visit = (node) => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node) || node.expression.getText(source) !== 'msg') return;
    const [template, options] = node.arguments;
    const id = options?.properties?.find(({ name }) => name.text === 'id')?.initializer.text;
    if (id === undefined) throw new Error(`${file}: a message without an id`);
    const filled = ts.isTaggedTemplateExpression(template) && template.template;
    const spans = (filled && filled.templateSpans) || [];
    found.push({
      id,
      start: node.getStart(source),
      end: node.getEnd(),
      strings:
        filled && spans.length ? [filled.head.text, ...spans.map(({ literal }) => literal.text)] : undefined,
      text: filled ? filled.text : template.text,
      values: spans.map(({ expression }) => expression.getText(source)),
    });
  };
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ESNext, true);
  visit(source);
  return found.sort((a, b) => a.start - b.start);
}

/** The files that a script imports when it is loaded, itself among them; what loads on demand is not. */
function loadedWith(file, found = new Set()) {
  if (found.has(file) || !existsSync(file)) return found;
  found.add(file);
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext);
  for (const { moduleSpecifier, importClause, isTypeOnly } of statements) {
    if (!moduleSpecifier?.text.startsWith('.') || importClause?.isTypeOnly || isTypeOnly) continue;
    loadedWith(resolve(dirname(file), moduleSpecifier.text.replace(/\.js$/, '.ts')), found);
  }
  return found;
}

/** Texts in which a small Kyrgyz letter takes one byte in the place of two; `unpack` in the embed reads them. */
const kyrgyz = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяңөү';
const bytes = 'abvgdeEjziyklmnoprstufhcCwWqxQYUANOV';
const pack = (lines) =>
  lines.join('\t').replace(/./g, (letter) => {
    const small = kyrgyz.indexOf(letter);
    const large = kyrgyz.indexOf(letter.toLowerCase());
    if (small >= 0) return bytes[small];
    if (large >= 0) return `^${bytes[large]}`;
    return bytes.includes(letter) || '^~'.includes(letter) ? `~${letter}` : letter;
  });
const unpack = `(packed) => packed.replace(/([~^]?)(.)/g, (all, mark, byte) => {
  const letter = mark === '~' ? byte : '${kyrgyz}'['${bytes}'.indexOf(byte)] ?? all;
  return mark === '^' ? letter.toUpperCase() : letter;
}).split('\\t')`;

/** String literals of a script, in the order of the text. */
function stringsIn(code, file) {
  const found = [];
  const visit = (node) => {
    ts.forEachChild(node, visit);
    if (ts.isStringLiteral(node) && !ts.isImportDeclaration(node.parent) && /[\u0400-\u04ff]/.test(node.text))
      found.push({ text: node.text, start: node.getStart(source), end: node.getEnd() });
  };
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ESNext, true);
  visit(source);
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Gathers the Kyrgyz texts of the first file in one table and numbers them, here and in the translations. Text
 * beside text packs better than text among code, a number is shorter than an id, and a letter of one byte than
 * one of two: 2 kB of the embed. Texts of files that load on demand stay with those.
 */
function gatherTexts() {
  const table = new Map();
  const first = loadedWith(resolve('src/embed.ts'));
  const files = readdirSync('src', { recursive: true })
    .map((file) => resolve('src', file))
    .filter((file) => file.endsWith('.ts') && !file.includes('translations'))
    .sort((a, b) => first.has(b) - first.has(a));
  for (const file of files) {
    for (const { id, strings, text } of messagesIn(readFileSync(file, 'utf8'), file)) {
      if (!table.has(id))
        table.set(id, { number: table.size, text: strings ?? text, first: first.has(file) });
    }
  }
  const packed = new Map(
    ['src/model/call-2025-ky.ts', 'src/model/districts.ts'].map((file) => [
      resolve(file),
      stringsIn(readFileSync(file, 'utf8'), file).map(({ text }) => text),
    ]),
  );
  const spoken = [...table.values()].filter(({ first }) => first).map(({ text }) => [text].flat().join('|'));
  const ofInterface = spoken.length;
  const lines = [...spoken, ...[...packed.values()].flat()];
  const separators = [...table.values()].some(({ text }) => [text].flat().join('').includes('|'));
  if (separators || lines.some((line) => line.includes('\t')))
    throw new Error('A text has a separator in it.');
  return {
    name: 'gather-texts',
    resolveId: (source) => (source === 'virtual:texts' ? '\0texts' : null),
    load(id) {
      if (id !== '\0texts') return null;
      const message = JSON.stringify(resolve('src/language/message.ts'));
      return `import { msg } from ${message};
const unpack = ${unpack};
export const texts = unpack(${JSON.stringify(pack(lines))});
export const text = (id, ...values) =>
  msg(values.length ? { strTag: true, strings: texts[id].split('|'), values } : texts[id], { id });`;
    },
    transform(code, id) {
      if (/translations.\w+\.ts$/.test(id)) {
        return code.replace(
          /^(\s*)[`'"]([\w.]+)[`'"]:/gm,
          (_, space, key) => `${space}${table.get(key).number}:`,
        );
      }
      if (!id.startsWith(resolve('src')) || id.endsWith('message.ts')) return null;
      if (packed.has(id)) {
        const known = packed.get(id);
        const before = [...packed.keys()].slice(0, [...packed.keys()].indexOf(id));
        const first = ofInterface + before.reduce((sum, file) => sum + packed.get(file).length, 0);
        const strings = stringsIn(code, id);
        if (strings.some(({ text }, index) => text !== known[index])) this.error('Other texts than before.');
        let result = code;
        strings.reverse().forEach(({ start, end }, index) => {
          result = `${result.slice(0, start)}texts$[${first + strings.length - 1 - index}]${result.slice(end)}`;
        });
        return `import { texts as texts$ } from 'virtual:texts';\n${result}`;
      }
      let result = code;
      for (const { id: key, start, end, values } of messagesIn(code, id).reverse()) {
        const { number, first, text } = table.get(key);
        const said = first
          ? `text$(${[number, ...values].join(', ')})`
          : values.length
            ? `msg({ strTag: true, strings: ${JSON.stringify(text)}, values: [${values}] }, { id: ${number} })`
            : `msg(${JSON.stringify(text)}, { id: ${number} })`;
        result = result.slice(0, start) + said + result.slice(end);
      }
      return result === code ? null : `import { text as text$ } from 'virtual:texts';\n${result}`;
    },
  };
}

/**
 * Makes of every file that loads on demand a function of what it needs from the first one, which hands itself
 * over, and remembers what came of it. A CMS that adds `?ver=6` to the script's address would otherwise make such a file load the whole embed
 * a second time, under the address that it knows. See docs/decisions/files-on-demand.md.
 */
function handOver() {
  const object = (pairs) => `{${pairs.map(([name, local]) => `${name}:${local}`).join(',')}}`;
  return {
    name: 'hand-over',
    renderChunk(code, { isEntry }) {
      const { body } = this.parse(code);
      let first = '{}';
      let head = '';
      let inner = '';
      const exported = [];
      const cuts = [];
      for (const node of body) {
        if (node.type === 'ImportDeclaration') {
          const names = object(node.specifiers.map(({ imported, local }) => [imported.name, local.name]));
          if (node.source.value === './interest-letter.js') first = names;
          else {
            const chunk = `$chunk${cuts.length}`;
            head += `import ${chunk} from${JSON.stringify(node.source.value)};`;
            inner += `const ${names}=${chunk}($first);`;
          }
        } else if (node.type === 'ExportNamedDeclaration' && !node.declaration) {
          exported.push(...node.specifiers.map(({ exported, local }) => [exported.name, local.name]));
        } else if (/^(Import|Export)/.test(node.type)) {
          this.error(`hand-over: cannot read ${node.type}`);
        } else continue;
        cuts.push(node);
      }
      let rest = code;
      for (const { start, end } of cuts.reverse()) rest = rest.slice(0, start) + rest.slice(end);
      rest = rest.replace(
        /\bimport\((["'])(\.\/[^"']+)\1\)/g,
        (call) => `${call}.then($file=>$file.default($first))`,
      );
      const result = isEntry
        ? `const $first={};${rest};Object.assign($first,${object(exported)});`
        : `${head}export default $first=>$first[import.meta.url]??=(()=>{const ${first}=$first;${inner}${rest};return${object(exported)}})();`;
      return { code: result, map: null };
    },
  };
}

/** In the embed the part of zod that we use stands in for zod; see docs/decisions/size-of-the-embed.md. */
function leanZod() {
  return {
    name: 'lean-zod',
    resolveId: (source) => (source === 'zod/mini' ? resolve('src/model/lean-zod.ts') : null),
  };
}

/** Writes what is made from the finished embed: size and hash of each file, for `integrity` and for mirrors. */
function integrity() {
  return {
    name: 'integrity',
    async writeBundle({ dir }) {
      const names = (await readdir(dir)).filter((name) => name.endsWith('.js')).sort();
      const files = await Promise.all(
        names.map(async (file) => {
          const bytes = await readFile(`${dir}/${file}`);
          const hash = createHash('sha384').update(bytes).digest('base64');
          return { file, size: bytes.length, integrity: `sha384-${hash}` };
        }),
      );
      await writeFile(`${dir}/integrity.json`, JSON.stringify(files, null, 2) + '\n');
    },
  };
}

/**
 * Puts a script and its styles into the one file of the take-home edition. The policy in it lets nothing else run
 * and nothing be fetched, so that the file keeps what it promises wherever it is opened.
 */
function oneFile() {
  return {
    name: 'one-file',
    buildStart() {
      for (const file of ['src/offline/page.html', 'src/offline/page.css']) this.addWatchFile(resolve(file));
    },
    async generateBundle(_options, bundle) {
      const [[name, { code }], ...others] = Object.entries(bundle);
      if (others.length) this.error(`one-file: ${others.map(([file]) => file)} would lie beside it`);
      // To an HTML parser these begin a comment and end the script, in whatever they stand.
      const script = code
        .trim()
        .replaceAll('<!--', '\\x3C!--')
        .replace(/<\/(?=script)/gi, '<\\/');
      this.parse(script);
      // An HTML parser changes these, and then the hash is another.
      if (/[\r\0]/.test(script)) this.error('one-file: a carriage return or a NUL in the script');
      const styles = transform({
        filename: 'page.css',
        code: await readFile('src/offline/page.css'),
        minify: true,
        targets: oldest,
        exclude: Features.LightDark,
      }).code.toString();
      const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
      const policy = [
        "default-src 'none'",
        `script-src ${hash(script)}`,
        `style-src ${hash(styles)}`,
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types lit-html',
      ].join('; ');
      const filling = {
        policy: `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
        styles: `<style>${styles}</style>`,
        script: `<script type="module">${script}</script>`,
        version,
      };
      const source = (await readFile('src/offline/page.html', 'utf8'))
        .replace(/<!-- (.*?) -->/g, (_comment, words) => filling[words] ?? '')
        .replace(/^\s+/gm, (blank) => (blank.includes('\n') ? '\n' : ''));
      delete bundle[name];
      this.emitFile({ type: 'asset', fileName: 'interest-letter.html', source });
    },
  };
}

/** Writes what is made from the finished npm modules: the JSON Schemas and the manifest of the elements. */
function schemasAndManifest() {
  return {
    name: 'schemas-and-manifest',
    async writeBundle({ dir }) {
      const model = await import(`${pathToFileURL(resolve(dir, 'model.js'))}?${Date.now()}`);
      await mkdir(`${dir}/schema`, { recursive: true });
      const write = (file, json) => writeFile(`${dir}/${file}`, JSON.stringify(json, null, 2) + '\n');
      await write('schema/application-1.schema.json', model.applicationJsonSchema());
      await write('schema/call-1.schema.json', model.callJsonSchema());
      await write('custom-elements.json', await manifest());
    },
  };
}

/** The manifest names modules as a partner imports them: classes from index.js, definitions from define/. */
async function manifest() {
  const argv = [
    'analyze',
    '--litelement',
    '--quiet',
    // The analyzer puts this folder into package.json; any other would change that file.
    '--outdir',
    'dist',
    '--globs',
    'src/elements/**/*.ts',
    'src/register/**/*.ts',
    'src/define/*.ts',
  ];
  const found = await analyze({ argv, noWrite: true });
  const published = (path) =>
    path.startsWith('src/define/') ? path.replace(/^src\/(.*)\.ts$/, '$1.js') : 'index.js';
  const modules = new Map();
  for (const module of JSON.parse(JSON.stringify(found.modules), forPartners)) {
    const path = published(module.path);
    const merged = modules.get(path) ?? { kind: 'javascript-module', path, declarations: [], exports: [] };
    const classes = (module.declarations ?? []).filter(({ kind }) => kind === 'class');
    const kept = new Set(classes.map(({ name }) => name));
    merged.declarations.push(...classes);
    merged.exports.push(
      ...(module.exports ?? []).filter(({ kind, name }) => kind !== 'js' || kept.has(name)),
    );
    modules.set(path, merged);
  }
  return { schemaVersion: found.schemaVersion, readme: '', modules: [...modules.values()] };

  /** Leaves out what is no partner's business, and renames modules in references. */
  function forPartners(key, value) {
    if (key === 'module' && typeof value === 'string' && /^\/?src\//.test(value))
      return published(value.replace(/^\//, ''));
    // The analyzer also guesses events from the code; those that are meant are documented.
    if (key === 'events') return value.filter(({ description }) => description);
    if (key === 'members')
      return value.filter(
        (member) =>
          !/^([#_]|form\w*Callback$)/.test(member.name) && !(member.privacy && member.privacy !== 'public'),
      );
    return value;
  }
}

/** Inferred types name the packages that lit re-exports; only lit itself is a dependency of ours. */
function typesFromLit() {
  return {
    name: 'types-from-lit',
    renderChunk: (code) =>
      code.replace(/(from |^import )'(lit-html|lit-element|@lit\/reactive-element)'/gm, "$1'lit'"),
  };
}

const tags = readdirSync('src/define').filter((file) => file.endsWith('.ts'));
const entries = Object.fromEntries([
  ...['index', 'define', 'model', 'letter'].map((name) => [name, `src/${name}.ts`]),
  ...tags.map((file) => [`define/${file.slice(0, -3)}`, `src/define/${file}`]),
]);
const { dependencies, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const outside = [...Object.keys(dependencies), 'lit-html', 'lit-element', '@lit/reactive-element'];
const external = (id) =>
  id !== '@lit/localize' && outside.some((name) => id === name || id.startsWith(`${name}/`));
/** A warning fails the build, unless it is about the inside of a package and no `eval`. */
const failOnWarning = (warning) => {
  const { code, id, ids = [id] } = warning;
  if (code === 'UNUSED_EXTERNAL_IMPORT') return;
  if (code !== 'EVAL' && ids.every((file) => file?.includes('node_modules'))) return;
  throw new Error(`${code}: ${warning.message}`);
};

const minify = () =>
  terser({
    module: true,
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true, hoist_props: true, keep_fargs: false },
    format: { comments: false },
  });

export default [
  {
    input: { 'interest-letter': 'src/embed.ts' },
    // What the files beside it need of this one is exported from it: no second file for a first fill-in.
    preserveEntrySignatures: 'allow-extension',
    plugins: [
      leanZod(),
      typescript(),
      gatherTexts(),
      minifyLiterals(),
      nodeResolve({ browser: true, exportConditions: ['production', 'browser'] }),
      minify(),
      handOver(),
      integrity(),
    ],
    onwarn: failOnWarning,
    output: {
      dir: 'dist/embed',
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      generatedCode: 'es2015',
      hoistTransitiveImports: false,
    },
  },
  {
    input: 'src/offline.ts',
    plugins: [
      leanZod(),
      typescript(),
      gatherTexts(),
      minifyLiterals(),
      nodeResolve({ browser: true, exportConditions: ['production', 'browser'] }),
      minify(),
      oneFile(),
    ],
    onwarn: failOnWarning,
    output: {
      dir: 'dist/offline',
      format: 'es',
      inlineDynamicImports: true,
      generatedCode: 'es2015',
    },
  },
  {
    input: entries,
    external,
    plugins: [typescript(), nodeResolve(), schemasAndManifest()],
    onwarn: failOnWarning,
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name].js',
      generatedCode: 'es2015',
      hoistTransitiveImports: false,
    },
  },
  {
    input: { ...entries, 'embed/interest-letter': 'src/embed.ts' },
    external,
    plugins: [dts({ tsconfig: 'tsconfig.json' }), typesFromLit()],
    output: {
      dir: 'dist',
      format: 'es',
      entryFileNames: '[name].d.ts',
      chunkFileNames: 'chunks/[name].d.ts',
      // Whoever registers an element also gets its type for its tag name.
      banner: ({ name }) =>
        /^(define|embed)\b/.test(name) ? `import '${name.includes('/') ? '../' : './'}index.js';` : '',
    },
  },
];
