import type Database from 'better-sqlite3';
import { getLoadablePath } from 'sqlite-vec';
import { quantizeVector } from '#core/code-index/search/quantize-vector.ts';
import { IN_PLACE, type Place } from './read-symbols.ts';

/** A passage near in meaning. */
export interface NearPassage {
  document: number;
  symbol: number;
  line: number;
  end_line: number;
  /** 0 for the same direction, 2 for the opposite one. */
  distance: number;
}

/**
 * Candidates found by their bits are these many times the results asked for: enough that their true
 * order is among them.
 */
const CANDIDATES = 8;

/** Searching passages by vectors; there are none until an embedding model made some. */
export function createVectorReads(db: Database.Database) {
  const meta = db.prepare('SELECT value FROM meta WHERE key = ?').pluck();
  const isMade = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'vectors'").pluck();
  let search: Database.Statement<unknown[]> | null = null;
  const prepared = (): Database.Statement<unknown[]> => (search ??= prepareSearch(db));
  return {
    /** The model whose vectors are stored, null when there are none. */
    vectorModel: (): { model: string; dimensions: number } | null => {
      if (isMade.get() === 0) return null;
      return {
        model: meta.get('vector_model') as string,
        dimensions: meta.get('vector_dimensions') as number,
      };
    },
    /** Passages nearest to a vector of that model, nearest first. */
    searchVectors: (query: {
      vector: Float32Array;
      place: Place;
      limit: number;
    }): NearPassage[] => {
      const { bits, small } = quantizeVector(query.vector);
      return prepared().all({
        ...query.place,
        bits,
        small: new Uint8Array(small.buffer),
        candidates: Math.min(4096, query.limit * CANDIDATES),
        limit: query.limit,
      }) as NearPassage[];
    },
  };
}

function prepareSearch(db: Database.Database): Database.Statement<unknown[]> {
  db.loadExtension(getLoadablePath());
  return db.prepare(
    `SELECT document_id AS document, documents.symbol_id AS symbol, documents.line AS line, documents.end_line AS end_line,
       vec_distance_cosine(vec_int8(small), vec_int8(@small)) AS distance
     FROM (SELECT document_id FROM vector_bits WHERE bits MATCH vec_bit(@bits) AND k = @candidates)
     JOIN vectors USING (document_id) JOIN documents USING (document_id) JOIN files USING (file_id)
     WHERE ${IN_PLACE} ORDER BY distance, document_id LIMIT @limit`,
  );
}
