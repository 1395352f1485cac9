// Violations that test/architecture.spec.ts plants into a copy of the sources, to see that the law catches them.
// Each stands in a file of its own that nothing else imports, so that one run judges all of them.

/** A file that breaks the law, and the rules that must say so. */
export interface Plant {
  path: string;
  text: string;
  rules: string[];
}

const plant = (path: string, text: string, ...rules: string[]): Plant => ({ path, text, rules });

/** Uses what it imports, so that nothing but the import is wrong. */
const imports = (from: string): string => `import * as planted from '${from}';\nexport default planted;\n`;
const importsType = (from: string): string =>
  `import type * as Planted from '${from}';\nexport type { Planted };\n`;

/** One edge per lib that the table of docs/ARCHITECTURE.md does not have. */
const forbiddenEdges = {
  domain: 'clock',
  assessor: 'http-client',
  'assessor-llm': 'event-store',
  clock: 'telemetry',
  config: 'telemetry',
  telemetry: 'config',
  'http-client': 'database',
  database: 'event-store',
  'event-store': 'pipeline',
  'job-queue': 'event-store',
  'feed-reader': 'webhooks',
  webhooks: 'event-store',
  projections: 'pipeline',
  pipeline: 'operations',
  operations: 'pipeline',
  runtime: 'assessor',
};

/** Each stage of the domain, and a later one that it must not know. */
const laterStages = [
  ['kernel', 'feed'],
  ['feed', 'item'],
  ['item', 'signal'],
  ['signal', 'posture'],
  ['posture', 'alert'],
] as const;

/** What dependency-cruiser must report. */
export const importPlants: Plant[] = [
  plant('libs/domain/src/item/plant-nest.ts', imports('@nestjs/common'), 'domain-is-pure', 'nest-in-apps'),
  plant('libs/domain/src/item/plant-crypto.ts', imports('node:crypto'), 'domain-is-pure'),
  plant('libs/domain/src/kernel/plant-crypto.ts', imports('crypto'), 'domain-is-pure'),
  plant('libs/domain/src/item/plant-lib.ts', importsType('#libs/clock'), 'domain-is-pure', 'domain-imports'),
  plant('libs/assessor/src/plant-fs.ts', imports('node:fs'), 'assessor-is-pure'),
  plant('libs/assessor/src/plant-package.ts', imports('zod'), 'assessor-is-pure'),
  ...laterStages.map(([stage, later]) =>
    plant(
      `libs/domain/src/${stage}/plant-stage.ts`,
      importsType(`../${later}/index`),
      `domain-${stage}-knows-only-earlier-stages`,
    ),
  ),
  ...Object.entries(forbiddenEdges).map(([lib, other]) =>
    plant(`libs/${lib}/src/plant-edge.ts`, imports(`#libs/${other}`), `${lib}-imports`),
  ),
  plant('libs/newcomer/src/index.ts', imports('#libs/database'), 'no-lib-without-a-row'),
  plant('libs/pipeline/src/plant-deep.ts', imports('../../projections/src/feeds'), 'front-door-only'),
  plant('apps/api/src/plant-deep.ts', imports('../../../libs/projections/src/feeds'), 'front-door-only-apps'),
  plant('test/plant-deep.ts', imports('../libs/projections/src/feeds'), 'front-door-only-apps'),
  plant('apps/worker/src/plant-app.ts', imports('../../api/src/api.module'), 'apps-apart'),
  plant('apps/standalone/src/plant-app.ts', imports('../../api/src/present'), 'apps-compose-modules-only'),
  plant('apps/cli/src/plant-app.ts', imports('../../worker/src/worker-deps'), 'apps-compose-modules-only'),
  plant('apps/api/src/plant-test.ts', imports('../../../test/support/receiver'), 'apps-do-not-know-tests'),
  plant(
    'libs/operations/src/plant-app.ts',
    imports('../../../apps/worker/src/worker-deps'),
    'libs-do-not-know-apps',
  ),
  plant('libs/pipeline/src/plant-config.ts', importsType('#libs/config'), 'config-in-programs-only'),
  plant('libs/webhooks/src/plant-runtime.ts', importsType('#libs/runtime'), 'runtime-for-programs-only'),
  plant('libs/pipeline/src/plant-nest.ts', imports('@nestjs/common'), 'nest-in-apps'),
  plant('libs/projections/src/plant-pg.ts', importsType('pg'), 'pg-in-database'),
  plant('apps/api/src/plant-pg.ts', imports('pg'), 'pg-in-database'),
  plant('apps/api/src/plant-lazy-pg.ts', `export const planted = () => import('pg');\n`, 'pg-in-database'),
  plant('libs/database/src/plant-queue.ts', imports('bullmq'), 'queue-in-job-queue'),
  plant('apps/worker/src/plant-redis.ts', imports('ioredis'), 'queue-in-job-queue'),
  plant('libs/pipeline/src/plant-rss.ts', imports('rss-parser'), 'rss-in-feed-reader'),
  plant('libs/webhooks/src/plant-undici.ts', imports('undici'), 'undici-in-http-client'),
  plant('apps/cli/src/plant-dev.ts', imports('fast-check'), 'runtime-packages-only'),
  plant('libs/pipeline/src/plant-undeclared.ts', imports('msgpackr'), 'runtime-packages-only'),
  plant('libs/webhooks/src/plant-cycle-a.ts', imports('./plant-cycle-b'), 'no-cycles'),
  plant('libs/webhooks/src/plant-cycle-b.ts', imports('./plant-cycle-a')),
  plant('libs/webhooks/src/plant-unresolved.ts', imports('./nowhere'), 'resolvable'),
  plant('libs/webhooks/src/plant-unknown-lib.ts', imports('#libs/nowhere'), 'resolvable'),
  plant('libs/webhooks/src/plant-orphan.ts', `export const planted = 1;\n`, 'no-orphans'),
];

