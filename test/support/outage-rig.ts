// Running programs on a database that a suite does harm to, and the questions that are asked afterwards.
import { startFeedServer, type FeedServer } from './feed-server';
import { until, type RunningProgram } from './program';
import { ask, startTraffic } from './database-faults';

/** The connections that docs/OPERATIONS.md promises for each process. */
export const BUDGET = 19;
/** How soon everything works again after the database is back. */
const READY_MS = 5_000;

export interface Rig {
  /** Serves HTTP. */
  api: RunningProgram;
  /** All processes, the API among them. */
  programs: RunningProgram[];
  /** Folder of the server. */
  dataDir: string;
  database: string;
}

/** What was seen. */
export interface Outcome {
  alive: boolean;
  readyMs: number;
  /** Real milliseconds until a poll that was asked for reached the feed. */
  polledMs: number;
  items: number;
  connections: { before: number; after: number };
  /** Lines of each program that say that the database is away, and that it is back. */
  told: { away: number; back: number }[];
}

/** Lets a fault happen under traffic and checks that nothing is lost by it. */
export async function endure(rig: Rig, name: string, fault: () => Promise<void>): Promise<Outcome> {
  const { api, programs } = rig;
  const feeds = await startFeedServer();
  const feedId = await addFeed(api, feeds, name);
  const before = await connectionsOf(rig);
  const counted = await itemsIn(rig);
  const from = programs.map((program) => program.output().length);
  const traffic = startTraffic(api, name);
  await until(
    async () => traffic.count(),
    (count) => count >= 20,
  );
  await fault();
  const back = Date.now();
  await until(() => isReady(api), Boolean);
  const readyMs = Date.now() - back;
  const polledMs = await timeOfPoll(api, feeds, feedId);
  const seen = traffic.count();
  await until(
    async () => traffic.count(),
    (count) => count >= seen + 20,
  );
  const items = await traffic.stop();
  expect((await itemsIn(rig)) - counted).toBe(items);
  await expectWholeLog(rig);
  await Promise.all(
    programs.map((program, i) =>
      until(
        async () => linesSince(program, from[i]!),
        ({ away, back }) => away === back,
      ),
    ),
  );
  const after = await connectionsOf(rig);
  await feeds.close();
  return {
    alive: programs.every(
      ({ process: { exitCode, signalCode } }) => exitCode === null && signalCode === null,
    ),
    readyMs,
    polledMs,
    items,
    connections: { before, after },
    told: programs.map((program, i) => linesSince(program, from[i]!)),
  };
}

/** What holds after every fault. */
export function expectEndured(outcome: Outcome, rig: Rig): void {
  expect(outcome.alive).toBe(true);
  expect(outcome.readyMs).toBeLessThanOrEqual(READY_MS);
  expect(outcome.polledMs).toBeLessThanOrEqual(READY_MS);
  expect(outcome.connections.after).toBeLessThanOrEqual(BUDGET * rig.programs.length);
  for (const { away } of outcome.told) expect(away).toBeLessThanOrEqual(1);
  if (process.env.MW_TEST_SHOW) console.log(JSON.stringify(outcome));
}

async function isReady(api: RunningProgram): Promise<boolean> {
  const answer = await api
    .api('/health/ready', { signal: AbortSignal.timeout(20_000) })
    .catch(() => undefined);
  return answer?.status === 200;
}

async function addFeed(api: RunningProgram, feeds: FeedServer, name: string): Promise<string> {
  feeds.set(name, [{ title: `Opening of ${name}`, summary: 'A market opens.', at: new Date() }]);
  const body = JSON.stringify({ url: feeds.url(name), outlet: name, tier: 2 });
  const answer = await api.api('/v1/feeds', { method: 'POST', body });
  const { id } = (await answer.json()) as { id: string };
  await feeds.asked(name, 1);
  await until(
    async () =>
      (await (await api.api(`/v1/feeds/${id}`)).json()) as { health: { lastSuccessAt: string | null } },
    ({ health }) => health.lastSuccessAt !== null,
  );
  return id;
}

/** The queue's own connections: a poll that a person asks for goes through it. */
async function timeOfPoll(api: RunningProgram, feeds: FeedServer, feedId: string): Promise<number> {
  const begun = Date.now();
  const times = feeds.requests.length;
  expect((await api.api(`/v1/feeds/${feedId}/poll`, { method: 'POST' })).status).toBe(202);
  await until(
    async () => feeds.requests.length,
    (count) => count > times,
  );
  return Date.now() - begun;
}

/** Sessions of the programs on the server: what asks this is not counted. */
export async function connectionsOf({ dataDir, database }: Rig): Promise<number> {
  const [row] = await ask<{ n: number }>(
    dataDir,
    database,
    'select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  return row!.n;
}

async function itemsIn({ dataDir, database }: Rig): Promise<number> {
  const [row] = await ask<{ n: number }>(
    dataDir,
    database,
    `select count(*)::int as n from events where type = 'item.observed' and body->>'title' like 'Filler%'`,
  );
  return row!.n;
}

/** No gap in the log, and all of it assessed and folded: who listens for it has not gone deaf. */
async function expectWholeLog({ api, dataDir, database }: Rig): Promise<void> {
  const [log] = await ask<{ n: number; head: number }>(
    dataDir,
    database,
    'select count(*)::int as n, max(position)::int as head from events',
  );
  expect(log!.n).toBe(log!.head);
  const folded = await api.api(`/v1/posture?minPosition=${log!.head}`);
  expect(folded.status).toBe(200);
}

function linesSince(program: RunningProgram, from: number): { away: number; back: number } {
  const said = program.output().slice(from);
  const count = (pattern: RegExp): number => [...said.matchAll(pattern)].length;
  return {
    away: count(/"msg":"the database does not answer/g),
    back: count(/"msg":"the database answers again/g),
  };
}
