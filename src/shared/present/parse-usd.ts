import { MAX_USD } from '../units.ts';

/**
 * Dollars as a person types them, with at most six decimals; null when it is no amount the contract
 * takes. A comma is a point to some and a thousand to others, so it is never guessed at.
 */
export function parseUsd(text: string): number | null {
  const plain = text.trim().replace(/^\$/, '');
  if (!/^\d+(\.\d{1,6})?$/.test(plain)) return null;
  const usd = Number(plain);
  return usd <= MAX_USD ? usd : null;
}

/** What to write instead; null: the text is an amount. */
export function usdComplaint(text: string): string | null {
  if (parseUsd(text) !== null) return null;
  return text.includes(',')
    ? 'A comma could mean two amounts: write 1.50 for one and a half dollars, 1000 for a thousand'
    : 'An amount such as 5 or 4.50';
}
