import fc from 'fast-check';
import type { ItemText } from '#libs/domain';
import { assess, shingles } from './index';

const WORDS =
  'The U.S. will not “step back” as mediator in Russia Ukraine talks, unless if Rubio said: denied — İstanbul\u00a0may no longer mediate? "walking away" l’Ukraine США больше не посредник'.split(
    ' ',
  );
/** Names that every JavaScript object inherits: a table of words must not find them. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);
const newsLike = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' '));
const anyText = fc.oneof(
  newsLike,
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary' }),
);
const items: fc.Arbitrary<ItemText> = fc.record({ title: anyText, summary: anyText, content: anyText });

describe('for every text', () => {
  it('quotes are verbatim, and the same text gives the same assessment', () => {
    fc.assert(
      fc.property(items, (text) => {
        const assessment = assess(text);
        for (const { field, start, end, quote } of assessment.evidence) {
          expect(quote).toBe(text[field].slice(start, end));
          expect(quote.length).toBeGreaterThan(0);
        }
        const [passage, ...cues] = assessment.evidence;
        for (const rule of cues.flatMap(({ rules }) => rules)) expect(passage!.rules).toContain(rule);
        expect(assess({ ...text })).toEqual(assessment);
      }),
      { numRuns: 200 },
    );
  });

  it.each(INHERITED)('reads %s as a word like any other', (name) => {
    const texts = [
      `The US will no longer mediate between Russia and Ukraine, ${name} said`,
      `${name}n't ${name}'s x'${name} “we will step back as mediators” in the words ${name} the spokeswoman of Ukraine`,
      `In ${name} the spokeswoman: the US will step back as mediator between Russia and Ukraine`,
    ];
    for (const content of texts)
      for (const language of [undefined, 'en', name])
        expect(assess({ title: name, summary: '', content, outlet: name, language }).reason).not.toBe('');
  });

  it('shingles ascend and do not repeat', () => {
    fc.assert(
      fc.property(items, (text) => {
        const found = shingles(text);
        expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
      }),
      { numRuns: 100 },
    );
  });
});

// What is not linear takes hours for a megabyte: the suite's time limit tells, `npm run bench -- assess` measures.
describe('a megabyte of hostile text is read to its end', () => {
  it.each(['if ', '((((', 'a ', 'not not ', '"', 'U.S.', 'mediator unless ', '\n', 'İ'])('%j', (piece) => {
    const content = piece.repeat(1_000_000 / piece.length);
    expect(assess({ title: '', summary: '', content, language: 'en' }).signal).toBe('none');
  });
});
