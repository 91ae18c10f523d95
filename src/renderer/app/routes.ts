import { type CodeQuestion, readQuestion, writeQuestion } from '../features/code/code-question.ts';

/** Tabs of the run view. */
export const RUN_TABS = ['graph', 'sequencer', 'log', 'gates', 'receipts'] as const;
export type RunTab = (typeof RUN_TABS)[number];
export const PROJECT_TABS = ['plan', 'runs', 'repository'] as const;
export type ProjectTab = (typeof PROJECT_TABS)[number];

export const CODE_TABS = ['search', 'graph', 'health'] as const;
export type CodeTab = (typeof CODE_TABS)[number];

/** Every place of the window, as data. */
export type Route =
  | { place: 'home' }
  | { place: 'projects' }
  | { place: 'new-project'; repo: string | null }
  | { place: 'project'; projectId: number; tab: ProjectTab }
  | { place: 'run'; runId: string; tab: RunTab; taskId: string | null }
  | { place: 'code'; tab: CodeTab; repo: string | null; question: CodeQuestion }
  | { place: 'approvals' }
  | { place: 'settings' };

/** Reads a location hash; what cannot be read is home. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [place, id, tab] = path.split('/').map(decodePart);
  const query = new URLSearchParams(search);
  switch (place ?? '') {
    case 'projects':
      return projectRoute(id, tab);
    case 'new-project':
      return { place: 'new-project', repo: query.get('repo') };
    case 'runs':
      if (id === undefined || id === '') return { place: 'home' };
      return { place: 'run', runId: id, tab: tabOf(RUN_TABS, tab), taskId: query.get('task') };
    case 'code':
      return {
        place: 'code',
        tab: tabOf(CODE_TABS, id),
        repo: query.get('repo'),
        question: readQuestion(query),
      };
    case 'approvals':
      return { place: 'approvals' };
    case 'settings':
      return { place: 'settings' };
    default:
      return { place: 'home' };
  }
}

function projectRoute(id: string | undefined, tab: string | undefined): Route {
  if (id === undefined || !/^\d{1,15}$/.test(id)) return { place: 'projects' };
  return { place: 'project', projectId: Number(id), tab: tabOf(PROJECT_TABS, tab) };
}

function tabOf<T extends string>(tabs: readonly [T, ...T[]], text: string | undefined): T {
  return tabs.find((tab) => tab === text) ?? tabs[0];
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A hash typed by hand may hold a lone percent sign: it stands for itself.
    return text;
  }
}

/** The location hash of a place, for links. */
export function hrefOf(route: Route): string {
  switch (route.place) {
    case 'home':
      return '#/';
    case 'project':
      return `#/projects/${route.projectId}/${route.tab}`;
    case 'new-project':
      return route.repo === null
        ? '#/new-project'
        : `#/new-project?${new URLSearchParams({ repo: route.repo }).toString()}`;
    case 'run': {
      const task =
        route.taskId === null ? '' : `?${new URLSearchParams({ task: route.taskId }).toString()}`;
      return `#/runs/${encodeURIComponent(route.runId)}/${route.tab}${task}`;
    }
    case 'code':
      return codeHref(route);
    case 'projects':
    case 'approvals':
    case 'settings':
      return `#/${route.place}`;
  }
}

function codeHref(route: Extract<Route, { place: 'code' }>): string {
  const search = writeQuestion(route.question);
  if (route.repo !== null) search.set('repo', route.repo);
  const query = search.toString();
  return `#/code/${route.tab}${query === '' ? '' : `?${query}`}`;
}
