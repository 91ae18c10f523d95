const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** How many bytes of a group of three stand before a text in base64. */
export const ALIGNMENTS = [0, 1, 2] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** Characters of the first group that the bytes before have a part in. */
export const MIXED_CHARS = { 0: 0, 1: 2, 2: 3 } as const;

/**
 * The base64 characters that these bytes alone decide, after `before` other bytes of their group
 * and before any.
 */
export function base64Core(bytes: readonly number[], before: Alignment): string {
  const padded = [...Array.from({ length: before }, () => 0), ...bytes];
  const whole = Math.floor((padded.length * 8) / 6);
  let core = '';
  for (let index = MIXED_CHARS[before]; index < whole; index += 1) {
    const bit = index * 6;
    const at = bit >> 3;
    const pair = ((padded[at] ?? 0) << 8) | (padded[at + 1] ?? 0);
    core += DIGITS[(pair >> (10 - (bit & 7))) & 63] ?? '';
  }
  return core;
}

/** The URL-safe spelling of base64 text. */
export function toBase64Url(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

/** Six bits of a base64 or base64url character; -1 for any other. */
export function sextetOf(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43 || code === 45) return 62;
  return code === 47 || code === 95 ? 63 : -1;
}

/** The two hexadecimal digits of each byte, in small letters. */
export function toHex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Value of a hexadecimal digit; -1 for any other character. */
export function nibbleOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  return code >= 65 && code <= 70 ? code - 55 : -1;
}
