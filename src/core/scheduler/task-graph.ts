import { chargeableMs } from './flow.ts';
import type { Entry, Linked } from './state.ts';
import type { AddResult, FinalState, SchedulerTask, SkippedTask } from './types.ts';

/** Tasks whose chain length one new task may correct; bounds the cost of addTask. */
const PATH_BUDGET = 256;

/** What the end of a task sets free, and what it dooms. */
export interface Settled {
  ready: Entry[];
  doomed: { entry: Entry; skipped: SkippedTask }[];
}

/** Tasks and their dependencies: readiness, refusal of cycles, the skip cascade, chain lengths. */
export class TaskGraph {
  readonly live = new Map<string, Entry>();
  readonly ended = new Map<string, FinalState>();

  /**
   * Whether the task may be added: every dependency known, none of them waiting for the task
   * itself.
   */
  check(task: SchedulerTask): AddResult {
    for (const dep of task.deps) {
      const path = dep === task.taskId ? [dep] : this.#pathTo(dep, task.taskId);
      if (path !== null)
        return { ok: false, code: 'dependency_cycle', path: [task.taskId, ...path] };
      if (!this.live.has(dep) && !this.ended.has(dep))
        return { ok: false, code: 'unknown_dependency', missing: dep };
    }
    return { ok: true };
  }

  /**
   * Adds a checked task; returns the first dependency that has failed or was skipped, else null.
   */
  link(entry: Entry): { dep: string; state: FinalState } | null {
    this.live.set(entry.task.taskId, entry);
    let failed: { dep: string; state: FinalState } | null = null;
    for (const dep of new Set(entry.task.deps)) {
      const state = this.ended.get(dep);
      if (state !== undefined && state !== 'succeeded') failed ??= { dep, state };
      const upstream = this.live.get(dep);
      if (upstream === undefined) continue;
      upstream.dependants.push(entry);
      entry.unmet += 1;
    }
    return failed;
  }

  /** Ends a task and everything that can no longer start because of it. */
  settle(entry: Linked, state: FinalState): Settled {
    const settled: Settled = { ready: [], doomed: [] };
    this.#end(entry, state);
    if (state === 'succeeded') {
      for (const next of entry.dependants) {
        next.unmet -= 1;
        if (next.unmet === 0 && next.phase === 'waiting') settled.ready.push(next);
      }
      return settled;
    }
    this.#doomBehind(entry, state, settled);
    return settled;
  }

  /**
   * Raises the chain length of everything the task depends on; returns the tasks whose length
   * changed.
   */
  raisePaths(entry: Linked): Entry[] {
    const changed: Entry[] = [];
    const work: Linked[] = [entry];
    for (let at = 0; at < work.length && at < PATH_BUDGET; at++) {
      const from = work[at];
      for (const dep of from?.task.deps ?? []) {
        const upstream = this.live.get(dep);
        if (from === undefined || upstream === undefined) continue;
        const pathMs = chargeableMs(upstream.task.estimateMs) + from.pathMs;
        if (pathMs <= upstream.pathMs) continue;
        upstream.pathMs = pathMs;
        changed.push(upstream);
        work.push(upstream);
      }
    }
    return changed;
  }

  #doomBehind(entry: Linked, state: FinalState, settled: Settled): void {
    const work: { entry: Linked; state: FinalState }[] = [{ entry, state }];
    for (let from = work.pop(); from !== undefined; from = work.pop()) {
      for (const next of from.entry.dependants) {
        if (next.phase !== 'waiting') continue;
        const reason = skipReason(from.entry.task.taskId, from.state);
        this.#end(next, 'skipped');
        const { taskId, runId } = next.task;
        settled.doomed.push({ entry: next, skipped: { taskId, runId, reason } });
        work.push({ entry: next, state: 'skipped' });
      }
    }
  }

  #end(entry: Linked, state: FinalState): void {
    entry.phase = state;
    this.live.delete(entry.task.taskId);
    this.ended.set(entry.task.taskId, state);
  }

  /**
   * Tasks from `from` along its dependencies to `target`, both included; null when there is no way.
   */
  #pathTo(from: string, target: string): string[] | null {
    if (!this.live.has(target)) return null;
    const cameFrom = new Map<string, string | null>([[from, null]]);
    for (const id of cameFrom.keys()) {
      if (id === target) return trace(cameFrom, id);
      for (const dep of this.live.get(id)?.task.deps ?? [])
        if (!cameFrom.has(dep)) cameFrom.set(dep, id);
    }
    return null;
  }
}

/** Why a task that depends on `dep` can never start. */
export function skipReason(dep: string, state: FinalState): string {
  return state === 'failed'
    ? `it depends on task ${dep}, which failed`
    : `it depends on task ${dep}, which was skipped`;
}

function trace(cameFrom: Map<string, string | null>, last: string): string[] {
  const path: string[] = [];
  for (let id: string | null = last; id !== null; id = cameFrom.get(id) ?? null) path.unshift(id);
  return path;
}
