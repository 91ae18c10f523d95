import type { Route } from '../../app/routes.ts';
import { navigate } from '../../app/use-route.ts';
import type { RunStatus } from '../../data/patch-run.ts';
import { useRun } from '../../data/queries.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { TabBar } from '../../ui/tab-bar.tsx';
import type { RunTab } from '../../app/routes.ts';
import { LogView } from '../logs/log-view.tsx';
import { GatesView } from './gates-view.tsx';
import { ReceiptsView } from './receipts-view.tsx';
import { RunFigures } from './run-figures.tsx';
import { RunGraph } from './run-graph.tsx';
import { RunHeader } from './run-header.tsx';
import { RunNotices } from './run-notices.tsx';
import { RunSequencer } from './run-sequencer.tsx';
import { TaskDrawer } from './task-drawer.tsx';
import './run.css';

type RunRoute = Extract<Route, { place: 'run' }>;

/** One run: what it does, what it costs, what it proves. The drawer on the right is the chosen task. */
export function RunView({ route }: { route: RunRoute }) {
  const { data: run, error, isPending } = useRun(route.runId);
  const go = (change: Partial<RunRoute>) => navigate({ ...route, ...change }, 'replace');
  return (
    <div className="run-view">
      <div className="run-body">
        <RunHeader runId={route.runId} run={run} />
        <ErrorNote error={error} />
        {isPending ? <Skeleton rows={10} label="the run" /> : null}
        {run === undefined ? null : (
          <>
            <RunNotices run={run} />
            <RunFigures run={run} />
            <TabBar<RunTab>
              label="Run"
              tabs={tabsOf(run)}
              selected={route.tab}
              onSelect={(tab) => go({ tab })}
            >
              <RunPanel run={run} route={route} go={go} />
            </TabBar>
          </>
        )}
      </div>
      {run === undefined || route.taskId === null ? null : (
        <TaskDrawer
          key={route.taskId}
          run={run}
          taskId={route.taskId}
          onClose={() => go({ taskId: null })}
        />
      )}
    </div>
  );
}

function tabsOf(run: RunStatus): { id: RunTab; label: string }[] {
  const failing = run.gates.filter((gate) => gate.state === 'fail').length;
  return [
    { id: 'graph', label: 'Graph' },
    { id: 'sequencer', label: 'Sequencer' },
    { id: 'log', label: 'Log' },
    { id: 'gates', label: failing === 0 ? 'Gates' : `Gates · ${failing} failing` },
    { id: 'receipts', label: 'Receipts' },
  ];
}

interface PanelProps {
  run: RunStatus;
  route: RunRoute;
  go: (change: Partial<RunRoute>) => void;
}

function RunPanel({ run, route, go }: PanelProps) {
  const select = (taskId: string) => go({ taskId });
  switch (route.tab) {
    case 'graph':
      return <RunGraph run={run} selectedId={route.taskId} onSelect={select} />;
    case 'sequencer':
      return <RunSequencer run={run} selectedId={route.taskId} onSelect={select} />;
    case 'log':
      return (
        <LogView
          key={route.taskId}
          run={run}
          taskId={route.taskId}
          onClearTask={() => go({ taskId: null })}
        />
      );
    case 'gates':
      return <GatesView run={run} onSelect={select} />;
    case 'receipts':
      return <ReceiptsView run={run} onSelect={select} />;
  }
}
