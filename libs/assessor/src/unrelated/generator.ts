import { seededRandom, type ItemText, type Random } from '#libs/domain';
import { GENRES, SHARES } from './data/genres';
import { ASIDES, DIGESTS, FURNITURE, HEADLINE_MARKS, OUTLETS } from './data/frame';
import { SHARED } from './data/words';
import { filler, type Fill } from './grammar';
import { chance, pick, sample } from './choose';
import type { Genre, Topic } from './types';

/** A text and where it comes from in the grammar. */
export interface Story {
  topic: Topic;
  /** Genre and subject; of a digest, those of its parts. */
  situation: string;
  /** The clauses it was made of, unfilled. */
  clauses: string[];
  text: ItemText;
}

const byTopic = new Map<Topic, Genre[]>();
for (const genre of GENRES) byTopic.set(genre.topic, [...(byTopic.get(genre.topic) ?? []), genre]);
const TOPICS = Object.entries(SHARES) as [Topic, number][];
const ALL = TOPICS.reduce((sum, [, share]) => sum + share, 0);
/** Topics whose leads a digest may string together. */
const DIGESTED = TOPICS.map(([topic]) => topic).filter(
  (topic) => topic !== 'digest' && !topic.endsWith('language'),
);
const FIRST_DAY = Date.UTC(2025, 1, 1);
const DAYS = 480;

function topicFor(random: Random): Topic {
  let left = random() * ALL;
  return (TOPICS.find(([, share]) => (left -= share) < 0) ?? TOPICS[0]!)[0];
}

interface Telling {
  genre: Genre;
  situation: string;
  fill: Fill;
}

function tellingOf(random: Random, topic: Topic): Telling {
  const genre = pick(random, byTopic.get(topic)!);
  const [subject, words] = pick(random, Object.entries(genre.subjects));
  const cast = genre.casts ? [pick(random, genre.casts)] : [];
  return { genre, situation: `${genre.id}/${subject}`, fill: filler(random, [words, ...cast, SHARED]) };
}

const marked = (random: Random, title: string): string =>
  chance(random, 0.12) ? pick(random, HEADLINE_MARKS).replace('{title}', title) : title;

/** Paragraphs of one to three sentences. */
function paragraphs(random: Random, sentences: string[]): string {
  const rest = [...sentences];
  const made: string[] = [];
  while (rest.length > 0) made.push(rest.splice(0, 1 + Math.floor(random() * 3)).join(' '));
  return made.join('\n\n');
}

/** When and where it appeared, and sometimes in which language, as feeds tell it or do not. */
function about(random: Random, language: string): Partial<ItemText> {
  return {
    ...(chance(random, 0.5) && { language }),
    ...(chance(random, 0.4) && { outlet: pick(random, OUTLETS) }),
    ...(chance(random, 0.7) && {
      effectiveAt: new Date(FIRST_DAY + Math.floor(random() * DAYS * 24) * 3_600_000).toISOString(),
    }),
  };
}

function article(random: Random, topic: Topic): Story {
  const { genre, situation, fill } = tellingOf(random, topic);
  const english = genre.language === undefined;
  const { titles, leads } = pick(random, genre.turns);
  const title = pick(random, titles);
  const [lead, ...otherLeads] = sample(random, leads, leads.length);
  const more = sample(random, genre.more, genre.more.length);
  const summary = [lead!, ...more.splice(0, Math.floor(random() * 3))];
  const content: string[] = [];
  if (chance(random, 0.4)) {
    content.push(chance(random, 0.5) ? lead! : (otherLeads[0] ?? lead!), ...more);
    if (english && chance(random, 0.2))
      content.splice(1 + Math.floor(random() * content.length), 0, pick(random, ASIDES));
    if (english && chance(random, 0.3)) content.push(pick(random, FURNITURE));
  }
  return {
    topic,
    situation,
    clauses: [title, ...summary, ...content],
    text: {
      title: english ? marked(random, fill(title)) : fill(title),
      summary: summary.map(fill).join(genre.language === 'zh' || genre.language === 'ja' ? '' : ' '),
      content: paragraphs(random, content.map(fill)),
      ...about(random, genre.language ?? 'en'),
    },
  };
}

/** Leads of several texts under one headline. */
function digest(random: Random): Story {
  const parts = sample(random, DIGESTED, 3 + Math.floor(random() * 3)).map((topic) =>
    tellingOf(random, topic),
  );
  const told = parts.map(({ genre }) => {
    const { titles, leads } = pick(random, genre.turns);
    return { title: pick(random, titles), lead: pick(random, leads) };
  });
  const leads = told.map(({ lead }, at) => parts[at]!.fill(lead));
  const title = pick(random, DIGESTS);
  const first = parts[0]!.fill(told[0]!.title);
  const inSummary = chance(random, 0.5);
  return {
    topic: 'digest',
    situation: parts.map(({ situation }) => situation).join('+'),
    clauses: [title, told[0]!.title, ...told.map(({ lead }) => lead)],
    text: {
      title: filler(random, [{ first }, SHARED])(title),
      summary: inSummary ? leads.join(' ') : leads[0]!,
      content: inSummary ? '' : leads.join('\n\n'),
      ...about(random, 'en'),
    },
  };
}

/** As `unrelatedNews`, with what the texts were made of. */
export function unrelatedStories(seed: number, count: number): Story[] {
  const seeds = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const random = seededRandom(Math.floor(seeds() * 2 ** 32));
    const topic = topicFor(random);
    return topic === 'digest' ? digest(random) : article(random, topic);
  });
}

/**
 * News that says nothing about the United States as mediator between Russia and Ukraine, made to look as if it
 * did: mediators who leave, threaten, deny and restate in other conflicts, at work, in court and in sport; US
 * officials on other business; Russia and Ukraine without American mediation; several languages. The same seed
 * always gives the same texts, and a larger count only adds to them. Their signal is always `none`.
 */
export const unrelatedNews = (seed: number, count: number): ItemText[] =>
  unrelatedStories(seed, count).map(({ text }) => text);
