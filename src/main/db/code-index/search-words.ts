import type Database from 'better-sqlite3';
import { IN_PLACE, type Place } from './read-symbols.ts';

/** A passage that holds some of the words asked for. */
export interface FoundPassage {
  document: number;
  symbol: number;
  line: number;
  end_line: number;
  /** Place in SYMBOL_KINDS. */
  kind: number;
  is_test: 0 | 1;
  /** BM25, larger is better. */
  score: number;
}

/** How much a word counts in each field, for BM25. */
export interface FieldWeights {
  name: number;
  signature: number;
  comment: number;
  body: number;
}

/**
 * Found by trying on bench/code-index/search-quality: a word in the name counts most, one in the
 * body least. FTS5 holds BM25's k1 at 1.2; weights below one let repeated words go on counting, as
 * a k1 of 3 would.
 */
export const FIELD_WEIGHTS: FieldWeights = { name: 2.4, signature: 0.8, comment: 0.8, body: 0.4 };

/** Searching the words of passages. */
export function createWordReads(db: Database.Database) {
  const search = db.prepare(
    `SELECT document_id AS document, documents.symbol_id AS symbol, documents.line AS line, documents.end_line AS end_line,
     kind, symbols.is_test AS is_test, -rank AS score
     FROM (SELECT rowid, rank FROM words WHERE words MATCH @match AND rank MATCH @weights ORDER BY rank LIMIT @limit) AS found
     JOIN documents ON document_id = found.rowid JOIN symbols USING (symbol_id)
     JOIN files ON files.file_id = documents.file_id WHERE ${IN_PLACE} ORDER BY rank, document_id`,
  );
  const count = db.prepare('SELECT count(*) FROM documents').pluck();
  return {
    /**
     * Passages that hold any of the words of an FTS5 expression, best first. The limit counts
     * before the place is looked at.
     */
    searchWords: (query: {
      match: string;
      weights: FieldWeights;
      place: Place;
      limit: number;
    }): FoundPassage[] => {
      const { name, signature, comment, body } = query.weights;
      return search.all({
        ...query.place,
        match: query.match,
        weights: `bm25(${name}, ${signature}, ${comment}, ${body})`,
        limit: query.limit,
      }) as FoundPassage[];
    },
    passageCount: () => count.get() as number,
  };
}
