import { SECOND } from '../kernel/index';
import type { Feed } from './feed';
import { isTop } from './feed.schedule';

/** Polls of one lane share slots, so that a poll waits for its like only. */
export type Lane = 'top' | 'ordinary' | 'slow';

/** Polls that one process begins at a time, by lane. A poll mostly waits for its server, so slots are cheap. */
export const SLOTS: Readonly<Record<Lane, number>> = { top: 12, ordinary: 12, slow: 8 };

/** Real milliseconds after which a poll counts as slow, whether it has ended by then or not. */
export const SLOW_AFTER = 5 * SECOND;

/** Requests that one host gets at a time from all processes together. */
export const MOST_PER_HOST = 2;
/** A slow feed begins only while its host has a slot left for others, so that it never shuts them out. */
export const MOST_PER_HOST_SLOW = 1;

/** A feed whose poll is due. */
export interface DueFeed extends Pick<Feed, 'feedId' | 'tier' | 'official'> {
  /** Host and port of its address. */
  host: string;
  /** A person asked for this poll. */
  asked: boolean;
  /** Its last poll took longer than `SLOW_AFTER`. */
  slow: boolean;
}

/** A poll under way in this process. */
export interface OpenPoll {
  lane: Lane;
  /** Real milliseconds since it began. */
  openMs: number;
}

/**
 * The lane of a poll. A person who asks is waiting, so an asked poll goes to the top; a feed whose last poll was
 * slow goes among the slow; official and tier-1 feeds have slots of their own.
 */
export function laneOf(feed: Omit<DueFeed, 'feedId' | 'host'>): Lane {
  if (feed.asked) return 'top';
  if (feed.slow) return 'slow';
  return isTop(feed) ? 'top' : 'ordinary';
}

/**
 * Slots that are left in each lane. A poll that is open for longer than `SLOW_AFTER` has moved to the slow lane
 * and gives its slot back, so that servers that stop answering all at once hold up a lane for that long at most.
 */
export function freeSlots(open: readonly OpenPoll[]): Record<Lane, number> {
  const taken: Record<Lane, number> = { top: 0, ordinary: 0, slow: 0 };
  for (const { lane, openMs } of open) taken[openMs < SLOW_AFTER ? lane : 'slow'] += 1;
  const left = (lane: Lane): number => Math.max(0, SLOTS[lane] - taken[lane]);
  return { top: left('top'), ordinary: left('ordinary'), slow: left('slow') };
}

/** What is taken already: free slots of this process, and requests that each host has from all processes. */
export interface Capacity {
  free: Readonly<Record<Lane, number>>;
  openByHost: ReadonlyMap<string, number>;
}

/**
 * Chooses which polls begin now.
 * @param due in the order in which they shall be served
 * @returns as many of them as lanes and hosts have room for, in the same order
 */
export function choosePolls<F extends DueFeed>(due: readonly F[], { free, openByHost }: Capacity): F[] {
  const left = { ...free };
  const open = new Map(openByHost);
  return due.filter((feed) => {
    const lane = laneOf(feed);
    const atHost = open.get(feed.host) ?? 0;
    if (left[lane] === 0 || atHost >= (lane === 'slow' ? MOST_PER_HOST_SLOW : MOST_PER_HOST)) return false;
    left[lane] -= 1;
    open.set(feed.host, atHost + 1);
    return true;
  });
}
