import { formatDecimal } from './format-decimal.ts';
import { UNKNOWN } from './unknown.ts';

const signs: Record<string, string> = { at_least: '≥', at_most: '≤', is_true: '=' };

const LONGEST_JSON = 200;

/**
 * A KPI's value: a number with at most three decimals, yes or no, that it was not measured, or the
 * JSON that a client sent.
 */
export function formatKpiValue(value: unknown): string {
  if (value === null || value === undefined) return 'not measured';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return formatNumber(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= LONGEST_JSON ? text : `${text.slice(0, LONGEST_JSON)}…`;
}

/** A gate's rule as a reader says it: `≥ 0.9`. */
export function formatRule(rule: string, threshold: number | boolean): string {
  return `${signs[rule] ?? rule} ${formatKpiValue(threshold)}`;
}

/** A score between 0 and 1, such as a risk or a confidence: `0.42`. */
export function formatScore(score: number): string {
  return Number.isFinite(score) ? formatDecimal(score, 2) : UNKNOWN;
}

/** What is only nearly whole is not shown as whole: it decides whether a gate holds. */
function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  if (Number.isInteger(value)) return formatDecimal(value, 0);
  const text = formatDecimal(value, 3).replace(/0+$/, '');
  if (!text.endsWith('.')) return text;
  const whole = Math.round(value);
  return `${value < whole ? '<' : '>'}${formatDecimal(whole, 0)}`;
}
