import { stat } from 'node:fs/promises';
import type { DeletionContents } from '#shared/contract/trash-schemas.ts';
import { microToUsd } from '#shared/units.ts';
import type { Execution, Ledger } from '../dispatch/spine.ts';
import type { DeletionSubject } from './deletion-subject.ts';

/** How much goes with a deletion. */
export async function countContents(
  { store, logs }: Ledger & Pick<Execution, 'logs'>,
  { runs }: DeletionSubject,
): Promise<DeletionContents> {
  const each = runs.map((run) => store.read.trash.countsOf(run.run_id));
  const sum = (of: (count: (typeof each)[number]) => number): number =>
    each.reduce((total, count) => total + of(count), 0);
  const sizes = await Promise.all(runs.map((run) => sizeOf(logs.fileOf(run.run_id))));
  return {
    runs: runs.length,
    tasks: sum((count) => count.tasks),
    attempts: sum((count) => count.attempts),
    receipts: sum((count) => count.receipts),
    gates: sum((count) => count.gates),
    observations: sum((count) => count.observations),
    log_bytes: sizes.reduce((total, size) => total + size, 0),
    spend_usd: microToUsd(sum((count) => count.spend_micro)),
  };
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0;
}
