export type { OperationDeps } from './deps';
export { OPERATION_ERRORS, OperationError, type OperationErrorCode } from './errors';
export { addFeed, importFeeds, type NewFeed } from './add-feed';
export { changeFeed, findFeed, pollFeedNow, removeFeed, type FeedChange } from './change-feed';
export {
  createKey,
  ensureAdminKey,
  findKey,
  grants,
  listKeys,
  revokeKey,
  SCOPES,
  type ApiKey,
  type Scope,
} from './keys';
export { findSubscription, subscribe, type NewSubscription, type SubscriptionDeps } from './subscribe';
export {
  changeSubscription,
  removeSubscription,
  rotateSecret,
  ROTATION_HOURS,
  type SubscriptionChange,
} from './change-subscription';
export { eraseItemText, excludeItem, reinstateItem } from './exclude-item';
export { DELIVERIES, POLLS, wakeDeliveries, wakePolls } from './queues';
