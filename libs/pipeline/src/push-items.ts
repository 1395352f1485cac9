import { itemId, SUMMARY_LIMIT, type Arrival, type ItemReading } from '#libs/domain';
import { parseDate } from '#libs/feed-reader';
import { observeItems, type Observation, type ObserveDeps } from './observe-items';

/** An item as a person or program hands it in: the shape `assess` reads, too. */
export interface PushedItem {
  id?: string;
  title?: string;
  summary?: string;
  content?: string;
  outlet?: string;
  url?: string;
  /** ISO instant (UTC when it names no zone) or `YYYY-MM-DD`. */
  publishedAt?: string;
  language?: string;
}

export type PushRejection =
  'item-empty' | 'item-date-unreadable' | 'item-url-unreadable' | 'item-not-recorded';

export interface PushReport {
  accepted: number;
  duplicates: number;
  rejected: { index: number; code: PushRejection }[];
  /** Position of the last item handed in; `minPosition` waits for it. */
  position: number;
}

export interface PushOptions {
  /** Outlet of items that name none: the name of the key. */
  outlet: string;
  /** Imports are history: they never alert. */
  arrival: Extract<Arrival, 'push' | 'import'>;
}

/** Records items that were handed in. A faulty one is named in the answer and does not stop the others. */
export async function pushItems(
  deps: ObserveDeps,
  items: PushedItem[],
  options: PushOptions,
): Promise<PushReport> {
  const rejected: PushReport['rejected'] = [];
  const observations: Observation[] = [];
  const indices: number[] = [];
  for (const [index, item] of items.entries()) {
    const observation = toObservation(item, options);
    if (typeof observation === 'string') rejected.push({ index, code: observation });
    else {
      indices.push(index);
      observations.push(observation);
    }
  }
  const observed = await observeItems(deps, observations);
  for (const [i, { kind }] of observed.entries())
    if (kind === 'failed') rejected.push({ index: indices[i]!, code: 'item-not-recorded' });
  const count = (...kinds: string[]): number => observed.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    accepted: count('new', 'revised'),
    duplicates: count('duplicate', 'alternating'),
    rejected: rejected.sort((a, b) => a.index - b.index),
    position: Math.max(0, ...observed.map(({ position }) => position)),
  };
}

function toObservation(
  item: PushedItem,
  { outlet: fallback, arrival }: PushOptions,
): Observation | PushRejection {
  const flags: string[] = [];
  const clean = (text = ''): string => {
    const cleaned = text.toWellFormed().replace(unstorable, ' ').trim();
    if (cleaned !== text.trim() && !flags.includes('text-cleaned')) flags.push('text-cleaned');
    return cleaned;
  };
  const [title, summary, content] = [clean(item.title), clean(item.summary), clean(item.content)];
  if (!title && !summary && !content) return 'item-empty';
  const claim = readClaim(item.publishedAt);
  if (!claim) return 'item-date-unreadable';
  if (item.url !== undefined && !isWebAddress(item.url)) return 'item-url-unreadable';
  const outlet = clean(item.outlet) || fallback;
  const source = { outlet };
  const reading: ItemReading = {
    ...(item.id === undefined ? {} : { guid: clean(item.id) }),
    ...(item.url === undefined ? {} : { link: new URL(item.url).href }),
    title,
    summary,
    // A summary that the event would cut is kept whole at the head of the bulk text.
    content: summary.length > SUMMARY_LIMIT ? `${summary}\n\n${content}`.trim() : content,
    ...(item.language === undefined ? {} : { language: clean(item.language) }),
    ...claim,
  };
  return {
    itemId: itemId(source, reading),
    reading,
    context: { source, outlet, official: false, arrival, flags },
  };
}

const unstorable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

const isWebAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

function readClaim(
  publishedAt: string | undefined,
): Pick<ItemReading, 'claimedAt' | 'claimedPrecision'> | null {
  if (publishedAt === undefined) return { claimedAt: null, claimedPrecision: 'instant' };
  const claim = parseDate(publishedAt);
  return claim && { claimedAt: claim.at, claimedPrecision: claim.precision };
}
