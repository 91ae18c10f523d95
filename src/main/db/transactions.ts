import type { Clock } from '#core/ports.ts';
import { masker } from '../secrets/masker.ts';
import { createApprovalWrites } from './approvals.ts';
import { createBaseResultWrites } from './base-results.ts';
import { createEventLog, type EventLog, type NewEvent } from './event-log.ts';
import { createIdempotencyWrites } from './idempotency.ts';
import { createKpiWrites } from './kpis.ts';
import { createLeaseWrites } from './leases.ts';
import { createDatabaseCopyWrites } from './database-copies.ts';
import { createMergeWrites } from './merges.ts';
import type { Writer } from './open-ledger.ts';
import { createProjectWrites } from './projects.ts';
import type { Reads } from './reads.ts';
import { createReceiptWrites } from './receipts.ts';
import { createRuleWrites } from './rules.ts';
import { createRunWrites } from './runs.ts';
import { createSettingWrites } from './settings.ts';
import { createTaskWrites } from './tasks.ts';
import { createTrashWrites } from './trash.ts';
import { createWorktreeWrites } from './worktrees.ts';

function createWrites(writer: Writer, log: EventLog) {
  return {
    projects: createProjectWrites(writer),
    runs: createRunWrites(writer),
    tasks: { ...createTaskWrites(writer), ...createLeaseWrites(writer) },
    receipts: createReceiptWrites(writer),
    kpis: createKpiWrites(writer),
    baseResults: createBaseResultWrites(writer),
    approvals: createApprovalWrites(writer),
    rules: createRuleWrites(writer),
    worktrees: createWorktreeWrites(writer),
    merges: createMergeWrites(writer),
    databaseCopies: createDatabaseCopyWrites(writer),
    trash: createTrashWrites(writer),
    settings: createSettingWrites(writer),
    idempotency: createIdempotencyWrites(writer),
    events: { append: (event: NewEvent, nowMs: number) => log.append(event, nowMs) },
  };
}

type Writes = ReturnType<typeof createWrites>;

/**
 * The right to write, handed to one operation of the group commit: its writes, the reads that see
 * them, and the time it happens at. It ends with the operation; a write after that throws.
 */
export type Tx = Readonly<Writes> & { readonly read: Reads; readonly nowMs: number };

/** A handed out right and the way to end it. */
export interface HandedTx {
  tx: Tx;
  end(): void;
}

/** Hands out rights to write; what was handed out says whether its operation still runs. */
export interface Transactions {
  log: EventLog;
  hand(): HandedTx;
}

interface Operation {
  runs: boolean;
}

/**
 * For the group commit alone: whoever else could hand itself a right to write would write outside a
 * transaction.
 */
export function createTransactions(writer: Writer, read: Reads, clock: Clock): Transactions {
  const log = createEventLog(writer);
  const guards = Object.entries(createWrites(writer, log)).map(
    ([name, repository]) => [name, guard(repository)] as const,
  );
  return {
    log,
    hand() {
      const operation: Operation = { runs: true };
      const tx: Record<string, unknown> = { read, nowMs: clock.nowMs() };
      for (const [name, guarded] of guards) tx[name] = guarded(operation);
      return { tx: tx as Tx, end: () => void (operation.runs = false) };
    },
  };
}

type Write = (...values: unknown[]) => unknown;

interface Guarded {
  operation: Operation;
}

/** The same values where none holds a secret, as nearly always. */
function masked(values: readonly unknown[]): readonly unknown[] {
  const holdsSecret = values.some((value) => masker.maskData(value) !== value);
  return holdsSecret ? values.map((value) => masker.maskData(value)) : values;
}

/**
 * A repository whose writes first ask whether the operation they were handed to still runs, and
 * store no secret: whatever reaches the ledger passes here.
 */
function guard(repository: object): (operation: Operation) => Guarded {
  const prototype = Object.fromEntries(
    Object.entries(repository as Record<string, Write>).map(([name, write]) => [
      name,
      function guarded(this: Guarded, ...values: unknown[]): unknown {
        if (!this.operation.runs)
          throw new Error(`${name}: the operation that was given this right to write has ended`);
        return write(...masked(values));
      },
    ]),
  );
  return (operation) => Object.assign(Object.create(prototype) as Guarded, { operation });
}
