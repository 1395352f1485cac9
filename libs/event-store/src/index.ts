export {
  createEventStore,
  type Appended,
  type AppendOptions,
  type EventStore,
  type Expectations,
} from './event-store';
export { EventIdReused, WrongExpectedVersion } from './errors';
export type { ReadOptions } from './read';
export {
  checkpointOf,
  createEventSubscription,
  type EventSubscription,
  type EventSubscriptionOptions,
  type StepResult,
} from './event-subscription';
export { checkLogIsGuarded, verifyLog, type Verdict } from './verify';
