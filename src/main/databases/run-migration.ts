import { faultOf, type Migrated } from '#core/databases/judge-migration.ts';
import type { Migration } from '#core/databases/migration-of.ts';
import { rowChanges } from '#core/databases/compare-rows.ts';
import { AppError } from '#shared/errors.ts';
import type { ExecuteResult, PlacedDatabase } from '#shared/messages/job.ts';
import { payloadSchema, type Payload } from '#shared/payload.ts';
import { failedResult } from '../dispatch/failed-result.ts';
import type { Execution, Ledger, LiveTask, Settings } from '../dispatch/spine.ts';
import { makeScratch } from '../dispatch/make-scratch.ts';
import { DEFAULT_TIMEOUT_S } from '../dispatch/tool-job.ts';
import type { RunWorktree } from '../dispatch/worktrees.ts';
import type { MeasuredGate } from '../gates/measured-gate.ts';
import { gatesOfMigration } from './gates-of-migration.ts';
import { keptFolder } from './kept-folder.ts';

/** A migration of a copy: by a file of SQL, or by a command. */
export type CopyMigration = Extract<Migration, { kind: 'sql' | 'command' }>;

export interface MigrationRun {
  task: LiveTask;
  repo: string;
  migration: CopyMigration;
  /** Runs the task's command where it finds a copy. */
  runBeside: (copy: PlacedDatabase) => Promise<ExecuteResult>;
}

interface Ended {
  result: ExecuteResult;
  gates: readonly MeasuredGate[];
}

/** One attempt, with where its work lies. */
interface Work extends MigrationRun {
  payload: Payload;
  worktree: RunWorktree;
  treeHash: string;
  folder: string;
  signal: AbortSignal;
}

/**
 * Migrates a copy of a database and measures what became of it. The original is read and nothing
 * more; a copy whose migration succeeded is kept for a person to take.
 */
export async function runMigration(
  spine: Ledger & Settings & Execution,
  run: MigrationRun,
): Promise<Ended> {
  const { task, repo, migration } = run;
  const payload = payloadSchema.parse(JSON.parse(task.row.payload));
  requireConfined(spine, migration);
  const worktree = await spine.worktrees.ensure(task.row.run_id, repo);
  const { treeHash } = await spine.pools.ask({ kind: 'tree_hash', worktree: worktree.worktree });
  const folder = makeScratch(spine, `${task.row.task_id}.${task.row.attempt}.database`);
  const signal = stopSignal(task, payload.timeout_s ?? DEFAULT_TIMEOUT_S);
  const work: Work = { ...run, payload, worktree, treeHash, folder, signal };
  try {
    return await migrate(spine, work);
  } catch (error) {
    if (task.abortReason !== null)
      return {
        result: { ...failedResult('tool', task.abortReason), outcome: 'aborted' },
        gates: [],
      };
    if (!signal.aborted) throw error;
    const migrated: Migrated = { kind: 'failed', reason: String(signal.reason) };
    return ended(spine, work, { migrated, result: failedResult('tool', '') });
  } finally {
    await spine.pools.aboutDatabase({ kind: 'drop_copy', folder });
  }
}

/** Aborted when the task is to stop, and when it has taken as long as it may. */
function stopSignal(task: LiveTask, seconds: number): AbortSignal {
  const stop = new AbortController();
  task.abort = (reason) => {
    task.abortReason ??= reason;
    stop.abort(reason);
  };
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(`the migration did not end within ${seconds} s`),
    seconds * 1000,
  );
  timer.unref();
  return AbortSignal.any([stop.signal, late.signal]);
}

/** Without a sandbox a command could find the original by its path. */
function requireConfined({ sandbox }: Execution, migration: CopyMigration): void {
  if (migration.kind === 'sql' || sandbox.report().ok) return;
  throw new AppError(
    'forbidden',
    'A command migrates the copy of a database only in the OS sandbox, since nothing else keeps it from the original. Install bubblewrap, or give the migration as a file of SQL.',
  );
}

