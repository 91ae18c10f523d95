import { useProjects, useRun, useRuns } from '../../data/queries.ts';
import { PLACE_IDS, placeRow } from '../../navigation/places.ts';
import { type Route, routeTo } from '../../navigation/route.ts';
import { navigate } from '../../navigation/use-route.ts';
import { THEMES, useTheme } from '../../ui/theme.ts';
import { allowedRunActions, RUN_ACTION_TITLES } from '../run/run-actions.ts';
import { useRunPanel } from '../run/run-panel-store.ts';
import { useTrashStore } from '../trash/trash-store.ts';
import type { Command } from './command.ts';

const MOST_LISTED = 30;

/** Everything that can be done from where the window is. */
export function useCommands(route: Route): Command[] {
  const runs = useRuns().data?.runs ?? [];
  const projects = useProjects().data?.projects ?? [];
  return [
    ...placeCommands(),
    ...useThisRunCommands(route),
    ...thisProjectCommands(route),
    ...runs.slice(0, MOST_LISTED).map((run) => ({
      ...bare(`run-${run.run_id}`, `Open run ${run.run_id} (${run.status.replace('_', ' ')})`),
      section: 'Runs' as const,
      perform: () => navigate(routeTo('run', { runId: run.run_id })),
    })),
    ...projects.slice(0, MOST_LISTED).map((project) => ({
      ...bare(`project-${project.project_id}`, `Open project ${project.name}`),
      section: 'Projects' as const,
      perform: () => navigate(routeTo('project', { projectId: project.project_id })),
    })),
    ...themeCommands(),
  ];
}

function bare(id: string, title: string) {
  return { id, title, keys: null };
}

/** Every place with a shortcut, and the two views of the code place that are asked for by name. */
function placeCommands(): Command[] {
  const go = (id: string, title: string, keys: string | null, to: Route): Command => ({
    id,
    title,
    keys,
    section: id === 'new-project' ? 'Do' : 'Go to',
    perform: () => navigate(to),
  });
  const withKeys = PLACE_IDS.filter((id) => placeRow(id).keys !== null);
  return [
    // A place with a shortcut is one there is only one of, so its id alone leads there.
    ...withKeys.map((id) =>
      go(id, placeRow(id).label, placeRow(id).keys, routeTo(id as 'now') as Route),
    ),
    go('code-graph', 'Code: dependency graph', 'g d', routeTo('code', { view: 'graph' })),
    go('code-health', 'Code: index health', null, routeTo('code', { view: 'health' })),
  ];
}

function useThisRunCommands(route: Route): Command[] {
  const runId = route.place === 'run' ? route.runId : null;
  const run = useRun(runId).data;
  const ask = useRunPanel((state) => state.ask);
  if (run === undefined) return [];
  return allowedRunActions(run.status).map((action) => ({
    ...bare(`run-action-${action}`, RUN_ACTION_TITLES[action]),
    section: 'This run' as const,
    perform: () => ask(run.run_id, action),
  }));
}

function thisProjectCommands(route: Route): Command[] {
  if (route.place !== 'project') return [];
  const { projectId } = route;
  return [
    {
      ...bare('project-delete', 'Delete this project'),
      section: 'Do',
      perform: () => useTrashStore.getState().ask({ kind: 'project', projectId }),
    },
  ];
}

function themeCommands(): Command[] {
  return THEMES.map((theme) => ({
    ...bare(`theme-${theme}`, `Theme: ${theme}`),
    section: 'Theme' as const,
    perform: () => useTheme.getState().setTheme(theme),
  }));
}
