import { AppError } from '#shared/errors.ts';
import { ConflictKeys } from './conflict-keys.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { createLane, flowIn } from './lane.ts';
import { RefusedRuns } from './refused-runs.ts';
import { createRunQueue } from './run-queue.ts';
import { arrivesBefore } from './score.ts';
import { createProject } from './shares.ts';
import type { Entry, Lane, Project, Ranked, Run, RunQueue } from './state.ts';
import { TaskGraph } from './task-graph.ts';
import type { SchedulerConfig, SchedulerRun, SkippedTask } from './types.ts';

/** When a task goes ahead of its project's turn. */
interface TurnRules {
  readonly agingLimitMs: number;
  readonly deadlineCredit: number;
  readonly rehearsalShare: number;
}

/** The lanes in configured order; `turn` is the one asked first. */
interface LaneRing {
  readonly byName: ReadonlyMap<string, Lane>;
  readonly inOrder: readonly Lane[];
  turn: number;
}

/** Everything a scheduler remembers. */
export interface SchedulerState {
  readonly rules: TurnRules;
  readonly lanes: LaneRing;
  readonly projects: Map<number, Project>;
  readonly runs: Map<string, Run>;
  readonly graph: TaskGraph;
  readonly conflicts: ConflictKeys;
  readonly refused: RefusedRuns;
  /** Tasks in backoff by its end. */
  readonly sleepers: IndexedHeap<'sleepAt', Entry>;
  /** Skipped tasks not yet returned to the caller. */
  doomed: SkippedTask[];
}

export function createState(config: SchedulerConfig): SchedulerState {
  const lanes = new Map<string, Lane>();
  for (const [name, cap] of Object.entries(config.caps))
    lanes.set(name, createLane(name, checkCap(name, cap)));
  return {
    rules: {
      agingLimitMs: config.agingLimitMs ?? 300_000,
      deadlineCredit: config.deadlineCredit ?? 0.2,
      rehearsalShare: config.rehearsalShare ?? 0.05,
    },
    lanes: { byName: lanes, inOrder: [...lanes.values()], turn: 0 },
    projects: new Map(),
    runs: new Map(),
    graph: new TaskGraph(),
    conflicts: new ConflictKeys(),
    refused: new RefusedRuns(),
    sleepers: new IndexedHeap<'sleepAt', Entry>('sleepAt', wakesBefore),
    doomed: [],
  };
}

/** A cap as given, or invalid_input when it is not a whole number of slots. */
export function checkCap(lane: string, cap: number): number {
  if (Number.isSafeInteger(cap) && cap >= 0) return cap;
  throw new AppError(
    'invalid_input',
    `The cap of ${lane} is ${cap}; give a whole number of slots, 0 or more.`,
  );
}

export function projectOf(state: SchedulerState, projectId: number): Project {
  const known = state.projects.get(projectId);
  if (known !== undefined) return known;
  const project = createProject(projectId);
  state.projects.set(projectId, project);
  return project;
}

/** The run, made when new. */
export function runOf(state: SchedulerState, run: SchedulerRun): Run {
  const known = state.runs.get(run.runId);
  if (known !== undefined) return known;
  const project = projectOf(state, run.projectId);
  project.runs += 1;
  const made: Run = {
    runId: run.runId,
    project,
    rehearsal: run.rehearsal,
    held: run.held,
    refused: null,
    runwayRisk: 0,
    queues: new Map(),
    live: new Set(),
    endedIds: [],
  };
  state.runs.set(run.runId, made);
  return made;
}

export function queueOf(run: Run, lane: Lane): RunQueue {
  const known = run.queues.get(lane.name);
  if (known !== undefined) return known;
  const queue = createRunQueue(run, flowIn(lane, run.project));
  run.queues.set(lane.name, queue);
  return queue;
}

function wakesBefore(a: Ranked, b: Ranked): boolean {
  const first = a.task.notBeforeMs;
  const second = b.task.notBeforeMs;
  return first === second ? arrivesBefore(a, b) : first < second;
}
