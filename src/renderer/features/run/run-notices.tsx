import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { useEffect } from 'react';
import { describeBase } from '#shared/present/describe-base.ts';
import { budgetOverrideText } from '#shared/present/override-text.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { FailureBanner } from '../failures/failure-banner.tsx';
import { BudgetForm, OverrideForm, TerminateForm } from './run-forms.tsx';
import { needsForm, type RunAction } from './run-actions.ts';
import { BudgetQuestion } from '../inbox/budget-question.tsx';
import { RunQuestions } from '../inbox/run-questions.tsx';
import { LeftOutNote } from '../plan/left-out-note.tsx';
import { useTrashStore } from '../trash/trash-store.ts';
import { useRunPanel } from './run-panel-store.ts';

type QuickAction = Exclude<RunAction, 'terminate' | 'override' | 'budget' | 'delete'>;

/**
 * What stands between header and figures: why the run is where it is, and the form of an asked
 * action.
 */
export function RunNotices({ run }: { run: RunStatus }) {
  const { asked, dismiss } = useRunPanel();
  const quick = useQuickAction(run.run_id);
  const action = asked?.runId === run.run_id ? asked.action : null;
  const { mutate } = quick;
  const askToDelete = useTrashStore((state) => state.ask);
  useEffect(() => {
    if (action === 'delete') {
      dismiss();
      askToDelete({ kind: 'run', runId: run.run_id });
    }
    if (action === null || needsForm(action)) return;
    dismiss();
    mutate(action);
  }, [action, askToDelete, dismiss, mutate, run.run_id]);
  return (
    <>
      <BudgetQuestion runId={run.run_id} />
      <RunQuestions runId={run.run_id} />
      <Reason run={run} />
      {run.budget_overridden === null ? null : (
        <p className="run-reason" data-tone="blocked">
          Budget {budgetOverrideText(run.budget_overridden)}
        </p>
      )}
      <BaseNote run={run} />
      <LeftOutNote tasks={run.left_out} />
      <FailureBanner run={run} />
      <ErrorNote error={quick.error} />
      {action === 'terminate' ? <TerminateForm run={run} onDone={dismiss} /> : null}
      {action === 'override' ? <OverrideForm run={run} onDone={dismiss} /> : null}
      {action === 'budget' ? <BudgetForm run={run} onDone={dismiss} /> : null}
    </>
  );
}

/** Why the run is where it is, where nothing else here says it. */
function Reason({ run }: { run: RunStatus }) {
  const { reason, overridden, budget_question: asked } = run;
  if (reason === null || reason === asked?.question || overridden !== null) return null;
  return (
    <p className="run-reason" data-tone={run.status === 'needs_review' ? 'blocked' : undefined}>
      {reason}
    </p>
  );
}

/** What the result speaks of, and what the run's worktree lacked. */
function BaseNote({ run }: { run: RunStatus }) {
  const said = [describeBase(run), ...run.lacks].filter((each) => each !== null);
  return said.length === 0 ? null : (
    <p className="run-base muted wrap-anywhere">{said.join(' ')}</p>
  );
}

function useQuickAction(runId: string) {
  const { pas } = useClients();
  const perform = {
    pause: pas.pauseRun,
    resume: pas.resumeRun,
    rerun: pas.rerunFailed,
    validate: pas.validateRun,
  };
  return useAction(
    async (action: QuickAction, options: { idempotencyKey: string }) => {
      await perform[action]({ run_id: runId }, options);
    },
    { refreshes: [queryKeys.run(runId), queryKeys.runs, queryKeys.portfolio] },
  );
}
