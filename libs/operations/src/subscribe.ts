import { randomUUID } from 'node:crypto';
import {
  DEFAULT_EVENTS,
  NAMESPACE,
  toInstant,
  uuidV5,
  type CatchUp,
  type EndpointFilter,
  type Format,
  type NewEvent,
  type SubscribableType,
} from '#libs/domain';
import type { JobQueue } from '#libs/job-queue';
import { readSubscription, type SubscriptionRow } from '#libs/projections';
import { checkEndpointUrl, newSecret, SUPPORTED_FORMATS, type SecretBox } from '#libs/webhooks';
import type { OperationDeps } from './deps';
import { OperationError } from './errors';
import { wakeDeliveries } from './queues';

export interface SubscriptionDeps extends OperationDeps {
  secretBox: SecretBox;
  jobs: JobQueue;
  /** CIDRs that may be called although not public. */
  egressAllow: string[];
}

export interface NewSubscription {
  url: string;
  format?: Format;
  events?: SubscribableType[];
  filter?: EndpointFilter;
  catchUp?: CatchUp;
}

const facts = {
  added: 'subscription.added',
  changed: 'subscription.changed',
  removed: 'subscription.removed',
} as const;

/**
 * Adds an endpoint. It is `unverified` until it answers a test with 2xx; the first one is sent at once.
 * @returns the subscription and its secret, which is shown this once
 * @throws OperationError endpoint-url-refused, format-not-supported, catch-up-not-supported
 */
export async function subscribe(
  deps: SubscriptionDeps,
  input: NewSubscription,
): Promise<{ subscription: SubscriptionRow; secret: string }> {
  const url = checkUrl(deps, input.url);
  checkSupported(input);
  const endpointId = randomUUID();
  const secret = newSecret();
  const now = deps.clock.now();
  const { host } = new URL(url);
  await deps.database.transaction(async (tx) => {
    await tx.query(
      `insert into subscriptions (endpoint_id, host, url_sealed, secret_sealed, format, events, filter, catch_up, health, verify_due, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        endpointId,
        host,
        deps.secretBox.seal(url),
        deps.secretBox.seal(secret),
        input.format ?? 'cloudevents',
        input.events ?? DEFAULT_EVENTS,
        JSON.stringify(input.filter ?? {}),
        input.catchUp ?? 'all',
        JSON.stringify({ state: 'unverified', failing: null }),
        new Date().toISOString(),
        toInstant(now),
      ],
    );
    await deps.store.appendIn(tx, [fact(facts.added, { endpointId, host }, now)], { recordedAt: now });
  });
  await wakeDeliveries(deps.jobs, [endpointId]);
  return { subscription: await findSubscription(deps, endpointId), secret };
}

/** @throws OperationError subscription-not-found */
export async function findSubscription(
  { database }: Pick<OperationDeps, 'database'>,
  endpointId: string,
): Promise<SubscriptionRow> {
  const row = await readSubscription(database, endpointId);
  if (!row) throw new OperationError('subscription-not-found');
  return row;
}

/** @throws OperationError endpoint-url-refused */
export function checkUrl({ egressAllow }: Pick<SubscriptionDeps, 'egressAllow'>, url: string): string {
  const check = checkEndpointUrl(url, egressAllow);
  if (!check.ok) throw new OperationError('endpoint-url-refused', check.message.replace(/\.$/, ''));
  return check.url;
}

/** @throws OperationError for what this version does not write */
export function checkSupported({ format, catchUp }: Pick<NewSubscription, 'format' | 'catchUp'>): void {
  if (catchUp === 'digest') throw new OperationError('catch-up-not-supported', 'catchUp digest');
  if (format && !SUPPORTED_FORMATS.includes(format))
    throw new OperationError('format-not-supported', `format ${format}`);
}

/** A subscription.* fact: host and id only, never URL or secret. */
export function fact(
  type: string,
  body: { endpointId: string } & Record<string, unknown>,
  atMs: number,
): NewEvent {
  const at = toInstant(atMs);
  return {
    // With what it says: two changes of one endpoint may fall into one millisecond.
    id: uuidV5(NAMESPACE, type, body.endpointId, at, JSON.stringify(body)),
    stream: `subscription-${body.endpointId}`,
    type,
    schemaVersion: 1,
    occurredAt: at,
    body,
  };
}
