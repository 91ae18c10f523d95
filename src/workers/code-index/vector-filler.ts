import type { EmbeddingAddress, VectorState } from '#shared/messages/code-index.ts';
import { vectorsAtStart } from '#core/code-index/freshness/vectors-at-start.ts';
import { AppError } from '#shared/errors.ts';
import { connectOllamaEmbedder, type OllamaEmbedder } from '../providers/ollama-embedder.ts';
import { embedPassages } from './store/embed-passages.ts';
import type { IndexStore } from './store/index-store.ts';

export interface VectorFillerParts {
  root: string;
  store: IndexStore;
  /** Null: no vectors. */
  embedding: EmbeddingAddress | null;
  report(vectors: VectorState): void;
  /** The filling began or ended. */
  filling(isFilling: boolean): void;
}

/**
 * Gives the passages of an index their vectors whenever its thread has nothing else to do, and
 * embeds questions. The model is asked anew each time the thread falls idle; while it does not
 * answer, the state says why and nothing else changes.
 */
export class VectorFiller {
  readonly #parts: VectorFillerParts;
  #embedder: OllamaEmbedder | null = null;
  #pause = new AbortController();
  #isRunning = false;
  #isWanted = false;

  constructor(parts: VectorFillerParts) {
    this.#parts = parts;
    const { embedding, store } = parts;
    if (embedding === null) return;
    parts.report({ ...vectorsAtStart(embedding), count: store.countVectors() });
  }

  /** Ends the filling at once; until it is resumed the store is not touched. */
  pause(): void {
    this.#isWanted = false;
    this.#pause.abort();
  }

  /** The thread is idle: goes on with passages that have no vector. */
  resume(): void {
    if (this.#parts.embedding === null) return;
    this.#isWanted = true;
    if (!this.#isRunning) void this.#run(this.#parts.embedding);
  }

  /**
   * A question's text as a vector of the model; null when it is another model or does not answer.
   */
  async embedQuestion(text: string, model: string): Promise<Float32Array | null> {
    const { embedding } = this.#parts;
    if (embedding === null || embedding.model !== model) return null;
    try {
      this.#embedder ??= await connectOllamaEmbedder(embedding);
      const [vector = null] = await this.#embedder.embed([text]);
      return vector;
    } catch (error) {
      this.#reportFault(error);
      return null;
    }
  }

  async #run(embedding: EmbeddingAddress): Promise<void> {
    this.#isRunning = true;
    this.#parts.filling(true);
    while (this.#isWanted) {
      this.#isWanted = false;
      this.#pause = new AbortController();
      await this.#fill(embedding, this.#pause.signal);
    }
    this.#isRunning = false;
    this.#parts.filling(false);
  }

  async #fill(embedding: EmbeddingAddress, paused: AbortSignal): Promise<void> {
    const embedder = await this.#connect(embedding);
    const { root, store } = this.#parts;
    if (embedder === null || paused.aborted || store.generation === 0) return;
    try {
      const vectors = store.vectors(embedder);
      this.#reportReady(embedding);
      await embedPassages({
        root,
        vectors,
        embedder: { ...embedder, embed: (texts) => embedder.embed(texts, paused) },
        mayGoOn: () => !paused.aborted,
      });
      if (!paused.aborted) this.#reportReady(embedding);
    } catch (error) {
      // The end of a request that a pause cut off is no fault of the model.
      if (!paused.aborted) this.#reportFault(error);
    }
  }

  /** Not ended by a pause: a model that is being loaded for it would have to begin again. */
  async #connect(embedding: EmbeddingAddress): Promise<OllamaEmbedder | null> {
    try {
      return (this.#embedder = await connectOllamaEmbedder(embedding));
    } catch (error) {
      this.#reportFault(error);
      return null;
    }
  }

  #reportReady({ model, address }: EmbeddingAddress): void {
    const detail = `${model} at ${address} ranks beside the words.`;
    this.#parts.report({ available: true, detail, count: this.#parts.store.countVectors() });
  }

  #reportFault(error: unknown): void {
    this.#embedder = null;
    const why = error instanceof Error ? error.message : String(error);
    const detail = error instanceof AppError ? why : `Passages could not be embedded: ${why}.`;
    this.#parts.report({ available: false, detail, count: this.#parts.store.countVectors() });
  }
}
