import { migrationOf } from '#core/databases/migration-of.ts';
import { monotonicFactory } from 'ulid';
import { estimateTask } from '#core/estimate/estimate-task.ts';
import { isTerminalRun } from '#core/lifecycle/run-transitions.ts';
import type { CallContext, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { RunKind } from '#shared/states.ts';
import { usdToMicro } from '#shared/units.ts';
import { countOf } from '#shared/present/format-count.ts';
import type { RunRow } from '../db/runs.ts';
import type { NewTask, TaskAsker, TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { openRun, queueTask } from '../scheduler/admit-task.ts';
import { makeDepsKnown } from '../dispatch/recover.ts';
import { inTrash } from '../dispatch/run-states.ts';
import { skipTasks } from '../dispatch/skip-tasks.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { writeKeyed } from './keyed-write.ts';
import { runTotals } from './run-totals.ts';

// Sortable by time, and cheap under load: within a millisecond the last one is counted up instead
// of drawn anew.
const nextUlid = monotonicFactory();

export type JobCard = Omit<Parsed<(typeof pasContract)['submitJobcard']>, 'idempotency_key'>;

/** A stored task that the scheduler has yet to receive. */
export interface Queued {
  run: RunRow;
  task: TaskRow;
  deps: readonly string[];
}

/** Accepts a job card: durable first, then known to the scheduler. */
export async function submitJobcard(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  input: JobCard & { idempotency_key?: string | undefined },
  call: CallContext,
) {
  let stored: Queued | null = null;
  return writeKeyed(spine, {
    operation: 'submitJobcard',
    input,
    call,
    effect: (tx) => {
      stored = storeCard(tx, spine, input, { by: askerOf(call) });
      return { task_id: stored.task.task_id };
    },
    afterCommit: () => {
      if (stored !== null) enqueue(spine, [stored]);
    },
  });
}

/** Inserts a card and, when it is the run's first, the run. */
export function storeCard(
  tx: Tx,
  spine: Ledger & Settings,
  card: JobCard,
  options: { by: TaskAsker; runKind?: RunKind },
): Queued {
  const { nowMs } = tx;
  spine.lanes.get(card.lane);
  const run = ensureRun(tx, spine, {
    runId: card.run_id,
    projectId: card.project_id,
    kind: options.runKind ?? 'baseline',
  });
  if (isTerminalRun(run.status) || run.status === 'needs_review') {
    throw new AppError(
      'run_ended',
      `Run "${card.run_id}" is ${run.status}: it takes no more cards. Use another run_id${run.status === 'needs_review' ? ', or re-run its failed part' : ''}.`,
    );
  }
  const deps = requireDeps(tx, card.deps);
  const task = tx.tasks.insert(newTask(tx, spine, { card, run, by: options.by }), deps);
  const totals = tx.runs.countCard(card.run_id, nowMs);
  tx.events.append(
    {
      type: 'task.queued',
      projectId: card.project_id,
      runId: card.run_id,
      taskId: task.task_id,
      data: { lane: card.lane, title: task.title, deps, run: runTotals(totals) },
    },
    nowMs,
  );
  return { run, task, deps };
}

/** Memory follows the ledger: call after the commit. */
export function enqueue(
  spine: Ledger & Queue & Execution & Upkeep,
  stored: readonly Queued[],
): void {
  const runs = new Map(
    stored.map(({ run }) => [run.run_id, spine.store.read.runs.get(run.run_id) ?? run]),
  );
  for (const run of runs.values()) openRun(spine, run);
  for (const { task, deps } of stored) {
    makeDepsKnown(spine, task, deps);
    const added = queueTask(spine, task, deps);
    if (!added.ok)
      spine.log.error({ task: task.task_id, added }, 'an accepted card could not be queued');
  }
  const doomed = spine.scheduler.takeDoomed();
  if (doomed.length > 0) skipTasks(spine, doomed);
  for (const [runId, run] of runs) spine.scheduleSettle(runId, run);
  spine.requestPump();
}

/**
 * The run of this name, made when it is new. Throws `run_mismatch` when it belongs to another
 * project.
 */
export function ensureRun(
  tx: Tx,
  spine: Settings,
  wanted: { runId: string; projectId: number; kind: RunKind; parentRunId?: string },
): RunRow {
  const known = tx.read.runs.get(wanted.runId);
  if (known !== undefined) {
    if (known.trash_id !== null)
      throw new AppError(
        'in_trash',
        `${inTrash(`Run "${wanted.runId}"`, known.trash_id)} Or use another run_id.`,
      );
    if (known.project_id === wanted.projectId) return known;
    throw new AppError(
      'run_mismatch',
      `Run "${wanted.runId}" belongs to project ${known.project_id}, not ${wanted.projectId}. Use another run_id.`,
    );
  }
  const trashId = tx.read.projects.get(wanted.projectId)?.trash_id ?? null;
  if (trashId !== null)
    throw new AppError('in_trash', inTrash(`Project ${wanted.projectId}`, trashId));
  const { nowMs } = tx;
  tx.projects.ensure(wanted.projectId, nowMs);
  tx.runs.insert({
    run_id: wanted.runId,
    project_id: wanted.projectId,
    kind: wanted.kind,
    declared_mode: null,
    seed: spine.options.seed,
    created_at: nowMs,
    parent_run_id: wanted.parentRunId ?? null,
  });
  tx.events.append(
    { type: 'run.created', projectId: wanted.projectId, runId: wanted.runId, data: {} },
    nowMs,
  );
  const row = tx.read.runs.get(wanted.runId);
  if (row === undefined) throw new Error('a stored run must be readable');
  return row;
}

/** The tasks to depend on, each once and by its own id. */
function requireDeps(tx: Tx, deps: readonly string[]): string[] {
  const ids = deps.map((id) => tx.read.tasks.get(id)?.task_id);
  const missing = ids.indexOf(undefined);
  if (missing < 0) return [...new Set(ids.flatMap((id) => id ?? []))];
  throw new AppError(
    'unknown_dependency',
    `There is no task "${deps[missing] ?? ''}" to depend on. Submit it first and use the task_id that was answered.`,
    {
      errors: [{ path: `deps[${missing}]`, message: 'names no known task' }],
    },
  );
}

/** Who asks for a card, as it is kept with its task. */
export function askerOf({ requester, actor }: CallContext): TaskAsker {
  return { requester, asked_by: actor };
}

function newTask(
  tx: Tx,
  spine: Settings,
  { card, run, by }: { card: JobCard; run: RunRow; by: TaskAsker },
): NewTask {
  const { nowMs } = tx;
  const { payload } = card;
  const kind = card.kind ?? kindOf(payload);
  const complexity = card.complexity ?? 'medium';
  const usesModel = needsModel(payload, kind);
  const estimate = estimateTask({
    lane: card.lane,
    kind: usesModel && isPretended(spine, run) ? 'synthetic' : kind,
    complexity,
    needsModel: usesModel,
  });
  const seq = tx.read.tasks.maxSeq() + 1;
  return {
    task_id: `t_${nextUlid(nowMs).toLowerCase()}`,
    seq,
    run_id: card.run_id,
    project_id: card.project_id,
    lane: card.lane,
    kind,
    complexity,
    title: payload.title ?? titleOf(card),
    priority: card.priority,
    ci_width: card.ci_width_hint,
    deadline_at: card.deadline === undefined ? null : Date.parse(card.deadline),
    budget_micro: usdToMicro(card.budget_usd),
    payload: JSON.stringify(payload),
    estimate: JSON.stringify(estimate),
    queued_at: nowMs,
    ...by,
  };
}

/** What a model would do is going to be synthetic here, so the declared ranges are its estimate. */
function isPretended(spine: Settings, run: Pick<RunRow, 'declared_mode'>): boolean {
  return (run.declared_mode ?? (spine.options.synthetic ? 'synthetic' : 'real')) === 'synthetic';
}

function needsModel(payload: JobCard['payload'], kind: string): boolean {
  return (
    payload.command === undefined &&
    payload.step === undefined &&
    payload.tests === undefined &&
    payload.operation === undefined &&
    migrationOf(payload) === null &&
    (payload.generated === undefined || payload.reference === undefined) &&
    kind !== 'external'
  );
}

function kindOf(payload: JobCard['payload']): string {
  if (payload.command !== undefined || migrationOf(payload) !== null) return 'tool:command';
  if (payload.step !== undefined) return `tool:${payload.step}`;
  if (payload.tests !== undefined) return 'tool:test';
  if (payload.operation !== undefined) return 'index';
  return 'agent';
}

function migrationTitle({ migration = 'a command', database = '' }: JobCard['payload']): string {
  return `Migrate a copy of ${database} by ${migration}`.slice(0, 80);
}

function titleOf(card: JobCard): string {
  const { payload } = card;
  if (payload.command !== undefined) return payload.command.join(' ').slice(0, 80);
  if (migrationOf(payload) !== null) return migrationTitle(payload);
  if (payload.step !== undefined) return `Run the repository’s ${payload.step} command`;
  if (payload.tests !== undefined) return `Run ${countOf(payload.tests.length, 'test file')}`;
  return (payload.goal ?? `${card.lane} task`).split('\n')[0]?.slice(0, 80) ?? card.lane;
}
