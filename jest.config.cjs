// CommonJS jest that also compiles the ESM-only dependencies (Nest 12 and friends), so that it needs
// no Node flag on 20, 22 and 24. swc does not check types: `npm run check` does.
const swc = (syntax) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2022',
      parser: { syntax, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
  },
];
const esmOnly = [
  '@nestjs',
  '@fastify',
  'fastify',
  'cookie',
  'light-my-request',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'load-esm',
  'uid',
  'iterare',
  'cron',
  'luxon',
  'htmlparser2',
  'domhandler',
  'domutils',
  'domelementtype',
  'dom-serializer',
  'entities',
  'es-toolkit',
  'js-yaml',
  'fast-check',
  'pure-rand',
  'node-pg-migrate',
  'glob',
  'content-disposition',
  'mime',
];
const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  moduleNameMapper: { '^#libs/(.*)$': '<rootDir>/libs/$1/src/index.ts' },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '^.+\\.ts$': swc('typescript'), '^.+\\.m?js$': swc('ecmascript') },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};
module.exports = {
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    // Pure: milliseconds, nothing to start.
    { ...common, displayName: 'pure', testRegex: '(?<!\\.int|contract)\\.spec\\.ts$' },
    // On a real PostgreSQL, and the built program as processes.
    {
      ...common,
      displayName: 'real',
      testRegex: '(\\.int\\.spec|\\.e2e-spec|test/contract\\.spec)\\.ts$',
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
};
