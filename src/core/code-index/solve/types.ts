import type { Language } from '../conventions.ts';
import type { FileFacts } from '../facts.ts';
import type { Edge, Sink } from '../symbols.ts';

/** Outgoing edges of one file, sorted by from, line, to, kind. */
export interface FileEdges {
  edges: Edge[];
  sinks: Sink[];
  /** Why the file's calls were not followed, but for those of names; absent where they were. */
  gaveUp?: string;
}

export interface ProgramChange {
  put: readonly FileFacts[];
  removed: readonly string[];
  /** Configuration files that changed, by path; null when one was removed. */
  configurations?: ReadonlyMap<string, string | null>;
}

/** How much the solver may use; for measuring what each level brings. `full` is the default. */
export type SolveLevel = 'scope' | 'import' | 'class' | 'type' | 'full';

/**
 * The joined facts of a repository and the call graph that follows from them.
 *
 * The graph after any sequence of updates equals the graph of a new program given the same files.
 */
export interface Program {
  /** Applies a change and returns the edges of every file whose edges changed. */
  update(change: ProgramChange): Map<string, FileEdges>;
  readonly fileCount: number;
}

export interface ProgramOptions {
  languages: ReadonlyMap<string, Language>;
  level?: SolveLevel;
  /** What following the values of a file with so many variables may cost; see give-up.ts. */
  workBudget?: (variables: number) => number;
}
