import { systemClock } from '#libs/clock';
import { rulesetHash } from '#libs/pipeline';
import { DEFAULT_POLICY } from '#libs/domain';
import type { DeliverDeps, FoldDeps, PollDeps } from '#libs/pipeline';
import { wakeDeliveries } from '#libs/operations';
import type { Runtime } from '../../runtime/src/index';
import { failPoint } from './fail-point';

/** What the worker's arrows work with: the opened resources, chance, real time and the rules in force. */
export type WorkerDeps = PollDeps & FoldDeps & DeliverDeps & { jobs: Runtime['jobs'] };

export function workerDeps(runtime: Runtime): WorkerDeps {
  const { database, store, clock, logger, http, jobs, secretBox, settings } = runtime;
  return {
    database,
    store,
    clock,
    logger,
    http,
    jobs,
    secretBox,
    policy: DEFAULT_POLICY,
    ruleset: rulesetHash(DEFAULT_POLICY),
    sender: runtime.sender,
    random: Math.random,
    realNow: systemClock.now,
    wake: (endpointIds) => wakeDeliveries(jobs, endpointIds),
    failPoint: failPoint(settings.MW_FAIL_POINT, logger),
  };
}
