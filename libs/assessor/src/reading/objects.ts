import type { Concept, Hit } from '../lexicon/types';
import { clauseAt } from './clauses';
import type { ObjectKind, SentenceReading } from './types';

const OBJECTS: [Concept, ObjectKind][] = [
  ['ROLE', 'role'],
  ['OTHER', 'other'],
  ['TALKS', 'talks'],
  ['MEETING', 'meeting'],
  ['DEAL', 'deal'],
];
/** How far an object may stand from its predicate. */
const AFTER = 9;
const BEFORE = 7;

const COMPLEMENT = new Set(['from', 'из', 'от', 'із', 'від']);

interface Candidate {
  kind: ObjectKind;
  distance: number;
  length: number;
}

function nearest(reading: SentenceReading, distanceOf: (hit: Hit) => number): ObjectKind | undefined {
  let best: Candidate | undefined;
  for (const [concept, kind] of OBJECTS) {
    for (const hit of reading.hits.of(concept)) {
      const distance = distanceOf(hit);
      if (distance < 0) continue;
      const length = hit.to - hit.from;
      const nearer =
        !best || distance < best.distance || (distance === best.distance && length > best.length);
      if (nearer) best = { kind, distance, length };
    }
  }
  return best?.kind;
}

/**
 * What a predicate is about: the object inside its own words, else the nearest one after it in its clause,
 * else the nearest before it. The role must be the thing left: aid, troops or one meeting are not.
 */
export function objectOf(reading: SentenceReading, hit: Hit): ObjectKind {
  const inside = nearest(reading, (object) =>
    object.from > hit.from - 1 && object.to <= hit.to && object.to - object.from < hit.to - hit.from
      ? hit.to - object.to
      : -1,
  );
  if (inside) return inside;
  const { to } = clauseAt(reading.clauses, Math.max(hit.from, hit.to - 1));
  const after = nearest(reading, (object) =>
    object.from >= hit.to && object.from < to && object.from - hit.to <= AFTER ? object.from - hit.to : -1,
  );
  if (after) return after;
  // `withdrawal from the conflict`: what is left is named, and it is none of ours.
  if (COMPLEMENT.has(reading.sentence.tokens[hit.to]?.norm ?? '')) return 'none';
  const before = nearest(reading, (object) =>
    object.to <= hit.from && hit.from - object.to <= BEFORE ? hit.from - object.to : -1,
  );
  return before ?? 'none';
}
