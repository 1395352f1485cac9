import type { AlertEvent, DeliveryNotice, Instant } from '#libs/domain';
import { firstThatFits, link, renderEnvelope, type Order, type Sender } from './envelope';
import { cut } from './text';

/**
 * A message that is no fact of the log; its id is its own. Tests and heartbeats stand outside the order of
 * the endpoint and have no sequence.
 */
export type Notice =
  | { type: 'endpoint.test'; endpointId: string }
  | { type: 'heartbeat'; posture: string; since: Instant; status: string; position: number }
  | (Order & {
      type: 'endpoint.warning';
      endpointId: string;
      /** Host only: URLs of chat services are secrets. */
      host: string;
      warning: DeliveryNotice;
    })
  | (Order & { type: 'digest'; events: readonly AlertEvent[] });

export interface NoticeMessage extends Sender {
  id: string;
  time: Instant;
  notice: Notice;
}

/** More than a reader takes in at once; older ones are counted. */
const MAX_DIGEST_EVENTS = 50;
const MAX_REASON_LENGTH = 300;

/** The body of a notice; same input, same bytes. */
export function renderNotice(message: NoticeMessage): string {
  const { notice } = message;
  if (notice.type !== 'digest') return render(message, 0);
  const steps = [1, 0.5, 0.25, 0].map((share) => Math.floor(MAX_DIGEST_EVENTS * share));
  return firstThatFits(steps.map((events) => () => render(message, events)));
}

function render({ id, time, notice, source, publicUrl, simulated }: NoticeMessage, events: number): string {
  const order = 'sequence' in notice ? notice : undefined;
  const data = {
    ...dataOf(notice, events),
    links: linksOf(notice, publicUrl),
    ...(simulated ? { simulated: true } : {}),
  };
  return renderEnvelope({ id, type: notice.type, time, source, order, data });
}

function dataOf(notice: Notice, events: number): Record<string, unknown> {
  switch (notice.type) {
    case 'endpoint.test':
      return {
        endpointId: notice.endpointId,
        message: 'This is a test of your endpoint. Nothing has happened. Answer with a 2xx status.',
      };
    case 'heartbeat':
      return {
        posture: notice.posture,
        since: notice.since,
        status: notice.status,
        position: notice.position,
      };
    case 'endpoint.warning':
      return {
        endpointId: notice.endpointId,
        host: cut(notice.host, MAX_REASON_LENGTH),
        warning: notice.warning,
        message: WARNINGS[notice.warning],
      };
    case 'digest':
      return digestOf(notice.events, events);
    default:
      return unknownNotice(notice);
  }
}

const WARNINGS: Record<DeliveryNotice, string> = {
  paused: 'The endpoint failed several times in a row; its queue waits and the oldest message is retried.',
  recovered: 'The endpoint answers again; its queue is being sent.',
  'disabled-soon': 'The endpoint has not succeeded for two days; after three it is disabled, queue kept.',
  disabled: 'The endpoint is disabled; its queue is kept until it is enabled again.',
  dead: 'The endpoint refused a message for an hour; the message was given up and can be redelivered.',
};

/** What was missed, oldest first: where the posture stood before the first event and stands after the last. */
function digestOf(all: readonly AlertEvent[], count: number): Record<string, unknown> {
  const shown = count === 0 ? [] : all.slice(-count);
  const posture = all.filter(({ type }) => type.startsWith('posture.'));
  return {
    from: posture[0]?.body.from ?? null,
    to: posture.at(-1)?.body.to ?? null,
    count: all.length,
    omitted: all.length - shown.length,
    events: shown.map(({ eventId, type, occurredAt, recordedAt, position, body }) => ({
      id: eventId,
      type: `mediation-watch.${type}`,
      from: body.from ?? null,
      to: body.to ?? null,
      effectiveAt: occurredAt,
      decidedAt: recordedAt,
      reason: body.reason === undefined ? null : cut(body.reason, MAX_REASON_LENGTH),
      position,
    })),
  };
}

function linksOf(notice: Notice, publicUrl: string): Record<string, string> {
  const posture = link(publicUrl, '/v1/posture');
  if (notice.type !== 'endpoint.warning') return { posture };
  const id = encodeURIComponent(notice.endpointId);
  return { posture, deliveries: link(publicUrl, `/v1/subscriptions/${id}/deliveries`) };
}

function unknownNotice(notice: never): never {
  throw new Error(`unknown notice ${JSON.stringify(notice)}`);
}
