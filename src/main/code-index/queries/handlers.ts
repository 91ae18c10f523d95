import type { Handlers } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import type { CodeIndexes } from '../index-service.ts';
import type { Execution, Ledger, Settings, Upkeep } from '../../dispatch/spine.ts';
import { followIndexes } from './events.ts';
import { indexHealth, listIndexes } from './health.ts';
import { openInEditor } from './open.ts';
import type { RagQueries } from './queries.ts';
import { refreshIndex } from './refresh.ts';

/** The code index: what answers each operation of its table. */
export function createRagHandlers(
  spine: Ledger & Settings & Execution & Upkeep,
  indexes: CodeIndexes,
  queries: RagQueries,
): Handlers<typeof codeIndexContract> {
  return {
    ...queries.handlers,
    refreshIndex: (input) => refreshIndex(indexes, input),
    listIndexes: () => listIndexes(indexes),
    indexHealth: (input) => indexHealth(spine, indexes, input),
    openInEditor: (input) => openInEditor(spine, indexes, input),
    indexEvents: (_input, signal) => followIndexes(indexes, signal),
  };
}
