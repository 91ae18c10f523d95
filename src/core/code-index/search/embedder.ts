/** A model that turns texts into vectors, near for texts of like meaning. */
export interface Embedder {
  readonly model: string;
  readonly dimensions: number;
  /** One vector a text, in their order. Rejects with an AppError when the model cannot answer. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}
