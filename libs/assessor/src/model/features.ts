import { MONTHS, WEEKDAYS } from '../data/dates';
import { conceptNumber } from '../lexicon/compile';
import { CONCEPTS, VOICES, type Concept } from '../lexicon/types';
import type { Claim, SentenceReading } from '../reading/types';
import { inLead, inTitle, type Verdict } from '../verdict/rollup';

/** Features are hashed into this many buckets (the "hashing trick", Weinberger et al. 2009). */
export const BUCKETS = 1 << 17;

/** Where features go: kept to be trained on, or weighed at once. */
export interface Sink {
  /** A word and its parts. Gives the word's hash, for the rows it stands in. */
  word(norm: string, weight: number): number;
  add(hash: number, value: number): void;
  sentenceEnds(): void;
  /** The text is over: its features are scaled to one length, and what follows is not. */
  textEnds(): void;
}

/** What a text's features are multiplied by, from the sum of their squares: short and long texts weigh alike. */
export const scaleOf = (squares: number): number => SCALE / (Math.sqrt(squares) || 1);
const SCALE = 1.2;

/** Hashed features with their values. */
export class Features implements Sink {
  buckets = new Int32Array(1 << 14);
  values = new Float32Array(1 << 14);
  size = 0;

  word(norm: string, weight: number): number {
    const { hash, parts } = wordOf(norm);
    this.add(hash, weight);
    for (const part of parts) this.add(part, weight * PART);
    return hash;
  }

  add(hash: number, value: number): void {
    if (this.size === this.buckets.length) this.grow();
    this.buckets[this.size] = bucketOf(hash);
    this.values[this.size++] = value;
  }

  sentenceEnds(): void {}

  textEnds(): void {
    let squares = 0;
    for (let at = 0; at < this.size; at++) squares += this.values[at]! ** 2;
    const scale = scaleOf(squares);
    for (let at = 0; at < this.size; at++) this.values[at]! *= scale;
  }

  private grow(): void {
    const [buckets, values] = [this.buckets, this.values];
    this.buckets = new Int32Array(buckets.length * 2);
    this.values = new Float32Array(values.length * 2);
    this.buckets.set(buckets);
    this.values.set(values);
  }
}

/** Finaliser of MurmurHash3: close hashes must not share buckets. */
export function bucketOf(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) & (BUCKETS - 1);
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let h = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  return h;
}

/** Order-aware: `joined(a, b)` is not `joined(b, a)`. */
const joined = (a: number, b: number): number =>
  Math.imul(a ^ 0x5bd1e995, 0x9e3779b1) + Math.imul(b, 0x2c1b3c6d);

export interface Word {
  hash: number;
  /** Rows of four and five letters, ends marked: they know the stem where the word is new. */
  parts: number[];
}

const PARTS = [4, 5];
/** Value of a part beside a word. */
export const PART = 0.5;
/** Shorter words have no parts, longer ones are rarely words. */
const [SHORTEST, LONGEST] = [4, 24];

/** Dates and numbers tell one day's news from another's, not one signal from another. */
function general(norm: string): string {
  if (/^\d/.test(norm)) return '#';
  if (WEEKDAYS.has(norm)) return '@day';
  // The modal verb is no month.
  return MONTHS.has(norm) && norm !== 'may' ? '@month' : norm;
}

/** The hashes of a word and of its parts. */
export function wordOf(norm: string): Word {
  const text = general(norm);
  const parts: number[] = [];
  if (text === norm && norm.length >= SHORTEST && norm.length <= LONGEST) {
    const marked = `^${norm}$`;
    for (const length of PARTS)
      for (let at = 0; at + length <= marked.length; at++)
        parts.push(hashOf(`c${marked.slice(at, at + length)}`));
  }
  return { hash: hashOf(`w${text}`), parts };
}

/** Words, pairs and rows of three, and parts of words. */
function wordFeatures({ sentence: { tokens } }: SentenceReading, weight: number, out: Sink): void {
  let [before, beforeThat] = [0, 0];
  for (const { norm } of tokens) {
    const word = out.word(norm, weight);
    if (before !== 0) out.add(joined(before, word), weight);
    if (beforeThat !== 0) out.add(joined(joined(beforeThat, before), word), weight);
    [beforeThat, before] = [before, word];
  }
}

