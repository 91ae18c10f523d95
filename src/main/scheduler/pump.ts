import { moveTask } from '#core/lifecycle/task-transitions.ts';
import type { Dispatch } from '#core/scheduler/types.ts';
import { must } from '#shared/assert.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import type { ExecutionPlan } from '#core/execution/decide-execution.ts';
import { followWaits } from '../budget/follow-waits.ts';
import { askForRoom } from '../budget/ask-for-room.ts';
import { judgeStart } from '../approvals/judge-start.ts';
import { lookOrSay, rootOf, type Look } from '../approvals/trust/look-at-roots.ts';
import { setAside, type SetAside } from '../approvals/set-aside.ts';
import { planOfTask, planUnread } from '../dispatch/plan-of-task.ts';
import { skipTasks } from '../dispatch/skip-tasks.ts';
import { afterTaskEnded } from '../dispatch/run-progress.ts';
import { runTask } from '../dispatch/run-task.ts';
import type {
  Execution,
  Ledger,
  Queue,
  Settings,
  Spine,
  Timing,
  Upkeep,
} from '../dispatch/spine.ts';

interface Leased {
  row: TaskRow;
  plan: ExecutionPlan;
}

// While the ledger refuses, or a repository cannot be looked at, tasks wait this long.
const BACKOFF_MS = 1000;
const LONGEST_SLEEP_MS = 60_000;

/** Asks for a round of dispatching soon; many asks in one turn make one round. */
export function requestPump(spine: Spine): void {
  if (spine.life.isStopping() || !spine.dispatching) return;
  spine.rounds.soon(() => pump(spine));
}

function pump(spine: Spine): void {
  if (spine.life.isStopping()) return;
  // Once for a run, however many of its tasks ended in this turn, and before anything more of it
  // may start.
  for (const runId of spine.endedIn) afterTaskEnded(spine, runId);
  spine.endedIn.clear();
  const nowMs = spine.clock.nowMs();
  const picked: Dispatch[] = [];
  for (;;) {
    const dispatch = spine.scheduler.next(nowMs, (task) => spine.runs.admit(task));
    if (dispatch === null) break;
    spine.runs.reserve(dispatch.task);
    picked.push(dispatch);
  }
  if (picked.length === 0) askForRoom(spine);
  followWaits(spine);
  const byRoot = Map.groupBy(picked, ({ task }) => rootOfTask(spine, task.taskId));
  for (const [root, group] of byRoot) {
    if (root === null) lease(spine, group, { look: null, nowMs });
    else
      lookFirst(spine, root, (look) => {
        if (look !== null) return lease(spine, group, { look, nowMs });
        for (const dispatch of group) putBack(spine, dispatch, { nowMs, waitMs: BACKOFF_MS });
      });
  }
  armWake(spine, nowMs);
}

function rootOfTask(spine: Ledger & Settings & Queue, taskId: string): string | null {
  const asked = must(spine.store.read.tasks.askedOf(taskId), 'a queued task is in the ledger');
  const plan = planOfTask(spine, asked);
  // Work on the index needs no trust; here a look says whether its repository is there at all.
  return plan.kind === 'index' && spine.options.synthetic ? plan.repo : rootOf(plan);
}

/**
 * Tasks of a repository are leased by what its git settings are at this moment; null: they could
 * not be looked at just now.
 */
function lookFirst(
  spine: Execution & Upkeep,
  root: string,
  then: (look: Look | null) => void,
): void {
  lookOrSay(spine, root)
    .catch((error: unknown) => {
      if (!spine.life.isStopping())
        spine.log.error({ err: error }, 'the settings of a repository could not be looked at');
      return null;
    })
    .then((look) => {
      if (!spine.life.isStopping()) then(look);
    })
    .catch((error: unknown) => spine.log.error({ err: error }, 'tasks could not be leased'));
}

