/** Where an embedding model is asked, over Ollama's protocol. */
export interface EmbeddingAddress {
  /** Address of the server: `http://127.0.0.1:11434`. */
  address: string;
  /** As the server calls it: `nomic-embed-text`. */
  model: string;
}

/** A model that turns texts into vectors, near for texts of like meaning. */
export interface Embedder {
  readonly model: string;
  readonly dimensions: number;
  /** One vector a text, in their order. Rejects with an AppError when the model cannot answer. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}