/** Who speaks is settled elsewhere; it would only tell one writer's names from another's. */
const VOICED: ReadonlySet<Concept> = new Set(VOICES);
const TOLD = CONCEPTS.filter((concept) => !VOICED.has(concept));
const conceptHashes = CONCEPTS.map((concept) => hashOf(`k${concept}`));
const PAIR = hashOf('pair');
const TITLE_PAIR = hashOf('title pair');
const CLAUSES = { plain: hashOf('plain'), condition: hashOf('condition'), concession: hashOf('concession') };
/** Concepts of one sentence that are joined with each other: a longer row is a list, not a statement. */
const MOST = 24;

/** Concepts in the order of the text as places and numbers, `place * 64 + number` sorted. */
function conceptRow({ hits }: SentenceReading): number[] {
  const row: number[] = [];
  for (const concept of TOLD) {
    const number = conceptNumber(concept);
    for (const hit of hits.of(concept)) row.push(hit.from * 64 + number);
  }
  row.sort((a, b) => a - b);
  return row.length > MOST ? row.slice(0, MOST) : row;
}

/** Concepts in a row, and in pairs within the sentence and within a clause, in the order of the text: the same in all languages. */
function conceptFeatures(reading: SentenceReading, weight: number, out: Sink): void {
  const row = conceptRow(reading);
  const title = reading.sentence.zone.field === 'title';
  let clause = 0;
  const told = row.map((entry) => {
    const from = Math.floor(entry / 64);
    while (clause + 1 < reading.clauses.length && reading.clauses[clause]!.to <= from) clause++;
    return {
      hash: conceptHashes[entry & 63]!,
      clause,
      kind: CLAUSES[reading.clauses[clause]?.kind ?? 'plain'],
    };
  });
  for (let at = 0; at < told.length; at++) {
    const { hash, clause: own, kind } = told[at]!;
    out.add(hash, weight);
    out.add(joined(hash, kind), weight * 0.7);
    const next = told[at + 1];
    const nextButOne = told[at + 2];
    if (next) out.add(joined(hash, next.hash), weight);
    if (nextButOne) out.add(joined(joined(hash, next!.hash), nextButOne.hash), weight);
    for (let other = at + 1; other < told.length; other++) {
      const pair = joined(hash, told[other]!.hash);
      out.add(joined(PAIR, pair), weight * 0.5);
      if (title) out.add(joined(TITLE_PAIR, pair), weight * 0.5);
      if (told[other]!.clause === own) out.add(joined(kind, pair), weight * 0.7);
    }
  }
}

/** Sentences of the content that are read: what an article is about stands at its beginning. */
const CONTENT_LEAD = 12;
const TITLE_WEIGHT = 1.5;
/** Values of the cascade's own findings beside a text of length one. */
const FINDING = 0.3;
const CLAIM = 0.18;

/** The words and concepts of the item. */
export function textFeatures(readings: readonly SentenceReading[], out: Sink): void {
  for (const reading of readings) {
    const { zone, index } = reading.sentence;
    if (zone.field === 'content' && index >= CONTENT_LEAD) break;
    const weight = zone.field === 'title' ? TITLE_WEIGHT : 1;
    wordFeatures(reading, weight, out);
    conceptFeatures(reading, weight, out);
    out.sentenceEnds();
  }
  out.textEnds();
}

const place = (claim: Claim): string => (inTitle(claim) ? 'title' : inLead(claim) ? 'lead' : 'body');

/** What the cascade found. */
export interface Findings {
  claims: readonly Claim[];
  verdict: Verdict;
  /** How much the item shows the US at work as mediator. */
  score: number;
}

/** The findings as features: its verdict, its claims, and how much the US shows at work. */
export function findingFeatures({ claims, verdict, score }: Findings, out: Sink): void {
  const because = `b${verdict.because}/${verdict.claim?.strength ?? 0}`;
  out.add(hashOf(`v${verdict.signal}`), FINDING);
  out.add(hashOf(because), FINDING);
  out.add(hashOf(`${because}/${verdict.claim?.factuality ?? ''}`), FINDING);
  out.add(hashOf('score'), Math.max(-2, Math.min(2, score / 2)) * FINDING);
  out.add(hashOf('bias'), FINDING);
  const seen = new Set<string>();
  for (const claim of claims.slice(0, 50)) {
    const name = `q${claim.kind}/${claim.factuality}/${claim.strength}/${claim.subject}/${place(claim)}`;
    if (seen.has(name)) continue;
    seen.add(name);
    out.add(hashOf(name), CLAIM);
  }
}
