import type { Project } from '#shared/contract/plms-schemas.ts';
import type { Approval, RunStatus, RunSummary } from '#shared/contract/pas-schemas.ts';
import { type LiveState, withEntry } from './live-state.ts';

/** A read of the list of runs. */
export function mergeRuns(state: LiveState, { runs }: { runs: readonly RunSummary[] }): LiveState {
  const merged = runs.reduce(mergeSummary, state);
  return { ...merged, runOrder: runs.map((run) => run.run_id) };
}

/** A read of one run with its tasks. */
export function mergeRun(state: LiveState, run: RunStatus): LiveState {
  if (isOlder(state, run)) return state;
  const { tasks, gates, kpi_violations, left_out, ...summary } = run;
  const parts = withEntry(state.parts, run.run_id, { tasks, gates, kpi_violations, left_out });
  return { ...mergeSummary(state, summary), parts };
}

function mergeSummary(state: LiveState, run: RunSummary): LiveState {
  if (isOlder(state, run)) return state;
  const reopened = new Set(state.reopened);
  reopened.delete(run.run_id);
  return { ...state, runs: withEntry(state.runs, run.run_id, run), reopened };
}

/** Whether an answer is of an earlier moment than what is known of its run. */
export function isOlder(
  state: LiveState,
  run: Pick<RunSummary, 'run_id' | 'tasks_completed'>,
): boolean {
  const known = state.runs.get(run.run_id);
  return (
    known !== undefined &&
    run.tasks_completed < known.tasks_completed &&
    !state.reopened.has(run.run_id)
  );
}

/** A read of the list of projects. */
export function mergeProjects(
  state: LiveState,
  { projects }: { projects: readonly Project[] },
): LiveState {
  return {
    ...state,
    projects: new Map(projects.map((project) => [project.project_id, project])),
    projectOrder: projects.map((project) => project.project_id),
  };
}

/** A read of the inbox. */
export function mergeApprovals(
  state: LiveState,
  { approvals }: { approvals: readonly Approval[] },
): LiveState {
  return {
    ...state,
    approvals: new Map(approvals.map((approval) => [approval.approval_id, approval])),
    approvalOrder: approvals.map((approval) => approval.approval_id),
  };
}
