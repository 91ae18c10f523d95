import type { Output, pasContract } from '#shared/contract/contract.ts';
import type { StatusVisual } from '#shared/present/status-visual.ts';
import { countOf } from '#shared/present/format-count.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';

type Health = Output<typeof pasContract.health>;

const well: StatusVisual = { tone: 'done', mark: 'check', label: 'ok' };
const ill = (label: string): StatusVisual => ({ tone: 'error', mark: 'cross', label });
const visualOf = (status: string) => (status === 'ok' ? well : ill(status.replaceAll('_', ' ')));

/** The state of the service and its parts. */
export function HealthPanel({ health }: { health: Health }) {
  const sandbox =
    health.sandbox.status === 'allowed_without'
      ? ({ tone: 'blocked', mark: 'triangle', label: 'off by your decision' } as const)
      : visualOf(health.sandbox.status);
  return (
    <Panel title="Service" aside={`version ${health.version}, ${health.mode} work`}>
      <dl className="fact-list">
        <dt>Engine</dt>
        <dd>
          <StatusChip visual={visualOf(health.status)} /> since <Moment iso={health.started_at} />
        </dd>
        <dt>Address</dt>
        <dd className="mono">{window.location.origin}</dd>
        <dt>Ledger</dt>
        <dd className="wrap-anywhere">
          <StatusChip visual={visualOf(health.store.status)} />{' '}
          <span className="mono">{health.store.path}</span>
          <span className="muted"> schema {health.store.schema_version}</span>
          {health.store.detail === null ? null : <p>{health.store.detail}</p>}
        </dd>
        <dt>Workers</dt>
        <dd>
          <StatusChip visual={visualOf(health.workers.status)} /> {health.workers.running} of{' '}
          {health.workers.threads} threads busy
        </dd>
        <dt>Sandbox</dt>
        <dd className="wrap-anywhere">
          <StatusChip visual={sandbox} /> {health.sandbox.driver}
          <p className="muted">{health.sandbox.detail}</p>
        </dd>
        <dt>Records</dt>
        <dd>
          {countOf(health.total_tasks, 'task')}, {countOf(health.total_receipts, 'receipt')}
        </dd>
      </dl>
    </Panel>
  );
}
