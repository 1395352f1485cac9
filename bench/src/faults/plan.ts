import { seededRandom, type Random } from '#libs/domain';
import { FEEDS, makeStory, type Story } from './story';

export type Mode = 'embedded' | 'services';

/** The processes of the product, by mode. */
export const PROCESSES: Record<Mode, readonly string[]> = {
  embedded: ['standalone'],
  services: ['api-1', 'api-2', 'worker-1', 'worker-2'],
};

/** What is done to whom. `target` names a process, a server or a source. */
export type FaultKind =
  /** SIGKILL; started again when the fault is over. */
  | 'kill'
  /** SIGSTOP, SIGCONT when it is over. */
  | 'freeze'
  /** Started anew with a clock that is three days slow, and anew with the right one when it is over. */
  | 'clock-back'
  /** SIGKILL to the postmaster; its supervisor starts it again. */
  | 'kill-server'
  /** The server stops in order, and is back when it is over. */
  | 'restart'
  /** Connections are refused, swallowed, or cut once. */
  | 'refuse'
  | 'stall'
  | 'cut'
  /** FLUSHALL. */
  | 'flush'
  /** The disk of the database is full to the last byte. */
  | 'fill-disk'
  /** The host of a feed does not answer, breaks off, or is slow. */
  | 'feed-hang'
  | 'feed-cut'
  | 'feed-trickle';

export interface Fault {
  kind: FaultKind;
  target: string;
  /** Real milliseconds from the beginning of the story, and how long it lasts. */
  at: number;
  lasts: number;
}

/** What a receiver does at an attempt to tell it a message. */
export type Manner =
  | { kind: 'accept' }
  | { kind: 'slow'; ms: number }
  /** 503 with `Retry-After`, in seconds. */
  | { kind: 'busy'; seconds: number }
  | { kind: 'broken' }
  | { kind: 'cut' }
  /** Says nothing for a while and then cuts the connection. */
  | { kind: 'hang'; ms: number };

/** How one receiver treats its first messages: for each, its manner at the first attempts; then it accepts. */
export type ReceiverPlan = readonly (readonly Manner[])[];

export interface Plan {
  seed: number;
  mode: Mode;
  story: Story;
  faults: Fault[];
  receivers: ReceiverPlan[];
}

/** What this machine can do, of what not every machine can. */
export interface Abilities {
  redis: boolean;
  smallDisk: boolean;
}

/** Simulated milliseconds that pass in one real one: a second is an hour. */
export const SPEED = 3_600;
const RECEIVERS = 3;
/** Messages of a round for which a receiver's manner is drawn. */
const MESSAGES = 12;

/**
 * Draws a round: the same seed, mode and abilities give the same story, faults and manners. Two faults never meet
 * on one target; on different ones they may.
 */
export function makePlan(seed: number, mode: Mode, abilities: Abilities): Plan {
  const story = makeStory(seed);
  // The faults must not follow from the numbers that made the story.
  const random = seededRandom(seed ^ 0x5eed_fa17);
  const lasts = story.endsAt / SPEED;
  const wanted = 1 + Math.floor(random() * 4);
  const faults: Fault[] = [];
  for (let tries = 0; faults.length < wanted && tries < 50; tries += 1) {
    const fault = drawFault(mode, abilities, random);
    fault.at = Math.round(random() * lasts);
    if (!faults.some((other) => meet(other, fault))) faults.push(fault);
  }
  faults.sort((a, b) => a.at - b.at);
  const receivers = Array.from({ length: RECEIVERS }, (_, i) => drawReceiver(i, random));
  return { seed, mode, story, faults, receivers };
}

/** Two faults of one target need this long between them, in real milliseconds. */
const BREATH = 1_500;

/** Whatever is done to a server or a process is over before the next thing is done to it. */
function meet(a: Fault, b: Fault): boolean {
  const apart = a.at > b.at + b.lasts + BREATH || b.at > a.at + a.lasts + BREATH;
  const isDisk = a.kind === 'fill-disk' || b.kind === 'fill-disk';
  return !apart && (a.target === b.target || (isDisk && a.target !== 'feed'));
}

function drawFault(mode: Mode, { redis, smallDisk }: Abilities, random: Random): Fault {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low));
  const of = (kind: FaultKind, target: string, lasts: number): Fault => ({ kind, target, lasts, at: 0 });
  const process = pick(PROCESSES[mode]);
  const draws: (() => Fault)[] = [
    () => of('kill', process, between(0, 1_500)),
    () => of('kill', process, between(0, 1_500)),
    () => of('freeze', process, random() < 0.2 ? 12_000 : between(300, 4_000)),
    () => of('kill-server', 'database', 0),
    () => of('clock-back', process, between(2_500, 4_000)),
    () => of(pick(['feed-hang', 'feed-cut', 'feed-trickle'] as const), pick(FEEDS), between(500, 3_000)),
  ];
  if (smallDisk) draws.push(() => of('fill-disk', 'database', between(1_000, 3_000)));
  if (mode === 'services') {
    draws.push(
      () => of('restart', 'database', between(0, 4_000)),
      () => of(pick(['refuse', 'stall'] as const), 'database', between(500, 5_000)),
      () => of('cut', 'database', 0),
    );
    if (redis)
      draws.push(
        () => of('kill', 'redis', between(0, 3_000)),
        () => of('flush', 'redis', 0),
        () => of(pick(['refuse', 'stall', 'freeze'] as const), 'redis', between(500, 4_000)),
      );
  }
  return pick(draws)();
}

/** The first receiver is well; the others refuse, stall and break off, but take every message in the end. */
function drawReceiver(index: number, random: Random): ReceiverPlan {
  if (index === 0) return [];
  // A failure without `Retry-After` costs five seconds (docs/OPERATIONS.md): one for each receiver.
  let dear = 1;
  const first = (): Manner => {
    const drawn = random();
    if (drawn < 0.4) return { kind: 'accept' };
    if (drawn < 0.55) return { kind: 'slow', ms: Math.round(100 + random() * 900) };
    if (drawn < 0.75 || dear === 0) return { kind: 'busy', seconds: 1 + Math.floor(random() * 2) };
    dear -= 1;
    if (drawn < 0.84) return { kind: 'broken' };
    return drawn < 0.92 ? { kind: 'cut' } : { kind: 'hang', ms: Math.round(500 + random() * 2_000) };
  };
  const second = (): Manner => (random() < 0.7 ? { kind: 'accept' } : { kind: 'busy', seconds: 1 });
  return Array.from({ length: MESSAGES }, () => [first(), second()]);
}

/** One line a fault, for people. */
export const describeFault = ({ kind, target, at, lasts }: Fault): string =>
  `${(at / 1_000).toFixed(1)} s ${kind} ${target}${lasts > 0 ? ` for ${(lasts / 1_000).toFixed(1)} s` : ''}`;
