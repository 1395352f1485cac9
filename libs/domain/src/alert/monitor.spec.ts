import type { FreshnessStatus } from '../feed/index';
import { MINUTE } from '../kernel/index';
import { watchMonitor, type MonitorWatch } from './monitor';

/** What is told over a row of looks; each is minutes since the look before, and the status found. */
function told(looks: [minutes: number, status: FreshnessStatus][]): string[] {
  let watch: MonitorWatch | null = null;
  let [nowMs, toldBlind] = [Date.UTC(2025, 4, 1), false];
  return looks.map(([minutes, status]) => {
    nowMs += minutes * MINUTE;
    const verdict = watchMonitor(watch, {
      freshness: { status, feedsOk: 0, feedsTotal: 1 },
      nowMs,
      toldBlind,
    });
    watch = verdict.watch;
    if (verdict.tell) toldBlind = verdict.tell === 'monitor.blinded';
    return verdict.tell ?? '';
  });
}

it('tells of blindness after ten minutes of it, once', () => {
  expect(
    told([
      [0, 'watching'],
      [1, 'blind'],
      [5, 'blind'],
      [4.9, 'blind'],
      [0.1, 'blind'],
      [5, 'blind'],
    ]),
  ).toEqual(['', '', '', '', 'monitor.blinded', '']);
});

it('gives the sources their ten minutes when the clock was set back', () => {
  const daysBack = -3 * 24 * 60;
  expect(
    told([
      [0, 'watching'],
      [daysBack, 'blind'],
      [9, 'blind'],
      [1, 'blind'],
      [daysBack, 'blind'],
    ]),
  ).toEqual(['', '', '', 'monitor.blinded', '']);
});

it('tells of the end after ten minutes of seeing, degraded or not', () => {
  const blinded: [number, FreshnessStatus][] = [
    [0, 'watching'],
    [1, 'blind'],
    [10, 'blind'],
  ];
  expect(
    told([...blinded, [1, 'degraded'], [6, 'watching'], [4, 'degraded'], [9, 'watching']]).slice(3),
  ).toEqual(['', '', 'monitor.recovered', '']);
});

it('tells nothing of a flicker', () => {
  expect(
    told([
      [0, 'watching'],
      [9, 'blind'],
      [9, 'watching'],
      [9, 'blind'],
      [9, 'watching'],
    ]),
  ).toEqual(Array(5).fill(''));
});

it('alerts nobody at a first start without network, nor when the network comes', () => {
  expect(
    told([
      [0, 'blind'],
      [9, 'blind'],
      [9, 'blind'],
      [9, 'watching'],
      [9, 'watching'],
      [9, 'watching'],
    ]),
  ).toEqual(Array(6).fill(''));
});

it('does not count the time in which nobody looked', () => {
  expect(
    told([
      [0, 'watching'],
      [1, 'blind'],
      [600, 'blind'],
      [9, 'blind'],
      [1, 'blind'],
    ]),
  ).toEqual(['', '', '', '', 'monitor.blinded']);
});
