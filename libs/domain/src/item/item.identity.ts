import { NAMESPACE, sha256Hex, uuidV5 } from '../kernel/index';
import type { ItemReading } from './item';
import { canonicalLink } from './item.link';

/** Whose item it is: the feed it was polled from, or the outlet named by the key that pushed it. */
export type ItemSource = { feedId: string } | { outlet: string };

/** A reading and the identity it has within its source. */
export interface IdentifiedReading {
  itemId: string;
  reading: ItemReading;
  flags: string[];
}

/** What tells one item of a source from another, strongest first. */
type IdentityKey = ['guid' | 'link' | 'text', string];

/** Some publishers count the versions of an article in its guid (`.../articles/abc#3`). */
const versionCounter = /^(https?:\/\/[^#]+)#\d{1,3}$/;

/**
 * The id of an item: the same source and the same guid (else the same page, else the same text) always
 * give the same id, so that reading an item again is recognised as that.
 */
export function itemId(source: ItemSource, reading: ItemReading): string {
  return idFrom(source, ...identityKey(reading));
}

/**
 * Gives every entry of one document its identity. Entries that share a guid but not the page are
 * different items: all of them are told apart by guid and page, and flagged, so that their order in the
 * document does not matter. Of entries with one identity only the first is taken (documents list the
 * newest first); taking both would record an edit back and forth on every poll.
 */
export function identifyDocument(source: ItemSource, readings: readonly ItemReading[]): IdentifiedReading[] {
  const pages = new Map<string, Set<string>>();
  const entries = readings.map((reading) => {
    const key = identityKey(reading);
    const page = pageOf(reading);
    pages.set(key.join(), (pages.get(key.join()) ?? new Set()).add(page));
    return { reading, key, page };
  });
  const byId = new Map<string, IdentifiedReading>();
  for (const { reading, key, page } of entries) {
    const shared = pages.get(key.join())!.size > 1;
    const itemId = shared ? idFrom(source, ...key, page) : idFrom(source, ...key);
    const taken = byId.get(itemId);
    if (!taken) byId.set(itemId, { itemId, reading, flags: shared ? ['guid-repeated'] : [] });
    else if (!taken.flags.includes('entry-repeated') && differ(taken.reading, reading))
      taken.flags.push('entry-repeated');
  }
  return [...byId.values()];
}

/**
 * SHA-256 over the text of a reading, for telling an edit from a repetition. White space, invisible
 * characters and the style of quotation marks and dashes do not count.
 */
export function textFingerprint(reading: Pick<ItemReading, 'title' | 'summary' | 'content'>): string {
  return sha256Hex([reading.title, reading.summary, reading.content].map(foldText).join('\u001f'));
}

function identityKey(reading: ItemReading): IdentityKey {
  const guid = reading.guid?.trim();
  if (guid) return ['guid', versionCounter.exec(guid)?.[1] ?? guid];
  const page = reading.link === undefined ? undefined : canonicalLink(reading.link);
  return page === undefined ? ['text', textFingerprint(reading)] : ['link', page];
}

/** The page with its fragment: entries of a live page differ in nothing else. '' without a link. */
function pageOf({ link }: ItemReading): string {
  const page = link === undefined ? undefined : canonicalLink(link);
  return page === undefined ? '' : page + new URL(link!).hash;
}

const differ = (a: ItemReading, b: ItemReading): boolean => textFingerprint(a) !== textFingerprint(b);

function idFrom(source: ItemSource, ...key: string[]): string {
  const owner = 'feedId' in source ? ['feed', source.feedId] : ['outlet', foldName(source.outlet)];
  return uuidV5(NAMESPACE, 'item', ...[...owner, ...key].map(withoutControls));
}

/** The unit separator joins the parts of an id and may not occur in one. */
const withoutControls = (part: string): string => part.replace(/[\u0000-\u001f\u007f]/g, ' ');

const foldName = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

const foldText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—―]/g, '-')
    .replaceAll('…', '...')
    .replace(/\s+/g, ' ')
    .trim();
