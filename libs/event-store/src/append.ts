import { createHash } from 'node:crypto';
import type { Queryable } from '#libs/database';
import type { ExpectedVersion, NewEvent } from '#libs/domain';
import { EventIdReused, named, UnstorableText } from './errors';

export type Expectations = Record<string, ExpectedVersion>;

/** Where an appended event stands. `duplicate`: the same fact was already there. */
export interface Appended {
  position: number;
  version: number;
  recordedAt: string;
  duplicate: boolean;
}

export interface AppendOptions {
  /** By stream; a stream not named may stand anywhere. */
  expected?: Expectations;
  /** Milliseconds since 1970; the log never runs backwards, so a smaller time than the head's is raised to it. */
  recordedAt: number;
}

export interface AppendRequest extends AppendOptions {
  events: NewEvent[];
}

/** A new event with its body as the bytes that are stored and hashed. */
interface Row {
  event: NewEvent;
  body: string;
  meta: string | null;
}

/** One call of `append_events`. Inside a transaction it takes the log lock until commit. */
export async function appendSql(
  db: Queryable,
  { events, recordedAt, expected = {} }: AppendRequest,
): Promise<Appended[]> {
  const rows = events.map(toRow);
  const first = withoutRepeats(rows);
  const unique = [...first.values()];
  const expectations = Object.entries(expected).filter(([, version]) => version !== 'any');
  try {
    const answer = await db.query<{
      at_position: number;
      at_version: number;
      at_recorded: string;
      duplicate: boolean;
    }>(
      `select at_position, at_version, at_recorded, duplicate from append_events(
         $1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::timestamptz[], $6::timestamptz,
         $7::bigint[], $8::uuid[], $9::text[], $10::text[], $11::bytea[], $12::text[], $13::bigint[])`,
      [
        unique.map(({ event }) => event.id),
        unique.map(({ event }) => event.stream),
        unique.map(({ event }) => event.type),
        unique.map(({ event }) => event.schemaVersion),
        unique.map(({ event }) => event.occurredAt),
        new Date(recordedAt).toISOString(),
        unique.map(({ event }) => event.causationPosition ?? null),
        unique.map(({ event }) => event.correlationId ?? null),
        unique.map(({ body }) => body),
        unique.map(({ meta }) => meta),
        unique.map((row) => contentHash(row)),
        expectations.map(([stream]) => stream),
        expectations.map(([, version]) => expectationNumber(version)),
      ],
      'append_events',
    );
    const places = new Map(
      unique.map(({ event }, i) => {
        const { at_position, at_version, at_recorded, duplicate } = answer[i]!;
        return [event.id, { position: at_position, version: at_version, recordedAt: at_recorded, duplicate }];
      }),
    );
    return rows.map((row) => {
      const place = places.get(row.event.id)!;
      return first.get(row.event.id) === row ? place : { ...place, duplicate: true };
    });
  } catch (error) {
    throw named(error);
  }
}

function toRow(event: NewEvent): Row {
  // The canonical form of the instant is what is hashed, and what comes back from the database.
  const occurredAt = new Date(event.occurredAt).toISOString();
  const body = JSON.stringify(event.body);
  const meta = event.meta ? JSON.stringify(event.meta) : null;
  // A column of type json takes an escaped NUL, but no read model could: it is refused before it is a fact.
  if (escapedNul.test(body) || escapedNul.test(meta ?? ''))
    throw new UnstorableText(`event ${event.id} of ${event.stream} holds a NUL character`);
  return { event: { ...event, occurredAt }, body, meta };
}

/** `\u0000` in JSON, but not the backslash itself escaped. */
const escapedNul = /(?<!\\)(?:\\\\)*\\u0000/;

/** @throws EventIdReused when one call says two things under one id */
function withoutRepeats(rows: Row[]): Map<string, Row> {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const before = first.get(row.event.id);
    if (!before) first.set(row.event.id, row);
    else if (
      before.body !== row.body ||
      before.event.stream !== row.event.stream ||
      before.event.type !== row.event.type
    )
      throw new EventIdReused(`event id ${row.event.id} stands for two facts in one append`);
  }
  return first;
}

function expectationNumber(version: ExpectedVersion): number {
  if (version === 'none') return 0;
  return version === 'exists' ? -1 : (version as number);
}

/**
 * SHA-256 over the fields, each preceded by its length in bytes (4, big-endian), so that no two events have
 * the same bytes under the hash. An absent field has the length 0xffffffff.
 */
export function hashFields(fields: (string | null)[]): Buffer {
  const hash = createHash('sha256');
  for (const field of fields) {
    const bytes = field === null ? null : Buffer.from(field);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes ? bytes.length : 0xffffffff);
    hash.update(length);
    if (bytes) hash.update(bytes);
  }
  return hash.digest();
}

const contentHash = ({ event, body, meta }: Row): Buffer =>
  hashFields([
    event.id,
    event.stream,
    event.type,
    String(event.schemaVersion),
    event.occurredAt,
    event.causationPosition === undefined ? null : String(event.causationPosition),
    event.correlationId ?? null,
    body,
    meta,
  ]);
