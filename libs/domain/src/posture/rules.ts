import type { Witness } from './evidence';
import { days, hours, type Policy } from './policy';
import type { Posture } from './posture';

export type Test = (w: Witness) => boolean;

/** Moments that decide which remarks still speak for a posture; ms since 1970, -Infinity: never. */
export interface Landmarks {
  /** Start of the current period. */
  from: number;
  /** Exit remarks made up to here were answered, by a clarification or by the return to mediation. */
  answeredAt: number;
  /** When the evidence of an exit was last complete, and since when that exit stood. */
  exitAt: number;
  exitFrom: number;
}

/** The landmarks that one posture's rule reads, in its own order. */
export type Terms = readonly number[];

/** How one posture is spoken for and spoken against. */
export interface PostureRule {
  /** All that `speaksFor` may depend on, so that evidence counted on equal terms need not be counted again. */
  terms(landmarks: Landmarks): Terms;
  /** Whether a witness speaks for the posture, on given terms. */
  speaksFor(terms: Terms, policy: Policy): Test;
  speaksAgainst: Test;
  /** How long complete evidence waits for the end of its day when no witness tells an hour, in ms. */
  dayWait(policy: Policy): number;
}

const isExit: Test = (w) => w.claim === 'threatened' || w.claim === 'withdrawn';
const isCommitment: Test = (w) => w.claim === 'clarified' || w.claim === 'active';

/** Whether something said at a moment answers an exit that was last complete at `exitAt`. */
const answersExit = (w: Witness, exitAt: number, policy: Policy): boolean =>
  w.at <= exitAt + days(policy.clarified.afterExitDays);

/** Who speaks for and against each posture (rule 7). */
export const RULES: Record<Posture, PostureRule> = {
  withdrawn: {
    terms: ({ answeredAt }) => [answeredAt],
    speaksFor:
      ([answeredAt]) =>
      (w) =>
        w.claim === 'withdrawn' && w.saidAt > answeredAt!,
    speaksAgainst: isCommitment,
    dayWait: ({ dayHours }) => hours(dayHours.withdrawn),
  },
  threatened: {
    terms: ({ answeredAt }) => [answeredAt],
    speaksFor:
      ([answeredAt]) =>
      (w) =>
        isExit(w) && w.saidAt > answeredAt!,
    speaksAgainst: isCommitment,
    dayWait: () => 0,
  },
  clarified: {
    terms: ({ exitAt, exitFrom }) => [exitAt, exitFrom],
    // What was said before the exit was does not answer it.
    speaksFor:
      ([exitAt, exitFrom], policy) =>
      (w) =>
        w.claim === 'clarified' && answersExit(w, exitAt!, policy) && w.saidAt >= exitFrom!,
    speaksAgainst: isExit,
    dayWait: ({ dayHours }) => hours(dayHours.clarified),
  },
  active: {
    terms: ({ exitAt, from }) => [exitAt, from],
    speaksFor:
      ([exitAt, from], policy) =>
      (w) =>
        (w.claim === 'active' || (w.claim === 'clarified' && !answersExit(w, exitAt!, policy))) &&
        w.saidAt >= from!,
    speaksAgainst: isExit,
    dayWait: () => 0,
  },
};

/** How far back the completion of evidence looks, in ms. */
export const lookBackMs = ({ withdrawn, threatened, clarified, active }: Policy): number =>
  hours(
    Math.max(
      withdrawn.windowHours,
      withdrawn.disputedHours,
      threatened.windowHours,
      clarified.windowHours,
      active.windowHours,
    ),
  );
