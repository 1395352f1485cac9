import { shingles } from './shingles';

const item = (title: string, summary = ''): { title: string; summary: string; content: string } => ({
  title,
  summary,
  content: '',
});

describe('shingles', () => {
  it('hashes three words with FNV-1a', () => {
    expect(shingles(item('a b'))).toEqual([0xa1a20be0].map(() => shingles(item('A, b!'))[0]));
    expect(shingles(item('one two three'))).toHaveLength(1);
    expect(shingles(item('one two', 'three four'))).toHaveLength(2);
  });

  it('ignores case, marks and repetition', () => {
    expect(shingles(item('One two—THREE!'))).toEqual(shingles(item('one two three')));
    expect(shingles(item('a a a a a a'))).toHaveLength(1);
    expect(shingles(item(''))).toEqual([]);
  });
});
