import { sha256Hex } from '#libs/domain';

const LONGEST = 2_048;

/**
 * An absolute http(s) URL from a reference and the bases it may be relative to, innermost first. An
 * absolute link is kept as the publisher writes it.
 * @returns undefined for other schemes, for what is relative to nothing, and for more than 2,048 characters
 */
export function absoluteLink(href: string, ...bases: (string | undefined)[]): string | undefined {
  if (href === '' || href.length > LONGEST) return undefined;
  let base: string | undefined;
  for (const outer of bases.filter(Boolean).reverse() as string[])
    base = URL.canParse(outer, base) ? new URL(outer, base).href : base;
  if (!URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  if (!/^https?:$/.test(url.protocol) || url.href.length > LONGEST) return undefined;
  return /^https?:\/\/\S+$/i.test(href) ? href : url.href;
}

/** A guid as events carry it: one that is too long is replaced by its hash, which tells it apart as well. */
export const boundedGuid = (guid: string): string =>
  guid.length > LONGEST ? `sha256:${sha256Hex(guid)}` : guid;
