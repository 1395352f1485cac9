const OTHER = 1;
const WORD = 2;

/** Character classes by UTF-16 unit, filled on first use: a table look-up is what keeps the reader fast. */
const known = new Uint8Array(0x10000);

/** Letters, digits and the marks that combine with them, in any script. */
export function isWordChar(code: number): boolean {
  let kind = known[code];
  if (!kind) {
    kind = /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(code)) ? WORD : OTHER;
    known[code] = kind;
  }
  return kind === WORD;
}

export const isApostrophe = (code: number): boolean =>
  code === 0x27 || code === 0x2019 || code === 0x02bc || code === 0x2018;

export const isHyphen = (code: number): boolean => code === 0x2d || code === 0x2010 || code === 0x2011;

export const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0xa0 || code === 0x09 || code === 0x202f || code === 0x2009 || code === 0x0d;

/** Upper case of a letter that has a case. */
export function isUpper(char: string | undefined): boolean {
  if (char !== undefined && char <= 'z') return char >= 'A' && char <= 'Z';
  return char !== undefined && char !== char.toLowerCase() && char === char.toUpperCase();
}

/** Lower case of a letter that has a case. */
export function isLower(char: string | undefined): boolean {
  return char !== undefined && char !== char.toUpperCase() && char === char.toLowerCase();
}
