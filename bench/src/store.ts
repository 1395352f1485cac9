import { join } from 'node:path';
import { packageRoot } from '#libs/config';
import { migrate, openDatabase, startEmbedded, type Database } from '#libs/database';
import { NAMESPACE, uuidV5, type NewEvent } from '#libs/domain';
import { createEventStore, verifyLog, type EventStore } from '#libs/event-store';
import { silentLogger } from '#libs/telemetry';
import { row, type BenchOptions, type Row } from './harness';
import { makeTemporaryFolder } from './laboratory/temporary-folder';

export const limitMs = 300_000;

const ROUNDS = 9;
const SMOKE_ROUNDS = 1;
/** Rows of each kind in a round. */
const SINGLES = 200;
const BATCHES = 20;
const BATCH = 100;
const CALLERS = 64;

let serial = 0;
const filler = 'The spokeswoman said that the two sides had to present their own ideas. '.repeat(12);
const fact = (): NewEvent => {
  serial += 1;
  return {
    id: uuidV5(NAMESPACE, 'bench', process.pid, serial),
    stream: `item-${serial}`,
    type: 'item.observed',
    schemaVersion: 1,
    occurredAt: '2025-05-01T18:15:00.000Z',
    body: { serial, filler },
  };
};

const perSecond = async (events: number, work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now();
  await work();
  return (events * 1_000) / (performance.now() - begin);
};

/** The same rows without any guarantee but durability: what PostgreSQL itself can take. */
const plainInsert = (database: Database, events: NewEvent[]): Promise<object[]> =>
  database.query('insert into plain select * from unnest($1::uuid[], $2::json[])', [
    events.map(({ id }) => id),
    events.map(({ body }) => JSON.stringify(body)),
  ]);

/** Appends with every guarantee on, beside plain inserts of the same bodies on the same server. */
export async function run({ smoke }: BenchOptions): Promise<Row[]> {
  const { path: folder, remove } = makeTemporaryFolder('mw-bench');
  const server = await startEmbedded({ dataDir: folder, logger: silentLogger });
  await migrate({
    connection: server.connection,
    directory: join(packageRoot(), 'migrations'),
    logger: silentLogger,
  });
  const database = openDatabase({ connection: server.connection, logger: silentLogger });
  try {
    await database.query('create table plain (id uuid primary key, body json not null)');
    return await measure(database, createEventStore(database), smoke ? SMOKE_ROUNDS : ROUNDS);
  } finally {
    await database.close();
    await server.stop();
    remove();
  }
}

async function measure(database: Database, store: EventStore, rounds: number): Promise<Row[]> {
  const at = { recordedAt: Date.now() };
  const rates: Record<string, number[]> = {};
  const note = (name: string, rate: number): void => void (rates[name] ??= []).push(rate);
  for (let round = 0; round <= rounds; round += 1) {
    const warmUp = round === 0;
    const take = async (name: string, events: number, work: () => Promise<unknown>): Promise<void> => {
      const rate = await perSecond(events, work);
      if (!warmUp) note(name, rate);
    };
    await take('single', SINGLES, async () => {
      for (let i = 0; i < SINGLES; i += 1) await store.append([fact()], at);
    });
    await take('plain single', SINGLES, async () => {
      for (let i = 0; i < SINGLES; i += 1) await plainInsert(database, [fact()]);
    });
    await take('callers', CALLERS * 5, () =>
      Promise.all(Array.from({ length: CALLERS * 5 }, () => store.append([fact()], at))),
    );
    await take('batch', BATCHES * BATCH, async () => {
      for (let i = 0; i < BATCHES; i += 1) await store.append(Array.from({ length: BATCH }, fact), at);
    });
    await take('plain batch', BATCHES * BATCH, async () => {
      for (let i = 0; i < BATCHES; i += 1) await plainInsert(database, Array.from({ length: BATCH }, fact));
    });
  }
  const head = await store.head();
  const verified = await perSecond(head, () => verifyLog(database));
  const atLeast = (least: number) => ({
    text: `ratio >= ${least}`,
    met: (_: number, ratio: number | null) => (ratio ?? 0) >= least,
  });
  const single = { name: 'plain insert, one a commit', values: rates['plain single']! };
  return [
    row({
      name: 'append, one a commit',
      unit: 'events/s',
      values: rates.single!,
      peer: single,
      aim: atLeast(0.65),
    }),
    row({
      name: `append, ${CALLERS * 5} callers at once`,
      unit: 'events/s',
      values: rates.callers!,
      peer: single,
      aim: atLeast(1.3),
    }),
    row({
      name: `append, ${BATCH} a commit`,
      unit: 'events/s',
      values: rates.batch!,
      peer: { name: `plain insert, ${BATCH} a commit`, values: rates['plain batch']! },
      aim: atLeast(0.55),
    }),
    row({ name: 'verify the chain', unit: 'events/s', values: [verified] }),
  ];
}
