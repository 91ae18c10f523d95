import type { FileFacts } from '#core/code-index/facts.ts';
import type { SearchTerms } from '#core/code-index/search/document.ts';
import type { FileEdges } from '#core/code-index/solve/types.ts';
import type { VectorStore } from './vector-store.ts';

/** What became of a file of the work tree. */
export interface FileRecord {
  /** Relative to the repository's root, forward slashes. */
  path: string;
  /** Hash of the content; '' when it was not read. */
  hash: string;
  sizeBytes: number;
  mtimeMs: number;
  /** Language id; '' for text in no known language. */
  language: string;
  lines: number;
  /**
   * `indexed`: definitions and text; `text`: searchable text only; `skipped`: neither, for the
   * reason given.
   */
  status: 'indexed' | 'text' | 'skipped';
  /** Why it was skipped, or what was lost (`syntax_errors`); '' when nothing was. */
  reason: string;
}

/** A file to be stored. */
export interface ParsedFile extends FileRecord {
  /** Null for text and skipped files. */
  facts: FileFacts | null;
  /**
   * The facts as encodeFacts gives them, when a parser thread has made them already; else the store
   * encodes them.
   */
  encodedFacts?: Uint8Array;
  /** Documents of toSearchTerms. */
  documents: readonly SearchTerms[];
}

export interface StoredFile extends FileRecord {
  /** Decodes what was stored; null for text and skipped files. */
  readFacts(): FileFacts | null;
}

/** What a commit says of the state it makes visible. */
export interface CommitNote {
  gitSha: string | null;
  refreshedAtMs: number;
  /** Files that changed have their edges of before, as far as both ends are still there. */
  lacksEdges?: boolean;
}

/** Counts over everything stored, with what the open transaction holds. */
export interface StoreStats {
  files: number;
  lines: number;
  symbols: number;
  edges: number;
  possibleEdges: number;
  sinks: number;
  languages: { lang: string; files: number; lines: number }[];
  skipped: { reason: string; files: number; examples: string[] }[];
  /** Files whose calls were not followed. */
  unfollowed: { files: number; examples: string[] };
  sizeBytes: number;
}

/**
 * The stored index of one repository, and its only writer.
 *
 * All changes between begin and commit become visible to readers at once, as a new generation;
 * without a commit they are gone. Order within a transaction: removeFile and putFile for all that
 * changed, then putEdges; edges name symbols that are there by then.
 */
export interface IndexStore {
  readonly file: string;
  /** 0 until the first commit: the store is empty then, whatever a killed build had begun. */
  readonly generation: number;
  /** What the last commit noted; null at generation 0. */
  readonly note: CommitNote | null;
  /** Every stored file, skipped ones included, by path. */
  loadFiles(): IterableIterator<StoredFile>;
  /** What is stored of one file; null where there is nothing. */
  factsOf(path: string): FileFacts | null;
  begin(): void;
  /**
   * Adds or replaces a file. Symbols whose path in the file stays keep their ids; its edges stay
   * until putEdges replaces them.
   */
  putFile(file: ParsedFile): void;
  /** New time or size of a file whose content did not change. */
  touchFile(path: string, sizeBytes: number, mtimeMs: number): void;
  removeFile(path: string): void;
  /**
   * Replaces what leaves a file. An edge to a symbol that is not stored is an error of the caller
   * and counted in `dangling`.
   */
  putEdges(path: string, edges: FileEdges): void;
  /** Keeps of a changed file's edges those that still begin at a symbol of it, for a while. */
  keepEdges(path: string): void;
  /**
   * Makes the transaction visible. Returns the new generation and the packed graph of it (readGraph
   * opens it).
   */
  commit(note: CommitNote): CommitResult;
  rollback(): void;
  stats(): StoreStats;
  /**
   * The vectors of one embedding model; throws when this machine cannot search vectors. See
   * openVectorStore.
   */
  vectors(model: { model: string; dimensions: number }): VectorStore;
  /** How many passages have a vector; does not need the model. */
  countVectors(): number;
  /** 'ok', or what SQLite found wrong. */
  checkIntegrity(): string;
  close(): void;
}

export interface CommitResult {
  generation: number;
  graph: SharedArrayBuffer;
  /** Edges of this transaction whose target is not stored. */
  dangling: number;
}

export interface OpenedStore {
  store: IndexStore;
  /**
   * Why what lay in the file was given up and an empty store made; null when it was taken over or
   * there was nothing.
   */
  discarded: string | null;
  /** Packed graph of the stored generation. */
  graph: SharedArrayBuffer;
}
