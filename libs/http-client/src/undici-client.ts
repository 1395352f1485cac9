import { Agent, type Dispatcher } from 'undici';
import type { Logger } from '#libs/telemetry';
import { createAddressGuard, type AddressGuard } from './address-guard';
import { givenUp, timedOut, toHttpError, tooLarge } from './failures';
import { guardedLookup, type Resolver } from './guarded-lookup';
import { HttpError, type HttpAnswer, type HttpClient, type HttpRequest } from './http-client';
import { readBody } from './read-body';
import { checkTarget } from './target';

export interface HttpClientOptions {
  /** CIDRs that may be reached although they are not public, e.g. `127.0.0.0/8`. */
  allow: readonly string[];
  /** Sent with every request: product, version, a page that explains the visit. */
  userAgent: string;
  logger?: Logger;
  /** Resolves names; the system's resolver when absent. */
  resolve?: Resolver;
}

const CONNECT_TIMEOUT = 5_000;
const HEADERS_LIMIT = 32 * 1024;
const redirects = new Set([301, 302, 303, 307, 308]);

/** One request on its way: what is still to be asked, and where. */
interface Hop {
  url: URL;
  method: HttpRequest['method'];
  headers: Record<string, string>;
  body?: string;
}

/**
 * The client everything outside goes through: addresses guarded at each dial, redirects followed by hand,
 * and limits on the whole request, since those of a socket can be stretched byte by byte without end.
 * @throws Error when `allow` holds something that is no CIDR
 */
export function createHttpClient({ allow, userAgent, logger, resolve }: HttpClientOptions): HttpClient {
  const guard = createAddressGuard(allow);
  const agent = new Agent({
    connect: { lookup: guardedLookup(guard, resolve), timeout: CONNECT_TIMEOUT, rejectUnauthorized: true },
    maxHeaderSize: HEADERS_LIMIT,
    // The wall clock of the request is the limit that counts; these would only cut it short.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const base = { 'user-agent': userAgent, 'accept-encoding': 'gzip, deflate, br' };
  return {
    request: async (request) => {
      const started = performance.now();
      try {
        const answer = await follow({ agent, guard, base }, request);
        return { ...answer, ms: Math.round(performance.now() - started) };
      } catch (error) {
        if (error instanceof HttpError)
          logger?.debug({ code: error.code, reason: error.message }, 'no answer');
        throw error;
      }
    },
    close: () => agent.destroy(),
  };
}

interface Means {
  agent: Agent;
  guard: AddressGuard;
  base: Record<string, string>;
}

async function follow(means: Means, request: HttpRequest): Promise<Omit<HttpAnswer, 'ms'>> {
  const url = checkTarget(request.url, means.guard);
  let hop: Hop = { url, method: request.method, headers: lowerCased(request.headers), body: request.body };
  let movedPermanently = true;
  const clock = wallClock(request.timeoutMs, request.signal);
  try {
    for (let followed = 0; ; followed++) {
      const answer = await clock.race(ask(means, hop, clock.signal));
      const next = request.maxRedirects > 0 ? redirectOf(answer, hop, means.guard) : undefined;
      if (!next)
        return await complete(answer, request, { url: hop.url, moved: followed > 0 && movedPermanently });
      answer.body.on('error', () => undefined).destroy();
      if (followed >= request.maxRedirects)
        throw new HttpError(
          'too-many-redirects',
          `${url.host} redirects more than ${request.maxRedirects} times`,
        );
      movedPermanently &&= answer.statusCode === 301 || answer.statusCode === 308;
      hop = next;
    }
  } catch (error) {
    if (request.signal?.aborted) throw givenUp(hop.url);
    throw clock.signal.aborted ? timedOut(hop.url, request.timeoutMs) : toHttpError(error, hop.url);
  } finally {
    clock.stop();
  }
}

/**
 * A limit that covers everything. undici drops an aborted request only once its connection stands, so a
 * silent name server or a black hole would hold it longer: `race` does not wait for that.
 */
function wallClock(ms: number, stop?: AbortSignal) {
  const abort = new AbortController();
  const giveUp = (): void => abort.abort();
  if (stop?.aborted) giveUp();
  stop?.addEventListener('abort', giveUp, { once: true });
  const timer = setTimeout(() => abort.abort(), ms);
  const up = new Promise<never>((_, reject) =>
    abort.signal.addEventListener('abort', () => reject(new Error('time is up')), { once: true }),
  );
  up.catch(() => undefined);
  return {
    signal: abort.signal,
    race: <T>(work: Promise<T>): Promise<T> => Promise.race([work, up]),
    stop: () => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', giveUp);
    },
  };
}

const ask = ({ agent, base }: Means, hop: Hop, signal: AbortSignal): Promise<Dispatcher.ResponseData> =>
  agent.request({
    origin: hop.url.origin,
    path: hop.url.pathname + hop.url.search,
    method: hop.method,
    headers: { ...base, ...hop.headers },
    body: hop.body ?? null,
    signal,
  });

async function complete(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  { maxBytes, truncate = false }: HttpRequest,
  { url, moved }: { url: URL; moved: boolean },
): Promise<Omit<HttpAnswer, 'ms'>> {
  const joined = joinedHeaders(headers);
  const coding = joined['content-encoding'];
  if (!truncate && !coding && Number(joined['content-length']) > maxBytes) {
    body.on('error', () => undefined).destroy();
    throw tooLarge(url, maxBytes);
  }
  const { bytes, truncated } = await readBody(body, coding, { url, maxBytes, truncate });
  return {
    status: statusCode,
    headers: joined,
    body: bytes,
    truncated,
    url: url.href,
    movedPermanently: moved,
  };
}

/**
 * Where a redirect leads; undefined when the answer is none. As browsers do, 303 (and a POST's 301, 302)
 * goes on as GET without the body; credentials do not follow to another origin.
 */
function redirectOf(answer: Dispatcher.ResponseData, hop: Hop, guard: AddressGuard): Hop | undefined {
  const location = joinedHeaders(answer.headers)['location'];
  if (!redirects.has(answer.statusCode) || location === undefined) return undefined;
  if (!URL.canParse(location, hop.url.href))
    throw new HttpError('broken-answer', `${hop.url.host} redirects to something that is no URL`);
  const url = checkTarget(new URL(location, hop.url), guard);
  const repeats = answer.statusCode >= 307 || hop.method === 'GET';
  const leaving = url.origin === hop.url.origin ? [] : ['authorization', 'cookie', 'proxy-authorization'];
  const dropped =
    repeats && answer.statusCode !== 303 ? leaving : [...leaving, 'content-type', 'content-length'];
  const headers = Object.fromEntries(Object.entries(hop.headers).filter(([name]) => !dropped.includes(name)));
  return answer.statusCode === 303 || !repeats
    ? { url, method: 'GET', headers }
    : { url, method: hop.method, headers, body: hop.body };
}

const lowerCased = (headers: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function joinedHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const joined: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) joined[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  return joined;
}
