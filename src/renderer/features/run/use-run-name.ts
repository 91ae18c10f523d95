import type { ProjectDetail } from '#shared/contract/plms-schemas.ts';
import { useProjectOfRun } from '../../data/queries.ts';
import { hrefTo } from '../../navigation/route.ts';

interface RunName {
  title: string;
  suffix: string;
  crumbs: { label: string; href: string }[];
}

/**
 * What a run is called: its goal and which run of its project it is; by number and id where no plan
 * says it.
 */
export function useRunName(runId: string, projectId: number | null): RunName {
  const project = useProjectOfRun(projectId).data;
  return {
    ...nameOf(runId, projectId, project),
    crumbs: [
      { label: 'Projects', href: hrefTo('projects') },
      ...(project === undefined
        ? []
        : [
            {
              label: project.name,
              href: hrefTo('project', { projectId: project.project_id, view: 'runs' }),
            },
          ]),
    ],
  };
}

type Named = Pick<ProjectDetail, 'name' | 'plan' | 'runs'>;

/** Title and grey suffix of a run, e.g. `Make the tests green` and `run 3`. */
export function nameOf(
  runId: string,
  projectId: number | null,
  project: Named | undefined,
): { title: string; suffix: string } {
  if (project === undefined) {
    return { title: projectId === null ? 'Run' : `Project ${projectId}`, suffix: runId };
  }
  const inOrder = project.runs.toSorted((a, b) => a.created_at.localeCompare(b.created_at));
  const at = inOrder.findIndex((run) => run.run_id === runId);
  const goal = project.plan?.goal.trim().split('\n')[0] ?? '';
  return {
    title: goal === '' ? project.name : goal,
    suffix: at === -1 ? runId : `run ${at + 1}`,
  };
}
