import { MAX_USD } from '#shared/units.ts';

/**
 * Dollars as a person types them, with at most six decimals; null when it is no amount the contract
 * takes.
 */
export function parseUsd(text: string): number | null {
  const plain = text.trim().replace(/^\$/, '').replaceAll(',', '');
  if (!/^\d+(\.\d{1,6})?$/.test(plain)) return null;
  const usd = Number(plain);
  return usd <= MAX_USD ? usd : null;
}
