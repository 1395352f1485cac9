import type { Clock } from '#libs/clock';
import type { Database } from '#libs/database';
import { toInstant, toMs, type AttemptKind } from '#libs/domain';
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

/** What is to be sent, and to whom. */
export interface AttemptTarget {
  endpoint: SubscriptionRow;
  delivery: Pick<DeliveryRow, 'eventId' | 'body'>;
  kind: AttemptKind;
}

/** One signed POST of a stored body. What stands in the way here, too, is a failed attempt: nothing is thrown. */
export async function attempt(
  deps: DeliverDeps,
  { endpoint, delivery, kind }: AttemptTarget,
): Promise<AttemptResult> {
  let sealed: { url: string; secrets: string[] };
  try {
    sealed = { url: deps.secretBox.open(endpoint.urlSealed), secrets: secretsOf(deps, endpoint) };
  } catch {
    return unreadable(deps, endpoint);
  }
  return attemptDelivery(deps.http, {
    ...sealed,
    body: delivery.body,
    id: delivery.eventId,
    timestampMs: deps.realNow(),
    replay: kind === 'redelivery',
  });
}

/** Nothing can be sent to an endpoint whose secret another key sealed; the others are not held up by it. */
function unreadable({ logger }: DeliverDeps, { endpointId, host }: SubscriptionRow): AttemptResult {
  const message =
    'The stored address or secret cannot be opened with this MW_SECRET_KEY (or secret.key): give all processes the key ' +
    'that sealed it, or set the URL and rotate the secret.';
  logger.error({ endpoint: endpointId, host }, `an endpoint was not called. ${message}`);
  return { outcome: 'failure', error: { code: 'secret-unreadable', message }, latencyMs: 0, answer: '' };
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
