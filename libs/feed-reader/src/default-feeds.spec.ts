import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readOpml, writeOpml } from './index';

const text = readFileSync(resolve(__dirname, '../data/default-feeds.opml'), 'utf8');
const feeds = readOpml(text);

describe('the bundled list of feeds', () => {
  it('is as we would write it, without doubles', () => {
    expect(writeOpml(feeds)).toBe(text);
    expect(text.match(/<outline /g)).toHaveLength(feeds.length);
    expect(feeds.length).toBeGreaterThanOrEqual(25);
  });

  it.each(feeds.map((feed) => [feed.title, feed] as const))('%s says all that is asked', (_title, feed) => {
    expect(feed.outlet).toBeTruthy();
    expect(feed.homepage).toBeTruthy();
    expect([1, 2, 3]).toContain(feed.tier);
    expect(typeof feed.official).toBe('boolean');
    expect(feed.country).toMatch(/^[A-Z]{2}$/);
    expect(feed.language).toMatch(/^[a-z]{2}$/);
  });

  it('holds few feeds whose silence counts as blindness, and several kinds of outlet', () => {
    const top = feeds.filter((feed) => feed.tier === 1);
    expect(top.length).toBeGreaterThanOrEqual(4);
    expect(top.length).toBeLessThanOrEqual(8);
    expect(new Set(feeds.map((feed) => feed.outlet)).size).toBeGreaterThanOrEqual(25);
    expect(new Set(feeds.map((feed) => feed.country)).size).toBeGreaterThanOrEqual(6);
  });
});
