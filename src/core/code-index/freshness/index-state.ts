import type { SkipReason, VectorState } from '#shared/messages/code-index.ts';

/** A fault that the index cannot repair by itself; gone when its cause is. */
export interface IndexAlert {
  code: string;
  sentence: string;
  sinceMs: number;
}

/** What is known of one repository's index, for health, lists and events. Times are epoch ms. */
export interface IndexState {
  root: string;
  state: 'empty' | 'building' | 'ready' | 'resting' | 'failed';
  /** False while changes are known, or may have happened unseen, that no answer holds yet. */
  fresh: boolean;
  /** As `fresh`, of definitions and texts alone: for a while they may be ahead of the edges. */
  definitionsFresh: boolean;
  /** When the oldest change that is not held became known; null when fresh. */
  staleSinceMs: number | null;
  generation: number;
  progress: { done: number; total: number } | null;
  /** Changed files that wait. */
  queue: number;
  files: number;
  lines: number;
  symbols: number;
  edges: number;
  possibleEdges: number;
  sinks: number;
  languages: readonly { lang: string; files: number; lines: number }[];
  skipped: readonly { reason: SkipReason; files: number; examples: readonly string[] }[];
  /** Files whose calls are not followed beyond names: that did not come to an end. */
  unfollowed: { files: number; examples: readonly string[] };
  /** Indexed files over indexable ones, 0 to 1; null before the first build. */
  coverage: number | null;
  /** Files whose hash no longer matched at the last check; null before the first. */
  drift: number | null;
  gitSha: string | null;
  refreshedAtMs: number | null;
  sizeBytes: number | null;
  watched: boolean;
  vectors: VectorState;
  alerts: readonly IndexAlert[];
}
