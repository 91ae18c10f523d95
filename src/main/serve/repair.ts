import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assertNever } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import { countOf } from '#shared/present/format-count.ts';
import { repairLedger, type Repair } from '../db/copies/repair-ledger.ts';
import { makeDataFolder } from '../db/data-folder.ts';
import { takeEngineLock } from '../db/engine-lock.ts';
import { createWorkerPools } from '../dispatch/worker-pools.ts';

/**
 * `vp doctor --repair`: makes the ledger of a data folder usable again. Throws `already_started`
 * while an engine runs on it, and `storage` where nothing could be done.
 */
export async function repairDataFolder(dataDir: string): Promise<{ text: string; repair: Repair }> {
  if (!existsSync(dataDir))
    throw new AppError(
      'storage',
      `There is no data folder ${dataDir}: there is nothing to repair.`,
    );
  makeDataFolder(dataDir);
  const lock = takeEngineLock(join(dataDir, 'engine.lock'));
  if (lock === null)
    throw new AppError(
      'already_started',
      `A Slipway engine runs on ${dataDir}. Stop it, then run vp doctor --repair again.`,
    );
  const pools = createWorkerPools();
  try {
    const repair = await repairLedger(dataDir, {
      nowMs: Date.now(),
      check: async (file) => (await pools.ask({ kind: 'find_damage', file })).damage,
    });
    return { repair, text: textOf(repair, dataDir) };
  } finally {
    await pools.destroy();
    lock.release();
  }
}

function textOf(repair: Repair, dataDir: string): string {
  switch (repair.kind) {
    case 'nothing_to_do':
      return `The ledger in ${dataDir} is sound. Nothing was changed.`;
    case 'no_ledger':
      return `There is neither a ledger nor a copy of one in ${dataDir}. Nothing was changed.`;
    case 'restored': {
      const kept = repair.kept === null ? '' : ` What was there before is kept in ${repair.kept}.`;
      return `The copy of ${new Date(repair.copy.takenAtMs).toISOString()} was put in the ledger's place: ${countOf(repair.runs, 'run')}, ${countOf(repair.tasks, 'task')}. What happened after that is not in it.${kept}`;
    }
    default:
      return assertNever(repair);
  }
}
