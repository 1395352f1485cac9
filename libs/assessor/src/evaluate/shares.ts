import { isRight, rightLabel, type Judged } from './judged';

export interface Share {
  items: number;
  right: number;
  share: number;
}

/** A part of the set that shares a word, such as one language. */
export interface Slice extends Share {
  name: string;
}

export const shareOf = (verdicts: boolean[]): Share | null => {
  const right = verdicts.filter(Boolean).length;
  return verdicts.length === 0 ? null : { items: verdicts.length, right, share: right / verdicts.length };
};

function verdictsBy(gold: Judged[], nameOf: (judged: Judged) => string | undefined): Map<string, boolean[]> {
  const verdicts = new Map<string, boolean[]>();
  for (const judged of gold) {
    const name = nameOf(judged);
    if (name === undefined) continue;
    const list = verdicts.get(name);
    if (list) list.push(isRight(judged));
    else verdicts.set(name, [isRight(judged)]);
  }
  return verdicts;
}

/** The share of right readings by a field, the worst first; items without the field are in none. */
export const slicesBy = (gold: Judged[], field: 'phenomenon' | 'language' | 'difficulty'): Slice[] =>
  [...verdictsBy(gold, (judged) => judged[field])]
    .map(([name, verdicts]) => ({ name, ...shareOf(verdicts)! }))
    .sort((a, b) => a.share - b.share || (a.name < b.name ? -1 : 1));

/** Groups, each right when all of its items are. */
export const groupsWhollyRight = (gold: Judged[]): Share | null =>
  shareOf([...verdictsBy(gold, ({ group }) => group).values()].map((verdicts) => verdicts.every(Boolean)));

/** Ranks of speakers, of items that hold a signal by label and by reading: nobody speaks for `none`. */
export const authorityRight = (gold: Judged[]): Share | null =>
  shareOf(
    gold
      .filter((judged) => judged.signal !== 'none' && rightLabel(judged) !== 'none')
      .flatMap(({ authority, authorityLabel }) =>
        authorityLabel === undefined ? [] : [authority === authorityLabel],
      ),
  );
