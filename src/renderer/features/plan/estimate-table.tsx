import type { ReactNode } from 'react';
import { formatBand } from '#shared/present/format-band.ts';
import type { PlanTask, Totals } from '#shared/contract/plms-schemas.ts';
import { countOf } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatEnergy } from '#shared/present/format-energy.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { leftOutOf } from '#shared/present/left-out.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorNote, Tag } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PromiseBar } from '../../ui/promise-bar.tsx';
import { rootAxis } from '../../ui/promise-scale.ts';
import { LeftOutNote } from './left-out-note.tsx';
import { coverageText } from './coverage-text.ts';
import { timeAxis } from './time-axis.ts';
import { TimeAxisHead } from './time-axis-head.tsx';

type Estimate = NonNullable<PlanTask['estimate']>;

interface Props {
  tasks: readonly PlanTask[];
  totals: Totals | null;
  projectId: number;
}

/**
 * Every task that will run with its mean and 90 % interval, where the figure comes from, and the
 * total; then, without figures, what is left out.
 */
export function EstimateTable({ tasks, totals, projectId }: Props) {
  const willRun = tasks.filter(({ runnable }) => runnable);
  return (
    <Panel
      title="Estimate"
      aside={totals === null ? 'not estimated yet' : coverageText(totals)}
      actions={totals === null ? <EstimateButton projectId={projectId} /> : undefined}
    >
      <DataTable
        label="Estimate of every task"
        columns={columnsOf(willRun, totals)}
        rows={willRun}
        keyOf={(task) => task.key}
        instead={(task) =>
          task.estimate === null ? { from: 'time', content: 'not estimated' } : null
        }
      />
      <LeftOutNote tasks={leftOutOf(tasks)} />
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

/** A column of what the estimate of a task says; a task without one shows no figures at all. */
function ofEstimate(show: (estimate: Estimate) => ReactNode): (task: PlanTask) => ReactNode {
  return ({ estimate }) => (estimate === null ? null : show(estimate));
}

function columnsOf(tasks: readonly PlanTask[], totals: Totals | null): Column<PlanTask>[] {
  const time = timeAxis(tasks.flatMap((task) => task.estimate?.time_ms ?? []));
  const axis = rootAxis(time.endMs);
  const total: OfTotals = (show) => (totals === null ? undefined : show(totals));
  return [
    {
      id: 'task',
      head: 'Task',
      room: 'fill',
      title: (task) => task.title,
      cell: (task) => task.title,
      foot: total((known) => (
        <span title={known.text}>
          Total of {countOf(tasks.length, 'task')}{' '}
          {known.cold_start ? <Tag>no history yet: wide</Tag> : null}
        </span>
      )),
    },
    KIND,
    {
      id: 'time',
      from: 'tablet',
      head: 'Time',
      isNumber: true,
      cell: ofEstimate(({ time_ms }) => formatDuration(time_ms.mean)),
      foot: total((known) => (
        <span title="From the first start to the last end: tasks may run side by side">
          {formatDuration(known.time_ms.mean)} <small>elapsed</small>
        </span>
      )),
    },
    {
      id: 'promise',
      head: <TimeAxisHead time={time} />,
      width: 192,
      cell: ofEstimate(({ time_ms }) => (
        <PromiseBar band={time_ms} axis={axis} describe={formatDuration} />
      )),
      foot: total(({ time_ms }) => time_ms.ci_90.map(formatDuration).join(' – ')),
    },
    ...figureColumns(total),
    SOURCE,
  ];
}

const KIND: Column<PlanTask> = {
  id: 'kind',
  from: 'tablet',
  head: 'Kind of work',
  look: 'muted',
  cell: (task) => task.lane,
};

const SOURCE: Column<PlanTask> = {
  id: 'source',
  from: 'tablet',
  head: 'Source',
  look: 'muted',
  title: (task) => task.estimate?.source.text,
  cell: ofEstimate(({ source }) => sourceText(source)),
};

type OfTotals = <T>(show: (known: Totals) => T) => T | undefined;

function figureColumns(total: OfTotals): Column<PlanTask>[] {
  return [
    {
      id: 'tokens',
      from: 'tablet',
      head: 'Tokens',
      isNumber: true,
      cell: ofEstimate(({ tokens }) => formatTokens(tokens.mean)),
      foot: total((known) => formatTokens(known.tokens.mean)),
    },
    {
      id: 'cost',
      from: 'tablet',
      head: 'Cost',
      isNumber: true,
      cell: ofEstimate(({ cost_usd }) => formatUsd(cost_usd.mean)),
      foot: total((known) => (
        <span title={formatBand(known.cost_usd, formatUsd)}>{formatUsd(known.cost_usd.mean)}</span>
      )),
    },
    {
      id: 'energy',
      from: 'tablet',
      head: 'Energy',
      isNumber: true,
      cell: ofEstimate(({ energy_kwh }) => formatEnergy(energy_kwh?.mean ?? null)),
      foot: total((known) => formatEnergy(known.energy_kwh?.mean ?? null)),
    },
  ];
}

function sourceText(source: { basis: string; observations: number; cold_start: boolean }): string {
  if (source.basis === 'exact') return 'exact';
  if (source.cold_start) return 'no history yet';
  return `${source.basis.replace('_', ' ')}, n = ${source.observations}`;
}
