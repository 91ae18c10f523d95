import type { Reader, Writer } from './open-ledger.ts';

/** Reading settings and the repositories opened lately. */
export function createSettingReads(reader: Reader) {
  const one = reader.prepare('SELECT value FROM settings WHERE key = ?').pluck();
  const repositories = reader.prepare(
    'SELECT * FROM repositories ORDER BY last_opened_at DESC LIMIT 50',
  );
  return {
    get: (key: string): unknown => {
      const text = one.get(key) as string | undefined;
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    repositories: () =>
      repositories.all() as { path: string; name: string; last_opened_at: number }[],
  };
}

/** Writing settings. */
export function createSettingWrites(writer: Writer) {
  const put = writer.prepare(
    'INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const repository = writer.prepare(
    'INSERT INTO repositories VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET last_opened_at = excluded.last_opened_at',
  );
  return {
    put: (key: string, value: unknown) => put.run(key, JSON.stringify(value)),
    openRepository: (path: string, name: string, nowMs: number) =>
      repository.run(path, name, nowMs),
  };
}
