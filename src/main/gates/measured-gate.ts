import type { Judgement } from '#core/gates/judge-gate.ts';
import type { Evidence } from '#shared/evidence.ts';
import type { LaneGate } from '#shared/lanes.ts';

/** One gate, judged by something the app itself ran. */
export interface MeasuredGate {
  gate: LaneGate;
  judgement: Judgement;
  evidence: Evidence;
}
