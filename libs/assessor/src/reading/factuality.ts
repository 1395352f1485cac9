import type { Concept, Hit } from '../lexicon/types';
import { clauseAt } from './clauses';
import type { Clause, Factuality, SentenceReading } from './types';

/** How a predicate is put, and the cue that says so. */
export interface Mode {
  factuality: Factuality;
  cue?: Hit;
}

/** Words between a negation and what it negates. */
const NEGATION_REACH = 7;
/** Words between a modal, a speech verb of warning or a plan, and the exit it makes uncertain. */
const MODAL_REACH = 14;

type Rule = (reading: SentenceReading, hit: Hit, clause: Clause) => Mode | undefined;

const overlaps = (a: Hit, b: Hit): boolean => a.from < b.to && b.from < a.to;

/** Whether a contrast word or a semicolon stands between two places: cues do not reach across it. */
function parted(reading: SentenceReading, from: number, to: number): boolean {
  if (reading.hits.of('BUT').some((hit) => hit.from >= from && hit.from < to)) return true;
  return reading.sentence.tokens.slice(from, to).some((token) => token.norm === ';');
}

/** The last cue of a concept before the predicate that still reaches it. */
function cueBefore(reading: SentenceReading, concept: Concept, hit: Hit): Hit | undefined {
  const cues = reading.hits.of(concept);
  for (let at = cues.length - 1; at >= 0; at--) {
    const cue = cues[at]!;
    if (cue.from < hit.from && !parted(reading, cue.to, hit.from)) return cue;
  }
  return undefined;
}

/** A negation that denies the predicate itself, not a result (`no progress`) nor another cue. */
function negationOf(reading: SentenceReading, hit: Hit, clause: Clause): Hit | undefined {
  return reading.hits.of('NOT').find((cue) => {
    if (cue.from < clause.from || cue.to > hit.from || hit.from - cue.to > NEGATION_REACH) return false;
    if (reading.hits.of('RESULT').some((result) => result.from >= cue.to && result.from <= cue.to + 1))
      return false;
    return !(['OPEN', 'IF', 'ELSE', 'PRESSURE', 'DENY', 'EXIT'] as const).some((concept) =>
      reading.hits.of(concept).some((other) => other !== hit && overlaps(other, cue) && other.to <= hit.from),
    );
  });
}

const isNegated = (reading: SentenceReading, cue: Hit): boolean =>
  reading.hits.of('NOT').some((not) => not.to <= cue.from && cue.from - not.to <= 2);

/** `What if the US leaves`, `three scenarios`: nothing has happened. */
const hypothesis: Rule = (reading, hit) => {
  const cue = cueBefore(reading, 'HYPOTHESIS', hit);
  return cue ? { factuality: 'hypothetical', cue } : undefined;
};

const condition: Rule = (_reading, _hit, clause) =>
  clause.kind === 'condition'
    ? { factuality: 'hypothetical', ...(clause.opener && { cue: clause.opener }) }
    : undefined;

/** `Said it would leave, then denied it`: the exit stands before its denial. */
const deniedAfter = (reading: SentenceReading, hit: Hit): Hit | undefined =>
  [...reading.hits.of('RETRACT'), ...reading.hits.of('DENY')].find(
    (cue) =>
      cue.from >= hit.to &&
      REFERS_BACK.has(reading.sentence.tokens[cue.to]?.norm ?? '.') &&
      !isNegated(reading, cue),
  );
const REFERS_BACK = new Set(['it', 'this', 'that', 'so', '.', ',', ';', 'das', 'dies', 'это', 'це']);

const denial: Rule = (reading, hit) => {
  const deny = cueBefore(reading, 'DENY', hit) ?? deniedAfter(reading, hit);
  if (deny && !isNegated(reading, deny)) return { factuality: 'denied', cue: deny };
  const untrue = reading.hits.of('FALSE').find((cue) => !overlaps(cue, hit) && !isNegated(reading, cue));
  return untrue ? { factuality: 'denied', cue: untrue } : undefined;
};

const open: Rule = (reading, hit) => {
  const cue = cueBefore(reading, 'OPEN', hit);
  return cue && hit.from - cue.to <= NEGATION_REACH ? { factuality: 'prospective', cue } : undefined;
};

