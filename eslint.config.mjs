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
].map((name) => ({ name, message: 'The pure core gets this as an argument.' }));
const impureSyntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time is an argument.' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance is an argument.',
  },
  { selector: ':function[async=true]', message: 'The pure core is synchronous.' },
  { selector: 'AwaitExpression', message: 'The pure core is synchronous.' },
];
const envSyntax = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only libs/config reads the environment.',
};

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
    ignores: ['libs/config/**', 'test/**', 'bench/**'],
    rules: { 'no-restricted-syntax': ['error', envSyntax] },
  },
  {
    files: ['libs/domain/**/*.ts', 'libs/assessor/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impure],
      'no-restricted-syntax': ['error', ...impureSyntax, envSyntax],
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
