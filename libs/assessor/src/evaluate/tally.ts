import { SIGNALS, type Signal } from '#libs/domain';
import { rightLabel, type Judged } from './judged';

/** `confusion[right][said]`. */
export type Confusion = Record<Signal, Record<Signal, number>>;

/** Exits of any kind against active and none. */
type ExitOutcome = 'hit' | 'falseAlarm' | 'missed' | 'quiet';

export interface Tally {
  confusion: Confusion;
  exits: Record<ExitOutcome, number>;
}

export const perSignal = <T>(make: (signal: Signal) => T): Record<Signal, T> =>
  Object.fromEntries(SIGNALS.map((signal) => [signal, make(signal)])) as Record<Signal, T>;

type Kind = 'exit' | 'clarified' | 'rest';
const kindOf = (signal: Signal): Kind =>
  signal === 'clarified' ? 'clarified' : signal === 'threatened' || signal === 'withdrawn' ? 'exit' : 'rest';

/** Items labelled `clarified` are left out; an exit that is read as `clarified` is a missed one. */
function exitOutcome({ labels, signal }: Judged): ExitOutcome | undefined {
  const said = kindOf(signal);
  const accepted = labels.map(kindOf);
  const right = accepted.includes(said) ? said : accepted[0];
  if (right === 'clarified') return undefined;
  if (right === 'exit') return said === 'exit' ? 'hit' : 'missed';
  return said === 'exit' ? 'falseAlarm' : 'quiet';
}

/** Where an item counts. */
export interface Place {
  right: Signal;
  said: Signal;
  exit?: ExitOutcome;
}

export const placeOf = (judged: Judged): Place => ({
  right: rightLabel(judged),
  said: judged.signal,
  exit: exitOutcome(judged),
});

/** Counts of a set of items. */
export function tallyOf(places: Place[]): Tally {
  const tally: Tally = {
    confusion: perSignal(() => perSignal(() => 0)),
    exits: { hit: 0, falseAlarm: 0, missed: 0, quiet: 0 },
  };
  for (const { right, said, exit } of places) {
    tally.confusion[right][said]++;
    if (exit) tally.exits[exit]++;
  }
  return tally;
}

/** Undefined (`null`) where nothing is there to be counted: the precision of what was never said. */
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

type Score = 'precision' | 'recall' | 'f1';
export type Measure = 'accuracy' | 'macroF1' | `${Signal}.${Score}` | `exits.${'precision' | 'recall'}`;

const NAMES = perSignal((signal) => ({
  precision: `${signal}.precision` as const,
  recall: `${signal}.recall` as const,
  f1: `${signal}.f1` as const,
}));

export const supportOf = ({ confusion }: Tally, signal: Signal): number =>
  SIGNALS.reduce((sum, said) => sum + confusion[signal][said], 0);

export const saidOf = ({ confusion }: Tally, signal: Signal): number =>
  SIGNALS.reduce((sum, right) => sum + confusion[right][signal], 0);

/** All measures of a tally by name. */
export function measuresOf(tally: Tally): Record<Measure, number | null> {
  const { confusion, exits } = tally;
  const items = SIGNALS.reduce((sum, signal) => sum + supportOf(tally, signal), 0);
  const right = SIGNALS.reduce((sum, signal) => sum + confusion[signal][signal], 0);
  const measures: Partial<Record<Measure, number | null>> = {
    accuracy: share(right, items),
    'exits.precision': share(exits.hit, exits.hit + exits.falseAlarm),
    'exits.recall': share(exits.hit, exits.hit + exits.missed),
  };
  let sum = 0;
  for (const signal of SIGNALS) {
    const hits = confusion[signal][signal];
    const [support, said] = [supportOf(tally, signal), saidOf(tally, signal)];
    measures[NAMES[signal].precision] = share(hits, said);
    measures[NAMES[signal].recall] = share(hits, support);
    const f1 = share(2 * hits, support + said);
    measures[NAMES[signal].f1] = f1;
    sum += f1 ?? 0;
  }
  // Over all five, also those that are neither labelled nor said.
  measures.macroF1 = items === 0 ? null : sum / SIGNALS.length;
  return measures as Record<Measure, number | null>;
}
