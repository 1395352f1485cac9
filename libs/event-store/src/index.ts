export { createEventStore, type EventStore } from './event-store';
export type { Appended, AppendOptions, Expectations } from './append';
export { EventIdReused, UnstorableText, WrongExpectedVersion } from './errors';
export type { ReadOptions } from './read';
export {
  checkpointOf,
  createEventSubscription,
  type EventSubscription,
  type EventSubscriptionOptions,
  type StepResult,
} from './event-subscription';
export { checkLogIsGuarded, verifyLog, type Verdict } from './verify';
