import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { systemClock } from '#libs/clock';
import { packageRoot } from '#libs/config';
import { migrate, openDatabase, startEmbedded, type Database } from '#libs/database';
import { DEFAULT_POLICY, MINUTE, toInstant } from '#libs/domain';
import { createEventStore, type EventSubscription } from '#libs/event-store';
import { createAssessAndFold, pushItems, rulesetHash, type FoldDeps, type PushedItem } from '#libs/pipeline';
import { readAnswer } from '#libs/projections';
import { silentLogger } from '#libs/telemetry';
import { hearingRows } from './fold-hearing';
import { row, type BenchOptions, type Row } from './harness';
import { scatteredItems } from './items';
import { makeTemporaryFolder } from './laboratory/temporary-folder';

/** Most of it goes into making long histories. */
export const limitMs = 1_800_000;

/** Items handed in at once, as a client would. */
const BATCH = 500;
/** How soon the worker looks again when it has nothing to do. */
const LOOK_EVERY_MS = 10;
const ROUNDS = 15;

/** A log of its own, and the one worker that folds it. */
interface Log {
  deps: FoldDeps;
  worker: EventSubscription;
  close(): Promise<void>;
}

async function openLog(
  admin: Database,
  server: { user: string; host: string; database: string; port?: number },
  name: string,
): Promise<Log> {
  await admin.query(`create database ${name}`);
  const connection = { ...server, database: name };
  await migrate({ connection, directory: join(packageRoot(), 'migrations'), logger: silentLogger });
  const database = openDatabase({ connection, logger: silentLogger });
  const deps: FoldDeps = {
    database,
    store: createEventStore(database),
    clock: systemClock,
    logger: silentLogger,
    policy: DEFAULT_POLICY,
    ruleset: rulesetHash(DEFAULT_POLICY),
    sender: { source: 'https://bench.example', publicUrl: 'https://bench.example' },
    realNow: systemClock.now,
    wake: async () => undefined,
    failPoint: () => undefined,
  };
  return { deps, worker: createAssessAndFold(deps, 60_000), close: () => database.close() };
}

/** Pushes items one batch after the other while the worker folds them, as it does. @returns seconds until all is folded */
async function pushAll({ deps, worker }: Log, count: number): Promise<number> {
  const begin = performance.now();
  const folding = new AbortController();
  const folded = foldUntil(worker, folding.signal);
  let batch: PushedItem[] = [];
  const send = async (): Promise<void> => {
    const { accepted } = await pushItems(deps, batch, { outlet: 'bench', arrival: 'push' });
    if (accepted !== batch.length) throw new Error(`${accepted} of ${batch.length} items were accepted`);
    batch = [];
  };
  try {
    for (const item of scatteredItems(count, Date.now())) if (batch.push(item) === BATCH) await send();
    if (batch.length > 0) await send();
  } finally {
    folding.abort();
    await folded;
  }
  return (performance.now() - begin) / 1_000;
}

/** Folds whatever comes, and then what is left. */
async function foldUntil(worker: EventSubscription, end: AbortSignal): Promise<void> {
  for (let isLast = false; !isLast;) {
    isLast = end.aborted;
    await worker.drain();
    if (!isLast) await setTimeout(LOOK_EVERY_MS);
  }
}

let irrelevant = 0;

/** Milliseconds from the push of an item that says nothing of the subject until it is folded. */
async function untilFolded({ deps, worker }: Log): Promise<number> {
  irrelevant += 1;
  const begin = performance.now();
  const title = `The ferry number ${irrelevant} leaves on time`;
  await pushItems(
    deps,
    [{ id: `irrelevant-${irrelevant}`, title, publishedAt: toInstant(Date.now() - MINUTE) }],
    {
      outlet: 'bench',
      arrival: 'push',
    },
  );
  await worker.drain();
  return performance.now() - begin;
}

async function untilAnswered({ deps }: Log): Promise<number> {
  const begin = performance.now();
  await readAnswer(deps);
  return performance.now() - begin;
}

/** Interleaved, so that a noisy neighbour falls on both sides. */
async function interleaved(measure: (log: Log) => Promise<number>, logs: [Log, Log]) {
  const values: [number[], number[]] = [[], []];
  for (const log of logs) await measure(log);
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, log] of logs.entries()) values[i]!.push(await measure(log));
  return values;
}

/** What can be measured by itself. */
const PARTS: Record<string, (smoke: boolean) => Row[] | Promise<Row[]>> = {
  hearing: (smoke) => hearingRows(smoke ? [100, 1_000] : [1_000, 10_000, 100_000, 1_000_000]),
  stored: (smoke) => onLogs((open) => storedRows(open, smoke)),
};

export const parts = Object.keys(PARTS);

/**
 * What an item costs by how much came before it: in the fold alone, and from push to folded on the embedded database.
 */
export async function run({ smoke, only }: BenchOptions): Promise<Row[]> {
  const rows: Row[] = [];
  for (const part of only === undefined ? parts : [only]) rows.push(...(await PARTS[part]!(smoke)));
  return rows;
}

/** Gives the work logs of its own, on one embedded server. */
async function onLogs<T>(work: (open: (name: string) => Promise<Log>) => Promise<T>): Promise<T> {
  const { path: folder, remove } = makeTemporaryFolder('mw-bench');
  const server = await startEmbedded({ dataDir: folder, logger: silentLogger });
  const admin = openDatabase({ connection: server.connection, logger: silentLogger });
  const logs: Log[] = [];
  try {
    return await work(async (name) => {
      const log = await openLog(admin, server.connection as Parameters<typeof openLog>[1], name);
      logs.push(log);
      return log;
    });
  } finally {
    for (const log of logs) await log.close();
    await admin.close();
    await server.stop();
    remove();
  }
}

async function storedRows(open: (name: string) => Promise<Log>, smoke: boolean): Promise<Row[]> {
  const [least, few, many] = smoke ? [100, 200, 1_000] : [1_000, 10_000, 100_000];
  const [little, some, much] = [await open('little'), await open('few'), await open('much')];
  await pushAll(little, least);
  const shorter = await pushAll(some, few);
  const longer = await pushAll(much, many);
  const folded = await interleaved(untilFolded, [little, much]);
  const answered = await interleaved(untilAnswered, [little, much]);
  const growth = many / few;
  return [
    row({
      name: `an irrelevant item until folded, ${many} items stored`,
      unit: 'ms',
      values: folded[1],
      peer: { name: `${least} stored`, values: folded[0] },
      aim: { text: 'ratio <= 1.3', met: (_, ratio) => ratio! <= 1.3 },
    }),
    row({
      name: `the posture answered, ${many} items stored`,
      unit: 'ms',
      values: answered[1],
      peer: { name: `${least} stored`, values: answered[0] },
      aim: { text: 'ratio <= 1.3', met: (_, ratio) => ratio! <= 1.3 },
    }),
    row({
      name: `${many} items pushed and folded, dates in no order`,
      unit: 's',
      values: [longer],
      peer: { name: `${few} items`, values: [shorter] },
      aim: { text: `ratio <= ${growth * 1.2}`, met: (_, ratio) => ratio! <= growth * 1.2 },
    }),
  ];
}
