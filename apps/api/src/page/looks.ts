import type { Authority, Certainty, Posture } from '#libs/domain';

/** How a posture is shown; differs in letter, words and pattern, never in colour alone. */
export interface Look {
  letter: string;
  /** Now, and of a time that has passed. */
  is: string;
  was: string;
  /** On light paper, for what cannot use the style sheet. */
  colour: string;
}

const BETWEEN = 'between Russia and Ukraine';

export const LOOKS: Record<Posture, Look> = {
  active: {
    letter: 'A',
    is: `The United States is mediating ${BETWEEN}.`,
    was: `The United States was mediating ${BETWEEN}.`,
    colour: '#17694f',
  },
  threatened: {
    letter: 'T',
    is: `The United States threatens to give up mediating ${BETWEEN}.`,
    was: `The United States threatened to give up mediating ${BETWEEN}.`,
    colour: '#8a4f00',
  },
  withdrawn: {
    letter: 'W',
    is: `The United States has given up mediating ${BETWEEN}.`,
    was: `The United States had given up mediating ${BETWEEN}.`,
    colour: '#a11d1d',
  },
  clarified: {
    letter: 'C',
    is: `The United States takes back what was read as an exit: it goes on mediating ${BETWEEN}.`,
    was: `The United States took back what had been read as an exit and went on mediating ${BETWEEN}.`,
    colour: '#22568f',
  },
};

export const AUTHORITY_WORDS: Record<Authority, string> = {
  principal: 'principal on record',
  official: 'US official',
  unnamed: 'unnamed source',
  foreign: 'foreign official',
  other: 'another voice',
};

export const CERTAINTY_WORDS: Record<Certainty, string> = {
  asserted: 'stated as fact',
  hedged: 'hedged',
  conditional: 'on a condition',
  denied: 'as a denial',
};
