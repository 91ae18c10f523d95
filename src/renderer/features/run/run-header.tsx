import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { runProgress } from '#shared/present/run-progress.ts';
import { runStanding } from '#shared/present/run-standing.ts';
import { Pause, Play, RotateCcw, ShieldCheck, Square, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Toolbar } from 'react-aria-components';
import { PlaceHead } from '../../navigation/place-head.tsx';
import { Button } from '../../ui/button.tsx';
import { SyntheticTag, Tag } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { BudgetOverrideTag } from './budget-override-tag.tsx';
import { allowedRunActions, RUN_ACTION_TITLES, type RunAction } from './run-actions.ts';
import { useRunPanel } from './run-panel-store.ts';
import { useRunName } from './use-run-name.ts';

const icons: Partial<Record<RunAction, ReactNode>> = {
  pause: <Pause aria-hidden />,
  resume: <Play aria-hidden />,
  rerun: <RotateCcw aria-hidden />,
  validate: <ShieldCheck aria-hidden />,
  terminate: <Square aria-hidden />,
  delete: <Trash2 aria-hidden />,
};

/** Where we are, how the run stands, and what can be done with it. */
export function RunHeader({ runId, run }: { runId: string; run: RunStatus | undefined }) {
  const name = useRunName(runId, run?.project_id ?? null);
  return (
    <PlaceHead title={name.title} suffix={name.suffix} crumbs={name.crumbs}>
      {run === undefined ? null : (
        <>
          <StatusChip visual={runStanding(run)} detail={runProgress(run).text} />
          <BudgetOverrideTag given={run.budget_overridden} />
          {run.mode === 'synthetic' ? <SyntheticTag /> : null}
          {run.run_kind === 'baseline' ? null : <Tag>{run.run_kind}</Tag>}
          <span className="spring" />
          <Actions run={run} />
        </>
      )}
    </PlaceHead>
  );
}

function Actions({ run }: { run: RunStatus }) {
  const ask = useRunPanel((state) => state.ask);
  return (
    <Toolbar className="run-actions" aria-label="Run actions">
      {allowedRunActions(run.status).map((action) => (
        <Button
          key={action}
          look={action === 'terminate' ? 'danger' : 'plain'}
          icon={icons[action]}
          onPress={() => ask(run.run_id, action)}
        >
          {RUN_ACTION_TITLES[action]}
        </Button>
      ))}
    </Toolbar>
  );
}
