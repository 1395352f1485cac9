import { SUMMARY_LIMIT, TITLE_LIMIT } from '#libs/domain';

/** Bulk text past this adds nothing an assessor reads. */
const CONTENT_LIMIT = 200_000;

interface Texts {
  title: string;
  summary: string;
  content: string;
}

/**
 * Lays an entry's plain text out as events carry it: title and summary within their limits, the rest as
 * content. A summary that is too long goes on in the content, cut where a sentence ends; an entry with
 * content only begins with it in the summary, so that events say what the item is about.
 */
export function layOutText({ title, summary, content }: Texts): Texts {
  const lead = summary === '' ? content : summary;
  const body = summary === '' || content === summary ? '' : content;
  const head = lead.slice(0, cutAt(lead, SUMMARY_LIMIT)).trim();
  const rest = lead.slice(head.length).trim();
  const isTold = rest === '' || body.includes(rest.slice(0, 200));
  const told = isTold ? body : [rest, body].filter((part) => part !== '').join('\n');
  return {
    title: title.slice(0, cutAt(title, TITLE_LIMIT)).trim(),
    summary: head,
    content: told.slice(0, cutAt(told, CONTENT_LIMIT)),
  };
}

/** Where to cut a text that is too long: after a sentence, else between words, never within a character. */
function cutAt(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const window = text.slice(0, limit);
  const sentence = /^[^]*(?:\n|[.!?…。]["'”’»)]*\s)/.exec(window)?.[0].length ?? 0;
  if (sentence > limit / 2) return sentence;
  const space = window.lastIndexOf(' ');
  if (space > limit / 2) return space;
  return /[\ud800-\udbff]$/.test(window) ? limit - 1 : limit;
}
