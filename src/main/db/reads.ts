import { createApprovalReads } from './approvals.ts';
import { createAttemptReads } from './attempts.ts';
import { createBaseResultReads } from './base-results.ts';
import { createIdempotencyReads } from './idempotency.ts';
import { createKpiReads } from './kpis.ts';
import { createDatabaseCopyReads } from './database-copies.ts';
import { createMergeReads } from './merges.ts';
import type { Reader } from './open-ledger.ts';
import { createProjectReads } from './projects.ts';
import { createReceiptReads } from './receipts.ts';
import { createRuleReads } from './rules.ts';
import { createRunReads } from './runs.ts';
import { createSettingReads } from './settings.ts';
import { createTaskReads } from './tasks.ts';
import { createTrashReads } from './trash.ts';
import { createWorktreeReads } from './worktrees.ts';

/** Everything that can be asked of the ledger; each answers at once. */
export function createReads(reader: Reader) {
  return {
    projects: createProjectReads(reader),
    runs: createRunReads(reader),
    tasks: createTaskReads(reader),
    attempts: createAttemptReads(reader),
    receipts: createReceiptReads(reader),
    kpis: createKpiReads(reader),
    baseResults: createBaseResultReads(reader),
    approvals: createApprovalReads(reader),
    rules: createRuleReads(reader),
    worktrees: createWorktreeReads(reader),
    merges: createMergeReads(reader),
    databaseCopies: createDatabaseCopyReads(reader),
    trash: createTrashReads(reader),
    settings: createSettingReads(reader),
    idempotency: createIdempotencyReads(reader),
  };
}

export type Reads = ReturnType<typeof createReads>;
