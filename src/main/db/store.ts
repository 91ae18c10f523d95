import type { Clock } from '#core/ports.ts';
import { copyBeforeMigration } from './copies/copy-before-migration.ts';
import { takeCopy, type CopyTaking } from './copies/take-copy.ts';
import { lastEventMs } from './event-log.ts';
import { GroupCommit, type CommitListener } from './group-commit.ts';
import { openLedger } from './open-ledger.ts';
import { createReads } from './reads.ts';
import { createTransactions } from './transactions.ts';

/** The ledger: `read` answers at once, `commit.write` hands out the right to write. */
export function openStore(file: string, parts: CommitListener & { clock: Clock }) {
  copyBeforeMigration(file, parts.clock.nowMs());
  const ledger = openLedger(file);
  const { reader, writer } = ledger;
  // Reads go through the writing connection: inside a transaction they see its own changes, outside
  // only committed state.
  const read = createReads(writer);
  const commit = new GroupCommit(writer, createTransactions(writer, read, parts.clock), parts);
  let damage: string | null = null;
  return {
    file,
    reader,
    read,
    commit,
    /** What is wrong with the ledger now, as a sentence; null while nothing is. */
    fault: (): string | null => commit.lastFailure()?.message ?? damage,
    noteDamage: (sentence: string | null): void => void (damage = sentence),
    /** When the newest event was, ms; null before the first. */
    lastEventMs: (): number | null => lastEventMs(reader),
    copy: (taking: CopyTaking) => takeCopy(writer, taking),
    close: () => ledger.close(),
  };
}

export type Store = ReturnType<typeof openStore>;
