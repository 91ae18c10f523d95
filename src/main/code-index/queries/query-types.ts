import type { Output, Parsed } from '#shared/contract/contract.ts';
import type { codeIndexContract, IndexResult } from '#shared/contract/code-index.ts';
import type { Place, SymbolRow } from '../../db/code-index/read-symbols.ts';

type QueryOperation = (typeof codeIndexContract)['queryIndex'];
export type QueryInput = Parsed<QueryOperation>;
type QueryOutput = Output<QueryOperation>;

/** A query with its defaults. */
export interface Query {
  place: Place;
  /** Results of the page, and how many to pass over. */
  k: number;
  offset: number;
  tier: 'certain' | 'all';
}

/** Lines of a symbol's file, yet to be read. */
export interface Excerpt {
  row: SymbolRow;
  /** Both counted from 1 and included. */
  from: number;
  to: number;
  isTrimmed?: boolean;
}

/** A result before its snippet is read from the work tree. */
export type FoundResult = Omit<IndexResult, 'snippet'> & { snippet: Excerpt };

/** What one kind of query found; the caller adds what all kinds have in common. */
export interface Answered extends Pick<QueryOutput, 'total' | 'suggestions' | 'rankers' | 'tests'> {
  results: FoundResult[];
}

/** An answer with its snippets and the commit it stands for. */
export interface DatedAnswer extends Omit<Answered, 'results'>, Pick<QueryOutput, 'results'> {
  git_sha: string | null;
  /** Whether a file was found to be another than the indexed one. */
  isStale: boolean;
}
