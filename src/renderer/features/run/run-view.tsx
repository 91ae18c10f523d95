import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { RunView as View } from '../../navigation/places.ts';
import type { RouteOf } from '../../navigation/route.ts';
import { navigate } from '../../navigation/use-route.ts';
import { useRun } from '../../data/queries.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { TabBar } from '../../ui/tab-bar.tsx';
import { DiffView } from '../diff/diff-view.tsx';
import { LogView } from '../logs/log-view.tsx';
import { OutcomeCard } from '../outcome/outcome-card.tsx';
import { GatesView } from './gates-view.tsx';
import { ReceiptsView } from './receipts-view.tsx';
import { RunFigures } from './run-figures.tsx';
import { RunGraph } from './run-graph.tsx';
import { RunHeader } from './run-header.tsx';
import { RunNotices } from './run-notices.tsx';
import { RunSequencer } from './run-sequencer.tsx';
import { TaskDrawer } from './task-drawer.tsx';
import './run.css';

type RunRoute = RouteOf<'run'>;

/**
 * One run: what it does, what it costs, what it proves. The drawer on the right is the chosen task.
 */
export function RunView({ route }: { route: RunRoute }) {
  const { data: run, error, isPending } = useRun(route.runId);
  const go = (change: Partial<RunRoute>) => navigate({ ...route, ...change }, 'replace');
  return (
    <div className="beside-drawer">
      <div className="run-body">
        <RunHeader runId={route.runId} run={run} />
        <ErrorNote error={error} />
        {isPending ? <Skeleton rows={10} label="the run" /> : null}
        {run === undefined ? null : (
          <>
            <RunNotices run={run} />
            <OutcomeCard run={run} onReview={() => go({ view: 'diff' })} />
            <RunFigures run={run} />
            <TabBar<View>
              label="Run"
              tabs={tabsOf(run)}
              selected={route.view}
              onSelect={(view) => go({ view })}
            >
              <RunPanel run={run} route={route} go={go} />
            </TabBar>
          </>
        )}
      </div>
      {run === undefined || route.task === null ? null : (
        <TaskDrawer
          key={route.task}
          run={run}
          taskId={route.task}
          onClose={() => go({ task: null })}
        />
      )}
    </div>
  );
}

function tabsOf(run: RunStatus): { id: View; label: string }[] {
  const failing = run.gates.filter((gate) => gate.state === 'fail').length;
  return [
    { id: 'timeline', label: 'Timeline' },
    { id: 'graph', label: 'Graph' },
    { id: 'log', label: 'Log' },
    { id: 'diff', label: 'Diff' },
    { id: 'proof', label: failing === 0 ? 'Proof' : `Proof · ${failing} failing` },
  ];
}

interface PanelProps {
  run: RunStatus;
  route: RunRoute;
  go: (change: Partial<RunRoute>) => void;
}

function RunPanel({ run, route, go }: PanelProps) {
  const select = (task: string) => go({ task });
  switch (route.view) {
    case 'graph':
      return <RunGraph run={run} selectedId={route.task} onSelect={select} />;
    case 'timeline':
      return <RunSequencer run={run} selectedId={route.task} onSelect={select} />;
    case 'log':
      return (
        <LogView
          key={route.task}
          run={run}
          taskId={route.task}
          onClearTask={() => go({ task: null })}
        />
      );
    case 'diff':
      return <DiffView run={run} file={route.file} onSelect={(file) => go({ file })} />;
    case 'proof':
      return (
        <>
          <GatesView run={run} onSelect={select} />
          <ReceiptsView run={run} onSelect={select} />
        </>
      );
  }
}
