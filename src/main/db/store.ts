import { createApprovalReads, createApprovalWrites } from './approvals.ts';
import { createAttemptReads } from './attempts.ts';
import { createEventLog } from './event-log.ts';
import { GroupCommit, type CommitListener } from './group-commit.ts';
import { createIdempotencyStore } from './idempotency.ts';
import { createLeaseWrites } from './leases.ts';
import { createKpiReads, createKpiWrites } from './kpis.ts';
import { openLedger } from './open-ledger.ts';
import { createProjectReads, createProjectWrites } from './projects.ts';
import { createReceiptReads, createReceiptWrites } from './receipts.ts';
import { createRunReads, createRunWrites } from './runs.ts';
import { createSettingReads, createSettingWrites } from './settings.ts';
import { createTaskReads, createTaskWrites } from './tasks.ts';
import { createWorktreeReads, createWorktreeWrites } from './worktrees.ts';

/** The ledger with its repositories: `read` answers at once, `tx` belongs inside `commit.write`. */
export function openStore(file: string, on: CommitListener) {
  const ledger = openLedger(file);
  const { writer } = ledger;
  const events = createEventLog(writer);
  // Reads go through the writing connection: inside a transaction they see its own changes, outside only committed state.
  const read = {
    projects: createProjectReads(writer),
    runs: createRunReads(writer),
    tasks: createTaskReads(writer),
    attempts: createAttemptReads(writer),
    receipts: createReceiptReads(writer),
    kpis: createKpiReads(writer),
    approvals: createApprovalReads(writer),
    worktrees: createWorktreeReads(writer),
    settings: createSettingReads(writer),
  };
  const tx = {
    projects: createProjectWrites(writer),
    runs: createRunWrites(writer),
    tasks: { ...createTaskWrites(writer), ...createLeaseWrites(writer) },
    receipts: createReceiptWrites(writer),
    kpis: createKpiWrites(writer),
    approvals: createApprovalWrites(writer),
    worktrees: createWorktreeWrites(writer),
    settings: createSettingWrites(writer),
    idempotency: createIdempotencyStore(writer),
    events,
  };
  const commit = new GroupCommit(writer, events, on);
  return { file, reader: ledger.reader, read, tx, commit, close: () => ledger.close() };
}

export type Store = ReturnType<typeof openStore>;
