import { formatScaled } from './format-scaled.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

/** A count of tokens: `850`, `12.4k`, `412k`, `1.2M`. */
export function formatTokens(tokens: number | null | undefined): string {
  return isKnown(tokens) ? formatScaled(tokens, ['', 'k', 'M', 'B']) : UNKNOWN;
}
