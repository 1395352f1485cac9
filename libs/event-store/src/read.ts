import type { Queryable } from '#libs/database';
import type { RecordedEvent } from '#libs/domain';

export interface ReadOptions {
  /** Only events after this position. */
  after?: number;
  /** Only events up to and with this position. */
  upTo?: number;
  limit?: number;
  types?: string[];
  stream?: string;
}

/** A row of the log as it comes from the database. */
export interface EventRow {
  position: number;
  event_id: string;
  stream: string;
  version: number;
  type: string;
  schema_version: number;
  occurred_at: string;
  recorded_at: string;
  causation_position: number | null;
  correlation_id: string | null;
  body: unknown;
  meta: Record<string, unknown> | null;
}

const columns = `position, event_id, stream, version, type, schema_version, occurred_at, recorded_at,
                 causation_position, correlation_id, body, meta`;

/** Events in order of position, at most `limit` (1,000 when not given). */
export async function readEvents(
  db: Queryable,
  { after = 0, upTo, limit = 1_000, types, stream }: ReadOptions,
): Promise<RecordedEvent[]> {
  const rows = await db.query<EventRow>(
    `select ${columns} from events
     where position > $1 and ($2::bigint is null or position <= $2)
       and ($3::text[] is null or type = any($3)) and ($4::text is null or stream = $4)
     order by position limit $5`,
    [after, upTo ?? null, types ?? null, stream ?? null, limit],
  );
  return rows.map(toEvent);
}

/** All events of some streams, in order of position. */
export async function readStreams(
  db: Queryable,
  { streams, types }: { streams: string[]; types: string[] },
): Promise<RecordedEvent[]> {
  const rows = await db.query<EventRow>(
    `select ${columns} from events where stream = any($1) and type = any($2) order by position`,
    [streams, types],
  );
  return rows.map(toEvent);
}

/** Events of one stream after one of its versions, in order of version. */
export async function readStreamAfter(
  db: Queryable,
  { stream, version, limit }: { stream: string; version: number; limit: number },
): Promise<RecordedEvent[]> {
  const rows = await db.query<EventRow>(
    `select ${columns} from events where stream = $1 and version > $2 order by version limit $3`,
    [stream, version, limit],
  );
  return rows.map(toEvent);
}

/** Version at which each stream stands. */
export async function streamVersions(db: Queryable, streams: string[]): Promise<Map<string, number>> {
  const rows = await db.query<{ stream: string; version: number }>(
    'select stream, max(version) as version from events where stream = any($1) group by stream',
    [streams],
  );
  return new Map(rows.map(({ stream, version }) => [stream, version]));
}

const toEvent = (row: EventRow): RecordedEvent => ({
  position: row.position,
  id: row.event_id,
  stream: row.stream,
  version: row.version,
  type: row.type,
  schemaVersion: row.schema_version,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  body: row.body,
  ...(row.causation_position === null ? {} : { causationPosition: row.causation_position }),
  ...(row.correlation_id === null ? {} : { correlationId: row.correlation_id }),
  ...(row.meta === null ? {} : { meta: row.meta }),
});
