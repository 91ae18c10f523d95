import { expect, test } from 'vitest';
import { readEmbedding } from './read-embedding.ts';

const read = (host?: string) =>
  readEmbedding({ SLIPWAY_EMBEDDING_MODEL: 'nomic-embed-text', OLLAMA_HOST: host });

test('without a model there are no vectors, whatever the address', () => {
  expect(readEmbedding({ OLLAMA_HOST: 'nonsense://' })).toBeNull();
  expect(readEmbedding({ SLIPWAY_EMBEDDING_MODEL: ' ' })).toBeNull();
});

test.each([
  [undefined, 'http://127.0.0.1:11434'],
  ['', 'http://127.0.0.1:11434'],
  ['localhost', 'http://localhost:11434'],
  ['192.168.1.7:9000', 'http://192.168.1.7:9000'],
  [':9000', 'http://127.0.0.1:9000'],
  ['0.0.0.0', 'http://127.0.0.1:11434'],
  ['0.0.0.0:9000', 'http://127.0.0.1:9000'],
  ['[::]:9000', 'http://[::1]:9000'],
  ['[::1]', 'http://[::1]:11434'],
  ['http://gpu.local', 'http://gpu.local'],
  ['https://gpu.local:8443/', 'https://gpu.local:8443'],
])('OLLAMA_HOST=%s is read as Ollama reads it', (host, address) => {
  expect(read(host)).toEqual({ model: 'nomic-embed-text', address });
});

test.each(['http://', 'ftp://host', 'host:port'])('%s is refused with a sentence', (host) => {
  expect(() => read(host)).toThrow(/OLLAMA_HOST is “.*give host:port/);
});
