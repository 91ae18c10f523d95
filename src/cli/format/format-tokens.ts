import { UNKNOWN } from './unknown.ts';

/** A count of tokens as `850`, `12.4k` or `1.2M`; `–` when not known. */
export function formatTokens(tokens: number | null | undefined): string {
  if (tokens === null || tokens === undefined || !Number.isFinite(tokens)) return UNKNOWN;
  if (tokens < 999.5) return String(Math.round(tokens));
  if (tokens < 999_950) return `${(tokens / 1000).toFixed(1)}k`;
  return `${(tokens / 1_000_000).toFixed(1)}M`;
}
