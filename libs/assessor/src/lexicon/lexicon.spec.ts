import { sentences } from '../text/sentences';
import { compile, type Lexicon } from './compile';
import { LANGUAGES } from './lexicons';
import { matchSentence } from './match';
import { CONCEPTS, type Concept, type LanguageData } from './types';

const compiled = (concepts: LanguageData['concepts'], classes = {}): Lexicon =>
  compile([['en', { classes, concepts }]]);
const found = (text: string, lexicon: Lexicon, concept: Concept): string[] => {
  const { tokens } = sentences({ field: 'title', text })[0]!;
  const hits = matchSentence(tokens, lexicon).of(concept);
  return hits.map(({ from, to }) => text.slice(tokens[from]!.start, tokens[to - 1]!.end));
};

describe('patterns', () => {
  it('match words, alternatives, stems and classes', () => {
    const lexicon = compiled({ STAY: ['stay/stays put', 'remain*', '@keep on'] }, { keep: 'keep keeps' });
    expect(found('they stay put, remained, keeps on, stay', lexicon, 'STAY')).toEqual([
      'stay put',
      'remained',
      'keeps on',
    ]);
  });
  it('bridge gaps, but never a mark', () => {
    const lexicon = compiled({ LEAVE: ['walk ~2 away'] });
    expect(found('walk right away', lexicon, 'LEAVE')).toEqual(['walk right away']);
    expect(found('walk, away', lexicon, 'LEAVE')).toEqual([]);
  });
  it('build on other concepts, may leave words out, and can ask for the end', () => {
    const lexicon = compiled({
      ROLE: ['mediat*'],
      EXIT: ['end the? {ROLE}', '{ROLE} over'],
      LEAVE: ['leave $'],
    });
    expect(found('end the mediation', lexicon, 'EXIT')).toEqual(['end the mediation']);
    expect(found('mediation over', lexicon, 'EXIT')).toEqual(['mediation over']);
    expect(found('leave the room', lexicon, 'LEAVE')).toEqual([]);
    expect(found('we leave, they', lexicon, 'LEAVE')).toEqual(['leave']);
  });
  it('keep the longest of those that begin at one word', () => {
    expect(found('step back now', compiled({ LEAVE: ['step', 'step back'] }), 'LEAVE')).toEqual([
      'step back',
    ]);
  });
  it('refuse a class nobody defined', () =>
    expect(() => compiled({ LEAVE: ['@nothing'] })).toThrow('unknown word class'));
});

describe.each(Object.entries(LANGUAGES))('the data of %s', (_language, { concepts }) => {
  const patterns = Object.values(concepts).flat();
  it('is lower case and names only known concepts', () => {
    for (const pattern of patterns) {
      for (const [, name] of pattern.matchAll(/\{(\w+)\}/g)) expect(CONCEPTS).toContain(name);
      expect(pattern.replace(/\{\w+\}/g, '')).toBe(pattern.replace(/\{\w+\}/g, '').toLowerCase());
    }
  });
  it('has no stray slots', () => {
    for (const pattern of patterns) expect(pattern).toMatch(/^[^\s~$]\S*( (~\d|\S+))*$/);
  });
  it('says no pattern of a concept twice', () => {
    for (const list of Object.values(concepts)) expect(list.length).toBe(new Set(list).size);
  });
});
