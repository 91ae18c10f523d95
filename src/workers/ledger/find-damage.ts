import Database from 'better-sqlite3';

/**
 * What SQLite finds wrong with a database file, or null. Reads the whole file, so it belongs where
 * nobody waits.
 */
export function findDamage(file: string): string | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    const said = db.pragma('quick_check(1)', { simple: true });
    return said === 'ok' ? null : String(said).replaceAll(/\s+/g, ' ');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    db?.close();
  }
}
