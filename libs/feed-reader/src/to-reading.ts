import Parser from 'rss-parser';
import type { ItemReading } from '#libs/domain';
import type { FeedReading } from './feed-reading';
import { htmlToLine, htmlToText } from './html-text';
import type { LevelledFeed } from './level-feed';
import { parseDate } from './parse-date';
import { layOutText } from './lay-out-text';
import { absoluteLink, boundedGuid } from './references';

interface LinkField {
  $: { href: string; base: string; rel: string; type: string };
}
interface EntryFields {
  titles?: string[];
  links?: LinkField[];
  origin?: string;
  opaque?: string;
  about?: string;
  identifier?: string;
  texts?: string[];
  contents?: string[];
  published?: string[];
  created?: string[];
  updated?: string[];
  languages?: string[];
}
interface ChannelFields {
  titles?: string[];
  language?: string;
  links?: LinkField[];
}
type Entry = EntryFields & Parser.Item;

const all = { keepArray: true };
const parser = new Parser<ChannelFields, EntryFields>({
  customFields: {
    feed: [
      ['title', 'titles', all],
      ['mw:link', 'links', all],
    ] as unknown as (keyof ChannelFields)[],
    item: [
      ['title', 'titles', all],
      ['mw:link', 'links', all],
      ['mw:origin', 'origin'],
      ['mw:opaque', 'opaque'],
      ['mw:about', 'about'],
      ['mw:identifier', 'identifier'],
      ['mw:text', 'texts', all],
      ['mw:content', 'contents', all],
      ['mw:published', 'published', all],
      ['mw:created', 'created', all],
      ['mw:updated', 'updated', all],
      ['language', 'languages', all],
    ] as (string | { keepArray: boolean })[][],
  },
});

/** Has rss-parser read a levelled feed, and chooses among what it found. */
export async function toReading(
  levelled: LevelledFeed,
  { url, problems }: { url?: string; problems: Set<string> },
): Promise<FeedReading> {
  const feed = await parser.parseString(levelled.xml);
  const home = pickLink(feed.links ?? [], url);
  const language = cleanLanguage(feed.language);
  const items = feed.items.map((entry) => toItem(entry, { base: home ?? url, language, problems }));
  const title = firstText(feed.titles);
  return { format: levelled.format, title, ...(language && { language }), items, problems: [...problems] };
}

interface Around {
  base?: string;
  language?: string;
  problems: Set<string>;
}

function toItem(entry: Entry, { base, language: feedLanguage, problems }: Around): ItemReading {
  const guid = [entry.guid, entry.about, entry.identifier].map((id) => asText(id)).find((id) => id !== '');
  const link = linkOf(entry, guid, base);
  const dates = [...(entry.published ?? []), ...(entry.created ?? []), ...(entry.updated ?? [])].filter(
    Boolean,
  );
  const date = dates.map((text) => parseDate(asText(text))).find((found) => found !== null);
  if (dates.length > 0 && !date) problems.add('bad-date');
  const language = cleanLanguage(entry.languages?.[0]) ?? feedLanguage;
  const summary = longest(entry.texts);
  const content = longest(entry.contents);
  return {
    ...(guid && { guid: boundedGuid(guid) }),
    ...(link && { link }),
    ...layOutText({ title: firstText(entry.titles), summary, content }),
    ...(language && { language }),
    claimedAt: date?.at ?? null,
    claimedPrecision: date?.precision ?? 'instant',
  };
}

/** The article's page: its own address behind a redirecting service, the alternate link, or the guid. */
function linkOf(entry: Entry, guid: string | undefined, base: string | undefined): string | undefined {
  const origin = absoluteLink(asText(entry.origin), base);
  if (origin) return origin;
  const link = pickLink(entry.links ?? [], base);
  return link ?? (guid && !entry.opaque && /^https?:\/\//i.test(guid) ? absoluteLink(guid, base) : undefined);
}

const notThePage =
  /^(self|enclosure|edit|replies|hub|next|prev|previous|first|last|via|related|license|search|payment)$/i;

/** Among several links: the alternate one, HTML before other types; never the feed itself or a file. */
function pickLink(links: LinkField[], base: string | undefined): string | undefined {
  const found = links.map(({ $ }) => $).filter(({ href, rel }) => href !== '' && !notThePage.test(rel));
  const rank = ({ rel, type }: LinkField['$']): number =>
    (/^(alternate)?$/i.test(rel) ? 0 : 2) + (type === '' || type.includes('html') ? 0 : 1);
  const best = found.sort((a, b) => rank(a) - rank(b));
  return best.map(({ href, base: own }) => absoluteLink(href, own, base)).find((link) => link !== undefined);
}

const asText = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const firstText = (texts: string[] = []): string =>
  texts.map((html) => htmlToLine(asText(html))).find((text) => text !== '') ?? '';

/** An entry often says the same at several lengths. */
const longest = (texts: string[] = []): string =>
  texts.map((html) => htmlToText(asText(html))).reduce((a, b) => (b.length > a.length ? b : a), '');

const cleanLanguage = (tag: string | undefined): string | undefined => {
  const clean = asText(tag).toLowerCase().replaceAll('_', '-');
  return /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/.test(clean) ? clean : undefined;
};
