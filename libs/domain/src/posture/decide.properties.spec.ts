import fc from 'fast-check';
import { HOUR, toInstant, toMs } from '../kernel/index';
import { decide, type DecideInput, type Trigger } from './decide';
import { foldPeriods } from './live-fold';
import { isMaterial } from './material';
import { DEFAULT_POLICY } from './policy';
import { POSTURES, type Fold, type FoldItem, type Posture } from './posture';
import {
  decisionId,
  isForTheRecord,
  type Decision,
  type PeriodStart,
  type RecordedDecision,
} from './posture.events';
import { applyDecision, differences, postureAt, timelineOf, toldNow, type ToldPeriod } from './timeline';
import { hour, someItems, START } from './testing/items';

interface Arrived {
  item: FoldItem;
  /** When we came to know it, hours into the story. */
  recorded: number;
  kind: 'poll' | 'import';
}

const arrivals: fc.Arbitrary<Arrived[]> = someItems(40).chain((items) =>
  fc.tuple(
    ...items.map((item) =>
      fc.record({
        item: fc.constant(item),
        recorded: fc
          .oneof(
            { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) },
            fc.integer({ min: 0, max: 30 }),
            fc.integer({ min: 0, max: 500 }),
          )
          .map((delay) => (toMs(item.effectiveAt) - START) / HOUR + delay),
        kind: fc.constantFrom<Arrived['kind'][]>('poll', 'poll', 'poll', 'poll', 'poll', 'import'),
      }),
    ),
  ),
);

/** At the end somebody takes an item out, or puts the one taken out last back. */
type Act = { take: number } | 'put back';

/** What led to a step, and what the items gave at it. */
type Given = Pick<DecideInput, 'fold' | 'horizon' | 'trigger' | 'isFresh'>;

interface Step extends Given {
  /** The decisions before this step. */
  log: readonly RecordedDecision[];
  decisions: readonly Decision[];
  /** What was told after it. */
  told: readonly ToldPeriod[];
}

/** Tells what each fold gives, and keeps what it told. */
class Teller {
  told: readonly ToldPeriod[] = [];
  log: readonly RecordedDecision[] = [];
  readonly steps: Step[] = [];

  tell(given: Given): void {
    const inputPosition = this.steps.length + 1;
    const { told, log } = this;
    const bootstrapping = inputPosition < 3;
    const decisions = decide({
      ...given,
      told,
      bootstrapping,
      policy: DEFAULT_POLICY,
      ruleset: 'r',
      inputPosition,
    });
    const recorded = decisions.map((decision, place) => {
      const id = decisionId(decision.type, inputPosition, { place, ruleset: 'r' });
      return { ...decision, id };
    });
    this.told = recorded.reduce<readonly ToldPeriod[]>(applyDecision, told);
    this.log = [...log, ...recorded];
    this.steps.push({ ...given, log, decisions, told: this.told });
  }
}

/** A service that lives through arrivals and, at the end, a few exclusions and reinstatements. */
class Service {
  readonly teller = new Teller();
  private items: FoldItem[] = [];
  private takenOut: FoldItem[] = [];
  private now = 0;

  constructor(private readonly fresh: ReadonlySet<string>) {}

  live(list: readonly Arrived[], acts: readonly Act[]): Teller {
    for (const { item, recorded, kind } of [...list].sort((a, b) => a.recorded - b.recorded)) {
      this.passDueTimes(recorded);
      this.now = recorded;
      this.items.push(item);
      this.step(kind === 'import' ? { cause: 'import' } : { cause: 'news', arrived: [item.itemId] });
    }
    this.passDueTimes(3_000);
    this.now = 3_000;
    for (const act of acts) this.act(act);
    return this.teller;
  }

  private fold = () => foldPeriods(this.items, DEFAULT_POLICY, hour(this.now));

  private step(trigger: Trigger): void {
    const isFresh = (id: string): boolean => this.fresh.has(id);
    this.teller.tell({ trigger, fold: this.fold(), horizon: hour(this.now), isFresh });
  }

  private passDueTimes(until: number): void {
    for (;;) {
      const { nextDue } = this.fold();
      if (nextDue === null || nextDue > hour(until)) return;
      this.now = (toMs(nextDue) - START) / HOUR;
      this.step({ cause: 'due' });
    }
  }

  private act(act: Act): void {
    if (act === 'put back') {
      this.items.push(...this.takenOut.splice(-1));
      return this.step({ cause: 'reinstatement' });
    }
    this.takenOut.push(...this.items.splice(act.take % (this.items.length || 1), 1));
    this.step({ cause: 'exclusion' });
  }
}

