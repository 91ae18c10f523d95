import type { Output, Parsed } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import type { Place } from '../../db/code-index/read-symbols.ts';

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

/** What one kind of query found; the caller adds what all kinds have in common. */
export interface Answered extends Pick<
  QueryOutput,
  'results' | 'total' | 'suggestions' | 'rankers' | 'tests'
> {
  /** Whether a file was found to be another than the indexed one. */
  isStale: boolean;
}

/** An answer with the commit it stands for. */
export interface DatedAnswer extends Answered {
  git_sha: string | null;
}
