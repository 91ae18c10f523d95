import { isTerminalRun } from '#core/lifecycle/run-transitions.ts';
import type { RunState } from '#shared/states.ts';
import type { Reads } from '../db/reads.ts';
import type { RunStage } from '../db/runs.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Queue } from '../dispatch/spine.ts';
import { requireProject } from '../projects/read-projects.ts';

/** What a deletion is about: a run, or a project with all its runs. */
export interface DeletionSubject {
  kind: 'run' | 'project';
  projectId: number;
  runId: string | null;
  name: string;
  runs: readonly RunStage[];
}

export function runToDelete(from: { read: Reads }, runId: string): DeletionSubject {
  const run = requireRun(from, runId);
  return { kind: 'run', projectId: run.project_id, runId, name: runId, runs: [run] };
}

export function projectToDelete(from: { read: Reads }, projectId: number): DeletionSubject {
  const { name } = requireProject(from, projectId);
  const runs = from.read.runs.listOfProject(projectId);
  return { kind: 'project', projectId, runId: null, name, runs };
}

/** Why it cannot be deleted now, as a sentence; null when it can. */
export function whyNotNow(spine: Queue, { kind, runs }: DeletionSubject): string | null {
  const open = runs.find((run) => !isOver(run.status));
  if (open !== undefined)
    return `Run "${open.run_id}"${kind === 'project' ? ' of it' : ''} is ${open.status}. Terminate it first (vp terminate); then it can be deleted.`;
  const busy = runs.find((run) => isBusy(spine, run.run_id));
  return busy === undefined
    ? null
    : `Run "${busy.run_id}" is ending at this moment. Try again in a few seconds.`;
}

/** Resolves when what still ends in runs that are over has ended. */
export async function whenAtRest(spine: Queue, { runs }: DeletionSubject): Promise<void> {
  const over = new Set(runs.filter((run) => isOver(run.status)).map((run) => run.run_id));
  const ending = [...spine.live.values()].filter((task) => over.has(task.row.run_id));
  await Promise.all(ending.map((task) => task.done));
}

function isOver(status: RunState): boolean {
  return isTerminalRun(status) || status === 'needs_review';
}

function isBusy(spine: Queue, runId: string): boolean {
  if (spine.settling.isUnderway(runId)) return true;
  return [...spine.live.values()].some((task) => task.row.run_id === runId);
}
