import type { GitFolders } from './git-folders.ts';

/** A file as it was indexed. */
export interface IndexedSource {
  file: string;
  size: number;
  /** 0 when the time said nothing of the content at indexing. */
  mtime: number;
}

/** Where an embedding model is asked, over Ollama's protocol. */
export interface EmbeddingAddress {
  /** Address of the server: `http://127.0.0.1:11434`. */
  address: string;
  /** As the server calls it: `nomic-embed-text`. */
  model: string;
}

/** Why a file of the work tree is not in the index. */
export type SkipReason =
  | 'ignored'
  | 'binary'
  | 'generated'
  | 'vendored'
  | 'secret'
  | 'too_large'
  | 'long_line'
  | 'unreadable'
  | 'not_a_file'
  | 'parser_failed';

/**
 * One refresh. A named file is read, whatever its size and time say; a named folder stands for all
 * in it, compared by size and time.
 */
export interface Round {
  /** Relative to the root, forward slashes; null for the whole tree. */
  paths: readonly string[] | null;
  /** Everything in it is read again whatever size and time say. */
  full: boolean;
}

/**
 * Where a refresh spent its time, ms. `store` is part of `read`: files are stored while others are
 * parsed.
 */
export interface PhasesMs {
  scan: number;
  load: number;
  read: number;
  store: number;
  solve: number;
  edges: number;
  commit: number;
}

/** What a refresh did. */
export interface RefreshReport {
  generation: number;
  filesIndexed: number;
  /** Files read again because they are new or different. */
  filesChanged: number;
  filesRemoved: number;
  symbols: number;
  edges: number;
  durationMs: number;
  phasesMs: PhasesMs;
  /** Indexed files over indexable ones, 0 to 1. */
  coverage: number;
  gitSha: string | null;
}

/** Counts over a stored index. */
export interface IndexFigures {
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
  sizeBytes: number;
  /** Indexed files over indexable ones, 0 to 1. */
  coverage: number;
}

/** A state of the index that readers can see. */
export interface VisibleIndex {
  generation: number;
  gitSha: string | null;
  refreshedAtMs: number;
  /** Definitions and texts are ahead of the edges, which the same round will bring. */
  lacksEdges?: boolean;
  figures: IndexFigures;
  /** Packed impact graph of this generation. */
  graph: SharedArrayBuffer;
}

/** What is known of the vectors beside an index. */
export interface VectorState {
  /** Whether the model answers and passages can be searched by meaning. */
  available: boolean;
  /** One sentence for the person. */
  detail: string;
  /** Passages that have a vector. */
  count: number;
}

/** What a worker thread is started with. */
export interface EngineStart extends GitFolders {
  /** SQLite file of the index. */
  file: string;
  /** The model that gives passages their vectors; null for none. */
  embedding: EmbeddingAddress | null;
}

/** What main asks the thread of a repository; every one is answered under its id. */
export type EngineRequest =
  | { type: 'round'; id: number; round: Round; gitSha: string | null }
  /** Compares the content of stored files with the work tree: so many drawn at random, or all. */
  | { type: 'check'; id: number; files: number | 'all' }
  /**
   * The text of a question as a vector of the named model. Answered at once, beside whatever else
   * waits.
   */
  | { type: 'embed'; id: number; text: string; model: string }
  /** The commit HEAD is at, by git's files. Answered at once. */
  | { type: 'head'; id: number }
  | RulesRequest;

/**
 * Questions of the watcher about the ignore rules, answered at once, too. A folder's path ends with
 * a slash.
 */
export type RulesRequest =
  /** Reads the rules anew and names the outermost folders that are ignored. */
  | { type: 'ignored_folders'; id: number }
  | { type: 'ignored'; id: number; paths: readonly string[] }
  /** The index changed: whether that changed what is ignored. */
  | { type: 'compare_tracked'; id: number };

/** Ends the thread in good order, with the processes it started. It has no answer. */
export interface EngineClose {
  type: 'close';
}

export type EngineAnswer =
  | { type: 'report'; id: number; report: RefreshReport }
  | { type: 'checked'; id: number; checked: number; drifted: string[] }
  /** Null when that model cannot be asked; why stands in the vectors' state. */
  | { type: 'embedded'; id: number; vector: Float32Array | null }
  | { type: 'head_read'; id: number; gitSha: string | null }
  /** With the file that holds the user's own rules; null when there is no git to ask. */
  | { type: 'folders'; id: number; folders: readonly string[]; excludesFile: string | null }
  /** Those of the paths that are ignored. */
  | { type: 'ignored_paths'; id: number; paths: readonly string[] }
  | { type: 'tracked_compared'; id: number; changed: boolean }
  /** The request failed; the stored index is as it was before. */
  | { type: 'failed'; id: number; sentence: string };

/** What the thread says unasked. */
export type EngineEvent =
  /**
   * Once, first. `stored` is null when nothing complete lies in the file; `discarded` says what was
   * given up and why.
   */
  | { type: 'opened'; stored: VisibleIndex | null; discarded: string | null }
  | { type: 'progress'; done: number; total: number }
  | { type: 'visible'; visible: VisibleIndex }
  | { type: 'vectors'; vectors: VectorState }
  /** Whether passages are being given their vectors. */
  | { type: 'filling'; isFilling: boolean }
  /** Git cannot say what it ignores; the sentence is for the log. */
  | { type: 'without_git'; sentence: string }
  /** Ignore rules changed, so that other folders are to be watched. */
  | { type: 'rules_changed' };
