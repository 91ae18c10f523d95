import type { Output, plmsContract } from '#shared/contract/contract.ts';
import { count } from '../format/count.ts';
import { formatBand } from '../format/format-band.ts';
import { formatDuration } from '../format/format-duration.ts';
import { formatEnergy } from '../format/format-energy.ts';
import { formatPercent } from '../format/format-percent.ts';
import { formatTokens } from '../format/format-tokens.ts';
import { formatUsd } from '../format/format-usd.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { renderPairs } from './render-pairs.ts';

type Simulation = Output<typeof plmsContract.simulateProject>['simulation_results'];

/** A rehearsal: what was sampled, what it took, what the whole run is projected to take, and the risk. */
export function renderSimulation(result: Simulation, terminal: Terminal): string[] {
  const { rehearsal_actual: actual, extrapolated_full: full } = result;
  return renderPairs(
    [
      ['basis', result.basis.replaceAll('_', ' ')],
      ['rehearsal run', result.rehearsal_run_id],
      ['sample', describeSample(result)],
      ['coverage', `${formatPercent(result.strata_coverage)} of the kinds of work`],
      [
        'measured',
        `${formatDuration(actual.time_ms)}, ${formatTokens(actual.tokens)} tokens, ${formatUsd(actual.cost_usd)}`,
      ],
      ['projected tokens', formatBand(full.tokens, formatTokens)],
      ['projected time', formatBand(full.time_ms, formatDuration)],
      ['projected cost', formatBand(full.cost_usd, formatUsd)],
      ['projected energy', formatBand(full.energy_kwh, formatEnergy)],
      ['risk', describeRisk(result, terminal)],
    ],
    terminal,
  );
}

function describeSample({ sampled, actual_pct, auto_bumped }: Simulation): string {
  const raised = auto_bumped ? ', raised so that every kind of work has a task' : '';
  return `${count(sampled, 'task')}, ${formatPercent(actual_pct)} of the plan${raised}`;
}

function describeRisk({ risk_score, risk_factors }: Simulation, { colors }: Terminal): string {
  const tone = risk_score >= 0.66 ? colors.red : risk_score >= 0.33 ? colors.yellow : colors.green;
  const word = risk_score >= 0.66 ? 'high' : risk_score >= 0.33 ? 'medium' : 'low';
  const why = risk_factors.length === 0 ? '' : `: ${risk_factors.join('; ')}`;
  return `${tone(`${risk_score.toFixed(2)} ${word}`)}${why}`;
}
