import type { Clock } from '#libs/clock';
import type { Database, Transaction } from '#libs/database';
import { toInstant, toMs, type AttemptKind, type EndpointHealth } from '#libs/domain';
import type { HttpClient } from '#libs/http-client';
import type { DeliveryRow, SubscriptionRow } from '#libs/projections';
import type { Logger } from '#libs/telemetry';
import { attemptDelivery, type AttemptResult, type SecretBox } from '#libs/webhooks';

export interface DeliverDeps {
  database: Database;
  http: HttpClient;
  secretBox: SecretBox;
  /** The product's clock dates what is shown; back-off and leases stay on real time. */
  clock: Clock;
  realNow(): number;
  random(): number;
  logger: Logger;
  /** Who speaks in tests: CloudEvents source and the address links lead to. */
  sender: { source: string; publicUrl: string };
  /** Laboratory: where crash tests end the process. */
  failPoint(name: string): void;
}

interface AttemptTarget {
  endpoint: SubscriptionRow;
  delivery: Pick<DeliveryRow, 'eventId' | 'body'>;
  kind: AttemptKind;
}

/** One signed POST of a stored body. */
export function attempt(
  deps: DeliverDeps,
  { endpoint, delivery, kind }: AttemptTarget,
): Promise<AttemptResult> {
  return attemptDelivery(deps.http, {
    url: deps.secretBox.open(endpoint.urlSealed),
    body: delivery.body,
    id: delivery.eventId,
    secrets: secretsOf(deps, endpoint),
    timestampMs: deps.realNow(),
    replay: kind === 'redelivery',
  });
}

/** The secret in force and, while a rotation lasts, the one before it. */
function secretsOf({ secretBox, clock }: DeliverDeps, endpoint: SubscriptionRow): string[] {
  const { secretSealed, oldSecretSealed, oldSecretUntil } = endpoint;
  const old =
    oldSecretSealed && oldSecretUntil && toMs(oldSecretUntil) > clock.now()
      ? [secretBox.open(oldSecretSealed)]
      : [];
  return [secretBox.open(secretSealed), ...old];
}

/** An attempt as it is kept and shown. */
export const attemptRow = (
  { clock }: Pick<DeliverDeps, 'clock'>,
  result: AttemptResult,
  kind: AttemptKind,
) => ({
  kind,
  at: toInstant(clock.now()),
  status: result.status ?? null,
  error: result.error ? `${result.error.code}: ${result.error.message}` : null,
  latencyMs: result.latencyMs,
  answer: result.answer,
});

/** Notes how an endpoint fares. */
export function writeHealth(
  tx: Transaction,
  {
    endpointId,
    health,
    success,
    now,
  }: { endpointId: string; health: EndpointHealth; success: boolean; now: number },
): Promise<object[]> {
  return tx.query(
    `update subscriptions set health = $2, last_success_at = case when $3 then $4 else last_success_at end where endpoint_id = $1`,
    [endpointId, JSON.stringify(health), success, toInstant(now)],
  );
}
