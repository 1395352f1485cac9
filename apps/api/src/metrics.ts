import type { Gauge } from 'prom-client';
import { POSTURES } from '#libs/domain';
import { opinionsToday, readFreshness, readPeriodAt } from '#libs/projections';
import type { Runtime } from '#libs/runtime';

/** Taken from the tables at each scrape, so that every process tells the same. */
export async function renderMetrics({
  database,
  clock,
}: Pick<Runtime, 'database' | 'clock'>): Promise<string> {
  // Loaded at the first scrape: a start need not wait for it.
  const { collectDefaultMetrics, Gauge: NewGauge, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new NewGauge({ name: `mediation_watch_${name}`, help, labelNames, registers: [registry] });

  const freshness = await readFreshness(database, clock.now());
  gauge('feeds', 'Registered feeds').set(freshness.feedsTotal);
  gauge('feeds_answering', 'Feeds whose last success is recent enough').set(freshness.feedsOk);
  const current = (await readPeriodAt(database))?.period.posture ?? 'active';
  const posture = gauge('posture', '1 for the posture held now', ['posture']);
  for (const each of POSTURES) posture.set({ posture: each }, each === current ? 1 : 0);

  const [counts] = await database.query<{ head: number; folded: number; waiting: number; oldest: number }>(
    `select (select coalesce(max(position), 0) from events) as head,
            (select coalesce(max(position), 0) from checkpoints where name = 'posture') as folded,
            (select count(*) from deliveries where state = 'waiting') as waiting,
            (select coalesce(extract(epoch from clock_timestamp() - min(due_at)), 0)::float8 from deliveries where state = 'waiting' and due_at <= clock_timestamp()) as oldest`,
  );
  gauge('log_position', 'Position of the newest event').set(counts!.head);
  gauge('folded_position', 'Position up to which events are assessed and folded').set(counts!.folded);
  gauge('deliveries_waiting', 'Deliveries that have not left their queue').set(counts!.waiting);
  gauge('delivery_overdue_seconds', 'How long the most overdue delivery has been due').set(counts!.oldest);

  const opinions = gauge('second_opinions_today', 'Calls for a second opinion today (UTC)', ['outcome']);
  for (const { outcome, count } of await opinionsToday(database, clock.now()))
    opinions.set({ outcome }, count);
  return registry.metrics();
}
