import type { Measurement } from '#core/gates/judge-gate.ts';
import type { Reader, Writer } from './open-ledger.ts';

/** Reading what commands gave on trees that runs start from. */
export function createBaseResultReads(reader: Reader) {
  const one = reader.prepare('SELECT result FROM base_results WHERE key = ?').pluck();
  return {
    get(key: string): Measurement | null {
      const text = one.get(key) as string | undefined;
      return text === undefined ? null : (JSON.parse(text) as Measurement);
    },
  };
}

/** Storing them; a later measurement takes the place of an earlier one. */
export function createBaseResultWrites(writer: Writer) {
  const put = writer.prepare('INSERT OR REPLACE INTO base_results VALUES (?, ?, ?)');
  return {
    put: (key: string, result: Measurement, nowMs: number) =>
      put.run(key, JSON.stringify(result), nowMs),
  };
}
