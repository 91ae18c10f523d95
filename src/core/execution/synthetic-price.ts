import { usdToMicro } from '#shared/units.ts';
import type { Amount } from '../budget/amount.ts';
import { joulesOf, JOULES_PER_KWH, MOST_TOKENS, type SyntheticTokens } from './draw-synthetic.ts';

/**
 * Declared prices of synthetic tokens in micro-dollars: $0.50 a million in, $2 a million out. They
 * never leave synthetic receipts.
 */
export function syntheticCostMicro({ tokensIn, tokensOut, tokensThink }: SyntheticTokens): number {
  return usdToMicro((tokensIn * 0.5 + (tokensOut + tokensThink) * 2) / 1e6);
}

/** The most that a synthetic attempt can use: what is reserved for it. */
export const SYNTHETIC_MOST: Amount = {
  micro: syntheticCostMicro(MOST_TOKENS),
  tokens: MOST_TOKENS.tokensIn + MOST_TOKENS.tokensOut + MOST_TOKENS.tokensThink,
  energyKwh:
    joulesOf(MOST_TOKENS.tokensIn, MOST_TOKENS.tokensOut + MOST_TOKENS.tokensThink) /
    JOULES_PER_KWH,
};