const isFreshArrival = ({ item, recorded, kind }: Arrived): boolean =>
  kind === 'poll' && recorded - (toMs(item.effectiveAt) - START) / HOUR <= DEFAULT_POLICY.alertWindowHours;

const act: fc.Arbitrary<Act> = fc.oneof(fc.record({ take: fc.nat(30) }), fc.constant<Act>('put back'));
const lives = fc.record({ list: arrivals, acts: fc.array(act, { maxLength: 6 }) });

/** Any timeline at all, as few items would ever give it: what each fold gives has little to do with the one before. */
interface Refold {
  starts: readonly PeriodStart[];
  cause: Trigger['cause'];
  /** Which moments' items are news. */
  fresh: readonly string[];
}

const moment = fc.integer({ min: 1, max: 12 }).map((n) => hour(n * 2));
const refold: fc.Arbitrary<Refold> = fc.record({
  starts: fc
    .uniqueArray(fc.record({ from: moment, posture: fc.constantFrom(...POSTURES) }), {
      maxLength: 6,
      selector: ({ from }) => from,
    })
    .map((list) => list.sort((a, b) => toMs(a.from) - toMs(b.from))),
  cause: fc.constantFrom('news', 'news', 'news', 'import', 'due', 'revision', 'exclusion', 'ruleset'),
  fresh: fc.uniqueArray(moment),
});
const refolds = fc.array(refold, { minLength: 4, maxLength: 7 });

/** As of a real fold, the first period is the initial one, of just before the first item, and neighbours differ. */
function foldOf(starts: readonly PeriodStart[]): Fold {
  const standing = { confidence: 0.75, origins: 2, outlets: 2, copies: 0, evidence: [], counterEvidence: [] };
  const supportedAt = hour(0);
  const initial = starts
    .slice(0, 1)
    .map(({ from }) => ({ posture: 'active' as const, from: toInstant(toMs(from) - 1) }));
  const periods = [...initial, ...starts]
    .filter(({ posture }, i, all) => posture !== all[i - 1]?.posture)
    .map((start, i) => ({
      ...standing,
      ...start,
      supportedAt,
      decidedBy: i === 0 ? [] : [start.from],
      due: false,
      reason: 'chance',
    }));
  return { periods, nextDue: null, standing: periods.length > 0 ? { ...standing, supportedAt } : null };
}

const NEWS = 'news';

function retold(list: readonly Refold[]): Teller {
  const teller = new Teller();
  for (const { starts, cause, fresh } of list) {
    const trigger: Trigger = cause === 'news' ? { cause, arrived: [NEWS] } : { cause };
    const isFresh = (id: string): boolean => id === NEWS || fresh.includes(id);
    teller.tell({ fold: foldOf(starts), horizon: hour(100), trigger, isFresh });
  }
  return teller;
}

const histories = fc.oneof(lives, { weight: 2, arbitrary: refolds });
type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;

const told = (history: History): Teller =>
  'list' in history
    ? new Service(new Set(history.list.filter(isFreshArrival).map((a) => a.item.itemId))).live(
        history.list,
        history.acts,
      )
    : retold(history);

/**
 * The changes that a decision told of: what began when. A baseline tells a whole timeline, and what a correction
 * says ends with its stretch.
 */
function changesTold({ type, body }: RecordedDecision): { at: number; posture: Posture | null }[] {
  if (type === 'posture.reinforced') return [];
  const periods =
    type === 'posture.corrected' ? body.is : (body.periods ?? [{ posture: body.to, from: body.effectiveAt }]);
  const changes = periods.map(({ posture, from }) => ({ at: toMs(from), posture }));
  const end = type === 'posture.corrected' && body.period.to;
  return end ? [...changes, { at: toMs(end), posture: null }] : changes;
}

/**
 * What the log says of a moment, and which decision says it: the last one that speaks of it. Before the first
 * period of a baseline the US was taken to mediate, and the baseline told that, too.
 */
function lastWord(log: readonly RecordedDecision[], at: number): { id: string; posture: Posture } | null {
  for (const decision of [...log].reverse()) {
    const isBaseline = decision.body.cause === 'baseline';
    const told = changesTold(decision).findLast((change) => change.at <= at);
    const posture = told === undefined && isBaseline ? 'active' : (told?.posture ?? null);
    if (posture !== null) return { id: decision.id, posture };
  }
  return null;
}

