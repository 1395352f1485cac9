/** Parameters that say where a reader came from, not which page is meant. */
const tracking =
  /^(utm_.*|at_.*|ns_.*|pk_.*|mtm_.*|wt_.*|__twitter_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|igshid|mc_[ce]id|_ga|_gl|cmp|cmpid|cmp_id|ito|xtor|maca|smid|emc|ftag|traffic_source|ref_src|ref_url|guccounter|guce_.*|mkt_tok|oref|spm)$/i;

/** Parameters that do so only when their value says "feed". */
const perhapsTracking = /^(source|src|from|via|ref|mod|partner|rss|feed|feedtype|origin|camp)$/i;
const saysFeed = /^(1|true|(.*[^a-z])?(rss|atom|feed|xml)([^a-z].*)?)$/i;

const isTracking = ([name, value]: [string, string]): boolean =>
  tracking.test(name) || (perhapsTracking.test(name) && saysFeed.test(value));

/**
 * The page an address means, for comparing addresses, not for dialling: `https`, without `www.`, default
 * port, userinfo, fragment, tracking parameters, index file and trailing slash; parameters in order.
 * @returns undefined for anything that is not http or https
 */
export function canonicalLink(link: string): string | undefined {
  const url = parse(link);
  if (!url) return undefined;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const host = url.hostname.replace(/\.$/, '').replace(/^www\./, '');
  const path = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/index\.(html?|php)$/i, '/')
    .replace(/%[0-9a-f]{2}/gi, (hex) => hex.toUpperCase())
    .replace(/\/+$/, '');
  const kept = [...url.searchParams].filter((pair) => !isTracking(pair)).sort(byNameThenValue);
  const query = kept.length === 0 ? '' : `?${new URLSearchParams(kept).toString()}`;
  return `https://${host}${port}${path}${query}`;
}

function parse(link: string): URL | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  return /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : undefined;
}

const byNameThenValue = ([a, x]: [string, string], [b, y]: [string, string]): number =>
  compare(a, b) || compare(x, y);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
