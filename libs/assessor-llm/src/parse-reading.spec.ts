import * as fc from 'fast-check';
import { AUTHORITIES, SIGNALS, type ItemText } from '#libs/domain';
import { parseCompletion } from './parse-completion';
import { CERTAINTIES, FIELDS } from './prompt';

const fragments = ['we will ', 'step back', ' as mediators', '\u{1f54a}', '"', '\n', 'Київ ', '\\u0041', ' '];
const words = fc.array(fc.constantFrom(...fragments), { maxLength: 30 }).map((parts) => parts.join(''));
const texts: fc.Arbitrary<ItemText> = fc.record({ title: words, summary: words, content: words });

/** Mostly of the right shape, with quotes that are slices, near misses or chance. */
const quoteOf = (text: ItemText) =>
  fc.record({
    field: fc.constantFrom<string>(...FIELDS, 'url'),
    quote: fc.oneof(
      fc
        .tuple(fc.constantFrom(...FIELDS), fc.nat(200), fc.nat(60))
        .map(([field, start, length]) => text[field].slice(start, start + length)),
      words,
      fc.string({ unit: 'binary' }),
    ),
  });
const answerTo = (text: ItemText) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({
          signal: fc.constantFrom<string>(...SIGNALS, 'paused'),
          certainty: fc.constantFrom(...CERTAINTIES),
          authority: fc.constantFrom(...AUTHORITIES),
          speaker: fc.option(fc.string()),
          quotes: fc.array(quoteOf(text), { maxLength: 4 }),
          why: fc.string(),
        })
        .map((answer) => JSON.stringify(answer)),
    },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string() },
  );
const body = (content: string): string =>
  JSON.stringify({ choices: [{ finish_reason: 'stop', message: { content } }] });

it('yields no span that is not the slice, whatever is answered', () => {
  let read = 0;
  fc.assert(
    fc.property(
      texts.chain((text) => fc.tuple(fc.constant(text), answerTo(text))),
      ([text, written]) => {
        const opinion = parseCompletion(body(written), text, []);
        if (!('reading' in opinion)) return;
        read += 1;
        const { signal, quotes } = opinion.reading;
        expect(signal === 'none' || quotes.length > 0).toBe(true);
        for (const { field, start, end, quote } of quotes) {
          expect(quote).toBe(text[field].slice(start, end));
          expect(quote.isWellFormed()).toBe(true);
        }
      },
    ),
    { numRuns: 3_000 },
  );
  expect(read).toBeGreaterThan(20);
});

it('answers for any body at all, and throws at none', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (any) => {
      expect('dropped' in parseCompletion(any, { title: '', summary: '', content: '' }, [])).toBe(true);
    }),
    { numRuns: 1_000 },
  ));
