import { formatPercent } from '#shared/present/format-percent.ts';
import { hrefTo } from '../../navigation/route.ts';
import { usePortfolio, useProjects } from '../../data/queries.ts';
import { Meter } from '../../ui/meter.tsx';
import { Panel } from '../../ui/panel.tsx';

/** How lane time was really divided between the projects in the last minute of busy time. */
export function ShareTable() {
  const shares = Object.entries(usePortfolio().data?.fairness_weights ?? {});
  const projects = useProjects().data?.projects ?? [];
  if (shares.length === 0) return null;
  const nameOf = (id: number) =>
    projects.find((project) => project.project_id === id)?.name ?? `project ${id}`;
  return (
    <Panel title="Fair shares" aside="of lane time, measured">
      <table className="table">
        <tbody>
          {shares
            .toSorted((a, b) => b[1] - a[1])
            .map(([id, share]) => (
              <ShareRow key={id} projectId={Number(id)} name={nameOf(Number(id))} share={share} />
            ))}
        </tbody>
      </table>
    </Panel>
  );
}

function ShareRow({ projectId, name, share }: { projectId: number; name: string; share: number }) {
  const percent = formatPercent(share);
  return (
    <tr>
      <td className="fill">
        <a href={hrefTo('project', { projectId, view: 'runs' })}>{name}</a>
      </td>
      <td>
        <span className="share-bar">
          <Meter label={`Share of ${name}`} value={share} valueText={percent} tone="running" />
        </span>
      </td>
      <td className="number">{percent}</td>
    </tr>
  );
}
