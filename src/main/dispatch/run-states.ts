import { isTerminalRun, moveRun } from '#core/lifecycle/run-transitions.ts';
import { mayMoveProject } from '#core/lifecycle/project-transitions.ts';
import { projectStateOf, type RunMove } from '#core/lifecycle/project-of-run.ts';
import { AppError } from '#shared/errors.ts';
import type { Reads } from '../db/reads.ts';
import type { RunRow, RunStage } from '../db/runs.ts';
import type { Tx } from '../db/transactions.ts';

/** Why something cannot be found: it was deleted, and may be brought back. */
export function inTrash(what: string, trashId: number | null): string {
  return `${what} was deleted. While it is in the trash, “vp trash restore ${trashId ?? ''}” brings it back.`;
}

/** The run, or `unknown_run` with what to do. */
export function requireRun(from: { read: Reads }, runId: string): RunRow {
  const row = from.read.runs.get(runId);
  if (row !== undefined && row.trash_id === null) return row;
  if (row !== undefined) throw new AppError('unknown_run', inTrash(`Run "${runId}"`, row.trash_id));
  throw new AppError(
    'unknown_run',
    `There is no run "${runId}". Its first job card or its start creates a run. \`vp runs\` lists them.`,
  );
}

/**
 * Moves a run along the transition table inside a transaction; throws `illegal_transition` with the
 * table's sentence.
 */
export function moveRunTo(tx: Tx, row: RunStage, to: RunMove, reason: string | null): void {
  const moved = moveRun(row.status, to);
  if (!moved.ok) throw new AppError('illegal_transition', moved.detail);
  const { runs, events, nowMs } = tx;
  runs.setState(row.run_id, to, reason, { endedAt: isTerminalRun(to) ? nowMs : null, nowMs });
  events.append(
    {
      type: `run.${to}`,
      projectId: row.project_id,
      runId: row.run_id,
      data: { reason, from: row.status },
    },
    nowMs,
  );
  followRun(tx, row, to);
}

/** The project whose current run this is goes where its run goes. */
function followRun(tx: Tx, row: RunStage, to: RunMove): void {
  const project = tx.read.projects.get(row.project_id);
  const state = projectStateOf(to);
  if (project === undefined || project.registered === 0 || project.current_run_id !== row.run_id)
    return;
  if (!mayMoveProject(project.status, state)) return;
  const { nowMs } = tx;
  tx.projects.setStatus(project.project_id, state, nowMs);
  tx.events.append(
    { type: `project.${state}`, projectId: project.project_id, runId: row.run_id, data: {} },
    nowMs,
  );
}
