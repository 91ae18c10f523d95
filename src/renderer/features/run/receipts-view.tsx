import { useMemo } from 'react';
import type { Receipt, RunStatus } from '#shared/contract/pas-schemas.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatEnergy } from '#shared/present/format-energy.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { receiptVisual } from '#shared/present/task-visual.ts';
import { countOf } from '#shared/present/format-count.ts';
import { useReceipts } from '../../data/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorNote, Skeleton, SyntheticTag } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';

/** Rows built at once; the rest is one press away. */
const FIRST_ROWS = 500;

interface Props {
  run: RunStatus;
  onSelect: (taskId: string) => void;
}

/** One receipt per ended task: provider, time, tokens, money, energy. */
export function ReceiptsView({ run, onSelect }: Props) {
  const { data, error, isPending } = useReceipts(run.run_id);
  const columns = useMemo(() => columnsOf(run), [run]);
  const receipts = data?.receipts ?? [];
  return (
    <Panel title="Receipts" aside="one for every task that ended">
      <ErrorNote error={error} />
      {isPending ? <Skeleton rows={6} label="receipts" /> : null}
      {data === undefined ? null : (
        <DataTable
          label="Receipts"
          columns={columns}
          rows={receipts.slice(0, FIRST_ROWS)}
          keyOf={(receipt) => `${receipt.task_id} ${receipt.attempt}`}
          open={(receipt) => ({ onPress: () => onSelect(receipt.task_id) })}
          empty={
            <p className="panel-none">None yet. It is written when a task ends, exactly once.</p>
          }
        />
      )}
      {receipts.length > FIRST_ROWS ? (
        <p className="panel-none">
          The first {FIRST_ROWS} of {countOf(receipts.length, 'receipt')}.
        </p>
      ) : null}
    </Panel>
  );
}

function columnsOf(run: RunStatus): Column<Receipt>[] {
  const titles = new Map(run.tasks.map((task) => [task.task_id, task.title]));
  return [
    {
      id: 'task',
      head: 'Task',
      room: 'fill',
      cell: (receipt) => titles.get(receipt.task_id) ?? receipt.task_id,
    },
    ...FIGURES,
  ];
}

const FIGURES: readonly Column<Receipt>[] = [
  {
    id: 'state',
    head: 'State',
    cell: (receipt) => <StatusChip visual={receiptVisual(receipt.status)} />,
  },
  {
    id: 'provider',
    from: 'tablet',
    head: 'Provider',
    look: 'mono muted',
    cell: ({ provider, mode }) => (mode === 'synthetic' ? <SyntheticTag /> : provider),
  },
  {
    id: 'attempt',
    from: 'tablet',
    head: 'Attempt',
    isNumber: true,
    cell: (receipt) => receipt.attempt,
  },
  {
    id: 'time',
    head: 'Time',
    isNumber: true,
    cell: (receipt) => formatDuration(receipt.time_ms),
  },
  {
    id: 'cpu',
    from: 'tablet',
    head: 'CPU',
    isNumber: true,
    cell: (receipt) => formatDuration(receipt.cpu_ms),
  },
  {
    id: 'tokens',
    from: 'tablet',
    head: 'Tokens',
    isNumber: true,
    cell: (receipt) => formatTokens(tokensOf(receipt)),
  },
  {
    id: 'cost',
    head: 'Cost',
    isNumber: true,
    cell: (receipt) => (
      <>
        {formatUsd(receipt.cost_usd)}
        {receipt.cost_known ? null : <span className="muted"> + unknown</span>}
      </>
    ),
  },
  {
    id: 'energy',
    from: 'tablet',
    head: 'Energy',
    isNumber: true,
    cell: ({ energy_kwh, energy_source }) => (
      <>
        {formatEnergy(energy_kwh)}
        {energy_kwh === null ? null : <span className="muted"> {energy_source}</span>}
      </>
    ),
  },
];

function tokensOf(receipt: Receipt): number {
  return receipt.tokens_in + receipt.tokens_out + receipt.tokens_think + receipt.tokens_tool_use;
}
