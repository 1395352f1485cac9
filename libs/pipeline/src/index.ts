export { rulesetHash } from './ruleset';
export { createPoller, RENEW_LEASES_MS, type Poller } from './poll-due-feeds';
export { type PollDeps, type PollReport } from './poll-feed';
export {
  pushItems,
  type PushedItem,
  type PushOptions,
  type PushRejection,
  type PushReport,
} from './push-items';
export { createAssessAndFold, POSTURE_CHECKPOINT, type FoldDeps } from './assess-and-fold';
export { watchFreshness, type WatchDeps } from './watch-freshness';
export { DeliverySender } from './deliver-webhooks';
export { reportOverdue } from './report-overdue';
export { attempt, attemptRow, type DeliverDeps } from './delivery-attempt';
export { testEndpoint } from './verify-endpoint';
export { redeliver } from './redeliver';
export { backtest, effectiveInstant, type BacktestPeriod, type DatedItem } from './backtest';
