import type { Clock } from '#core/ports.ts';
import { GroupCommit, type CommitListener } from './group-commit.ts';
import { openLedger } from './open-ledger.ts';
import { createReads } from './reads.ts';
import { createTransactions } from './transactions.ts';

/** The ledger: `read` answers at once, `commit.write` hands out the right to write. */
export function openStore(file: string, parts: CommitListener & { clock: Clock }) {
  const ledger = openLedger(file);
  const { reader, writer } = ledger;
  // Reads go through the writing connection: inside a transaction they see its own changes, outside
  // only committed state.
  const read = createReads(writer);
  const commit = new GroupCommit(writer, createTransactions(writer, read, parts.clock), parts);
  return { file, reader, read, commit, close: () => ledger.close() };
}

export type Store = ReturnType<typeof openStore>;
