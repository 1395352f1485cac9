import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { problem, PROBLEM_TYPE, ProblemException, type Problem, type ProblemCode } from './problem';

/** Codes for the statuses with which Node, Fastify and Nest refuse a request before a handler sees it. */
const BY_STATUS = new Map<number, ProblemCode>([
  [404, 'not-found'],
  [405, 'not-found'],
  [408, 'request-timeout'],
  [413, 'too-large'],
  [415, 'unsupported-media-type'],
  [431, 'headers-too-large'],
]);

/** The problem that tells a status of 400 to 499; null for all others, which are faults of ours. */
export function problemOfStatus(status: number | undefined, detail: string): Problem | null {
  if (status === undefined || status < 400 || status > 499) return null;
  return problem(BY_STATUS.get(status) ?? 'invalid-request', detail);
}

/** Codes of Node's HTTP parser that have a status of their own; the others are 400. */
const BY_PARSER_CODE = new Map<string, ProblemCode>([
  ['HPE_HEADER_OVERFLOW', 'headers-too-large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 'too-large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 'request-timeout'],
]);

/** Answers what is no HTTP, and requests that did not arrive in time. The connection cannot be used again. */
export function answerClientError(error: NodeJS.ErrnoException & { reason?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.destroyed) return void socket.destroy();
  const answer = problem(BY_PARSER_CODE.get(error.code ?? '') ?? 'invalid-request', error.reason ?? '');
  const body = JSON.stringify(answer);
  socket.end(
    [
      `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}`,
      `content-type: ${PROBLEM_TYPE}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
    () => socket.destroy(),
  );
}

/** Answers addresses that Fastify's router cannot read; neither hooks nor filters see such a request. */
export function answerFrameworkError(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  const answer = problemOfStatus(error.statusCode, error.message) ?? problem('internal-error', '');
  void reply.status(answer.status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(answer));
}

/**
 * Refuses as problems what Node would refuse with an empty body: HTTP/1.1 without a host (the server is made
 * with `requireHostHeader: false` for it), and expectations that nobody knows.
 */
export function refuseAsProblems(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async ({ raw }) => {
    if (raw.httpVersion === '1.1' && raw.headers.host === undefined)
      throw new ProblemException('invalid-request', 'the header Host is missing');
  });
  (fastify.server as Server).on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const answer = problem('expectation-failed', '');
    const body = JSON.stringify(answer);
    response
      .writeHead(answer.status, {
        'content-type': PROBLEM_TYPE,
        'content-length': Buffer.byteLength(body),
        connection: 'close',
      })
      .end(body);
  });
}
