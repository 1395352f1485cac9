// Redis away, frozen and emptied under an API and a worker: the database is the truth and the queue a wake-up, so
// alerts and polls go on without it, somebody is told, and everything is as before when it is back.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasRedis, startPrivateRedis, type PrivateRedis } from '../../bench/src/laboratory/private-redis';
import { startFeedServer, type FeedServer } from '../support/feed-server';
import { spawnProgram, startProgram, until, type RunningProgram } from '../support/program';
import { startReceiver, type Receiver } from '../support/receiver';
import { toldByBoth } from '../support/stories';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

jest.setTimeout(90_000);

const MINUTE = 60_000;
/** The sweep of the worker comes every 5 s; a breaker or back-off plays no part here. */
const ALERT_MS = 12_000;
const READY_MS = 5_000;
const AWAY = /"msg":"the job queue does not answer: [^"]*"/g;
const BACK = /"msg":"the job queue answers again"/g;

const suite = hasRedis() ? describe : describe.skip;

suite('an API and a worker whose Redis is lost (needs redis-server on this machine)', () => {
  let base: TestDatabase;
  let redis: PrivateRedis;
  let feeds: FeedServer;
  let receiver: Receiver;
  let folder: string;
  let programs: RunningProgram[];
  let api: RunningProgram;
  let feedId: string;
  let env: Record<string, string>;

  const json = async <T>(path: string, init?: RequestInit): Promise<T> =>
    (await (await api.api(path, init)).json()) as T;
  const ready = async (): Promise<{ code: number; reason?: string }> => {
    const answer = await api.api('/health/ready');
    return { ...((await answer.json()) as { reason?: string }), code: answer.status };
  };
  const said = (pattern: RegExp): number[] =>
    programs.map((program) => [...program.output().matchAll(pattern)].length);

  beforeAll(async () => {
    base = await createTestDatabase();
    redis = await startPrivateRedis();
    feeds = await startFeedServer();
    receiver = await startReceiver();
    folder = mkdtempSync(join(tmpdir(), 'mw-queue-'));
    env = { DATABASE_URL: base.url, REDIS_URL: redis.url, MW_DATA_DIR: folder, MW_SECRET_KEY: 'shared' };
    api = await startProgram({ main: 'api/src/main.js', env });
    const worker = spawnProgram({ main: 'worker/src/main.js', env });
    await worker.printed(/the worker runs/);
    programs = [api, worker];
    feeds.set('Gazette', [{ title: 'Harvest festival opens', summary: 'In town.', at: new Date() }]);
    const feed = { url: feeds.url('Gazette'), outlet: 'Gazette', tier: 2 };
    feedId = (await json<{ id: string }>('/v1/feeds', { method: 'POST', body: JSON.stringify(feed) })).id;
    await feeds.asked('Gazette', 1);
    const body = JSON.stringify({ url: receiver.url });
    const { id, secret } = await json<{ id: string; secret: string }>('/v1/subscriptions', {
      method: 'POST',
      body,
    });
    receiver.secret = secret;
    await until(
      () => json<{ state: string }>(`/v1/subscriptions/${id}`),
      ({ state }) => state === 'active',
    );
  });
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await redis.close();
    await feeds.close();
    await receiver.close();
    await base.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Both outlets tell a step of the story; resolves with how long its alert took to arrive. */
  async function alertOf(
    signal: 'threatened' | 'withdrawn' | 'clarified',
    minutesAgo: number,
  ): Promise<number> {
    const known = receiver.alerts().length;
    const items = toldByBoth(signal, Date.now() - minutesAgo * MINUTE);
    const begun = Date.now();
    const answer = await api.api('/v1/items', { method: 'POST', body: JSON.stringify({ items }) });
    expect(answer.status).toBe(202);
    const alerts = await receiver.waitFor(known + 1);
    expect(alerts.at(-1)!.event.data.to).toBe(signal);
    return Date.now() - begun;
  }

  /** Makes a feed due and resolves when it was asked for. */
  async function polledByItself(): Promise<void> {
    const times = feeds.requests.length;
    await base.database.query(
      `update feed_polls set next_poll_at = now() - interval '1 second' where feed_id = $1`,
      [feedId],
    );
    await feeds.asked('Gazette', times + 1);
  }

  async function isBackWithin(ms: number): Promise<void> {
    const back = Date.now();
    await until(ready, ({ code }) => code === 200);
    expect(Date.now() - back).toBeLessThanOrEqual(ms);
    await until(
      async () => said(BACK),
      (counts) => counts.every((count, i) => count === said(AWAY)[i]),
    );
  }

  it('is told once, is not ready, and still polls and alerts while Redis is down', async () => {
    await redis.kill();
    const { reason } = await until(ready, ({ code }) => code === 503);
    expect(reason).toMatch(/job queue .* alerts wait/);
    await until(
      async () => said(AWAY),
      (counts) => counts.every((count) => count > 0),
    );
    expect(await alertOf('threatened', 50)).toBeLessThanOrEqual(ALERT_MS);
    await polledByItself();
    expect(said(AWAY)).toEqual([1, 1]);
    await redis.start();
    await isBackWithin(READY_MS);
    expect(said(BACK)).toEqual([1, 1]);
  });

  it('is told by doctor, which ends, while Redis is down', async () => {
    await redis.kill();
    const doctor = spawnProgram({ main: 'cli/src/main.js', args: ['doctor', '--json'], env });
    const begun = Date.now();
    expect(await doctor.ended).toBe(1);
    expect(Date.now() - begun).toBeLessThanOrEqual(30_000);
    const findings = JSON.parse(doctor.output()) as { check: string; ok: boolean; found: string }[];
    const queue = findings.find(({ check }) => check === 'queue');
    expect(queue).toMatchObject({ ok: false });
    expect(queue!.found).toContain('REDIS_URL');
    expect(findings.find(({ check }) => check === 'database')).toMatchObject({ ok: true });
    await redis.start();
    await isBackWithin(READY_MS);
  });

  it('goes on when Redis stands still and comes round', async () => {
    redis.signal('SIGSTOP');
    await until(ready, ({ code }) => code === 503);
    expect(await alertOf('withdrawn', 30)).toBeLessThanOrEqual(ALERT_MS);
    await polledByItself();
    redis.signal('SIGCONT');
    await isBackWithin(READY_MS);
  });

  it('loses nothing when Redis is emptied', async () => {
    await redis.flush();
    expect(await alertOf('clarified', 12)).toBeLessThanOrEqual(ALERT_MS);
    await polledByItself();
    expect((await ready()).code).toBe(200);
  });

  it('told every alert once, in order, and signed', async () => {
    const alerts = receiver.alerts();
    expect(alerts.map(({ event }) => event.data.to)).toEqual(['threatened', 'withdrawn', 'clarified']);
    expect(alerts.map(({ event }) => event.sequence)).toEqual([1, 2, 3]);
    expect(receiver.unverified).toEqual([]);
    for (const { process: child } of programs)
      expect([child.exitCode, child.signalCode]).toEqual([null, null]);
  });
});

