import { createDeletionCounts } from './deletion-counts.ts';
import type { Reader, Writer } from './open-ledger.ts';

/**
 * `deleting`: hidden, its files are on their way. `kept`: all of it lies in the trash. `restoring`:
 * on its way back. `clearing`: back, its place in the trash is being cleared. `emptying`: no way
 * back any more. `restored` and `emptied` are over.
 */
export type TrashState =
  | 'deleting'
  | 'kept'
  | 'restoring'
  | 'clearing'
  | 'emptying'
  | 'restored'
  | 'emptied';

export interface TrashRow {
  trash_id: number;
  kind: 'run' | 'project';
  project_id: number;
  run_id: string | null;
  name: string;
  state: TrashState;
  /** Name of its folder below the trash folder. */
  folder: string;
  /** JSON of what went, as it was counted then. */
  contents: string;
  actor: string;
  deleted_at: number;
  /** Why its files could not be moved, as a sentence; null while nothing is in the way. */
  problem: string | null;
}

/** A place in which a run works or worked. */
export interface RunPlace {
  run_id: string;
  repo: string;
  path: string;
  branch: string;
}

const PLACES = `SELECT run_id, repo, path, branch FROM worktrees WHERE run_id = @runId
  UNION ALL SELECT run_id, repo, path, branch FROM left_worktrees WHERE run_id = @runId`;

/** Reading the trash. */
export function createTrashReads(reader: Reader) {
  const byId = reader.prepare('SELECT * FROM trash WHERE trash_id = ?');
  const folder = reader.prepare('SELECT 1 FROM trash WHERE folder = ?');
  const inIt = reader.prepare(
    "SELECT * FROM trash WHERE state IN ('deleting', 'kept', 'restoring') ORDER BY trash_id DESC LIMIT ?",
  );
  const open = reader.prepare(
    "SELECT * FROM trash WHERE state NOT IN ('kept', 'restored', 'emptied') ORDER BY trash_id",
  );
  const due = reader.prepare(
    "SELECT * FROM trash WHERE state IN ('deleting', 'kept') AND deleted_at <= ? ORDER BY trash_id",
  );
  const ofProject = reader.prepare(
    "SELECT * FROM trash WHERE project_id = ? AND kind = 'run' AND state IN ('deleting', 'kept', 'restoring')",
  );
  const runs = reader.prepare('SELECT run_id FROM runs WHERE trash_id = ? ORDER BY rowid').pluck();
  const places = reader.prepare(PLACES);
  const repositories = reader.prepare('SELECT DISTINCT repo FROM worktrees').pluck();
  return {
    get: (id: number) => byId.get(id) as TrashRow | undefined,
    hasFolder: (name: string) => folder.get(name) !== undefined,
    /** What can be restored, newest first; -1 for all of it. */
    list: (limit: number) => inIt.all(limit) as TrashRow[],
    /** What is on its way somewhere. */
    listUnfinished: () => open.all() as TrashRow[],
    /** What was deleted at that time or before. */
    listDeletedUntil: (ms: number) => due.all(ms) as TrashRow[],
    /** Runs of a project that were deleted by themselves. */
    runItemsOfProject: (projectId: number) => ofProject.all(projectId) as TrashRow[],
    runsOf: (id: number) => runs.all(id) as string[],
    countsOf: createDeletionCounts(reader),
    repositories: () => repositories.all() as string[],
    /** Where a run works, and what it left when it moved on. */
    placesOf: (runId: string) => places.all({ runId }) as RunPlace[],
  };
}

export type NewTrash = Omit<TrashRow, 'trash_id' | 'state' | 'problem'>;