/** `Mediation is not over`: the negation stands inside the predicate. */
const innerNegation = (reading: SentenceReading, hit: Hit): Hit | undefined =>
  OWN_NEGATION.test(hit.rule)
    ? undefined
    : reading.hits.of('NOT').find((cue) => cue.from > hit.from && cue.to < hit.to);
const OWN_NEGATION = /[: ](not|no|never|neither|nor|@fut|don't|не|pas|plus|nicht|kein\*|n|ne)[ /]/;

/** What others ask the US not to do is no denial. */
const negation: Rule = (reading, hit, clause) => {
  const cue = negationOf(reading, hit, clause) ?? innerNegation(reading, hit);
  if (!cue) return undefined;
  const plea = reading.hits.of('ADVICE').find((other) => other.from <= cue.from && other.to <= hit.from);
  return plea ? { factuality: 'opinion', cue: plea } : { factuality: 'negated', cue };
};

const talk: Rule = (reading, hit) => {
  const cue =
    reading.hits.of('TALKOF').find((other) => overlaps(other, hit)) ?? cueBefore(reading, 'TALKOF', hit);
  return cue && hit.from - cue.to <= MODAL_REACH ? { factuality: 'talk', cue } : undefined;
};

const question: Rule = (reading, hit) => {
  const cue = cueBefore(reading, 'WHETHER', hit);
  if (cue) return { factuality: 'question', cue };
  return reading.sentence.question ? { factuality: 'question' } : undefined;
};

/** `had` after a speech verb only shifts the tense of what is reported, and reaches no further than its clause. */
const background: Rule = (reading, hit, clause) => {
  const cue = reading.hits.of('BEFORE').find((before) => {
    const inClause = before.from >= clause.from && before.from < clause.to;
    if (!inClause)
      return before.to <= hit.from && before.to - before.from > 1 && !parted(reading, before.to, hit.from);
    const had = before.to - before.from === 1 && reading.sentence.tokens[before.from]!.norm === 'had';
    return before.from < hit.to && !(had && cueBefore(reading, 'SAY', before));
  });
  return cue ? { factuality: 'background', cue } : undefined;
};

const alternative: Rule = (reading, hit) => {
  const cue = reading.hits.of('ELSE').find((other) => !overlaps(other, hit));
  if (cue) return { factuality: 'conditional', cue };
  const clause = reading.clauses.find((other) => other.kind === 'condition' && other.opener);
  return clause?.opener ? { factuality: 'conditional', cue: clause.opener } : undefined;
};

const advice: Rule = (reading, hit, clause) => {
  const cue = cueBefore(reading, 'ADVICE', hit);
  return cue && cue.from >= clause.from ? { factuality: 'opinion', cue } : undefined;
};

/** `would` in reported speech is only `will` told later. */
const modality: Rule = (reading, hit, clause) => {
  const may = cueBefore(reading, 'MAY', hit);
  const would = may && reading.sentence.tokens[may.from]!.norm === 'would';
  if (may && may.from >= clause.from && !(would && cueBefore(reading, 'SAY', may)))
    return { factuality: 'prospective', cue: may };
  const plan = cueBefore(reading, 'PROSPECT', hit);
  if (plan && hit.from - plan.to <= MODAL_REACH) return { factuality: 'prospective', cue: plan };
  const later = reading.hits.of('PROSPECT').find((cue) => cue.from >= hit.to && LATER.test(cue.rule));
  return later ? { factuality: 'prospective', cue: later } : undefined;
};

/** Signs of doubt that may also follow the predicate: `exit looms`, `within days`. */
const LATER = /days|weeks|deadline|loom|weigh|being considered|consideration|table|in play|option|risk|fear/;

/** In the order of their power: a denied exit stays denied whatever else the sentence says. */
const RULES: Rule[] = [
  hypothesis,
  condition,
  denial,
  open,
  negation,
  talk,
  question,
  background,
  alternative,
  advice,
  modality,
];

/** How the sentence puts a predicate: the first rule that has something to say decides. */
export function modeOf(reading: SentenceReading, hit: Hit): Mode {
  const clause = clauseAt(reading.clauses, hit.from);
  for (const rule of RULES) {
    const mode = rule(reading, hit, clause);
    if (mode) return mode;
  }
  return { factuality: 'done' };
}
