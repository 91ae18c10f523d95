import { createNameSuggester, type NameSuggester } from '#core/code-index/search/suggest-names.ts';
import { readGraph, type SymbolGraph } from '#core/code-index/graph/symbol-graph.ts';
import { must } from '#shared/assert.ts';
import type { IndexReading, OpenRepositories } from '../index-service.ts';
import { IndexReaders } from '../../db/code-index/index-readers.ts';
import type { IndexReader } from '../../db/code-index/open-index-reader.ts';
import { AnswerCache } from './answer-cache.ts';
import type { DatedAnswer } from './query-types.ts';
import { SourceLines, type ReadSources } from './source-lines.ts';

/**
 * Turns a question about a repository into a vector of the named model; null when that model cannot
 * be asked now.
 */
export type EmbedText = (
  text: string,
  asked: { root: string; model: string },
) => Promise<Float32Array | null>;

/** What a query works with: one repository's stored index, its graph and its work tree. */
export interface QueryScope {
  root: string;
  /** SQLite file of the stored index. */
  file: string;
  /** Changes with everything that answers are made from. */
  version: string;
  reader: IndexReader;
  graph: SymbolGraph;
  sources: SourceLines;
  /** Names of the stored generation, for suggestions. */
  suggester(): NameSuggester;
}

/** Opens what queries need and keeps it from one to the next. */
export class QueryScopes {
  readonly indexes: OpenRepositories & IndexReading;
  /** Null: no model is set. */
  readonly embedText: EmbedText | null;
  readonly answers = new AnswerCache<DatedAnswer>();
  readonly #readers = new IndexReaders();
  readonly #graphs = new WeakMap<SharedArrayBuffer, SymbolGraph>();
  readonly #sources = new Map<string, SourceLines>();
  readonly #suggesters = new Map<string, { generation: number; suggester: NameSuggester }>();
  readonly #stopListening: () => void;

  readonly #readSources: ReadSources;

  constructor(
    indexes: OpenRepositories & IndexReading,
    readSources: ReadSources,
    embedText: EmbedText | null,
  ) {
    this.indexes = indexes;
    this.#readSources = readSources;
    this.embedText = embedText;
    this.#stopListening = indexes.listen(({ root, state }) => {
      if (state === 'resting') this.#release(root);
    });
  }

  /**
   * The index a caller means, once there is one: waits for the first build, never for a later one.
   * Throws `unknown_index`.
   */
  async open(repo: string | undefined): Promise<QueryScope> {
    const root = await this.indexes.resolve(repo);
    const stored = await this.indexes.ready(root);
    const reader = this.#readers.of(stored);
    const buffer = must(this.indexes.graph(root), 'a stored index has its graph');
    const graph = this.#graphs.get(buffer) ?? readGraph(buffer);
    this.#graphs.set(buffer, graph);
    return {
      root,
      file: stored.file,
      version: `${stored.file} ${stored.incarnation} ${stored.generation} ${graph.generation}`,
      reader,
      graph,
      sources: this.#sourcesOf(root),
      suggester: () => this.#suggester(root, stored.generation, reader),
    };
  }

  close(): void {
    this.#stopListening();
    this.#readers.close();
    this.#sources.clear();
    this.#suggesters.clear();
  }

  /** An index that rests keeps nothing for the next question. */
  #release(root: string): void {
    const stored = this.indexes.stored(root);
    if (stored === null) return;
    this.#readers.release(stored.file);
    this.answers.forget(`${stored.file} `);
    this.#sources.delete(root);
    this.#suggesters.delete(root);
  }

  #sourcesOf(root: string): SourceLines {
    const known = this.#sources.get(root) ?? new SourceLines(root, this.#readSources);
    this.#sources.set(root, known);
    return known;
  }

  #suggester(root: string, generation: number, reader: IndexReader): NameSuggester {
    const known = this.#suggesters.get(root);
    if (known?.generation === generation) return known.suggester;
    const suggester = createNameSuggester(reader.symbolNames());
    this.#suggesters.set(root, { generation, suggester });
    return suggester;
  }
}
