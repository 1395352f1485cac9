import type { Concept, Hit } from '../lexicon/types';
import { subjectOf } from './actors';
import { clauseAt } from './clauses';
import { modeOf } from './factuality';
import { objectOf } from './objects';
import type { ActorKind, Claim, ClaimKind, ObjectKind, SentenceReading } from './types';

/** A claim before its place in the item is known. */
type Said = Omit<Claim, 'order'>;

/** What the sentences before have settled: who acts, and whether the role is what is spoken of. */
export interface Context {
  subject: () => ActorKind;
  role: boolean;
  exitTold: boolean;
  /** The sentence before asked whether the US leaves. */
  exitAsked: boolean;
}

const STRENGTH: Record<ObjectKind, number> = { role: 3, talks: 2, deal: 1, meeting: 0, other: 0, none: 1 };

const overlapsAny = (hits: readonly Hit[], hit: Hit): boolean =>
  hits.some((other) => other.from < hit.to && hit.from < other.to);

/** The subject, or the one the text has been speaking of when the sentence names none. */
function actingSubject(reading: SentenceReading, hit: Hit, context: Context): ActorKind {
  const subject = subjectOf(reading, hit);
  return subject === 'none' ? context.subject() : subject;
}

const mayBeUs = (subject: ActorKind): boolean => subject === 'us' || subject === 'none';

/** Predicates of leaving; of two that overlap, the one that began first. */
function exitHits({ hits }: SentenceReading): Hit[] {
  if (!hits.has('EXIT') && !hits.has('LEAVE')) return [];
  const apart: Hit[] = [];
  const blocked = [...hits.of('NOISE'), ...hits.of('CLARIFY').filter((hit) => hit.to - hit.from > 1)];
  for (const hit of [...hits.of('EXIT'), ...hits.of('LEAVE')]) {
    if (!overlapsAny(blocked, hit) && !overlapsAny(apart, hit)) apart.push(hit);
  }
  return apart;
}

/** Patterns that hold their own negation: `no longer ~6 {ROLE}`. */
const isNegation = ({ rule }: Hit): boolean => /:(not|no |never|neither|nor|@fut)/.test(rule);

/** `not be abandoning mediation` holds a verb of leaving: the negation is of that, not of the role. */
const negatesLeaving = ({ hits }: SentenceReading, hit: Hit): boolean =>
  isNegation(hit) &&
  [...hits.of('LEAVE'), ...hits.of('EXIT')].some(
    (other) => !isNegation(other) && other.from > hit.from && other.from < hit.to,
  );

function exitClaims(reading: SentenceReading, context: Context): Said[] {
  const claims: Said[] = [];
  for (const hit of exitHits(reading)) {
    const subject = actingSubject(reading, hit, context);
    if (!mayBeUs(subject) || negatesLeaving(reading, hit)) continue;
    const object = objectOf(reading, hit);
    const strength = STRENGTH[object];
    if (strength === 0) continue;
    const anchored =
      context.role || reading.hits.has('ROLE') || (subject === 'us' && reading.hits.has('CONFLICT'));
    if (object !== 'role' && object !== 'talks' && !anchored) continue;
    if (reading.hits.has('ELSEWHERE') && !reading.hits.has('CONFLICT')) continue;
    const { factuality, cue } = modeOf(reading, hit);
    claims.push({ kind: 'exit', factuality, strength, reading, evidence: cue ? [hit, cue] : [hit], subject });
  }
  return claims;
}

/** Handing the matter to the parties is leaving it, when the US says so of itself. */
function handoverClaims(reading: SentenceReading, context: Context): Said[] {
  const hit = reading.hits.of('HANDOVER')[0];
  if (!hit || !context.role || overlapsAny(reading.hits.of('NOISE'), hit)) return [];
  const subject = actingSubject(reading, hit, context);
  if (subject !== 'us') return [];
  const strength = reading.hits.has('TALKS') || reading.hits.has('ROLE') ? 2 : 1;
  const { factuality, cue } = modeOf(reading, hit);
  return [{ kind: 'exit', factuality, strength, reading, evidence: cue ? [hit, cue] : [hit], subject }];
}

function pressureClaims(reading: SentenceReading, context: Context): Said[] {
  const claims: Said[] = [];
  for (const concept of ['PRESSURE', 'ULTIMATUM'] as const) {
    const hit = reading.hits.of(concept)[0];
    if (!hit) continue;
    const subject = actingSubject(reading, hit, context);
    if (!mayBeUs(subject) || (concept === 'ULTIMATUM' && !reading.hits.has('ROLE'))) continue;
    const { factuality, cue } = modeOf(reading, hit);
    claims.push({
      kind: 'pressure',
      factuality,
      strength: 1,
      reading,
      evidence: cue ? [hit, cue] : [hit],
      subject,
    });
  }
  return claims;
}

function stayClaims(reading: SentenceReading, context: Context): Said[] {
  const claims: Said[] = [];
  for (const hit of reading.hits.of('STAY')) {
    const subject = actingSubject(reading, hit, context);
    if (!mayBeUs(subject)) continue;
    const named = reading.hits.has('ROLE') || reading.hits.has('TALKS');
    if (!named && !context.role) continue;
    const { factuality, cue } = modeOf(reading, hit);
    const kind: ClaimKind = factuality === 'negated' ? 'exit' : 'stay';
    const mode = factuality === 'negated' ? exitInstead(reading, hit) : factuality;
    claims.push({
      kind,
      factuality: mode,
      strength: named ? 2 : 1,
      reading,
      evidence: cue ? [hit, cue] : [hit],
      subject,
    });
  }
  return claims;
}

