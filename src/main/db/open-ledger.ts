import Database from 'better-sqlite3';
import { chmodSync, closeSync, openSync } from 'node:fs';
import { ledgerFault } from './ledger-fault.ts';
import { migrate } from './migrate.ts';

/** A connection that may only read: a write through it fails in SQLite itself. */
export type Reader = Pick<Database.Database, 'prepare' | 'inTransaction'>;

declare const writable: unique symbol;
/** The one connection that writes. Repositories that change rows ask for this type. */
export type Writer = Database.Database & { readonly [writable]: true };

export interface Ledger {
  reader: Reader;
  writer: Writer;
  close(): void;
}

/**
 * Opens the ledger in WAL mode with `synchronous=FULL`: a committed transaction is on disk.
 * FULL is set on every connection, because a reopened WAL connection falls back to NORMAL.
 */
export function openLedger(file: string): Ledger {
  closeToOthers(file);
  const writer = connect(file, {}) as Writer;
  try {
    migrate(writer);
  } catch (error) {
    writer.close();
    throw ledgerFault(file, error);
  }
  const reader = connect(file, { readonly: true });
  return {
    reader,
    writer,
    close() {
      reader.close();
      writer.close();
    },
  };
}

/**
 * The data folder may be one that others of the machine can look into. SQLite gives the files
 * beside the ledger its mode. What cannot be changed is opened as it is.
 */
function closeToOthers(file: string): void {
  const attempts = [
    // Only a new file: to close an open one would drop this process's own locks on it.
    () => closeSync(openSync(file, 'wx', 0o600)),
    ...['', '-wal', '-shm'].map((ending) => () => chmodSync(`${file}${ending}`, 0o600)),
  ];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch {
      continue;
    }
  }
}

function connect(file: string, options: Database.Options): Database.Database {
  try {
    const db = new Database(file, { ...options, timeout: 10_000 });
    if (options.readonly !== true) db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('cache_size = -65536');
    db.pragma('temp_store = MEMORY');
    // 16 MiB: hot pages are copied back once for many commits; a larger log would make the one copy
    // felt as a pause.
    db.pragma('wal_autocheckpoint = 4000');
    return db;
  } catch (cause) {
    throw ledgerFault(file, cause);
  }
}
