import tseslint from 'typescript-eslint';

/** What the pure core may not touch: time, chance, the process and the network are arguments. */
const impure = [
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'console',
  'crypto',
  'performance',
  'globalThis',
  'global',
].map((name) => ({ name, message: 'The pure core gets this as an argument.' }));
const impureSyntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Time is an argument.' },
  {
    selector: "MemberExpression[object.name='Date']:matches([property.name='now'], [property.value='now'])",
    message: 'Time is an argument.',
  },
  {
    selector:
      "MemberExpression[object.name='Math']:matches([property.name='random'], [property.value='random'])",
    message: 'Chance is an argument.',
  },
  { selector: ':function[async=true]', message: 'The pure core is synchronous.' },
  { selector: 'AwaitExpression', message: 'The pure core is synchronous.' },
];
const onlyConfig = 'Only libs/config reads the environment.';
/** The environment under each of its spellings: `process.env`, `process['env']`, `const { env } = process`. */
const envSyntax = [
  "MemberExpression[object.name='process']:matches([property.name='env'], [property.value='env'])",
  "MemberExpression[object.property.name='process'][property.name='env']",
  "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
].map((selector) => ({ selector, message: onlyConfig }));

export default tseslint.config(
  { ignores: ['dist/**', 'data/**', 'node_modules/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', { max: 3 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    // Suites and their helpers are told by the environment which server they may use.
    ignores: ['libs/config/**', 'test/**', 'bench/**', '**/*.spec.ts', '**/testing/**'],
    rules: {
      'no-restricted-syntax': ['error', ...envSyntax],
      'no-restricted-imports': [
        'error',
        { paths: ['process', 'node:process'].map((name) => ({ name, message: onlyConfig })) },
      ],
    },
  },
  {
    files: ['libs/domain/**/*.ts', 'libs/assessor/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impure],
      'no-restricted-syntax': ['error', ...impureSyntax, ...envSyntax],
    },
  },
  {
    // Suites and data tables are read from top to bottom; their length is not complexity.
    files: [
      '**/*.spec.ts',
      '**/*.e2e-spec.ts',
      'test/**/*.ts',
      '**/data/**/*.ts',
      '**/testing/**/*.ts',
      'bench/**/*.ts',
    ],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
);
