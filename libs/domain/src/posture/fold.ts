import { toInstant } from '../kernel/index';
import { Completion, type Exit, type Stance } from './completion';
import { heaviness, standingOf, type Witness } from './evidence';
import type { Journal } from './journal';
import type { Places } from './origins';
import { days, hours, type Policy } from './policy';
import type { Period, Posture, Standing } from './posture';
import { reasonOf } from './reason';
import { lookBackMs, RULES, type Terms } from './rules';
import { Witnesses } from './witnesses';

/** A posture whose evidence is complete and which takes hold at its due time, unless that is overtaken. */
interface Waiting<P extends Posture = Posture> {
  posture: P;
  /** When the evidence was complete and when it takes hold, in ms. */
  at: number;
  due: number;
  /** The newest remark of the evidence. */
  saidAt: number;
  /** Ids of the items that completed the evidence. */
  decidedBy: string[];
  /** On which terms it was complete; a later exit changes what would speak for it then. */
  terms: Terms;
}

/** Where the fold stands after the instants folded so far. Replaced as a whole, never changed in place. */
interface State extends Stance {
  /** How far back the support of the current period reaches, and on which terms. */
  support: { since: number; terms: Terms };
  /** The way back, which waits for its dwell. */
  returning: Waiting<'active'> | null;
  /** An exit or an answer that waits for the end of its day. */
  waiting: Waiting<'withdrawn' | 'clarified'> | null;
}

/**
 * What is needed to go on from before the last instant, to see what further reports would do: plain data.
 * It holds neither periods nor witnesses that are too old to complete anything.
 */
export interface FoldSnapshot {
  state: State;
  seen: Witness[];
  /** Witnesses of the last instant, which are folded as one set with whatever else is of that instant. */
  last: Witness[];
}

const newestRemark = (by: readonly Witness[]): number =>
  by.reduce((last, w) => Math.max(last, w.saidAt), -Infinity);

/**
 * The postures that witnesses give, instant by instant (product.md rule 7). It keeps what a new instant
 * needs, so that hearing one costs what its windows hold, not what history was; everything is recorded in
 * the journal, so that instants can be taken back, the last first.
 */
export class Fold {
  private state: State;
  private readonly told: Period[] = [];
  /** A copy of the periods, made when it is asked for. */
  private listed: readonly Period[] | null = null;
  private readonly seen = new Witnesses();
  private readonly evidence: Completion;
  /** The state before the last instant, and how many witnesses were seen then. */
  private beforeLast: { state: State; seen: number; mark: number };

  /** @param first moment of the first item, in ms: just before it nothing is known and the US is taken to mediate */
  constructor(
    private readonly policy: Policy,
    private readonly context: { places: Places; journal: Journal },
    first: number,
  ) {
    this.evidence = new Completion(policy, context.places, this.seen);
    this.state = initialState(first - 1);
    this.told.push(initialPeriod(first - 1, policy));
    this.beforeLast = { state: this.state, seen: 0, mark: context.journal.mark };
  }

  /** Goes on from a snapshot: its instants are there, its periods are not. */
  static restore(
    { state, seen, last }: FoldSnapshot,
    policy: Policy,
    context: { places: Places; journal: Journal },
  ): Fold {
    const fold = new Fold(policy, context, state.from + 1);
    fold.state = state;
    fold.seen.list.push(...seen);
    if (last.length > 0) fold.hear(last);
    return fold;
  }

  /** The periods so far, oldest first; the list is not changed later, another one takes its place. */
  get periods(): readonly Period[] {
    return (this.listed ??= [...this.told]);
  }

  get posture(): Posture {
    return this.state.posture;
  }

  /** When time alone changes the posture next, in ms; Infinity when it does not. */
  get nextDue(): number {
    const { returning, waiting } = this.state;
    return Math.min(returning?.due ?? Infinity, waiting?.due ?? Infinity);
  }

  /** Hears the witnesses of one instant, as one set; the instant lies after everything heard and settled. */
  hear(now: readonly Witness[]): void {
    const { journal } = this.context;
    const { at } = now[0]!;
    const before = this.beforeLast;
    const mark = journal.mark;
    // What falls due at this very instant waits for what the instant says.
    this.settle(at - 1);
    journal.record(() => (this.beforeLast = before));
    this.beforeLast = { state: this.state, seen: this.seen.list.length, mark };
    this.begin();
    for (const witness of now) journal.push(this.seen.list, witness);
    this.hearInstant(now, at);
  }

