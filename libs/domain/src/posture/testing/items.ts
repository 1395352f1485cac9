import fc from 'fast-check';
import { HOUR, type Instant, toInstant } from '../../kernel/index';
import type { Statement } from '../../signal/index';
import type { Fold, FoldItem, Period } from '../posture';

/** Where the stories of the suites begin. */
export const START = Date.parse('2025-05-01T00:00:00Z');

/** An instant, so many hours into the story. */
export const hour = (n: number): Instant => toInstant(START + n * HOUR);

let unique = 0;

/** An item that says something in its own words; what matters to a case is given. */
export function item(given: Partial<FoldItem> & { at: number }): FoldItem {
  const { at, ...rest } = given;
  const n = ++unique;
  return {
    itemId: `i${String(n).padStart(6, '0')}`,
    effectiveAt: hour(at),
    precision: 'instant',
    outlet: `outlet ${n}`,
    official: false,
    signal: 'threatened',
    confidence: 0.8,
    certainty: 'asserted',
    authority: 'principal',
    statements: [],
    shingles: [n * 10, n * 10 + 1, n * 10 + 2, n * 10 + 3],
    ...rest,
  };
}

export const said = (speaker: string, quotation?: string, saidOn?: string): Statement => ({
  speaker,
  predicate: 'step-back',
  ...(quotation === undefined ? {} : { quotation }),
  ...(saidOn === undefined ? {} : { saidOn }),
});

/** A fold's periods as `hour posture`, the initial one left out. */
export const story = ({ periods }: Fold): string[] =>
  periods.slice(1).map((p: Period) => `${(Date.parse(p.from) - START) / HOUR} ${p.posture}`);

const SPEAKERS = ['tammy bruce', 'marco rubio', 'dmitry peskov'];
const QUOTES = [
  'we will not be the mediators',
  'the methodology changes in that we will not be the mediators any more',
  'our posture is the same',
  'fly around the world',
  'we will not fly around the world to mediate at the drop of a hat',
];

const statement: fc.Arbitrary<Statement> = fc.record(
  {
    speaker: fc.constantFrom(...SPEAKERS),
    quotation: fc.constantFrom(...QUOTES),
    predicate: fc.constantFrom('step-back', 'stay'),
    saidOn: fc.constantFrom('2025-05-01', '2025-05-03', '2025-05-09'),
  },
  { requiredKeys: ['speaker', 'predicate'] },
);

/** Items of a few weeks: few outlets, speakers, texts and instants, so that they meet. */
export const someItems = (maxLength: number): fc.Arbitrary<FoldItem[]> =>
  fc
    .array(
      fc.record(
        {
          at: fc.oneof(
            { weight: 4, arbitrary: fc.integer({ min: 0, max: 200 }) },
            fc.integer({ min: 0, max: 900 }),
          ),
          precision: fc.constantFrom<FoldItem['precision'][]>('instant', 'instant', 'day', 'first-seen'),
          outlet: fc.constantFrom('Reuters', 'Axios', 'TASS', 'Daily', 'Herald'),
          official: fc.boolean(),
          signal: fc.constantFrom<FoldItem['signal'][]>('active', 'threatened', 'withdrawn', 'clarified'),
          confidence: fc.constantFrom(0.3, 0.55, 0.7, 0.9, 0.97),
          certainty: fc.constantFrom<FoldItem['certainty'][]>(
            'asserted',
            'asserted',
            'hedged',
            'conditional',
          ),
          authority: fc.constantFrom<FoldItem['authority'][]>(
            'principal',
            'principal',
            'official',
            'unnamed',
            'foreign',
            'other',
          ),
          speaker: fc.constantFrom(...SPEAKERS),
          attributedTo: fc.constantFrom('reuters', 'axios'),
          statements: fc.array(statement, { maxLength: 2 }),
          shingles: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
        },
        {
          requiredKeys: [
            'at',
            'precision',
            'outlet',
            'official',
            'signal',
            'confidence',
            'certainty',
            'authority',
            'statements',
            'shingles',
          ],
        },
      ),
      { maxLength, size: 'max' },
    )
    .map((list) =>
      list.map(({ at, ...rest }, i) => ({
        ...rest,
        itemId: `i${String(i).padStart(3, '0')}`,
        effectiveAt: hour(at),
        official: rest.official && at % 7 === 0,
        shingles: [...rest.shingles].sort((a, b) => a - b),
      })),
    );