/** Not to go on is to leave; whether that is decided depends on the rest of the sentence. */
function exitInstead(reading: SentenceReading, hit: Hit): Claim['factuality'] {
  const conditional =
    reading.hits.has('PRESSURE') ||
    reading.hits.has('IF') ||
    reading.hits.has('ELSE') ||
    reading.hits.has('MAY');
  return conditional && clauseAt(reading.clauses, hit.from).kind !== 'condition' ? 'conditional' : 'done';
}

function sameClaims(reading: SentenceReading, context: Context): Said[] {
  const hit = reading.hits.of('SAME')[0];
  if (!hit || !mayBeUs(actingSubject(reading, hit, context))) return [];
  return [{ kind: 'same', factuality: 'done', strength: 2, reading, evidence: [hit], subject: 'us' }];
}

/** Verbs of denial that need no object of their own to take back what was told before. */
const FLAT_DENIAL =
  /:(deny|denies|denied|denial|dismiss|refut|rebut|disput|debunk|quash|knock|shoot|brush|swat|push|опроверг|отрица|спрост|заперечу|dement|dément|nie|desm|nieg|bestreit|weis)/;

/** `That would not mean abandoning our friends`: what is not given up is none of ours. */
const isOfOther = ({ hits }: SentenceReading, hit: Hit): boolean =>
  hits.of('OTHER').some((other) => other.from >= hit.to && other.from - hit.to <= 1);

/** A denial in a sentence of its own (`The White House called it nonsense`) takes back what was told before. */
function denialClaims(reading: SentenceReading, context: Context): Said[] {
  const { hits } = reading;
  const retract = hits.of('RETRACT').find((hit) => !isOfOther(reading, hit));
  const hit =
    retract ??
    (context.exitTold
      ? (hits.of('FALSE')[0] ?? hits.of('DENY').find(({ rule }) => FLAT_DENIAL.test(rule)))
      : undefined);
  if (!hit || clauseAt(reading.clauses, hit.from).kind === 'condition') return [];
  if (hits.of('NOT').some((not) => not.to <= hit.from && hit.from - not.to <= 2)) return [];
  if (hit.concept !== 'FALSE' && !mayBeUs(actingSubject(reading, hit, context))) return [];
  if (retract && !context.exitTold && !hits.has('ROLE') && !hits.has('TALKS')) return [];
  return [{ kind: 'denial', factuality: 'denied', strength: 2, reading, evidence: [hit], subject: 'us' }];
}

const NO = new Set(['no', 'nope', 'нет', 'ні', 'nein', 'non']);

/** `Has Washington given up? No.` */
function answerClaims(reading: SentenceReading, context: Context): Said[] {
  const first = reading.sentence.tokens.findIndex((token) => token.word && token.norm !== 'a');
  const said = context.exitAsked && NO.has(reading.sentence.tokens[first]?.norm ?? '');
  const hit = reading.hits.of('NOT').find(({ from }) => from === first);
  if (!said || !hit) return [];
  return [{ kind: 'denial', factuality: 'denied', strength: 2, reading, evidence: [hit], subject: 'us' }];
}

/** Everything one sentence says about the US as mediator. */
export function claimsOf(reading: SentenceReading, context: Context): Said[] {
  const exits = exitClaims(reading, context);
  const said = exits.length > 0 ? exits : handoverClaims(reading, context);
  return [
    ...said,
    ...pressureClaims(reading, context),
    ...stayClaims(reading, context),
    ...sameClaims(reading, context),
    ...answerClaims(reading, context),
    ...(said.length > 0 && !reading.hits.has('RETRACT') ? [] : denialClaims(reading, context)),
  ];
}

/** Concepts one of which stands in every sentence that claims something. */
const CLAIMING: Concept[] = [
  'EXIT',
  'LEAVE',
  'HANDOVER',
  'PRESSURE',
  'ULTIMATUM',
  'STAY',
  'SAME',
  'RETRACT',
  'FALSE',
  'DENY',
];

/** Whom the text was last speaking of; it is read back no further than to where this was asked before. */
class Spoken {
  private read = 0;
  private kind: ActorKind = 'none';

  constructor(private readonly readings: readonly SentenceReading[]) {}

  before(at: number): ActorKind {
    for (let back = at - 1; back >= this.read; back--) {
      const first = this.readings[back]!.actors[0];
      if (!first) continue;
      this.kind = first.kind;
      break;
    }
    this.read = at;
    return this.kind;
  }
}

/** All claims of an item in reading order; each sentence knows what the ones before have settled. */
export function allClaims(readings: SentenceReading[]): Claim[] {
  const role = readings.some(({ hits }) => hits.has('ROLE') || hits.has('TALKS'));
  const claims: Claim[] = [];
  const spoken = new Spoken(readings);
  let [toldInTitle, exitTold, exitAsked] = [false, false, false];
  for (let at = 0; at < readings.length; at++) {
    const reading = readings[at]!;
    const subject = (): ActorKind => spoken.before(at);
    const told = toldInTitle || exitTold;
    const claiming = exitAsked || CLAIMING.some((concept) => reading.hits.has(concept));
    const own = claiming ? claimsOf(reading, { subject, role, exitTold: told, exitAsked }) : NO_CLAIMS;
    for (const said of own) claims.push({ ...said, order: claims.length });
    exitTold = own.some((claim) => claim.kind === 'exit');
    exitAsked = own.some((claim) => claim.kind === 'exit' && claim.factuality === 'question');
    toldInTitle ||= exitTold && reading.sentence.zone.field === 'title';
  }
  return claims;
}
const NO_CLAIMS: Said[] = [];
