import type { Reader, Writer } from './open-ledger.ts';

export interface StoredAnswer {
  bodyHash: string;
  response: unknown;
}

/** Keys are kept this long, and at least 7 days as the contract promises. */
export const KEY_LIFETIME_MS = 14 * 24 * 3_600_000;

/** Looking up stored answers. */
export function createIdempotencyReads(reader: Reader) {
  const find = reader.prepare(
    'SELECT body_hash, response FROM idempotency WHERE operation = ? AND key = ?',
  );
  return {
    find(operation: string, key: string): StoredAnswer | undefined {
      const row = find.get(operation, key) as { body_hash: string; response: string } | undefined;
      return row === undefined
        ? undefined
        : { bodyHash: row.body_hash, response: JSON.parse(row.response) as unknown };
    },
  };
}

/**
 * Keeping the answers of keyed writes: in the write's own transaction, so that races cannot make
 * two effects.
 */
export function createIdempotencyWrites(writer: Writer) {
  const insert = writer.prepare(
    'INSERT INTO idempotency (operation, key, body_hash, response, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const prune = writer.prepare('DELETE FROM idempotency WHERE created_at < ?');
  return {
    store: (operation: string, key: string, answer: StoredAnswer, nowMs: number) =>
      insert.run(operation, key, answer.bodyHash, JSON.stringify(answer.response), nowMs),
    prune: (nowMs: number) => prune.run(nowMs - KEY_LIFETIME_MS),
  };
}