  /** Lets what falls due up to a moment (ms) take hold. */
  settle(upTo: number): void {
    if (this.nextDue > upTo) return;
    this.begin();
    for (let due = this.nextDue; due <= upTo; due = this.nextDue) {
      const { waiting, returning } = this.state;
      this.takeHold(waiting?.due === due ? waiting : returning!);
    }
  }

  /** How the last period stands by now; its start's standing when nobody has spoken for it since. */
  standing(): Standing {
    const { posture, support } = this.state;
    const fits = RULES[posture].speaksFor(support.terms, this.policy);
    const [newest] = this.seen.since(support.since, fits, 1);
    if (newest) {
      const memory = newest.at - days(this.policy.confidence.memoryDays);
      return this.standingOn(this.seen.since(Math.max(support.since, memory), fits), posture);
    }
    const { confidence, origins, outlets, copies, evidence, counterEvidence, supportedAt } =
      this.told.at(-1)!;
    return { confidence, origins, outlets, copies, evidence, counterEvidence, supportedAt };
  }

  /** The posture at a moment if these witnesses were of that moment, too. Nothing is changed by asking. */
  suppose(report: readonly Witness[], at: number): Posture {
    const { journal } = this.context;
    const last = this.seen.list.slice(this.beforeLast.seen);
    const isOfLast = last[0]?.at === at;
    if (isOfLast) journal.rewind(this.beforeLast.mark);
    const mark = journal.mark;
    const now = [...(isOfLast ? last : []), ...report];
    if (now.length > 0) this.hear(now);
    this.settle(at);
    const { posture } = this;
    journal.rewind(mark);
    if (isOfLast) this.hear(last);
    return posture;
  }

  snapshot(): FoldSnapshot {
    const { state, seen } = this.beforeLast;
    const { list } = this.seen;
    const last = list.slice(seen);
    const from = (last[0]?.at ?? Infinity) - lookBackMs(this.policy);
    let first = seen;
    while (first > 0 && list[first - 1]!.at >= from) first--;
    return { state, seen: list.slice(first, seen), last };
  }

  /** From here on the state changes in a way that can be taken back. */
  private begin(): void {
    const before = this.state;
    this.context.journal.record(() => {
      this.state = before;
      this.evidence.forget();
    });
  }

  private change(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
  }

  private hearInstant(now: readonly Witness[], at: number): void {
    const exit = this.evidence.exitOf(now, this.state);
    const answer = this.evidence.completing('clarified', now, this.state);
    if (exit.by.length > 0 && this.heaviness(exit.by) > this.heaviness(answer))
      return this.hearExit(exit, at);
    if (answer.length > 0 && !this.waits('clarified', answer, at))
      this.takeHold(this.complete('clarified', answer, { at, saidAt: newestRemark(answer) }));
    const active = this.evidence.completing('active', now, this.state);
    const { posture, returning, from } = this.state;
    if (active.length === 0 || posture === 'active' || returning || from === at) return;
    const way = this.complete('active', active, { at, saidAt: newestRemark(active) });
    this.change({ returning: { ...way, due: at + hours(this.policy.active.dwellHours) } });
  }

  /** An exit. While it waits for the end of its day, the milder reading of it holds. */
  private hearExit({ posture, by, threatened }: Exit, at: number): void {
    if (posture === 'withdrawn' && this.waits(posture, by, at)) {
      this.change({ returning: null });
      if (threatened.length > 0) this.takeHold(this.complete('threatened', threatened, { at, saidAt: at }));
      return;
    }
    // An answer that waits is overtaken by a newer exit, not by the exit it answers being told again.
    const { waiting } = this.state;
    if (waiting?.posture === 'clarified' && newestRemark(by) > waiting.saidAt) this.change({ waiting: null });
    this.takeHold(this.complete(posture, by, { at, saidAt: at }));
  }

