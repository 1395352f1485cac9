// What is asked for years must not grow: scrapes, page views and reads in numbers, against the built API as a process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startProgram, type RunningProgram } from '../support/program';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

jest.setTimeout(300_000);

const ROUND = 1_000;
const AT_ONCE = 4;
/** One of each in a round; a scrape leaked 400,000 bytes once. */
const PATHS = ['/metrics', '/', '/v1/posture', '/v1/events?limit=20', '/v1/feeds'];

interface Memory {
  heapUsed: number;
  rss: number;
  listeners: number;
  resources: number;
}

let base: TestDatabase;
let dataDir: string;
let program: RunningProgram;

beforeAll(async () => {
  base = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'mw-soak-'));
  program = await startProgram({
    main: 'api/src/main.js',
    env: {
      DATABASE_URL: base.url,
      MW_DATA_DIR: dataDir,
      // Quoted, for the path may hold a space.
      NODE_OPTIONS: `--expose-gc --require ${JSON.stringify(resolve('test/support/memory-probe.cjs'))}`,
    },
  });
});
afterAll(async () => {
  await program?.stop();
  await base?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(rounds: number): Promise<void> {
  let left = rounds;
  const reader = async (): Promise<void> => {
    for (; left > 0; left -= 1)
      for (const path of PATHS) {
        const answer = await fetch(program.url + path);
        await answer.arrayBuffer();
        expect(answer.status).toBe(200);
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
}

let probes = 0;
async function memory(): Promise<Memory> {
  probes += 1;
  program.process.kill('SIGUSR2');
  const lines = new RegExp(`(?:memory-probe [^]*){${probes}}\\n`);
  await program.printed(lines);
  const found = [...program.output().matchAll(/memory-probe (\{.*\})\n/g)];
  return JSON.parse(found.at(-1)![1]!) as Memory;
}

const MB = 1_000_000;

it(`holds after ${2 * ROUND} scrapes, page views and reads what it held after ${ROUND}`, async () => {
  await ask(ROUND);
  const middle = await memory();
  await ask(ROUND);
  const end = await memory();
  const growth = {
    heapMB: (end.heapUsed - middle.heapUsed) / MB,
    rssMB: (end.rss - middle.rss) / MB,
    listeners: end.listeners - middle.listeners,
    resources: end.resources - middle.resources,
  };
  process.stdout.write(`soak: second half ${JSON.stringify(growth)}, rss ${Math.round(end.rss / MB)} MB\n`);
  expect(growth.heapMB).toBeLessThan(3);
  expect(growth.rssMB).toBeLessThan(40);
  expect(growth.listeners).toBe(0);
  // What leaks with requests comes in thousands; a collector that happens to be at work at the moment is one.
  expect(growth.resources).toBeLessThan(ROUND / 100);
  // The gauges are there, and Node's own are of the whole life of the process.
  const metrics = await (await fetch(`${program.url}/metrics`)).text();
  expect(metrics).toMatch(/^mediation_watch_log_position \d+$/m);
  expect(metrics).toMatch(/^mediation_watch_posture\{posture="active"\} 1$/m);
  expect(metrics).toMatch(/^nodejs_eventloop_lag_p99_seconds 0\.\d+$/m);
  expect(Number(/^process_cpu_seconds_total (\S+)$/m.exec(metrics)![1])).toBeGreaterThan(0.5);
});
