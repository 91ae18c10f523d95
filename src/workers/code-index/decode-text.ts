/** What the bytes of a file amount to. */
export type DecodedText = { kind: 'text'; text: string } | { kind: 'binary' };

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const LATIN1 = new TextDecoder('latin1');

/**
 * Bytes as text: UTF-16 by its mark, else UTF-8 without its mark, else Latin-1. Bytes with a NUL
 * are no text. A wrong guess of the encoding costs letters in strings and comments, never a
 * position in a line of ASCII.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return text(new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return text(new TextDecoder('utf-16be').decode(bytes));
  if (bytes.includes(0)) return { kind: 'binary' };
  try {
    return text(UTF8.decode(bytes));
  } catch {
    return text(LATIN1.decode(bytes));
  }
}

function text(decoded: string): DecodedText {
  return { kind: 'text', text: decoded };
}