const syntax = 'no-restricted-syntax';
const globals = 'no-restricted-globals';
/** A statement inside a function of the pure core. */
const pure = (path: string, statement: string, rule: string): Plant =>
  plant(`libs/${path}.ts`, `export function planted(): unknown {\n  ${statement}\n}\n`, rule);
const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

/** What ESLint must report. */
export const lintPlants: Plant[] = [
  pure('domain/src/item/lint-date-now', 'return Date.now();', syntax),
  pure('domain/src/item/lint-new-date', 'return new Date();', syntax),
  pure('domain/src/item/lint-date-call', 'return Date();', syntax),
  pure('domain/src/item/lint-date-now-computed', `return Date['now']();`, syntax),
  pure('domain/src/item/lint-math-random', 'return Math.random();', syntax),
  pure('domain/src/item/lint-set-timeout', 'return setTimeout(planted, 1);', globals),
  pure('domain/src/item/lint-set-interval', 'return setInterval(planted, 1);', globals),
  pure('domain/src/item/lint-global-this', 'return globalThis.setTimeout(planted, 1);', globals),
  pure('domain/src/item/lint-process', 'return process.hrtime();', globals),
  pure('domain/src/item/lint-fetch', `return fetch('https://example.org');`, globals),
  pure('domain/src/item/lint-console', 'return console.log(1);', globals),
  pure('domain/src/item/lint-crypto', 'return crypto.randomUUID();', globals),
  pure('assessor/src/lint-date-now', 'return Date.now();', syntax),
  pure('assessor/src/lint-random', 'return Math.random();', syntax),
  plant('libs/domain/src/item/lint-async.ts', 'export async function planted(): Promise<void> {}\n', syntax),
  plant(
    'libs/domain/src/item/lint-arrow.ts',
    'export const planted = async (): Promise<number> => 1;\n',
    syntax,
  ),
  plant(
    'libs/assessor/src/lint-async.ts',
    'export const planted = async (): Promise<number> => 1;\n',
    syntax,
  ),
  plant('libs/webhooks/src/lint-env.ts', 'export const planted = process.env.PATH;\n', syntax),
  plant('apps/api/src/lint-env.ts', 'export const planted = process.env.PATH;\n', syntax),
  plant('apps/api/src/lint-env-computed.ts', `export const planted = process['env'].PATH;\n`, syntax),
  plant('apps/api/src/lint-env-taken.ts', 'export const { env } = process;\n', syntax),
  plant(
    'apps/api/src/lint-env-imported.ts',
    `import { env } from 'node:process';\nexport const planted = env.PATH;\n`,
    'no-restricted-imports',
  ),
  plant(
    'libs/webhooks/src/lint-any.ts',
    'export const planted: any = 1;\n',
    '@typescript-eslint/no-explicit-any',
  ),
  plant('test/lint-any.ts', 'export const planted = [] as any[];\n', '@typescript-eslint/no-explicit-any'),
  plant(
    'libs/webhooks/src/lint-function.ts',
    `export function planted(): void {\n${lines(70, (n) => `  planted.call(${n});`)}\n}\n`,
    'max-lines-per-function',
  ),
  plant(
    'libs/webhooks/src/lint-file.ts',
    `${lines(301, (n) => `export const planted${n} = ${n};`)}\n`,
    'max-lines',
  ),
  plant(
    'libs/webhooks/src/lint-parameters.ts',
    'export const planted = (a: 1, b: 2, c: 3, d: 4): number => a + b + c + d;\n',
    'max-params',
  ),
];
