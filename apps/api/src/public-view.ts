import type { RecordedEvent } from '#libs/domain';
import type { ItemRow } from '#libs/projections';

/** UTF-16 units of an article's text that are shown without a key: we point at articles, we do not republish them. */
export const SHOWN_TEXT = 300;

/**
 * What is shown of a value: `text` (a scalar, cut when it is long), `whole` (titles and links, which are bounded
 * where they are recorded), or the named fields of an object. Of a list each element is shown like this.
 */
type Shape = 'text' | 'whole' | { readonly [field: string]: Shape };

const fields = (names: string): Record<string, Shape> =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'text']));

const SPAN: Shape = fields('field start end quote rules');
const ASSESSMENT: Shape = {
  ...fields('signal confidence certainty authority speaker attributedTo reason'),
  evidence: SPAN,
  assessor: fields('name version hash'),
};
const OBSERVATION: Shape = {
  ...fields('itemId revision feedId outlet official guid summary language claimedAt claimedPrecision'),
  ...fields('precision arrival fingerprint flags'),
  title: 'whole',
  url: 'whole',
  content: fields('hash length'),
};
const FEED: Shape = {
  ...fields('feedId title outlet tier official country language cause reason failures code message items'),
  url: 'whole',
  homepage: 'whole',
};
const QUOTE: Shape = {
  ...fields('quote speaker authority certainty outlet publishedAt itemId rules'),
  url: 'whole',
};
const DECISION: Shape = {
  ...fields(
    'from to effectiveAt cause decisiveItem confidence reason evidence counterEvidence origins outlets',
  ),
  ...fields('copies ruleset inputPosition supersedes late altersCurrent'),
  quotes: QUOTE,
  counterQuotes: QUOTE,
  periods: fields('posture from'),
  period: fields('from to'),
  was: fields('posture from'),
  is: fields('posture from'),
};
const OVERRIDE: Shape = fields('posture derived effectiveAt by reason until');
const EXCLUSION: Shape = fields('itemId by reason');
const MONITOR: Shape = {
  ...fields('from to status feedsOk feedsTotal reason since'),
  freshness: fields('status feedsOk feedsTotal lastPollAt lastItemAt lastSignalAt'),
};
const SUBSCRIPTION: Shape = fields('endpointId host changed reason');

/** By event type, what its body shows without a key. Of a type that is not named here nothing is shown. */
const BODIES: ReadonlyMap<string, Shape> = new Map([
  ['item.observed', OBSERVATION],
  ['item.revised', OBSERVATION],
  ['item.excluded', EXCLUSION],
  ['item.reinstated', EXCLUSION],
  ['item.text-erased', { ...EXCLUSION, ...fields('revisions') }],
  ['item.silent-edit', { ...fields('itemId revision'), changes: fields('field words') }],
  ['item.assessed', { ...fields('itemId revision ruleset'), assessment: ASSESSMENT }],
  [
    'item.second-opinion',
    {
      ...fields('itemId revision model prompt'),
      opinion: {
        ...fields('tokens dropped'),
        reading: { ...fields('signal certainty authority speaker'), quotes: SPAN },
      },
    },
  ],
  ['posture.changed', DECISION],
  ['posture.corrected', DECISION],
  ['posture.reinforced', DECISION],
  ['posture.overridden', OVERRIDE],
  ['posture.override-lifted', OVERRIDE],
  ['monitor.blinded', MONITOR],
  ['monitor.recovered', MONITOR],
  ['feed.registered', FEED],
  ['feed.changed', { ...FEED, was: FEED, is: FEED }],
  ['feed.removed', FEED],
  ['feed.failing', FEED],
  ['feed.recovered', FEED],
  ['feed.gap-suspected', FEED],
  ['subscription.added', SUBSCRIPTION],
  ['subscription.changed', SUBSCRIPTION],
  ['subscription.disabled', SUBSCRIPTION],
  ['subscription.removed', SUBSCRIPTION],
  ['ruleset.adopted', fields('ruleset from to cause')],
  ['log.sealed', fields('position hash')],
] satisfies [string, Shape][]);

const ITEM: Shape = {
  ...fields(
    'itemId position feedId outlet official summary language effectiveAt claimedAt precision arrival',
  ),
  ...fields('recordedAt revision excluded textErased'),
  title: 'whole',
  url: 'whole',
  assessment: ASSESSMENT,
};

/** Types of events of which something is shown without a key. */
export const isPublicType = (type: string): boolean => BODIES.has(type);

/** An event as everybody may see it: who and when, title, link, quotes, and no more of the text than 300 characters. */
export function publicEvent({ meta: _meta, body, ...event }: RecordedEvent): RecordedEvent {
  return { ...event, body: shown(body, BODIES.get(event.type) ?? {}) };
}

/** An item as everybody may see it. */
export const publicItem = (item: ItemRow): ItemRow => shown(item, ITEM) as ItemRow;

function shown(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) return value.map((each) => shown(each, shape));
  if (typeof value === 'string') return shape === 'whole' ? value : value.slice(0, SHOWN_TEXT).toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (typeof shape !== 'object') return undefined;
  const given = value as Record<string, unknown>;
  const names = Object.keys(shape).filter((name) => Object.hasOwn(given, name));
  return Object.fromEntries(names.map((name) => [name, shown(given[name], shape[name]!)]));
}
