import type { Hits } from '../lexicon/match';
import type { Hit } from '../lexicon/types';
import type { Token } from '../text/types';
import type { Clause } from './types';

const BREAKS = new Set([',', ';', ':', '—', '–', '(', ')', '…']);
const MAIN_SUBJECT = new Set(['we', 'they', 'he', 'she', 'it', 'i', 'us_', 'washington', 'america', 'trump']);
const MAIN_VERB = new Set(['will', 'would', 'may', 'might', 'could', 'is', 'are', 'can']);

/** An opening condition without a comma ends where the main clause begins: `If not Kyiv we will leave`. */
const beginsMain = (tokens: Token[], at: number, opener: Hit): boolean =>
  at >= opener.to + 2 && MAIN_SUBJECT.has(tokens[at]!.norm) && MAIN_VERB.has(tokens[at + 1]?.norm ?? '');

const startsOf = (hits: readonly Hit[]): Map<number, Hit> => new Map(hits.map((hit) => [hit.from, hit]));

/** Splits a sentence into clauses that cover it without gaps. */
export function clausesOf(tokens: Token[], hits: Hits): Clause[] {
  const concessions = startsOf(hits.of('EVENIF'));
  const conditions = startsOf(hits.of('IF'));
  const contrasts = startsOf(hits.of('BUT'));
  const clauses: Clause[] = [];
  let open: Clause = { from: 0, to: 0, kind: 'plain' };
  const start = (at: number, kind: Clause['kind'], opener?: Hit): void => {
    if (at > open.from) clauses.push({ ...open, to: at });
    open = { from: at, to: at, kind, ...(opener && { opener }) };
  };
  for (let at = 0; at < tokens.length; at++) {
    const concession = concessions.get(at);
    const condition = conditions.get(at);
    if (BREAKS.has(tokens[at]!.norm)) start(at + 1, 'plain');
    else if (concession && concession.to >= (condition?.to ?? 0)) start(at, 'concession', concession);
    else if (condition) start(at, 'condition', condition);
    else if (contrasts.has(at)) start(at, 'plain');
    else if (open.kind === 'condition' && open.opener && beginsMain(tokens, at, open.opener))
      start(at, 'plain');
  }
  if (tokens.length > open.from) clauses.push({ ...open, to: tokens.length });
  return clauses;
}

/** The clause that holds a token. */
export const clauseAt = (clauses: Clause[], at: number): Clause =>
  clauses.find((clause) => clause.from <= at && at < clause.to) ?? { from: at, to: at + 1, kind: 'plain' };
