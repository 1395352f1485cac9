/** An element that holds text for people, while it is read. */
export interface TextField {
  attributes: Record<string, string>;
  /** Atom says what its text is; elsewhere all text may be HTML. */
  atom: boolean;
  /** The characters, without inner elements. */
  plain: string;
  /** With inner elements only: all of it as HTML; the characters escaped in it when `atom`. */
  marked: string;
  hasElements: boolean;
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * The content of a text element as HTML, whatever way the feed chose to write it: plain, escaped, inline
 * XHTML, or (Atom 0.3) base64. '' for content that is no text, such as video.
 */
export function textAsHtml({ attributes, atom, plain, marked, hasElements }: TextField): string {
  const type = (attributes['type'] ?? '').toLowerCase();
  const mode = (attributes['mode'] ?? '').toLowerCase();
  if (mode === 'base64' || type === 'application/octet-stream') return fromBase64(plain, type);
  if (hasElements) return marked;
  if (!atom) return plain;
  if (mode === 'escaped' || type.includes('html')) return plain;
  if (type === '' || type.startsWith('text')) return escapeHtml(plain);
  return /^(image|audio|video)\//.test(type) ? '' : escapeHtml(plain);
}

function fromBase64(plain: string, type: string): string {
  const text = Buffer.from(plain, 'base64').toString('utf8');
  if (text.includes('\ufffd')) return '';
  return type.includes('html') || type === 'application/octet-stream' ? text : escapeHtml(text);
}
