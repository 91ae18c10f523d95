import type { CodeTab, Route } from '../../app/routes.ts';
import { THEMES, useTheme } from '../../app/theme.ts';
import { navigate } from '../../app/use-route.ts';
import { useProjects, useRun, useRuns } from '../../data/queries.ts';
import { EMPTY_QUESTION } from '../code/code-question.ts';
import { allowedRunActions, RUN_ACTION_TITLES } from '../run/run-actions.ts';
import { useRunPanel } from '../run/run-panel-store.ts';
import type { Command } from './command.ts';

const MOST_LISTED = 30;

/** Everything that can be done from where the window is. */
export function useCommands(route: Route): Command[] {
  const runs = useRuns().data?.runs ?? [];
  const projects = useProjects().data?.projects ?? [];
  return [
    ...placeCommands(),
    ...useThisRunCommands(route),
    ...runs.slice(0, MOST_LISTED).map((run) => ({
      ...bare(`run-${run.run_id}`, `Open run ${run.run_id} (${run.status.replace('_', ' ')})`),
      section: 'Runs' as const,
      perform: () => navigate({ place: 'run', runId: run.run_id, tab: 'graph', taskId: null }),
    })),
    ...projects.slice(0, MOST_LISTED).map((project) => ({
      ...bare(`project-${project.project_id}`, `Open project ${project.name}`),
      section: 'Projects' as const,
      perform: () => navigate({ place: 'project', projectId: project.project_id, tab: 'plan' }),
    })),
    ...themeCommands(),
  ];
}

function bare(id: string, title: string) {
  return { id, title, keys: null };
}

function codeAt(tab: CodeTab): Route {
  return { place: 'code', tab, repo: null, question: EMPTY_QUESTION };
}

function placeCommands(): Command[] {
  const go = (id: string, title: string, keys: string, to: Route): Command => ({
    id,
    title,
    keys,
    section: 'Go to',
    perform: () => navigate(to),
  });
  return [
    go('home', 'Home', 'g h', { place: 'home' }),
    go('projects', 'Projects', 'g p', { place: 'projects' }),
    go('code', 'Code', 'g c', codeAt('search')),
    go('code-graph', 'Code: dependency graph', 'g d', codeAt('graph')),
    go('code-health', 'Code: index health', 'g i', codeAt('health')),
    go('approvals', 'Approvals', 'g a', { place: 'approvals' }),
    go('settings', 'Settings', 'g s', { place: 'settings' }),
    {
      ...go('new-project', 'New project', 'n', { place: 'new-project', repo: null }),
      section: 'Do',
    },
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

function themeCommands(): Command[] {
  return THEMES.map((theme) => ({
    ...bare(`theme-${theme}`, `Theme: ${theme}`),
    section: 'Theme' as const,
    perform: () => useTheme.getState().setTheme(theme),
  }));
}
