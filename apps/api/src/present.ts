import type { RecordedEvent } from '#libs/domain';
import type { AttemptRow, DeliveryRow, FeedRow, ItemRow, SubscriptionRow } from '#libs/projections';
import { openOrNull, UNREADABLE_ADVICE, type SecretBox } from '#libs/webhooks';
import { publicEvent, publicItem } from './public-view';

/** An event as it is shown: whole with a key, without one what everybody may see. */
export const presentEvent = (event: RecordedEvent, whole: boolean): RecordedEvent =>
  whole ? event : publicEvent(event);

/** An item as it is shown: whole with a key, without one what everybody may see. */
export const presentItem = (item: ItemRow, whole: boolean): ItemRow => (whole ? item : publicItem(item));

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

/** A subscription as its owner sees it: the address, never the secret. One that cannot be opened hides no other. */
export function presentSubscription(row: SubscriptionRow, secretBox: SecretBox): object {
  const { endpointId, format, events, filter, catchUp, health, lastSuccessAt, createdAt } = row;
  const url = openOrNull(secretBox, row.urlSealed);
  const isReadable = url !== null && openOrNull(secretBox, row.secretSealed) !== null;
  return {
    id: endpointId,
    url,
    unreadable: isReadable ? null : UNREADABLE_ADVICE,
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
  const { body, attempts: count, place: _, ...rest } = row;
  return {
    id: deliveryId,
    subscriptionId: endpointId,
    ...rest,
    attemptCount: count,
    ...(attempts ? { body: JSON.parse(body) as unknown, attempts } : {}),
  };
}
