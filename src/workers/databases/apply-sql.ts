import openSqlite, { type Database, type Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { SqlFault } from '#shared/messages/database.ts';
import { MOST_BYTES, MOST_MEGABYTES } from './most-bytes.ts';

export interface Applied {
  /** null: a statement failed. */
  bytes: Uint8Array | null;
  fault: SqlFault | null;
}

const SHOWN_CHARS = 300;
/** What SQLite may hold at a time: the database, twice while it is rebuilt, and what is sorted. */
const HEAP_BYTES = 4 * MOST_BYTES;
/** Of WebAssembly with 32 bits, as the package is. */
const POINTER_BYTES = 4;
/** Blanks and comments before a statement. */
const LEAD = /^(?:\s|\uFEFF|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/;

/**
 * Applies SQL to a database in memory, statement by statement. SQLite runs as WebAssembly here:
 * SQL of a repository reaches no file of the machine, whatever it attaches, and a statement that
 * never ends is ended with the thread.
 */
export async function applySql(database: Uint8Array, sql: string): Promise<Applied> {
  const sqlite = await openSqlite();
  const db = openInMemory(sqlite, database);
  try {
    const fault = new Script(sqlite, db, sql).run();
    return { bytes: fault === null ? sqlite.capi.sqlite3_js_db_export(db) : null, fault };
  } finally {
    db.close();
  }
}

/** What SQLite finds wrong with a database. */
export interface Checked {
  /** What `integrity_check` says; null: nothing is wrong. */
  damage: string | null;
  /** Tables of rows whose foreign key leads nowhere, one for each row. */
  orphans: string[];
}

/**
 * Looks for damage. A schema may make that take for ever (an expression of an index is worked out
 * for every row), which here ends with the thread as well.
 */
export async function checkDatabase(database: Uint8Array): Promise<Checked> {
  const db = openInMemory(await openSqlite(), database);
  try {
    const said = String(db.selectValue('PRAGMA integrity_check(1)'));
    return {
      damage: said === 'ok' ? null : said,
      orphans: db.selectValues('PRAGMA foreign_key_check').map(String),
    };
  } finally {
    db.close();
  }
}

function openInMemory({ capi, wasm, oo1 }: Sqlite3Static, database: Uint8Array): Database {
  const db = new oo1.DB();
  // As SQLite is everywhere else.
  capi.sqlite3_db_config(db, capi.SQLITE_DBCONFIG_DQS_DML, 1, 0);
  capi.sqlite3_db_config(db, capi.SQLITE_DBCONFIG_DQS_DDL, 1, 0);
  // SQL can lower this limit, and not raise it.
  db.exec(`PRAGMA recursive_triggers = OFF; PRAGMA hard_heap_limit = ${HEAP_BYTES}`);
  if (database.length > 0) load({ capi, wasm }, db, database);
  // After that: to load a database is to attach it.
  db.checkRc(
    capi.sqlite3_set_authorizer(db, (_, action, file) => attachesNothing(capi, action, file), 0),
  );
  return db;
}

function load(
  { capi, wasm }: Pick<Sqlite3Static, 'capi' | 'wasm'>,
  db: Database,
  database: Uint8Array,
): void {
  // Another kind of array than Uint8Array itself is not taken.
  const at = wasm.allocFromTypedArray(new Uint8Array(database));
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
  const { length } = database;
  db.checkRc(capi.sqlite3_deserialize(db, 'main', at, length, length, flags));
  limitSize({ capi, wasm }, db);
}

function limitSize({ capi, wasm }: Pick<Sqlite3Static, 'capi' | 'wasm'>, db: Database): void {
  const scope = wasm.scopedAllocPush();
  const limit = wasm.scopedAlloc(8);
  wasm.poke64(limit, BigInt(MOST_BYTES));
  db.checkRc(capi.sqlite3_file_control(db, 'main', capi.SQLITE_FCNTL_SIZE_LIMIT, limit));
  wasm.scopedAllocPop(scope);
}

/** An attached file would be one in memory, and gone with it: refused rather than lost. */
function attachesNothing(
  capi: Sqlite3Static['capi'],
  action: number,
  file: string | number | null,
): 0 | 1 {
  // VACUUM attaches a nameless one.
  const isOwn = action !== capi.SQLITE_ATTACH || file === '' || file === ':memory:';
  return isOwn ? 0 : 1;
}

/** The statements of a text, run in their order. */
class Script {
  readonly #sqlite: Sqlite3Static;
  readonly #db: Database;
  readonly #text: Buffer;

  constructor(sqlite: Sqlite3Static, db: Database, sql: string) {
    this.#sqlite = sqlite;
    this.#db = db;
    this.#text = Buffer.from(sql, 'utf8');
  }

  run(): SqlFault | null {
    const { wasm, capi } = this.#sqlite;
    const zero = this.#text.indexOf(0);
    if (zero !== -1) return this.#faultAt(0, 'a zero byte, where SQLite would stop reading', zero);
    const scope = wasm.scopedAllocPush();
    const text = wasm.allocCString(this.#text.toString('utf8'), false);
    const out = wasm.scopedAlloc(2 * POINTER_BYTES);
    try {
      for (let at = 0; at < this.#text.length;) {
        const end = this.#runOne(text, at, out);
        if (typeof end !== 'number') return end;
        at = end;
      }
      if (capi.sqlite3_get_autocommit(this.#db) !== 0) return null;
      return this.#faultAt(this.#text.length, 'a transaction was begun and not ended');
    } finally {
      wasm.dealloc(text);
      wasm.scopedAllocPop(scope);
    }
  }

  /** Where the next one begins, or what went wrong. */
  #runOne(text: number, at: number, out: number): number | SqlFault {
    const { wasm, capi } = this.#sqlite;
    const tail = out + POINTER_BYTES;
    const left = this.#text.length - at;
    const prepared = capi.sqlite3_prepare_v3(this.#db, text + at, left, 0, out, tail);
    if (prepared !== capi.SQLITE_OK) {
      const within = Math.max(0, capi.sqlite3_error_offset(this.#db));
      return this.#faultAt(at, capi.sqlite3_errmsg(this.#db), within);
    }
    const statement: number = wasm.peekPtr(out);
    const end: number = wasm.peekPtr(tail) - text;
    if (statement === 0) return end;
    let said: number = capi.SQLITE_ROW;
    while (said === capi.SQLITE_ROW) said = capi.sqlite3_step(statement);
    const message = this.#messageOf(said);
    capi.sqlite3_finalize(statement);
    return said === capi.SQLITE_DONE ? end : this.#faultAt(at, message);
  }

  #messageOf(said: number): string {
    const { capi } = this.#sqlite;
    const message = capi.sqlite3_errmsg(this.#db);
    const isTooMuch = said === capi.SQLITE_FULL || said === capi.SQLITE_NOMEM;
    return isTooMuch ? `${message}: a copy has ${MOST_MEGABYTES} MB at most` : message;
  }

  /** `within`: bytes from there to the word that SQLite objects to. */
  #faultAt(at: number, message: string, within = 0): SqlFault {
    const rest = this.#text.toString('utf8', at, at + within + 4 * SHOWN_CHARS + 65_536);
    const lead = LEAD.exec(rest)?.[0] ?? '';
    const statement = rest.slice(lead.length).split(/;\s*(?:\n|$)/)[0] ?? '';
    const to = at + Math.max(Buffer.byteLength(lead), within);
    const line = this.#text.toString('latin1', 0, to).split('\n').length;
    return { line, statement: statement.trim().slice(0, SHOWN_CHARS), message };
  }
}
