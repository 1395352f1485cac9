/** Rows that repeat up to a length. */
const repeated = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const UNITS: [name: string, unit: string][] = [
  ['one endless word', 'mediation'],
  ['only commas', ','],
  ['only quotes', '"'],
  ['opening quotes', '“«„'],
  ['nested brackets', '('],
  ['not', 'not '],
  ['US', 'US '],
  ['if', 'if '],
  ['pattern openers', 'walk away from the walk away from the '],
  ['needed concepts', 'end the mediation of the talks with no '],
  ['speakers who say', 'Rubio said Lavrov told Trump '],
  ['initials', 'U.S.A.'],
  ['line ends', '\r\n'],
  ['emoji', '🕊️👩‍⚖️ '],
  ['mixed scripts', 'мирni ειρήνη 平和 सлам '],
  ['combining marks', 'e\u0301\u0302\u0303\u0304'],
];

/** Texts made to cost time: each of a length, with its name. */
export const hostileTexts = (length: number): [name: string, text: string][] => [
  ...UNITS.map(([name, unit]): [string, string] => [name, repeated(unit, length)]),
  ['brackets that close', '('.repeat(length / 2) + ')'.repeat(length / 2)],
];
