import { DEFAULT_POLICY } from '#libs/domain';
import { wakeDeliveries } from '#libs/operations';
import { rulesetHash, type DeliverDeps, type FoldDeps, type PollDeps } from '#libs/pipeline';
import { deliveryDeps, type Runtime } from '#libs/runtime';
import { failPoint } from './fail-point';
import { opinionsOf } from './opinions';

/** What the worker's arrows work with: what sending needs, the log, and the rules in force. */
export type WorkerDeps = PollDeps & FoldDeps & DeliverDeps & { jobs: Runtime['jobs'] };

export function workerDeps(runtime: Runtime): WorkerDeps {
  const { store, jobs, settings, logger } = runtime;
  const opinions = opinionsOf(runtime);
  return {
    ...deliveryDeps(runtime),
    store,
    jobs,
    policy: DEFAULT_POLICY,
    ruleset: rulesetHash(DEFAULT_POLICY, opinions),
    ...(opinions && { opinions }),
    wake: (endpointIds) => wakeDeliveries(jobs, endpointIds),
    failPoint: failPoint(settings.MW_FAIL_POINT, logger),
  };
}
