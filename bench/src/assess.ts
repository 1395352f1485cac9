import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';
import { assess } from '#libs/assessor';
import type { ItemText } from '#libs/domain';
import { row, type BenchOptions, type Row } from './harness';
import { hostileTexts } from './hostile';
import { mixedTexts, onTopicTexts, spread, whole } from './texts';

export const limitMs = 600_000;

const ROUNDS = 9;
/** Rounds before the first that counts: a program that reads feeds has long been running. */
const WARM_UP = 4;
const TEXTS = 400;
const MB = 1 << 20;

const nlp = winkNLP(model);
const { its } = nlp;

/** What wink-nlp is compared with: tokens, sentences, parts of speech, entities and negation, all of them read. */
function wink(text: string): unknown {
  const doc = nlp.readDoc(text);
  const tokens = doc.tokens();
  return [
    doc.sentences().out(),
    tokens.out(its.pos),
    tokens.out(its.negationFlag),
    doc.entities().out(its.type),
  ];
}

function seconds(work: () => void): number {
  const begin = performance.now();
  work();
  return (performance.now() - begin) / 1_000;
}

/** Assessments beside wink-nlp on the same texts, in turn; no text comes twice. */
function speed(
  name: string,
  texts: (seed: number, count: number) => ItemText[],
  { smoke }: BenchOptions,
): Row {
  const [ours, theirs]: [number[], number[]] = [[], []];
  let size = 0;
  const rounds = smoke ? 1 : ROUNDS;
  for (let round = smoke ? 0 : -WARM_UP; round < rounds; round += 1) {
    const items = texts(round + WARM_UP + 1, TEXTS);
    const plain = items.map(whole);
    const own = TEXTS / seconds(() => items.forEach((item) => assess(item)));
    const peer = TEXTS / seconds(() => plain.forEach((text) => wink(text)));
    if (round < 0) continue;
    ours.push(own);
    theirs.push(peer);
    size += plain.reduce((sum, text) => sum + text.length, 0) / TEXTS / rounds;
  }
  return row({
    name: `${name}, ${Math.round(size)} characters each`,
    unit: 'items/s',
    values: ours,
    peer: { name: 'wink-nlp, full pipeline', values: theirs },
    aim: { text: '>= 4 times wink-nlp', met: (_, ratio) => ratio !== null && ratio >= 4 },
  });
}

/** Prose of a length that holds what feeds bring. */
function prose(length: number): string {
  let text = '';
  for (let seed = 100; text.length < length; seed += 1)
    text += `${mixedTexts(seed, 500).map(whole).join('\n')}\n`;
  return text.slice(0, length);
}

const timed = (item: ItemText): number => seconds(() => assess(item));

function growth(length: number, text: string, rounds = ROUNDS): Row {
  const [once, twice] = [spread(text.slice(0, length)), spread(text.slice(0, 2 * length))];
  const values = Array.from({ length: rounds }, () => {
    const short = timed(once);
    return timed(twice) / short;
  });
  return row({
    name: `time(2n) / time(n), n = ${length >> 10} KB`,
    unit: 'x',
    values,
    aim: { text: '<= 2.5', met: (value) => value <= 2.5 },
  });
}

const HOSTILE_ROUNDS = 3;

function hostile([name, text]: [string, string], plain: ItemText): Row {
  // Read as English, else most would be left unread as of no language we know.
  const item = { ...spread(text), language: 'en' };
  const [own, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round < HOSTILE_ROUNDS; round += 1) {
    own.push(timed(item) * 1_000);
    peer.push(timed(plain) * 1_000);
  }
  return row({
    name: `1 MB: ${name}`,
    unit: 'ms',
    values: own,
    peer: { name: '1 MB of prose', values: peer },
    aim: { text: '<= 3 times prose', met: (_, ratio) => ratio !== null && ratio <= 3 },
  });
}

/** Assessments on one core beside another reader of texts, on long texts, and on texts made to cost time. */
export async function run(options: BenchOptions): Promise<Row[]> {
  const speeds = [
    speed("a feed's mix", mixedTexts, options),
    speed('on the matter only', onTopicTexts, options),
  ];
  if (options.smoke) return [...speeds, growth(64 << 10, prose(128 << 10), 1)];
  const long = prose(MB);
  const plain = spread(long);
  return [
    ...speeds,
    ...[64 << 10, 256 << 10, 384 << 10].map((length) => growth(length, long)),
    ...hostileTexts(MB).map((each) => hostile(each, plain)),
  ];
}
