import type { QuoteSpan, Token, Word, Zone } from './types';
import { isApostrophe, isHyphen, isUpper, isWordChar } from './chars';
import { codesOf } from './codes';
import { hashed, wordOf, Words } from './words';

/** Marks that separate clauses or sentences, by their code; all other marks carry no scope and are not kept. */
const MARKS = new Map(
  [',', ';', ':', '.', '!', '?', '…', '–', '—', '(', ')', '|', '\n', '/'].map((mark) => [
    mark.charCodeAt(0),
    wordOf(mark),
  ]),
);
const DASH = wordOf('—');

const [BLANK, DOT] = [0x20, 0x2e];
const [E, U] = ['E'.charCodeAt(0), 'U'.charCodeAt(0)];

const isPair = (codes: Uint16Array, at: number, letter: number): boolean =>
  codes[at] === letter && codes[at + 1] === letter;

/** A full stop inside or at the end of initials: `U.S.`, `J.D.`, `EE.UU.` */
function isInitial(codes: Uint16Array, dot: number): boolean {
  const before = dot > 1 ? codes[dot - 2]! : BLANK;
  const single = isUpper(codes[dot - 1]!) && !isWordChar(before);
  if (!single && !isPair(codes, dot - 2, E) && !isPair(codes, dot - 2, U)) return false;
  const next = codes[dot + 1]!;
  if (isUpper(next) || (next === BLANK && isPair(codes, dot + 2, U))) return true;
  return before === DOT || (before === U && codes[dot - 3] === DOT);
}

/** What belongs to a word beside letters and digits: inner apostrophes and the full stops of initials. */
function joins(codes: Uint16Array, at: number): boolean {
  if (codes[at] === DOT) return isInitial(codes, at);
  return isApostrophe(codes[at]!) && isWordChar(codes[at + 1]!);
}

/** Reads one text from its beginning to its end. */
class Tokenizer {
  readonly tokens: Token[] = [];
  private readonly codes: Uint16Array;
  private readonly words: Words;
  private readonly length: number;
  private quote = 0;

  constructor(
    text: string,
    private readonly quotes: QuoteSpan[],
  ) {
    this.codes = codesOf(text);
    this.words = new Words(text, this.codes);
    this.length = text.length;
  }

  read(): Token[] {
    const { codes, length } = this;
    for (let at = 0; at < length;) {
      const code = codes[at]!;
      // Blanks stand between all words: nothing else needs to be asked of them.
      if (code === BLANK) at++;
      else if (isWordChar(code)) at = this.word(at);
      else this.mark(at++, code);
    }
    return this.tokens;
  }

  /** Reads the word that begins at `start` and says where it ends. */
  private word(start: number): number {
    const { codes, length } = this;
    let [at, hash] = [start, 0];
    for (; at < length; at++) {
      const code = codes[at]!;
      if (!isWordChar(code) && !joins(codes, at)) break;
      hash = hashed(hash, code);
    }
    for (let word: Word | undefined = this.words.at(start, at, hash); word; word = word.next)
      this.push(word, start, at);
    return at;
  }

  private mark(at: number, code: number): void {
    const dash = isHyphen(code) && !isWordChar(this.codes[at + 1]!);
    const mark = dash ? DASH : MARKS.get(code);
    if (mark) this.push(mark, at, at + 1);
  }

  private push(entry: Word, start: number, end: number): void {
    const { norm, word } = entry;
    const capital = isUpper(this.codes[start]!);
    this.tokens.push({ norm, entry, start, end, word, capital, quoted: this.isQuoted(start) });
  }

  private isQuoted(start: number): boolean {
    const { quotes } = this;
    while (this.quote < quotes.length && quotes[this.quote]!.end <= start) this.quote++;
    return this.quote < quotes.length && quotes[this.quote]!.start <= start;
  }
}

/** Tokens of a zone with offsets into its text. `quotes` must be in order. */
export const tokenize = ({ text }: Zone, quotes: QuoteSpan[]): Token[] => new Tokenizer(text, quotes).read();