describe('what is told, whatever arrives and whenever', () => {
  it('ends with the posture of the fold, and leaves out only what is immaterial', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { told: said, fold } of told(history).steps) {
          if (said.length === 0) continue;
          expect(toldNow(said)).toBe(fold.periods.at(-1)?.posture ?? 'active');
          for (const region of differences(said, fold.periods)) {
            expect(isMaterial(region, { told: said, is: fold.periods }, DEFAULT_POLICY)).toBe(false);
          }
        }
      }),
      { numRuns: 180 },
    );
  });

  it('can be had from the recorded decisions alone', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const teller = told(history);
        expect(timelineOf(teller.log)).toEqual(teller.told);
      }),
      { numRuns: 90 },
    );
  });

  it('is a timeline: rising, with differing neighbours; so is what a correction says', () => {
    const isTimeline = (list: readonly PeriodStart[]): void =>
      list.slice(1).forEach((p, i) => {
        expect(p.from > list[i]!.from).toBe(true);
        expect(p.posture).not.toBe(list[i]!.posture);
      });
    fc.assert(
      fc.property(histories, (history) => {
        const { steps, log } = told(history);
        steps.forEach((step) => isTimeline(step.told));
        for (const { type, body } of log)
          if (type === 'posture.corrected') [body.was, body.is].forEach(isTimeline);
      }),
      { numRuns: 90 },
    );
  });

  it('never changes without a change, and only on fresh items', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { decisions, isFresh } of told(history).steps)
          for (const { type, body } of decisions) {
            if (type !== 'posture.changed' || body.cause === 'baseline') continue;
            expect(body.from).not.toBe(body.to);
            expect(isFresh(body.decisiveItem!)).toBe(true);
          }
      }),
      { numRuns: 90 },
    );
  });

  it('corrects each decision at most once a fold, and names only decisions of the log', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { log } = told(history);
        const known = new Set(log.map((d) => d.id));
        const blamed: string[] = [];
        for (const { type, body } of log) {
          if (type !== 'posture.corrected') continue;
          expect(body.supersedes.length).toBeGreaterThan(0);
          expect(body.was).not.toEqual(body.is);
          // What is for the record only is told apart from what is told of the present.
          const isApart = isForTheRecord(body.cause) && body.altersCurrent;
          for (const id of body.supersedes) {
            expect(known.has(id)).toBe(true);
            blamed.push(`${body.inputPosition}|${id}|${isApart}`);
          }
        }
        expect(new Set(blamed).size).toBe(blamed.length);
      }),
      { numRuns: 90 },
    );
  });

  it('supersedes only what is no longer held: a posture in the stretch, or a change', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { fold, log, decisions } of told(history).steps)
          for (const { type, body } of decisions) {
            if (type !== 'posture.corrected') continue;
            const from = toMs(body.period.from);
            const to = body.period.to === null ? Infinity : toMs(body.period.to);
            const starts = fold.periods.map((p) => toMs(p.from));
            const moments = [
              from,
              to,
              ...starts,
              ...log.flatMap((d) => changesTold(d).map(({ at }) => at)),
            ].filter((at) => at >= from && at <= to);
            const isChange = (at: number): boolean =>
              postureAt(fold.periods, at) !== postureAt(fold.periods, at - 1);
            for (const id of body.supersedes) {
              const decision = log.find((d) => d.id === id)!;
              const isNoLongerHeld = moments.some((at) => {
                if (changesTold(decision).some((c) => c.at === at) && !isChange(at)) return true;
                const word = at < to ? lastWord(log, at) : null;
                return word?.id === id && word.posture !== postureAt(fold.periods, at);
              });
              expect(isNoLongerHeld).toBe(true);
            }
          }
      }),
      { numRuns: 180 },
    );
  });

  it('never tells a change, and alters the present at most once, when history is imported', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { trigger, decisions } of told(history).steps) {
          if (trigger.cause !== 'import') continue;
          const corrections = decisions.filter(
            ({ type, body }) => type === 'posture.corrected' || body.cause === 'baseline',
          );
          expect(corrections).toEqual(decisions);
          const present = decisions.filter(({ body }) => body.from !== null && body.from !== body.to);
          expect(present.length).toBeLessThanOrEqual(1);
          for (const { type, body } of decisions)
            if (type === 'posture.corrected')
              expect([body.cause, body.altersCurrent]).toEqual(['import', body.from !== body.to]);
        }
      }),
      { numRuns: 180 },
    );
  });
});
