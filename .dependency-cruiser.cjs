// The law of docs/ARCHITECTURE.md, "Who may import whom". test/architecture.spec.ts plants violations.
const stages = ['kernel', 'feed', 'item', 'signal', 'posture', 'alert'];
/** Arrows and acts: any lib but config and each other. */
const anyButTheOther = [
  'domain',
  'assessor',
  'assessor-llm',
  'event-store',
  'projections',
  'database',
  'job-queue',
  'feed-reader',
  'webhooks',
  'http-client',
  'telemetry',
  'clock',
];
const libs = {
  domain: [],
  assessor: ['domain'],
  'assessor-llm': ['domain', 'assessor', 'http-client', 'telemetry'],
  clock: ['domain'],
  config: [],
  telemetry: [],
  'http-client': ['telemetry', 'clock'],
  database: ['telemetry', 'clock'],
  'event-store': ['database', 'telemetry', 'clock', 'domain'],
  'job-queue': ['database', 'telemetry', 'clock'],
  'feed-reader': ['domain', 'http-client', 'telemetry', 'clock'],
  webhooks: ['domain', 'http-client', 'telemetry', 'clock'],
  projections: ['domain', 'event-store', 'database', 'telemetry', 'clock'],
  pipeline: anyButTheOther,
  operations: anyButTheOther,
  // The composition root: it opens what every program needs, as the settings say.
  runtime: [
    'config',
    'telemetry',
    'clock',
    'database',
    'event-store',
    'job-queue',
    'http-client',
    'feed-reader',
    'webhooks',
    'projections',
    'operations',
    'pipeline',
  ],
};
const test = '\\.spec\\.ts$|/testing/';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });
const onlyIn = (name, pkg, place) =>
  rule(name, { pathNot: [place, test] }, { path: `node_modules/(${pkg})/` });

module.exports = {
  forbidden: [
    rule(
      'domain-is-pure',
      { path: '^libs/domain/src', pathNot: [test, '^libs/domain/src/kernel/hash'] },
      { pathNot: '^libs/domain/src', path: '.' },
    ),
    rule(
      'assessor-is-pure',
      { path: '^libs/assessor/src', pathNot: test },
      { pathNot: '^libs/(assessor|domain)/', path: '.' },
    ),
    ...stages.map((s, i) =>
      rule(
        `domain-${s}-knows-only-earlier-stages`,
        { path: `^libs/domain/src/${s}/`, pathNot: test },
        { path: `^libs/domain/src/(${stages.slice(i + 1).join('|') || '-'})/` },
      ),
    ),
    ...Object.entries(libs).map(([lib, may]) =>
      rule(
        `${lib}-imports`,
        { path: `^libs/${lib}/`, pathNot: test },
        { path: '^libs/', pathNot: `^libs/(${[lib, ...may].join('|')})/` },
      ),
    ),
    // A new lib says in the table above what it may import before it imports anything.
    rule('no-lib-without-a-row', { path: `^libs/(?!(${Object.keys(libs).join('|')})/)` }, {}),
    rule('apps-do-not-know-tests', { path: '^apps/', pathNot: test }, { path: '^(test|bench)/' }),
    rule('libs-do-not-know-apps', { path: '^libs/', pathNot: test }, { path: '^(apps|test|bench)/' }),
    rule(
      'front-door-only',
      { path: '^libs/([^/]+)/' },
      { path: '^libs/([^/]+)/src/', pathNot: ['^libs/$1/', '/src/index\\.ts$', '/testing/'] },
    ),
    rule(
      'front-door-only-apps',
      { path: '^(apps|test|bench)/' },
      { path: '^libs/[^/]+/src/', pathNot: ['/src/index\\.ts$', '/testing/'] },
    ),
    rule('apps-apart', { path: '^apps/(api|worker)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    rule(
      'apps-compose-modules-only',
      { path: '^apps/(standalone|cli)/' },
      {
        path: '^apps/(?!standalone|cli)[^/]+/',
        pathNot: '\\.(module|run)\\.ts$',
      },
    ),
    rule(
      'config-in-programs-only',
      { path: '^libs/(?!(config|runtime)/)', pathNot: test },
      { path: '^libs/config/' },
    ),
    rule(
      'runtime-for-programs-only',
      { path: '^libs/(?!runtime/)', pathNot: test },
      { path: '^libs/runtime/' },
    ),
    onlyIn('nest-in-apps', '@nestjs/[^/]+', '^apps/|\\.module\\.ts$'),
    onlyIn('pg-in-database', 'pg', '^libs/database/|^test/|^bench/'),
    onlyIn('queue-in-job-queue', 'bullmq|ioredis', '^libs/job-queue/|^bench/'),
    onlyIn('rss-in-feed-reader', 'rss-parser', '^libs/feed-reader/'),
    onlyIn('undici-in-http-client', 'undici', '^libs/http-client/|^test/|^bench/'),
    // What runs must be installed where devDependencies are not, and by its own name.
    rule(
      'runtime-packages-only',
      { path: '^(apps|libs)/', pathNot: test },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    rule('no-cycles', {}, { circular: true }),
    // What a process is started with stands alone: programs, and what suites load beside them.
    rule(
      'no-orphans',
      { orphan: true, pathNot: ['\\.d\\.ts$', test, 'main\\.ts$', '^bench/', '-probe\\.cjs$'] },
      {},
    ),
    rule('resolvable', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
