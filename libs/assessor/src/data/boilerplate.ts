/** The first line of what a page adds below an article. Anchored to a line start, so it scans in linear time. */
export const END_OF_ARTICLE =
  /^[ \t]*(?:sources?:[ \t]*$|related (?:posts|articles|stories)|leave a (?:reply|comment)|comments are closed|read (?:more|next)[: ]*$|\[read more\]|please follow|share this|more from|sign up for|subscribe to|the post .{0,200} appeared first)/im;

/** Lines that the page puts between paragraphs and that say nothing. */
export const NOISE = ['you may also like', 'read more', 'advertisement', 'listen to this article'];
