import { assess } from '#libs/assessor';
import { row, type Row } from './harness';

const ROUNDS = 9;
const TEXTS = 1_000;

const OPENINGS = [
  'Washington',
  'The State Department',
  'The Secretary of State',
  'A US envoy',
  'The White House',
];
const ACTS = [
  'will step back as mediator',
  'may walk away from the talks',
  'has ended its mediation',
  'is not giving up on the talks',
  'proposed a ceasefire',
  'met the two delegations',
];
const ENDS = [
  'unless both sides bring proposals',
  'after weeks without progress',
  'as fighting went on near the border',
  'in an interview on Friday',
  'while the Kremlin kept silent',
];
const pick = <T>(list: T[], n: number): T => list[n % list.length]!;

/** About 1 KB of news prose; no two alike. */
function text(n: number): string {
  const sentences = Array.from(
    { length: 9 },
    (_, i) =>
      `${pick(OPENINGS, n + i)} ${pick(ACTS, n * 7 + i * 3)} between Russia and Ukraine ${pick(ENDS, n * 3 + i)}, officials said on day ${n + i}.`,
  );
  return sentences.join(' ');
}

const perSecond = (texts: string[], work: (text: string) => unknown): number => {
  const begin = performance.now();
  for (const each of texts) work(each);
  return (texts.length * 1_000) / (performance.now() - begin);
};

/** Assessments on one core, beside merely cutting the same texts into words. */
export async function run(): Promise<Row[]> {
  const texts = Array.from({ length: TEXTS }, (_, n) => text(n));
  const read = (content: string): unknown => assess({ title: '', summary: '', content });
  const cut = (content: string): unknown => content.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  perSecond(texts, read);
  perSecond(texts, cut);
  const [ours, words]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(perSecond(texts, read));
    words.push(perSecond(texts, cut));
  }
  const size = Math.round(texts.reduce((sum, each) => sum + each.length, 0) / texts.length);
  const large = Array.from({ length: 3 }, (_, n) => ({
    once: Array.from({ length: 200 }, (_, i) => text(n + i)).join(' '),
  }));
  const growth = large.map(({ once }) => {
    const short = perSecond([once], read);
    return short / perSecond([`${once} ${once}`], read);
  });
  return [
    row({
      name: `assess, ${size} characters each`,
      unit: 'items/s',
      values: ours,
      peer: { name: 'cutting the same texts into words', values: words },
    }),
    row({
      name: 'time(2n) / time(n) at 200 kB',
      unit: 'x',
      values: growth,
      aim: { text: '<= 2.5', met: (value) => value <= 2.5 },
    }),
  ];
}
