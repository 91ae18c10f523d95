import type { WaitReason } from '#shared/contract/pas-schemas.ts';
import type { Admit, FinalState, Scheduler, SchedulerTask } from '../types.ts';
import { makeRun, refuseAll } from './make.ts';

export interface ModelTask {
  task: SchedulerTask;
  phase: 'queued' | 'running' | FinalState;
  notBeforeMs: number;
  isHeld: boolean;
}

export const HELD: WaitReason = { kind: 'approval', text: 'waits for a person to answer' };

interface ModelRun {
  runId: string;
  projectId: number;
  rehearsal: boolean;
  held: WaitReason | null;
  hasBudget: boolean;
}

/**
 * The ledger a scheduler must agree with, written as plainly as possible: it scans everything, and
 * decides what may start but not what should be first.
 */
export class Model {
  readonly tasks = new Map<string, ModelTask>();
  readonly runs = new Map<string, ModelRun>();
  readonly caps = new Map<string, number>([
    ['A', 2],
    ['B', 1],
  ]);
  nowMs = 1_000_000;

  readonly admit: Admit = (task) => (this.runs.get(task.runId)?.hasBudget ? null : refuseAll(task));

  addRun(runId: string, projectId: number, rehearsal: boolean): void {
    this.runs.set(runId, { ...makeRun({ runId, projectId, rehearsal }), hasBudget: true });
  }

  running(lane: string): number {
    return this.inPhase('running').filter(({ task }) => task.lane === lane).length;
  }

  inPhase(phase: ModelTask['phase']): ModelTask[] {
    return [...this.tasks.values()].filter((task) => task.phase === phase);
  }

  /** A backoff that was over once stays over, also when the clock is set back. */
  wake(): void {
    for (const one of this.inPhase('queued'))
      if (!one.isHeld && one.notBeforeMs <= this.nowMs) one.notBeforeMs = 0;
  }

  /** Why the task may not start now; null when it may. */
  obstacle({ task, phase, notBeforeMs, isHeld }: ModelTask): string | null {
    const run = this.runs.get(task.runId);
    if (phase !== 'queued') return `it is ${phase}`;
    if (run === undefined || run.held !== null) return 'its run is held';
    if (isHeld) return 'it is held';
    if (!run.hasBudget) return 'its run has no budget';
    if (task.deps.some((dep) => this.tasks.get(dep)?.phase !== 'succeeded')) return 'dependencies';
    if (notBeforeMs > this.nowMs) return 'backoff';
    if (this.running(task.lane) >= (this.caps.get(task.lane) ?? 0)) return 'its lane is full';
    const taken = new Set(this.inPhase('running').flatMap((other) => other.task.conflictKeys));
    return task.conflictKeys.some((key) => taken.has(key)) ? 'conflict' : null;
  }

  /** Ends a task and skips what depends on it; returns the skipped ids. */
  end(taskId: string, state: FinalState): string[] {
    const ended = this.tasks.get(taskId);
    if (ended !== undefined) ended.phase = state;
    return state === 'succeeded' ? [] : this.skipDoomed();
  }

  /** Skips every queued task with a failed or skipped dependency, to the fixed point. */
  skipDoomed(): string[] {
    const skipped: string[] = [];
    for (let before = -1; before !== skipped.length;) {
      before = skipped.length;
      for (const one of this.inPhase('queued')) {
        const phases = one.task.deps.map((dep) => this.tasks.get(dep)?.phase);
        if (!phases.includes('failed') && !phases.includes('skipped')) continue;
        one.phase = 'skipped';
        skipped.push(one.task.taskId);
      }
    }
    return skipped;
  }

  /**
   * Fills a new scheduler from the ledger, as the engine does after a crash: what ran is queued
   * again.
   */
  rebuild(scheduler: Scheduler): void {
    for (const [lane, cap] of this.caps) scheduler.setCap(lane, cap);
    for (const run of this.runs.values()) scheduler.addRun(run);
    for (const one of this.tasks.values()) {
      if (one.phase === 'running') one.phase = 'queued';
      const { taskId, runId } = one.task;
      if (one.phase !== 'queued') {
        scheduler.restoreFinished(taskId, runId, one.phase);
        continue;
      }
      scheduler.addTask({ ...one.task, notBeforeMs: one.notBeforeMs });
      if (one.isHeld) scheduler.holdTask(taskId, HELD, this.nowMs);
    }
  }
}
