// Polls outlive their processes: what a killed worker leaves behind keeps no feed from being polled. With TEST_REDIS_URL
// the program runs as an API and workers on PostgreSQL and Redis, else as one process on its embedded database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NEVER, startFeedHost, type FeedHost } from '../support/feed-host';
import { spawnProgram, startProgram, until, type RunningProgram } from '../support/program';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { claimTestRedis, type TestRedis } from '../support/test-redis';

jest.setTimeout(120_000);

/** From the death of a process to the next request of the feed it polled, in real milliseconds. */
const LONGEST_TAKEOVER_MS = 15_000;

interface FeedView {
  id: string;
  health: { lastError: string | null; lastAttemptAt: string | null; lastSuccessAt: string | null };
}

const redisServer = process.env.TEST_REDIS_URL;
let folder: string;
let base: TestDatabase | undefined;
let redis: TestRedis | undefined;
let host: FeedHost;
let programs: RunningProgram[];
/** The one that is asked. */
let api: RunningProgram;

beforeEach(async () => {
  programs = [];
  folder = mkdtempSync(join(tmpdir(), 'mw-polls-'));
  if (redisServer) [base, redis] = [await createTestDatabase(), await claimTestRedis(redisServer)];
  host = await startFeedHost(NEVER);
});
afterEach(async () => {
  await Promise.all(programs.map((program) => program.stop('SIGKILL')));
  host.close();
  await base?.drop();
  await redis?.release();
  rmSync(folder, { recursive: true, force: true });
});

const environment = (): Record<string, string> =>
  base ? { DATABASE_URL: base.url, REDIS_URL: redis!.url, MW_SECRET_KEY: 'shared' } : { MW_DATA_DIR: folder };

async function startWorker(over: Record<string, string> = {}): Promise<RunningProgram> {
  const env = { ...environment(), ...over };
  if (!base) {
    api = await startProgram({ env });
    programs.push(api);
    return api;
  }
  const worker = spawnProgram({ main: 'worker/src/main.js', env });
  programs.push(worker);
  await worker.printed(/the worker runs/);
  return worker;
}
/** Starts what is there beside the workers. */
async function startApi(over: Record<string, string> = {}): Promise<void> {
  if (!base) return;
  api = await startProgram({ main: 'api/src/main.js', env: { ...environment(), ...over } });
  programs.push(api);
}
async function json<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await api.api(path, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
const add = async (name: string): Promise<string> =>
  (await json<FeedView>('/v1/feeds', { method: 'POST', body: JSON.stringify({ url: host.url(name) }) })).id;
const feed = (id: string): Promise<FeedView> => json<FeedView>(`/v1/feeds/${id}`);
const timesAsked = (times: number): Promise<number> =>
  until(
    async () => host.asked.length,
    (asked) => asked >= times,
  );
async function millisecondsUntil(happened: Promise<unknown>): Promise<number> {
  const started = performance.now();
  await happened;
  return performance.now() - started;
}

it('goes on within 15 s when its process was killed in the middle, again and again', async () => {
  await startApi();
  let worker = await startWorker();
  const id = await add('slow');
  for (let deaths = 1; deaths <= 2; deaths += 1) {
    await timesAsked(deaths);
    await worker.stop('SIGKILL');
    const next = millisecondsUntil(timesAsked(deaths + 1));
    worker = await startWorker();
    expect(await next).toBeLessThan(LONGEST_TAKEOVER_MS);
    expect(host.open).toBe(1);
  }
  expect(await worker.printed(/"deaths":2/)).toBeTruthy();
  host.release();
  await until(
    () => feed(id),
    ({ health }) => health.lastSuccessAt !== null,
  );
  expect(host.asked).toHaveLength(3);
  host.waitMs = 0;
  expect((await api.api(`/v1/feeds/${id}/poll`, { method: 'POST' })).status).toBe(202);
  await timesAsked(4);
});

(redisServer ? it : it.skip)(
  'is taken over within 15 s by a worker that lives (needs TEST_REDIS_URL)',
  async () => {
    await startApi();
    const first = await startWorker();
    await add('slow');
    await timesAsked(1);
    await startWorker();
    await first.stop('SIGKILL');
    expect(await millisecondsUntil(timesAsked(2))).toBeLessThan(LONGEST_TAKEOVER_MS);
  },
);

it('never asks one feed twice at a time, however often a person asks and whoever polls', async () => {
  host.waitMs = 1_500;
  await startApi();
  await startWorker();
  if (base) await startWorker();
  const id = await add('slow');
  await timesAsked(1);
  let asks = 0;
  while (host.asked.length < 4) {
    expect((await api.api(`/v1/feeds/${id}/poll`, { method: 'POST' })).status).toBe(202);
    asks += 1;
  }
  // Three polls have answered all questions but those of the poll under way, which one more answers.
  expect(asks).toBeGreaterThan(8);
  expect((await api.api(`/v1/feeds/${id}/poll`, { method: 'POST' })).status).toBe(202);
  await timesAsked(5);
  await until(
    async () => host.open,
    (open) => open === 0,
  );
  expect(host.mostAtOnce).toBe(1);
});

it('goes on when the clock was set back, and does not say that it watches on the strength of the future', async () => {
  host.waitMs = 0;
  const at = (day: number) => ({ MW_CLOCK: `2025-05-0${day}T00:00:00.000Z*1` });
  await startApi(at(4));
  await startWorker(at(4));
  const id = await add('healthy');
  await until(
    () => feed(id),
    ({ health }) => health.lastSuccessAt !== null,
  );
  const status = async (): Promise<string> =>
    (await json<{ monitor: { status: string } }>('/health/ready')).monitor.status;
  await until(status, (found) => found === 'watching');
  await Promise.all(programs.map((program) => program.stop()));

  host.waitMs = NEVER;
  await startApi(at(1));
  await startWorker(at(1));
  expect(await status()).toBe('blind');
  await timesAsked(2);
  host.release();
  await until(status, (found) => found === 'watching');
  expect((await feed(id)).health.lastSuccessAt).toMatch(/^2025-05-01/);
});
