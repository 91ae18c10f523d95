import { type StatusVisual, visual } from './status-visual.ts';

/** A risk score (0..1) in three steps: below 0.3 low, below 0.6 medium. */
export function riskVisual(score: number): StatusVisual {
  if (score < 0.3) return visual('done', 'check', 'low risk');
  if (score < 0.6) return visual('blocked', 'triangle', 'medium risk');
  return visual('error', 'cross', 'high risk');
}
