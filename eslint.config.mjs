import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** The floors of the house, lowest first; floors on one line do not know each other. */
const floors = [
  ['language'],
  ['model'],
  ['letter', 'draft', 'tables'],
  ['sending'],
  ['elements'],
  ['register'],
  ['offline'],
];
const entryPoints = ['embed', 'index', 'define', 'model', 'letter', 'offline'];

const forbiddenPackages = [
  { name: 'zod', message: "Import 'zod/mini': full zod calls `new Function`, which a strict CSP reports." },
  { name: '@lit/localize', message: 'Import `msg` from src/language/message.ts.' },
];

/** No file imports from a floor above its own, from a neighbour, or from an entry point. */
const floorRules = floors.flatMap((row, height) =>
  row.map((floor) => {
    const above = [...row.filter((name) => name !== floor), ...floors.slice(height + 1).flat()];
    return {
      files: [`src/${floor}/**/*.ts`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            paths: forbiddenPackages,
            patterns: [
              ...(above.length
                ? [
                    {
                      regex: `^(\\.\\./)+(${above.join('|')})/`,
                      message: `${floor} lies below: it must not know this floor.`,
                    },
                  ]
                : []),
              {
                regex: `^(\\.\\./)+(${entryPoints.join('|')})(\\.js|/)$`,
                message: 'Entry points stand on top of all floors.',
              },
              { regex: 'directives/unsafe-', message: 'No raw HTML or CSS.' },
            ],
          },
        ],
      },
    };
  }),
);

/** These floors run in Node unchanged. */
const browserOnly = [
  'document',
  'window',
  'HTMLElement',
  'customElements',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'navigator',
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.build/',
      'node_modules/',
      'storybook-static/',
      'docs/build/',
      'docs/.docusaurus/',
      'src/language/translations/',
    ],
  },
  ...tseslint.configs.recommended,
  {
    rules: {
      'no-control-regex': 'error',
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipRegExps: true }],
      'no-misleading-character-class': 'error',
      'no-unsafe-finally': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'Data never becomes markup.',
        })),
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
    },
  },
  { files: ['src/**/*.ts', 'stories/**/*.ts'], ...lit.configs['flat/recommended'] },
  {
    files: ['src/**/*.ts', 'stories/**/*.ts'],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      // Listeners on a list of links or buttons hear their clicks; the keyboard clicks those.
      'lit-a11y/click-events-have-key-events': 'off',
      // `display: grid` takes a table's own roles away.
      'lit-a11y/no-redundant-role': 'off',
    },
  },
  { files: ['src/**/*.ts'], ...wc.configs['flat/best-practice'] },
  ...floorRules,
  {
    files: ['src/{language,model,letter,draft,tables}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...browserOnly.map((name) => ({ name, message: 'This floor runs in Node too.' })),
      ],
    },
  },
  {
    files: ['test/**', 'stories/**', 'docs/**', '*.mjs'],
    rules: {
      'no-console': 'off',
      'no-restricted-properties': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
