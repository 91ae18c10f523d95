import type { EmbeddingAddress, VectorState } from '#shared/messages/code-index.ts';

/** What is known of the vectors before the model was asked for the first time. */
export function vectorsAtStart(embedding: EmbeddingAddress | null): VectorState {
  const detail =
    embedding === null
      ? 'No embedding model is connected; only the lexical ranker is used.'
      : `The embedding model ${embedding.model} at ${embedding.address} has not answered yet; only the lexical ranker is used.`;
  return { available: false, detail, count: 0 };
}
