import type { WaitReason } from '#shared/contract/pas-schemas.ts';
import type { IndexedHeap } from './indexed-heap.ts';
import type { FinalState, SchedulerTask } from './types.ts';

/**
 * Life of a task inside the scheduler: `waiting` (for dependencies, or held) → `sleeping` (backoff)
 * → `ready` ⇄ `parked` (a conflict key is taken) → `running` → final. Any of them may end early.
 */
export type Phase = 'waiting' | 'sleeping' | 'ready' | 'parked' | 'running' | FinalState;

/** A task that has not ended. Fields ending in `At` are places in heaps, -1 when absent. */
export interface Entry {
  task: SchedulerTask;
  readonly queue: RunQueue;
  phase: Phase;
  /** Dependencies that have not succeeded yet, and one more while it is held. */
  unmet: number;
  /** Why this task alone may not start; null when it may. */
  held: WaitReason | null;
  readonly dependants: Entry[];
  /** Expected ms of the longest chain of tasks that starts with this one. */
  pathMs: number;
  readySinceMs: number;
  score: number;
  chargedMs: number;
  chargedWeight: number;
  /** Whether it was counted as a rehearsal when it started. */
  isRehearsal: boolean;
  parkedOn: string | null;
  scoreAt: number;
  ageAt: number;
  startByAt: number;
  sleepAt: number;
  parkAt: number;
}

/** What the order of tasks depends on. */
export type Ranked = Pick<Entry, 'task' | 'pathMs' | 'readySinceMs' | 'score'>;

/** A task as what blocks it sees it. */
export type Waiting = Pick<Entry, 'task' | 'queue' | 'phase' | 'unmet' | 'held'>;

/** A task among those it depends on and those that depend on it. */
export type Linked = Pick<Entry, 'task' | 'phase' | 'unmet' | 'dependants' | 'pathMs'>;

/** A task with what its project was charged for it. */
export type Charged = Pick<Entry, 'task' | 'queue' | 'chargedMs' | 'chargedWeight' | 'isRehearsal'>;

/** A task with its places among the ready ones of its queue. */
export type Placed = Pick<Entry, 'queue' | 'scoreAt' | 'ageAt' | 'startByAt'>;

/** A task that a conflict key keeps from starting. */
export type Parked = Pick<Entry, 'queue' | 'parkedOn' | 'parkAt'>;

/** A ready task that starts to run. */
export type Starting = Placed & Charged & Pick<Entry, 'phase'>;

/** A task with whatever holds it before it runs. */
export type Queued = Placed & Parked & Pick<Entry, 'task' | 'phase' | 'sleepAt'>;

/**
 * The ready tasks of one run in one lane. Active: they may be chosen (run open, not parked, not
 * empty).
 */
export interface RunQueue {
  readonly run: Run;
  readonly flow: Flow;
  readonly byScore: IndexedHeap<'scoreAt', Entry>;
  readonly byAge: IndexedHeap<'ageAt', Entry>;
  /** Only tasks with a deadline, earliest latest start first. */
  readonly byStart: IndexedHeap<'startByAt', Entry>;
  /** When the time-dependent scores were last computed. */
  scoredAtMs: number;
  servedMs: number;
  isActive: boolean;
  agingAt: number;
  creditAt: number;
}

/** One project in one lane: the unit of fair queueing. */
export interface Flow {
  readonly project: Project;
  readonly lane: Lane;
  /** Finish tag of what it was charged so far, in virtual ms. */
  finishTag: number;
  /** Virtual time below which its tag may not fall: idle time banks nothing. */
  floorTag: number;
  /** Start tag of its next task. */
  tag: number;
  /** Tasks whose dependencies succeeded and that do not run, blocked ones included. */
  backlog: number;
  readonly active: Set<RunQueue>;
  servedMs: number;
  largestMs: number;
  /**
   * Tag from which it last jumped the queue by age, or by deadline, while not repaid; else null.
   */
  agingDebt: number | null;
  creditDebt: number | null;
  tagAt: number;
  agingDebtAt: number;
  creditDebtAt: number;
}

/** The queues from which a task may be taken ahead of its project's turn; see JumpIndex. */
export interface Jumps {
  peek(): RunQueue | undefined;
  /** Brings it up to date after anything about the queue changed. */
  sync(queue: RunQueue): void;
  /** Notes that the project jumped from this tag. */
  lend(flow: Flow, tag: number): void;
  /** Lets every project back in whose turn has come by now. */
  settle(virtualTime: number): void;
}

export interface Lane {
  readonly name: string;
  cap: number;
  running: number;
  queued: number;
  rehearsing: number;
  virtualTime: number;
  /** Largest finish tag of ended work; virtual time moves there when the lane falls idle. */
  largestFinish: number;
  /** Deadline dispatches the lane may still make, 0..1. */
  credit: number;
  readonly flows: IndexedHeap<'tagAt', Flow>;
  readonly flowOf: Map<number, Flow>;
  readonly aging: Jumps;
  readonly deadlines: Jumps;
  /** Active queues of rehearsal runs. */
  readonly rehearsals: Set<RunQueue>;
}

/** A lane with its saved right to serve deadlines, and what that is compared with. */
export type LaneCredit = Pick<Lane, 'credit' | 'deadlines' | 'flows'>;

/** A lane with its rehearsals. */
export type LaneRehearsals = Pick<Lane, 'cap' | 'rehearsing' | 'rehearsals'>;

/** A lane with its virtual time and what moves by it. */
export type LaneTime = Pick<
  Lane,
  'virtualTime' | 'largestFinish' | 'aging' | 'deadlines' | 'running' | 'flows'
>;

export interface Project {
  readonly projectId: number;
  weight: number;
  queued: number;
  running: number;
  runs: number;
  /** Exponentially forgotten lane time, ms, as of servedAtMs. */
  servedMs: number;
  servedAtMs: number;
}

export interface Run {
  readonly runId: string;
  readonly project: Project;
  rehearsal: boolean;
  held: WaitReason | null;
  /** `admit` refused one of its tasks: none is offered until it is asked again. */
  refused: { reason: WaitReason; atMs: number } | null;
  runwayRisk: number;
  readonly queues: Map<string, RunQueue>;
  readonly live: Set<Entry>;
  readonly endedIds: string[];
}
