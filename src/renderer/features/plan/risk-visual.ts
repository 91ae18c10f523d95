import type { StatusVisual } from '../../ui/status-visuals.ts';

/** A risk score (0..1) in three steps: below 0.3 low, below 0.6 medium. */
export function riskVisual(score: number): StatusVisual {
  if (score < 0.3) return { tone: 'done', shape: 'check', label: 'low risk' };
  if (score < 0.6) return { tone: 'blocked', shape: 'triangle', label: 'medium risk' };
  return { tone: 'error', shape: 'cross', label: 'high risk' };
}
