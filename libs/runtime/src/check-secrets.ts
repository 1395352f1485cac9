import type { Database } from '#libs/database';
import { listSealed } from '#libs/projections';
import type { Logger } from '#libs/telemetry';
import { openOrNull, UNREADABLE_ADVICE, type SecretBox } from '#libs/webhooks';

/** Endpoints named in the warning; the list of subscriptions marks them all. */
const MOST_NAMED = 5;

/**
 * Warns when stored endpoints cannot be opened with this process's key, as when `secret.key` was lost or differs
 * from the one of another machine. The program goes on: all other endpoints are served.
 * @returns how many cannot be opened
 */
export async function warnOfUnreadableEndpoints({
  database,
  secretBox,
  logger,
}: {
  database: Database;
  secretBox: SecretBox;
  logger: Logger;
}): Promise<number> {
  const sealed = await listSealed(database);
  const unreadable = sealed.filter(
    ({ urlSealed, secretSealed }) =>
      openOrNull(secretBox, urlSealed) === null || openOrNull(secretBox, secretSealed) === null,
  );
  if (unreadable.length > 0)
    logger.warn(
      {
        unreadable: unreadable.length,
        looked: sealed.length,
        endpoints: unreadable.slice(0, MOST_NAMED).map(({ endpointId, host }) => `${endpointId} (${host})`),
      },
      `${unreadable.length} webhook endpoints cannot be called. ${UNREADABLE_ADVICE}`,
    );
  return unreadable.length;
}
