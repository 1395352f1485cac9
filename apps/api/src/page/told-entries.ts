import { isForTheRecord, POSTURE_CHANGED, POSTURE_CORRECTED, type PeriodStart } from '#libs/domain';
import type { DecisionEvent, DecisionRecord } from '#libs/projections';
import { html, plain, type Markup } from './markup';
import { MOST_QUOTES, quotation } from './sections/why';
import { confidenceWord, counted, percent, utc } from './words';

/** A told decision as a feed tells it. */
export interface Entry {
  eventId: string;
  type: string;
  title: string;
  /** The page as it reads about that time. */
  link: string;
  /** The verdict recomputed step by step. */
  explain: string;
  at: string;
  posture: string;
  content: Markup;
  /** Ids of the decisions it takes back. */
  supersedes: readonly string[];
}

/** Most entries of a feed: readers keep what they have seen, the log keeps everything. */
const MOST_ENTRIES = 100;

/** @param site whose address the links start with, and whether its clock is simulated */
export function toldEntries(
  decisions: readonly DecisionEvent[],
  site: { publicUrl: string; simulated: boolean },
): Entry[] {
  return decisions
    .filter(isTold)
    .slice(-MOST_ENTRIES)
    .reverse()
    .map((decision) => toEntry(decision, site));
}

/** What webhooks are told, too: neither the silent beginning nor what is for the record only. */
function isTold({ type, body }: DecisionEvent): boolean {
  if (type === POSTURE_CHANGED) return body.cause !== 'baseline';
  return type === POSTURE_CORRECTED && (!isForTheRecord(body.cause) || body.from !== body.to);
}

function toEntry(decision: DecisionEvent, site: { publicUrl: string; simulated: boolean }): Entry {
  const { id, type, recordedAt, body } = decision;
  const about = body.period?.from ?? body.effectiveAt;
  return {
    eventId: id,
    type,
    title: plain(`${site.simulated ? '[simulated] ' : ''}${titleOf(decision)}`),
    link: `${site.publicUrl}/?asOf=${encodeURIComponent(about)}`,
    explain: `${site.publicUrl}/v1/posture/explain?event=${id}`,
    at: recordedAt,
    posture: body.to,
    content: contentOf(decision),
    supersedes: body.supersedes ?? [],
  };
}

function titleOf({ type, body }: DecisionEvent): string {
  const { from, to, period, was, is, late } = body;
  if (type === POSTURE_CHANGED) return `US posture: ${to}${from ? ` (was ${from})` : ''}`;
  if (from !== to) return `${late ? 'Late: ' : 'Correction: '}US posture: ${to} (was told as ${from})`;
  const names = (stretch: { posture: string }[] = []): string =>
    stretch.map(({ posture }) => posture).join(', ');
  return `Correction: US posture ${period ? `from ${utc(period.from)} ` : ''}was ${names(is)}, not ${names(was)}`;
}

function contentOf(decision: DecisionEvent): Markup {
  const { type, recordedAt, body } = decision;
  const { effectiveAt, confidence, reason, origins, copies, quotes, counterQuotes } = body;
  const [against] = counterQuotes;
  return html`${type === POSTURE_CORRECTED && correctionOf(body)}
    <p>${reason}</p>
    <p>
      ${type === POSTURE_CHANGED && `Since ${utc(effectiveAt)}. `}Decided ${utc(recordedAt)}; confidence
      ${confidenceWord(confidence)} (${percent(confidence)}), ${counted(origins, 'origin')},
      ${counted(copies, 'copy', 'copies')}.
    </p>
    ${quotes.slice(0, MOST_QUOTES).map(quotation)}
    ${
      against &&
      html`<p>Against it:</p>
        ${quotation(against)}`
    }`;
}

/** What is taken back, for which time, and what holds at present. */
function correctionOf({ from, to, period, was = [], is = [], late }: DecisionRecord): Markup {
  const list = (stretches: PeriodStart[]): string =>
    stretches.map(({ posture, from: start }) => `${posture} from ${utc(start)}`).join(', then ');
  return html`<p>
      <strong>${late ? 'This comes late.' : 'This is a correction.'}</strong>
      ${period && `Of the time from ${utc(period.from)} to ${period.to ? utc(period.to) : 'now'} `}this was
      told: ${list(was)}. It was: ${list(is)}.
    </p>
    <p>The posture held at present ${from === to ? 'stays' : 'is'} ${to}.</p>`;
}
