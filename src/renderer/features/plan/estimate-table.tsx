import type { z } from 'zod';
import type { PlanTask, totalsSchema } from '#shared/contract/plms-schemas.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatEnergy } from '#shared/present/format-energy.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { IntervalBar } from '../../ui/interval-bar.tsx';
import { axisEnd } from '../../ui/interval-scale.ts';
import { ErrorNote, Tag } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { coverageText } from './coverage-text.ts';

export type Totals = z.infer<typeof totalsSchema>;

interface Props {
  tasks: readonly PlanTask[];
  totals: Totals | null;
  projectId: number;
}

/** Every task with its mean and 90 % interval, where the figure comes from, and the total. */
export function EstimateTable({ tasks, totals, projectId }: Props) {
  const bands = tasks.flatMap((task) => task.estimate?.time_ms ?? []);
  const end = axisEnd(bands);
  return (
    <Panel
      title="Estimate"
      aside={totals === null ? 'not estimated yet' : coverageText(totals)}
      actions={totals === null ? <EstimateButton projectId={projectId} /> : undefined}
    >
      <div className="table-scroll">
        <table className="table estimate-table">
          <EstimateHead />
          <tbody>
            {tasks.map((task) => (
              <EstimateRow key={task.key} task={task} end={end} />
            ))}
          </tbody>
          {totals === null ? null : <TotalsRow totals={totals} />}
        </table>
      </div>
    </Panel>
  );
}

function EstimateButton({ projectId }: { projectId: number }) {
  const { plms } = useClients();
  const estimating = useAction(plms.estimateProject, {
    refreshes: [queryKeys.project(projectId), queryKeys.projects],
  });
  return (
    <>
      <ErrorNote error={estimating.error} />
      <Button
        isDisabled={estimating.isPending}
        onPress={() => estimating.mutate({ project_id: projectId })}
      >
        Estimate
      </Button>
    </>
  );
}

function EstimateHead() {
  return (
    <thead>
      <tr>
        <th scope="col">Task</th>
        <th scope="col">Lane</th>
        <th scope="col" className="number">
          Time
        </th>
        <th scope="col">90 % interval of time</th>
        <th scope="col" className="number">
          Tokens
        </th>
        <th scope="col" className="number">
          Cost
        </th>
        <th scope="col" className="number">
          Energy
        </th>
        <th scope="col">Source</th>
      </tr>
    </thead>
  );
}

function EstimateRow({ task, end }: { task: PlanTask; end: number }) {
  const { estimate } = task;
  return (
    <tr>
      <td className="fill" title={task.title}>
        {task.title} {task.runnable ? null : <Tag>needs a model</Tag>}
      </td>
      <td className="muted">{task.lane}</td>
      {estimate === null ? (
        <td colSpan={6} className="muted">
          not estimated
        </td>
      ) : (
        <>
          <td className="number">{formatDuration(estimate.time_ms.mean)}</td>
          <td className="interval-cell">
            <IntervalBar band={estimate.time_ms} end={end} describe={formatDuration} />
          </td>
          <td className="number">{formatTokens(estimate.tokens.mean)}</td>
          <td className="number">{formatUsd(estimate.cost_usd.mean)}</td>
          <td className="number">{formatEnergy(estimate.energy_kwh?.mean ?? null)}</td>
          <td className="muted" title={estimate.source.text}>
            {sourceText(estimate.source)}
          </td>
        </>
      )}
    </tr>
  );
}

function sourceText(source: { basis: string; observations: number; cold_start: boolean }): string {
  if (source.basis === 'exact') return 'exact';
  if (source.cold_start) return 'prior, cold start';
  return `${source.basis.replace('_', ' ')}, n = ${source.observations}`;
}

function TotalsRow({ totals }: { totals: Totals }) {
  return (
    <tfoot>
      <tr>
        <td colSpan={2} title={totals.text}>
          Total {totals.cold_start ? <Tag>cold start</Tag> : null}
        </td>
        <td className="number">{formatDuration(totals.time_ms.mean)}</td>
        <td className="muted">
          {formatDuration(totals.time_ms.ci_90[0])} – {formatDuration(totals.time_ms.ci_90[1])}
        </td>
        <td className="number">{formatTokens(totals.tokens.mean)}</td>
        <td className="number">{formatUsd(totals.cost_usd.mean)}</td>
        <td className="number">{formatEnergy(totals.energy_kwh?.mean ?? null)}</td>
        <td className="muted">
          {formatUsd(totals.cost_usd.ci_90[0])} – {formatUsd(totals.cost_usd.ci_90[1])}
        </td>
      </tr>
    </tfoot>
  );
}
