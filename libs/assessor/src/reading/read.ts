import { matchSentence } from '../lexicon/match';
import type { Lexicon } from '../lexicon/compile';
import { sentences } from '../text/sentences';
import type { Zone } from '../text/types';
import { actorsOf } from './actors';
import { clausesOf } from './clauses';
import type { SentenceReading } from './types';

/** Reads the sentences of a zone: concepts, clauses, actors. */
export function readZone(zone: Zone, lexicon: Lexicon): SentenceReading[] {
  return sentences(zone).map((sentence) => {
    const hits = matchSentence(sentence.tokens, lexicon);
    return {
      sentence,
      hits,
      clauses: clausesOf(sentence.tokens, hits),
      actors: actorsOf(sentence.tokens, hits),
    };
  });
}
