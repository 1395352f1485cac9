import { silentLogger } from './logger';
import { metricsRegistry, registerGauges } from './metrics';

/** The lines of the named metric in a scrape. */
const scrape = async (name: string): Promise<string[]> =>
  (await (await metricsRegistry()).metrics())
    .split('\n')
    .filter((line) => line.startsWith(`mediation_watch_${name}`));

describe('metrics', () => {
  it('come from one registry, whose default metrics are made once', async () => {
    const listeners = process.listenerCount('exit');
    const first = await metricsRegistry();
    await first.metrics();
    expect(await metricsRegistry()).toBe(first);
    expect(process.listenerCount('exit')).toBe(listeners);
    expect(await first.metrics()).toMatch(/^nodejs_eventloop_lag_p99_seconds \S+$/m);
  });

  it('read a group once for a scrape, and show only what was read', async () => {
    let reads = 0;
    const gauges = [
      { name: 'one', help: 'x' },
      { name: 'two', help: 'x', labelNames: ['kind'] },
      { name: 'three', help: 'x' },
    ];
    const read = async () => {
      reads += 1;
      return [
        { name: 'one', value: reads },
        { name: 'two', labels: { kind: reads === 1 ? 'a' : 'b' }, value: 1 },
      ];
    };
    await registerGauges([{ gauges, read }], silentLogger);
    expect(await scrape('one')).toEqual(['mediation_watch_one 1']);
    expect(await scrape('two')).toEqual(['mediation_watch_two{kind="b"} 1']);
    expect(await scrape('three')).toEqual([]);
    expect(reads).toBe(3);
  });

  it('leave out what cannot be read, and keep the others', async () => {
    const failing = { gauges: [{ name: 'bad', help: 'x' }], read: () => Promise.reject(new Error('away')) };
    const good = { gauges: [{ name: 'good', help: 'x' }], read: async () => [{ name: 'good', value: 7 }] };
    await registerGauges([failing, good], silentLogger);
    expect(await scrape('bad')).toEqual([]);
    expect(await scrape('good')).toEqual(['mediation_watch_good 7']);
  });

  it('let an application that is made anew in the process register its gauges again', async () => {
    const group = (value: number) => ({
      gauges: [{ name: 'again', help: 'x' }],
      read: async () => [{ name: 'again', value }],
    });
    await registerGauges([group(1)], silentLogger);
    await registerGauges([group(2)], silentLogger);
    expect(await scrape('again')).toEqual(['mediation_watch_again 2']);
  });
});
