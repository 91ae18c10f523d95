import type { Requester } from '#shared/rules.ts';
import type { ExecutionMode, TaskState } from '#shared/states.ts';
import { createGrowingCount } from './growing-total.ts';
import type { Reader, Writer } from './open-ledger.ts';

export interface TaskRow {
  task_id: string;
  seq: number;
  run_id: string;
  project_id: number;
  lane: string;
  kind: string;
  complexity: 'low' | 'medium' | 'high';
  title: string;
  priority: number;
  ci_width: number;
  deadline_at: number | null;
  budget_micro: number;
  payload: string;
  mode: ExecutionMode | null;
  status: TaskState;
  reason: string | null;
  /** Number of the newest attempt; 0 before the first. */
  attempt: number;
  /**
   * Attempts made before the last re-run: retries, lost leases and evidence are counted from there.
   */
  attempts_before: number;
  epoch: number;
  lease_losses: number;
  not_before: number;
  progress: number;
  reserved_micro: number;
  estimate: string;
  queued_at: number;
  started_at: number | null;
  ended_at: number | null;
  /** Who asked for it, as rules see them, and by name. */
  requester: Requester;
  asked_by: string;
  /** The rule that the newest attempt runs or ran under; null: it needed none. */
  rule_id: number | null;
}

/** The columns that come from a task's job card. */
export type TaskCard = Pick<
  TaskRow,
  | 'task_id'
  | 'lane'
  | 'kind'
  | 'complexity'
  | 'priority'
  | 'ci_width'
  | 'budget_micro'
  | 'payload'
  | 'estimate'
>;

/** The columns that say who asked for a task. */
export type TaskAsker = Pick<TaskRow, 'requester' | 'asked_by'>;

/** The columns that say which attempt it is, and in which lane. */
export type LaneAttempt = Pick<TaskRow, 'task_id' | 'run_id' | 'attempt' | 'lane'>;

/** The columns that say which attempt of a task is open. */
export type TaskAttempts = Pick<
  TaskRow,
  'task_id' | 'run_id' | 'project_id' | 'status' | 'attempt' | 'ended_at'
>;

/**
 * What a list of tasks shows: without payloads, which may be long, and of the estimate only the
 * time.
 */
export type ShownTask = Pick<
  TaskRow,
  | 'task_id'
  | 'lane'
  | 'kind'
  | 'title'
  | 'mode'
  | 'status'
  | 'reason'
  | 'attempt'
  | 'progress'
  | 'reserved_micro'
  | 'queued_at'
  | 'started_at'
  | 'ended_at'
> & {
  /** JSON of the estimated time's band. */
  estimate_ms: string;
};

const SHOWN = `task_id, lane, kind, title, mode, status, reason, attempt, progress, reserved_micro, queued_at, started_at, ended_at,
  estimate -> 'time_ms' AS estimate_ms`;

/** Ids that tasks had in ledgers of before lead to the task that has their history. */
const BY_ID = 'task_id = coalesce((SELECT a.task_id FROM task_aliases a WHERE a.alias = @id), @id)';

/** Every id under which a task is or was known. */
function createTaskNames(reader: Reader): (taskId: string) => ReadonlySet<string> {
  const ownId = reader.prepare(`SELECT task_id FROM tasks WHERE ${BY_ID}`).pluck();
  const aliases = reader.prepare('SELECT alias FROM task_aliases WHERE task_id = ?').pluck();
  return (taskId) => {
    const id = (ownId.get({ id: taskId }) as string | undefined) ?? taskId;
    return new Set([id, ...(aliases.all(id) as string[])]);
  };
}

/** Dependencies of every task of a run. */
function createDepsOfRun(reader: Reader): (runId: string) => Map<string, string[]> {
  const ofRun = reader.prepare(
    'SELECT d.task_id, d.dep_id FROM task_deps d JOIN tasks t ON t.task_id = d.task_id WHERE t.run_id = ?',
  );
  return (runId) => {
    const deps = new Map<string, string[]>();
    for (const row of ofRun.all(runId) as { task_id: string; dep_id: string }[]) {
      const list = deps.get(row.task_id);
      if (list === undefined) deps.set(row.task_id, [row.dep_id]);
      else list.push(row.dep_id);
    }
    return deps;
  };
}

/** This many runs are remembered; then all are forgotten. */
const MOST_REMEMBERED = 5000;

/**
 * How many tasks of a run ended without having run. Counting looks at every task of the run, so the
 * number is kept until the run has a newer event: a task that ends, or is run again, writes one.
 */
function createSkippedCount(reader: Reader): (runId: string) => number {
  const newest = reader.prepare('SELECT max(seq) FROM events WHERE run_id = ?').pluck();
  const skipped = reader
    .prepare("SELECT count(*) FROM tasks WHERE run_id = ? AND status = 'skipped'")
    .pluck();
  const known = new Map<string, { seq: number | null; count: number }>();
  return (runId) => {
    const seq = newest.get(runId) as number | null;
    const kept = known.get(runId);
    if (kept !== undefined && kept.seq === seq) return kept.count;
    const count = skipped.get(runId) as number;
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(runId, { seq, count });
    return count;
  };
}

