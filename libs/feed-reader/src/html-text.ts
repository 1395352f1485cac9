import { Parser } from 'htmlparser2';

/** What these hold is not read by anyone. */
const silent = new Set([
  'script',
  'style',
  'template',
  'head',
  'iframe',
  'object',
  'svg',
  'noscript',
  'select',
]);
/** What these hold stands on lines of its own. */
const blocks = new Set(
  `address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
   header hr li main nav ol option p pre section table tbody td tfoot th thead tr ul`.split(/\s+/),
);
/** Deeper than any article; past it every closing tag would search a long list. */
const DEEPEST = 256;

// "&copy=2" in an address is no entity: only what ends in ";" is decoded.
const bareAmpersand = /&(?!#\d{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,31};)/gi;
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/**
 * HTML as plain text: entities decoded exactly once, scripts and styles dropped, block elements on lines of
 * their own, white space folded. Text that holds no mark-up comes back as it is.
 */
export function htmlToText(html: string): string {
  if (!/[<&]/.test(html)) return tidy(html);
  const parts: string[] = [];
  let hidden = 0;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (++depth > DEEPEST) throw tooDeep;
        if (silent.has(name)) hidden++;
        if (blocks.has(name)) parts.push('\n');
      },
      ontext: (text) => {
        if (hidden === 0) parts.push(text.replace(/[\r\n\t]+/g, ' '));
      },
      onclosetag: (name) => {
        depth--;
        if (silent.has(name)) hidden--;
        if (blocks.has(name)) parts.push('\n');
      },
    },
    { decodeEntities: true },
  );
  try {
    parser.end(html.replace(bareAmpersand, '&amp;'));
  } catch (error) {
    if (error !== tooDeep) throw error;
    return tidy(html.replace(/<[^<>]*>/g, ' '));
  }
  return tidy(parts.join(''));
}

/** HTML as one line of plain text. */
export const htmlToLine = (html: string): string => htmlToText(html).replace(/\s+/g, ' ').trim();

const tooDeep = new Error('too deep');

const tidy = (text: string): string =>
  text
    .replace(controls, '')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
