import type { Output, plmsContract } from '#shared/contract/contract.ts';
import { formatBand } from '#shared/present/format-band.ts';
import { countOf } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatEnergy } from '#shared/present/format-energy.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { formatScore } from '#shared/present/format-kpi.ts';
import { riskVisual } from '#shared/present/risk-visual.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintVisual } from './paint-visual.ts';
import { renderPairs } from './render-pairs.ts';

type Simulation = Output<typeof plmsContract.simulateProject>['simulation_results'];

/**
 * A rehearsal: what was sampled, what it took, what the whole run is projected to take, and the
 * risk.
 */
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
  return `${countOf(sampled, 'task')}, ${formatPercent(actual_pct)} of the plan${raised}`;
}

function describeRisk({ risk_score, risk_factors }: Simulation, { colors }: Terminal): string {
  const why = risk_factors.length === 0 ? '' : `: ${risk_factors.join('; ')}`;
  return `${paintVisual(riskVisual(risk_score), colors)} (${formatScore(risk_score)})${why}`;
}
