import { formatPercent } from '#shared/present/format-percent.ts';
import { hrefTo } from '../../navigation/route.ts';
import { usePortfolio, useProjects } from '../../data/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Panel } from '../../ui/panel.tsx';

/** How lane time was really divided between the projects in the last minute of busy time. */
export function ShareTable() {
  const shares = Object.entries(usePortfolio().data?.fairness_weights ?? {}).filter(([id]) =>
    /^\d+$/.test(id),
  );
  const projects = useProjects().data?.projects ?? [];
  if (shares.length === 0) return null;
  const nameOf = (id: number) =>
    projects.find((project) => project.project_id === id)?.name ?? `project ${id}`;
  const rows = shares
    .map(([id, share]) => ({ projectId: Number(id), name: nameOf(Number(id)), share }))
    .toSorted((a, b) => b.share - a.share);
  return (
    <Panel title="Fair shares" aside="of working time, measured">
      <DataTable
        label="Fair shares"
        density="compact"
        columns={COLUMNS}
        rows={rows}
        keyOf={({ projectId }) => projectId}
        open={({ projectId }) => ({ href: hrefTo('project', { projectId, view: 'runs' }) })}
      />
    </Panel>
  );
}

interface Share {
  projectId: number;
  name: string;
  share: number;
}

const COLUMNS: readonly Column<Share>[] = [
  { id: 'project', head: 'Project', room: 'fill', cell: ({ name }) => name },
  {
    id: 'bar',
    head: 'Share',
    width: 120,
    cell: ({ name, share }) => (
      <span className="share-bar">
        <Meter
          label={`Share of ${name}`}
          value={share}
          valueText={formatPercent(share)}
          tone="running"
        />
      </span>
    ),
  },
  { id: 'share', head: '', isNumber: true, cell: ({ share }) => formatPercent(share) },
];
