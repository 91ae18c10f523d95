import type Database from 'better-sqlite3';
import { IN_PLACE, SYMBOL_COLUMNS, type Place, type SymbolRow } from './read-symbols.ts';

/** A call with the symbol it stands in. */
export interface CallerRow extends SymbolRow {
  code: number;
  call_line: number;
  /** How many callers there are over all pages. */
  total: number;
}

export interface EdgeRow {
  from_id: number;
  to_id: number;
  code: number;
  line: number;
}

// Kinds stand in bits 0 and 1 of a code, `calls` as 0; bit 2 is set for guesses.
const IS_CALL = '(edges.code & 3) = 0';

/** Reading edges. */
export function createEdgeReads(db: Database.Database) {
  const callers = db.prepare(
    `SELECT ${SYMBOL_COLUMNS}, edges.code AS code, edges.line AS call_line, count(*) OVER () AS total
     FROM edges JOIN symbols ON symbol_id = from_id JOIN files USING (file_id)
     WHERE to_id IN (SELECT value FROM json_each(@targets)) AND ${IS_CALL}
       AND (@all OR (edges.code & 4) = 0) AND ${IN_PLACE}
     ORDER BY edges.code & 4, files.path, call_line, from_id LIMIT @limit OFFSET @offset`,
  );
  const every = db.prepare('SELECT from_id, to_id, code, line FROM edges');
  return {
    /** Calls to any of the targets: certain ones first, then by file and line. */
    callersOf: (query: {
      targets: readonly number[];
      all: boolean;
      place: Place;
      limit: number;
      offset: number;
    }) =>
      callers.all({
        ...query.place,
        targets: JSON.stringify(query.targets),
        all: query.all ? 1 : 0,
        limit: query.limit,
        offset: query.offset,
      }) as CallerRow[],
    everyEdge: () => every.iterate() as IterableIterator<EdgeRow>,
  };
}
