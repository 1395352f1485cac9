import { isForTheRecord, type Posture } from '../posture/index';
import type { AlertEvent, SubscribableType } from './event';

/** How a message is written for its receiver. */
export const FORMATS = ['cloudevents', 'slack', 'discord', 'teams', 'ntfy', 'email'] as const;
export type Format = (typeof FORMATS)[number];

/** What is sent after an outage: every event, the latest of each topic, or one digest. */
export const CATCH_UPS = ['all', 'latest', 'digest'] as const;
export type CatchUp = (typeof CATCH_UPS)[number];

export const ENDPOINT_STATES = ['unverified', 'active', 'paused', 'disabled'] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** Postures an endpoint wants to hear of; an empty or missing side means all. */
export interface EndpointFilter {
  from?: readonly Posture[];
  to?: readonly Posture[];
}

/** A webhook subscription. Its secret is kept elsewhere, sealed. */
export interface Endpoint {
  endpointId: string;
  url: string;
  format: Format;
  events: readonly SubscribableType[];
  filter: EndpointFilter;
  catchUp: CatchUp;
  state: EndpointState;
}

/** The part of an endpoint that decides what it is told. */
export type Audience = Pick<Endpoint, 'endpointId' | 'events' | 'filter'>;

/** A delivery to be created. */
export interface Alert {
  endpointId: string;
  eventId: string;
}

export interface AlertContext {
  /** For each superseded event: the endpoints for which a delivery of it was created. */
  told: ReadonlyMap<string, readonly string[]>;
}

/**
 * Whether an endpoint is told an event.
 *
 * `events` always holds: who did not ask for corrections gets none. The posture filter is not asked when the
 * endpoint was told what a correction supersedes, because it must not be left with news that was taken back.
 */
export function wants(endpoint: Audience, event: AlertEvent, context: AlertContext): boolean {
  if (!endpoint.events.includes(event.type)) return false;
  switch (event.type) {
    case 'monitor.blinded':
    case 'monitor.recovered':
    case 'item.silent-edit':
      return true;
    case 'posture.changed':
    case 'posture.reinforced':
    case 'posture.overridden':
    case 'posture.override-lifted':
      return matches(endpoint.filter, event);
    case 'posture.corrected':
      return wantsCorrection(endpoint, event, context);
    default:
      return unknownType(event.type);
  }
}

function wantsCorrection(endpoint: Audience, event: AlertEvent, { told }: AlertContext): boolean {
  const { from, to, cause, supersedes = [] } = event.body;
  const currentChanges = from !== to;
  // Of imported history and another rule set receivers hear only when the current posture changes.
  if (isForTheRecord(cause) && !currentChanges) return false;
  if (supersedes.some((id) => told.get(id)?.includes(endpoint.endpointId))) return true;
  return currentChanges && matches(endpoint.filter, event);
}

function matches(filter: EndpointFilter, { body }: AlertEvent): boolean {
  return sideMatches(filter.from, body.from) && sideMatches(filter.to, body.to);
}

/** A side the event does not speak of cannot be filtered by. */
const sideMatches = (wanted: readonly string[] | undefined, said: string | undefined): boolean =>
  !wanted?.length || said === undefined || wanted.includes(said);

function unknownType(type: never): never {
  throw new Error(`unknown alert type ${String(type)}`);
}

/**
 * The deliveries an event leads to, in the order of `endpoints`. The outcome of the bootstrap (cause
 * `baseline`) is told to nobody. Endpoints of every state are considered: those that may not be sent to
 * now keep a queue, so that nothing is lost while they are unverified, paused or disabled.
 */
export function raiseAlerts(
  event: AlertEvent,
  endpoints: readonly Audience[],
  context: AlertContext = { told: new Map() },
): Alert[] {
  if (event.body.cause === 'baseline') return [];
  return endpoints
    .filter((endpoint) => wants(endpoint, event, context))
    .map(({ endpointId }) => ({ endpointId, eventId: event.eventId }));
}
