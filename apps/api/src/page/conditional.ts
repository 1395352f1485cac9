import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const pack = promisify(gzip);

/** A document to be sent. */
export interface Document {
  body: string;
  type: string;
  cache: string;
  status?: number;
  headers?: Record<string, string>;
}

/** Weak, as the same document travels packed and unpacked. */
const tagOf = (body: string): string =>
  `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/** Whether the asker has this version already. */
export const isSeen = (tag: string, ifNoneMatch: string | undefined): boolean =>
  ifNoneMatch?.trim() === '*' ||
  (ifNoneMatch?.split(',').some((each) => opaque(each) === opaque(tag)) ?? false);

/** Sends a document, or says that the asker has it already. */
export async function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: Document,
): Promise<void> {
  const { body, type, cache, status = 200, headers = {} } = document;
  const etag = tagOf(body);
  void reply.headers({ ...headers, etag, 'cache-control': cache, vary: 'accept-encoding' });
  if (status === 200 && isSeen(etag, request.headers['if-none-match'])) return void reply.status(304).send();
  void reply.status(status).header('content-type', type);
  if (!/\bgzip\b(?!\s*;\s*q=0(?:\.0+)?\b)/.test(String(request.headers['accept-encoding'])))
    return void reply.send(body);
  return void reply.header('content-encoding', 'gzip').send(await pack(body));
}
