// The one place where the pure core touches Node: hashing is a pure function that JavaScript lacks.
import { createHash } from 'node:crypto';

/** SHA-256 of a UTF-8 string or bytes, as 64 lower-case hex digits. */
export const sha256Hex = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/**
 * UUID version 5 (RFC 9562 section 5.5): the same namespace and name always give the same id, so that
 * writing a fact twice is recognised as one fact.
 * @param namespace a uuid
 * @param parts joined by U+001F, which no part may contain
 */
export function uuidV5(namespace: string, ...parts: (string | number)[]): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(space).update(parts.join('\u001f')).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Namespace of every id this product derives. Never change it: ids are in everybody's logs. */
export const NAMESPACE = '6f1c7f0e-5a0b-5d3e-9a61-3a5d1e0b7c42';
