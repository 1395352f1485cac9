import { FeedError } from './feed-reading';

const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
const bareAmpersand = /&(?!#?\w{1,32};)/;
const cdata = { open: '<![CDATA[', close: ']]>' };
/** Where a document type declaration may stand: after comments and instructions, before the root. */
const prolog = /^(?:\s+|<\?[^]*?\?>|<!--[^]*?-->)*/;

/**
 * What has to be known or taken away before the mark-up is read: control characters, and the document
 * type declaration, which feeds do not need and attackers do.
 * @throws FeedError `empty`, or `entity-declarations` for a document that defines entities of its own
 */
export function cleanXml(text: string, problems: Set<string>): string {
  let clean = text;
  if (forbidden.test(clean)) {
    problems.add('control-characters');
    clean = clean.replace(forbidden, '');
  }
  forbidden.lastIndex = 0;
  clean = clean.replace(/^\ufeff/, '').trimStart();
  if (clean === '')
    throw new FeedError('empty', 'The document is empty; the server may be failing. Try again later.');
  if (clean.includes('\ufffd')) problems.add('wrong-encoding');
  if (bareAmpersand.test(outsideCdata(clean))) problems.add('bare-ampersand');
  return withoutDoctype(clean);
}

/** By hand: an expression would search to the end again for each section that is not closed. */
function outsideCdata(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let open = text.indexOf(cdata.open); open >= 0; open = text.indexOf(cdata.open, at)) {
    parts.push(text.slice(at, open));
    const close = text.indexOf(cdata.close, open);
    if (close < 0) return parts.join('');
    at = close + cdata.close.length;
  }
  return parts.join('') + text.slice(at);
}

function withoutDoctype(text: string): string {
  const start = prolog.exec(text)?.[0].length ?? 0;
  if (!/^<!doctype/i.test(text.slice(start, start + 9))) return text;
  const bracket = text.indexOf('[', start);
  const close = text.indexOf('>', start);
  if (close < 0) return text;
  if (bracket < 0 || bracket > close) return text.slice(0, start) + text.slice(close + 1);
  const subsetEnd = text.indexOf(']', bracket);
  const end = subsetEnd < 0 ? -1 : text.indexOf('>', subsetEnd);
  // Entities are what makes a small document grow without end; files outside are never read anyway.
  if (end < 0 || /<!entity\s+(?!%)/i.test(text.slice(bracket, end)))
    throw new FeedError(
      'entity-declarations',
      'The document declares XML entities of its own. That is refused: ask the publisher for a feed without a DTD.',
    );
  return text.slice(0, start) + text.slice(end + 1);
}
