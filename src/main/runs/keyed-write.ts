import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import type { CallContext } from '#shared/contract/contract.ts';
import type { Ledger } from '../dispatch/spine.ts';
import type { Tx } from '../db/transactions.ts';

interface KeyedWrite<T> {
  /** Name of the operation: a key belongs to one operation. */
  operation: string;
  input: Record<string, unknown>;
  call: CallContext;
  /** Runs inside the transaction, only when the key is new. */
  effect: (tx: Tx) => T;
  /** Runs right after the commit, only when the effect ran. */
  afterCommit?: (value: T) => void;
}

/**
 * A write that happens once per key. The key is looked up in the transaction that would have the
 * effect, so two requests that race with one key have one effect, and the stored answer survives
 * restarts with it.
 */
export async function writeKeyed<T extends Record<string, unknown>>(
  spine: Ledger,
  write: KeyedWrite<T>,
): Promise<T> {
  const { call, operation } = write;
  const key = call.idempotencyKey;
  if (key === undefined) return spine.store.commit.write(write.effect, write.afterCommit);
  const bodyHash = hashOf(write.input);
  const outcome = await spine.store.commit.write(
    (tx) => {
      const stored = tx.read.idempotency.find(operation, key);
      if (stored !== undefined) return { fresh: false as const, stored };
      const value = write.effect(tx);
      tx.idempotency.store(operation, key, { bodyHash, response: value }, tx.nowMs);
      return { fresh: true as const, value };
    },
    (done) => {
      if (done.fresh) write.afterCommit?.(done.value);
    },
  );
  if (outcome.fresh) return outcome.value;
  call.replay = outcome.stored.bodyHash === bodyHash ? 'same' : 'payload_mismatch';
  return { ...(outcome.stored.response as T), idempotent_replay: true };
}

interface KeyedCall {
  operation: string;
  input: Record<string, unknown>;
  call: CallContext;
}

/**
 * Answers a known key from the ledger, for operations whose work must not even begin twice;
 * otherwise does the work.
 */
export async function answerOnce<T extends Record<string, unknown>>(
  spine: Ledger,
  { operation, input, call }: KeyedCall,
  work: () => Promise<T>,
): Promise<T> {
  const key = call.idempotencyKey;
  const stored = key === undefined ? undefined : spine.store.read.idempotency.find(operation, key);
  if (stored === undefined) return work();
  call.replay = stored.bodyHash === hashOf(input) ? 'same' : 'payload_mismatch';
  return { ...(stored.response as T), idempotent_replay: true };
}

function hashOf(input: Record<string, unknown>): string {
  const { idempotency_key: _, ...body } = input;
  return createHash('sha256')
    .update(stringify(body) ?? '')
    .digest('hex');
}
