import type { z } from 'zod';
import type { Scope } from '#libs/operations';
import * as answer from './answers';
import * as input from './schemas';

/** One route of the contract, as OpenAPI tells it. */
export interface Route {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** With `{id}` for parameters. */
  path: string;
  summary: string;
  /** What a key must be allowed; null: open to everybody. */
  scope: Scope | null;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Status of success, and the shape of its answer; absent: no body, or not JSON. */
  status?: number;
  answer?: z.ZodType;
  /** Media type when it is not JSON. */
  media?: string;
  /** Named by the contract, answered with 501 by this version. */
  notYet?: true;
}

const read = (path: string, summary: string, more: Partial<Route>): Route => ({
  method: 'get',
  path,
  summary,
  scope: 'read',
  ...more,
});
/** @param at method and path, e.g. `post /v1/feeds` */
const admin = (at: `${Route['method']} /${string}`, summary: string, more: Partial<Route> = {}): Route => {
  const [method, path] = at.split(' ') as [Route['method'], string];
  return { method, path, summary, scope: 'admin', ...more };
};
const notYet = (at: Parameters<typeof admin>[0], summary: string, scope: Scope = 'admin'): Route =>
  admin(at, summary, { scope, notYet: true });
const open = (path: string, summary: string, media?: string): Route => ({
  method: 'get',
  path,
  summary,
  scope: null,
  media,
});
const page = (path: string, summary: string, media: string): Route => ({
  method: 'get',
  path,
  summary,
  scope: 'read',
  media,
});

/** Every route. test/contract.spec.ts holds this list, the contract and the running program together. */
export const ROUTES: Route[] = [
  read('/v1/posture', 'What, since when, why, how fresh', {
    query: input.postureQuery,
    answer: answer.postureAnswer,
  }),
  read('/v1/posture/history', 'The periods, newest last', {
    query: input.historyQuery,
    answer: answer.history,
  }),
  notYet('get /v1/posture/explain', 'A verdict recomputed step by step', 'read'),
  notYet('put /v1/posture/override', "A person's decision over the fold's"),
  notYet('delete /v1/posture/override', 'Back to the fold'),
  read(
    '/v1/events',
    'The log; as application/x-ndjson all of it, as application/cloudevents-batch+json in CloudEvents',
    { query: input.eventsQuery, answer: answer.events },
  ),
  notYet('get /v1/events/stream', 'The log as server-sent events', 'read'),
  {
    method: 'post',
    path: '/v1/items',
    summary: 'Push one item or many',
    scope: 'write',
    body: input.pushBody,
    status: 202,
    answer: answer.pushReport,
  },
  read('/v1/items', 'Items, the newest first', { query: input.itemsQuery, answer: answer.items }),
  read('/v1/items/{id}', 'One item with its assessments and revisions', {
    query: input.itemEventsQuery,
    answer: answer.oneItem,
  }),
  admin('post /v1/items/{id}/exclude', 'Take an item out of the fold', {
    body: input.reasonBody,
    status: 204,
  }),
  admin('post /v1/items/{id}/reinstate', 'Put an item back', { body: input.reasonBody, status: 204 }),
  admin('delete /v1/items/{id}/text', "Erase an item's bulk text", {
    body: input.reasonBody,
    answer: answer.erased,
  }),
  read('/v1/feeds', 'Sources and their health', { query: input.listQuery, answer: answer.feeds }),
  admin('post /v1/feeds', 'Register a feed', { body: input.newFeed, status: 201, answer: answer.feed }),
  read('/v1/feeds/opml', 'The sources as OPML', { media: 'text/x-opml' }),
  admin('post /v1/feeds/opml', 'Import an OPML file (text/xml)', { status: 201, answer: answer.imported }),
  read('/v1/feeds/{id}', 'One source', { answer: answer.feed }),
  admin('patch /v1/feeds/{id}', 'Change a feed', { body: input.feedChange, answer: answer.feed }),
  admin('delete /v1/feeds/{id}', 'Stop polling a feed', { status: 204 }),
  admin('post /v1/feeds/{id}/poll', 'Poll a feed now', { status: 202, answer: answer.due }),
  admin('get /v1/subscriptions', 'Webhook subscriptions', {
    query: input.listQuery,
    answer: answer.subscriptions,
  }),
  admin('post /v1/subscriptions', 'Subscribe an endpoint', {
    body: input.newSubscription,
    status: 201,
    answer: answer.newSubscription,
  }),
  notYet('post /v1/subscriptions/preview', 'What a subscription would have been told'),
  admin('get /v1/subscriptions/{id}', 'One subscription', { answer: answer.subscription }),
  admin('patch /v1/subscriptions/{id}', 'Change, enable or disable a subscription', {
    body: input.subscriptionChange,
    answer: answer.subscription,
  }),
  admin('delete /v1/subscriptions/{id}', 'Remove a subscription', { status: 204 }),
  admin('post /v1/subscriptions/{id}/test', 'Send a test now', { answer: answer.attemptReport }),
  admin('post /v1/subscriptions/{id}/rotate-secret', 'A new secret; both sign for a while', {
    body: input.rotation,
    answer: answer.rotated,
  }),
  notYet('post /v1/subscriptions/{id}/recover', 'Send what failed or is missing since a time'),
  admin('get /v1/subscriptions/{id}/deliveries', 'What was sent, and what waits', {
    query: input.deliveriesQuery,
    answer: answer.deliveries,
  }),
  admin('get /v1/deliveries/{id}', 'One delivery with every attempt', { answer: answer.oneDelivery }),
  admin('post /v1/deliveries/{id}/redeliver', 'The original bytes again, outside the order', {
    answer: answer.attemptReport,
  }),
  notYet('post /v1/replays', 'Start a shadow run'),
  notYet('get /v1/replays/{id}', 'Progress and diff of a shadow run'),
  notYet('post /v1/replays/{id}/promote', 'Make its rule set live'),
  notYet('delete /v1/replays/{id}', 'Cancel a shadow run'),
  admin('get /v1/keys', 'Keys', { query: input.listQuery, answer: answer.keys }),
  admin('post /v1/keys', 'Make a key', { body: input.newKey, status: 201, answer: answer.newKeyAnswer }),
  admin('delete /v1/keys/{id}', 'Revoke a key', { status: 204 }),
  notYet('get /v1/seals', 'Positions witnessed outside', 'read'),
  notYet('get /v1/silences', 'Silences'),
  open('/health/live', 'The process runs'),
  open('/health/ready', 'The log can be written'),
  page('/metrics', 'Prometheus metrics', 'text/plain'),
  open('/openapi.json', 'This document'),
  open('/docs', 'This document, to browse', 'text/html'),
  page('/', 'The public page', 'text/html'),
  page('/feed.atom', 'Decisions as Atom', 'application/atom+xml'),
  page('/feed.json', 'Decisions as JSON Feed', 'application/feed+json'),
  page('/posture.json', 'The posture, for other pages', 'application/json'),
  page('/badge.svg', 'The posture as a badge', 'image/svg+xml'),
];
