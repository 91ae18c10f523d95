import type { Clock, Rng } from '#core/ports.ts';
import type { Scheduler } from '#core/scheduler/types.ts';
import type { Logger } from 'pino';
import type { Store } from '../db/store.ts';
import type { RunRow } from '../db/runs.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { ExecutionPlan } from '#core/execution/decide-execution.ts';
import type { IndexWork } from './index-work.ts';
import type { LeaseClock } from './lease-clock.ts';
import type { Lifespan } from './lifespan.ts';
import type { LaneTable } from '../scheduler/lane-table.ts';
import type { LiveRuns } from './live-runs.ts';
import type { RoundTimer } from '../scheduler/round-timer.ts';
import type { RunLogs } from './run-logs.ts';
import type { RunTimers } from './run-timers.ts';
import type { SandboxState } from './sandbox-state.ts';
import type { SettlingRuns } from './settling-runs.ts';
import type { SharedBudgets } from '../budget/shared-budgets.ts';
import type { WaitingTasks } from '../approvals/waiting-tasks.ts';
import type { WorkerPools } from './worker-pools.ts';
import type { ItemTurns } from '../trash/item-turns.ts';
import type { Worktrees } from './worktrees.ts';

/**
 * A task that runs now. Only a holder in this table, under its epoch, may end its task.
 */
export interface LiveTask {
  row: TaskRow;
  plan: ExecutionPlan;
  /** Lease time (core/retry) by which the next heartbeat is due. */
  leaseUntilMs: number;
  process: { pid: number; startTicks: string | null } | null;
  /** Set when it is to stop: terminated, lease lost, ended from outside. */
  abortReason: string | null;
  abort(reason: string): void;
  /**
   * Resolves when its end is durable, or another holder has it; an outside executor's at
   * once.
   */
  done: Promise<void>;
}

/** Settings of the service that execution depends on. */
export interface SpineOptions {
  dataDir: string;
  synthetic: boolean;
  timeScale: number;
  seed: number;
  /** Share of synthetic tasks that miss one of their KPIs. */
  failingShare: number;
  openRepo: string | null;
  version: string;
  /** How long after the last card a run with all tasks ended is settled, ms. */
  settleMs: number;
  /** How long a question waits for an answer before it counts as refused, ms. */
  approvalTimeoutMs: number;
}

/** Where everything is written down, and by which clock. */
export interface Ledger {
  readonly store: Store;
  readonly clock: Clock;
}

/** What the service was started with, and what a person set since. */
export interface Settings {
  readonly options: SpineOptions;
  readonly lanes: LaneTable;
  readonly budgets: SharedBudgets;
}

/** What waits and what runs, in memory; the ledger has the truth. */
export interface Queue {
  readonly scheduler: Scheduler;
  readonly runs: LiveRuns;
  readonly live: Map<string, LiveTask>;
  /**
   * Runs of which a task ended since the last round: their budgets and ends are looked at before it
   * dispatches.
   */
  readonly endedIn: Set<string>;
  readonly settling: SettlingRuns;
  /** When the time of runs that have a cap of time is used up. */
  readonly timeUp: RunTimers;
  /** Queued tasks that wait for a decision. */
  readonly waiting: WaitingTasks;
  /** Asks for a round of dispatching soon; many asks in one turn make one round. */
  requestPump(): void;
  /** Arms the end of a run whose tasks have all ended; `known` is the run as just read. */
  scheduleSettle(runId: string, known?: RunRow): void;
}

/** What work is done with. */
export interface Execution {
  readonly pools: WorkerPools;
  readonly worktrees: Worktrees;
  readonly logs: RunLogs;
  readonly sandbox: SandboxState;
  readonly index: IndexWork;
}

/** What long work looks at while it goes on. */
export interface Upkeep {
  readonly log: Logger;
  readonly rng: Rng;
  readonly life: Lifespan;
}

/** What was deleted, and what is moved at this moment. */
export interface Disposal {
  readonly trash: ItemTurns;
}

/** When something is done by itself: rounds of dispatching and looks at leases. */
export interface Timing {
  readonly rounds: RoundTimer;
  readonly leaseClock: LeaseClock;
  /** False in an engine that only reads and plans. */
  readonly dispatching: boolean;
}

/**
 * The whole of one engine; only what puts it together takes it. A function takes the parts that it
 * uses.
 */
export interface Spine extends Ledger, Settings, Queue, Execution, Upkeep, Timing, Disposal {}
