/** How the characters of a document were found: for saying so when they come out wrong. */
export interface DecodedText {
  text: string;
  /** The encoding used, as `TextDecoder` names it. */
  encoding: string;
}

type Decoder = InstanceType<typeof TextDecoder>;
const windows = new TextDecoder('windows-1252');

/**
 * Turns the bytes of a feed into text. The byte order mark decides, then the charset of the HTTP header,
 * then the zero bytes that give UTF-16 away, then the XML declaration, then UTF-8 (windows-1252 for
 * undeclared text of which nothing is UTF-8). Bytes that are wrong in the encoding become U+FFFD.
 */
export function decodeBytes(bytes: Uint8Array, contentType = ''): DecodedText {
  const labels = [markOf(bytes), charsetOf(contentType), zeroPattern(bytes), declaredEncoding(bytes)];
  for (const label of labels) {
    const decoder = label === undefined ? undefined : decoderFor(label);
    if (decoder) return { text: decode(decoder, bytes), encoding: decoder.encoding };
  }
  const text = new TextDecoder().decode(bytes);
  const isWrong = text.includes('\ufffd') && !/[\u0080-\ufffc]/.test(text);
  return isWrong ? { text: decode(windows, bytes), encoding: windows.encoding } : { text, encoding: 'utf-8' };
}

/** The characters of windows-1252 at 0x80 to 0x9f; the five that it lacks stay control characters. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Several Node versions read windows-1252 as Latin 1, which loses quotation marks and dashes. */
function decode(decoder: Decoder, bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'windows-1252') return text;
  return text.replace(/[\u0080-\u009f]/g, (c) => upper[c.charCodeAt(0) - 0x80]!);
}

function markOf([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

const charsetOf = (contentType: string): string | undefined =>
  /charset\s*=\s*["']?\s*([^\s"';]+)/i.exec(contentType)?.[1];

/** `<` and a zero byte, in either order: UTF-16 without a mark. */
function zeroPattern([a, b]: Uint8Array): string | undefined {
  if (a === 0x3c && b === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c) return 'utf-16be';
  return undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  const label = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1];
  // A declaration that could be read byte by byte is not in UTF-16, whatever it says.
  return label === undefined || /^(utf-?16|ucs-?[24]|iso-10646)/i.test(label) ? undefined : label;
}

function decoderFor(label: string): Decoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}
