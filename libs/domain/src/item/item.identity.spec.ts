import * as fc from 'fast-check';
import { canonicalLink, identifyDocument, itemId, textFingerprint, type ItemReading } from '../index';

const reading = (over: Partial<ItemReading> = {}): ItemReading => ({
  title: 'Envoys meet in Geneva',
  summary: 'Talks resumed.',
  content: '',
  claimedAt: null,
  claimedPrecision: 'instant',
  ...over,
});
const feed = { feedId: 'f1' };

describe('canonicalLink', () => {
  it.each([
    ['http://www.example.org:80/News/', 'https://example.org/News'],
    ['https://example.org/a?utm_source=x&id=7&fbclid=q#top', 'https://example.org/a?id=7'],
    ['https://user:pw@example.org/a/index.html', 'https://example.org/a'],
    ['https://example.org/a?b=2&a=1', 'https://example.org/a?a=1&b=2'],
    ['https://EXAMPLE.org./a//b%2fc', 'https://example.org/a/b%2Fc'],
    ['https://example.org:8443/', 'https://example.org:8443'],
    ['https://example.org/x?partner=rss&emc=rss', 'https://example.org/x'],
    ['https://example.org/x?source=reuters', 'https://example.org/x?source=reuters'],
    ['https://example.org/x?maca=en-rss-en-all-1573-rdf', 'https://example.org/x'],
  ])('%s means %s', (link, page) => expect(canonicalLink(link)).toBe(page));

  it.each(['', 'mailto:a@b.c', '/relative', 'javascript:alert(1)', 'http://'])('%j is no page', (link) =>
    expect(canonicalLink(link)).toBeUndefined(),
  );

  it('is its own canonical form', () =>
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalLink(url)!;
        expect(canonicalLink(once)).toBe(once);
      }),
    ));
});

describe('itemId', () => {
  it('follows the guid, whatever else changes', () => {
    const id = itemId(feed, reading({ guid: 'g', link: 'https://example.org/a' }));
    expect(itemId(feed, reading({ guid: ' g ', link: 'https://example.org/b', title: 'Other' }))).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
  });

  it('falls back to the page, then to the text', () => {
    const byLink = itemId(feed, reading({ link: 'https://example.org/a?utm_medium=rss' }));
    expect(itemId(feed, reading({ link: 'http://www.example.org/a/', title: 'Other' }))).toBe(byLink);
    const byText = itemId(feed, reading());
    expect(itemId(feed, reading({ summary: 'Talks  resumed. ' }))).toBe(byText);
    expect(itemId(feed, reading({ summary: 'Talks ended.' }))).not.toBe(byText);
  });

  it('keeps sources apart, and folds the spelling of an outlet', () => {
    const item = reading({ guid: 'g' });
    expect(itemId({ feedId: 'f2' }, item)).not.toBe(itemId(feed, item));
    expect(itemId({ outlet: 'f1' }, item)).not.toBe(itemId(feed, item));
    expect(itemId({ outlet: ' The  Post' }, item)).toBe(itemId({ outlet: 'the post' }, item));
  });

  it('sees one article behind a guid that counts versions', () => {
    const guid = (n: number): ItemReading => reading({ guid: `https://example.org/news/abc#${n}` });
    expect(itemId(feed, guid(0))).toBe(itemId(feed, guid(12)));
    expect(itemId(feed, reading({ guid: 'https://example.org/live#post-1' }))).not.toBe(
      itemId(feed, reading({ guid: 'https://example.org/live#post-2' })),
    );
  });

  it('survives any guid and link', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (guid, link) => {
        expect(itemId(feed, reading({ guid, link }))).toHaveLength(36);
      }),
    ));
});

describe('identifyDocument', () => {
  const entries = [
    reading({ guid: '0', link: 'https://example.org/a', title: 'A' }),
    reading({ guid: '0', link: 'https://example.org/b', title: 'B' }),
    reading({ guid: '1', link: 'https://example.org/c', title: 'C' }),
  ];

  it('tells entries apart that share a guid, in any order', () => {
    const found = identifyDocument(feed, entries);
    expect(new Set(found.map((f) => f.itemId)).size).toBe(3);
    expect(found.map((f) => f.flags)).toEqual([['guid-repeated'], ['guid-repeated'], []]);
    const ids = (list: ItemReading[]): string[] => identifyDocument(feed, list).map((f) => f.itemId);
    expect(ids([...entries].reverse()).reverse()).toEqual(ids(entries));
  });

  it('takes a repeated entry once and says when its text differed', () => {
    const [a] = entries;
    expect(identifyDocument(feed, [a!, { ...a! }])).toHaveLength(1);
    const [kept, ...rest] = identifyDocument(feed, [a!, { ...a!, title: 'A, older wording' }]);
    expect([kept!.reading.title, kept!.flags, rest]).toEqual(['A', ['entry-repeated'], []]);
  });

  it('tells entries of a live page apart that differ in the fragment only', () => {
    const live = ['#p1', '#p2'].map((h) => reading({ link: `https://example.org/live${h}`, title: h }));
    expect(identifyDocument(feed, live)).toHaveLength(2);
  });

  it('equals itemId wherever nothing is repeated', () => {
    const [found] = identifyDocument(feed, [entries[2]!]);
    expect(found!.itemId).toBe(itemId(feed, entries[2]!));
  });
});

describe('textFingerprint', () => {
  it('ignores typography and sees a dropped negation', () => {
    const said = reading({ summary: 'We’re  not “walking away” — yet' });
    expect(textFingerprint(reading({ summary: `We're not "walking away" - yet` }))).toBe(
      textFingerprint(said),
    );
    expect(textFingerprint(reading({ summary: `We're "walking away" - yet` }))).not.toBe(
      textFingerprint(said),
    );
  });

  it('does not confuse text that moved between the fields', () =>
    expect(textFingerprint(reading({ title: 'a b', summary: '' }))).not.toBe(
      textFingerprint(reading({ title: 'a', summary: 'b' })),
    ));
});
