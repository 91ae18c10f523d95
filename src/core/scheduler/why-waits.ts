import type { WaitReason } from '#shared/contract/pas-schemas.ts';
import { wordFor } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { hasRehearsalFirst } from './rehearsal.ts';
import type { SchedulerState } from './scheduler-state.ts';
import type { Waiting } from './state.ts';
import type { Admit } from './types.ts';

/**
 * What blocks a queued task and what would free it, the most lasting obstacle first. Looks at this
 * task only.
 */
export function explainWait(
  state: SchedulerState,
  entry: Waiting,
  nowMs: number,
  admit: Admit,
): WaitReason {
  return (
    entry.queue.run.held ??
    entry.held ??
    waitsForDependency(state, entry) ??
    waitsForBackoff(entry, nowMs) ??
    waitsForConflict(state, entry) ??
    waitsForBudget(entry, admit) ??
    waitsForSlot(entry) ??
    waitsForRehearsal(state, entry) ??
    waitsForTurn(entry)
  );
}

function waitsForDependency(state: SchedulerState, entry: Waiting): WaitReason | null {
  if (entry.unmet === 0) return null;
  const first = entry.task.deps.find((dep) => state.graph.live.has(dep));
  const phase = first === undefined ? undefined : state.graph.live.get(first)?.phase;
  const stage = phase === 'running' ? 'running' : 'queued';
  const more = entry.unmet > 1 ? ` and ${entry.unmet - 1} more` : '';
  return { kind: 'dependency', text: `waits for task ${first ?? '?'} (${stage})${more}` };
}

function waitsForBackoff(entry: Waiting, nowMs: number): WaitReason | null {
  const leftMs = entry.task.notBeforeMs - nowMs;
  if (entry.phase !== 'sleeping' || leftMs <= 0) return null;
  return {
    kind: 'retry',
    text: `tries again in ${formatDuration(Math.ceil(leftMs / 1000) * 1000)}`,
  };
}

function waitsForConflict(state: SchedulerState, entry: Waiting): WaitReason | null {
  const blocker = state.conflicts.blocker(entry);
  if (blocker === null) return null;
  const holder = blocker.holder.task.taskId;
  return {
    kind: 'conflict',
    text: `conflicts with task ${holder} (running) over ${blocker.key}; may start when it ends`,
  };
}

function waitsForBudget(entry: Waiting, admit: Admit): WaitReason | null {
  const refusal = admit(entry.task);
  if (refusal !== null) return refusal;
  const { refused, runId } = entry.queue.run;
  if (refused === null) return null;
  const { kind, text } = refused.reason;
  return { kind, text: `another task of run ${runId} was refused first: ${text}` };
}

function waitsForSlot(entry: Waiting): WaitReason | null {
  const { flow } = entry.queue;
  const { lane } = flow;
  if (lane.cap === 0)
    return { kind: 'cap', text: `${lane.name} is closed: its cap is 0; raise it to go on` };
  if (lane.running < lane.cap) return null;
  const first = lane.flows.peek();
  if (first !== undefined && first !== flow && first.tag < flow.tag)
    return {
      kind: 'share',
      text: `project ${flow.project.projectId} has had more than its share of ${lane.name}; project ${first.project.projectId} goes first`,
    };
  const ends =
    lane.running > lane.cap ? `next when ${lane.running - lane.cap + 1} end` : 'next when one ends';
  return {
    kind: 'cap',
    text: `${lane.name} is full: ${lane.running} of ${lane.cap} ${wordFor(lane.cap, 'slot')} run; ${ends}`,
  };
}

function waitsForRehearsal(state: SchedulerState, entry: Waiting): WaitReason | null {
  const { lane } = entry.queue.flow;
  if (entry.queue.run.rehearsal || !hasRehearsalFirst(lane, state.rules.rehearsalShare))
    return null;
  return {
    kind: 'rehearsal',
    text: `a rehearsal goes first in ${lane.name}; next when it has started`,
  };
}

function waitsForTurn(entry: Waiting): WaitReason {
  const { lane } = entry.queue.flow;
  const free = lane.cap - lane.running;
  return {
    kind: 'next',
    text: `about to start: ${free} of ${lane.cap} ${wordFor(lane.cap, 'slot')} of ${lane.name} ${wordFor(free, 'is', 'are')} free`,
  };
}
