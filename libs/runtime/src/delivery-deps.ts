import { systemClock } from '#libs/clock';
import type { DeliverDeps } from '#libs/pipeline';
import type { Runtime } from './open-runtime';

/** What sending works with: the opened resources, chance, and real time for back-off and signatures. */
export function deliveryDeps({ database, http, secretBox, clock, logger, sender }: Runtime): DeliverDeps {
  return {
    database,
    http,
    secretBox,
    clock,
    logger,
    sender,
    random: Math.random,
    realNow: systemClock.now,
    failPoint: () => undefined,
  };
}
