import { unrelatedNews } from '#libs/assessor';
import { seededRandom, type ItemText, type Random } from '#libs/domain';

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

const WORDS: Record<string, readonly string[]> = {
  voice: [
    'Secretary of State Marco Rubio',
    'the State Department spokeswoman',
    'a senior administration official',
    'Vice President JD Vance',
    'special envoy Steve Witkoff',
    'the White House press secretary',
    'President Trump',
    'an official briefed on the meeting',
  ],
  party: [
    'the Kremlin',
    'President Zelensky',
    'Foreign Minister Sergei Lavrov',
    'Kyiv',
    'Dmitry Peskov',
    'the Ukrainian delegation',
  ],
  where: [
    'in Geneva',
    'in Riyadh',
    'at the airport in Paris',
    'in Istanbul',
    'on the flight home',
    'in the Oval Office',
    'before the committee',
  ],
  when: [
    'on Monday',
    'late on Thursday',
    'two days ago',
    'over the weekend',
    'on Friday evening',
    'this week',
  ],
  act: [
    'step back as mediator',
    'walk away from the talks',
    'drop the effort to broker a truce',
    'go on mediating',
    'leave the peace process to the two sides',
    'keep a seat at the table',
  ],
  cause: [
    'if neither side moves',
    'unless a written proposal arrives',
    'after weeks without progress',
    'because other matters need attention',
    'when the deadline passes',
    'as long as both capitals want it',
  ],
  matter: [
    'prisoners',
    'the line of contact',
    'a ceasefire at sea',
    'the power plant',
    'frozen assets',
    'grain shipments',
    'security guarantees',
  ],
  // What makes one day's prose differ from another's.
  name: (
    'Arslan Bergström Castellanos Dimitrova Ekwueme Fairweather Gruszka Haddad Iversen Jovanović Kowalczyk Lindqvist ' +
    'Montague Nakashima Oyelaran Petrescu Quintero Rasmussen Sorokin Tkachuk Ullmann Vasquez Whitcombe Yamada Zhadan'
  ).split(' '),
  town: (
    'Sumy Kramatorsk Izium Berdiansk Zaporizhzhia Kherson Belgorod Rostov Lviv Odesa Chernihiv Pokrovsk Kupiansk ' +
    'Melitopol Mykolaiv Voronezh Kursk Bryansk Uzhhorod Poltava'
  ).split(' '),
  thing: (
    'bakery bridge clinic depot ferry granary harbour kindergarten library market orchard pharmacy quarry railway ' +
    'substation theatre tunnel vineyard warehouse workshop'
  ).split(' '),
  quality: (
    'abandoned brittle cautious crowded damaged familiar fragile gloomy hesitant impatient lengthy modest muddled ' +
    'narrow painstaking quiet reluctant stubborn tense unusual weary'
  ).split(' '),
  number: Array.from({ length: 90 }, (_, n) => String(n + 7)),
};

const SENTENCES = [
  'In {town} a {thing} reopened after {number} days, and the {quality} owner, {name}, served soup to {number} people.',
  'Analyst {name} called the exchange "{quality} and {quality}", pointing to {number} drafts since {number} weeks ago.',
  'A drone fell on a {thing} near {town}; {number} residents were moved to a {quality} {thing} in {town}.',
  'Ambassador {name} and adviser {name} spent {number} minutes on {matter} in a {quality} room above a {thing}.',
  'Prices for the {thing} in {town} rose by {number} per cent, wrote the economist {name}.',
  '{voice} said {when} {where} that the United States would {act} {cause}.',
  '"We may {act} {cause}," {voice} told reporters {where}.',
  '{party} answered {when} that nobody had asked Washington to {act}.',
  'Negotiators met {where} {when} to go over {matter} and {matter}.',
  'Asked whether Washington might {act}, {voice} said no such decision had been taken.',
  'Reports that the US will {act} are wrong, {voice} said {when}.',
  'Russia and Ukraine remain apart on {matter}, according to two people who have seen the draft.',
  '{party} wants {matter} settled first, while American mediators put {matter} before everything else.',
  'The talks {where} ended after five hours; delegates will return {when}.',
  'European governments fear that Washington could {act} {cause}.',
  'Shelling went on near Kharkiv {when}, local authorities said, and several houses burned.',
  'It was the third round of negotiations since March, and the first that touched {matter}.',
  '"Our position has not changed," {voice} added, "and we do not intend to {act}."',
  'Diplomats {where} described the mood as sober.',
  '{voice} had warned earlier that the administration would {act} {cause}.',
  'A phone call between the two presidents is planned, but {party} gave no date.',
];

const sentence = (random: Random): string => {
  const filled = pick(random, SENTENCES).replace(/\{(\w+)\}/g, (_, slot: string) =>
    pick(random, WORDS[slot]!),
  );
  return filled[0]!.toUpperCase() + filled.slice(1);
};

/** Characters of one text. */
const SIZE = 1_000;

/** An item about American mediation between Russia and Ukraine. */
export function onTopic(random: Random): ItemText {
  const title = sentence(random).slice(0, -1);
  const summary = sentence(random);
  let content = sentence(random);
  while (title.length + summary.length + content.length < SIZE) content += ` ${sentence(random)}`;
  return { title, summary, content };
}

export const onTopicTexts = (seed: number, count: number): ItemText[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => onTopic(random));
};

/** Items about anything else, as short as feeds bring them. */
export const otherTexts = (seed: number, count: number): ItemText[] =>
  unrelatedNews(seed, count * 2)
    .filter(({ language }) => language === 'en')
    .slice(0, count);

/** One of so many items of the mix is about the matter. */
const SHARE = 8;

/** What feeds bring: mostly other news, near misses among it, joined to the length of an article. */
export function mixedTexts(seed: number, count: number): ItemText[] {
  const random = seededRandom(seed);
  const others = unrelatedNews(seed, count * 12).filter(({ language }) => language === 'en');
  let next = 0;
  return Array.from({ length: count }, (_, n) => {
    if (n % SHARE === 0) return onTopic(random);
    const { title, summary, content } = others[next++]!;
    let body = content;
    while (title.length + summary.length + body.length < SIZE) {
      const more = others[next++]!;
      body += `\n\n${more.title}. ${more.summary} ${more.content}`;
    }
    return { title, summary, content: body };
  });
}

/** An item as one text. */
export const whole = ({ title, summary, content }: ItemText): string => `${title}\n${summary}\n${content}`;

/** A long text over all fields, as each is read up to a limit of its own. */
export function spread(text: string): ItemText {
  const third = Math.ceil(text.length / 3);
  return {
    title: text.slice(0, third),
    summary: text.slice(third, 2 * third),
    content: text.slice(2 * third),
  };
}
