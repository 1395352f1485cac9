import type { AlertEvent, AlertEventType } from '#libs/domain';
import { MAX_BODY_BYTES, renderNotice, type Notice, type NoticeMessage } from './index';

const message = (notice: Notice, simulated = false): NoticeMessage => ({
  id: 'n1',
  time: '2025-05-01T09:01:00.000Z',
  source: 'urn:x',
  publicUrl: 'https://watch.example',
  simulated,
  notice,
});
const parsed = (input: NoticeMessage): { data: Record<string, unknown>; sequence?: number; type: string } =>
  JSON.parse(renderNotice(input)) as never;
const event = (eventId: string, type: AlertEventType, body: AlertEvent['body']): AlertEvent => ({
  eventId,
  type,
  occurredAt: '2025-05-01T09:00:00.000Z',
  recordedAt: '2025-05-01T09:01:00.000Z',
  position: 1,
  body,
});
const order = { sequence: 9, previousSequence: 4 };

describe('renderNotice', () => {
  it.each<Notice>([
    { type: 'endpoint.test', endpointId: 'e' },
    {
      type: 'heartbeat',
      posture: 'active',
      since: '2025-05-01T09:00:00.000Z',
      status: 'watching',
      position: 5,
    },
  ])('$type stands outside the order', (notice) => {
    const body = parsed(message(notice));
    expect(body).toMatchObject({ id: 'n1', specversion: '1.0', type: `mediation-watch.${notice.type}` });
    expect(body).not.toHaveProperty('sequence');
    expect(body).not.toHaveProperty('previoussequence');
    expect(body.data).toMatchObject({ links: { posture: 'https://watch.example/v1/posture' } });
  });

  it.each(['paused', 'recovered', 'disabled-soon', 'disabled', 'dead'] as const)('warns: %s', (warning) => {
    const body = parsed(
      message({ type: 'endpoint.warning', endpointId: 'e/1', host: 'h.example', warning, ...order }),
    );
    expect(body).toMatchObject({
      sequence: 9,
      previoussequence: 4,
      data: {
        endpointId: 'e/1',
        host: 'h.example',
        warning,
        message: expect.any(String),
        links: { deliveries: 'https://watch.example/v1/subscriptions/e%2F1/deliveries' },
      },
    });
  });

  it('digests what was missed', () => {
    const events = [
      event('a', 'posture.changed', { from: 'active', to: 'threatened', reason: 'r' }),
      event('b', 'monitor.blinded', { from: 'watching', to: 'blind' }),
      event('c', 'posture.changed', { from: 'threatened', to: 'clarified' }),
    ];
    expect(parsed(message({ type: 'digest', events, ...order }, true))).toMatchObject({
      sequence: 9,
      data: {
        from: 'active',
        to: 'clarified',
        count: 3,
        omitted: 0,
        events: [{ id: 'a', reason: 'r' }, { id: 'b' }, { id: 'c', reason: null }],
        simulated: true,
      },
    });
    expect(parsed(message({ type: 'digest', events: [], ...order })).data).toMatchObject({
      from: null,
      to: null,
      count: 0,
    });
  });

  it('keeps the newest and counts the rest when there is too much', () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      event(`e${i}`, 'posture.changed', { from: 'active', to: 'threatened', reason: '\u0000'.repeat(9_999) }),
    );
    const text = renderNotice(message({ type: 'digest', events: many, ...order }));
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_BODY_BYTES);
    const { data } = JSON.parse(text) as { data: { events: { id: string }[]; omitted: number } };
    expect(data.events.at(-1)!.id).toBe('e499');
    expect(data.events.length + data.omitted).toBe(500);
  });

  it('fails loudly on a notice it does not know', () => {
    expect(() => renderNotice(message({ type: 'odd' } as unknown as Notice))).toThrow('odd');
  });
});
