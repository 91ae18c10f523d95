import type Database from 'better-sqlite3';

export interface EdgeRow {
  from_id: number;
  to_id: number;
  code: number;
  line: number;
}

/** Reading edges. Those of one symbol are in the graph, which needs no statement. */
export function createEdgeReads(db: Database.Database) {
  const every = db.prepare('SELECT from_id, to_id, code, line FROM edges');
  return {
    everyEdge: () => every.iterate() as IterableIterator<EdgeRow>,
  };
}
