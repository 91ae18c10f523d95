import { afterEach, expect, it } from 'vitest';
import type { VectorState } from '#shared/messages/code-index.ts';
import { VectorFiller } from '../../workers/code-index/vector-filler.ts';
import {
  startScriptedOllama,
  type OllamaRequest,
  type ScriptedAnswer,
  type ScriptedOllama,
} from '../../workers/providers/testing/scripted-ollama.ts';
import { openRag, type Rag } from './testing/open-code-index.ts';

let server: ScriptedOllama;
let rag: Rag;
afterEach(async () => {
  rag.close();
  await server.close();
});

const TREE = { 'a.py': 'def one():\n    return 1\n', 'b.py': 'def two():\n    return 2\n' };

async function open(script: (request: OllamaRequest) => ScriptedAnswer | null) {
  server = await startScriptedOllama(script);
  rag = openRag();
  await rag.write(TREE);
  const said: VectorState[] = [];
  const filled: boolean[] = [];
  let received = Promise.withResolvers<void>();
  const filler = new VectorFiller({
    root: rag.root,
    store: rag.store,
    embedding: { address: server.address, model: 'm' },
    report(state) {
      said.push(state);
      received.resolve();
      received = Promise.withResolvers();
    },
    filling: (isFilling) => filled.push(isFilling),
  });
  const until = async (isWanted: (state: VectorState) => boolean): Promise<VectorState> => {
    for (;;) {
      const found = said.find((state) => isWanted(state));
      if (found !== undefined) return found;
      await received.promise;
    }
  };
  return { filler, said, filled, until };
}

const vectors = ({ body }: OllamaRequest): ScriptedAnswer => ({
  body: { embeddings: body.input.map((input) => [input.length, 1, -1]) },
});

it('SEARCH-10 a pause ends a batch in flight without a write; what is left comes with the next idle moment', async () => {
  const inFlight = Promise.withResolvers<void>();
  let isSilent = true;
  const { filler, said, filled, until } = await open((request) => {
    if (request.body.input[0] === 'dimensions' || !isSilent) return vectors(request);
    inFlight.resolve();
    return null;
  });
  filler.resume();
  await inFlight.promise;
  expect(filled).toEqual([true]);
  filler.pause();
  rag.store.begin();
  rag.store.removeFile('b.py');
  rag.store.commit({ gitSha: null, refreshedAtMs: 0 });
  expect(rag.store.countVectors()).toBe(0);
  isSilent = false;
  filler.resume();
  await until(({ count }) => count === 2);
  expect(said.every(({ count }) => count === 0 || count === 2)).toBe(true);
  expect(said.filter(({ available }) => !available)).toHaveLength(1);
  await expect.poll(() => filled.at(-1)).toBe(false);
});

it('SEARCH-10 a model that fails is reported in a sentence and asked again when idle, not before', async () => {
  let isThere = false;
  const { filler, until } = await open((request) =>
    isThere ? vectors(request) : { status: 404, body: { error: 'model "m" not found' } },
  );
  filler.resume();
  const { detail } = await until((state) => /cannot be used/.test(state.detail));
  expect(detail).toMatch(/^The embedding model m at http.* cannot be used: model "m" not found\.$/);
  expect(server.requests).toHaveLength(1);
  expect(await filler.embedQuestion('x', 'm')).toBeNull();
  isThere = true;
  expect(await filler.embedQuestion('xyz', 'm')).toEqual(Float32Array.of(3, 1, -1));
  expect(await filler.embedQuestion('xyz', 'another')).toBeNull();
  filler.resume();
  expect(await until(({ count }) => count === 4)).toMatchObject({ available: true });
});
