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

/** Splits a sentence into clauses that cover it without gaps. */
export function clausesOf(tokens: Token[], hits: Hits): Clause[] {
  const concedes = hits.has('EVENIF');
  const binds = hits.has('IF');
  const contrasts = hits.has('BUT');
  const clauses: Clause[] = [];
  let open = clause(0, 'plain');
  const start = (at: number, kind: Clause['kind'], opener?: Hit): void => {
    open.to = at;
    if (at > open.from) clauses.push(open);
    open = clause(at, kind, opener);
  };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const concession = concedes ? hits.at('EVENIF', at) : undefined;
    const condition = binds ? hits.at('IF', at) : undefined;
    if (!token.word && BREAKS.has(token.norm)) start(at + 1, 'plain');
    else if (concession && concession.to >= (condition?.to ?? 0)) start(at, 'concession', concession);
    else if (condition) start(at, 'condition', condition);
    else if (contrasts && hits.at('BUT', at)) start(at, 'plain');
    else if (open.kind === 'condition' && open.opener && beginsMain(tokens, at, open.opener))
      start(at, 'plain');
  }
  open.to = tokens.length;
  if (open.to > open.from) clauses.push(open);
  return clauses;
}

const clause = (from: number, kind: Clause['kind'], opener?: Hit): Clause => ({
  from,
  to: from,
  kind,
  opener,
});

/** The clause that holds a token. */
export function clauseAt(clauses: Clause[], at: number): Clause {
  for (const clause of clauses) if (clause.from <= at && at < clause.to) return clause;
  return { from: at, to: at + 1, kind: 'plain' };
}
