import type { IndexAlert, IndexState } from '#core/code-index/freshness/index-state.ts';
import type { Watching } from '#core/code-index/freshness/judge-index.ts';
import type { IndexFigures, VectorState, VisibleIndex } from '#shared/messages/code-index.ts';
import type { RoundQueue } from './round-queue.ts';

/** What is known of a repository's index. */
interface IndexParts {
  root: string;
  visible: VisibleIndex | null;
  queue: Pick<RoundQueue, 'staleSinceMs' | 'queued' | 'hasTakenAll' | 'isBusy'>;
  /** Whether what the round that runs has read is visible but for its edges. */
  isAheadOfEdges: boolean;
  isResting: boolean;
  watching: Watching;
  hasFailed: boolean;
  progress: { done: number; total: number } | null;
  drift: number | null;
  vectors: VectorState;
  alerts: readonly IndexAlert[];
}

const NO_FIGURES: IndexFigures = {
  files: 0,
  lines: 0,
  symbols: 0,
  edges: 0,
  possibleEdges: 0,
  sinks: 0,
  languages: [],
  skipped: [],
  unfollowed: { files: 0, examples: [] },
  sizeBytes: 0,
  coverage: 1,
};

/** How an index is, in one picture. */
export function stateOfIndex(parts: IndexParts): IndexState {
  const { visible, queue, watching, isAheadOfEdges, isResting } = parts;
  const {
    figures = NO_FIGURES,
    generation = 0,
    gitSha = null,
    refreshedAtMs = null,
  } = visible ?? {};
  const { staleSinceMs } = queue;
  // Changes would go unnoticed now.
  const isUnseen = isResting && watching.by === 'looking';
  const fresh = visible !== null && staleSinceMs === null && !isUnseen;
  return {
    root: parts.root,
    state: stateName(parts),
    fresh,
    definitionsFresh: fresh || (isAheadOfEdges && queue.hasTakenAll),
    staleSinceMs,
    generation,
    progress: parts.progress,
    queue: queue.queued,
    ...figures,
    coverage: visible === null ? null : figures.coverage,
    drift: parts.drift,
    gitSha,
    refreshedAtMs,
    sizeBytes: visible === null ? null : figures.sizeBytes,
    watched: watching.by === 'notices',
    vectors: parts.vectors,
    alerts: parts.alerts,
  };
}

function stateName({ visible, queue, isResting, hasFailed }: IndexParts): IndexState['state'] {
  if (isResting) return 'resting';
  if (visible !== null) return 'ready';
  if (hasFailed && !queue.isBusy) return 'failed';
  return queue.isBusy ? 'building' : 'empty';
}
