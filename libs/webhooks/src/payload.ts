import type { AlertBody, AlertEvent, AlertEventType } from '#libs/domain';
import { firstThatFits, link, renderEnvelope, type Sender } from './envelope';
import { cut, tame } from './text';

/** One piece of evidence as receivers see it: who said what, where it can be read. */
export interface Quote {
  quote: string;
  speaker?: string | null;
  authority?: string | null;
  certainty?: string | null;
  outlet?: string | null;
  url?: string | null;
  publishedAt?: string | null;
  itemId: string;
  rules?: readonly string[];
}

/** An event as it is told. */
export interface Told extends Sender {
  event: AlertEvent;
  /** Strongest first; five are sent. */
  evidence: readonly Quote[];
  counterEvidence: Quote | null;
}

export const MAX_QUOTES = 5;
export const MAX_QUOTE_LENGTH = 500;
const MAX_REASON_LENGTH = 1_000;
const MAX_NAME_LENGTH = 200;
const MAX_URL_LENGTH = 2_048;
const MAX_RULES = 20;
const MAX_SUPERSEDED = 500;

/**
 * The body of a delivery but for its place in an endpoint's order (`placeInOrder`), rendered once and stored by
 * the outbox: the same input always gives the same bytes. Texts from feeds are kept as they are, well-formed and cut; a message that would still be too
 * large loses its weakest evidence first.
 */
export function renderPayload(told: Told): string {
  const { event, source } = told;
  const render = (evidence: number, rest: boolean) => () =>
    renderEnvelope({
      id: event.eventId,
      type: event.type,
      time: event.recordedAt,
      source,
      data: dataOf(told, evidence, rest),
    });
  const counts = [...Array(MAX_QUOTES + 1).keys()].reverse();
  return firstThatFits([...counts.map((count) => render(count, true)), render(0, false)]);
}

function dataOf(told: Told, quotes: number, rest: boolean): Record<string, unknown> {
  const { event, publicUrl, simulated } = told;
  const { body } = event;
  return {
    from: short(body.from),
    to: short(body.to),
    effectiveAt: event.occurredAt,
    decidedAt: event.recordedAt,
    confidence: tame(body.confidence),
    reason: body.reason === undefined ? null : cut(body.reason, MAX_REASON_LENGTH),
    evidence: told.evidence.slice(0, quotes).map(quoteOf),
    counterEvidence: rest && told.counterEvidence ? quoteOf(told.counterEvidence) : null,
    origins: tame(body.origins),
    copies: tame(body.copies),
    position: event.position,
    links: linksOf(event, publicUrl),
    ...ownFields(event, rest),
    ...(simulated ? { simulated: true } : {}),
  };
}

const short = (text: string | null | undefined): string | null =>
  text == null ? null : cut(text, MAX_NAME_LENGTH);

function quoteOf(quote: Quote): Record<string, unknown> {
  return {
    quote: cut(quote.quote, MAX_QUOTE_LENGTH),
    speaker: short(quote.speaker),
    authority: short(quote.authority),
    certainty: short(quote.certainty),
    outlet: short(quote.outlet),
    // Half a link leads nowhere, or elsewhere.
    url: quote.url != null && quote.url.length <= MAX_URL_LENGTH ? cut(quote.url, MAX_URL_LENGTH) : null,
    publishedAt: short(quote.publishedAt),
    itemId: short(quote.itemId),
    rules: (quote.rules ?? []).slice(0, MAX_RULES).map(short),
  };
}

/** What each type says beyond the fields all have. */
const FIELDS: Record<AlertEventType, readonly (keyof AlertBody)[]> = {
  'posture.changed': ['cause'],
  'posture.reinforced': ['cause'],
  'posture.corrected': ['supersedes', 'period', 'was', 'is', 'late', 'cause'],
  'posture.overridden': ['by', 'until', 'derived'],
  'posture.override-lifted': ['by', 'derived', 'cause'],
  'monitor.blinded': ['freshness'],
  'monitor.recovered': ['freshness'],
  'item.silent-edit': ['itemId', 'before', 'after'],
};

function ownFields({ type, body }: AlertEvent, rest: boolean): Record<string, unknown> {
  return Object.fromEntries(
    FIELDS[type].map((name) => {
      if (name === 'supersedes') return [name, (body.supersedes ?? []).slice(0, MAX_SUPERSEDED).map(short)];
      if (name === 'late') return [name, body.late ?? false];
      return [name, rest ? tame(body[name]) : null];
    }),
  );
}

function linksOf({ type, eventId, body }: AlertEvent, publicUrl: string): Record<string, string> {
  const posture = link(publicUrl, '/v1/posture');
  switch (type) {
    case 'monitor.blinded':
    case 'monitor.recovered':
      return { posture };
    case 'item.silent-edit':
      return { posture, item: link(publicUrl, `/v1/items/${encode(body.itemId ?? '')}`) };
    default:
      return { posture, explain: link(publicUrl, `/v1/posture/explain?event=${encode(eventId)}`) };
  }
}

/** encodeURIComponent throws at lone surrogates. */
const encode = (text: string): string => encodeURIComponent(cut(text, MAX_NAME_LENGTH));
