import type { Posture } from '#libs/domain';
import type { DecisionEvent, DecisionRecord, Evidence, FeedRow, HistoryPeriod } from '#libs/projections';
import type { PageView } from '../page-view';

/** What somebody might put into a feed to get out of it again. */
export const HOSTILE =
  '</title></blockquote><script>alert(1)</script><img src=x onerror="alert(2)">\' `${x}` ]]> &amp; \u202Egnp.exe\u0000\uD800\uFFFF';

export const evidence = (over: Partial<Evidence> = {}): Evidence => ({
  quote: 'We will step back if nothing moves.',
  speaker: 'State Department spokesperson',
  authority: 'principal',
  certainty: 'conditional',
  outlet: 'Capital Wire',
  url: 'https://capital.example/1',
  publishedAt: '2025-04-29T18:20:00.000Z',
  itemId: 'item-1',
  rules: ['en.exit'],
  ...over,
});

/** Each text of it hostile, and the link, too. */
export const hostileEvidence = evidence({
  quote: HOSTILE,
  speaker: HOSTILE,
  authority: HOSTILE,
  certainty: HOSTILE,
  outlet: HOSTILE,
  url: 'javascript:alert(1)',
});

/** Periods that begin at the given times, one after the other. */
export const periodsFrom = (starts: [Posture, string][]): HistoryPeriod[] =>
  starts.map(([posture, from], i) => ({
    posture,
    from,
    to: starts[i + 1]?.[1] ?? null,
    confidence: 0.8,
    origins: 2,
    copies: 3,
    decidedBy: [],
    reason: 'Two origins in two outlets.',
    told: [],
  }));

export const feedRow = (over: Partial<FeedRow> = {}): FeedRow => ({
  feedId: 'feed-1',
  url: 'https://capital.example/feed',
  title: 'Capital Wire',
  outlet: 'Capital Wire',
  tier: 1,
  official: false,
  registeredAt: '2025-04-20T00:00:00.000Z',
  nextPollAt: '2025-05-02T22:12:00.000Z',
  lastAttemptAt: '2025-05-02T22:09:00.000Z',
  lastSuccessAt: '2025-05-02T22:09:00.000Z',
  lastItemAt: '2025-05-02T21:58:00.000Z',
  failures: 0,
  lastError: null,
  etag: null,
  lastModified: null,
  bodyHash: null,
  ...over,
});

export const STORY: [Posture, string][] = [
  ['active', '2025-04-23T08:00:00.000Z'],
  ['threatened', '2025-04-29T18:20:00.000Z'],
  ['withdrawn', '2025-05-01T21:40:00.000Z'],
  ['clarified', '2025-05-02T19:05:00.000Z'],
];

/** The evening of the clarification. */
export function pageView(over: Partial<PageView> = {}, answer: Partial<PageView['answer']> = {}): PageView {
  return {
    periods: periodsFrom(STORY),
    feeds: [feedRow()],
    reading: { kind: 'now' },
    fault: null,
    nowMs: Date.parse('2025-05-02T22:10:00Z'),
    publicUrl: 'https://watch.example',
    version: '0.0.0',
    ...over,
    answer: {
      posture: 'clarified',
      since: '2025-05-02T19:05:00.000Z',
      decidedAt: '2025-05-02T19:06:00.000Z',
      confidence: 0.873,
      previous: 'withdrawn',
      reason: 'Two origins in two outlets.',
      evidence: [evidence()],
      counterEvidence: [],
      origins: 2,
      copies: 3,
      flipDistance: null,
      freshness: {
        status: 'watching',
        feedsOk: 1,
        feedsTotal: 1,
        lastPollAt: '2025-05-02T22:09:00.000Z',
        lastItemAt: '2025-05-02T21:58:00.000Z',
        lastSignalAt: null,
      },
      derived: 'clarified',
      override: null,
      ruleset: 'f'.repeat(64),
      position: 42,
      ...answer,
    },
  };
}

/** A decision of the log. */
export const decision = (
  over: Partial<DecisionEvent> = {},
  body: Partial<DecisionRecord> = {},
): DecisionEvent => ({
  id: '11111111-1111-5111-8111-111111111111',
  stream: 'posture',
  type: 'posture.changed',
  schemaVersion: 1,
  occurredAt: '2025-04-29T18:20:00.000Z',
  recordedAt: '2025-04-29T18:21:00.000Z',
  position: 7,
  version: 1,
  ...over,
  body: {
    from: 'active',
    to: 'threatened',
    effectiveAt: '2025-04-29T18:20:00.000Z',
    cause: 'news',
    decisiveItem: 'item-1',
    confidence: 0.9,
    reason: 'Two origins in two outlets.',
    evidence: [],
    counterEvidence: [],
    origins: 2,
    outlets: 2,
    copies: 0,
    ruleset: 'f'.repeat(64),
    inputPosition: 6,
    quotes: [evidence()],
    counterQuotes: [],
    ...body,
  },
});
