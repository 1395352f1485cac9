/** How near a source is to the facts: 1 official and wires, 2 quality press, 3 the rest. */
export type Tier = 1 | 2 | 3;

/** A source that is polled. */
export interface Feed {
  feedId: string;
  url: string;
  title: string;
  /** Who publishes it; items of one outlet count as one outlet, whatever feed they came through. */
  outlet: string;
  tier: Tier;
  /** The speaker's own feed (State Department, White House, Kremlin ...). */
  official: boolean;
  country?: string;
  language?: string;
  /** The page that names the feed's address. */
  homepage?: string;
}
