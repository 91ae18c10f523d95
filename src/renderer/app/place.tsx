import { ApprovalsView } from '../features/approvals/approvals-view.tsx';
import { CodeView } from '../features/code/code-view.tsx';
import { HomeView } from '../features/portfolio/home-view.tsx';
import { NewProjectView } from '../features/project/new-project-view.tsx';
import { ProjectView } from '../features/project/project-view.tsx';
import { ProjectsView } from '../features/project/projects-view.tsx';
import { RunView } from '../features/run/run-view.tsx';
import { SettingsView } from '../features/settings/settings-view.tsx';
import type { Route } from './routes.ts';

/** The view of a place. */
export function Place({ route }: { route: Route }) {
  switch (route.place) {
    case 'home':
      return <HomeView />;
    case 'projects':
      return <ProjectsView />;
    case 'new-project':
      return <NewProjectView key={route.repo} repo={route.repo} />;
    case 'project':
      return <ProjectView key={route.projectId} projectId={route.projectId} tab={route.tab} />;
    case 'run':
      return <RunView key={route.runId} route={route} />;
    case 'code':
      return <CodeView tab={route.tab} repo={route.repo} question={route.question} />;
    case 'approvals':
      return <ApprovalsView />;
    case 'settings':
      return <SettingsView />;
  }
}
