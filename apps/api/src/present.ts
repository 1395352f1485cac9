import type { RecordedEvent } from '#libs/domain';
import type { AttemptRow, DeliveryRow, FeedRow, ItemRow, SubscriptionRow } from '#libs/projections';
import type { SecretBox } from '#libs/webhooks';

/** Characters of an article's text that are shown without a key: we point at articles, we do not republish them. */
export const SHOWN_TEXT = 300;

/** Event types whose body holds text of an article. */
const TEXTUAL = new Set(['item.observed', 'item.revised']);

/** An event as it is shown: whole with a key, with shortened texts without one. */
export function presentEvent(event: RecordedEvent, whole: boolean): RecordedEvent {
  if (whole || !TEXTUAL.has(event.type)) return event;
  const body = event.body as { summary: string };
  return { ...event, body: { ...body, summary: body.summary.slice(0, SHOWN_TEXT) } };
}

export const presentItem = (item: ItemRow, whole: boolean): ItemRow => ({
  ...item,
  summary: whole ? item.summary : item.summary.slice(0, SHOWN_TEXT),
});

/** A feed as it is shown: what is registered, and its health. */
export function presentFeed(feed: FeedRow): object {
  const {
    feedId,
    etag,
    lastModified,
    bodyHash,
    nextPollAt,
    lastAttemptAt,
    lastSuccessAt,
    lastItemAt,
    failures,
    lastError,
    ...registered
  } = feed;
  return {
    id: feedId,
    ...registered,
    health: { failures, lastError, lastAttemptAt, lastSuccessAt, lastItemAt, nextPollAt },
  };
}

/** A subscription as its owner sees it: the address, never the secret. */
export function presentSubscription(row: SubscriptionRow, secretBox: SecretBox): object {
  const { endpointId, format, events, filter, catchUp, health, lastSuccessAt, createdAt } = row;
  return {
    id: endpointId,
    url: secretBox.open(row.urlSealed),
    format,
    events,
    filter,
    catchUp,
    state: health.state,
    health,
    lastSuccessAt,
    createdAt,
  };
}

export function presentDelivery(
  { deliveryId, endpointId, ...row }: DeliveryRow,
  attempts?: AttemptRow[],
): object {
  const { body, attempts: count, ...rest } = row;
  return {
    id: deliveryId,
    subscriptionId: endpointId,
    ...rest,
    attemptCount: count,
    ...(attempts ? { body: JSON.parse(body) as unknown, attempts } : {}),
  };
}
