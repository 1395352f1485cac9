import type { Signal } from '#libs/domain';
import { intervalsOf, type Interval } from './bootstrap';
import { reliabilityOf, type Reliability } from './reliability';
import type { Judged } from './judged';
import { authorityRight, groupsWhollyRight, slicesBy, type Share, type Slice } from './shares';
import { measuresOf, perSignal, placeOf, saidOf, supportOf, tallyOf, type Confusion } from './tally';

/** A figure is `null` where nothing is there to be counted. */
type Figures<Name extends string> = Record<Name, number | null> & {
  intervals: Record<Name, Interval | null>;
};

export interface ClassScore extends Figures<'precision' | 'recall' | 'f1'> {
  /** Items whose right label this is. */
  support: number;
  /** Items that were read so. */
  said: number;
}

/** Exits of any kind (threatened, withdrawn) against active and none; items labelled `clarified` are left out. */
export interface ExitScore extends Figures<'precision' | 'recall'> {
  items: number;
  leftOut: number;
}

export interface Evaluation {
  items: number;
  /** 0 for an empty set. */
  accuracy: number;
  macroF1: number;
  intervals: Record<'accuracy' | 'macroF1', Interval | null>;
  classes: Record<Signal, ClassScore>;
  confusion: Confusion;
  exits: ExitScore;
  phenomena: Slice[];
  languages: Slice[];
  difficulties: Slice[];
  /** Groups of which every item is right. */
  groups: Share | null;
  /** Ranks of speakers, where the label names one and both label and reading hold a signal. */
  authority: Share | null;
  confidence: Reliability;
}

/** Scores readings against accepted labels. The order of the items changes nothing. */
export function evaluate(gold: Judged[]): Evaluation {
  const tally = tallyOf(gold.map(placeOf));
  const measures = measuresOf(tally);
  const intervals = intervalsOf(gold);
  const figures = <Name extends string>(names: Name[], path: 'exits.' | `${Signal}.`): Figures<Name> => {
    const pick = <T>(from: Record<string, T>) =>
      Object.fromEntries(names.map((name) => [name, from[path + name]]));
    return { ...pick(measures), intervals: pick(intervals) } as Figures<Name>;
  };
  const exitItems = Object.values(tally.exits).reduce((sum, count) => sum + count, 0);
  return {
    items: gold.length,
    accuracy: measures.accuracy ?? 0,
    macroF1: measures.macroF1 ?? 0,
    intervals: { accuracy: intervals.accuracy, macroF1: intervals.macroF1 },
    classes: perSignal((signal) => ({
      ...figures(['precision', 'recall', 'f1'], `${signal}.`),
      support: supportOf(tally, signal),
      said: saidOf(tally, signal),
    })),
    confusion: tally.confusion,
    exits: {
      ...figures(['precision', 'recall'], 'exits.'),
      items: exitItems,
      leftOut: gold.length - exitItems,
    },
    phenomena: slicesBy(gold, 'phenomenon'),
    languages: slicesBy(gold, 'language'),
    difficulties: slicesBy(gold, 'difficulty'),
    groups: groupsWhollyRight(gold),
    authority: authorityRight(gold),
    confidence: reliabilityOf(gold),
  };
}
