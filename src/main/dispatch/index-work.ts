import type { QueryKind } from '#shared/contract/code-index.ts';

/** What the spine may ask of the code index. */
export interface IndexWork {
  /**
   * Brings a repository's index up to date; resolves when the result is visible. Rejects with a
   * sentence when it cannot.
   */
  refresh(repo: string, scope: string | undefined): Promise<IndexRefreshed>;
  /** Answers a question from the last good state. */
  query(repo: string, question: IndexQuestion): Promise<IndexAnswered>;
  /**
   * Seconds since the oldest change that the index does not hold; 0 when it holds all, null when
   * that is not known.
   */
  freshnessS(repo: string): number | null;
  /**
   * Every file that a change of these files may affect, themselves included. Without an index that
   * is these files.
   */
  reach(repo: string, paths: readonly string[]): readonly string[];
}

export interface IndexRefreshed {
  filesIndexed: number;
  filesChanged: number;
  edgesBefore: number;
  edgesAfter: number;
  gitSha: string | null;
}

export interface IndexQuestion {
  kind: QueryKind;
  symbol?: string | undefined;
  file?: string | undefined;
  snippet?: string | undefined;
  k?: number | undefined;
}

export interface IndexAnswered {
  total: number;
  fresh: boolean;
  /** `file:line symbol` per result. */
  lines: string[];
}
