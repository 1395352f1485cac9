import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import {
  applyDecision,
  DEFAULT_POLICY,
  differences,
  flipDistance,
  flipDistanceFrom,
  foldPeriods,
  HOUR,
  isMaterial,
  toMs,
  type Assessment,
  type FoldItem,
  type ItemObservedBody,
  type ItemRevisedBody,
  type RecordedDecision,
  type RecordedEvent,
  type ToldPeriod,
} from '#libs/domain';
import { excludeItem, reinstateItem } from '#libs/operations';
import type { EventStore, EventSubscription } from '#libs/event-store';
import { readPeriods, readPostureState, readSnapshot } from '#libs/projections';
import { createBench, type Bench, type Decided } from '../../../test/support/pipeline-bench';
import { telling } from '../../../test/support/stories';
import { createAssessAndFold } from './assess-and-fold';
import { toFoldItem } from './fold-item';

const NOW = Date.UTC(2025, 4, 1, 12);
const SEED = Number(process.env.MW_TEST_SEED ?? randomInt(2 ** 31));
const RUNS = 8;

/** One thing that happens; numbers choose among what is there. */
type Step =
  | { do: 'push'; signal: number; by: 0 | 1; ageHours: number; imported: boolean }
  | { do: 'revise'; item: number; signal: number }
  | { do: 'exclude' | 'reinstate'; item: number }
  | { do: 'wait'; hours: number }
  | { do: 'fold'; worker: 0 | 1; fails: boolean };
const SIGNALS = ['threatened', 'withdrawn', 'clarified', 'active', 'none'] as const;

const signal = fc.nat(SIGNALS.length - 1);
const item = fc.nat(30);
const by = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      signal,
      by,
      ageHours: fc.oneof(fc.nat(3), fc.nat(200)),
      imported: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revise' as const), item, signal }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('exclude' as const, 'reinstate' as const), item }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fold' as const),
      worker: by,
      fails: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
    }),
  },
);

interface Pushed {
  itemId: string;
  by: 0 | 1;
  id: string;
}

/** Two workers over one log, of which either may take the next step; a step fails as often as it is told to. */
interface Workers {
  consumers: EventSubscription[];
  /** Steps that are still to fail, just before they would commit. */
  failures: number;
}

function startWorkers({ deps }: Bench): Workers {
  const workers: Workers = { consumers: [], failures: 0 };
  const store: EventStore = {
    ...deps.store,
    appendIn: (...call) =>
      workers.failures-- > 0 ? Promise.reject(new Error('cut')) : deps.store.appendIn(...call),
  };
  for (let n = 0; n < 2; n++) workers.consumers.push(createAssessAndFold({ ...deps, store }, 60_000));
  return workers;
}

async function fold(workers: Workers, worker: 0 | 1, fails: boolean): Promise<void> {
  workers.failures = fails ? 1 : 0;
  const folded = workers.consumers[worker]!.drain();
  if (fails) await folded.catch((error: Error) => expect(error.message).toBe('cut'));
  else await folded;
  workers.failures = 0;
}

interface World {
  bench: Bench;
  workers: Workers;
  pushed: Pushed[];
}

async function happen({ bench, workers, pushed }: World, each: Step): Promise<void> {
  // Two acts on one item within a millisecond would be one fact.
  bench.clock.advance(1_000);
  const now = bench.clock.now();
  switch (each.do) {
    case 'fold':
      return fold(workers, each.worker, each.fails);
    case 'wait':
      return bench.clock.advance(each.hours * HOUR);
    case 'push': {
      const at = now - each.ageHours * HOUR;
      const pushing = telling({ signal: SIGNALS[each.signal]!, by: each.by, at });
      const { position } = await bench.push([pushing], each.imported ? 'import' : 'push');
      const [event] = await bench.store.read({ after: position - 1, upTo: position });
      const { itemId } = event!.body as ItemObservedBody;
      pushed.push({ itemId, by: each.by, id: pushing.id! });
      return;
    }
    default: {
      if (pushed.length === 0) return;
      const target = pushed[each.item % pushed.length]!;
      const act = { by: 'tester', reason: 'chance' };
      if (each.do !== 'revise')
        return (each.do === 'exclude' ? excludeItem : reinstateItem)(bench.deps, target.itemId, act);
      const { title, summary } = telling({ signal: SIGNALS[each.signal]!, by: target.by, at: now });
      await bench.push([
        { ...telling({ signal: 'none', by: target.by, at: now }), id: target.id, title, summary },
      ]);
    }
  }
}