  /** Complete evidence for a posture that takes hold at once, with the terms on which it is complete. */
  private complete<P extends Posture>(
    posture: P,
    by: readonly Witness[],
    { at, saidAt }: { at: number; saidAt: number },
  ): Waiting<P> {
    const terms = RULES[posture].terms(this.state);
    return { posture, at, due: at, saidAt, decidedBy: by.map((w) => w.itemId), terms };
  }

  /**
   * Whether evidence must wait for the end of its day, and then lets it. A day without an hour may have been
   * any hour, and the set of its items fills up for hours. One item that tells its hour waits for nobody.
   */
  private waits(posture: 'withdrawn' | 'clarified', by: readonly Witness[], at: number): boolean {
    const wait = RULES[posture].dayWait(this.policy);
    const { state } = this;
    if (wait === 0 || posture === state.posture || by.some((w) => w.precision !== 'day')) return false;
    if (state.waiting?.posture !== posture) {
      const evidence = this.complete(posture, by, { at, saidAt: newestRemark(by) });
      this.change({ waiting: { ...evidence, due: at + wait } });
    }
    return true;
  }

  /** A posture takes hold on its evidence. */
  private takeHold(what: Waiting): void {
    const { posture, at, saidAt } = what;
    switch (posture) {
      case 'threatened':
      case 'withdrawn':
        if (posture !== this.state.posture) this.change({ exitFrom: at });
        this.enter(what);
        this.change({ exitAt: Math.max(this.state.exitAt, at), returning: null });
        // A threat does not overtake the exit that it is a milder wording of.
        if (posture === 'withdrawn') this.change({ waiting: null });
        return;
      case 'clarified':
        this.enter(what);
        this.change({ clarifiedAt: at, waiting: null });
        break;
      case 'active':
        this.enter(what);
        this.change({ returning: null });
    }
    this.change({ answeredAt: Math.max(this.state.answeredAt, saidAt) });
  }

  /** Starts a period. Nothing happens when the posture holds already. */
  private enter({ posture, at, due, decidedBy, terms }: Waiting): void {
    if (posture === this.state.posture) return;
    const { policy } = this;
    // The way back rests on what is said until it takes hold; an exit or an answer on what completed it.
    const since = (posture === 'active' ? due : at) - hours(policy[posture].windowHours);
    const support = this.seen.since(since, RULES[posture].speaksFor(terms, policy));
    const standing = this.standingOn(support, posture);
    const isDue = posture === 'active' || due > at;
    const principal = support.some((w) => w.authority === 'principal');
    const reason = reasonOf(posture, standing, { policy, due: isDue, principal });
    const from = toInstant(due);
    this.context.journal.push(this.told, { posture, from, decidedBy, due: isDue, ...standing, reason });
    this.context.journal.record(() => (this.listed = null));
    this.listed = null;
    this.change({ posture, from: due, support: { since, terms }, returning: null });
  }

  /** How a posture stands on its support and on what was said against it since that support began. */
  private standingOn(support: readonly Witness[], posture: Posture): Standing {
    const said = support.reduce((first, w) => Math.min(first, w.saidAt), Infinity);
    const { speaksAgainst } = RULES[posture];
    const since = support[0]?.at ?? Infinity;
    const counter = this.seen.since(since, (w) => speaksAgainst(w) && w.saidAt >= said);
    return standingOf({ support, counter }, { policy: this.policy, places: this.context.places });
  }

  private heaviness(witnesses: readonly Witness[]): number {
    return heaviness(witnesses, this.context.places);
  }
}

/** A landmark that was never met: earlier than every moment, and a number that JSON can hold. */
const NEVER = -8.64e15;

/** The state at a moment of which nothing is known yet. */
const initialState = (from: number): State => ({
  posture: 'active',
  from,
  support: { since: from, terms: [NEVER, NEVER] },
  answeredAt: NEVER,
  clarifiedAt: NEVER,
  exitAt: NEVER,
  exitFrom: NEVER,
  returning: null,
  waiting: null,
});

const initialPeriod = (from: number, policy: Policy): Period => ({
  posture: 'active',
  from: toInstant(from),
  decidedBy: [],
  due: false,
  confidence: policy.confidence.initial,
  origins: 0,
  outlets: 0,
  copies: 0,
  evidence: [],
  counterEvidence: [],
  supportedAt: toInstant(from),
  reason: 'Nothing is known before the first item: the US is taken to mediate.',
});
