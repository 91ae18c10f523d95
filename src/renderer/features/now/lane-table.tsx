import type { Output, pasContract } from '#shared/contract/contract.ts';
import { useLanes } from '../../data/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { SlotMeter } from '../../ui/meter.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';

type Lane = Output<typeof pasContract.listLanes>['lanes'][number];

const COLUMNS: readonly Column<Lane>[] = [
  { id: 'lane', head: 'Kind', cell: (lane) => lane.name },
  {
    id: 'slots',
    from: 'tablet',
    head: 'Slots',
    cell: (lane) => <SlotMeter label={lane.name} used={lane.running} cap={lane.cap} />,
  },
  {
    id: 'running',
    head: 'Running',
    isNumber: true,
    cell: (lane) => (
      <>
        {lane.running} <span className="muted">/ {lane.cap}</span>
      </>
    ),
  },
  { id: 'queued', head: 'Queued', isNumber: true, cell: (lane) => lane.queued },
];

/** Kinds of work with how many may run at once: a cell per slot, filled while a task holds it. */
export function LaneTable() {
  const lanes = useLanes();
  return (
    <Panel title="Kinds of work">
      <ErrorNote error={lanes.error} />
      {lanes.isPending ? <Skeleton rows={5} label="kinds of work" /> : null}
      {lanes.data === undefined ? null : (
        <DataTable
          label="Kinds of work"
          density="compact"
          columns={COLUMNS}
          rows={lanes.data.lanes}
          keyOf={(lane) => lane.name}
        />
      )}
    </Panel>
  );
}
