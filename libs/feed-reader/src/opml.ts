import { Parser } from 'htmlparser2';
import type { Feed, Tier } from '#libs/domain';
import { FeedError } from './feed-reading';

/** A feed as a list of feeds names it; what the list does not say is absent. */
export type FeedListing = Pick<Feed, 'url' | 'title'> & Partial<Omit<Feed, 'feedId' | 'url' | 'title'>>;

const MOST_FEEDS = 10_000;
const DEEPEST = 64;

/**
 * Reads the feeds of an OPML file. Outlet, tier, official and country are attributes of our own (`mw:...`)
 * that other readers ignore; folders are read through; a feed that is listed twice is taken once.
 * @throws FeedError `not-a-feed` when it is no OPML, `too-many-elements` past 10,000 feeds,
 *   `too-deep`
 */
export function readOpml(text: string): FeedListing[] {
  const byUrl = new Map<string, FeedListing>();
  let isOpml = false;
  let open = 0;
  const onopentag = (name: string, attributes: Record<string, string>): void => {
    if (++open > DEEPEST) throw new FeedError('too-deep', `The list nests more than ${DEEPEST} folders.`);
    if (name.toLowerCase() === 'opml') isOpml = true;
    const listing = name.toLowerCase() === 'outline' ? listingOf(lowerCased(attributes)) : undefined;
    if (listing && !byUrl.has(listing.url)) byUrl.set(listing.url, listing);
    if (byUrl.size > MOST_FEEDS)
      throw new FeedError('too-many-elements', `The list names more than ${MOST_FEEDS} feeds; split it.`);
  };
  new Parser({ onopentag, onclosetag: () => void open-- }, { xmlMode: true, decodeEntities: true }).end(text);
  if (!isOpml || text.includes('\0'))
    throw new FeedError('not-a-feed', 'This is no OPML file; export one from your feed reader.');
  return [...byUrl.values()];
}

/** Writes feeds as OPML 2.0, in the order given. `readOpml` reads back the same. */
export function writeOpml(feeds: readonly FeedListing[]): string {
  const outlines = feeds.map((feed) => `    <outline ${attributesOf(feed).join(' ')}/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0" xmlns:mw="urn:mediation-watch:opml">',
    '  <head><title>mediation-watch feeds</title></head>',
    '  <body>',
    ...outlines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

function listingOf(attributes: Record<string, string>): FeedListing | undefined {
  const url = address(attributes['xmlurl']);
  if (url === undefined) return undefined;
  const { text, title, language, htmlurl } = attributes;
  const own = (name: string): string | undefined => attributes[`mw:${name}`]?.trim() || undefined;
  const tier = Number(own('tier'));
  const named: Partial<FeedListing> = {
    outlet: own('outlet'),
    tier: tier === 1 || tier === 2 || tier === 3 ? (tier as Tier) : undefined,
    official: own('official') === undefined ? undefined : own('official') === 'true',
    country: own('country'),
    language: language?.trim() || undefined,
    homepage: address(htmlurl),
  };
  const known = Object.entries(named).filter(([, value]) => value !== undefined);
  return { url, title: (title ?? text ?? '').trim() || url, ...Object.fromEntries(known) };
}

function attributesOf({ url, title, language, homepage, ...own }: FeedListing): string[] {
  const attributes: [string, string | number | boolean | undefined][] = [
    ['type', 'rss'],
    ['text', title],
    ['title', title],
    ['xmlUrl', url],
    ['htmlUrl', homepage],
    ['language', language],
    ['mw:outlet', own.outlet],
    ['mw:tier', own.tier],
    ['mw:official', own.official],
    ['mw:country', own.country],
  ];
  return attributes
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}="${escapeAttribute(String(value))}"`);
}

function address(text: string | undefined): string | undefined {
  const url = text?.trim() ?? '';
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}

const lowerCased = (attributes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]));

/** Line ends as references, which a parser does not turn into spaces. */
const escapeAttribute = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`);
