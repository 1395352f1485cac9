import { spawnProgram } from '../laboratory/program';
import type { Dossier, ItemRow, LogRow, ReadModels } from './checker/dossier';
import { queryOnce } from './system';

/** Address of a database of the server, by name. */
export type UrlOf = (database: string) => string;

const DATABASE = 'mediation_watch';
const COPY = 'rebuilt';
/** Tables of which the copy keeps the rows: the log, the texts beside it, the sources, and what migrations ran. */
const KEPT = ['events', 'item_texts', 'feeds', 'feed_polls', 'schema_migrations', 'api_keys'];
/** A rebuild of a round's log takes a second or two; real milliseconds. */
const REBUILD_LIMIT_MS = 60_000;

type FromDatabase = Pick<Dossier, 'log' | 'items' | 'live' | 'rebuilt'>;

/**
 * Reads the log and the read models by SQL, and the read models of a rebuild. Nobody else may be connected.
 * @param clock `MW_CLOCK` for the worker that rebuilds
 */
export async function readDatabase(url: UrlOf, clock: string, logFile: string): Promise<FromDatabase> {
  const live = url(DATABASE);
  const log = await queryOnce<LogRow>(
    live,
    `select position, event_id, stream, version, type, schema_version, occurred_at, recorded_at, causation_position,
       correlation_id, body::text as body, meta::text as meta, content_hash, chain_hash from events order by position`,
  );
  const items = await queryOnce<ItemRow>(
    live,
    'select item_id, position, title, revision, assessment from items order by position',
  );
  return { log, items, live: await readModels(live), rebuilt: await rebuild(url, clock, logFile) };
}

async function readModels(url: string): Promise<ReadModels> {
  const rows = async (table: string, order: string): Promise<string[]> =>
    (
      await queryOnce<{ row: string }>(
        url,
        `select to_json(t)::text as row from ${table} t order by ${order}`,
      )
    ).map(({ row }) => row);
  return {
    items: await rows('items', 'item_id'),
    signals: await rows('signals', 'item_id'),
    posture_periods: await rows('posture_periods', 'ordinal'),
  };
}

/** Lets a worker without any source conclude everything anew from the observations of the log, in a copy. */
async function rebuild(url: UrlOf, clock: string, logFile: string): Promise<ReadModels> {
  const admin = url('postgres');
  const copy = url(COPY);
  await queryOnce(admin, `drop database if exists ${COPY} with (force)`);
  await queryOnce(admin, `create database ${COPY} template ${DATABASE}`);
  const tables = await queryOnce<{ name: string }>(
    copy,
    `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and not relname = any($1)`,
    [KEPT],
  );
  await queryOnce(copy, `truncate ${tables.map(({ name }) => `"${name}"`).join(', ')} cascade`);
  await queryOnce(copy, 'update feeds set removed = true');
  // What was concluded goes too: all of it is concluded anew from what was observed. Triggers would refuse that.
  await queryOnce(
    copy,
    `set session_replication_role = replica;
     delete from events where type like 'posture.%' or type like 'monitor.%' or type = 'item.assessed'`,
  );
  const [{ head } = { head: 0 }] = await queryOnce<{ head: number }>(
    copy,
    `select coalesce(max(position), 0) as head from events where type like 'item.%'`,
  );
  const env = { DATABASE_URL: copy, MW_CLOCK: clock, MW_SECRET_KEY: 'of the rebuild', MW_EGRESS_ALLOW: '' };
  const worker = spawnProgram({ main: 'worker/src/main.js', env, logFile });
  try {
    await reached(copy, head);
  } finally {
    await worker.stop();
  }
  return readModels(copy);
}

async function reached(url: string, head: number): Promise<void> {
  const until = Date.now() + REBUILD_LIMIT_MS;
  for (;;) {
    const [checkpoint] = await queryOnce<{ position: number }>(
      url,
      `select position from checkpoints where name = 'posture'`,
    );
    if ((checkpoint?.position ?? 0) >= head) return;
    if (Date.now() > until)
      throw new Error(`a rebuild came to ${checkpoint?.position ?? 0} of ${head} in ${REBUILD_LIMIT_MS} ms`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
