import {
  listFeedsPage,
  readAnswer,
  readHistory,
  TimeOutOfRange,
  type AnswerDeps,
  type AnswerTimes,
} from '#libs/projections';
import type { PageView, Reading } from './page-view';
import { askedTime, utc } from './words';

/** Most sources that the page lists; it is no archive. */
const MOST_SOURCES = 200;

/** The part of the view that is read; the rest is known beforehand. */
export type PageReading = Omit<PageView, 'publicUrl' | 'version'>;

/** Query of the page. What it does not know it ignores: people paste links with things attached. */
export interface PageQuery {
  asOf?: unknown;
  knownAt?: unknown;
}

/** Reads what the page shows. A time that cannot be answered leaves the present, and a word about it. */
export async function readPage(deps: AnswerDeps, query: PageQuery): Promise<PageReading> {
  const asked = readingOf(query);
  if ('fault' in asked) return { ...(await read(deps, { kind: 'now' })), fault: asked.fault };
  try {
    return await read(deps, asked);
  } catch (error) {
    if (asked.kind === 'now' || !(error instanceof TimeOutOfRange)) throw error;
    const fault = `Nothing can be said about ${utc(asked.at)}: it lies before the first record or in the future.`;
    return { ...(await read(deps, { kind: 'now' })), fault };
  }
}

function readingOf({ asOf, knownAt }: PageQuery): Reading | { fault: string } {
  const [kind, value] = isGiven(asOf) ? (['held', asOf] as const) : (['said', knownAt] as const);
  if (!isGiven(value)) return { kind: 'now' };
  const time = askedTime(value);
  return time.ok ? { kind, at: time.at } : { fault: time.fault };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== '';

async function read(deps: AnswerDeps, reading: Reading): Promise<PageReading> {
  const times: AnswerTimes =
    reading.kind === 'now' ? {} : reading.kind === 'held' ? { asOf: reading.at } : { knownAt: reading.at };
  const { knownAt } = times;
  const [answer, periods, feeds] = await Promise.all([
    readAnswer(deps, times),
    readHistory(deps, knownAt === undefined ? {} : { knownAt }),
    listFeedsPage(deps.database, { limit: MOST_SOURCES }),
  ]);
  return { answer, periods, feeds: feeds ?? [], reading, fault: null, nowMs: deps.clock.now() };
}
