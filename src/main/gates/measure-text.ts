import { performance } from 'node:perf_hooks';
import type { ExecuteResult } from '#shared/messages/job.ts';
import { bleu } from '#core/gates/bleu.ts';
import { fleschKincaidGrade } from '#core/gates/flesch-kincaid-grade.ts';
import { judgeGate, type Measurement } from '#core/gates/judge-gate.ts';
import { assertNever } from '#shared/assert.ts';
import { isMeasuredBy, type KpiName } from '#shared/kpis.ts';
import type { LaneConfig } from '#shared/lanes.ts';
import { failedResult } from '../dispatch/failed-result.ts';
import type { MeasuredGate } from './measured-gate.ts';

/**
 * Compares a card's generated text with its reference: BLEU and reading grade, for the lane's
 * gates.
 */
export function measureText(
  lane: LaneConfig,
  text: { generated: string; reference: string },
): { result: ExecuteResult; gates: MeasuredGate[] } {
  const startedMs = performance.now();
  const gates = lane.gates.map((gate): MeasuredGate => {
    const measurement = measure(gate.kpi, text);
    const judgement = judgeGate(gate, measurement);
    const evidence = {
      command: [],
      exit_code: null,
      duration_ms: performance.now() - startedMs,
      tests_executed: null,
      tests_failed: [],
      report_format: null,
      tree_hash: '',
      reason: judgement.reason,
      output_tail: `${text.generated.length} characters against a reference of ${text.reference.length}`,
    };
    return { gate, judgement, evidence };
  });
  const timeMs = performance.now() - startedMs;
  const done = { ...failedResult('tool', ''), outcome: 'succeeded' as const };
  return { result: { ...done, failureClass: null, reason: null, timeMs }, gates };
}

function measure(kpi: KpiName, text: { generated: string; reference: string }): Measurement {
  if (!isMeasuredBy(kpi, 'text'))
    return { kind: 'missing', reason: `${kpi} is not measured on a text` };
  switch (kpi) {
    case 'BLEU':
      return { kind: 'value', value: bleu(text.generated, text.reference) };
    case 'readability': {
      const grade = fleschKincaidGrade(text.generated);
      return grade === null
        ? { kind: 'missing', reason: 'the text has no sentence to grade' }
        : { kind: 'value', value: grade };
    }
    default:
      return assertNever(kpi);
  }
}
