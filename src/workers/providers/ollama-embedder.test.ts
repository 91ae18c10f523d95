import { afterEach, describe, expect, test } from 'vitest';
import { connectOllamaEmbedder } from './ollama-embedder.ts';
import {
  startScriptedOllama,
  type ScriptedAnswer,
  type ScriptedOllama,
  type OllamaRequest,
} from './testing/scripted-ollama.ts';

let server: ScriptedOllama | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function serve(script: (request: OllamaRequest) => ScriptedAnswer | null): Promise<string> {
  server = await startScriptedOllama(script);
  return server.address;
}

const vectors = ({ body }: OllamaRequest): ScriptedAnswer => ({
  body: { model: body.model, embeddings: body.input.map((input) => [input.length, 1, -1]) },
});

describe('SEARCH-6 vectors come from a model served over Ollama’s protocol', () => {
  test('a vector a text, in order; the dimensions are learned by asking once', async () => {
    const embedder = await connectOllamaEmbedder({ address: await serve(vectors), model: 'nomic' });
    expect(embedder).toMatchObject({ model: 'nomic', dimensions: 3 });
    expect(await embedder.embed(['ab', 'abcd'])).toEqual([
      Float32Array.of(2, 1, -1),
      Float32Array.of(4, 1, -1),
    ]);
    expect(await embedder.embed([])).toEqual([]);
    expect(server?.requests.map((request) => request.path)).toEqual(['/api/embed', '/api/embed']);
    expect(server?.requests[1]?.body).toEqual({
      model: 'nomic',
      input: ['ab', 'abcd'],
      truncate: true,
    });
  });

  const model = 'nomic';
  test.each<[string, ScriptedAnswer, RegExp]>([
    ['a missing model', { status: 404, body: { error: 'model "nomic" not found' } }, /not found/],
    ['an error without words', { status: 500, body: 'oops' }, /it answered 500/],
    ['no JSON', { body: '<html>' }, /holds no vectors/],
    ['other JSON', { body: { ok: true } }, /holds no vectors/],
    ['too few vectors', { body: { embeddings: [] } }, /0 vectors for 1 texts/],
    ['empty vectors', { body: { embeddings: [[]] } }, /vectors are empty/],
    ['words for numbers', { body: { embeddings: [['x']] } }, /holds no vectors/],
  ])('%s is reported with a sentence', async (_what, answer, sentence) => {
    const connecting = connectOllamaEmbedder({ address: await serve(() => answer), model });
    await expect(connecting).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(sentence) as string,
    });
  });

  test('vectors of another length than before are refused', async () => {
    let length = 2;
    const address = await serve(() => ({
      body: { embeddings: [Array.from({ length }, () => 1)] },
    }));
    const embedder = await connectOllamaEmbedder({ address, model });
    length = 3;
    await expect(embedder.embed(['x'])).rejects.toThrow(/no longer have 2 dimensions/);
  });

  test('silence ends after the time allowed; an address without a server fails at once; a signal ends the wait', async () => {
    const silent = await serve(() => null);
    await expect(connectOllamaEmbedder({ address: silent, model, timeoutMs: 30 })).rejects.toThrow(
      /answers in time/,
    );
    await server?.close();
    await expect(connectOllamaEmbedder({ address: silent, model })).rejects.toThrow(
      /No embedding model answers there/,
    );
    const stop = new AbortController();
    const embedder = await connectOllamaEmbedder({
      address: await serve((request) => {
        if (request.body.input[0] === 'dimensions') return vectors(request);
        stop.abort();
        return null;
      }),
      model,
      signal: stop.signal,
    });
    await expect(embedder.embed(['x'])).rejects.toMatchObject({ code: 'unreachable' });
  });
});
