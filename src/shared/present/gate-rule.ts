import type { Gate } from '../contract/pas-schemas.ts';
import { formatCount, wordFor } from './format-count.ts';
import { formatKpiValue } from './format-kpi.ts';

type Judged = Pick<Gate, 'kpi_name' | 'state' | 'value' | 'threshold' | 'evidence'>;

/** What was measured, and what the rule that decided asks for. */
export interface GateRule {
  measured: string;
  wanted: string;
}

/**
 * The rule that decided, and not the gate's figure where that is weaker: `1 of 12 fails` against
 * `none may`.
 */
export function gateRule(gate: Judged): GateRule {
  const { value, threshold, evidence } = gate;
  const executed = evidence?.tests_executed ?? null;
  if (gate.kpi_name === 'test_pass_rate' && executed !== null && typeof value === 'number')
    return testRule(executed, Math.round(executed * (1 - value)), evidence?.exit_code ?? null);
  const isByExit = value === false && typeof evidence?.exit_code === 'number';
  if (isByExit && threshold === true)
    return { measured: `exit code ${evidence.exit_code}`, wanted: 'must be 0' };
  return { measured: formatKpiValue(value), wanted: formatKpiValue(threshold) };
}

function testRule(executed: number, failed: number, exitCode: number | null): GateRule {
  if (failed === 0 && exitCode !== 0 && exitCode !== null)
    return { measured: `all pass, exit code ${exitCode}`, wanted: 'must be 0' };
  const measured =
    failed === 0
      ? `${formatCount(executed)} of ${formatCount(executed)} ${wordFor(executed, 'passes', 'pass')}`
      : `${formatCount(failed)} of ${formatCount(executed)} ${wordFor(failed, 'fails', 'fail')}`;
  return { measured, wanted: 'none may fail' };
}

/** The same as a sentence: `1 of 12 fails; none may`. */
export function ruleSentence(gate: Judged): string {
  const { measured, wanted } = gateRule(gate);
  return `${measured}; ${wanted === 'none may fail' && measured.includes('fail') ? 'none may' : wanted}`;
}
