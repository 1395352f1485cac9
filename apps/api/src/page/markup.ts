/** Text that is markup already; only templates and `raw` make it. */
export class Markup {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

export type Insert = Markup | string | number | null | undefined | false | readonly Insert[];

/** What XML 1.0 cannot hold, and the controls that reorder the text around them. */
const UNSAFE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** Text from elsewhere as it may stand anywhere, still unescaped: HTML, XML, JSON, a title. */
export const plain = (text: string): string => text.toWellFormed().replace(UNSAFE, '');

/** Numeric references mean the same in HTML, SVG and XML, in text and in quoted attributes. */
const escape = (text: string): string =>
  plain(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);

function insert(value: Insert): string {
  if (value instanceof Markup) return value.toString();
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'object') return value.map(insert).join('');
  return escape(String(value));
}

/**
 * Template tag for HTML, SVG and XML: whatever is inserted is escaped unless it is markup itself, so that
 * forgetting something shows as text and never runs. Attribute values are always written in quotes.
 */
export const html = (parts: TemplateStringsArray, ...values: Insert[]): Markup =>
  new Markup(parts.reduce((text, part, i) => text + insert(values[i - 1]) + part));

/** Under this name the formatter leaves the layout alone: in XML and in text all white space counts. */
export const xml = html;

/** Markup that this program wrote itself. */
export const raw = (text: string): Markup => new Markup(text);

const LONGEST_LINK = 2_048;

/**
 * The address of a link that leads out of the page, or null: http and https only, nothing that pretends to
 * be another host (`https://news.example@evil.example`).
 */
export function safeLink(url: string | null): string | null {
  if (url === null || url.length > LONGEST_LINK || !URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  return /^https?:$/.test(protocol) && !username && !password ? href : null;
}
