import type {
  ExecuteJob,
  ExecuteResult,
  PlacedDatabase,
  ToolJob,
  WorkerMessage,
} from '#shared/messages/job.ts';
import { drawSynthetic } from '#core/execution/draw-synthetic.ts';
import { migrationOf } from '#core/databases/migration-of.ts';
import { runMigration, type MigrationRun } from '../databases/run-migration.ts';
import type { Question } from '#core/rules/answering-rule.ts';
import { leaseEndMs } from '#core/retry/lease.ts';
import { AppError } from '#shared/errors.ts';
import { assertNever } from '#shared/assert.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { ExecutionPlan } from '#core/execution/decide-execution.ts';
import { endAttempt, endSynthetic } from './end-attempt.ts';
import { failedResult } from './failed-result.ts';
import { measureStep } from '../gates/measure-gates.ts';
import type { MeasuredGate } from '../gates/measured-gate.ts';
import type { Payload } from '#shared/payload.ts';
import { runIndexWork } from './run-index-work.ts';
import { measureText } from '../gates/measure-text.ts';
import type {
  Execution,
  Ledger,
  LiveTask,
  Queue,
  Settings,
  Spine,
  Timing,
  Upkeep,
} from './spine.ts';
import { prepareTool } from './tool-job.ts';

/**
 * Added to the first lease of a job: a worker thread that has to be started first loads its code on
 * a busy machine.
 */
const START_GRACE_MS = 10_000;

/** Starts a leased task. Its end comes through endAttempt, whatever happens. */
export function runTask(spine: Spine, row: TaskRow, plan: ExecutionPlan): void {
  const task: LiveTask = {
    row,
    plan,
    process: null,
    abortReason: null,
    // Until a worker has the job, the engine itself holds it: preparing a worktree takes as long as
    // it takes.
    leaseUntilMs:
      plan.kind === 'external'
        ? leaseEndMs('outside', spine.leaseClock.nowMs())
        : Number.POSITIVE_INFINITY,
    abort(reason) {
      task.abortReason ??= reason;
    },
    done: Promise.resolve(),
  };
  spine.live.set(row.task_id, task);
  task.done = execute(spine, task).catch((error: unknown) => {
    spine.log.error({ err: error, task: row.task_id }, 'a task could not be ended');
  });
}

async function execute(spine: Spine, task: LiveTask): Promise<void> {
  const { plan, row } = task;
  switch (plan.kind) {
    case 'external':
      return letGo(spine, task);
    case 'impossible':
      return endAttempt(spine, task, failedResult('policy', plan.reason), []);
    case 'synthetic':
      return pretend(spine, task, plan.because);
    case 'text': {
      const { result, gates } = measureText(spine.lanes.get(row.lane), plan);
      return endAttempt(spine, task, result, gates);
    }
    case 'index': {
      const lane = spine.lanes.get(row.lane);
      const payload = JSON.parse(row.payload) as Payload;
      const { result, gates } = await runIndexWork(spine.index, { lane, repo: plan.repo, payload });
      return endAttempt(spine, task, result, gates);
    }
    case 'tool':
      return executeTool(spine, task, plan.repo);
    default:
      return assertNever(plan);
  }
}

/** What a synthetic attempt used and reached is drawn, and counts once it has lasted its time. */
async function pretend(
  spine: Ledger & Settings & Queue & Execution & Upkeep & Timing,
  task: LiveTask,
  because: string | null,
): Promise<void> {
  const { row } = task;
  const run = spine.runs.get(row.run_id)?.row;
  const drawn = drawSynthetic({
    seed: run?.seed ?? spine.options.seed,
    seq: row.seq,
    attempt: row.attempt,
    lane: spine.lanes.get(row.lane),
    failingShare: spine.options.failingShare,
  });
  const result = await perform(spine, task, {
    kind: 'synthetic',
    taskId: row.task_id,
    attempt: row.attempt,
    lane: row.lane,
    seconds: drawn.seconds,
    // A rehearsal of declared work need not wait for it.
    timeScale: run?.kind === 'rehearsal' ? Number.POSITIVE_INFINITY : spine.options.timeScale,
  });
  return endSynthetic(spine, task, { result, drawn, because });
}

/**
 * The app cannot stop an outside executor: it takes the task back, and a receipt that comes later
 * finds it ended.
 */
async function letGo(spine: Ledger & Queue & Upkeep, task: LiveTask): Promise<void> {
  await new Promise<void>((resolve) => {
    if (task.abortReason !== null) resolve();
    task.abort = (reason) => {
      task.abortReason ??= reason;
      resolve();
    };
  });
  const reason = task.abortReason ?? 'aborted';
  return endAttempt(spine, task, { ...failedResult('transient', reason), outcome: 'aborted' }, []);
}

