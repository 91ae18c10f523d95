import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Embedder } from '#core/code-index/search/embedder.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import { embedPassages } from '../../../workers/code-index/store/embed-passages.ts';
import { connectOllamaEmbedder } from '../../../workers/providers/ollama-embedder.ts';
import {
  meaningVector,
  startScriptedOllama,
  type ScriptedOllama,
} from '../../../workers/providers/testing/scripted-ollama.ts';
import { openRag, type Rag } from '../testing/open-code-index.ts';

type Answer = Output<(typeof codeIndexContract)['queryIndex']>;

/** The language of the scripted model: words of one meaning share a dimension. */
const MEANINGS = [
  /car|automobile|vehicle/gi,
  /fruit|apple|pear/gi,
  /house|home|building/gi,
  /water|river|lake/gi,
];

const TREE = {
  'a.py': 'def drive_automobile(automobile):\n    automobile.start()\n',
  'b.py': 'def peel(pear):\n    return pear.skin\n',
  'c.py': 'def paint(building):\n    return building\n',
};

let server: ScriptedOllama;
let embedder: Embedder;
let rag: Rag;
let isModelThere: boolean;

beforeEach(async () => {
  server = await startScriptedOllama(({ body }) => ({
    body: { embeddings: body.input.map((input) => meaningVector(input, MEANINGS)) },
  }));
  embedder = await connectOllamaEmbedder({ address: server.address, model: 'meanings' });
  isModelThere = true;
  rag = openRag(async (text) =>
    isModelThere ? ((await embedder.embed([text]))[0] ?? null) : null,
  );
  await rag.write(TREE);
});
afterEach(async () => {
  rag.close();
  await server.close();
});

function ask(snippet: string, more = {}): Promise<Answer> {
  return rag.handlers.queryIndex(
    { kind: 'nearest_neighbors', snippet, ...more },
    { actor: 'local', requester: 'local_user' },
  );
}

function embedAll(mayGoOn = () => true): Promise<number> {
  const vectors = rag.store.vectors(embedder);
  return embedPassages({ root: rag.root, vectors, embedder, mayGoOn });
}

describe('SEARCH-7 vectors find by meaning what has other words', () => {
  test('beside the lexical ranker, and the answer says so', async () => {
    expect((await ask('vehicle')).rankers).toEqual(['lexical']);
    expect(await embedAll()).toBe(6);
    const answer = await ask('vehicle');
    expect(answer.rankers).toEqual(['lexical', 'vector']);
    expect(answer.results[0]).toMatchObject({ file: 'a.py', via: 'vector' });
    expect((await ask('apple')).results[0]?.file).toBe('b.py');
    expect((await ask('apple', { path: 'c.py' })).results.map((found) => found.file)).toEqual([
      'c.py',
      'c.py',
    ]);
  });

  test('without the model the words answer alone', async () => {
    await embedAll();
    isModelThere = false;
    const answer = await ask('automobile');
    expect(answer.rankers).toEqual(['lexical']);
    expect(answer.results[0]).toMatchObject({ file: 'a.py', via: 'lexical' });
  });
});

describe('SEARCH-8 only what changed is embedded again', () => {
  test('texts that stay keep their vectors, passages that went lose them', async () => {
    await embedAll();
    const asked = server.requests.length;
    expect(await embedAll()).toBe(0);
    expect(server.requests).toHaveLength(asked);
    await rag.write({ 'a.py': `${TREE['a.py']}\ndef bake(apple):\n    return apple\n` });
    // The module's own text and the new function; the old function's text is known.
    expect(await embedAll()).toBe(2);
    expect(rag.store.vectors(embedder).count()).toBe(7);
    expect((await ask('fruit')).results.map((found) => found.file)).toContain('a.py');
    rag.store.begin();
    rag.store.removeFile('b.py');
    rag.store.commit({ gitSha: null, refreshedAtMs: 0 });
    expect(await embedAll()).toBe(0);
    expect(rag.store.vectors(embedder).count()).toBe(5);
    expect(rag.store.checkIntegrity()).toBe('ok');
  });

  test('a file that is another than the indexed one waits; a stop is obeyed', async () => {
    expect(await embedAll(() => false)).toBe(0);
    writeFileSync(join(rag.root, 'a.py'), 'something else\n');
    expect(await embedAll()).toBe(4);
  });

  test('another model starts anew', async () => {
    await embedAll();
    const other = { ...embedder, model: 'other', embed: embedder.embed };
    expect(rag.store.vectors(other).count()).toBe(0);
    expect((await ask('vehicle')).results).toEqual([]);
  });
});
