import type { Output, Parsed } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import { AppError } from '#shared/errors.ts';
import type { CodeIndexes, OpenRepositories } from '../index-service.ts';

type Rag = typeof codeIndexContract;

/** Brings an index up to date; a repository that is not open yet is opened by it. */
export async function refreshIndex(
  indexes: CodeIndexes,
  input: Parsed<Rag['refreshIndex']>,
): Promise<Output<Rag['refreshIndex']>> {
  const root = await openOrResolve(indexes, input.repo);
  const outcome = await indexes.refresh(root, {
    ...(input.scope === undefined ? {} : { scope: input.scope }),
    ...(input.full === undefined ? {} : { full: input.full }),
  });
  return {
    status: 'refreshed',
    repo: root,
    files_indexed: outcome.filesIndexed,
    files_changed: outcome.filesChanged,
    files_removed: outcome.filesRemoved,
    symbols: outcome.symbols,
    edges: outcome.edges,
    duration_ms: outcome.durationMs,
    coverage: outcome.coverage,
    git_sha: outcome.gitSha,
    joined: outcome.joined,
  };
}

async function openOrResolve(indexes: OpenRepositories, repo: string | undefined): Promise<string> {
  try {
    return await indexes.resolve(repo);
  } catch (error) {
    const isPath = repo !== undefined && !/^\d*$/.test(repo);
    if (!isPath || !(error instanceof AppError) || error.code !== 'unknown_index') throw error;
    return await openNamed(indexes, repo);
  }
}

async function openNamed(indexes: OpenRepositories, repo: string): Promise<string> {
  try {
    return await indexes.open(repo);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_a_repository')
      throw new AppError('unknown_index', error.message, { cause: error });
    throw error;
  }
}
