import { z } from 'zod';
import type { Embedder } from '#core/code-index/search/embedder.ts';
import type { EmbeddingAddress } from '#shared/messages/code-index.ts';
import { AppError } from '#shared/errors.ts';

export interface OllamaOptions extends EmbeddingAddress {
  /**
   * How long one request may take, ms. Default 60,000: a model that is loaded first needs most of
   * it.
   */
  timeoutMs?: number;
  /** Ends every request, also later ones. */
  signal?: AbortSignal;
}

export interface OllamaEmbedder extends Embedder {
  /** Rejects also when the signal aborts. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}

const answerSchema = z.object({ embeddings: z.array(z.array(z.number())) });
const errorSchema = z.object({ error: z.string() });

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Connects to an embedding model over Ollama's protocol (POST /api/embed). One request finds its
 * dimensions. Throws `unreachable` with a sentence when nothing answers there, the model is
 * missing, or the answer is no list of vectors.
 */
export async function connectOllamaEmbedder(options: OllamaOptions): Promise<OllamaEmbedder> {
  const [probe] = await askOllama(options, ['dimensions']);
  const dimensions = probe?.length ?? 0;
  if (dimensions === 0) throw unusable(options, 'its vectors are empty');
  return {
    model: options.model,
    dimensions,
    async embed(texts, signal) {
      if (texts.length === 0) return [];
      const vectors = await askOllama(options, texts, signal);
      if (vectors.some((vector) => vector.length !== dimensions))
        throw unusable(options, `its vectors no longer have ${dimensions} dimensions`);
      return vectors.map((vector) => Float32Array.from(vector));
    },
  };
}

async function askOllama(
  options: OllamaOptions,
  texts: readonly string[],
  stop?: AbortSignal,
): Promise<number[][]> {
  const response = await send(options, texts, stop);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const reported = errorSchema.safeParse(body);
    throw unusable(
      options,
      reported.success ? reported.data.error : `it answered ${response.status}`,
    );
  }
  const answer = answerSchema.safeParse(body);
  if (!answer.success) throw unusable(options, 'its answer holds no vectors');
  const { embeddings } = answer.data;
  if (embeddings.length !== texts.length)
    throw unusable(options, `it gave ${embeddings.length} vectors for ${texts.length} texts`);
  return embeddings;
}

async function send(
  options: OllamaOptions,
  texts: readonly string[],
  stop?: AbortSignal,
): Promise<Response> {
  const { address, model, signal } = options;
  const limit = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const ends = [signal, stop, limit].filter((end) => end !== undefined);
  try {
    return await fetch(new URL('/api/embed', address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, input: texts, truncate: true }),
      signal: AbortSignal.any(ends),
    });
  } catch (cause) {
    const why = cause instanceof Error && cause.name === 'TimeoutError' ? 'in time' : 'there';
    throw new AppError(
      'unreachable',
      `No embedding model answers ${why} at ${address}: start Ollama, or unset SLIPWAY_EMBEDDING_MODEL to search by words alone.`,
      { cause },
    );
  }
}

function unusable({ address, model }: OllamaOptions, why: string): AppError {
  return new AppError(
    'unreachable',
    `The embedding model ${model} at ${address} cannot be used: ${why}.`,
  );
}
