import { ALERT_EVENT_TYPES, planCatchUp, type AlertEventType, type Queued } from './index';

const queue = (...types: AlertEventType[]): Queued[] =>
  types.map((type, i) => ({ deliveryId: `d${i + 1}`, place: i + 1, type }));

describe('planCatchUp', () => {
  const five = queue(
    'posture.changed',
    'monitor.blinded',
    'posture.corrected',
    'monitor.recovered',
    'item.silent-edit',
  );

  it('all: everything, in order', () => {
    expect(planCatchUp('all', five.toReversed())).toEqual({
      keep: ['d1', 'd2', 'd3', 'd4', 'd5'],
      supersede: [],
      digest: false,
    });
  });

  it('latest: the last of each topic', () => {
    expect(planCatchUp('latest', five)).toEqual({
      keep: ['d3', 'd4', 'd5'],
      supersede: ['d1', 'd2'],
      digest: false,
    });
  });

  it('digest: one message instead of all', () => {
    expect(planCatchUp('digest', five)).toEqual({
      keep: [],
      supersede: ['d1', 'd2', 'd3', 'd4', 'd5'],
      digest: true,
    });
  });

  it.each(['all', 'latest', 'digest'] as const)('%s sends a queue of one as it is', (choice) => {
    const one = queue('posture.changed');
    expect(planCatchUp(choice, one)).toEqual({ keep: ['d1'], supersede: [], digest: false });
    expect(planCatchUp(choice, [])).toEqual({ keep: [], supersede: [], digest: false });
  });

  it.each(ALERT_EVENT_TYPES)('latest knows the topic of %s', (type) => {
    expect(planCatchUp('latest', queue(type, type)).keep).toEqual(['d2']);
  });

  it('fails loudly on a type it does not know', () => {
    const strange = queue('strange' as AlertEventType, 'posture.changed');
    expect(() => planCatchUp('latest', strange)).toThrow('unknown alert type strange');
  });
});
