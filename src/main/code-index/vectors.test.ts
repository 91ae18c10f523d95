import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { IndexState } from '#core/code-index/freshness/index-state.ts';
import {
  meaningVector,
  startScriptedOllama,
  type ScriptedOllama,
} from '../../workers/providers/testing/scripted-ollama.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';
import { askPatiently } from './patient-asking.ts';

const use = useEngines({ index: true });
const MEANINGS = [/car|automobile|vehicle/gi, /fruit|apple|pear/gi];
const TREE = {
  'a.py': 'def drive_automobile(automobile):\n    automobile.start()\n',
  'b.py': 'def peel(pear):\n    return pear.skin\n',
};

let server: ScriptedOllama | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

function serveMeanings(): Promise<ScriptedOllama> {
  return startScriptedOllama(({ body }) => ({
    body: { embeddings: body.input.map((input) => meaningVector(input, MEANINGS)) },
  }));
}

/** Resolves with the first state, now or later, that is wanted. */
function until({ engine }: TestEngine, isWanted: (state: IndexState) => boolean) {
  return new Promise<IndexState>((resolve) => {
    const look = (state: IndexState): void => {
      if (!isWanted(state)) return;
      stop();
      resolve(state);
    };
    const stop = engine.indexes.listen(look);
    for (const root of engine.indexes.roots()) look(engine.indexes.state(root));
  });
}

it('SEARCH-7 an engine embeds what it indexed; when the model dies the words answer and health says why', async () => {
  server = await serveMeanings();
  const embedding = { address: server.address, model: 'meanings' };
  const test = await use.start({ repo: use.repoOf(TREE), embedding });
  const nearest = (snippet: string) => test.rag.queryIndex({ kind: 'nearest_neighbors', snippet });
  await until(test, ({ vectors }) => vectors.count === 4);
  expect((await test.rag.indexHealth({})).vectors).toMatchObject({ available: true, count: 4 });
  const found = await nearest('vehicle');
  expect(found.rankers).toEqual(['lexical', 'vector']);
  expect(found.results[0]).toMatchObject({ file: 'a.py', via: 'vector' });
  await server.close();
  server = null;
  const alone = await nearest('automobile');
  expect(alone.rankers).toEqual(['lexical']);
  expect(alone.results[0]).toMatchObject({ file: 'a.py', via: 'lexical' });
  await until(test, ({ vectors }) => !vectors.available);
  const { status, vectors } = await test.rag.indexHealth({});
  expect(status).toBe('ok');
  expect(vectors).toMatchObject({ available: false, count: 4 });
  expect(vectors.detail).toMatch(/^No embedding model answers there at http.*start Ollama/);
});

it('SEARCH-10 a save gets its vectors with the next idle moment', async () => {
  server = await serveMeanings();
  const embedding = { address: server.address, model: 'meanings' };
  const test = await use.start({ repo: use.repoOf(TREE), embedding });
  const { vectors } = await until(test, (state) => state.vectors.count === 4);
  expect(vectors.detail).toBe(`meanings at ${server.address} ranks beside the words.`);
  const [root = ''] = test.engine.indexes.roots();
  writeFileSync(join(root, 'c.py'), 'def bake(apple):\n    return apple\n');
  await until(test, (state) => state.vectors.count === 6);
  expect(
    (await test.rag.queryIndex({ kind: 'nearest_neighbors', snippet: 'fruit' })).rankers,
  ).toEqual(['lexical', 'vector']);
});

it('SEARCH-11 a question waits for a late model once, and others not at all until it answered', async () => {
  const answers: ((vector: Float32Array) => void)[] = [];
  const asking = askPatiently(() => new Promise((resolve) => answers.push(resolve)), 1);
  expect(await asking('a', 'm')).toBeNull();
  expect(await asking('b', 'm')).toBeNull();
  expect(answers).toHaveLength(1);
  answers[0]?.(Float32Array.of(1));
  await Promise.resolve();
  await Promise.resolve();
  const third = asking('c', 'm');
  answers[1]?.(Float32Array.of(2));
  expect(await third).toEqual(Float32Array.of(2));
  const failing = askPatiently(() => Promise.reject(new Error('the thread died')));
  expect(await failing('d', 'm')).toBeNull();
});
