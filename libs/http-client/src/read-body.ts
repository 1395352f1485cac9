import { once } from 'node:events';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { HttpError } from './http-client';
import { tooLarge } from './failures';

/** Codings one after the other; more than this is an attack, not a server. */
const MOST_CODINGS = 2;

export interface BodyLimits {
  url: URL;
  maxBytes: number;
  truncate: boolean;
}

/**
 * Reads and decodes a body, counting the bytes that come out of the decoder, so that a small answer which
 * inflates to a huge one is stopped at the limit. The connection is given up when the body is not read to
 * its end.
 * @throws HttpError `too-large` (unless `truncate`), `broken-answer` for an unknown or broken coding
 */
export async function readBody(
  body: Readable,
  contentEncoding: string | undefined,
  limits: BodyLimits,
): Promise<{ bytes: Buffer; truncated: boolean }> {
  const stages: Readable[] = [body];
  try {
    for (const coding of codings(contentEncoding, limits.url)) {
      const before = stages.at(-1)!;
      const decoder = await decoderFor(coding, before);
      if (!decoder) return { bytes: Buffer.alloc(0), truncated: false };
      before.on('error', (error) => decoder.destroy(error));
      stages.push(before.pipe(decoder));
    }
    return await collect(stages.at(-1)!, limits);
  } finally {
    for (const stage of stages) stage.on('error', ignore).destroy();
  }
}

async function collect(source: Readable, { url, maxBytes, truncate }: BodyLimits) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= maxBytes) continue;
    if (!truncate) throw tooLarge(url, maxBytes);
    return { bytes: Buffer.concat(chunks, maxBytes), truncated: true };
  }
  return { bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size), truncated: false };
}

/** In the order in which they are to be undone. */
function codings(header: string | undefined, url: URL): string[] {
  const names = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const found = names.filter((name) => name !== '' && name !== 'identity').reverse();
  if (found.length > MOST_CODINGS)
    throw new HttpError('broken-answer', `${url.host} encodes its answer too often`);
  const unknown = found.find((name) => !/^(x-)?gzip$|^deflate$|^br$/.test(name));
  if (unknown !== undefined)
    throw new HttpError('broken-answer', `${url.host} encodes its answer in a way that was not asked for`);
  return found;
}

/** undefined when there is no body at all (204, 304), which no decoder would accept. */
async function decoderFor(coding: string, source: Readable): Promise<Transform | undefined> {
  const first = await firstByte(source);
  if (first === undefined) return undefined;
  if (coding === 'br') return createBrotliDecompress();
  if (coding !== 'deflate') return createGunzip();
  // "deflate" means the zlib format, yet some servers send the bare stream; the first byte tells.
  return (first & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

async function firstByte(source: Readable): Promise<number | undefined> {
  while (!source.readableEnded && !source.destroyed) {
    const head = source.read(1) as Buffer | null;
    if (head) {
      source.unshift(head);
      return head[0];
    }
    if (source.readableEnded) break;
    await Promise.race([once(source, 'readable'), once(source, 'end')]);
  }
  return undefined;
}

const ignore = (): void => undefined;
