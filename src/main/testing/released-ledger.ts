import Database from 'better-sqlite3';
import { spine } from '../db/migrations/0001-spine.ts';
import { readIndexes } from '../db/migrations/0002-read-indexes.ts';
import { acceptedProjections } from '../db/migrations/0003-accepted-projections.ts';

/**
 * How an attempt of the released version ended. Given back to the queue: `retried`, `silent`,
 * `crashed`. Set aside for silence: `poisoned`; for being there at every crash: `suspect`. `open`:
 * it runs.
 */
export type AttemptEnd = keyof typeof OUTCOMES;

/** A task as schema 3 holds it. */
export interface ReleasedTask {
  id: string;
  runId: string;
  attempts: readonly AttemptEnd[];
  /**
   * How it ended without a last attempt of its own: skipped, or by a receipt from outside while it
   * was queued.
   */
  endedQueued?: 'skipped' | 'reported';
  /** It takes the place of this one, in a re-run. */
  replaces?: string;
  deps?: readonly string[];
  executor?: 'tool' | 'external';
  micro?: number;
}

const OUTCOMES = {
  succeeded: ['succeeded', null],
  failed: ['failed', 'tool'],
  retried: ['retried', 'transient'],
  silent: ['retried', 'lease_lost'],
  crashed: ['lost', 'lease_lost'],
  poisoned: ['failed', 'lease_lost'],
  suspect: ['lost', 'lease_lost'],
  open: [null, null],
} as const;

/** A ledger file of schema 3, written the way the version of that schema wrote it. */
export function writeReleasedLedger(file: string, tasks: readonly ReleasedTask[]): void {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  for (const sql of [spine, readIndexes, acceptedProjections]) db.exec(sql);
  db.pragma('user_version = 3');
  db.prepare(
    "INSERT INTO projects (project_id, name, status, created_at, updated_at) VALUES (1, 'p', 'executing', 1, 1)",
  ).run();
  const run = db.prepare(
    "INSERT INTO runs (run_id, project_id, kind, declared_mode, status, seed, created_at, started_at, last_card_at) VALUES (?, 1, 'baseline', 'synthetic', 'executing', 1, 1, 1, 1)",
  );
  for (const runId of new Set(tasks.map((task) => task.runId))) run.run(runId);
  const replaced = new Map(tasks.map((task) => [task.replaces, task.id]));
  for (const [index, task] of tasks.entries())
    writeTask(db, task, { seq: index + 1, supersededBy: replaced.get(task.id) ?? null });
  count(db);
  db.close();
}

/** The task's state, by its last attempt. */
function stateOf({ attempts, endedQueued }: ReleasedTask): string {
  if (endedQueued !== undefined) return endedQueued === 'skipped' ? 'skipped' : 'succeeded';
  const last = attempts.at(-1);
  if (last === 'open') return 'running';
  if (last === undefined || isGivenBack(last)) return 'queued';
  return last === 'succeeded' ? last : 'failed';
}

function writeTask(
  db: Database.Database,
  task: ReleasedTask,
  { seq, supersededBy }: { seq: number; supersededBy: string | null },
): void {
  const { id, runId, attempts, executor = 'tool' } = task;
  const status = stateOf(task);
  const epoch = attempts.reduce((sum, end) => sum + (isGivenBack(end) ? 2 : 1), 0);
  db.prepare(
    `INSERT INTO tasks (task_id, seq, run_id, project_id, lane, kind, complexity, title, priority, ci_width, budget_micro, payload, mode,
     status, attempt, epoch, estimate, superseded_by, queued_at) VALUES (?, ?, ?, 1, 'Code-Impl', ?, 'low', ?, 0.5, 0.3, 1000000, '{}', ?, ?,
     ?, ?, ?, ?, 1)`,
  ).run(
    id,
    seq,
    runId,
    executor === 'external' ? 'external' : 'agent',
    `title of ${id}`,
    attempts.length === 0 ? null : executor === 'external' ? 'real' : 'synthetic',
    status,
    attempts.length,
    epoch,
    ESTIMATE,
    supersededBy,
  );
  for (const dep of task.deps ?? []) db.prepare('INSERT INTO task_deps VALUES (?, ?)').run(id, dep);
  writeAttempts(db, task);
  const event = db.prepare(
    'INSERT INTO events (ts, type, project_id, run_id, task_id, data) VALUES (1, ?, 1, ?, ?, \'{"lane":"Code-Impl"}\')',
  );
  event.run('task.queued', runId, id);
  for (const end of attempts) {
    event.run('task.running', runId, id);
    if (isGivenBack(end)) event.run('task.retrying', runId, id);
  }
  if (status === 'queued' || status === 'running') return;
  event.run(`task.${status}`, runId, id);
  writeReceipt(db, task, status);
}

function isGivenBack(end: AttemptEnd): boolean {
  return end === 'retried' || end === 'silent' || end === 'crashed';
}

function writeAttempts(
  db: Database.Database,
  { id, attempts, executor = 'tool' }: ReleasedTask,
): void {
  const insert = db.prepare(
    'INSERT INTO attempts VALUES (?, ?, ?, ?, NULL, NULL, ?, ?, ?, ?, NULL)',
  );
  let epoch = 0;
  for (const [index, end] of attempts.entries()) {
    epoch += 1;
    const [outcome, failureClass] = OUTCOMES[end];
    const endedAt = outcome === null ? null : 20 + index;
    insert.run(id, index + 1, epoch, executor, 10 + index, endedAt, outcome, failureClass);
    if (isGivenBack(end)) epoch += 1;
  }
}

/** One receipt a task, with the number that the task's attempts had reached. */
function writeReceipt(db: Database.Database, task: ReleasedTask, status: string): void {
  const provider = task.endedQueued === 'reported' ? 'outside' : 'none';
  db.prepare(
    `INSERT INTO receipts VALUES (@id, @runId, 'Code-Impl', @provider, 'synthetic', @attempt, @status, 3, 4, 5, 6, 7.5, NULL, @micro, 1, NULL,
     'unknown', NULL, NULL, NULL, @failureClass, 30)`,
  ).run({
    id: task.id,
    runId: task.runId,
    provider,
    attempt: task.attempts.length,
    status,
    micro: task.micro ?? 0,
    failureClass: status === 'failed' ? OUTCOMES[task.attempts.at(-1) ?? 'failed'][1] : null,
  });
}

/** The runs' counters, as the tasks that count and all receipts say. */
function count(db: Database.Database): void {
  db.exec(`UPDATE runs SET
    tasks_total = (SELECT count(*) FROM tasks t WHERE t.run_id = runs.run_id AND superseded_by IS NULL),
    tasks_terminal = (SELECT count(*) FROM tasks t WHERE t.run_id = runs.run_id AND superseded_by IS NULL
      AND status IN ('succeeded', 'failed', 'skipped')),
    tasks_failed = (SELECT count(*) FROM tasks t WHERE t.run_id = runs.run_id AND superseded_by IS NULL AND status = 'failed'),
    spend_micro = (SELECT coalesce(sum(cost_micro), 0) FROM receipts r WHERE r.run_id = runs.run_id),
    spend_tokens = (SELECT coalesce(sum(tokens_in + tokens_out + tokens_think + tokens_tool_use), 0) FROM receipts r
      WHERE r.run_id = runs.run_id)`);
}

const BAND = '{"mean":1,"ci_90":[1,1]}';
const ESTIMATE = `{"tokens":${BAND},"time_ms":${BAND},"cost_usd":${BAND},"energy_kwh":${BAND}}`;
