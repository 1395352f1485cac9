import { DAY, HOUR, sha256Hex } from '../kernel/index';
import type { Authority, Certainty } from '../signal/index';
import type { Posture } from './posture';

/** Every number the posture depends on. Data: two policies with the same hash decide alike. */
export interface Policy {
  /** An item recorded later than this after its effective time is not news any more. */
  alertWindowHours: number;
  origins: {
    /** Share of one item's shingles found in the other from which the two count as one text. */
    containment: number;
    /** Copies and attributed claims are sought this far apart. */
    windowHours: number;
    /** A quotation of this many words inside another one is the same remark. */
    quotationWords: number;
    /** This many words are enough to *date* a remark as already told, though not to join origins. */
    fragmentWords: number;
    /** An undated paraphrase is dated by what its speaker was reported to say this far back. */
    retoldHours: number;
  };
  withdrawn: {
    windowHours: number;
    origins: number;
    outlets: number;
    /** Joint confidence of its outlets; higher than `heardFrom`, for a false exit is the worst news. */
    heardFrom: number;
    /** So long after a clarification, another exit needs that many outlets. */
    reopenDays: number;
    reopenOutlets: number;
    /** No exit while, since it was first told within these hours, more outlets read it as less than that. */
    disputedHours: number;
  };
  threatened: { windowHours: number; origins: number; outlets: number };
  clarified: { windowHours: number; origins: number; outlets: number; afterExitDays: number };
  active: { windowHours: number; dwellHours: number };
  /** How long evidence of a day without an hour waits: from noon, the moment it is given, to the day's end. */
  dayHours: Record<'withdrawn' | 'clarified', number>;
  /** Confidence from which the word of one US speaker needs no second outlet. */
  aloneFrom: number;
  /** Evidence whose joint confidence is lower is recorded and waits for company. */
  heardFrom: number;
  /** What a correction must change to be told (product.md rule 5). */
  material: { periodHours: number; boundaryHours: number };
  /** Crossing one of these upwards is a reinforcement. */
  reinforced: { confidenceSteps: number[]; originSteps: number[] };
  confidence: {
    /** What one origin is worth by the rank of its speaker; `ownFeed` for a US speaker's own feed. */
    trust: Record<Authority | 'ownFeed', number>;
    certainty: Record<Certainty, number>;
    /** How much of its confidence a posture loses when everything speaks against it, too. */
    counterWeight: number;
    /** A posture stands on what was said for it this long before the youngest word for it. */
    memoryDays: number;
    /** Confidence of the first period, of which nothing is known yet. */
    initial: number;
    /** Confidence never decays below this. */
    floor: number;
    halfLifeHours: Record<Posture, number>;
  };
  /** How many items a decision names for and against itself. */
  evidenceListed: number;
}

export const DEFAULT_POLICY: Policy = {
  alertWindowHours: 24,
  origins: { containment: 0.8, windowHours: 72, quotationWords: 5, fragmentWords: 3, retoldHours: 72 },
  withdrawn: {
    windowHours: 72,
    origins: 2,
    outlets: 2,
    heardFrom: 0.9,
    reopenDays: 14,
    reopenOutlets: 3,
    disputedHours: 48,
  },
  threatened: { windowHours: 48, origins: 2, outlets: 2 },
  clarified: { windowHours: 48, origins: 2, outlets: 2, afterExitDays: 14 },
  active: { windowHours: 48, dwellHours: 24 },
  dayHours: { withdrawn: 12, clarified: 12 },
  aloneFrom: 0.95,
  heardFrom: 0.6,
  material: { periodHours: 1, boundaryHours: 6 },
  reinforced: { confidenceSteps: [0.7, 0.8, 0.9], originSteps: [3, 5, 10] },
  confidence: {
    trust: { ownFeed: 0.95, principal: 0.8, official: 0.7, unnamed: 0.5, foreign: 0.5, other: 0.4 },
    certainty: { asserted: 1, conditional: 0.95, hedged: 0.75, denied: 0.9 },
    counterWeight: 0.5,
    memoryDays: 14,
    initial: 0.5,
    floor: 0.3,
    halfLifeHours: { active: 720, threatened: 336, withdrawn: 720, clarified: 336 },
  },
  evidenceListed: 25,
};

