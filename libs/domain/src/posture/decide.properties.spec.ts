import fc from 'fast-check';
import { HOUR, toMs } from '../kernel/index';
import { decide, type Trigger } from './decide';
import { foldPeriods } from './live-fold';
import { isMaterial } from './material';
import { DEFAULT_POLICY } from './policy';
import type { FoldItem } from './posture';
import { decisionId, type RecordedDecision } from './posture.events';
import { applyDecision, differences, timelineOf, toldNow, type ToldPeriod } from './timeline';
import { hour, someItems, START } from './testing/items';

interface Arrived {
  item: FoldItem;
  /** When we came to know it, hours into the story. */
  recorded: number;
  kind: 'poll' | 'import';
}

type Step = { trigger: Trigger; horizon: number };

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

/** A service that lives through arrivals and, at the end, a few exclusions. */
class Service {
  told: ToldPeriod[] = [];
  readonly log: RecordedDecision[] = [];
  private items: FoldItem[] = [];
  private position = 0;

  constructor(
    private readonly fresh: ReadonlySet<string>,
    private readonly check: (service: Service, horizon: string) => void,
  ) {}

  fold(horizon: string) {
    return foldPeriods(this.items, DEFAULT_POLICY, horizon);
  }

  private step({ trigger, horizon }: Step): void {
    const position = ++this.position;
    const decisions = decide({
      told: this.told,
      fold: this.fold(hour(horizon)),
      horizon: hour(horizon),
      trigger,
      isFresh: (id) => this.fresh.has(id),
      bootstrapping: position < 3,
      policy: DEFAULT_POLICY,
      ruleset: 'r',
      inputPosition: position,
    });
    decisions.forEach((decision, place) => {
      const recorded = { ...decision, id: decisionId(decision.type, position, { place, ruleset: 'r' }) };
      this.log.push(recorded);
      this.told = applyDecision(this.told, recorded);
    });
    this.check(this, hour(horizon));
  }

  private passDueTimes(until: number): void {
    for (;;) {
      const { nextDue } = this.fold(hour(this.now));
      if (nextDue === null || nextDue > hour(until)) return;
      this.now = (toMs(nextDue) - START) / HOUR;
      this.step({ trigger: { cause: 'due' }, horizon: this.now });
    }
  }

  private now = 0;

  live(list: readonly Arrived[], excluded: readonly number[]): this {
    for (const { item, recorded } of [...list].sort((a, b) => a.recorded - b.recorded)) {
      this.passDueTimes(recorded);
      this.now = recorded;
      this.items.push(item);
      this.step({ trigger: { cause: 'news', arrived: [item.itemId] }, horizon: recorded });
    }
    this.passDueTimes(3_000);
    for (const n of excluded) {
      this.items = this.items.filter((_, i) => i !== n % this.items.length);
      this.step({ trigger: { cause: 'exclusion' }, horizon: 3_000 });
    }
    return this;
  }
}

const isFreshArrival = ({ item, recorded, kind }: Arrived): boolean =>
  kind === 'poll' && recorded - (toMs(item.effectiveAt) - START) / HOUR <= DEFAULT_POLICY.alertWindowHours;

const lived = (
  list: readonly Arrived[],
  excluded: readonly number[],
  check: (s: Service, h: string) => void,
) => new Service(new Set(list.filter(isFreshArrival).map((a) => a.item.itemId)), check).live(list, excluded);

const lives = fc.tuple(arrivals, fc.array(fc.nat(30), { maxLength: 3 }));

describe('what is told, whatever arrives and whenever', () => {
  it('ends with the posture of the fold, and leaves out only what is immaterial', () => {
    fc.assert(
      fc.property(lives, ([list, excluded]) => {
        lived(list, excluded, (service, horizon) => {
          const { told } = service;
          if (told.length === 0) return;
          const { periods } = service.fold(horizon);
          expect(toldNow(told)).toBe(periods.at(-1)?.posture ?? 'active');
          for (const region of differences(told, periods)) {
            expect(isMaterial(region, { told, is: periods }, DEFAULT_POLICY)).toBe(false);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('can be had from the recorded decisions alone', () => {
    fc.assert(
      fc.property(lives, ([list, excluded]) => {
        const service = lived(list, excluded, () => undefined);
        expect(timelineOf(service.log)).toEqual(service.told);
      }),
      { numRuns: 30 },
    );
  });

  it('is a timeline: rising, with differing neighbours', () => {
    fc.assert(
      fc.property(lives, ([list, excluded]) => {
        lived(list, excluded, ({ told }) => {
          told.slice(1).forEach((p, i) => {
            expect(p.from > told[i]!.from).toBe(true);
            expect(p.posture).not.toBe(told[i]!.posture);
          });
        });
      }),
      { numRuns: 30 },
    );
  });

  it('never changes without a change, and only on fresh items', () => {
    fc.assert(
      fc.property(lives, ([list, excluded]) => {
        const fresh = new Set(list.filter(isFreshArrival).map((a) => a.item.itemId));
        const { log } = lived(list, excluded, () => undefined);
        for (const { type, body } of log) {
          if (type !== 'posture.changed' || body.cause === 'baseline') continue;
          expect(body.from).not.toBe(body.to);
          expect(fresh.has(body.decisiveItem!)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('corrects each decision at most once a fold, and names only decisions of the log', () => {
    fc.assert(
      fc.property(lives, ([list, excluded]) => {
        const { log } = lived(list, excluded, () => undefined);
        const known = new Set(log.map((d) => d.id));
        const blamed = new Map<string, number>();
        for (const { type, body } of log) {
          if (type !== 'posture.corrected') continue;
          expect(body.supersedes.length).toBeGreaterThan(0);
          expect(body.was).not.toEqual(body.is);
          for (const id of body.supersedes) {
            expect(known.has(id)).toBe(true);
            const key = `${body.inputPosition}|${id}`;
            blamed.set(key, (blamed.get(key) ?? 0) + 1);
          }
        }
        expect([...blamed.values()].every((n) => n === 1)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
