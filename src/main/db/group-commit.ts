import { AppError } from '#shared/errors.ts';
import type { WireEvent } from '#shared/events.ts';
import type { EventLog } from './event-log.ts';
import { isDamage, REPAIR_ADVICE } from './ledger-fault.ts';
import type { Writer } from './open-ledger.ts';
import type { Transactions, Tx } from './transactions.ts';

type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

interface Waiting {
  operation: (tx: Tx) => unknown;
  settle(outcome: Outcome): void;
}

/** Is called after commits: with new events, and with faults of memory that mirrors the ledger. */
export interface CommitListener {
  announce(events: WireEvent[]): void;
  mirrorError(error: unknown): void;
}

// A transaction is cut here so that readers and timers get their turn under a flood of writes.
const MAX_BATCH = 512;

/**
 * Many writers, one disk flush. Operations that arrive in one turn of the event loop run one after
 * another in one transaction, each in its own savepoint, and are acknowledged together after
 * COMMIT. So an acknowledged write is durable, and a failing one undoes only itself.
 */
export class GroupCommit {
  readonly #writer: Writer;
  readonly #transactions: Transactions;
  readonly #log: EventLog;
  readonly #on: CommitListener;
  readonly #sql;
  readonly #queue: Waiting[] = [];
  readonly #idleWaiters: (() => void)[] = [];
  #scheduled = false;
  #failure: AppError | null = null;

  constructor(writer: Writer, transactions: Transactions, on: CommitListener) {
    this.#writer = writer;
    this.#transactions = transactions;
    this.#log = transactions.log;
    this.#on = on;
    this.#sql = {
      begin: writer.prepare('BEGIN IMMEDIATE'),
      commit: writer.prepare('COMMIT'),
      rollback: writer.prepare('ROLLBACK'),
      save: writer.prepare('SAVEPOINT operation'),
      undo: writer.prepare('ROLLBACK TO operation'),
      release: writer.prepare('RELEASE operation'),
    };
  }

  /**
   * Runs a synchronous operation inside the next transaction; resolves once it is durable. `tx` is
   * good until it returns. `afterCommit` runs in commit order before any later operation, for
   * memory that mirrors the ledger.
   */
  write<T>(operation: (tx: Tx) => T, afterCommit?: (value: T) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = (outcome: Outcome): void => {
        if (!outcome.ok) {
          reject(outcome.error);
          return;
        }
        this.#mirror(() => afterCommit?.(outcome.value as T));
        resolve(outcome.value as T);
      };
      this.#queue.push({ operation, settle });
      this.#schedule();
    });
  }

  /** The storage error of the last transaction, or null when it went through. */
  lastFailure(): AppError | null {
    return this.#failure;
  }

  /** Resolves when nothing waits any more. */
  idle(): Promise<void> {
    if (this.#queue.length === 0 && !this.#scheduled) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /**
   * The write is durable whatever its mirrors and listeners do: a fault there is reported, but not
   * as a failed write.
   */
  #mirror(update: () => void): void {
    try {
      update();
    } catch (error) {
      this.#on.mirrorError(error);
    }
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    const batch = this.#queue.splice(0, MAX_BATCH);
    if (batch.length > 0) this.#commitBatch(batch);
    if (this.#queue.length > 0) this.#schedule();
    else for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  #commitBatch(batch: readonly Waiting[]): void {
    const outcomes = this.#transact(batch);
    const events = this.#log.drain();
    for (const [index, waiting] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome !== undefined) waiting.settle(outcome);
    }
    if (events.length > 0) this.#mirror(() => this.#on.announce(events));
  }

  #transact(batch: readonly Waiting[]): Outcome[] {
    try {
      this.#sql.begin.run();
      const outcomes = batch.map((waiting) => this.#attempt(waiting.operation));
      this.#sql.commit.run();
      this.#failure = null;
      return outcomes;
    } catch (cause) {
      // If that fails too, the next BEGIN is refused and rolls back again.
      this.#mirror(() => void (this.#writer.inTransaction && this.#sql.rollback.run()));
      this.#log.truncate(0);
      const error = storageError(cause);
      this.#failure = error;
      return batch.map(() => ({ ok: false, error }));
    }
  }

  #attempt(operation: (tx: Tx) => unknown): Outcome {
    const mark = this.#log.mark();
    this.#sql.save.run();
    const handed = this.#transactions.hand();
    try {
      const value = operation(handed.tx);
      this.#sql.release.run();
      return { ok: true, value };
    } catch (error) {
      // SQLite undoes the whole transaction by itself on some I/O errors; then there is no
      // savepoint left.
      if (!this.#writer.inTransaction) throw error;
      this.#sql.undo.run();
      this.#sql.release.run();
      this.#log.truncate(mark);
      return { ok: false, error: isStorageError(error) ? storageError(error) : error };
    } finally {
      handed.end();
    }
  }
}

function isStorageError(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return (
    typeof code === 'string' &&
    /^SQLITE_(FULL|IOERR|BUSY|READONLY|CANTOPEN|CORRUPT|NOMEM)/.test(code)
  );
}

function storageError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  if (isDamage(cause))
    return new AppError(
      'storage',
      `The ledger is damaged (${text}); nothing of this request was stored. ${REPAIR_ADVICE}`,
      { cause },
    );
  return new AppError(
    'storage',
    `The ledger could not be written (${text}); nothing of this request was stored. Free disk space or check the data folder, then try again.`,
    { cause },
  );
}
