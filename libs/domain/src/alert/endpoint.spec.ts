import {
  ALERT_EVENT_TYPES,
  DEFAULT_EVENTS,
  raiseAlerts,
  wants,
  type AlertBody,
  type AlertEvent,
  type AlertEventType,
  type Audience,
} from './index';

const event = (type: AlertEventType, body: AlertBody = {}): AlertEvent => ({
  eventId: 'e1',
  type,
  occurredAt: '2025-05-01T10:00:00.000Z',
  recordedAt: '2025-05-01T10:01:00.000Z',
  position: 7,
  body,
});
const endpoint = (part: Partial<Audience> = {}): Audience => ({
  endpointId: 'a',
  events: ALERT_EVENT_TYPES,
  filter: {},
  ...part,
});
const nobodyTold = { told: new Map<string, string[]>() };
const toWithdrawn: AlertBody = { from: 'threatened', to: 'withdrawn' };

describe('wants', () => {
  it.each(ALERT_EVENT_TYPES)('asks for the type: %s', (type) => {
    const body = { from: 'active', to: 'threatened' };
    expect(wants(endpoint(), event(type, body), nobodyTold)).toBe(true);
    expect(wants(endpoint({ events: [] }), event(type, body), nobodyTold)).toBe(false);
  });

  it('sends reinforcements and silent edits only on request', () => {
    const byDefault = ALERT_EVENT_TYPES.filter((type) => DEFAULT_EVENTS.includes(type));
    expect(byDefault).toEqual([
      'posture.changed',
      'posture.corrected',
      'posture.overridden',
      'posture.override-lifted',
      'monitor.blinded',
      'monitor.recovered',
    ]);
  });

  it.each<[Audience['filter'], boolean]>([
    [{}, true],
    [{ from: [], to: [] }, true],
    [{ to: ['withdrawn'] }, true],
    [{ to: ['active', 'withdrawn'] }, true],
    [{ to: ['active'] }, false],
    [{ from: ['threatened'] }, true],
    [{ from: ['active'] }, false],
    [{ from: ['threatened'], to: ['withdrawn'] }, true],
    [{ from: ['threatened'], to: ['clarified'] }, false],
    [{ from: ['active'], to: ['withdrawn'] }, false],
  ])('filter %j on threatened -> withdrawn: %s', (filter, expected) => {
    for (const type of ['posture.changed', 'posture.overridden', 'posture.override-lifted'] as const)
      expect(wants(endpoint({ filter }), event(type, toWithdrawn), nobodyTold)).toBe(expected);
  });

  it('does not filter by a side the event does not speak of', () => {
    const filter = { from: ['active' as const], to: ['withdrawn' as const] };
    expect(wants(endpoint({ filter }), event('posture.reinforced', { to: 'withdrawn' }), nobodyTold)).toBe(
      true,
    );
  });

  it.each(['monitor.blinded', 'monitor.recovered', 'item.silent-edit'] as const)(
    '%s ignores filters',
    (type) => {
      const filter = { from: ['active' as const], to: ['active' as const] };
      expect(wants(endpoint({ filter }), event(type, { from: 'watching', to: 'blind' }), nobodyTold)).toBe(
        true,
      );
    },
  );

  it('fails loudly on a type it does not know', () => {
    const strange = { ...event('posture.changed'), type: 'strange' } as unknown as AlertEvent;
    const asks = endpoint({ events: ['strange'] as unknown as Audience['events'] });
    expect(() => wants(asks, strange, nobodyTold)).toThrow('unknown alert type strange');
  });
});

describe('corrections', () => {
  const past: AlertBody = { from: 'active', to: 'active', supersedes: ['old1', 'old2'] };
  const current: AlertBody = { from: 'withdrawn', to: 'clarified', supersedes: ['old1'], late: true };
  const told = new Map([['old1', ['a']]]);
  const neverMatches = endpoint({ filter: { to: ['withdrawn'] } });

  it.each<[string, Audience, AlertBody, boolean]>([
    ['told before, filter does not match', neverMatches, past, true],
    ['told before, no filter', endpoint(), past, true],
    ['not told before, the past only', endpoint({ endpointId: 'b' }), past, false],
    ['not told, current posture changes, no filter', endpoint({ endpointId: 'b' }), current, true],
    [
      'not told, current posture changes, filter matches',
      endpoint({ endpointId: 'b', filter: { to: ['clarified'] } }),
      current,
      true,
    ],
    [
      'not told, current posture changes, filter does not match',
      { ...neverMatches, endpointId: 'b' },
      current,
      false,
    ],
    ['told before, but corrections not asked for', endpoint({ events: ['posture.changed'] }), past, false],
    ['another rule set re-reads the past', endpoint(), { ...past, cause: 'ruleset' }, false],
    ['another rule set changes the current posture', endpoint(), { ...current, cause: 'ruleset' }, true],
    ['nothing superseded, the past only', endpoint(), { from: 'active', to: 'active' }, false],
  ])('%s', (...[, who, body, expected]) => {
    expect(wants(who, event('posture.corrected', body), { told })).toBe(expected);
  });
});

describe('raiseAlerts', () => {
  const all = [endpoint({ endpointId: 'b' }), endpoint({ endpointId: 'a', filter: { to: ['active'] } })];

  it('names the deliveries to create, in the order of the endpoints', () => {
    expect(raiseAlerts(event('posture.changed', { from: 'withdrawn', to: 'active' }), all)).toEqual([
      { endpointId: 'b', eventId: 'e1' },
      { endpointId: 'a', eventId: 'e1' },
    ]);
    expect(raiseAlerts(event('posture.changed', toWithdrawn), all)).toEqual([
      { endpointId: 'b', eventId: 'e1' },
    ]);
  });

  it('is silent about the bootstrap', () => {
    const baseline = event('posture.changed', { ...toWithdrawn, cause: 'baseline' });
    expect(raiseAlerts(baseline, all)).toEqual([]);
  });
});
