import type { ExpectedPeriod } from '../story';
import { findings, type Dossier, type Finding, type LogRow } from './dossier';

interface Start {
  posture: string;
  from: number;
}

/** What a decision says, as far as the timeline goes. */
interface DecisionBody {
  to: string;
  effectiveAt: string;
  periods?: { posture: string; from: string }[];
  period?: { from: string; to: string | null };
  is?: { posture: string; from: string }[];
}

const HOUR = 3_600_000;

/** Whether the periods are those of the story. */
export function checkHistory({ history, expected, begin, posture }: Dossier): Finding[] {
  const messages: string[] = [];
  const periods = history.map(({ posture: name, from }) => ({
    posture: name,
    from: Date.parse(from) - begin,
  }));
  // Before the story it was active, whether the history says so or begins later.
  const rest = periods[0]?.posture === 'active' ? periods.slice(1) : periods;
  const want = expected.map(describe).join(', ');
  const got = rest.map(({ posture: name, from }) => `${name} ${minutes(from)}`).join(', ');
  const fits =
    rest.length === expected.length &&
    rest.every(({ posture: name, from }, i) => {
      const { posture: wanted, from: range } = expected[i]!;
      return name === wanted && from >= range[0] && from <= range[1];
    });
  if (!fits) messages.push(`the history is ${got || 'empty'}; the story was ${want}`);
  const current = expected.at(-1)?.posture ?? 'active';
  if (posture !== current) messages.push(`the posture is ${posture}; the story ends with ${current}`);
  return findings('history', messages);
}

const minutes = (ms: number): string => `${Math.round(ms / 60_000)} min`;
const describe = ({ posture, from }: ExpectedPeriod): string =>
  `${posture} ${minutes(from[0])}..${minutes(from[1])}`;

/** Whether what was told, decision by decision, comes to the story in everything that lasts an hour or more. */
export function checkTold({ log, expected, begin }: Dossier): Finding[] {
  const told = toldTimeline(log);
  if (told.length === 0) return findings('told', ['nothing was ever decided']);
  // Within the range of a beginning either posture is right.
  const story: Start[] = expected.map(({ posture, from }) => ({ posture, from: begin + from[1] }));
  const cuts = [...new Set([...told, ...story].map(({ from }) => from))].sort((a, b) => a - b);
  const messages: string[] = [];
  let wrongSince: number | undefined;
  for (const [i, from] of cuts.entries()) {
    const right =
      isWithinABeginning(expected, from - begin) || postureAt(told, from) === postureAt(story, from);
    if (!right) wrongSince ??= from;
    const end = cuts[i + 1] ?? Infinity;
    if (wrongSince !== undefined && (right || end === Infinity)) {
      const until = right ? from : Infinity;
      if (until - wrongSince >= HOUR)
        messages.push(
          `from ${minutes(wrongSince - begin)} on it was told to be ${postureAt(told, wrongSince)}, it was ${postureAt(story, wrongSince)}`,
        );
      wrongSince = undefined;
    }
  }
  return findings('told', messages);
}

const isWithinABeginning = (expected: readonly ExpectedPeriod[], at: number): boolean =>
  expected.some(({ from }) => at >= from[0] && at < from[1]);

function postureAt(timeline: readonly Start[], at: number): string {
  return timeline.findLast(({ from }) => from <= at)?.posture ?? 'active';
}

/** What was said, decision by decision: a change holds from its time on, a correction for its stretch. */
function toldTimeline(log: readonly LogRow[]): Start[] {
  let told: Start[] = [];
  const starts = (list: { posture: string; from: string }[]): Start[] =>
    list.map(({ posture, from }) => ({ posture, from: Date.parse(from) }));
  for (const { type, body } of log) {
    if (type !== 'posture.changed' && type !== 'posture.corrected') continue;
    const { to, effectiveAt, periods, period, is } = JSON.parse(body) as DecisionBody;
    if (periods) told = starts(periods);
    else if (type === 'posture.changed') {
      const from = Date.parse(effectiveAt);
      told = [...told.filter((start) => start.from < from), { posture: to, from }];
    } else if (period && is) {
      const [from, end] = [Date.parse(period.from), period.to === null ? Infinity : Date.parse(period.to)];
      const resumed = end < Infinity ? [{ posture: postureAt(told, end), from: end }] : [];
      told = [
        ...told.filter((start) => start.from < from),
        ...starts(is),
        ...resumed,
        ...told.filter((start) => start.from > end),
      ];
    }
  }
  return told;
}
