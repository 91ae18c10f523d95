import type { Output, plmsContract } from '#shared/contract/contract.ts';
import { formatBand } from '#shared/present/format-band.ts';
import { countOf } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatEnergy } from '#shared/present/format-energy.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { formatScore } from '#shared/present/format-kpi.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import { riskVisual } from '#shared/present/risk-visual.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PromiseBar } from '../../ui/promise-bar.tsx';
import type { Band } from '../../ui/promise-scale.ts';
import { StatusChip } from '../../ui/status-mark.tsx';

type Results = Output<typeof plmsContract.simulateProject>['simulation_results'];

const SHARE = 0.05;

/** Runs a sample in a throw-away worktree and projects the whole from it. */
export function RehearsalPanel({ projectId }: { projectId: number }) {
  const { plms } = useClients();
  const rehearsing = useAction(plms.simulateProject, { refreshes: [queryKeys.runs] });
  return (
    <Panel
      title="Rehearsal"
      actions={
        <Button
          isDisabled={rehearsing.isPending}
          onPress={() => rehearsing.mutate({ project_id: projectId, rehearsal_pct: SHARE })}
        >
          {rehearsing.isPending ? 'Rehearsing…' : 'Rehearse 5 %'}
        </Button>
      }
    >
      <ErrorNote error={rehearsing.error} />
      {rehearsing.data === undefined ? (
        <p className="panel-none">
          Runs at least one task of every kind in a throw-away worktree, and projects the rest.
        </p>
      ) : (
        <RehearsalResults results={rehearsing.data.simulation_results} />
      )}
    </Panel>
  );
}

function RehearsalResults({ results }: { results: Results }) {
  const full = results.extrapolated_full;
  return (
    <dl className="fact-list">
      <dt>Risk</dt>
      <dd className="risk">
        <StatusChip
          visual={riskVisual(results.risk_score)}
          detail={formatScore(results.risk_score)}
        />
      </dd>
      {results.risk_factors.length === 0 ? null : (
        <>
          <dt>Because</dt>
          <dd>
            <ul>
              {results.risk_factors.map((factor) => (
                <li key={factor}>{factor}</li>
              ))}
            </ul>
          </dd>
        </>
      )}
      <dt>Sample</dt>
      <dd>
        {countOf(results.sampled, 'task')}, {formatPercent(results.actual_pct)}
        {results.auto_bumped ? ', raised to cover every kind' : ''}
      </dd>
      <dt>Basis</dt>
      <dd>{results.basis.replace('_', ' ')}</dd>
      <dt>Time</dt>
      <dd>
        <Promised band={full.time_ms} describe={formatDuration} />
      </dd>
      <dt>Cost</dt>
      <dd>
        <Promised band={full.cost_usd} describe={formatUsd} />
      </dd>
      <dt>Tokens</dt>
      <dd>
        <Promised band={full.tokens} describe={formatTokens} />
      </dd>
      <dt>Energy</dt>
      <dd>{formatEnergy(full.energy_kwh?.mean ?? null)}</dd>
    </dl>
  );
}

function Promised({ band, describe }: { band: Band; describe: (value: number) => string }) {
  return (
    <>
      {formatBand(band, describe)}
      <PromiseBar band={band} describe={describe} size="head" />
    </>
  );
}
