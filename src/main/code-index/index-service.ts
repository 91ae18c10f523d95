import type { IndexState } from '#core/code-index/freshness/index-state.ts';
import type { RefreshReport } from '#shared/messages/code-index.ts';

/** What a refresh is to look at. */
export interface RefreshRequest {
  /** Folder or file below the repository, relative, forward slashes. */
  scope?: string;
  /** Reads and solves every file again. */
  full?: boolean;
}

export interface RefreshOutcome extends RefreshReport {
  root: string;
  /** Whether the call joined a refresh that was running. */
  joined: boolean;
}

/** Where a stored index is read: its file, and the number of the last complete state in it. */
export interface StoredIndex {
  /** SQLite file, always in a complete state; opened read-only. */
  file: string;
  /** Grows by one with every change that became visible. */
  generation: number;
  /**
   * Changes whenever the file was replaced by a new one, so that open connections must be given up.
   */
  incarnation: number;
}

/**
 * Which repositories have an index. A repository is named by its root: the real path of its top
 * level.
 */
export interface OpenRepositories {
  /**
   * Starts indexing and watching the repository a folder lies in and gives its root. Rejects with
   * `not_a_repository`.
   */
  open(folder: string): Promise<string>;
  /** Resolves when whatever is being opened is open, or was refused. */
  opened(): Promise<void>;
  /** Stops watching; the stored index stays. */
  close(root: string): Promise<void>;
  /**
   * The root a caller means: a path in it, the id of a project (which opens its repository), or
   * nothing for the open repository. Rejects with `unknown_index`.
   */
  resolve(repo: string | undefined): Promise<string>;
  /**
   * The open repository that was opened under this name, or whose root it is; null when there is
   * none.
   */
  rootOf(folder: string): string | null;
  /** Roots of all open repositories, in the order they were opened. */
  roots(): string[];
  /** The root that is meant when nobody names one; null when there is none. */
  defaultRoot(): string | null;
}

/** What indexes hold and how they are. Calls with an unknown root throw `unknown_index`. */
export interface IndexReading {
  state(root: string): IndexState;
  /** What there is to read; null while nothing was ever built. */
  stored(root: string): StoredIndex | null;
  /**
   * For whoever wants to read: wakes an index that rests, and resolves when there is something, at
   * once or after the first build. Rejects when that failed.
   */
  ready(root: string): Promise<StoredIndex>;
  /**
   * Packed impact graph of the stored generation (core/code-index/graph reads it); null before the
   * first build.
   */
  graph(root: string): SharedArrayBuffer | null;
  /** Calls back after every change of any state; returns the way to stop. */
  listen(listener: (state: IndexState) => void): () => void;
}

/** The indexes of all open repositories. */
export interface CodeIndexes extends OpenRepositories, IndexReading {
  /**
   * The text of a question as a vector of the named model; null when that one is not set, or does
   * not answer soon.
   */
  embedText(root: string, text: string, model: string): Promise<Float32Array | null>;
  /**
   * Brings the index up to date and resolves when the result is visible. A call that comes while
   * one runs joins it.
   */
  refresh(root: string, request?: RefreshRequest): Promise<RefreshOutcome>;
  /**
   * Files that a change of some files or symbols (by symbol key) may affect, the changed ones
   * included: whole closure over certain edges. Waits for the first build.
   */
  impactOf(
    root: string,
    changed: { paths?: readonly string[]; symbols?: readonly string[] },
  ): Promise<Set<string>>;
  stop(): Promise<void>;
}
