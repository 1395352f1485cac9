import { z } from 'zod';
import { CATCH_UPS, FORMATS, POSTURES, SIGNALS, SUBSCRIBABLE_TYPES } from '#libs/domain';
import { SCOPES } from '#libs/operations';

/** Every shape that HTTP takes: validation and OpenAPI come from here. Unknown fields are refused. */

/** As UTC. An offset can lead out of the years of four digits, which no time of the log has. */
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .refine((at) => /^\d{4}-/.test(at), 'the year must have four digits');
const position = z.coerce.number().int().min(0);
const limit = (most: number) => z.coerce.number().int().min(1).max(most);
/** Text that is stored as it is: PostgreSQL has no NUL. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((given) => !given.includes('\0'), 'must not contain a NUL character');
/** Text of an item, from which characters that cannot be stored are removed later. */
const itemText = (most: number) => z.string().max(most);

export const postureQuery = z.strictObject({
  asOf: instant.optional(),
  knownAt: instant.optional(),
  minPosition: position.optional(),
});

export const historyQuery = z
  .strictObject({ from: instant.optional(), to: instant.optional(), knownAt: instant.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['from'],
    message: 'must not be after `to`',
  });

/** A page of a list whose elements have ids: so many after the one of this id. */
export const listQuery = z.strictObject({ limit: limit(1_000).default(100), after: z.uuid().optional() });

/** A page of the events of one item. */
export const itemEventsQuery = z.strictObject({
  limit: limit(1_000).default(100),
  after: position.default(0),
});

export const eventsQuery = z.strictObject({
  after: position.default(0),
  limit: limit(1_000).default(100),
  type: text(100).optional(),
  stream: text(200).optional(),
});

export const pushedItem = z.strictObject({
  id: itemText(2_000).optional(),
  title: itemText(2_000).optional(),
  summary: itemText(100_000).optional(),
  content: itemText(1_000_000).optional(),
  outlet: itemText(200).optional(),
  url: itemText(2_048).optional(),
  publishedAt: itemText(40).optional(),
  language: itemText(35).optional(),
});

export const pushBody = z.union([
  z.strictObject({ items: z.array(pushedItem).min(1).max(1_000) }),
  pushedItem,
]);

export const itemsQuery = z.strictObject({
  limit: limit(200).default(50),
  after: position.optional(),
  signal: z.enum(SIGNALS).optional(),
});

export const reasonBody = z.strictObject({ reason: text(1_000).min(1) });

const tier = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const feedFields = {
  title: text(500).optional(),
  outlet: text(200).optional(),
  tier: tier.optional(),
  official: z.boolean().optional(),
  country: text(100).optional(),
  language: text(35).optional(),
  homepage: text(2_048).optional(),
};
export const newFeed = z.strictObject({ url: text(2_048).min(1), ...feedFields });
export const feedChange = z.strictObject(feedFields);

const filter = z.strictObject({
  from: z.array(z.enum(POSTURES)).optional(),
  to: z.array(z.enum(POSTURES)).optional(),
});
const subscriptionFields = {
  format: z.enum(FORMATS).optional(),
  events: z.array(z.enum(SUBSCRIBABLE_TYPES)).min(1).optional(),
  filter: filter.optional(),
  catchUp: z.enum(CATCH_UPS).optional(),
};
export const newSubscription = z.strictObject({ url: text(4_096).min(1), ...subscriptionFields });
export const subscriptionChange = z.strictObject({
  url: text(4_096).min(1).optional(),
  ...subscriptionFields,
  state: z.enum(['active', 'disabled']).optional(),
});
export const rotation = z.strictObject({ keepOldHours: z.number().min(0).max(168).optional() });

export const deliveriesQuery = z.strictObject({
  limit: limit(200).default(50),
  after: position.optional(),
  state: z.enum(['waiting', 'delivered', 'dead', 'superseded', 'skipped']).optional(),
});

export const newKey = z.strictObject({ name: text(100).min(1), scopes: z.array(z.enum(SCOPES)).min(1) });

export const id = z.uuid();