/** A task runs only after its lease is on disk. `look`: at the repository of all of them. */
function lease(
  spine: Spine,
  picked: readonly Dispatch[],
  { look, nowMs }: { look: Look | null; nowMs: number },
): void {
  spine.store.commit
    .write(
      (tx) => picked.map((dispatch) => leaseOne(tx, spine, { dispatch, look })),
      (leased) => {
        for (const [index, one] of leased.entries()) {
          const dispatch = must(picked[index], 'one result for each pick');
          if (one === null) dropStale(spine, dispatch, nowMs);
          else if (one === 'paused') putBack(spine, dispatch, { nowMs, waitMs: 0 });
          else if ('verdict' in one) setAside(spine, dispatch, one);
          else {
            spine.waiting.forgetSeen(one.row.task_id);
            runTask(spine, one.row, one.plan);
          }
        }
      },
    )
    .catch((error: unknown) => {
      spine.log.error({ err: error }, 'leases could not be stored');
      for (const dispatch of picked) putBack(spine, dispatch, { nowMs, waitMs: BACKOFF_MS });
    });
}

function leaseOne(
  tx: Tx,
  spine: Ledger & Settings & Queue,
  { dispatch, look }: { dispatch: Dispatch; look: Look | null },
): Leased | SetAside | 'paused' | null {
  const { tasks, events, runs, nowMs } = tx;
  const row = must(tx.read.tasks.get(dispatch.task.taskId), 'a queued task is in the ledger');
  // It ended between the pick and the lease.
  if (!moveTask(row.status, 'running').ok) return null;
  // A run can be paused while its repository is looked at.
  if (look !== null && tx.read.runs.statusOf(row.run_id) === 'paused') return 'paused';
  const wanted = planOfTask(spine, row);
  const plan =
    look !== null && 'unreadable' in look ? planUnread(spine, row, look.unreadable) : wanted;
  const trusted = rootOf(plan) === null ? null : look;
  const verdict = judgeStart(tx, spine, row, { plan, look: trusted });
  if (verdict.kind !== 'runs') return { row, plan, verdict };
  const reservedMicro = spine.runs.reservedMicro(row.task_id);
  const leased = tasks.lease({
    taskId: row.task_id,
    mode: plan.mode,
    reservedMicro,
    executor: plan.kind,
    ruleId: verdict.ruleId,
    nowMs,
  });
  if (!leased) return null;
  if (plan.mode === 'synthetic' && row.mode !== 'synthetic') runs.countSynthetic(row.run_id);
  const next = {
    ...row,
    status: 'running' as const,
    mode: plan.mode,
    attempt: row.attempt + 1,
    epoch: row.epoch + 1,
    started_at: nowMs,
    rule_id: verdict.ruleId,
  };
  events.append(
    {
      type: 'task.running',
      projectId: row.project_id,
      runId: row.run_id,
      taskId: row.task_id,
      data: {
        lane: row.lane,
        attempt: next.attempt,
        mode: plan.mode,
        executor: plan.kind,
        cause: dispatch.cause,
      },
    },
    nowMs,
  );
  return { row: next, plan };
}

/**
 * The task ended between the pick and the lease (an outside receipt, a terminated run): its slot is
 * free again.
 */
function dropStale(spine: Ledger & Queue & Upkeep, dispatch: Dispatch, nowMs: number): void {
  spine.runs.release(dispatch.task);
  const row = spine.store.read.tasks.get(dispatch.task.taskId);
  const state = row?.status === 'succeeded' || row?.status === 'failed' ? row.status : 'skipped';
  const doomed = spine.scheduler.finish(dispatch.task.taskId, state, 0, nowMs);
  if (doomed.length > 0) skipTasks(spine, doomed);
  spine.endedIn.add(dispatch.task.runId);
  spine.requestPump();
}

function putBack(
  spine: Queue,
  dispatch: Dispatch,
  { nowMs, waitMs }: { nowMs: number; waitMs: number },
): void {
  spine.runs.release(dispatch.task);
  spine.scheduler.requeue(dispatch.task.taskId, 0, nowMs + waitMs, nowMs);
}

/** Wakes when waiting alone could let a task start: the end of a backoff, an aging limit. */
function armWake(spine: Queue & Timing, nowMs: number): void {
  const at = spine.scheduler.nextWakeMs(nowMs);
  const delayMs = at === null ? null : Math.min(LONGEST_SLEEP_MS, Math.max(1, at - nowMs));
  spine.rounds.later(delayMs, () => spine.requestPump());
}
