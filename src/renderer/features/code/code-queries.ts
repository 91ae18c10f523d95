import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AllClients, codeIndexContract, Output } from '#shared/contract/contract.ts';
import { useClients } from '../../data/clients-context.ts';
import { askOf, type CodeQuestion } from './code-question.ts';

export type Health = Output<typeof codeIndexContract.indexHealth>;

const PAGE = 50;
const RETRY_MS = 2000;

/** Everything read from the index hangs below this key, so that one event makes all of it stale. */
const root = ['code'] as const;

export function useIndexes() {
  const { rag } = useClients();
  return useQuery({ queryKey: [...root, 'indexes'], queryFn: () => rag.listIndexes({}) });
}

/** What the indexes cannot repair by themselves, over all repositories. */
export function useIndexAlerts(): IndexAlert[] {
  const { rag } = useClients();
  const repos = (useIndexes().data?.indexes ?? []).map((index) => index.repo);
  return useQueries({
    queries: repos.map((repo) => ({
      queryKey: [...root, 'health', repo],
      queryFn: () => rag.indexHealth({ repo }),
    })),
    combine: (found) =>
      found.flatMap(({ data }, at) =>
        (data?.alerts ?? []).map(({ code, sentence }) => ({
          repo: repos[at] ?? '',
          code,
          sentence,
        })),
      ),
  });
}

export interface IndexAlert {
  repo: string;
  code: string;
  sentence: string;
}

export function useIndexHealth(repo: string | null) {
  const { rag } = useClients();
  return useQuery({
    queryKey: [...root, 'health', repo],
    queryFn: () => rag.indexHealth(repo === null ? {} : { repo }),
    enabled: repo !== null,
  });
}

/** Pages of answers; nothing is asked before there is something to ask. */
export function useAnswers(question: CodeQuestion, repo: string | null) {
  const { rag } = useClients();
  return useInfiniteQuery({
    queryKey: [...root, 'query', repo, question],
    queryFn: ({ pageParam }) =>
      rag.queryIndex(askOf(question, { repo: repo ?? '', k: PAGE, offset: pageParam })),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.results.length, 0);
      return shown < last.total && last.results.length > 0 ? shown : undefined;
    },
    enabled: repo !== null && question.text.trim() !== '',
    placeholderData: keepPreviousData,
  });
}

export function useDependencyGraph(repo: string | null, path: string) {
  const { rag } = useClients();
  return useQuery({
    queryKey: [...root, 'graph', repo, path],
    queryFn: () =>
      rag.dependencyGraph({ repo: repo ?? '', limit: 5000, ...(path === '' ? {} : { path }) }),
    enabled: repo !== null,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}

/** Files that a change of `file` reaches, with their distance in steps. */
export function useReach(repo: string | null, file: string | null) {
  const { rag } = useClients();
  return useQuery({
    queryKey: [...root, 'reach', repo, file],
    queryFn: () =>
      rag.queryIndex({
        kind: 'impact_set',
        repo: repo ?? '',
        file: file ?? '',
        k: 1000,
        tier: 'all',
      }),
    enabled: repo !== null && file !== null,
  });
}

/** Reads the place again whenever an index says that it changed. */
export function useIndexEvents(): void {
  const { rag } = useClients();
  const queries = useQueryClient();
  useEffect(() => {
    const abort = new AbortController();
    void followIndexEvents(rag, queries, abort.signal);
    return () => abort.abort();
  }, [rag, queries]);
}

async function followIndexEvents(
  rag: AllClients['rag'],
  queries: QueryClient,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const _event of rag.indexEvents({}, signal)) {
        void queries.invalidateQueries({ queryKey: root });
      }
    } catch (error) {
      if (!signal.aborted)
        console.warn('The index’s events broke; they will be followed again.', error);
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