/** Changing the trash; every call belongs inside a transaction of the group commit. */
export function createTrashWrites(writer: Writer) {
  const insert = writer.prepare(
    `INSERT INTO trash (kind, project_id, run_id, name, state, folder, contents, actor, deleted_at)
     VALUES (@kind, @project_id, @run_id, @name, 'deleting', @folder, @contents, @actor, @deleted_at)`,
  );
  const state = writer.prepare('UPDATE trash SET state = ?, problem = ? WHERE trash_id = ?');
  const hideRun = writer.prepare(
    'UPDATE runs SET trash_id = ? WHERE run_id = ? AND trash_id IS NULL',
  );
  const hideRuns = writer.prepare(
    'UPDATE runs SET trash_id = ? WHERE project_id = ? AND trash_id IS NULL',
  );
  const hideProject = writer.prepare('UPDATE projects SET trash_id = ? WHERE project_id = ?');
  const showRuns = writer.prepare('UPDATE runs SET trash_id = NULL WHERE trash_id = ?');
  const showProject = writer.prepare('UPDATE projects SET trash_id = NULL WHERE trash_id = ?');
  return {
    insert: (row: NewTrash) => Number(insert.run(row).lastInsertRowid),
    setState: (id: number, value: TrashState, problem: string | null) =>
      state.run(value, problem, id),
    hideRun: (id: number, runId: string) => hideRun.run(id, runId),
    /** A project with those of its runs that are not in the trash already. */
    hideProject: (id: number, projectId: number) => {
      hideRuns.run(id, projectId);
      hideProject.run(id, projectId);
    },
    show: (id: number) => {
      showRuns.run(id);
      showProject.run(id);
    },
    blank: createBlanking(writer),
  };
}

const OF_ITEM = 'run_id IN (SELECT run_id FROM runs WHERE trash_id = @id)';
const PROJECT_OF_ITEM =
  "SELECT CAST(project_id AS TEXT) FROM trash WHERE trash_id = @id AND kind = 'project'";

/** What goes when an item is emptied: words, evidence and history. Figures and numbers stay. */
const BLANKING = [
  `DELETE FROM kpis WHERE ${OF_ITEM}`,
  `UPDATE approvals SET question = '', action = NULL, shown = NULL, reason = NULL, rule_id = NULL WHERE ${OF_ITEM}`,
  `DELETE FROM rules WHERE (scope = 'run' AND scope_ref IN (SELECT run_id FROM runs WHERE trash_id = @id))
   OR (scope = 'once' AND scope_ref IN (SELECT task_id FROM tasks WHERE ${OF_ITEM}))
   OR (scope = 'project' AND scope_ref IN (${PROJECT_OF_ITEM}))`,
  `DELETE FROM database_copies WHERE ${OF_ITEM}`,
  `DELETE FROM worktrees WHERE ${OF_ITEM}`,
  `DELETE FROM left_worktrees WHERE ${OF_ITEM}`,
  `DELETE FROM events WHERE ${OF_ITEM} OR CAST(project_id AS TEXT) IN (${PROJECT_OF_ITEM})`,
  `UPDATE budget_changes SET reason = NULL WHERE ${OF_ITEM}`,
  `UPDATE receipts SET artifacts_path = NULL WHERE ${OF_ITEM}`,
  `UPDATE attempts SET reason = NULL WHERE task_id IN (SELECT task_id FROM tasks WHERE ${OF_ITEM})`,
  `UPDATE tasks SET title = '', payload = '{}', reason = NULL, estimate = '{}' WHERE ${OF_ITEM}`,
  'UPDATE runs SET reason = NULL, passport = NULL, override = NULL WHERE trash_id = @id',
  `UPDATE projects SET name = '', description = '', tags = '[]', repo = NULL, template = NULL, initial_context = NULL, facts = NULL,
   plan = NULL, totals = NULL WHERE trash_id = @id`,
  "UPDATE trash SET name = '', contents = '{}' WHERE trash_id = @id",
];

function createBlanking(writer: Writer): (id: number) => void {
  const statements = BLANKING.map((sql) => writer.prepare(sql));
  return (id) => {
    for (const statement of statements) statement.run({ id });
  };
}
