import type { ItemText } from '#libs/domain';
import type { Zone } from './types';
import { END_OF_ARTICLE } from '../data/boilerplate';

/** Characters read of each field; longer texts are judged by their beginning. */
export const READ_LIMIT = 262_144;

/** The article without what the page adds below it (comment forms, related posts, lists of sources). */
function article(content: string): string {
  const text = content.slice(0, READ_LIMIT);
  const end = END_OF_ARTICLE.exec(text);
  return end ? text.slice(0, end.index) : text;
}

/** The fields that hold text, in reading order. */
export function zones(text: ItemText): Zone[] {
  const all: Zone[] = [
    { field: 'title', text: text.title.slice(0, READ_LIMIT) },
    { field: 'summary', text: text.summary.slice(0, READ_LIMIT) },
    { field: 'content', text: article(text.content) },
  ];
  return all.filter((zone) => zone.text !== '');
}
