/** What newsrooms put around a text: marks of genre, asides that belong to nothing, furniture. */

export const HEADLINE_MARKS: readonly string[] = [
  'Live: {title}',
  '{title} – live updates',
  'Update: {title}',
  '{title} | World',
  'Watch: {title}',
  'Morning briefing: {title}',
  '{title} (correction)',
  'Exclusive: {title}',
];

/** Sentences of other news in the same text; English. */
export const ASIDES: readonly string[] = [
  'Elsewhere on {day}, Russian drones hit a warehouse near Odesa.',
  'Also on {day}, Ukraine reported {tens} clashes along the front.',
  'In other news, a Russian court extended the arrest of a journalist.',
  'Meanwhile Kyiv counted {few} nights without an air alert.',
  'In Moscow, snow stopped the buses.',
  'No questions about Ukraine were taken.',
  'On the same page: an opera singer from Kharkiv leaves the stage after forty years.',
  'A Ukrainian film won the prize of the jury in {city}.',
  'Also today: wheat from Ukraine is getting dearer.',
  'The White House said the president would play golf on {day}.',
  'The State Department spokeswoman also took questions about visas for students.',
  'Rubio travels on to a conference on fisheries.',
];

export const FURNITURE: readonly string[] = [
  'Read also: what our readers asked this week.',
  'This story will be updated.',
  'Reporting by {name}; editing by {name2}.',
  'The author of this report is {name}.',
  'Sign up for our evening letter.',
];

/** Titles of digests; each paragraph is the lead of another text. */
export const DIGESTS: readonly string[] = [
  'The world in brief',
  'What matters on {day}',
  'News at a glance: {day}',
  'Evening briefing',
  'Five things to know on {day}',
  '{day} briefing: {first}',
  '{first} – and other news of the day',
];

export const OUTLETS: readonly string[] = [
  'Harbor Courier',
  'The Northern Ledger',
  'Meridian Wire',
  'Tageblick',
  'Canal Nueve',
  'Observer of the Gulf',
  'Radio Estuary',
];
