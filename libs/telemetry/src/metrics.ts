import type { Registry } from 'prom-client';
import type { Logger } from './logger';

/** One value of a gauge; labels as its group declares them. */
export interface Sample {
  /** Name within the group. */
  name: string;
  value: number;
  labels?: Record<string, string>;
}

/** Gauges whose values come from one reading, made at each scrape. */
export interface GaugeGroup {
  gauges: { name: string; help: string; labelNames?: string[] }[];
  read(): Promise<Sample[]>;
}

const PREFIX = 'mediation_watch_';

let registry: Promise<Registry> | undefined;

/**
 * The one registry of this process, with the metrics of Node itself: memory, handles, garbage collection and
 * event-loop delay (`nodejs_eventloop_lag_p50_seconds`, `_p99_seconds`, since the scrape before). It is made when
 * it is first asked for, so that a start need not wait for it, and never again: each making installs observers
 * that nothing removes.
 */
export function metricsRegistry(): Promise<Registry> {
  return (registry ??= makeRegistry());
}

async function makeRegistry(): Promise<Registry> {
  const { collectDefaultMetrics, Registry: NewRegistry } = await import('prom-client');
  const made = new NewRegistry();
  collectDefaultMetrics({ register: made });
  return made;
}

/**
 * Adds gauges to the registry. A name that is registered again takes the place of the earlier one, as when an
 * application is made anew in the same process. A reading that fails leaves its gauges out of that scrape and
 * the others in: what runs badly must stay visible.
 */
export async function registerGauges(groups: readonly GaugeGroup[], logger: Logger): Promise<void> {
  const { Gauge } = await import('prom-client');
  const into = await metricsRegistry();
  for (const { gauges, read } of groups) {
    const reading = shareWhileRunning(() =>
      read().catch((error: unknown) => {
        const names = gauges.map(({ name }) => PREFIX + name);
        logger.warn(
          { error: String(error), metrics: names },
          'metrics could not be read; this scrape lacks them',
        );
        return [];
      }),
    );
    for (const { name, help, labelNames = [] } of gauges) {
      into.removeSingleMetric(PREFIX + name);
      new Gauge({
        name: PREFIX + name,
        help,
        labelNames,
        registers: [into],
        async collect() {
          const samples = (await reading()).filter((sample) => sample.name === name);
          this.reset();
          // A gauge without labels shows 0 after a reset, which nobody has read.
          if (labelNames.length === 0) this.remove({});
          for (const { labels = {}, value } of samples) this.set(labels, value);
        },
      });
    }
  }
}

/** Whoever asks while an answer is being made gets that one: gauges of a group and scrapes at once share it. */
function shareWhileRunning<T>(make: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= make().finally(() => (running = undefined)));
}
