import type { Clock } from '#libs/clock';
import type { Database } from '#libs/database';
import type { EventStore } from '#libs/event-store';
import type { Logger } from '#libs/telemetry';

/** What every operation works with. */
export interface OperationDeps {
  database: Database;
  store: EventStore;
  clock: Clock;
  logger: Logger;
}
