import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess, shingles } from '#libs/assessor';
import {
  DEFAULT_POLICY,
  foldPeriods,
  originIds,
  seededRandom,
  SIGNALS,
  toInstant,
  toMs,
  type Authority,
  type FoldItem,
  type Period,
  type Posture,
  type Signal,
} from '#libs/domain';
import { effectiveInstant } from './backtest';

/**
 * How much misreading the policy bears: the labelled items of one spring with a tenth of the labels wrong.
 * Signals and authorities are the labels'; speakers, statements and attributions are what the assessor reads
 * in the text, for there are no labels of them, so a wrong label keeps the statements of the text. The
 * material lies beside the repository and is no part of it; without it there is nothing to run.
 */
const CORPUS = join(__dirname, '../../../../shared/corpus');
const FILES = ['items.dev.jsonl', 'timeline.dev.json'].map((name) => join(CORPUS, name));

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const WRONG = 0.1;
/** Confidence of every label: it is right nine times in ten, and nothing tells which are not. */
const CONFIDENCE = 1 - WRONG;
const UNTIL = '2025-07-01';

interface Labelled {
  id: string;
  outlet: string;
  publishedAt: string;
  title: string;
  summary: string;
  language?: string;
  labels: Signal[];
  authority: Authority;
}

interface Timeline {
  checks: { at: string; accept: Posture[] }[];
  never: { posture: Posture; outside: [string, string][] }[];
  maxTransitions: number;
}

/** Checks met, periods where none may be, and transitions, as the timeline's scorer counts them. */
function score(periods: readonly Period[], { checks, never }: Timeline) {
  const at = (time: string): Posture =>
    periods.findLast(({ from }) => toMs(from) <= toMs(time))?.posture ?? 'active';
  const isInside = (from: string, [start, end]: [string, string]): boolean =>
    toMs(from) >= toMs(start) && toMs(from) <= toMs(end);
  return {
    met: checks.filter((check) => check.accept.includes(at(check.at))).length,
    forbidden: never.flatMap(({ posture, outside }) =>
      periods.filter((p) => p.posture === posture && !outside.some((window) => isInside(p.from, window))),
    ).length,
    transitions: periods.filter((p, i) => i > 0 && p.posture !== periods[i - 1]!.posture).length,
  };
}

/** The item as the fold sees it, under a label that may be wrong. */
function foldItem(item: Labelled, signal: FoldItem['signal']): FoldItem {
  const { id, outlet, title, summary, language, publishedAt, authority } = item;
  const effectiveAt = effectiveInstant(publishedAt);
  const text = { title, summary, content: '' };
  const read = assess({ ...text, outlet, language, effectiveAt });
  const { speaker, attributedTo, statements } = read;
  return {
    itemId: id,
    effectiveAt,
    precision: publishedAt.length === 'yyyy-mm-dd'.length ? 'day' : 'instant',
    outlet,
    official: false,
    signal,
    confidence: CONFIDENCE,
    certainty: read.signal === signal ? read.certainty : 'asserted',
    authority,
    speaker,
    attributedTo,
    statements,
    shingles: shingles(text),
  };
}

const given = FILES.every((file) => existsSync(file));
// Nothing is asserted where the material is absent, and the name of the suite says so.
const suite = given ? describe : describe.skip;

suite(`noise${given ? '' : ' (skipped: the labelled items are not beside this repository)'}`, () => {
  const lines = given ? readFileSync(FILES[0]!, 'utf8').trim().split('\n') : [];
  const all = lines.map((line) => JSON.parse(line) as Labelled);
  const items = all.filter(({ publishedAt }) => publishedAt < UNTIL);
  const timeline = JSON.parse(given ? readFileSync(FILES[1]!, 'utf8') : '{}') as Timeline;
  const horizon = toInstant(Date.UTC(2030, 0));
  const label = ({ labels }: Labelled): Signal => labels[0]!;

  const run = (list: readonly Labelled[], read: (item: Labelled) => Signal) => {
    const folded = list.flatMap((item) => {
      const signal = read(item);
      return signal === 'none' ? [] : [foldItem(item, signal)];
    });
    return score(foldPeriods(folded, DEFAULT_POLICY, horizon).periods, timeline);
  };

  /** Reads the items of one group all right, or all wrong in the same way. */
  function misread(seed: number, groupOf: (item: Labelled) => string) {
    const next = seededRandom(seed * 7919 + 13);
    const wrong = new Map<string, Signal | null>();
    const labels = new Map(
      items.map((item) => {
        const group = groupOf(item);
        if (!wrong.has(group)) {
          const others = SIGNALS.filter((signal) => signal !== label(item));
          wrong.set(group, next() < WRONG ? others[Math.floor(next() * others.length)]! : null);
        }
        return [item.id, wrong.get(group) ?? label(item)] as const;
      }),
    );
    return run(items, ({ id }) => labels.get(id)!);
  }

  const rows = (groupOf: (item: Labelled) => string) => SEEDS.map((seed) => misread(seed, groupOf));
  const good = ({ met, forbidden }: ReturnType<typeof score>): boolean => met >= 17 && forbidden === 0;
  const table = (results: ReturnType<typeof score>[]): string =>
    results
      .map(
        (r, i) => `seed ${SEEDS[i]}: checks ${r.met}, forbidden ${r.forbidden}, transitions ${r.transitions}`,
      )
      .join('\n');

  it.each([
    ['one spring', () => items],
    ['all items', () => all],
  ])('without it, every check is met and nothing forbidden said: %s', (_, list) => {
    const { met, forbidden, transitions } = run(list(), label);
    expect({ met, forbidden }).toEqual({ met: timeline.checks.length, forbidden: 0 });
    expect(transitions).toBeLessThanOrEqual(timeline.maxTransitions);
  });

  it('of a tenth of the labels is borne in eight runs of ten', () => {
    const results = rows(({ id }) => id);
    process.stdout.write(`each item on its own\n${table(results)}\n`);
    expect(results.filter(good).length).toBeGreaterThanOrEqual(8);
  });

  it('of whole stories is reported, without a bar', () => {
    const ids = originIds(
      items.map((item) =>
        foldItem(item, label(item) === 'none' ? 'active' : (label(item) as FoldItem['signal'])),
      ),
      DEFAULT_POLICY.origins,
    );
    const results = rows(({ id }) => ids.get(id)!);
    process.stdout.write(`each story as a whole\n${table(results)}\n`);
    expect(results).toHaveLength(SEEDS.length);
  });
});
