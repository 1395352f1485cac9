import type { AlertEventType, Format, Instant, NoticeType } from '#libs/domain';

/** Formats this library writes; subscriptions to others are refused where they are made. */
export const SUPPORTED_FORMATS: readonly Format[] = ['cloudevents'];

/** What `content-type` a message of the format `cloudevents` has. */
export const CLOUDEVENTS_TYPE = 'application/cloudevents+json';

/** A body stays below this, whatever the feeds wrote: receivers commonly refuse larger ones with 413. */
export const MAX_BODY_BYTES = 64 * 1024;

/** The place of a message among those of its endpoint. */
export interface Order {
  /** 1, 2, 3 ... per endpoint, without gaps. */
  sequence: number;
  /** The sequence of the message sent before this one; 0: none. */
  previousSequence: number;
}

/** Who speaks. */
export interface Sender {
  /** CloudEvents `source`: a URI that is this installation's own. */
  source: string;
  /** MW_PUBLIC_URL, where the links lead. */
  publicUrl: string;
  /** The clock is simulated: receivers must not take it for news. */
  simulated: boolean;
}

export interface Envelope {
  id: string;
  type: AlertEventType | NoticeType;
  time: Instant;
  source: string;
  order?: Order;
  data: Record<string, unknown>;
}

/**
 * CloudEvents 1.0, structured JSON. The order of members is fixed, so that the same message always has the
 * same bytes. `sequence` is a JSON number (an Integer attribute): text would have to be padded to sort.
 */
export function renderEnvelope({ id, type, time, source, order, data }: Envelope): string {
  return JSON.stringify({
    specversion: '1.0',
    id,
    source,
    type: `mediation-watch.${type}`,
    time,
    datacontenttype: 'application/json',
    sequence: order?.sequence,
    previoussequence: order?.previousSequence,
    data,
  });
}

/** Room for the place in the order, which a body gets when it is first sent. */
const ORDER_BYTES = 96;

/**
 * The bytes that are sent: a body that was rendered without its place, with it. They are stored before the first
 * attempt and never change again.
 */
export function placeInOrder(body: string, { sequence, previousSequence }: Order): string {
  // `data` is the last member, and quotes in the values before it are escaped: the first match is the member.
  const order = `,"sequence":${sequence},"previoussequence":${previousSequence},"data":`;
  return body.replace(',"data":', () => order);
}

/** The first (fullest) rendering below the limit; the last one is taken in any case. */
export function firstThatFits(renderings: readonly (() => string)[]): string {
  let body = '';
  for (const render of renderings) {
    body = render();
    if (Buffer.byteLength(body) < MAX_BODY_BYTES - ORDER_BYTES) break;
  }
  return body;
}

/** An absolute link below the public address, which may end with a slash or not. */
export const link = (publicUrl: string, path: string): string => publicUrl.replace(/\/+$/, '') + path;