/** What the fold read, from the log alone: observations, revisions, recorded assessments and exclusions up to a position. */
function foldItems(log: RecordedEvent[], upTo: number): FoldItem[] {
  const first = new Map<string, RecordedEvent<string, ItemObservedBody>>();
  const text = new Map<string, ItemObservedBody | ItemRevisedBody>();
  const excluded = new Set<string>();
  const assessed = new Map<string, Assessment>();
  for (const event of log) {
    const body = event.body as { itemId: string; revision: number; assessment: Assessment };
    if (event.type === 'item.assessed') assessed.set(`${body.itemId}/${body.revision}`, body.assessment);
    if (event.position > upTo) continue;
    if (event.type === 'item.observed')
      first.set(body.itemId, event as RecordedEvent<string, ItemObservedBody>);
    if (event.type === 'item.observed' || event.type === 'item.revised')
      text.set(body.itemId, event.body as ItemRevisedBody);
    if (event.type === 'item.excluded') excluded.add(body.itemId);
    if (event.type === 'item.reinstated') excluded.delete(body.itemId);
  }
  return [...first.entries()].flatMap(([itemId, { body, occurredAt }]) => {
    const { title, summary, revision } = text.get(itemId)!;
    const assessment = assessed.get(`${itemId}/${revision}`)!;
    const { outlet, official, precision } = body;
    const folded = toFoldItem({
      itemId,
      effectiveAt: occurredAt,
      precision,
      outlet,
      official,
      title,
      summary,
      assessment,
    });
    return folded && !excluded.has(itemId) ? [folded] : [];
  });
}

/** What was told by each decision is what a refold of the events up to its input position gives. */
function checkDecisions(log: RecordedEvent[], decisions: Decided[]): void {
  let told: ToldPeriod[] = [];
  decisions.forEach((decision, i) => {
    told = applyDecision(told, decision as unknown as RecordedDecision);
    const { inputPosition } = decision.body;
    const next = decisions[i + 1];
    const isLastOfStep =
      next?.body.inputPosition !== inputPosition || next.recordedAt !== decision.recordedAt;
    if (!isLastOfStep) return;
    const { periods } = foldPeriods(foldItems(log, inputPosition), DEFAULT_POLICY, decision.recordedAt);
    expect(told.at(-1)!.posture).toBe(periods.at(-1)?.posture ?? 'active');
    for (const region of differences(told, periods)) {
      expect(region.to).toBeLessThan(Infinity);
      expect(isMaterial(region, { told, is: periods }, DEFAULT_POLICY)).toBe(false);
    }
  });
}

async function checkReadModels(bench: Bench, log: RecordedEvent[]): Promise<string> {
  const byId = (a: FoldItem, b: FoldItem): number => a.itemId.localeCompare(b.itemId);
  const items = foldItems(log, Infinity);
  const signals = await bench.query<{ fold_item: FoldItem }>(
    'select fold_item from signals where fold_item is not null',
  );
  expect(signals.map(({ fold_item }) => fold_item).sort(byId)).toEqual(
    JSON.parse(JSON.stringify(items.sort(byId))),
  );
  const { database } = bench.base;
  const now = new Date(bench.clock.now()).toISOString();
  const { periods, standing, nextDue } = foldPeriods(items, DEFAULT_POLICY, now);
  const state = await readPostureState(database);
  expect({
    periods: await readPeriods(database),
    nextDue: state?.nextDue ?? null,
    standing: state?.standing ?? null,
  }).toEqual({ periods, nextDue, standing });
  const snapshot = (await readSnapshot(database))?.snapshot ?? null;
  expect(flipDistanceFrom(snapshot, DEFAULT_POLICY, now)).toEqual(flipDistance(items, DEFAULT_POLICY, now));
  return periods.at(-1)?.posture ?? 'active';
}

it('holds over what chance brings', async () => {
  process.stdout.write(`fold properties: seed ${SEED} (MW_TEST_SEED repeats it)\n`);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
      const bench = await createBench(NOW);
      try {
        await bench.subscribe({ url: 'http://127.0.0.1:9/hook' });
        const workers = startWorkers(bench);
        await fold(workers, 0, false);
        const world: World = { bench, workers, pushed: [] };
        for (const each of steps) await happen(world, each);
        await fold(workers, 0, false);
        const log = await bench.store.read({ limit: 10_000 });
        const decisions = (await bench.decisions()).filter(({ type }) => type.startsWith('posture.'));
        checkDecisions(log, decisions);
        const current = await checkReadModels(bench, log);
        const [last] = await bench.query<{ to: string }>(
          `select body::json->'data'->>'to' as to from deliveries where state <> 'superseded' order by place desc limit 1`,
        );
        expect(last?.to ?? decisions[0]!.body.to).toBe(current);
        expect(decisions.filter(({ body }) => body.cause === 'baseline')).toHaveLength(1);
        for (const { body, type } of decisions)
          if (type === 'posture.changed' && body.cause === 'news')
            expect(toMs(body.effectiveAt)).toBeGreaterThan(NOW - 25 * HOUR);
      } finally {
        await bench.close();
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 120_000);
