const SEEN = 1;
const WORD = 2;
const UPPER = 4;

/** Character classes by UTF-16 unit, filled on first use: a table look-up is what keeps the reader fast. */
const known = new Uint8Array(0x10000);

function learn(code: number): number {
  const char = String.fromCharCode(code);
  const word = /[\p{L}\p{N}\p{M}]/u.test(char) ? WORD : 0;
  const upper = char !== char.toLowerCase() && char === char.toUpperCase() ? UPPER : 0;
  return (known[code] = SEEN | word | upper);
}

const classOf = (code: number): number => known[code] || learn(code);

/** Letters, digits and the marks that combine with them, in any script. */
export const isWordChar = (code: number): boolean => (classOf(code) & WORD) !== 0;

/** Upper case of a letter that has a case. */
export const isUpper = (code: number): boolean => (classOf(code) & UPPER) !== 0;

export const isApostrophe = (code: number): boolean =>
  code === 0x27 || code === 0x2019 || code === 0x02bc || code === 0x2018;

export const isHyphen = (code: number): boolean => code === 0x2d || code === 0x2010 || code === 0x2011;

export const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0xa0 || code === 0x09 || code === 0x202f || code === 0x2009 || code === 0x0d;

/** Lower case of a letter that has a case. */
export function isLower(char: string | undefined): boolean {
  return char !== undefined && char !== char.toUpperCase() && char === char.toLowerCase();
}
