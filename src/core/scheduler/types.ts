import type { WaitReason } from '#shared/contract/pas-schemas.ts';

/** What the scheduler needs of a task. Times are milliseconds. */
export interface SchedulerTask {
  taskId: string;
  runId: string;
  projectId: number;
  lane: string;
  /** Order of arrival; breaks ties. */
  seq: number;
  /** 0..1, raises urgency inside the project. */
  priority: number;
  /** 0..1, relative width of the estimate's interval. */
  ciWidth: number;
  /** Epoch ms, or null. */
  deadlineMs: number | null;
  deps: readonly string[];
  /** Expected duration: charged to the project's share at dispatch, trued up at completion. */
  estimateMs: number;
  queuedAtMs: number;
  /** Not before this time (retry backoff); 0 = at once. */
  notBeforeMs: number;
  complexity: 'low' | 'medium' | 'high';
  provider: string | null;
  /**
   * Two tasks whose keys meet never run at the same time. Empty: no conflict. A key is an opaque
   * string.
   */
  conflictKeys: readonly string[];
}

/** A run as the scheduler sees it. `held` non-null: none of its tasks may start, and why. */
export interface SchedulerRun {
  runId: string;
  projectId: number;
  rehearsal: boolean;
  held: WaitReason | null;
}

/** Why a task was chosen. */
export type DispatchCause = 'share' | 'aging' | 'deadline' | 'rehearsal';

export interface Dispatch {
  task: SchedulerTask;
  cause: DispatchCause;
  /** Start tag of the project's flow in this lane (virtual time). */
  startTag: number;
}

/**
 * Says whether a task may start as far as budgets go: null = yes, otherwise why it waits. Must be
 * pure and quick.
 */
export type Admit = (task: SchedulerTask) => WaitReason | null;

export type AddResult =
  | { ok: true }
  | { ok: false; code: 'unknown_dependency'; missing: string }
  | { ok: false; code: 'dependency_cycle'; path: readonly string[] }
  | { ok: false; code: 'unknown_lane'; lane: string };

export type FinalState = 'succeeded' | 'failed' | 'skipped';

/** A queued task that can never start any more, and why. */
export interface SkippedTask {
  taskId: string;
  runId: string;
  reason: string;
}

export interface SchedulerConfig {
  caps: Readonly<Record<string, number>>;
  /** A ready task that waited longer than this is next in its lane. Default 300,000 ms. */
  agingLimitMs?: number;
  /** Largest share of slots given to deadline credit; default 0.2, repaid in virtual time. */
  deadlineCredit?: number;
  /** Share of a lane's cap reserved while a rehearsal waits; default 0.05, at least one slot. */
  rehearsalShare?: number;
}

/** Pure decisions over queued work: no clock, no I/O; every method takes the time it needs. */
export interface Scheduler {
  setWeight(projectId: number, weight: number): void;
  /** Caps may change while tasks run; running tasks are never interrupted by it. */
  setCap(lane: string, cap: number): void;
  addRun(run: SchedulerRun): void;
  /** null opens the run. */
  holdRun(runId: string, held: WaitReason | null): void;
  /**
   * Sets a queued task aside, and says why; null lets it go. Nothing else of its run waits. A task
   * that runs or has ended stays as it is.
   */
  holdTask(taskId: string, held: WaitReason | null, nowMs: number): void;
  /** Forgets a run and its terminal tasks. Its tasks must all be terminal. */
  removeRun(runId: string): void;
  /** Queues a task, also one that ended before (a re-run). */
  addTask(task: SchedulerTask): AddResult;
  /** Whether the task is queued, running, or ended and not yet forgotten with its run. */
  has(taskId: string): boolean;
  /** Makes a terminal task of the ledger known, so that later cards may depend on it. */
  restoreFinished(taskId: string, runId: string, state: FinalState): void;
  /** The next task to start now, already counted as running; null when nothing may start. */
  next(nowMs: number, admit: Admit): Dispatch | null;
  /**
   * Ends a task (running or queued); trues up the share; returns the queued tasks that can never
   * start now, takeDoomed() included.
   */
  finish(taskId: string, state: FinalState, actualMs: number, nowMs: number): SkippedTask[];
  /** Puts a running task back into the queue (retry, lost lease). */
  requeue(taskId: string, actualMs: number, notBeforeMs: number, nowMs: number): void;
  /**
   * Takes every queued task out (terminate); returns their ids. Running ones stay until finish().
   */
  dropQueued(runId: string): string[];
  /**
   * Risk that the run's budget ends before its work, 0..1 (clamped); 0 until set. Weighs 0.3 in
   * the score.
   */
  setRunwayRisk(runId: string, risk: number): void;
  /**
   * Asks `admit` again for a run it refused; also happens when a task of the run ends and every 5
   * s.
   */
  budgetChanged(runId: string): void;
  /**
   * Queued tasks doomed outside finish() (added after a dependency failed, or it was dropped);
   * returned once.
   */
  takeDoomed(): SkippedTask[];
  /** One line for a queued task; null when the task is not queued. */
  whyWaits(taskId: string, nowMs: number, admit: Admit): WaitReason | null;
  lanes(): { lane: string; cap: number; running: number; queued: number }[];
  /**
   * Share of served lane time by active project, exponentially forgotten with a one-minute
   * half-life; sums to 1.
   */
  shares(nowMs: number): Map<number, number>;
  /**
   * Earliest time at which waiting alone could let a task start (backoff end, budget asked again);
   * null = none.
   */
  nextWakeMs(nowMs: number): number | null;
}
