import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { nestLogger, StartError, type Runtime } from '#libs/runtime';
import { ProblemFilter } from './http/problem.filter';
import { answerClientError, answerFrameworkError, refuseAsProblems } from './http/transport-faults';

/** Largest request body, in bytes. */
const MOST_BODY_BYTES = 1024 * 1024;
/** How long open requests may go on when the program stops, in real milliseconds; then they are cut. */
const MOST_ANSWERING_MS = 5_000;

/** How long a connection may take, in real milliseconds. */
export interface HttpTimeouts {
  /** From the first byte of a request to its last, body included; then 408. */
  requestMs: number;
  /** From the first byte to the end of the headers; then 408. */
  headersMs: number;
  /** How often both are looked at: what is late is answered this much later at most. */
  checkMs: number;
  /** Without a byte in either direction, as with a client that does not read its answer; then it is cut off. */
  silenceMs: number;
}

const TIMEOUTS: HttpTimeouts = { requestMs: 25_000, headersMs: 10_000, checkMs: 2_500, silenceMs: 60_000 };

type RootModule = Parameters<typeof NestFactory.create>[0];

/** The HTTP application over a root module; it does not listen yet. Tests give it timeouts of their own. */
export async function createHttpApp(
  root: RootModule,
  runtime: Runtime,
  { requestMs, headersMs, checkMs, silenceMs } = TIMEOUTS,
): Promise<NestFastifyApplication> {
  const { settings, logger } = runtime;
  const adapter = new FastifyAdapter({
    bodyLimit: MOST_BODY_BYTES,
    // One hop: further entries of X-Forwarded-For come from whoever called the proxy.
    trustProxy: settings.MW_TRUST_PROXY && ((_address, hop) => hop < 1),
    requestTimeout: requestMs,
    connectionTimeout: silenceMs,
    http: { requireHostHeader: false, headersTimeout: headersMs, connectionsCheckingInterval: checkMs },
    // A request that still comes over an open connection while the program stops is answered like any other.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerClientError,
    frameworkErrors: answerFrameworkError,
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: nestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  const fastify = adapter.getInstance();
  readBodies(fastify);
  refuseAsProblems(fastify);
  fastify.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });
  app.useGlobalFilters(new ProblemFilter(runtime));
  return app;
}

/** JSON, and the XML of feed lists; what comes as anything else is refused. */
function readBodies(fastify: FastifyInstance): void {
  const readJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Many clients name JSON at every request, also at an act that takes no body, such as a poll.
    if (body === '') done(null, undefined);
    else void readJson(request, body, done);
  });
  fastify.addContentTypeParser<string>(
    ['text/xml', 'application/xml', 'text/x-opml'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
}

/**
 * Begins to listen.
 * @returns the address under which the API is reached on this machine
 * @throws StartError when the address cannot be had; the application is closed by then
 */
export async function listen(
  app: NestFastifyApplication,
  { settings, sender }: Pick<Runtime, 'settings' | 'sender'>,
): Promise<string> {
  try {
    await app.listen({ host: settings.HOST, port: settings.PORT });
  } catch (cause) {
    await app.close();
    throw new StartError(whyNotListening(settings, cause as NodeJS.ErrnoException), { cause });
  }
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  if (settings.PORT === 0 && !settings.MW_PUBLIC_URL) Object.assign(sender, { source: url, publicUrl: url });
  return url;
}

function whyNotListening(
  { HOST, PORT }: Runtime['settings'],
  { code, message }: NodeJS.ErrnoException,
): string {
  if (code === 'EADDRINUSE')
    return `port ${PORT} is taken; stop what uses it, or set PORT to another one (0: any free)`;
  if (code === 'EACCES')
    return `this user may not listen on port ${PORT}; set PORT to 1024 or more (0: any free)`;
  return `nothing can listen on ${HOST} (${message}); set HOST to an address of this machine, such as 127.0.0.1`;
}

/** Stops listening, lets open requests end within their time, and closes the application. */
export async function stopServing(app: NestFastifyApplication): Promise<void> {
  const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), MOST_ANSWERING_MS);
  await app.close().finally(() => clearTimeout(cut));
}
