import { createHash } from 'node:crypto';
import type { Queryable } from '#libs/database';
import { hashFields } from './append';
import type { EventRow } from './read';

export type Verdict =
  | { ok: true; events: number; chainHash: string }
  | { ok: false; position: number; fault: 'gap' | 'content' | 'chain' | 'version' };

/** The log's row with its JSON as the bytes that were hashed. */
interface RawRow extends Omit<EventRow, 'body' | 'meta'> {
  body: string;
  meta: string | null;
  content_hash: Buffer;
  chain_hash: Buffer;
}

const PAGE = 2_000;

/**
 * Recomputes every content hash, link and stream version of the log. It shows that the log was not changed
 * after the fact, as long as the last chain hash was witnessed outside; the owner of a database could
 * otherwise recompute everything.
 */
export async function verifyLog(db: Queryable): Promise<Verdict> {
  const versions = new Map<string, number>();
  let position = 0;
  let chain: Buffer = Buffer.from([0]);
  for (;;) {
    const rows = await db.query<RawRow>(
      `select position, event_id, stream, version, type, schema_version, occurred_at, recorded_at, causation_position,
              correlation_id, body::text as body, meta::text as meta, content_hash, chain_hash
       from events where position > $1 order by position limit ${PAGE}`,
      [position],
    );
    if (rows.length === 0) return { ok: true, events: position, chainHash: chain.toString('hex') };
    for (const row of rows) {
      if (row.position !== position + 1) return { ok: false, position: position + 1, fault: 'gap' };
      position = row.position;
      const content = contentHash(row);
      if (!content.equals(row.content_hash)) return { ok: false, position, fault: 'content' };
      chain = link(chain, row, content);
      if (!chain.equals(row.chain_hash)) return { ok: false, position, fault: 'chain' };
      const version = (versions.get(row.stream) ?? 0) + 1;
      if (row.version !== version) return { ok: false, position, fault: 'version' };
      versions.set(row.stream, version);
    }
  }
}

const contentHash = (row: RawRow): Buffer =>
  hashFields([
    row.event_id,
    row.stream,
    row.type,
    String(row.schema_version),
    row.occurred_at,
    row.causation_position === null ? null : String(row.causation_position),
    row.correlation_id,
    row.body,
    row.meta,
  ]);

function link(previous: Buffer, row: RawRow, content: Buffer): Buffer {
  const numbers = Buffer.alloc(16);
  numbers.writeBigInt64BE(BigInt(row.position), 0);
  numbers.writeBigInt64BE(BigInt(Date.parse(row.recorded_at)), 8);
  return createHash('sha256').update(previous).update(numbers).update(content).digest();
}

/** @throws Error when the triggers that refuse changes to the log are missing or off */
export async function checkLogIsGuarded(db: Queryable): Promise<void> {
  const expected = [
    'events_append_only',
    'events_no_truncate',
    'item_texts_append_only',
    'item_texts_no_truncate',
  ];
  const rows = await db.query<{ tgname: string }>(
    `select tgname from pg_trigger where tgname = any($1) and tgenabled in ('O', 'A')`,
    [expected],
  );
  const missing = expected.filter((name) => !rows.some(({ tgname }) => tgname === name));
  if (missing.length > 0)
    throw new Error(
      `the log is not protected: trigger ${missing.join(', ')} is missing or disabled; restore it before starting`,
    );
}
