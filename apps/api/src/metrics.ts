import { POSTURES } from '#libs/domain';
import { opinionsToday, readFreshness, readPeriodAt } from '#libs/projections';
import type { Runtime } from '#libs/runtime';
import { metricsRegistry, registerGauges, type GaugeGroup } from '#libs/telemetry';

/** Renders all metrics in the text format of Prometheus. */
export type RenderMetrics = () => Promise<string>;

/**
 * Registers what this product measures. The values come from the tables at each scrape, so that the API tells
 * them for all processes; what is measured of a process itself (memory, event-loop delay) is the API's own.
 */
export async function openMetrics(
  runtime: Pick<Runtime, 'database' | 'clock' | 'logger'>,
): Promise<RenderMetrics> {
  await registerGauges(
    [sources(runtime), posture(runtime), progress(runtime), opinions(runtime), connections(runtime)],
    runtime.logger,
  );
  const registry = await metricsRegistry();
  return () => registry.metrics();
}

type Source = (runtime: Pick<Runtime, 'database' | 'clock'>) => GaugeGroup;

const sources: Source = ({ database, clock }) => ({
  gauges: [
    { name: 'feeds', help: 'Registered feeds' },
    { name: 'feeds_answering', help: 'Feeds whose last success is recent enough' },
  ],
  async read() {
    const { feedsTotal, feedsOk } = await readFreshness(database, clock.now());
    return [
      { name: 'feeds', value: feedsTotal },
      { name: 'feeds_answering', value: feedsOk },
    ];
  },
});

const posture: Source = ({ database }) => ({
  gauges: [{ name: 'posture', help: '1 for the posture held now', labelNames: ['posture'] }],
  async read() {
    const current = (await readPeriodAt(database))?.period.posture ?? 'active';
    return POSTURES.map((each) => ({
      name: 'posture',
      labels: { posture: each },
      value: each === current ? 1 : 0,
    }));
  },
});

const progress: Source = ({ database }) => ({
  gauges: [
    { name: 'log_position', help: 'Position of the newest event' },
    { name: 'folded_position', help: 'Position up to which events are assessed and folded' },
    { name: 'deliveries_waiting', help: 'Deliveries that have not left their queue' },
    { name: 'delivery_overdue_seconds', help: 'How long the most overdue delivery has been due' },
  ],
  async read() {
    const [counts] = await database.query<Record<string, number>>(
      `select (select coalesce(max(position), 0) from events) as log_position,
              (select coalesce(max(position), 0) from checkpoints where name = 'posture') as folded_position,
              (select count(*) from deliveries where state = 'waiting') as deliveries_waiting,
              (select coalesce(extract(epoch from clock_timestamp() - min(due_at)), 0)::float8 from deliveries
               where state = 'waiting' and due_at <= clock_timestamp()) as delivery_overdue_seconds`,
    );
    return Object.entries(counts!).map(([name, value]) => ({ name, value }));
  },
});

const opinions: Source = ({ database, clock }) => ({
  gauges: [
    {
      name: 'second_opinions_today',
      help: 'Calls for a second opinion today (UTC)',
      labelNames: ['outcome'],
    },
  ],
  read: async () =>
    (await opinionsToday(database, clock.now())).map(({ outcome, count }) => ({
      name: 'second_opinions_today',
      labels: { outcome },
      value: count,
    })),
});

const connections: Source = ({ database }) => ({
  gauges: [
    {
      name: 'database_connections',
      help: 'Connections of this process to its database, open and idle; waiting: callers that wait for one; budget: most that it opens',
      labelNames: ['state'],
    },
  ],
  read: async () =>
    Object.entries(database.connections()).map(([state, value]) => ({
      name: 'database_connections',
      labels: { state },
      value,
    })),
});
