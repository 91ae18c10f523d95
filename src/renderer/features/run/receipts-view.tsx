import type { z } from 'zod';
import type { receiptSchema } from '#shared/contract/pas-schemas.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatEnergy } from '#shared/present/format-energy.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { receiptVisual } from '#shared/present/task-visual.ts';
import { countOf } from '#shared/present/format-count.ts';
import type { RunStatus } from '../../data/patch-run.ts';
import { useReceipts } from '../../data/queries.ts';
import { EmptyState, ErrorNote, Skeleton, SyntheticTag } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';

type Receipt = z.infer<typeof receiptSchema>;

/** Rows built at once; the rest is one press away. */
const FIRST_ROWS = 500;

interface Props {
  run: RunStatus;
  onSelect: (taskId: string) => void;
}

/** One receipt per ended task: provider, time, tokens, money, energy. */
export function ReceiptsView({ run, onSelect }: Props) {
  const { data, error, isPending } = useReceipts(run.run_id);
  const titles = new Map(run.tasks.map((task) => [task.task_id, task.title]));
  if (isPending) return <Skeleton rows={6} label="receipts" />;
  if (error !== null) return <ErrorNote error={error} />;
  if (data.receipts.length === 0) {
    return (
      <EmptyState title="No receipt yet" command="vp status">
        A task’s receipt is written when it ends, exactly once.
      </EmptyState>
    );
  }
  return (
    <div className="table-scroll">
      <table className="table" data-list>
        <ReceiptHead />
        <tbody>
          {data.receipts.slice(0, FIRST_ROWS).map((receipt) => (
            <ReceiptRow
              key={`${receipt.task_id} ${receipt.attempt}`}
              receipt={receipt}
              title={titles.get(receipt.task_id) ?? receipt.task_id}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
      {data.receipts.length > FIRST_ROWS ? (
        <p className="panel-none">
          The first {FIRST_ROWS} of {countOf(data.receipts.length, 'receipt')}.
        </p>
      ) : null}
    </div>
  );
}

const HEADS = ['Task', 'State', 'Provider', 'Attempt', 'Time', 'CPU', 'Tokens', 'Cost', 'Energy'];

function ReceiptHead() {
  return (
    <thead>
      <tr>
        {HEADS.map((head, index) => (
          <th key={head} scope="col" className={index > 2 ? 'number' : undefined}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowProps {
  receipt: Receipt;
  title: string;
  onSelect: (taskId: string) => void;
}

function ReceiptRow({ receipt, title, onSelect }: RowProps) {
  const tokens =
    receipt.tokens_in + receipt.tokens_out + receipt.tokens_think + receipt.tokens_tool_use;
  return (
    <tr>
      <td className="fill">
        <button
          className="row-link"
          data-row
          type="button"
          onClick={() => onSelect(receipt.task_id)}
        >
          {title}
        </button>{' '}
        {receipt.mode === 'synthetic' ? <SyntheticTag /> : null}
      </td>
      <td>
        <StatusChip visual={receiptVisual(receipt.status)} />
      </td>
      <td className="mono muted">{receipt.provider}</td>
      <td className="number">{receipt.attempt}</td>
      <td className="number">{formatDuration(receipt.time_ms)}</td>
      <td className="number">{formatDuration(receipt.cpu_ms)}</td>
      <td className="number">{formatTokens(tokens)}</td>
      <td className="number">
        {formatUsd(receipt.cost_usd)}
        {receipt.cost_known ? null : <span className="muted"> + unknown</span>}
      </td>
      <td className="number" title={receipt.energy_source}>
        {formatEnergy(receipt.energy_kwh)}
        {receipt.energy_kwh === null ? null : (
          <span className="muted"> {receipt.energy_source}</span>
        )}
      </td>
    </tr>
  );
}