describe('a start whose servers are away', () => {
  let base: TestDatabase;
  let folder: string;
  let silent: ReturnType<typeof createServer>;
  let silentPort: number;
  beforeAll(async () => {
    base = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'mw-start-'));
    // Takes connections and never says anything, as a server that stands still.
    silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await new Promise((listening) => silent.once('listening', listening));
    silentPort = (silent.address() as AddressInfo).port;
  });
  afterAll(async () => {
    silent.close();
    await base.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const starts = ['api/src/main.js', 'worker/src/main.js', 'standalone/src/main.js'];
  const cases = starts.flatMap((main) => ['refuses', 'is silent'].map((how) => [main, how] as const));

  it.each(cases)('of %s ends with one clear line when Redis %s', async (main, how) => {
    const port = how === 'refuses' ? 9 : silentPort;
    const env = {
      DATABASE_URL: base.url,
      MW_DATA_DIR: folder,
      REDIS_URL: `redis://:hidden@127.0.0.1:${port}`,
    };
    const program = spawnProgram({ main, env });
    expect(await program.ended).toBe(1);
    const lines = program
      .output()
      .trim()
      .split('\n')
      .filter((line) => !line.includes('migration applied'));
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(`^mediation-watch: the job queue does not answer .*127.0.0.1:${port}`),
      ),
    ]);
    expect(lines[0]).not.toContain('hidden');
  });

  it.each(cases)('of %s ends with one clear line when the database %s', async (main, how) => {
    const port = how === 'refuses' ? 9 : silentPort;
    const env = { DATABASE_URL: `postgres://me:hidden@127.0.0.1:${port}/x`, MW_DATA_DIR: folder };
    const program = spawnProgram({ main, env });
    expect(await program.ended).toBe(1);
    const lines = program.output().trim().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^mediation-watch: the database does not answer .*DATABASE_URL/),
    ]);
    expect(lines[0]).not.toContain('hidden');
  });
});
