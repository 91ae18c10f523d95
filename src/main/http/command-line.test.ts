import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSample } from './testing/start-sample.ts';

const run = promisify(execFile);
let started: Awaited<ReturnType<typeof startSample>>;
beforeAll(async () => {
  started = await startSample();
});
afterAll(() => started.app.close());

const CARD = '{"run_id":"r"}';
const WRITES: string[][] = [
  ['-d', CARD],
  ['-X', 'POST', '-d', CARD],
  ['--data-binary', CARD],
  ['--json', CARD],
  ['-H', 'Content-Type: application/json', '-d', CARD],
  ['-H', 'Content-Type: text/plain', '-d', CARD],
  ['-H', 'Content-Type:', '-d', CARD],
  ['-H', 'Transfer-Encoding: chunked', '-d', CARD],
  ['-H', 'Expect: 100-continue', '-d', CARD],
  ['-H', 'Idempotency-Key: from-a-terminal', '-d', CARD],
  ['-A', 'Mozilla/5.0', '-e', 'http://localhost/', '-d', CARD],
  ['--http1.0', '-d', CARD],
];
const READS: string[][] = [
  [],
  ['-G'],
  ['-X', 'GET'],
  ['-4'],
  ['-6'],
  ['--compressed'],
  ['--http1.0'],
];

async function curl(args: string[]): Promise<string> {
  const { stdout } = await run('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', ...args]);
  return stdout;
}

describe('curl from the user’s own terminal', () => {
  it.each(WRITES.map((args) => [args]))('writes with %j', async (args) => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect(await curl([...args, `http://${host}:${started.port}/v1/cards`])).toBe('201');
    }
  });

  it.each(READS.map((args) => [args]))('reads with %j', async (args) => {
    expect(await curl([...args, `http://localhost:${started.port}/health`])).toBe('200');
  });

  it('heads and deletes', async () => {
    expect(await curl(['-I', `${started.url}/health`])).toBe('200');
    expect(await curl(['-X', 'DELETE', `${started.url}/v1/cards/1`])).toBe('200');
  });
});
