import * as fc from 'fast-check';
import { FeedError, readOpml, writeOpml, type FeedListing } from './index';

const code = (text: string): string => {
  try {
    return `read ${readOpml(text).length}`;
  } catch (error) {
    return error instanceof FeedError ? error.code : String(error);
  }
};

describe('OPML', () => {
  it('is read from other programs: folders, letter case, doubles and what is no feed', () => {
    const text = `<?xml version="1.0"?><OPML version="1.0"><head><title>mine</title></head><body>
      <outline text="News"><outline text="A &amp; B" type="rss" xmlUrl="https://a.example/rss" htmlUrl="https://a.example/"/>
      <outline title="A again" xmlUrl="https://a.example/rss"/></outline>
      <outline text="a bookmark" url="https://b.example/"/><outline text="x" xmlurl="ftp://c.example/"/>
      <outline xmlurl="http://d.example/feed?x=1&y=2"/></body></OPML>`;
    expect(readOpml(text)).toEqual([
      { url: 'https://a.example/rss', title: 'A & B', homepage: 'https://a.example/' },
      { url: 'http://d.example/feed?x=1&y=2', title: 'http://d.example/feed?x=1&y=2' },
    ]);
  });

  it('refuses what is no list', () => {
    expect(code('<rss/>')).toBe('not-a-feed');
    expect(code('')).toBe('not-a-feed');
    expect(code('<opml/>')).toBe('read 0');
  });

  const text = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .map((s) => s.replace(/\p{C}/gu, '').trim() || 'x');
  const listing: fc.Arbitrary<FeedListing> = fc.record(
    {
      url: fc.webUrl({ withQueryParameters: true }),
      title: text,
      outlet: text,
      tier: fc.constantFrom(1 as const, 2 as const, 3 as const),
      official: fc.boolean(),
      country: text,
      language: text,
      homepage: fc.webUrl(),
    },
    { requiredKeys: ['url', 'title'] },
  );

  it('comes back as it was written', () =>
    fc.assert(
      fc.property(fc.uniqueArray(listing, { selector: (feed) => feed.url }), (feeds) => {
        expect(readOpml(writeOpml(feeds))).toEqual(feeds);
      }),
    ));

  it('keeps line ends and quotation marks of a title', () => {
    const feeds = [{ url: 'https://a.example/', title: `a "b" <c>\n&amp; 'd'` }];
    expect(readOpml(writeOpml(feeds))).toEqual(feeds);
  });

  it('throws nothing but FeedError', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((s) => `<opml><outline xmlUrl="${s}`),
        ),
        (given) => {
          expect(code(given)).toMatch(/^(read \d+|not-a-feed)$/);
        },
      ),
    ));
});
