import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ItemText, Signal } from '#libs/domain';
import { assess } from './index';

const folder = path.resolve('..', 'shared', 'seeds');
const EXPECTED: Record<string, Signal> = {
  '000': 'withdrawn',
  '001': 'withdrawn',
  '002': 'threatened',
  '003': 'threatened',
  '004': 'clarified',
};
/** Others of the same role in the same places: the roles must be read, not the names. */
const SWAPS: [RegExp, string][] = [
  [/Tammy Bruce/g, 'Dana Whitlock'],
  [/\bBruce\b/g, 'Whitlock'],
  [/Marco Rubio/g, 'Helen Ashdown'],
  [/\bRubio\b/g, 'Ashdown'],
  [/J\.?D\.? Vance/g, 'Paul Merrick'],
  [/\bVance\b/g, 'Merrick'],
  [/Fox News/g, 'Harbor Television'],
  [/May 2(nd)?|May 1(st)?/g, 'June 14'],
  [/Blitz|BLiTZ/g, 'Courier'],
];

const asContent = (text: string): ItemText => ({ title: '', summary: '', content: text });
const asHeadline = (text: string): ItemText => {
  const [title = '', ...rest] = text.trim().split('\n');
  return { title, summary: rest.join('\n').trim().slice(0, 1500), content: '' };
};
const swapped = (text: string): string => SWAPS.reduce((now, [from, to]) => now.replace(from, to), text);

const found = existsSync(folder) ? readdirSync(folder).filter((file) => file.slice(0, 3) in EXPECTED) : [];

if (found.length === 0) {
  it.skip('the five seed texts: skipped, for ../shared/seeds is not there', () => undefined);
} else {
  describe.each(found)('seed %s', (file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const expected = EXPECTED[file.slice(0, 3)];
    it('as one long content', () => expect(assess(asContent(text)).signal).toBe(expected));
    it('as title and summary', () => expect(assess(asHeadline(text)).signal).toBe(expected));
    it('with other names in the same roles', () => {
      expect(assess(asContent(swapped(text))).signal).toBe(expected);
      expect(assess(asHeadline(swapped(text))).signal).toBe(expected);
    });
  });
}