/** Reading tasks. */
export function createTaskReads(reader: Reader) {
  const shownById = reader.prepare(`SELECT ${SHOWN} FROM tasks WHERE ${BY_ID}`);
  const shownOfRun = reader.prepare(
    `SELECT ${SHOWN} FROM tasks WHERE run_id = @runId AND (@state IS NULL OR status = @state) ORDER BY seq LIMIT @limit OFFSET @offset`,
  );
  const idsOfRun = reader.prepare('SELECT task_id FROM tasks WHERE run_id = ?').pluck();
  const byOwnId = reader.prepare('SELECT * FROM tasks WHERE task_id = ?');
  const lastEnd = reader.prepare('SELECT max(ended_at) FROM tasks WHERE run_id = ?').pluck();
  const asked = reader.prepare(
    'SELECT run_id, project_id, kind, payload FROM tasks WHERE task_id = ?',
  );
  const byAnyId = reader.prepare(`SELECT * FROM tasks WHERE ${BY_ID}`);
  const ofRun = reader.prepare('SELECT * FROM tasks WHERE run_id = ? ORDER BY seq');
  const ofRunByState = reader.prepare(
    'SELECT * FROM tasks WHERE run_id = ? AND status = ? ORDER BY seq LIMIT ?',
  );
  const depsOfTask = reader.prepare('SELECT dep_id FROM task_deps WHERE task_id = ?').pluck();
  const live = reader.prepare(
    "SELECT * FROM tasks WHERE status IN ('queued', 'running', 'waiting_io') ORDER BY seq",
  );
  const maxSeq = reader.prepare('SELECT coalesce(max(seq), 0) FROM tasks').pluck();
  const durations = reader
    .prepare(
      `SELECT r.time_ms FROM receipts r JOIN tasks t ON t.task_id = r.task_id JOIN runs u ON u.run_id = t.run_id
     WHERE t.project_id = ? AND t.kind = ? AND r.status = 'succeeded' AND r.mode = 'real' AND u.kind IN ('baseline', 'hotfix')
     AND u.status = 'completed' AND u.trash_id IS NULL ORDER BY r.created_at DESC LIMIT 50`,
    )
    .pluck();
  return {
    getShown: (taskId: string) => shownById.get({ id: taskId }) as ShownTask | undefined,
    /** A run's tasks as a list shows them, all of them unless a state or a limit is given. */
    listShownOfRun: (
      runId: string,
      filter: { state?: TaskState | undefined; limit?: number; offset?: number } = {},
    ) =>
      shownOfRun.all({
        runId,
        state: filter.state ?? null,
        limit: filter.limit ?? -1,
        offset: filter.offset ?? 0,
      }) as ShownTask[],
    idsOfRun: (runId: string) => idsOfRun.all(runId) as string[],
    countSkipped: createSkippedCount(reader),
    get: (taskId: string) =>
      (byOwnId.get(taskId) ?? byAnyId.get({ id: taskId })) as TaskRow | undefined,
    /** What a queued task asks for. */
    askedOf: (taskId: string) => asked.get(taskId) as AskedOfTask | undefined,
    /** When the last of a run's tasks ended, ms; null when none has. */
    lastEndOf: (runId: string) => lastEnd.get(runId) as number | null,
    listOfRun: (runId: string) => ofRun.all(runId) as TaskRow[],
    listOfRunByState: (runId: string, state: TaskState, limit: number) =>
      ofRunByState.all(runId, state, limit) as TaskRow[],
    depsOfRun: createDepsOfRun(reader),
    depsOf: (taskId: string) => depsOfTask.all(taskId) as string[],
    namesOf: createTaskNames(reader),
    listLive: () => live.all() as TaskRow[],
    maxSeq: () => maxSeq.get() as number,
    countAll: createGrowingCount(reader, 'tasks'),
    /** Durations (ms) of finished tasks of a kind that may calibrate an estimate. */
    observedMs: (projectId: number, kind: string) => durations.all(projectId, kind) as number[],
  };
}

/** The columns that say how a task is going to be done. */
export type AskedOfTask = Pick<TaskRow, 'run_id' | 'project_id' | 'kind' | 'payload'>;

export type NewTask = Omit<
  TaskRow,
  | 'mode'
  | 'status'
  | 'reason'
  | 'attempt'
  | 'epoch'
  | 'lease_losses'
  | 'not_before'
  | 'progress'
  | 'reserved_micro'
  | 'started_at'
  | 'ended_at'
  | 'attempts_before'
  | 'rule_id'
>;

/**
 * Adding tasks and what a person sees of them; every call belongs inside a transaction of the group
 * commit.
 */
export function createTaskWrites(writer: Writer) {
  const insert = writer.prepare(
    `INSERT INTO tasks (task_id, seq, run_id, project_id, lane, kind, complexity, title, priority, ci_width, deadline_at, budget_micro,
     payload, status, estimate, queued_at, requester, asked_by) VALUES (@task_id, @seq, @run_id, @project_id, @lane, @kind, @complexity, @title, @priority,
     @ci_width, @deadline_at, @budget_micro, @payload, 'queued', @estimate, @queued_at, @requester, @asked_by) RETURNING *`,
  );
  const dep = writer.prepare('INSERT OR IGNORE INTO task_deps (task_id, dep_id) VALUES (?, ?)');
  const progress = writer.prepare('UPDATE tasks SET progress = ? WHERE task_id = ? AND epoch = ?');
  return {
    /** Answers the task as it is stored. */
    insert(task: NewTask, deps: readonly string[]): TaskRow {
      const row = insert.get(task) as TaskRow;
      for (const id of deps) dep.run(task.task_id, id);
      return row;
    },
    setProgress: (taskId: string, epoch: number, value: number) =>
      progress.run(value, taskId, epoch),
  };
}