async function executeTool(spine: Spine, task: LiveTask, repo: string | null): Promise<void> {
  const migration = migrationOf(JSON.parse(task.row.payload) as Payload);
  if (repo !== null && (migration?.kind === 'sql' || migration?.kind === 'command'))
    return migrateCopy(spine, task, { repo, migration });
  const prepared = await prepareTool(spine, task.row, repo).catch((error: unknown) =>
    refusal(error),
  );
  if ('outcome' in prepared) return endAttempt(spine, task, prepared, []);
  const result = await perform(spine, task, prepared.job);
  // The command has ended; reading its report takes as long as it takes.
  task.leaseUntilMs = Number.POSITIVE_INFINITY;
  const gates =
    prepared.step === null || result.outcome === 'aborted'
      ? []
      : await measureStep(spine, {
          lane: spine.lanes.get(task.row.lane),
          prepared,
          asked: askedBy(task.row),
          result,
          again: (job, why) => runAgain(spine, task, job, why),
        }).catch((error: unknown) => refusal(error));
  const { abortReason } = task;
  // It was told to stop while its result was judged.
  if (abortReason !== null && result.outcome !== 'aborted')
    return endAttempt(spine, task, { ...result, outcome: 'aborted', reason: abortReason }, []);
  // What the command left cannot be judged: a pipe in place of a file that git reads, for one.
  if ('outcome' in gates) return endAttempt(spine, task, gates, []);
  return endAttempt(spine, task, asJudged(result, gates), gates);
}

async function migrateCopy(
  spine: Ledger & Settings & Queue & Execution & Upkeep & Timing,
  task: LiveTask,
  what: Pick<MigrationRun, 'repo' | 'migration'>,
): Promise<void> {
  const runBeside = async (copy: PlacedDatabase): Promise<ExecuteResult> => {
    const { job } = await prepareTool(spine, task.row, what.repo, copy);
    return perform(spine, task, job);
  };
  const run = { task, ...what, runBeside };
  const { result, gates } = await runMigration(spine, run).catch((error: unknown) => ({
    result: refusal(error),
    gates: [],
  }));
  return endAttempt(spine, task, result, gates);
}

async function runAgain(
  spine: Ledger & Queue & Execution & Upkeep & Timing,
  task: LiveTask,
  job: ToolJob,
  why: string,
): Promise<ExecuteResult> {
  const ts = new Date(spine.clock.nowMs()).toISOString();
  const { run_id: runId, task_id: taskId } = task.row;
  spine.logs.append(runId, [{ ts, task_id: taskId, stream: 'system', text: why }]);
  const result = await perform(spine, task, job);
  task.leaseUntilMs = Number.POSITIVE_INFINITY;
  return result;
}

/** A command that only failed as it did before the run has done its work: its gate holds. */
function asJudged(result: ExecuteResult, gates: readonly MeasuredGate[]): ExecuteResult {
  const holds = gates.length > 0 && gates.every(({ judgement }) => judgement.state === 'pass');
  return holds && result.outcome === 'failed' && result.exitCode !== null
    ? { ...result, outcome: 'succeeded', failureClass: null, reason: null }
    : withFailedTests(result, gates);
}

function askedBy({ task_id, run_id, project_id }: TaskRow): Omit<Question, 'action'> {
  return { taskId: task_id, runId: run_id, projectId: project_id };
}

/** Takes the reason of the gate that failed, which names the failed tests. */
function withFailedTests(result: ExecuteResult, gates: readonly MeasuredGate[]): ExecuteResult {
  const why = gates.find((gate) => gate.judgement.state !== 'pass')?.judgement.reason;
  return result.outcome === 'failed' && why !== undefined && why !== null
    ? { ...result, reason: why }
    : result;
}

function refusal(error: unknown): ExecuteResult {
  if (error instanceof AppError) return failedResult('policy', error.message);
  return failedResult('transient', error instanceof Error ? error.message : String(error));
}

/**
 * Runs a job in a worker, renewing the lease at each of its heartbeats. A job aborted before it
 * began never begins.
 */
async function perform(
  spine: Ledger & Queue & Execution & Upkeep & Timing,
  task: LiveTask,
  job: ExecuteJob,
): Promise<ExecuteResult> {
  if (task.abortReason !== null)
    return { ...failedResult('transient', task.abortReason), outcome: 'aborted' };
  const execution = spine.pools.execute(job, (message) => onMessage(spine, task, message));
  task.leaseUntilMs = leaseEndMs('inside', spine.leaseClock.nowMs()) + START_GRACE_MS;
  task.abort = (reason) => {
    task.abortReason ??= reason;
    execution.abort(reason);
  };
  return execution.result;
}

function onMessage(
  spine: Ledger & Queue & Execution & Upkeep & Timing,
  task: LiveTask,
  message: WorkerMessage,
): void {
  // The report of a holder that lost its task must not end the present attempt.
  if (spine.live.get(task.row.task_id) !== task) return;
  task.leaseUntilMs = leaseEndMs('inside', spine.leaseClock.nowMs());
  switch (message.type) {
    case 'process':
      task.process = { pid: message.pid, startTicks: message.startTicks };
      recordProcess(spine, task, message.pid, message.startTicks);
      return;
    case 'lines':
      spine.logs.append(
        task.row.run_id,
        message.lines.map((line) => ({
          ts: new Date(line.ts).toISOString(),
          task_id: task.row.task_id,
          stream: line.stream,
          text: line.text,
        })),
      );
      return;
    case 'heartbeat':
      if (message.progress !== null) task.row = { ...task.row, progress: message.progress };
      return;
    default:
      assertNever(message);
  }
}

/** Remembered so that a process left behind by a crash can be ended at the next start. */
function recordProcess(
  spine: Ledger & Upkeep,
  task: LiveTask,
  pid: number,
  ticks: string | null,
): void {
  spine.store.commit
    .write((tx) => tx.tasks.recordProcess(task.row.task_id, task.row.epoch, pid, ticks))
    .catch((error: unknown) => spine.log.warn({ err: error }, 'a process could not be recorded'));
}
