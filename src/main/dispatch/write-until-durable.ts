import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import type { Ledger, Upkeep } from './spine.ts';
import type { Tx } from '../db/transactions.ts';

const RETRY_EVERY_MS = 500;

/**
 * Writes what has already happened (a task ended): while the disk is full or the file busy it is
 * kept in memory and tried again, because throwing it away would lose work. Gives up only when the
 * engine stops.
 */
export async function writeUntilDurable<T>(
  spine: Ledger & Upkeep,
  operation: (tx: Tx) => T,
  afterCommit?: (value: T) => void,
): Promise<T> {
  for (;;) {
    try {
      return await spine.store.commit.write(operation, afterCommit);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'storage' || spine.life.isStopping())
        throw error;
      spine.log.error({ err: error }, 'the ledger cannot be written; trying again');
      await delay(RETRY_EVERY_MS);
    }
  }
}
