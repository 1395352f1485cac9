import { z } from 'zod';
import { AUTHORITIES, CATCH_UPS, ENDPOINT_STATES, FORMATS, POSTURES, SUBSCRIBABLE_TYPES } from '#libs/domain';
import { SCOPES } from '#libs/operations';

/** The shapes of answers, for OpenAPI and for whoever writes a client; test/contract.spec.ts holds answers to them. */

const instant = z.iso.datetime();
const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

export const evidence = z
  .object({
    quote: z.string().describe('verbatim from the item'),
    speaker: maybe(z.string()),
    authority: z.enum(AUTHORITIES),
    certainty: z.enum(['asserted', 'hedged', 'conditional', 'denied']),
    outlet: z.string(),
    url: maybe(z.string()),
    publishedAt: instant,
    itemId: z.uuid(),
    rules: z.array(z.string()),
  })
  .meta({ id: 'Evidence' });

const freshness = z
  .object({
    status: z.enum(['watching', 'degraded', 'blind']),
    feedsOk: z.number().int(),
    feedsTotal: z.number().int(),
    lastPollAt: maybe(instant),
    lastItemAt: maybe(instant),
    lastSignalAt: maybe(instant),
  })
  .meta({ id: 'Freshness' });

const posture = z.enum(POSTURES);

export const postureAnswer = z
  .object({
    posture,
    since: maybe(instant),
    decidedAt: maybe(instant),
    confidence: z.number().min(0).max(1),
    previous: maybe(posture),
    reason: z.string(),
    evidence: z.array(evidence),
    counterEvidence: z.array(evidence),
    origins: z.number().int(),
    copies: z.number().int(),
    flipDistance: maybe(
      z.object({
        signal: z.enum(POSTURES),
        authority: z.enum(AUTHORITIES),
        origins: z.number().int().min(1).describe('outlets with words of their own; the others copy one'),
        outlets: z.number().int().min(1),
        to: posture.describe('what the posture would be'),
      }),
    ).describe(
      'the smallest report that would change the posture now, of at most four outlets: fewest origins, then outlets, then the least speaker; null: none so small does, or the answer is of the past',
    ),
    freshness,
    derived: posture,
    override: z.null(),
    ruleset: maybe(z.string()),
    position: z.number().int().describe('every item event up to here is assessed and folded'),
    simulated: z.literal(true).optional(),
  })
  .meta({ id: 'Posture' });

export const history = z
  .object({
    periods: z.array(
      z.object({
        posture,
        from: instant,
        to: maybe(instant),
        confidence: z.number(),
        origins: z.number().int(),
        copies: z.number().int(),
        decidedBy: z.array(z.string()),
        reason: z.string(),
        told: z.array(
          z.object({ eventId: z.uuid(), type: z.string(), decidedAt: instant, late: z.boolean() }),
        ),
      }),
    ),
  })
  .meta({ id: 'History' });

