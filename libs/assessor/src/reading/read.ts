import { matchSentence, type Hits } from '../lexicon/match';
import type { Lexicon } from '../lexicon/compile';
import { sentences } from '../text/sentences';
import type { Sentence, Zone } from '../text/types';
import { actorsOf } from './actors';
import { clausesOf } from './clauses';
import type { Actor, Clause, SentenceReading } from './types';

/** Clauses and actors are made out when they are first asked for: most sentences claim nothing. */
class Reading implements SentenceReading {
  readonly hits: Hits;
  private ownClauses: Clause[] | undefined = undefined;
  private ownActors: Actor[] | undefined = undefined;

  constructor(
    readonly sentence: Sentence,
    lexicon: Lexicon,
  ) {
    this.hits = matchSentence(sentence.tokens, lexicon);
  }

  get clauses(): Clause[] {
    return (this.ownClauses ??= clausesOf(this.sentence.tokens, this.hits));
  }

  get actors(): Actor[] {
    return (this.ownActors ??= actorsOf(this.sentence.tokens, this.hits));
  }
}

/** Reads the sentences of a zone: concepts, clauses, actors. */
export const readZone = (zone: Zone, lexicon: Lexicon): SentenceReading[] =>
  sentences(zone).map((sentence) => new Reading(sentence, lexicon));