/** What a number of the policy may be; keys are paths, `*` stands for one name. */
const LIMITS: readonly [path: RegExp, min: number, max: number, whole: boolean][] = [
  [/^(aloneFrom|heardFrom|withdrawn\.heardFrom)$/, 0, 1, false],
  [/^origins\.containment$/, 0.5, 1, false],
  [/Words$/, 1, 50, true],
  [/^confidence\.halfLifeHours\./, 1, 87_600, false],
  [/Days$/, 0, 365, false],
  [/^confidence\./, 0, 1, false],
  [/^reinforced\.confidenceSteps\./, 0, 1, false],
  [/^reinforced\.originSteps\./, 1, 1_000, true],
  [/(origins|[oO]utlets)$/, 1, 20, true],
  [/(Hours$|^dayHours\.)/, 0, 8_760, false],
  [/^evidenceListed$/, 1, 1_000, true],
];

type Json = number | Json[] | { [key: string]: Json };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Merges a given value over the default and collects what is wrong with it. */
function merge(given: unknown, fallback: Json, at: { path: string; faults: string[] }): Json {
  const fault = (text: string): Json => {
    at.faults.push(`${at.path || 'policy'}: ${text}`);
    return fallback;
  };
  if (given === undefined) return fallback;
  const below = (key: string) => ({ path: at.path ? `${at.path}.${key}` : key, faults: at.faults });
  if (typeof fallback === 'number') {
    const limit = LIMITS.find(([path]) => path.test(at.path));
    const [, min, max, whole] = limit ?? [/./, 0, Number.MAX_SAFE_INTEGER, false];
    const fits =
      typeof given === 'number' && given >= min && given <= max && (!whole || Number.isInteger(given));
    return fits ? given : fault(`must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
  }
  if (Array.isArray(fallback)) {
    if (!Array.isArray(given)) return fault('must be a list of numbers');
    const list = given.map((value, i) => merge(value ?? null, 0, below(String(i))));
    const rises = list.every((value, i) => i === 0 || value > list[i - 1]!);
    return rises ? list : fault('must rise from step to step');
  }
  if (!isRecord(given)) return fault('must be an object');
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(fallback, key)) at.faults.push(`${below(key).path}: unknown`);
  }
  return Object.fromEntries(
    Object.entries(fallback).map(([key, value]) => [key, merge(given[key], value, below(key))]),
  );
}

/** Raised with all faults of a policy in one message. */
export class PolicyError extends Error {
  constructor(readonly faults: string[]) {
    super(`The policy has ${faults.length} fault(s): ${faults.join('; ')}`);
    this.name = 'PolicyError';
  }
}

/**
 * A policy from a file: what is missing takes its default, what is wrong is named, all of it at once.
 * @throws PolicyError
 */
export function checkPolicy(given: unknown): Policy {
  const faults: string[] = [];
  const merged = merge(given ?? null, DEFAULT_POLICY as unknown as Json, { path: '', faults });
  if (faults.length > 0) throw new PolicyError(faults);
  return merged as unknown as Policy;
}

const canonical = (value: unknown): string =>
  isRecord(value)
    ? `{${Object.keys(value)
        .sort()
        .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
        .join(',')}}`
    : Array.isArray(value)
      ? `[${value.map(canonical).join(',')}]`
      : JSON.stringify(value);

/** SHA-256 over the policy with its keys in order: the name under which it decides. */
export const policyHash = (policy: Policy): string => sha256Hex(canonical(policy));

export const hours = (n: number): number => n * HOUR;
export const days = (n: number): number => n * DAY;

/** The longest wait the policy knows: how far a backtest must look past its last item. */
export const longestDwellMs = ({ active, dayHours }: Policy): number =>
  hours(Math.max(active.dwellHours, ...Object.values(dayHours)));
