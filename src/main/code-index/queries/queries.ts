import type { Clock } from '#core/ports.ts';
import type { Handlers } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import type { IndexReading, OpenRepositories } from '../index-service.ts';
import { QueryScopes, type EmbedText } from './context.ts';
import { dependencyGraph } from './graph.ts';
import { queryIndex } from './query.ts';
import type { ReadSources } from './source-lines.ts';
import { compareSnapshots, listSnapshots, snapshotIndex } from './snapshots.ts';

type Rag = Handlers<typeof codeIndexContract>;
type Operations =
  | 'queryIndex'
  | 'snapshotIndex'
  | 'diffSnapshots'
  | 'listSnapshots'
  | 'dependencyGraph';

export interface RagQueries {
  handlers: Pick<Rag, Operations>;
  /** Gives the read connections up. */
  close(): void;
}

/** What answers from the stored indexes. Without a model the words rank alone. */
export function createRagQueries(
  indexes: OpenRepositories & IndexReading,
  clock: Clock,
  { readSources, embedText = null }: { readSources: ReadSources; embedText?: EmbedText | null },
): RagQueries {
  const scopes = new QueryScopes(indexes, readSources, embedText);
  return {
    handlers: {
      queryIndex: (input) => queryIndex(scopes, input),
      snapshotIndex: (input) => snapshotIndex(scopes, clock, input),
      diffSnapshots: (input) => compareSnapshots(scopes, input),
      listSnapshots: (input) => listSnapshots(scopes, input),
      dependencyGraph: (input) => dependencyGraph(scopes, input),
    },
    close: () => scopes.close(),
  };
}
