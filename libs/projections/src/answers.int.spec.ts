import { DAY, flipDistance, HOUR, MINUTE, toInstant } from '#libs/domain';
import { createBench, type Bench } from '../../../test/support/pipeline-bench';
import { telling, toldByBoth } from '../../../test/support/stories';
import { readAnswer, readHistory, signalPages, TimeOutOfRange } from './index';

const NOW = Date.UTC(2025, 4, 1, 12);
const threatAt = NOW - HOUR;
const withdrawalAt = NOW + DAY;
const clarificationAt = NOW + 2 * DAY - HOUR;
let bench: Bench;
/** When the withdrawal between threat and clarification was learnt of. */
let learntAt: number;

/** A threat, a clarification two days later, and later still the news that there was a withdrawal between them. */
beforeAll(async () => {
  bench = await createBench(NOW - 2 * HOUR);
  await bench.fold();
  bench.clock.set(NOW);
  await bench.push(toldByBoth('threatened', threatAt));
  await bench.fold();
  bench.clock.set(NOW + 2 * DAY);
  await bench.push(toldByBoth('clarified', clarificationAt));
  await bench.fold();
  bench.clock.advance(HOUR);
  learntAt = bench.clock.now();
  await bench.push(toldByBoth('withdrawn', withdrawalAt), 'import');
  await bench.fold();
  bench.clock.advance(HOUR);
});
afterAll(() => bench.close());

const answer = (asOf?: number, knownAt?: number) =>
  readAnswer(bench.deps, {
    ...(asOf === undefined ? {} : { asOf: toInstant(asOf) }),
    ...(knownAt === undefined ? {} : { knownAt: toInstant(knownAt) }),
  });

it('answers for now, with the quotes, since when, and since when this service says so', async () => {
  const found = await answer();
  expect(found).toMatchObject({
    posture: 'clarified',
    derived: 'clarified',
    previous: 'withdrawn',
    since: toInstant(clarificationAt + MINUTE),
    decidedAt: toInstant(NOW + 2 * DAY),
    origins: 2,
    position: await bench.store.head(),
    ruleset: bench.deps.ruleset,
  });
  const { title, summary } = telling({ signal: 'clarified', by: 0, at: clarificationAt });
  for (const { quote } of found.evidence.filter(({ outlet }) => outlet === 'Capital Wire'))
    expect(`${title}\n${summary}`).toContain(quote);
  expect(found.evidence.length).toBeGreaterThan(1);
});

it('tells apart what is held now about a time and what was said at that time', async () => {
  const between = withdrawalAt + 2 * HOUR;
  const postures = await Promise.all(
    [
      answer(between),
      answer(between, learntAt - 1),
      answer(between, learntAt),
      answer(undefined, between),
    ].map(async (found) => (await found).posture),
  );
  expect(postures).toEqual(['withdrawn', 'threatened', 'withdrawn', 'threatened']);
});

it('answers for the time before any item told of anything, when this service ran already', async () => {
  expect(await answer(threatAt - 30 * MINUTE)).toMatchObject({
    posture: 'active',
    previous: null,
    since: toInstant(NOW - 2 * HOUR),
  });
});

it('says what was said from the decision itself: its quotes, its confidence, its moment', async () => {
  const found = await answer(undefined, NOW + HOUR);
  const decision = (await bench.decisions()).find(({ body }) => body.to === 'threatened')!;
  expect(found).toMatchObject({
    posture: 'threatened',
    previous: 'active',
    decidedAt: decision.recordedAt,
    confidence: decision.body.confidence,
    evidence: decision.body.quotes,
  });
});

it('says what smallest report would change it, of now alone', async () => {
  const now = await answer();
  const items = [];
  for await (const page of signalPages(bench.deps.database))
    items.push(...page.flatMap(({ item }) => item ?? []));
  expect(now.flipDistance).toEqual(flipDistance(items, bench.deps.policy, toInstant(bench.clock.now())));
  expect(now.flipDistance?.to).not.toBe(now.posture);
  expect((await answer(bench.clock.now())).flipDistance).toBeNull();
});

it('lets confidence fade at read time, and changes nothing by it', async () => {
  const before = await answer();
  bench.clock.advance(30 * DAY);
  const after = await answer();
  bench.clock.advance(-30 * DAY);
  expect(after).toMatchObject({ posture: before.posture, since: before.since, decidedAt: before.decidedAt });
  expect(after.confidence).toBeLessThan(before.confidence);
});

it.each([
  ['a time before the first event', () => answer(NOW - 30 * DAY)],
  ['a time in the future', () => answer(bench.clock.now() + 1)],
  ['knowledge before the first event', () => answer(undefined, NOW - 30 * DAY)],
  ['knowledge of the future', () => answer(undefined, bench.clock.now() + 1)],
])('refuses %s', async (_, ask) => {
  await expect(ask()).rejects.toThrow(TimeOutOfRange);
});

it('lists the periods, newest last, with what was told of each', async () => {
  const periods = await readHistory(bench.deps);
  expect(periods.map(({ posture }) => posture)).toEqual(['active', 'threatened', 'withdrawn', 'clarified']);
  for (const [i, { to }] of periods.entries()) expect(to).toBe(periods[i + 1]?.from ?? null);
  expect(periods.map(({ told }) => told.map(({ type }) => type))).toMatchObject([
    [],
    ['posture.changed'],
    ['posture.corrected'],
    ['posture.changed'],
  ]);
});

it('lists the periods as they were told by a moment', async () => {
  const periods = await readHistory(bench.deps, { knownAt: toInstant(learntAt - 1) });
  expect(periods.map(({ posture }) => posture)).toEqual(['active', 'threatened', 'clarified']);
  expect(periods.every(({ told }) => told.every(({ type }) => type === 'posture.changed'))).toBe(true);
});

it('lists only the periods that overlap a range', async () => {
  const postures = async (from: number, to: number) =>
    (await readHistory(bench.deps, { from: toInstant(from), to: toInstant(to) })).map(
      ({ posture }) => posture,
    );
  expect(await postures(withdrawalAt + HOUR, withdrawalAt + 2 * HOUR)).toEqual(['withdrawn']);
  expect(await postures(threatAt - HOUR, withdrawalAt + HOUR)).toEqual(['active', 'threatened', 'withdrawn']);
});