async function migrate(spine: Ledger & Settings & Execution, work: Work): Promise<Ended> {
  const { migration, worktree, folder, signal } = work;
  const startedMs = performance.now();
  const copied = await spine.pools.aboutDatabase(
    { kind: 'copy_database', root: worktree.repo, path: migration.database, folder },
    signal,
  );
  const { fault, result } =
    migration.kind === 'sql'
      ? await bySql(spine, work, migration.file)
      : await byCommand(work, copied.path);
  if (result.outcome === 'aborted') return { result, gates: [] };
  const migrated: Migrated =
    fault === null ? await compare(spine, work) : { kind: 'failed', reason: fault };
  if (faultOf(migrated) === null) await keep(spine, work, { ...copied, migrated });
  const timeMs = Math.round(performance.now() - startedMs);
  return ended(spine, work, { migrated, result: { ...result, timeMs } });
}

interface Tried {
  /** null: it was applied. */
  fault: string | null;
  result: ExecuteResult;
}

async function bySql(spine: Execution, work: Work, file: string): Promise<Tried> {
  const { folder, worktree, signal } = work;
  const { fault } = await spine.pools.aboutDatabase(
    { kind: 'migrate_by_sql', folder, worktree: worktree.worktree, file },
    signal,
  );
  return {
    fault:
      fault === null ? null : `${file}, line ${fault.line}: ${fault.message}. ${fault.statement}`,
    result: { ...failedResult('tool', ''), outcome: 'succeeded', failureClass: null, reason: null },
  };
}

async function byCommand({ task, folder, runBeside }: Work, path: string): Promise<Tried> {
  const result = await runBeside({ path, folder });
  // The engine itself holds the task again.
  task.leaseUntilMs = Number.POSITIVE_INFINITY;
  const fault =
    result.outcome === 'succeeded' ? null : (result.reason ?? 'the command did not succeed');
  return { fault, result };
}

async function compare(spine: Execution, work: Work): Promise<Migrated> {
  const { folder, worktree, payload, signal } = work;
  const { comparison } = await spine.pools.aboutDatabase(
    {
      kind: 'compare_databases',
      folder,
      worktree: worktree.worktree,
      expectedSchema: payload.expected_schema ?? null,
    },
    signal,
  );
  return { kind: 'compared', comparison };
}

/** Written down before the files are there: an attempt that is cut short between is made again. */
async function keep(
  spine: Ledger & Settings & Execution,
  { task, worktree, folder }: Work,
  { path, digest, migrated }: { path: string; digest: string; migrated: Migrated },
): Promise<void> {
  if (migrated.kind === 'failed') return;
  const { task_id, attempt, run_id } = task.row;
  await spine.store.commit.write((tx) =>
    tx.databaseCopies.put({
      task_id,
      attempt,
      run_id,
      repo: worktree.repo,
      path,
      original_digest: digest,
      result_digest: migrated.comparison.digest,
      changes: JSON.stringify(changesOf(migrated)),
      created_at: tx.nowMs,
    }),
  );
  const keptIn = keptFolder(spine, task.row);
  await spine.pools.aboutDatabase({ kind: 'keep_copy', folder, keptIn });
}

/** What a migration changed in schema and rows, a sentence each. */
function changesOf(migrated: Migrated): string[] {
  if (migrated.kind === 'failed') return [];
  const { changes, rows } = migrated.comparison;
  return [...changes, ...rowChanges(rows).map((each) => `rows of ${each}`)];
}

function ended(
  spine: Ledger & Settings & Execution,
  { task, migration, treeHash }: Work,
  { migrated, result }: { migrated: Migrated; result: ExecuteResult },
): Ended {
  const fault = faultOf(migrated);
  const changes = changesOf(migrated);
  const lines = changes.length === 0 ? ['The migration changed nothing.'] : changes;
  say(spine, task, fault === null ? lines : [fault]);
  const gates = gatesOfMigration({
    lane: spine.lanes.get(task.row.lane),
    migrated,
    command: migration.kind === 'sql' ? [migration.file] : migration.argv,
    exitCode: result.exitCode,
    timeMs: result.timeMs,
    treeHash,
    text: (fault === null ? lines : [fault, ...changes]).join('\n'),
  });
  if (fault === null) return { result, gates };
  const failureClass = result.failureClass ?? 'tool';
  return { result: { ...result, outcome: 'failed', failureClass, reason: fault }, gates };
}

function say(
  { logs, clock }: Ledger & Execution,
  { row }: LiveTask,
  texts: readonly string[],
): void {
  const line = { ts: new Date(clock.nowMs()).toISOString(), task_id: row.task_id };
  logs.append(
    row.run_id,
    texts.map((text) => ({ ...line, stream: 'system' as const, text })),
  );
}