const event = z
  .object({
    position: z.number().int(),
    id: z.uuid(),
    stream: z.string(),
    version: z.number().int(),
    type: z.string(),
    schemaVersion: z.number().int(),
    occurredAt: instant,
    recordedAt: instant,
    body: z.unknown(),
    causationPosition: z.number().int().optional(),
    correlationId: z.uuid().optional(),
    meta: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Event' });

const next = maybe(z.number().int()).describe('pass as `after` to read on; null: this was the last page');

const nextId = maybe(z.uuid()).describe('pass as `after` to read on; null: this was the last page');

export const events = z.object({ events: z.array(event), next });

export const pushReport = z.object({
  accepted: z.number().int(),
  duplicates: z.number().int(),
  rejected: z.array(z.object({ index: z.number().int(), code: z.string() })),
  position: z.number().int(),
});

const item = z
  .object({
    itemId: z.uuid(),
    position: z.number().int(),
    feedId: maybe(z.uuid()),
    outlet: z.string(),
    official: z.boolean(),
    url: maybe(z.string()),
    title: z.string(),
    summary: z.string(),
    language: maybe(z.string()),
    effectiveAt: instant,
    claimedAt: maybe(instant),
    precision: z.string(),
    arrival: z.string(),
    recordedAt: instant,
    revision: z.number().int(),
    excluded: z.boolean(),
    textErased: z.boolean(),
    assessment: maybe(z.record(z.string(), z.unknown())),
  })
  .meta({ id: 'Item' });
export const items = z.object({ items: z.array(item), next });
export const oneItem = item.extend({ events: z.array(event), next });
export const erased = z.object({ revisions: z.array(z.number().int()) });

export const feed = z
  .object({
    id: z.uuid(),
    url: z.string(),
    title: z.string(),
    outlet: z.string(),
    tier: z.number().int(),
    official: z.boolean(),
    country: maybe(z.string()),
    language: maybe(z.string()),
    homepage: maybe(z.string()),
    registeredAt: instant,
    health: z.object({
      failures: z.number().int(),
      lastError: maybe(z.string()),
      lastAttemptAt: maybe(instant),
      lastSuccessAt: maybe(instant),
      lastItemAt: maybe(instant),
      nextPollAt: instant,
    }),
  })
  .meta({ id: 'Feed' });
export const feeds = z.object({ feeds: z.array(feed), next: nextId });
export const imported = z.object({ added: z.number().int() });
export const due = z.object({ due: z.literal(true) });

export const subscription = z
  .object({
    id: z.uuid(),
    url: maybe(z.string()).describe('null: it cannot be read, see `unreadable`'),
    unreadable: maybe(z.string()).describe(
      'why nothing can be sent to it, and what to do; null: all is well',
    ),
    format: z.enum(FORMATS),
    events: z.array(z.enum(SUBSCRIBABLE_TYPES)),
    filter: z.object({ from: z.array(posture).optional(), to: z.array(posture).optional() }),
    catchUp: z.enum(CATCH_UPS),
    state: z.enum(ENDPOINT_STATES),
    health: z.record(z.string(), z.unknown()),
    lastSuccessAt: maybe(instant),
    createdAt: instant,
  })
  .meta({ id: 'Subscription' });
export const newSubscription = subscription.extend({
  secret: z.string().describe('whsec_..., shown this once'),
});
export const subscriptions = z.object({ subscriptions: z.array(subscription), next: nextId });
export const rotated = z.object({ secret: z.string(), oldSecretUntil: instant });
export const attemptReport = z.object({
  outcome: z.enum(['success', 'failure']),
  status: maybe(z.number().int()),
  error: maybe(z.object({ code: z.string(), message: z.string() })),
  latencyMs: z.number(),
  answer: z.string(),
});

const delivery = z
  .object({
    id: z.uuid(),
    subscriptionId: z.uuid(),
    sequence: maybe(z.number().int()).describe('given at the first attempt'),
    eventId: z.uuid(),
    type: z.string(),
    state: z.enum(['waiting', 'delivered', 'dead', 'superseded', 'skipped']),
    refusals: z.number().int(),
    firstRefusedAt: maybe(instant),
    dueAt: instant,
    settledAt: maybe(instant),
    createdAt: instant,
    attemptCount: z.number().int(),
  })
  .meta({ id: 'Delivery' });
export const deliveries = z.object({ deliveries: z.array(delivery), next });
export const oneDelivery = delivery.extend({
  body: z.unknown(),
  attempts: z.array(
    z.object({
      at: instant,
      kind: z.enum(['head', 'redelivery', 'test']),
      status: maybe(z.number().int()),
      error: maybe(z.string()),
      latencyMs: z.number(),
      answer: z.string(),
    }),
  ),
});

const key = z
  .object({
    keyId: z.uuid(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    createdAt: instant,
    revokedAt: maybe(instant),
  })
  .meta({ id: 'Key' });
export const keys = z.object({ keys: z.array(key), next: nextId });
export const newKeyAnswer = key.extend({ key: z.string().describe('shown this once') });
