import { createHash } from 'node:crypto';
import { findings, type Finding, type LogRow } from './dossier';

/** SHA-256 over the fields, each after its length in four bytes; an absent one has the length 0xffffffff. */
export function contentHash(row: LogRow): Buffer {
  const fields = [
    row.event_id,
    row.stream,
    row.type,
    String(row.schema_version),
    row.occurred_at,
    row.causation_position === null ? null : String(row.causation_position),
    row.correlation_id,
    row.body,
    row.meta,
  ];
  const hash = createHash('sha256');
  for (const field of fields) {
    const length = Buffer.alloc(4, 0xff);
    if (field !== null) length.writeUInt32BE(Buffer.byteLength(field));
    hash.update(length).update(field ?? '');
  }
  return hash.digest();
}

/** SHA-256 over the link before, position, recorded time (each as a signed 8-byte integer) and content hash. */
export function chainHash(
  previous: Buffer,
  row: Pick<LogRow, 'position' | 'recorded_at' | 'content_hash'>,
): Buffer {
  const numbers = Buffer.alloc(16);
  numbers.writeBigInt64BE(BigInt(row.position), 0);
  numbers.writeBigInt64BE(BigInt(Date.parse(row.recorded_at)), 8);
  return createHash('sha256').update(previous).update(numbers).update(row.content_hash).digest();
}

/** What the chain begins with. */
export const ORIGIN = Buffer.from([0]);

/** Whether the log has no gap, no changed byte, no broken link, no version out of order, and never runs backwards. */
export function checkLog(log: readonly LogRow[]): Finding[] {
  const messages: string[] = [];
  const versions = new Map<string, number>();
  const ids = new Set<string>();
  let previous: { chain: Buffer; position: number; recordedAt: number } = {
    chain: ORIGIN,
    position: 0,
    recordedAt: -Infinity,
  };
  for (const row of log) {
    const { position, stream, version, event_id: id } = row;
    const recordedAt = Date.parse(row.recorded_at);
    if (position !== previous.position + 1)
      messages.push(`position ${position} follows ${previous.position}: a gap`);
    if (!contentHash(row).equals(row.content_hash)) messages.push(`the content at ${position} was altered`);
    if (!chainHash(previous.chain, row).equals(row.chain_hash))
      messages.push(`the chain is broken at ${position}`);
    if (version !== (versions.get(stream) ?? 0) + 1)
      messages.push(`version ${version} of ${stream} at ${position} is out of order`);
    if (ids.has(id)) messages.push(`event ${id} stands in the log twice`);
    if (recordedAt < previous.recordedAt) messages.push(`the log runs backwards at ${position}`);
    versions.set(stream, version);
    ids.add(id);
    previous = { chain: row.chain_hash, position, recordedAt };
  }
  return findings('log', messages);
}
