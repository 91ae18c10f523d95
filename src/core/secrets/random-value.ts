const SHORTEST_SECRET = 8;
const LONG_VALUE = 16;
/** What is longer is judged by its beginning. */
const LONGEST_JUDGED = 8192;

/**
 * Whether a value looks drawn by chance rather than written by a person: long enough, of several
 * kinds of characters, and with entropy. Paths, addresses, versions, dates and words joined by
 * marks do not.
 */
export function looksRandom(whole: string): boolean {
  const value = whole.slice(0, LONGEST_JUDGED);
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (value.length < SHORTEST_SECRET || isPlace(value) || isWordy(value)) return false;
  return entropyOf(value) >= (value.length < LONG_VALUE ? 2.5 : 3);
}

/** Paths and addresses: they say where something is, not how to get in. */
export function isPlace(value: string): boolean {
  return /^(?:[./~]|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]*:\/\/|[$%{<(])/.test(value);
}

const HAS_MANY_NUMBERS = /\d\D+\d+\D+\d/;

/** Words and identifiers with a number or two, however joined: `test_password_1`, `Uint8Array`. */
function isWordy(value: string): boolean {
  if (HAS_MANY_NUMBERS.test(value)) return false;
  const parts = value.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^A-Za-z\d]+/g) ?? [];
  const words = parts.filter((part) => /^[A-Za-z]/.test(part));
  const isJoined = parts.every((part) => !/^[^A-Za-z\d]{2}|^[^A-Za-z\d\s._/:@-]/.test(part));
  return (
    isJoined &&
    words.every((word) => /^.{2,}[a-z]$|^[A-Z]{3,}$|^v$/i.test(word) && /[aeiouy]|^v$/i.test(word))
  );
}

/** Shannon entropy of the UTF-16 units, in bits for each. */
export function entropyOf(value: string): number {
  const counts = new Map<number, number>();
  for (let at = 0; at < value.length; at += 1) {
    const unit = value.charCodeAt(at);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / value.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
